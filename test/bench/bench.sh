#!/usr/bin/env bash
# Times reading and importing a SQLite file through sqlite_fdw against the other ways to do the same, and prints the ratios.
#
# Runs as the server's OS user, and needs PGHOST, PGDATABASE, PGUSER (a
# superuser), PATH with psql, and in SQLITE_FDW_TESTDIR a folder for its files.
# NARROW_ROWS, WIDE_ROWS and RUNS choose the size, LOOP_SECONDS how long a short
# query is run again and again for one timing; BENCH_DIR=/path a folder that
# keeps the SQLite file for the next run, BENCH_CSV=/path/file one that gets the
# results, CC the compiler. At full size it fills about 3 GB with the server's.
set -euo pipefail
shopt -s inherit_errexit
export LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
narrow_rows=${NARROW_ROWS:-4000000}
tenth_rows=$((narrow_rows / 10))
wide_rows=${WIDE_ROWS:-1000000}
runs=${RUNS:-5}
loop_seconds=${LOOP_SECONDS:-2}
counts='count(c1), count(c2), count(c3), count(c4), count(c5), count(c6), count(c7), count(c8)'
results=()

# Each is timed as a prepared statement; :id is a random row of narrow_tenth.
look_up='SELECT c2, c4, c8 FROM narrow_tenth WHERE c1 = :id'
join_by_key='SELECT n.c2, l.id, l.amount FROM narrow_tenth AS n JOIN line AS l ON l.c1 = n.c1 WHERE n.c1 = :id'
count_rows='SELECT count(*) FROM line'
group_rows='SELECT kind, count(*), sum(amount) FROM line GROUP BY kind'
top_rows='SELECT id, amount FROM line ORDER BY amount DESC LIMIT 10'

main() {
	check_settings
	prepare

	compare "SELECT count(c1), .. over foreign narrow" "sqlite3_step loop in C" 1.2 scan_foreign scan_in_c
	compare "the same with one worker" "without" 0.6 scan_with_worker scan_foreign
	compare "the same, a tenth, 1 % of its rows bad" "none bad" 1.2 scan_dirty scan_clean
	compare "INSERT .. SELECT foreign narrow" "COPY FROM binary file" 1.33 import_narrow copy_narrow
	compare "the same with sqlite_fdw.bulk_insert off" "COPY FROM binary file" "" import_narrow_singly copy_narrow
	compare "the same, PRIMARY KEY and CHECK" "COPY FROM binary file" 1.15 import_keyed copy_keyed
	compare "the same, FOREIGN KEY" "COPY FROM binary file" 1.05 import_child copy_child
	compare "INSERT .. SELECT foreign wide" "COPY FROM CSV file" 0.7 import_wide copy_wide
	compare_memory
	compare_first_query
	compare_short "row by key" "$look_up" "a local table" execute_native 1 30
	compare_short "row by key" "$look_up" "the same in C" execute_in_c 1.1 100
	compare_short "join by key, 3 rows" "$join_by_key" "the same in C" execute_in_c 1.1 100
	compare_short "count of $((tenth_rows * 3)) rows" "$count_rows" "the same in C" execute_in_c 1.1 100
	compare_short "group by, 100 groups" "$group_rows" "the same in C" execute_in_c 1.1 100
	compare_short "top 10 by index" "$top_rows" "the same in C" execute_in_c 1.1 100

	describe
	print_results
	if [[ -n ${BENCH_CSV:-} ]]; then
		write_csv "$BENCH_CSV"
	fi
}

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

# --- What is read ------------------------------------------------------------

check_settings() {
	: "${SQLITE_FDW_TESTDIR:?is not set}"
	if ((narrow_rows < 10 || wide_rows < 1 || runs < 1)); then
		fail "NARROW_ROWS must be at least 10, WIDE_ROWS and RUNS at least 1"
	fi
	# Not to learn after minutes that the results cannot be written.
	if [[ -n ${BENCH_CSV:-} ]]; then
		: >"$BENCH_CSV"
	fi
}

prepare() {
	local keep version program

	mkdir -p "${BENCH_DIR:-$SQLITE_FDW_TESTDIR}"
	keep=$(cd "${BENCH_DIR:-$SQLITE_FDW_TESTDIR}" && pwd)
	work=$(mktemp -d "$(cd "$SQLITE_FDW_TESTDIR" && pwd)/bench.XXXXXX")
	trap clean_up EXIT

	# With the checksum in its name, a changed data.sql makes a new file.
	version=$(cksum <"$here/data.sql")
	sqlite_file=$keep/bench-$narrow_rows-$wide_rows-${version%% *}.sqlite
	make_sqlite_file

	for program in step_loop execute_loop; do
		"${CC:-cc}" -O2 -Wall -o "$work/$program" "$here/$program.c" -lsqlite3
	done
	make_hundred_tables
	sql -v sqlite_file="$sqlite_file" -v hundred_file="$work/hundred.sqlite" -f "$here/tables.sql"
	make_copy_files
	check_wide_rows
	fill_native_table
	check_short_queries
}

clean_up() {
	rm -rf "$work"
	sql <<-'SQL' || true
		SET client_min_messages = warning;
		DROP SERVER IF EXISTS bench, bench_hundred CASCADE;
		DROP SCHEMA IF EXISTS sqlite_fdw_bench CASCADE;
	SQL
}

make_sqlite_file() {
	if [[ -f $sqlite_file ]]; then
		say "reading $sqlite_file, made before"
		return
	fi
	say "making $sqlite_file"
	rm -f "$sqlite_file.part"
	sqlite3 -bail \
		-cmd ".parameter set :narrow_rows $narrow_rows" \
		-cmd ".parameter set :wide_rows $wide_rows" \
		"$sqlite_file.part" <"$here/data.sql" >"$work/data.log"
	mv "$sqlite_file.part" "$sqlite_file"
}

make_hundred_tables() {
	local table

	for table in {1..100}; do
		echo "CREATE TABLE t$table (id INTEGER PRIMARY KEY, name TEXT NOT NULL, value REAL); INSERT INTO t$table VALUES (1, 'one', 1);"
	done | sqlite3 -bail "$work/hundred.sqlite"
	chmod a+r "$work/hundred.sqlite"
}

# Reads the SQLite file whole, so that the first timing finds it in the page cache as the later ones do.
make_copy_files() {
	say "making the files that COPY reads"
	sqlite3 -readonly -csv "$sqlite_file" 'SELECT * FROM wide' >"$work/wide.csv"
	sql -v file="$work/narrow.copy" <<-'SQL'
		BEGIN;
		INSERT INTO sqlite_fdw_bench.narrow_native SELECT * FROM sqlite_fdw_bench.narrow;
		COPY sqlite_fdw_bench.narrow_native TO :'file' (FORMAT binary);
		ROLLBACK;
	SQL
}

# A ratio of two imports means nothing if they do not store the same.
check_wide_rows() {
	local same

	same=$(
		sql -v file="$work/wide.csv" <<-'SQL'
			BEGIN;
			INSERT INTO sqlite_fdw_bench.wide_native SELECT * FROM sqlite_fdw_bench.wide;
			SELECT count(*) AS rows, sum(hashtextextended(w::text, 0)) AS hash FROM sqlite_fdw_bench.wide_native w \gset
			TRUNCATE sqlite_fdw_bench.wide_native;
			COPY sqlite_fdw_bench.wide_native FROM :'file' (FORMAT csv);
			SELECT count(*) = :rows AND sum(hashtextextended(w::text, 0)) = :hash FROM sqlite_fdw_bench.wide_native w;
			ROLLBACK;
		SQL
	)
	[[ $same == t ]] || fail "the wide rows imported differ from those of the CSV file"
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

# --- What is timed -----------------------------------------------------------

# Runs $1 if not empty, then prints what $2 gives and, as the last line, the seconds $2 took.
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

scan_foreign() {
	scan_narrow 0
}

scan_with_worker() {
	scan_narrow 1
}

# scan_narrow WORKERS: counting in SQLite would be no reading of rows.
scan_narrow() {
	local output

	output=$(timed "SET LOCAL sqlite_fdw.pushdown = off; SET LOCAL max_parallel_workers_per_gather = $1" \
		"SELECT $counts FROM sqlite_fdw_bench.narrow")
	check_counts "${output%%$'\n'*}"
	echo "${output##*$'\n'}"
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

	output=$(timed "SET LOCAL sqlite_fdw.pushdown = off; SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL client_min_messages = error" \
		"SELECT $counts FROM sqlite_fdw_bench.$1")
	echo "${output##*$'\n'}"
}

scan_dirty() {
	scan_tenth narrow_dirty
}

scan_clean() {
	scan_tenth narrow_tenth
}

# import_into TABLE [SETTING]
import_into() {
	timed "TRUNCATE sqlite_fdw_bench.$1${2:+; $2}" \
		"INSERT INTO sqlite_fdw_bench.$1 SELECT * FROM sqlite_fdw_bench.narrow"
}

copy_into() {
	timed "TRUNCATE sqlite_fdw_bench.$1" \
		"COPY sqlite_fdw_bench.$1 FROM :'narrow_file' (FORMAT binary)"
}

import_narrow() {
	import_into narrow_native
}

import_narrow_singly() {
	import_into narrow_native "SET LOCAL sqlite_fdw.bulk_insert = off"
}

copy_narrow() {
	copy_into narrow_native
}

import_keyed() {
	import_into narrow_keyed
}

copy_keyed() {
	copy_into narrow_keyed
}

import_child() {
	import_into narrow_child
}

copy_child() {
	copy_into narrow_child
}

import_wide() {
	timed "TRUNCATE sqlite_fdw_bench.wide_native" \
		"INSERT INTO sqlite_fdw_bench.wide_native SELECT * FROM sqlite_fdw_bench.wide"
}

copy_wide() {
	timed "TRUNCATE sqlite_fdw_bench.wide_native" \
		"COPY sqlite_fdw_bench.wide_native FROM :'wide_file' (FORMAT csv)"
}

# compare WHAT AGAINST FACTOR MEASURED REFERENCE: the goal is FACTOR times the reference; none if that is empty.
# Takes turns, so that a machine growing slower slows both sides.
compare() {
	local what=$1 against=$2 factor=$3 measured=$4 reference=$5
	local ours=() theirs=() seconds run

	say "timing $what, against $against"
	for ((run = 0; run < runs; run++)); do
		seconds=$("$measured")
		ours+=("$seconds")
		seconds=$("$reference")
		theirs+=("$seconds")
	done
	add_result "$what" "$against" s "${ours[*]}" "${theirs[*]}" "$factor"
}

# compare_short WHAT QUERY AGAINST REFERENCE FACTOR PLUS: the goal is FACTOR times the reference and PLUS microseconds.
compare_short() {
	local what=$1 query=$2 against=$3 reference=$4 factor=$5 plus=$6
	local ours=() theirs=() micros run

	say "timing $what, against $against"
	for ((run = 0; run < runs; run++)); do
		micros=$(execute_foreign "$query")
		ours+=("$micros")
		micros=$("$reference" "$query")
		theirs+=("$micros")
	done
	add_result "$what" "$against" us "${ours[*]}" "${theirs[*]}" "$factor" "$plus"
}

# Prints the microseconds of one execution, on average, as the client sees it.
execute_in_postgres() {
	printf '\\set id random(1, %d)\n%s;\n' "$tenth_rows" "$1" >"$work/query.sql"
	PGOPTIONS='-c search_path=sqlite_fdw_bench' pgbench -n -M prepared -T "$loop_seconds" -f "$work/query.sql" 2>"$work/pgbench.log" |
		awk '/^number of transactions actually/ { n = $NF + 0 } /^tps = / { tps = $3 } END { if (n == 0) exit 1; printf "%.3f\n", 1e6 / tps }' ||
		fail "pgbench failed: $(cat "$work/pgbench.log")"
}

execute_foreign() {
	execute_in_postgres "$1"
}

execute_native() {
	execute_in_postgres "${1/narrow_tenth/narrow_tenth_native}"
}

execute_in_c() {
	"$work/execute_loop" "$sqlite_file" "$loop_seconds" "$tenth_rows" "$1"
}

# The goal is 1.5 ms more than opening the file and preparing the query take in C.
compare_first_query() {
	local ours=() theirs=() micros seconds run

	say "timing the first query of a session, against opening the file in C"
	for ((run = 0; run < runs; run++)); do
		micros=$(first_query)
		ours+=("$micros")
		read -r seconds _ < <("$work/step_loop" "$work/hundred.sqlite" 'SELECT id FROM t50')
		theirs+=("$(awk -v s="$seconds" 'BEGIN { print s * 1e6 }')")
	done
	add_result "first query of a session, file of 100 tables" "open and read in C" us "${ours[*]}" "${theirs[*]}" 1 1500
}

# What the session reads of PostgreSQL's own catalogue, and of this script's timing, a local query has read before.
first_query() {
	sql <<-'SQL' | tail -n 1
		SELECT count(*) FROM sqlite_fdw_bench.wide_native;
		SELECT clock_timestamp() AS began \gset
		SELECT id FROM sqlite_fdw_bench.t50;
		SELECT extract(epoch FROM clock_timestamp() - :'began') * 1e6;
	SQL
}

# --- What is held in memory --------------------------------------------------

compare_memory() {
	local ours=() tenths=() kib run

	say "watching the memory of a backend"
	for ((run = 0; run < runs; run++)); do
		kib=$(peak_memory narrow)
		ours+=("$kib")
		kib=$(peak_memory narrow_tenth)
		tenths+=("$kib")
	done
	add_result "RssAnon above idle, INSERT .. SELECT, $narrow_rows rows" "the same, $tenth_rows rows" \
		KiB "${ours[*]}" "${tenths[*]}" 1 8192
}

# Prints by how many KiB the private memory of a backend, at its highest while it imports foreign table $1, exceeds what it was before.
# psql starts the sampler, since only it knows when the import begins; the sampler ends with the backend.
peak_memory() {
	sql <<-SQL | awk 'NR == 1 { idle = $2 } $2 > peak { peak = $2 } END { print peak - idle }'
		SELECT pg_backend_pid() AS pid \gset
		\setenv BACKEND :pid
		\! grep RssAnon "/proc/\$BACKEND/status"
		BEGIN;
		TRUNCATE sqlite_fdw_bench.narrow_native;
		\! while grep RssAnon "/proc/\$BACKEND/status"; do sleep 0.01; done 2>/dev/null &
		INSERT INTO sqlite_fdw_bench.narrow_native SELECT * FROM sqlite_fdw_bench.$1;
		COMMIT;
	SQL
}

# --- What is printed ---------------------------------------------------------

# Adds the line: ratio, value, reference, unit, goal, spread of each in %, what, against.
# A goal is given by a factor for the reference and what is added to that.
add_result() {
	local what=$1 against=$2 unit=$3 factor=${6:-} plus=${7:-0} ours theirs

	ours=$(median_and_spread "$4")
	theirs=$(median_and_spread "$5")
	results+=("$(awk -v OFS='\t' -v unit="$unit" -v factor="$factor" -v plus="$plus" -v what="$what" -v against="$against" '{
		ratio = ($3 > 0) ? sprintf("%.2f", $1 / $3) : "-"
		digits = (unit == "s") ? 4 : 0
		most = factor * $3 + plus
		goal = (factor == "") ? "-" : sprintf("%s %.*f", ($1 <= most) ? "<=" : "not", digits, most)
		print ratio, sprintf("%.*f", digits, $1), sprintf("%.*f", digits, $3), unit, goal, $2, $4, what, against
	}' <<<"$ours $theirs")")
}

# Prints the median of the numbers in $1 and how far apart the outermost are, in % of it.
median_and_spread() {
	tr ' ' '\n' <<<"$1" | sort -n | awk '
		{ v[NR] = $1 }
		END {
			median = (v[int((NR + 1) / 2)] + v[int((NR + 2) / 2)]) / 2
			spread = (median > 0) ? 100 * (v[NR] - v[1]) / median : 0
			printf "%s %.0f\n", median, spread
		}'
}

describe() {
	local plan

	plan=$(PGOPTIONS='-c sqlite_fdw.pushdown=off -c max_parallel_workers_per_gather=0' sql -c "EXPLAIN (COSTS OFF) SELECT $counts FROM sqlite_fdw_bench.narrow")
	echo "PostgreSQL $(sql -c 'SHOW server_version'), SQLite $("$work/step_loop" --version), $(nproc) CPUs"
	echo "narrow $narrow_rows rows, wide $wide_rows rows, medians of $runs runs"
	echo "the count of columns is planned as: ${plan%%$'\n'*}"
	echo
}

print_results() {
	printf 'ratio\tmeasured\tagainst\tunit\tgoal\tspread%%\tspread%%\twhat\tagainst what\n%s\n' "$(printf '%s\n' "${results[@]}")" |
		awk -F '\t' '{ printf "%7s  %9s  %9s  %-4s  %-11s  %7s  %7s  %-52s  %s\n", $1, $2, $3, $4, $5, $6, $7, $8, $9 }'
}

write_csv() {
	{
		echo 'ratio,measured,reference,unit,goal,measured_spread_percent,reference_spread_percent,what,against'
		printf '%s\n' "${results[@]}" | awk -F '\t' -v OFS=, '{ $8 = "\"" $8 "\""; $9 = "\"" $9 "\""; print }'
	} >"$1"
}

main
