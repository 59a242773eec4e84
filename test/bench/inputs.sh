# shellcheck shell=bash
# What the benchmark reads and fills: the SQLite files, the programs in C, the tables, the files for COPY.

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
}

clean_up() {
	stop_pgspider
	rm -rf "$work"
	sql <<-'SQL' || true
		SET client_min_messages = warning;
		DROP SERVER IF EXISTS bench, bench_hundred CASCADE;
		DROP SCHEMA IF EXISTS sqlite_fdw_bench, sqlite_fdw_bench_whole, sqlite_fdw_bench_parts CASCADE;
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
