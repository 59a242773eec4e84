# shellcheck shell=bash
# Named checks, each printed as it ends and counted.

checks_passed=0
checks_failed=0

# check NAME COMMAND...: shows what the command printed only if it fails.
check() {
	local name=$1 start=$EPOCHREALTIME status log
	shift
	log=$(mktemp)
	set +e
	(
		set -e
		"$@"
	) >"$log" 2>&1 </dev/null
	status=$?
	set -e
	if [ "$status" -eq 0 ]; then
		checks_passed=$((checks_passed + 1))
		say "ok $name $(seconds_since "$start") s"
	else
		checks_failed=$((checks_failed + 1))
		say "not ok $name"
		tail -n 200 "$log"
	fi
	rm -f "$log"
}

# The last line; fails if a check did, or none ran.
count_checks() {
	say "$checks_passed passed, $checks_failed failed"
	[ "$checks_failed" -eq 0 ] && [ "$checks_passed" -gt 0 ]
}
