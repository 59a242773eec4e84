#!/usr/bin/env bash
# Migrates a SQLite file when a container's database is made: for /docker-entrypoint-initdb.d of the official image.
#
# SQLITE_SOURCE is the file as this container sees it; SQLITE_SCHEMA the schema
# that it goes to, public unless told. The image runs the script, or sources it
# if it is not executable, while its server listens on the socket alone; an
# error ends the container.
set -e
if [ -n "${SQLITE_SOURCE:-}" ]; then
	psql -X -v ON_ERROR_STOP=1 --no-password --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
		-v source="$SQLITE_SOURCE" -v schema="${SQLITE_SCHEMA:-public}" <<-'SQL'
		CREATE EXTENSION IF NOT EXISTS sqlite_fdw;
		CALL sqlite.migrate(:'source', :'schema');
		\pset tuples_only on
		\pset format unaligned
		SELECT * FROM sqlite.report();
	SQL
else
	echo "SQLITE_SOURCE is not set, so there is nothing to migrate"
fi
