#!/usr/bin/env bash
# Measures reading, importing and memory at sizes from 10,000 rows to 20 million, and draws how they grow.
#
# Needs what bench.sh needs. ROWS="10000 100000" names other sizes; the wide
# table has a quarter of them. The results go to the folder bench of
# SQLITE_FDW_WORKSPACE. At the largest size it fills about 20 GB.
set -euo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
output=${SQLITE_FDW_WORKSPACE:-$SQLITE_FDW_TESTDIR}/bench

mkdir -p "$output"
for rows in ${ROWS:-10000 40000 100000 400000 1000000 4000000 20000000}; do
	NARROW_ROWS=$rows WIDE_ROWS=$((rows / 4)) MEASURE='scan plain wide peak' BENCH_CSV=$output/size.csv bash "$here/bench.sh"
	if [[ ! -s $output/growth.csv ]]; then
		head -n 1 "$output/size.csv" >"$output/growth.csv"
	fi
	tail -n +2 "$output/size.csv" >>"$output/growth.csv"
done
rm "$output/size.csv"
/usr/bin/python3 -B "$here/plot.py" growth "$output/growth.csv" "$output"
