#!/usr/bin/env bash
# Installs what any of the developer targets needs.
set -euo pipefail
# shellcheck source=test/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=test/dev/choose_postgres.sh
source "$project/test/dev/choose_postgres.sh"
# shellcheck source=test/dev/packages.sh
source "$project/test/dev/packages.sh"
# shellcheck source=test/dev/under.sh
source "$project/test/dev/under.sh"

choose_postgres
say_postgres
need_for_build
need_for_tests
need_for_lint
need_for_looks
need_for_recipes
need_for_analysis
UNDER=valgrind need_for_under
install_missing
say "nothing is missing"
