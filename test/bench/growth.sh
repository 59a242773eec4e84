#!/usr/bin/env bash
# Measures reading, importing and memory at sizes from 10,000 rows to 20 million, and draws how they grow.
#
# Needs what bench.sh needs, and goes by its settings but for the sizes;
# ROWS="10000 100000" names others. The results go to the folder bench of
# SQLITE_FDW_WORKSPACE. At the largest size it fills about 10 GB.
set -euo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
output=${SQLITE_FDW_WORKSPACE:-$SQLITE_FDW_TESTDIR}/bench

mkdir -p "$output"
size=$(mktemp -d "$SQLITE_FDW_TESTDIR/growth.XXXXXX")
trap 'rm -r "$size"' EXIT
for rows in ${ROWS:-10000 40000 100000 400000 1000000 4000000 20000000}; do
	NARROW_ROWS=$rows WIDE_ROWS=1000 MEASURE='scan plain peak' BENCH_CSV=$size/results.csv bash "$here/bench.sh"
	if [[ ! -s $output/growth.csv ]]; then
		head -n 1 "$size/results.csv" >"$output/growth.csv"
	fi
	tail -n +2 "$size/results.csv" >>"$output/growth.csv"
done
/usr/bin/python3 -B "$here/plot.py" growth "$output/growth.csv" "$output"
