# shellcheck shell=bash
# Named stages, one after the other; at the end the minutes of each and the sum of what they counted.

stages_passed=0
stages_failed=0
stages_skipped=0
stages_minutes=

# run_stage NAME COMMAND...: a stage that counts its own tests adds them, any other is one test.
run_stage() {
	local name=$1 start=$SECONDS status=0 file counts out filter
	shift
	file=$(mktemp)
	printf '\n==== %s\n' "$name"
	exec {out}> >(hold_back_counts "$file")
	filter=$!
	run_child "$@" >&"$out" {out}>&- || status=$?
	exec {out}>&-
	wait "$filter" || true
	counts=$(<"$file")
	rm -f "$file"
	end_if_interrupted "$status"
	add_stage "$name" "$status" "$counts"
	stages_minutes+=$(printf '%-12s %5.1f' "$name" "$(minutes_since "$start")")$'\n'
}

# hold_back_counts FILE: the sum of the lines N passed, N failed goes to the file, all else through, each line at once.
hold_back_counts() (
	trap '' INT TERM HUP
	pattern='^([0-9]+) passed, ([0-9]+) failed(, ([0-9]+) skipped)?$'
	sum=(0 0 0)
	while IFS= read -r line || [ -n "$line" ]; do
		if [[ "$line" =~ $pattern ]]; then
			sum=($((sum[0] + BASH_REMATCH[1])) $((sum[1] + BASH_REMATCH[2])) $((sum[2] + BASH_REMATCH[4])))
			say "${sum[*]}" >"$1"
		else
			say "$line"
		fi
	done
)

# add_stage NAME STATUS "PASSED FAILED SKIPPED"
add_stage() {
	local passed=0 failed=0 skipped=0
	if [ -n "$3" ]; then
		read -r passed failed skipped <<<"$3"
	elif [ "$2" -eq 0 ]; then
		passed=1
	fi
	if [ "$2" -ne 0 ] && [ "$failed" -eq 0 ]; then
		failed=1
	fi
	stages_passed=$((stages_passed + passed))
	stages_failed=$((stages_failed + failed))
	stages_skipped=$((stages_skipped + skipped))
	if [ "$failed" -gt 0 ]; then
		say "stage $1 failed (status $2)"
	fi
}

# minutes_since SECONDS
minutes_since() {
	awk -v seconds="$((SECONDS - $1))" 'BEGIN { print seconds / 60 }'
}

# end_if_interrupted STATUS: what ended by Ctrl-C or by kill ends the stages after it too.
end_if_interrupted() {
	case $1 in
		129 | 130 | 143) exit "$1" ;;
	esac
}

# The last lines; fails if a stage did, or nothing ran.
count_stages() {
	local line="$stages_passed passed, $stages_failed failed"
	if [ "$stages_skipped" -gt 0 ]; then
		line+=", $stages_skipped skipped"
	fi
	printf '\n%-12s minutes\n%s' stage "$stages_minutes"
	say "$line"
	[ "$stages_failed" -eq 0 ] && [ "$stages_passed" -gt 0 ]
}
