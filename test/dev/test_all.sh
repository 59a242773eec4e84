#!/usr/bin/env bash
# Runs the tests on the chosen PostgreSQL, then on that of newer Debian suites; SUITES="sid" names others than both.
set -euo pipefail
# shellcheck source=test/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=test/dev/stages.sh
source "$project/test/dev/stages.sh"

run_stage tests env ASSERTIONS=on bash "$project/test/dev/with_server.sh" bash test/dev/run_tests.sh
for suite in ${SUITES-trixie sid}; do
	run_stage "$suite" bash "$project/test/dev/suite.sh" "$suite"
done
count_stages
