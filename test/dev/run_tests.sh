#!/usr/bin/env bash
# Runs the tests inside with_server.sh, a few at a time, and prints each as it ends.
#
# sql/NAME.sql is a regression test, test/t/NAME.pl a TAP file. TESTS="a b"
# chooses some, JOBS=n says how many run at once. A test that has a line
# "-- runs alone" or "# runs alone" waits until the others have ended. One with a
# line "# a stage of its own" takes longer than the others and runs only if TESTS
# names it. LONGEST_SECONDS=n gives each so long. What failed tests made is kept in
# .build/results.
set -euo pipefail
# shellcheck source=test/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=test/dev/stop_servers.sh
source "$(dirname "$0")/stop_servers.sh"

results=$SQLITE_FDW_WORKSPACE/results
pgxs=$(dirname "$("$PG_CONFIG" --pgxs)")
pg_regress=$pgxs/../test/regress/pg_regress
perl_modules=$pgxs/../test/perl
jobs=${JOBS:-$(nproc)}
longest_seconds=${UNDER:+6000}
longest_seconds=${LONGEST_SECONDS:-${longest_seconds:-300}}

# Every test there is, as its file; the slower kind first.
all_tests() {
	find test/t -name '*.pl' | sort
	find sql -name '*.sql' ! -name 'sqlite_fdw--*' | sort
}

# bounded COMMAND...: a test that hangs ends as a failed one.
bounded() {
	local status=0
	timeout --kill-after=10 "$longest_seconds" "$@" || status=$?
	if [ "$status" -eq 124 ]; then
		say "ended after $longest_seconds s"
	fi
	return "$status"
}

# name_of FILE
name_of() {
	basename "${1%.*}"
}

chosen_tests() {
	local file
	all_tests | while read -r file; do
		if [ -n "${TESTS:-}" ]; then
			[[ " $TESTS " != *" $(name_of "$file") "* ]] || echo "$file"
		elif ! grep -q '^# a stage of its own' "$file"; then
			echo "$file"
		fi
	done
}

# Names in TESTS that no file has.
unknown_tests() {
	local name known
	known=$(all_tests | while read -r file; do name_of "$file"; done)
	for name in ${TESTS:-}; do
		grep -qxF -- "$name" <<<"$known" || echo "$name"
	done
}

runs_alone() {
	grep -qE '^(--|#) runs alone' "$1"
}

# run_regress NAME OUTPUT: each file has a database of its own; one with nothing expected yet shows all it prints.
run_regress() {
	touch "expected/$1.out"
	bounded "$pg_regress" --inputdir=. --outputdir="$2" --bindir="$(dirname "$(command -v psql)")" \
		--dbname="regress_$1" --encoding=UTF8 --no-locale --load-extension=sqlite_fdw "$1"
}

# run_tap NAME OUTPUT: 15 reads TESTDIR, later versions TESTDATADIR and TESTLOGDIR.
run_tap() {
	mkdir -p "$2/tmp_check"
	export PG_REGRESS=$pg_regress TEMP_CONFIG=$SQLITE_FDW_WORKSPACE/server.conf \
		TESTDIR=$2 TESTDATADIR=$2/tmp_check TESTLOGDIR=$2/tmp_check/log PG_TEST_PORT_DIR=$TMPDIR/ports
	bounded prove -I "$perl_modules" -I . "test/t/$1.pl"
}

# run_test FILE: leaves the outcome in a file and prints one line, and a table of figures if the test has one.
run_test() {
	local file=$1 name kind=regress outcome=ok start=$EPOCHREALTIME output note=
	name=$(name_of "$file")
	[ "${file##*.}" = sql ] || kind=tap
	output=$results/$name
	mkdir -p "$output"
	echo 'not ok' >"$output/outcome"
	"run_$kind" "$name" "$output" >"$output/output" 2>&1 || outcome='not ok'
	stop_servers "$output"
	if [ "$kind" = tap ] && [ "$outcome" = ok ] && grep -q 'skipped' "$output/output"; then
		outcome=skipped
		note=" ($(sed -n 's/.*skipped: *//p' "$output/output" | head -n 1))"
	fi
	echo "$outcome" >"$output/outcome"
	printf '%s %s %s s%s\n' "$outcome" "$name" "$(seconds_since "$start")" "$note"
	sed -n 's/^# \(|.*\)/\1/p' "$output/output"
}

# run_all WORKERS FILE...: each test in a process group of its own, so that it can be ended whole.
run_all() {
	local workers=$1 file
	shift
	for file in "$@"; do
		while [ "$(jobs -rp | wc -l)" -ge "$workers" ]; do
			wait -n || true
		done
		run_test "$file" </dev/null &
	done
	wait
}

end_running_tests() {
	local group
	for group in $(jobs -rp); do
		kill -TERM -- "-$group" 2>/dev/null || true
	done
	wait
	say "interrupted"
	exit 130
}

# outcome_count OUTCOME
outcome_count() {
	cat "$results"/*/outcome 2>/dev/null | grep -cx "$1" || true
}

show_failures() {
	local folder
	for folder in "$results"/*/; do
		if [ "$(cat "$folder/outcome")" = 'not ok' ]; then
			printf '\n==== %s\n' "$(basename "$folder")"
			show_failure "$folder"
		fi
	done
}

# show_failure FOLDER: the difference, or else what the test printed and logged.
show_failure() {
	local log
	if [ -s "$1/regression.diffs" ]; then
		head -n 400 "$1/regression.diffs"
		return
	fi
	tail -n 100 "$1/output"
	for log in "$1"/tmp_check/log/regress_log_*; do
		if [ -e "$log" ]; then
			tail -n 60 "$log"
		fi
	done
}

# Keeps what people read of failed tests, without the data of their servers.
keep_failures() {
	local folder
	for folder in "$results"/*/; do
		if [ "$(cat "$folder/outcome")" != 'not ok' ]; then
			rm -rf "$folder"
		fi
	done
	rm -rf "$results"/*/tmp_check/*_data
}

# Servers that died tell more than the tests that met them.
show_crashes() {
	grep -E 'PANIC|TRAP:|terminated by signal' "$SQLITE_FDW_WORKSPACE/server.log" || true
}

mkdir "$results"
set -m
trap end_running_tests INT TERM HUP
together=()
alone=()
while read -r file; do
	if runs_alone "$file"; then alone+=("$file"); else together+=("$file"); fi
done < <(chosen_tests)
run_all "$jobs" "${together[@]}"
run_all 1 "${alone[@]}"
for name in $(unknown_tests); do
	mkdir -p "$results/$name"
	echo 'not ok' >"$results/$name/outcome"
	echo "no test has this name" >"$results/$name/output"
	say "not ok $name"
done
show_failures
show_crashes
passed=$(outcome_count ok)
failed=$(outcome_count 'not ok')
skipped=$(outcome_count skipped)
keep_failures
if [ "$skipped" -gt 0 ]; then
	say "$passed passed, $failed failed, $skipped skipped"
else
	say "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ] && [ "$((passed + skipped))" -gt 0 ]
