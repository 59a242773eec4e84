#!/usr/bin/env bash
# Stops the private PostgreSQL of make migrate; its data stays.
set -euo pipefail
# shellcheck source=test/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=test/dev/private_server.sh
source "$project/test/dev/private_server.sh"

forget_client_settings
majors=$(private_majors)
[ -n "$majors" ] || say "there is no private server in $(private_base)"
for major in $majors; do
	use_private_server "$major"
	stop_private_server
done
