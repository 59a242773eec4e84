# shellcheck shell=bash
# The private PostgreSQL that make migrate fills: where it lies, how it starts and stops.
#
# For root it lies in /var/lib/sqlite_fdw and runs as the OS user postgres, for
# anyone else in that person's data folder and runs as that person;
# SQLITE_FDW_DATA names another place. One folder for each major version holds
# the data, the log, the socket, and the name of the folder of its programs.

socket_file=.s.PGSQL.5432
longest_socket=106

private_base() {
	if [ -n "${SQLITE_FDW_DATA:-}" ]; then
		echo "$SQLITE_FDW_DATA"
	elif is_root; then
		echo /var/lib/sqlite_fdw
	else
		echo "${XDG_DATA_HOME:-$HOME/.local/share}/sqlite_fdw"
	fi
}

# The major versions that have data, or the one that PG= names.
private_majors() {
	local file
	for file in "$(private_base)"/*/data/PG_VERSION; do
		if [ -e "$file" ] && [[ -z "${PG:-}" || "$file" == */"${PG:-}"/data/* ]]; then
			basename "${file%/data/PG_VERSION}"
		fi
	done
}

# use_private_server MAJOR: sets home, data and bindir of a server that exists.
use_private_server() {
	home=$(private_base)/$1
	data=$home/data
	bindir=$(<"$home/bindir")
}

# lock_private_server MAJOR: one migration at a time; the lock ends with the script.
lock_private_server() {
	home=$(private_base)/$1
	mkdir -p "$home"
	exec 9>"$home/lock"
	flock 9
}

# start_private_server MAJOR BINDIR: makes it first if need be; sets home, data, bindir and socket.
start_private_server() {
	home=$(private_base)/$1
	data=$home/data
	bindir=$2
	if [ ! -e "$data/PG_VERSION" ]; then
		make_private_server
	fi
	if is_private_running; then
		socket=$(<"$home/socket_folder")
	else
		choose_socket_folder
		as_server_user tee "$home/bindir" >/dev/null <<<"$bindir"
		say "starting the private server in $home"
		as_server_user "$bindir/pg_ctl" -s -w -t 120 -D "$data" -l "$home/server.log" \
			-o "-k $socket" start 9>&- || { tail -n 20 "$home/server.log" >&2 && fail "the private server does not start"; }
	fi
}

make_private_server() {
	local log
	chmod 700 "$home"
	if is_root; then
		chown "$(server_user):" "$home"
	fi
	as_server_user rm -rf "$data"
	log=$(as_server_user "$bindir/initdb" -D "$data" -E UTF8 --locale=C.UTF-8 --data-checksums \
		--auth-local=peer --auth-host=reject -U "$(id -un)" 2>&1) || fail "initdb failed: $log"
	as_server_user tee -a "$data/postgresql.conf" >/dev/null <<<"listen_addresses = ''"
}

# Sets socket: a folder of the server's user alone, whose path is short and plain enough for a socket.
choose_socket_folder() {
	local path=$home/socket/$socket_file
	socket=$home/socket
	as_server_user mkdir -p -m 700 "$socket"
	if [ "${#path}" -gt "$longest_socket" ] || [[ "$path" == *[!A-Za-z0-9/._-]* ]]; then
		forget_spare_socket_folder
		socket=$(as_server_user mktemp -d /tmp/sqlite_fdw.XXXXXX)
	fi
	as_server_user tee "$home/socket_folder" >/dev/null <<<"$socket"
}

# A spare folder in /tmp goes with the server that used it.
forget_spare_socket_folder() {
	local folder
	folder=$(cat "$home/socket_folder" 2>/dev/null) || return 0
	if [ "$folder" != "$home/socket" ] && [ -d "$folder" ]; then
		as_server_user rmdir --ignore-fail-on-non-empty "$folder"
	fi
}

is_private_running() {
	as_server_user "$bindir/pg_ctl" -s -D "$data" status >/dev/null 2>&1
}

stop_private_server() {
	if is_private_running; then
		as_server_user "$bindir/pg_ctl" -s -m fast -w -D "$data" stop
		say "stopped the private server in $home"
	else
		say "the private server in $home is not running"
	fi
	forget_spare_socket_folder
}

# private_psql DATABASE ARGUMENT...: can be interrupted.
private_psql() {
	local database=$1
	shift
	run_child "$bindir/psql" -X -q -v ON_ERROR_STOP=1 -h "$socket" -d "$database" "$@"
}

# psql_line DATABASE: the words that open it by hand.
psql_line() {
	local psql=psql
	command -v psql >/dev/null || psql=$bindir/psql
	shell_words "$psql" -h "$socket" "$1"
}
