#!/usr/bin/env bash
# Builds the extension, after installing what that needs, and puts its files below a folder: install.sh FOLDER.
#
# They lie there at the paths that they have in PostgreSQL. The Dockerfiles in
# docs/containers run this script, and suite.sh runs it in its Debian.
set -euo pipefail
# shellcheck source=test/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=test/dev/choose_postgres.sh
source "$project/test/dev/choose_postgres.sh"
# shellcheck source=test/dev/packages.sh
source "$project/test/dev/packages.sh"
# shellcheck source=test/dev/build.sh
source "$project/test/dev/build.sh"

[ "$#" -eq 1 ] || fail "usage: install.sh FOLDER"
forget_client_settings
choose_postgres
say_postgres
need_for_build
install_missing
build_extension
say "installing below $1"
make_in_build DESTDIR="$1" install >/dev/null || fail "the installation failed"
