# shellcheck shell=bash
# Other ways to bring the narrow rows into PostgreSQL, where they are installed: DuckDB, pgloader, pgspider's sqlite_fdw.
#
# DuckDB needs its extensions sqlite and postgres; DUCKDB_EXTENSIONS=/path is
# the folder they lie in. pgspider's wrapper has the name of ours, so it gets a
# server of its own: SPIDER_PG_CONFIG=/path/pg_config names a PostgreSQL that
# has it, otherwise the one that the benchmark's was copied from is looked at.

measure_others() {
	measure_duckdb
	measure_pgloader
	measure_pgspider
}

# --- DuckDB ------------------------------------------------------------------

measure_duckdb() {
	if [[ $BENCH_CLOCK == cpu ]]; then
		say "skipped DuckDB: it works in several processes"
	elif ! command -v duckdb >/dev/null; then
		say "skipped DuckDB: there is no program duckdb"
	elif ! run_duckdb '' >"$work/duckdb.log" 2>&1; then
		say "skipped DuckDB: its extensions sqlite and postgres cannot be loaded"
	else
		compare "DuckDB, INSERT of narrow into PostgreSQL" "COPY FROM binary file" "" load_by_duckdb "copy_into narrow_native"
	fi
}

# run_duckdb SQL
run_duckdb() {
	local folder=
	if [[ -n ${DUCKDB_EXTENSIONS:-} ]]; then
		folder="SET extension_directory = '$DUCKDB_EXTENSIONS';"
	fi
	duckdb -bail -c "$folder LOAD sqlite; LOAD postgres; $1"
}

load_by_duckdb() {
	empty_native
	seconds_of run_duckdb "ATTACH '$sqlite_file' AS source (TYPE sqlite, READ_ONLY);
		ATTACH 'host=$PGHOST user=$PGUSER dbname=$PGDATABASE' AS target (TYPE postgres);
		INSERT INTO target.sqlite_fdw_bench.narrow_native SELECT * FROM source.narrow"
	check_native
}

# --- pgloader ----------------------------------------------------------------

measure_pgloader() {
	if [[ $BENCH_CLOCK == cpu ]]; then
		say "skipped pgloader: it works in several processes"
	elif ! command -v pgloader >/dev/null; then
		say "skipped pgloader: there is no program pgloader"
	else
		compare "pgloader, data only, narrow" "COPY FROM binary file" "" load_by_pgloader "copy_into narrow_native"
	fi
}

# It looks for its tables in the schema public, by the names they have in the file.
load_by_pgloader() {
	sql -c 'ALTER TABLE sqlite_fdw_bench.narrow_native SET SCHEMA public' -c 'ALTER TABLE narrow_native RENAME TO narrow' -c 'TRUNCATE narrow' -c CHECKPOINT
	cat >"$work/narrow.load" <<-LOAD
		LOAD DATABASE FROM sqlite://$sqlite_file INTO postgresql://$PGUSER@unix:$PGHOST:/$PGDATABASE
		WITH data only, include no drop, create no tables, create no indexes, no truncate, reset no sequences
		INCLUDING ONLY TABLE NAMES LIKE 'narrow';
	LOAD
	seconds_of pgloader --root-dir "$work/pgloader" "$work/narrow.load"
	sql -c 'ALTER TABLE narrow RENAME TO narrow_native' -c 'ALTER TABLE narrow_native SET SCHEMA sqlite_fdw_bench'
	check_native
}

# What another program fills is emptied before, as it will not do that in its transaction.
empty_native() {
	sql -c 'TRUNCATE sqlite_fdw_bench.narrow_native' -c CHECKPOINT
}

check_native() {
	local rows

	rows=$(sql -c 'SELECT count(*) FROM sqlite_fdw_bench.narrow_native')
	[[ $rows == "$narrow_rows" ]] || fail "$rows rows arrived instead of $narrow_rows"
}

# --- pgspider's sqlite_fdw ---------------------------------------------------

measure_pgspider() {
	local config=${SPIDER_PG_CONFIG:-${PG_CONFIG#"${SQLITE_FDW_WORKSPACE:-}/installation"}}

	# ours has a script that begins with a version of theirs, too
	if ! compgen -G "$("$config" --sharedir)/extension/sqlite_fdw--1.[0-9].sql" >/dev/null; then
		say "skipped pgspider's sqlite_fdw: it is not installed in the PostgreSQL of $config"
	else
		start_pgspider "$("$config" --bindir)"
		compare "pgspider's sqlite_fdw, SELECT count(c1), .. narrow" "sqlite3_step loop in C" "" scan_by_pgspider scan_in_c
		compare "pgspider's sqlite_fdw, INSERT .. SELECT narrow" "COPY FROM binary file" "" import_by_pgspider "copy_into narrow_native"
	fi
}

# start_pgspider BINDIR: a server with default settings, as that of the benchmark.
start_pgspider() {
	pgspider_bindir=$1
	pgspider=$work/pgspider
	mkdir -m 700 "$pgspider"
	"$pgspider_bindir/initdb" -D "$pgspider/data" -E UTF8 --locale=C.UTF-8 -U "$PGUSER" --auth=peer -N >"$pgspider/log"
	"$pgspider_bindir/pg_ctl" -s -w -D "$pgspider/data" -l "$pgspider/log" \
		-o "-c listen_addresses='' -k $pgspider" start
	in_pgspider sql -v sqlite_file="$sqlite_file" <<-'SQL'
		CREATE EXTENSION sqlite_fdw;
		CREATE SERVER bench FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database :'sqlite_file');
		CREATE SCHEMA sqlite_fdw_bench;
		CREATE FOREIGN TABLE sqlite_fdw_bench.narrow (
		  c1 bigint, c2 bigint, c3 bigint, c4 double precision, c5 double precision, c6 double precision, c7 double precision, c8 double precision
		) SERVER bench OPTIONS ("table" 'narrow');
		CREATE TABLE sqlite_fdw_bench.narrow_native (
		  c1 bigint, c2 bigint, c3 bigint, c4 double precision, c5 double precision, c6 double precision, c7 double precision, c8 double precision
		) WITH (autovacuum_enabled = false);
	SQL
}

stop_pgspider() {
	if [[ -n ${pgspider:-} ]]; then
		"$pgspider_bindir/pg_ctl" -s -m immediate -D "$pgspider/data" stop || true
	fi
}

# in_pgspider COMMAND...
in_pgspider() {
	PGHOST=$pgspider "$@"
}

# OFFSET keeps it from sending the counts to SQLite.
scan_by_pgspider() {
	in_pgspider timed "" "SELECT $counts FROM (SELECT * FROM sqlite_fdw_bench.narrow OFFSET 0) AS narrow" | tail -n 1
}

import_by_pgspider() {
	in_pgspider import_into narrow_native
}
