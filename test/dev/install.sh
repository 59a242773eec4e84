#!/usr/bin/env bash
# Builds the extension and installs it into PostgreSQL, after what is missing for that: install.sh [FOLDER].
#
# With a FOLDER it is installed below that, at the same paths. The Dockerfiles
# in docs/containers run this script, and suite.sh runs it in its Debian.
set -euo pipefail
# shellcheck source=test/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=test/dev/choose_postgres.sh
source "$project/test/dev/choose_postgres.sh"
# shellcheck source=test/dev/packages.sh
source "$project/test/dev/packages.sh"
# shellcheck source=test/dev/build.sh
source "$project/test/dev/build.sh"

forget_client_settings
choose_postgres
say_postgres
need_for_build
install_missing
build_extension
if [ "$#" -gt 0 ]; then
	say "installing below $1"
	make_in_build DESTDIR="$1" install >/dev/null || fail "the installation failed"
else
	install_extension
fi
