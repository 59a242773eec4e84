# shellcheck shell=bash
# Reading all rows of a foreign table: against the step loop in C, with bad rows, with a second process.

counts='count(c1), count(c2), count(c3), count(c4), count(c5), count(c6), count(c7), count(c8)'

measure_scan() {
	compare "SELECT count(c1), .. narrow" "sqlite3_step loop in C" 1.2 scan_foreign scan_in_c
}

measure_dirty() {
	compare "SELECT, on_error 'ignore', 1 % of rows bad" "without on_error, none bad" 1.2 "scan_tenth narrow_dirty" "scan_tenth narrow_tenth"
}

measure_worker() {
	local what="SELECT with one worker" against="without"

	if [[ $BENCH_CLOCK == cpu ]]; then
		add_note "$what" "$against" 0.60 "wall only"
	elif [[ $(scan_plan 1) == *Gather* ]]; then
		compare "$what" "$against" 0.6 "scan_foreign 1" scan_foreign
	else
		add_note "$what" "$against" 0.60 "no parallel plan"
	fi
}

# Counting in SQLite would be no reading of rows; the workers are those of the setting.
scan_settings() {
	echo "SET LOCAL sqlite_fdw.pushdown = off; SET LOCAL max_parallel_workers_per_gather = ${1:-0}"
}

# scan_foreign [WORKERS]
scan_foreign() {
	local output

	output=$(timed "$(scan_settings "${1:-0}")" "SELECT $counts FROM sqlite_fdw_bench.narrow")
	check_counts "${output%%$'\n'*}"
	echo "${output##*$'\n'}"
}

# scan_plan WORKERS
scan_plan() {
	sql -c "BEGIN; $(scan_settings "$1"); EXPLAIN (COSTS OFF) SELECT $counts FROM sqlite_fdw_bench.narrow"
}

scan_in_c() {
	local seconds counts

	sql -c 'CHECKPOINT'
	read -r seconds counts < <("$work/step_loop" "$sqlite_file" 'SELECT c1, c2, c3, c4, c5, c6, c7, c8 FROM narrow')
	check_counts "$counts"
	echo "$seconds"
}

# Every column is full but the last, which misses one value in sixteen.
check_counts() {
	local full="$narrow_rows|$narrow_rows|$narrow_rows|$narrow_rows|$narrow_rows|$narrow_rows|$narrow_rows"

	[[ $1 == "$full|$((narrow_rows - narrow_rows / 16))" ]] || fail "wrong counts of narrow: $1"
}

# scan_tenth TABLE
scan_tenth() {
	local output

	output=$(timed "$(scan_settings); SET LOCAL client_min_messages = error" "SELECT $counts FROM sqlite_fdw_bench.$1")
	echo "${output##*$'\n'}"
}
