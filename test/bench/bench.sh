#!/usr/bin/env bash
# Times reading and importing a SQLite file through sqlite_fdw against the other ways to do the same, and prints the ratios.
#
# Runs as the server's OS user, and needs PGHOST, PGDATABASE, PGUSER (a
# superuser), PG_CONFIG, PATH with psql, and in SQLITE_FDW_TESTDIR a folder for
# its files. NARROW_ROWS, WIDE_ROWS and RUNS choose the size, LOOP_SECONDS how
# long a short query is run again and again for one timing, MEASURE="scan plain"
# some of the measurements, BENCH_CLOCK=cpu the time that a process works
# instead of that on the wall; BENCH_DIR=/path a folder that keeps the SQLite file
# for the next run, BENCH_CSV=/path/file one that gets the results, CC the
# compiler. At full size it fills about 8 GB with the server's.
set -euo pipefail
shopt -s inherit_errexit
export LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=test/bench/common.sh
source "$here/common.sh"
# shellcheck source=test/bench/results.sh
source "$here/results.sh"
# shellcheck source=test/bench/inputs.sh
source "$here/inputs.sh"
# shellcheck source=test/bench/scans.sh
source "$here/scans.sh"
# shellcheck source=test/bench/loads.sh
source "$here/loads.sh"
# shellcheck source=test/bench/memory.sh
source "$here/memory.sh"
# shellcheck source=test/bench/short_queries.sh
source "$here/short_queries.sh"
# shellcheck source=test/bench/whole_file.sh
source "$here/whole_file.sh"
# shellcheck source=test/bench/others.sh
source "$here/others.sh"

narrow_rows=${NARROW_ROWS:-4000000}
tenth_rows=$((narrow_rows / 10))
wide_rows=${WIDE_ROWS:-1000000}
runs=${RUNS:-5}
loop_seconds=${LOOP_SECONDS:-2}
csv=${BENCH_CSV:-${SQLITE_FDW_WORKSPACE:-$SQLITE_FDW_TESTDIR}/bench/results.csv}

main() {
	local name

	check_settings
	choose_clock "${BENCH_CLOCK:-wall}"
	prepare
	for name in ${MEASURE:-scan dirty worker plain singly wide keyed child memory first migrate short others}; do
		"measure_$name"
	done
	postgresql=$(sql -c 'SHOW server_version' | cut -d ' ' -f 1)
	sqlite=$("$work/step_loop" --version)
	echo "PostgreSQL $postgresql, SQLite $sqlite, $(nproc) CPUs"
	echo "narrow $narrow_rows rows, wide $wide_rows rows, medians of $runs runs by the $BENCH_CLOCK clock"
	echo
	print_results
	write_csv "$csv"
	/usr/bin/python3 -B "$here/plot.py" goals "$csv" "$(dirname "$csv")"
}

# Not to learn after minutes that a measurement has another name, or that the results cannot be written.
check_settings() {
	local name

	if ((narrow_rows < 10 || wide_rows < 1 || runs < 1)); then
		fail "NARROW_ROWS must be at least 10, WIDE_ROWS and RUNS at least 1"
	fi
	for name in ${MEASURE:-}; do
		[[ $(type -t "measure_$name") == function ]] || fail "there is no measurement $name"
	done
	mkdir -p "$(dirname "$csv")"
	: >"$csv"
}

main
