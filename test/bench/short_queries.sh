# shellcheck shell=bash
# Queries that give few rows: the first one of a session, and prepared ones run again and again; these always by the clock on
# the wall, as the client waits.

# Each is timed as a prepared statement; :id is a random row of narrow_tenth.
look_up='SELECT c2, c4, c8 FROM narrow_tenth WHERE c1 = :id'
join_by_key='SELECT n.c2, l.id, l.amount FROM narrow_tenth AS n JOIN line AS l ON l.c1 = n.c1 WHERE n.c1 = :id'
count_rows='SELECT count(*) FROM line'
group_rows='SELECT kind, count(*), sum(amount) FROM line GROUP BY kind'
top_rows='SELECT id, amount FROM line ORDER BY amount DESC LIMIT 10'

# The goal is 1.5 ms more than opening the file and preparing the query take in C.
measure_first() {
	local what="first query of a session, file of 100 tables" against="open and prepare in C"

	take_turns "$what, against $against" first_query open_in_c
	add_result "$what" "$against" us 1 1500
}

measure_short() {
	fill_native_table
	check_short_queries
	compare_short "row by key" "$look_up" "a local table" execute_native 1 30
	compare_short "row by key" "$look_up" "the same in C" execute_in_c 1.1 100
	compare_short "join by key, 3 rows" "$join_by_key" "the same in C" execute_in_c 1.1 100
	compare_short "count of $((tenth_rows * 3)) rows" "$count_rows" "the same in C" execute_in_c 1.1 100
	compare_short "group by, 100 groups" "$group_rows" "the same in C" execute_in_c 1.1 100
	compare_short "top 10 by index" "$top_rows" "the same in C" execute_in_c 1.1 100
}

# The local table that look-ups by key are compared with; it lies in the page cache as the file does.
fill_native_table() {
	sql <<-'SQL'
		INSERT INTO sqlite_fdw_bench.narrow_tenth_native SELECT * FROM sqlite_fdw_bench.narrow_tenth;
		VACUUM ANALYZE sqlite_fdw_bench.narrow_tenth_native;
	SQL
}

# What is compared must give the same rows in PostgreSQL as in SQLite.
check_short_queries() {
	local query here there

	for query in "$look_up" "$join_by_key" "$count_rows" "$group_rows" "$top_rows"; do
		here=$(PGOPTIONS='-c search_path=sqlite_fdw_bench' sql -c "${query/:id/7}" | sort)
		there=$(sqlite3 -readonly "$sqlite_file" "${query/:id/7}" | sort)
		[[ $here == "$there" && -n $here ]] || fail "the rows differ from SQLite's: $query"
	done
}

# compare_short WHAT QUERY AGAINST REFERENCE FACTOR PLUS: the goal is FACTOR times the reference and PLUS microseconds.
compare_short() {
	local what=$1 against=$3 reference=$4

	query=$2
	take_turns "$what, against $against" execute_foreign "$reference"
	add_result "$what" "$against" us "$5" "$6"
}

# Prints the microseconds of one execution, on average, as the client sees it.
execute_in_postgres() {
	printf '\\set id random(1, %d)\n%s;\n' "$tenth_rows" "$1" >"$work/query.sql"
	PGOPTIONS='-c search_path=sqlite_fdw_bench' pgbench -n -M prepared -T "$loop_seconds" -f "$work/query.sql" 2>"$work/pgbench.log" |
		awk '/^number of transactions actually/ { n = $NF + 0 } /^tps = / { tps = $3 } END { if (n == 0) exit 1; printf "%.3f\n", 1e6 / tps }' ||
		fail "pgbench failed: $(cat "$work/pgbench.log")"
}

execute_foreign() {
	execute_in_postgres "$query"
}

execute_native() {
	execute_in_postgres "${query/narrow_tenth/narrow_tenth_native}"
}

execute_in_c() {
	BENCH_CLOCK=wall "$work/execute_loop" "$sqlite_file" "$loop_seconds" "$tenth_rows" "$query"
}

# What the session reads of PostgreSQL's own catalogue a local query has read before. The server itself says how long the query
# took: "! 0.002 s user, 0.001 s system, 0.004 s elapsed".
first_query() {
	sql <<-'SQL' 2>&1 | awk -v cpu="$([[ $BENCH_CLOCK == cpu ]] && echo yes)" '
		/ user, .* elapsed$/ { print (cpu ? $2 + $5 : $8) * 1e6 }' | tail -n 1
		SELECT count(*) FROM sqlite_fdw_bench.wide_native;
		SET log_statement_stats = on;
		SET client_min_messages = log;
		SELECT id FROM sqlite_fdw_bench.t50;
	SQL
}

open_in_c() {
	"$work/step_loop" "$work/hundred.sqlite" 'SELECT id FROM t50' | awk '{ print $1 * 1e6 }'
}
