#!/usr/bin/env bash
# Migrates a SQLite file in a PostgreSQL of its own, which ends with the script, and loads the result into another server.
#
# SQLITE_SOURCE is the file, SQLITE_SCHEMA the schema that it goes to: public, or
# one that the target does not have yet. TARGET is the connection string of the other server,
# which needs no sqlite_fdw. It gets all or nothing.
set -euo pipefail
: "${SQLITE_SOURCE:?}" "${SQLITE_SCHEMA:?}" "${TARGET:?}"

# own_server PROGRAM ARGUMENT...: a client of the server of this script.
own_server() {
	PGHOST=$work PGPORT=5432 PGUSER=migration PGDATABASE=postgres "$@"
}

clean_up() {
	pg_ctl -s -D "$work/data" -m immediate stop 2>/dev/null || true
	rm -rf "$work"
}

start_server() {
	initdb -D "$work/data" -U migration --auth=trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
	pg_ctl -s -w -D "$work/data" -l "$work/log" \
		-o "-c listen_addresses='' -c port=5432 -c unix_socket_directories='$work' -c fsync=off" start ||
		{ cat "$work/log" >&2 && return 1; }
}

migrate() {
	own_server psql -X -q -v ON_ERROR_STOP=1 -v source="$SQLITE_SOURCE" -v schema="$SQLITE_SCHEMA" <<-'SQL'
		CREATE EXTENSION sqlite_fdw;
		CALL sqlite.migrate(:'source', :'schema');
		\pset tuples_only on
		\pset format unaligned
		SELECT * FROM sqlite.report();
	SQL
}

# The dump is whole before the target sees any of it; the schema public is there already.
load() {
	own_server pg_dump --no-owner --no-privileges --schema="\"${SQLITE_SCHEMA//\"/\"\"}\"" --format=custom --file="$work/dump"
	pg_restore --list "$work/dump" | grep -vE ' SCHEMA - public | COMMENT - SCHEMA public ' >"$work/list"
	pg_restore --single-transaction --exit-on-error --no-owner --no-privileges --no-password \
		--use-list="$work/list" --dbname="$TARGET" "$work/dump"
}

work=$(mktemp -d)
trap clean_up EXIT
start_server
migrate
load
echo "schema $SQLITE_SCHEMA is loaded into the target"
