#!/usr/bin/env bash
# Runs a command as the application's OS user: for tests in which the server only reads what another user owns.
#
# with_server.sh offers it when it is started by root: "$SQLITE_FDW_AS_APP" COMMAND...
# runs in SQLITE_FDW_APPDIR, a folder of that user which the server's user can
# read. Where there is no second user the variable is not set, and a test that
# needs one skips.
set -euo pipefail

job=$(mktemp -d "$SQLITE_FDW_WORKSPACE/tmp/job.XXXXXX")
chmod 777 "$job"
printf '%q ' "$@" >"$job/command"
echo "$job" >"$SQLITE_FDW_WORKSPACE/requests"
while [ -d "$job" ] && [ ! -e "$job/status" ]; do
	sleep 0.01
done
cat "$job/out"
cat "$job/err" >&2
exit "$(<"$job/status")"
