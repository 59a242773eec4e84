# shellcheck shell=bash
# Ends every PostgreSQL whose data lie below a folder: the temporary server, and those that interrupted tests left.

# stop_servers FOLDER: by process id; what this user cannot read there is no server of its own, and one that ends by
# itself meanwhile is none to stop.
stop_servers() {
	local file pid
	{ find "$1" -name postmaster.pid 2>/dev/null || true; } | while read -r file; do
		pid=$(head -n 1 "$file" 2>/dev/null) || continue
		if runs_in "$pid" "$(dirname "$file")" && kill -QUIT "$pid" 2>/dev/null; then
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
