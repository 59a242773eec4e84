# shellcheck shell=bash
# Words that the parts of the benchmark share: messages, psql, and clocks.

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

# Sets clock, what gives the seconds in SQL: that on the wall, or that of the work the backend does itself, which other programs
# on the machine disturb less. Work of other processes is not in it, so there are none for it then.
choose_clock() {
	case $1 in
		wall) clock='extract(epoch FROM clock_timestamp())' ;;
		cpu)
			clock="split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::numeric / 1000000000"
			export PGOPTIONS='-c max_parallel_workers_per_gather=0 -c max_parallel_maintenance_workers=0'
			;;
		*) fail "BENCH_CLOCK is wall or cpu" ;;
	esac
	export BENCH_CLOCK=$1
}

# timed BEFORE STATEMENT: prints what the statement gives and, as the last line, the seconds it took.
# The checkpoint keeps the pages one timing has dirtied from being written in the next.
timed() {
	sql -v narrow_file="$work/narrow.copy" -v wide_file="$work/wide.csv" <<-SQL
		CHECKPOINT;
		BEGIN;
		$1;
		SELECT $clock AS began \gset
		$2;
		SELECT $clock - :began;
		COMMIT;
	SQL
}

# seconds_of COMMAND...: the seconds that it takes, seen from outside; what it prints is thrown away.
seconds_of() {
	local began=$EPOCHREALTIME
	"$@" >/dev/null
	awk -v "began=$began" -v "ended=$EPOCHREALTIME" 'BEGIN { printf "%.3f\n", ended - began }'
}
