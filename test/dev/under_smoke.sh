#!/usr/bin/env bash
# A few tests, a part of each wing, with their server under valgrind or the sanitizers: under_smoke.sh valgrind.
#
# Without TESTS=, make test UNDER=valgrind runs all of them so, which takes hours.
set -euo pipefail
# shellcheck source=test/dev/lib.sh
source "$(dirname "$0")/lib.sh"

tests=(value_text value_error pushdown_guards check_target migrate_findings verify_run)
UNDER=$1 TESTS=${tests[*]} run_child bash "$project/test/dev/with_server.sh" bash test/dev/run_tests.sh
