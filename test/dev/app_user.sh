#!/usr/bin/env bash
# Serves as_app.sh: runs, as the OS user that it was started as, the commands that come through the named pipe $1.
set -euo pipefail

# run_job JOB: a folder with the command; gets the outcome.
run_job() {
	local status=0
	bash "$1/command" >"$1/out" 2>"$1/err" </dev/null || status=$?
	echo "$status" >"$1/status.new"
	mv "$1/status.new" "$1/status"
}

exec 3<>"$1"
while read -r job <&3; do
	run_job "$job" &
done
