#!/usr/bin/env bash
# Migrates a SQLite file into a new database of the private PostgreSQL, installing what that needs.
set -euo pipefail
# shellcheck source=test/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=test/dev/choose_postgres.sh
source "$project/test/dev/choose_postgres.sh"
# shellcheck source=test/dev/packages.sh
source "$project/test/dev/packages.sh"
# shellcheck source=test/dev/build.sh
source "$project/test/dev/build.sh"
# shellcheck source=test/dev/private_server.sh
source "$project/test/dev/private_server.sh"

# Sets source_file to the file that DB= names.
find_source() {
	source_file=$(realpath -e -- "$SQLITE_FDW_SOURCE" 2>&1) || fail "${source_file#realpath: }"
	[ -f "$source_file" ] || fail "$source_file is no file"
}

# Sets source_file to the sample, made at its first use.
make_sample() {
	source_file=$home/sample.db
	if ! as_server_user test -e "$source_file"; then
		say "making the sample $source_file"
		as_server_user sqlite3 "$source_file" <"$project/test/dev/sample.sql"
	fi
}

# The server's OS user must reach the file by its own rights; nothing is changed to help it, and nobody else opens it.
check_readable() {
	local folder=/ rest=${source_file#/} name
	while [[ "$rest" == */* ]]; do
		refuse_unless x "$folder"
		folder=${folder%/}/${rest%%/*}
		rest=${rest#*/}
	done
	refuse_unless x "$folder"
	for name in "$source_file" "$source_file-wal" "$source_file-shm"; do
		if [ -e "$name" ]; then
			refuse_unless r "$name"
		fi
	done
}

# refuse_unless RIGHT PATH
refuse_unless() {
	local user help
	if as_server_user test "-$1" "$2"; then
		return
	fi
	user=$(server_user)
	help=$(shell_words chmod "o+$1" "$2")
	if command -v setfacl >/dev/null; then
		help=$(shell_words setfacl -m "u:$user:$1" "$2")
	fi
	fail "the server runs as the OS user $user, whom $2 refuses ($1); this lets it in: $help"
}

# base_name: the file's name as one that needs no quotes.
base_name() {
	local name
	name=$(basename "$source_file")
	name=$(LC_ALL=C sed -E 's/\.(db|db3|sqlite|sqlite3)$//; s/[^A-Za-z0-9]+/_/g; s/^_+|_+$//g' <<<"$name")
	name=${name,,}
	case $name in
		'' | [0-9]* | postgres | template0 | template1) name=db_$name ;;
	esac
	echo "${name:0:40}"
}

# Sets database to a name that is free.
choose_database() {
	local base number=1
	base=$(base_name)
	database=$base
	while database_exists; do
		number=$((number + 1))
		database=${base}_$number
	done
}

database_exists() {
	[ -n "$(private_psql postgres -At -v name="$database" <<<"SELECT 1 FROM pg_database WHERE datname = :'name';")" ]
}

# The database that an earlier run made of this file.
earlier_database() {
	private_psql postgres -At -v source="$source_file" <<'SQL'
SELECT datname FROM pg_database
WHERE shobj_description(oid, 'pg_database') = :'source'
ORDER BY oid LIMIT 1;
SQL
}

# While it is made the database has a name of its own, so that a run that was killed leaves nothing that looks whole.
building=_sqlite_fdw_building

drop_building() {
	private_psql postgres -c "DROP DATABASE IF EXISTS $building WITH (FORCE)" 2>/dev/null || true
}

migrate() {
	drop_building
	trap drop_building EXIT
	private_psql postgres -c "CREATE DATABASE $building"
	say "migrating $source_file"
	private_psql "$building" -v source="$source_file" <"$project/test/dev/migrate.sql" ||
		fail "nothing was migrated"
	private_psql postgres --single-transaction -v name="$database" -v source="$source_file" <<SQL
ALTER DATABASE $building RENAME TO :"name";
COMMENT ON DATABASE :"name" IS :'source';
SQL
}

forget_client_settings
choose_postgres
say_postgres
if [ -n "${SQLITE_FDW_SOURCE:-}" ]; then
	find_source
else
	need sqlite3 command -v sqlite3
fi
need_for_build
install_missing
if [ -n "${SQLITE_FDW_SOURCE:-}" ]; then
	check_readable
fi
build_extension
install_extension
lock_private_server "$pg_major"
start_private_server "$pg_major" "$pg_bindir"
if [ -z "${SQLITE_FDW_SOURCE:-}" ]; then
	make_sample
fi
database=$(earlier_database)
if [ -n "$database" ]; then
	say "$source_file has been migrated before, into the database $database:"
else
	choose_database
	migrate
	say "$source_file is now the database $database:"
fi
say "  $(psql_line "$database")"
