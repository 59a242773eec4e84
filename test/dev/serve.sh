#!/usr/bin/env bash
# The inner half of with_server.sh: starts the temporary server, runs the command, stops everything.
set -euo pipefail
# shellcheck source=test/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=test/dev/stop_servers.sh
source "$(dirname "$0")/stop_servers.sh"

workspace=$1
shift
bindir=$("$PG_CONFIG" --bindir)

start_server() {
	mkdir -m 700 "$workspace/socket"
	mkdir -m 755 "$workspace/files" "$workspace/tmp"
	"$bindir/initdb" -D "$workspace/data" -E UTF8 --locale=C.UTF-8 -U "$(id -un)" --auth=peer -N \
		>"$workspace/initdb.log" 2>&1 || { cat "$workspace/initdb.log" >&2 && fail "initdb failed"; }
	{
		echo "listen_addresses = ''"
		echo "unix_socket_directories = '$workspace/socket'"
		cat "$workspace/server.conf"
	} >>"$workspace/data/postgresql.conf"
	"$bindir/pg_ctl" -s -w -D "$workspace/data" -l "$workspace/server.log" start ||
		{ cat "$workspace/server.log" >&2 && fail "the temporary server does not start"; }
}

trap 'stop_servers "$workspace"' EXIT
trap 'exit 130' INT TERM HUP
start_server
export PATH="$bindir:$PATH" TMPDIR="$workspace/tmp"
export PGHOST="$workspace/socket" PGUSER PGDATABASE=postgres
PGUSER=$(id -un)
export SQLITE_FDW_TESTDIR="$workspace/files" SQLITE_FDW_WORKSPACE="$workspace"
run_child "$@"
