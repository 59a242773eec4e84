# shellcheck shell=bash
# Words that the parts of the benchmark share: messages, psql, and a clock.

say() {
	echo "bench: $*" >&2
}

fail() {
	say "$@"
	exit 1
}

# Runs the SQL on standard input in a session of its own.
sql() {
	psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"
}

# timed BEFORE STATEMENT: prints what the statement gives and, as the last line, the seconds it took.
# The checkpoint keeps the pages one timing has dirtied from being written in the next.
timed() {
	sql -v narrow_file="$work/narrow.copy" -v wide_file="$work/wide.csv" <<-SQL
		CHECKPOINT;
		BEGIN;
		$1;
		SELECT clock_timestamp() AS began \gset
		$2;
		SELECT extract(epoch FROM clock_timestamp() - :'began');
		COMMIT;
	SQL
}

# seconds_of COMMAND...: the seconds that it takes, seen from outside; what it prints is thrown away.
seconds_of() {
	local began=$EPOCHREALTIME
	"$@" >/dev/null
	awk -v "began=$began" -v "ended=$EPOCHREALTIME" 'BEGIN { printf "%.3f\n", ended - began }'
}
