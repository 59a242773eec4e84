#!/usr/bin/env bash
# Counts the instructions that a row costs, with valgrind, which no other target needs.
set -euo pipefail
# shellcheck source=test/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=test/dev/choose_postgres.sh
source "$project/test/dev/choose_postgres.sh"
# shellcheck source=test/dev/packages.sh
source "$project/test/dev/packages.sh"

need_for_instructions
install_missing
run_child bash "$project/test/dev/with_server.sh" bash test/bench/instructions.sh
