#!/usr/bin/env bash
# The inner half of with_server.sh: starts the temporary server, runs the command, stops everything.
set -euo pipefail
# shellcheck source=test/dev/lib.sh
source "$(dirname "$0")/lib.sh"

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

# Stops every server of the workspace by its process id: ours, and those of interrupted tests.
stop_servers() {
	local file pid
	find "$workspace" -name postmaster.pid 2>/dev/null | while read -r file; do
		pid=$(head -n 1 "$file")
		if runs_in "$pid" "$(dirname "$file")"; then
			kill -QUIT "$pid"
			wait_for_end "$pid" "$(dirname "$file")"
		fi
	done
}

# runs_in PID FOLDER: false for an ended process that nobody has collected yet, too.
runs_in() {
	[ "$(readlink "/proc/$1/cwd")" = "$2" ]
}

# wait_for_end PID FOLDER: ten seconds, then by force.
wait_for_end() {
	local try
	for try in {1..100}; do
		runs_in "$1" "$2" || return 0
		sleep 0.1
	done
	say "server process $1 does not end after $((try / 10)) s, killing it" >&2
	kill -KILL "$1"
}

trap stop_servers EXIT
trap 'exit 130' INT TERM HUP
start_server
export PATH="$bindir:$PATH" TMPDIR="$workspace/tmp"
export PGHOST="$workspace/socket" PGUSER PGDATABASE=postgres
PGUSER=$(id -un)
export SQLITE_FDW_TESTDIR="$workspace/files" SQLITE_FDW_WORKSPACE="$workspace"
run_child "$@"
