#!/usr/bin/env bash
# Times what an application waits for in a cutover: the CALL that migrates the benchmark's file, and hashing that file.
#
# Runs as the server's OS user, and needs PGHOST, PGDATABASE, PGUSER (a
# superuser), PATH with psql, and in SQLITE_FDW_TESTDIR a folder for its files.
# NARROW_ROWS and WIDE_ROWS choose the size, as for bench.sh, RUNS how often.
set -euo pipefail
shopt -s inherit_errexit
export LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
narrow_rows=${NARROW_ROWS:-4000000}
wide_rows=${WIDE_ROWS:-1000000}
runs=${RUNS:-3}
file=${SQLITE_FDW_TESTDIR:?is not set}/cutover.db

sql() {
	psql -X -q -A -t -F ' ' -v ON_ERROR_STOP=1 "$@"
}

make_file() {
	sqlite3 -bail \
		-cmd ".parameter set :narrow_rows $narrow_rows" \
		-cmd ".parameter set :wide_rows $wide_rows" \
		"$file" <"$here/data.sql" >/dev/null
	printf 'file: %d MB, %s rows\n' "$(($(stat -c %s "$file") / 1000000))" \
		"$(sqlite3 "$file" 'SELECT (SELECT count(*) FROM narrow) + (SELECT count(*) FROM narrow_tenth) + (SELECT count(*) FROM line) + (SELECT count(*) FROM wide)')"
}

# seconds COMMAND...
seconds() {
	local start=$EPOCHREALTIME
	"$@" >/dev/null
	awk -v "start=$start" -v "end=$EPOCHREALTIME" 'BEGIN { printf "%.1f", end - start }'
}

# migrate SOURCE ARGUMENTS
migrate() {
	sql -c 'SET client_min_messages = warning' -c "CALL sqlite.migrate('$1', 'cutover'$2)"
}

# measure WHAT SOURCE ARGUMENTS
measure() {
	sql -c 'SET client_min_messages = warning' -c 'DROP SCHEMA IF EXISTS cutover CASCADE' -c CHECKPOINT
	printf '%s: %s s, of which loading %s s\n' "$1" "$(seconds migrate "$2" "$3")" \
		"$(sql -c 'SELECT round(sum(seconds)::numeric, 1) FROM sqlite.migration_table GROUP BY run ORDER BY run DESC LIMIT 1')"
}

# The types are chosen before, while the application works.
import() {
	sql <<-SQL
		SET client_min_messages = warning;
		CREATE SERVER cutover FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$file');
		CREATE SCHEMA cutover_source;
		IMPORT FOREIGN SCHEMA main FROM SERVER cutover INTO cutover_source OPTIONS (infer 'full');
	SQL
}

sql -c 'SET client_min_messages = warning' -c 'CREATE EXTENSION IF NOT EXISTS sqlite_fdw'
make_file
import
printf 'sha256sum: %s s\n' "$(seconds sha256sum "$file")"
for ((run = 0; run < runs; run++)); do
	measure 'path' "$file" ''
	measure "path, commit => 'table'" "$file" ", commit => 'table'"
	measure 'path, verify => false' "$file" ', verify => false'
	measure 'foreign tables' schema:cutover_source ''
	measure 'foreign tables, verify => false' schema:cutover_source ', verify => false'
done
rm "$file"
