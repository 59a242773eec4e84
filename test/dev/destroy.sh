#!/usr/bin/env bash
# Removes the private PostgreSQL of make migrate with its data, after asking.
set -euo pipefail
# shellcheck source=test/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=test/dev/private_server.sh
source "$project/test/dev/private_server.sh"

confirm() {
	local answer
	[ -z "${YES:-}" ] || return 0
	[ -t 0 ] || fail "nothing was removed: without a terminal, say YES=1"
	read -r -p "Remove $home and all databases in it? [y/N] " answer
	[[ "$answer" == [yY] || "$answer" == [yY][eE][sS] ]]
}

forget_client_settings
majors=$(private_majors)
[ -n "$majors" ] || say "there is no private server in $(private_base)"
for major in $majors; do
	use_private_server "$major"
	if confirm; then
		stop_private_server
		rm -rf "$home"
		say "removed $home"
	else
		say "$home stays"
	fi
done
if [ -d "$(private_base)" ]; then
	rmdir --ignore-fail-on-non-empty "$(private_base)"
fi
