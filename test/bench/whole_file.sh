# shellcheck shell=bash
# The migration of the whole file, against the sum of what it cannot do without.
#
# That is, for each table: COPY of its rows from a binary file, the builds of its
# indexes, three reads of the source (to choose the types, to load, to compare)
# and one of the rows that were made.

measure_migrate() {
	prepare_parts
	compare "CALL sqlite.migrate of the whole file" "COPY, indexes, 3 reads, 1 of heap" 1.25 migrate_whole do_parts
}

migrate_whole() {
	sql -v file="$sqlite_file" -v clock="$clock" <<-'SQL'
		SET client_min_messages = warning;
		DROP SCHEMA IF EXISTS sqlite_fdw_bench_whole CASCADE;
		CHECKPOINT;
		SELECT :clock AS began \gset
		CALL sqlite.migrate(:'file', 'sqlite_fdw_bench_whole') \gset
		SELECT 1 / (:'verified'::boolean AND :rejected = 0)::int \g /dev/null
		SELECT :clock - :began;
	SQL
}

# Makes of a migration the files for COPY, and from its tables and indexes the script that does the same by hand.
prepare_parts() {
	local table

	say "making the files that a migration by hand reads"
	migrate_whole >/dev/null
	whole_tables=()
	while read -r table; do
		whole_tables+=("$table")
		sql -c "COPY sqlite_fdw_bench_whole.$table TO '$work/$table.whole' (FORMAT binary)"
	done < <(sql -c "SELECT relname FROM pg_class WHERE relnamespace = 'sqlite_fdw_bench_whole'::regnamespace AND relkind = 'r' ORDER BY relname")
	sql -v folder="$work" >"$work/parts.sql" <<-'SQL'
		SELECT format('CREATE TABLE sqlite_fdw_bench_parts.%I (LIKE sqlite_fdw_bench_whole.%1$I); COPY sqlite_fdw_bench_parts.%1$I FROM %L (FORMAT binary);',
		              relname, concat(:'folder', '/', relname, '.whole'))
		FROM pg_class WHERE relnamespace = 'sqlite_fdw_bench_whole'::regnamespace AND relkind = 'r';
		SELECT replace(pg_get_indexdef(indexrelid), 'sqlite_fdw_bench_whole.', 'sqlite_fdw_bench_parts.') || ';'
		FROM pg_index JOIN pg_class ON oid = indrelid WHERE relnamespace = 'sqlite_fdw_bench_whole'::regnamespace;
		SELECT format('SELECT %s FROM sqlite_fdw_bench_parts.%I;', string_agg(format('count(%I)', attname), ', '), relname)
		FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
		WHERE relnamespace = 'sqlite_fdw_bench_whole'::regnamespace AND relkind = 'r' AND attnum > 0 GROUP BY relname;
	SQL
}

do_parts() {
	local table seconds all=0

	for table in "${whole_tables[@]}" "${whole_tables[@]}" "${whole_tables[@]}"; do
		read -r seconds _ < <("$work/step_loop" "$sqlite_file" "SELECT * FROM $table")
		all+=" + $seconds"
	done
	seconds=$(
		sql -v script="$work/parts.sql" -v clock="$clock" <<-'SQL' | tail -n 1
			SET client_min_messages = warning;
			DROP SCHEMA IF EXISTS sqlite_fdw_bench_parts CASCADE;
			CREATE SCHEMA sqlite_fdw_bench_parts;
			CHECKPOINT;
			SELECT :clock AS began \gset
			BEGIN;
			\i :script
			COMMIT;
			SELECT :clock - :began;
		SQL
	)
	awk "BEGIN { print $all + $seconds }"
}
