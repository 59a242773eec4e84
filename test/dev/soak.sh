#!/usr/bin/env bash
# The long form of the random tests, inside with_server.sh: cancels, writers, crashes at many points, mutated schemas, failures in one session, large things, queries, damaged files.
set -euo pipefail
# shellcheck source=test/dev/lib.sh
source "$(dirname "$0")/lib.sh"

export LONGEST_SECONDS=${LONGEST_SECONDS:-7200}

TESTS="cancel_times live_writers" CANCEL_ROUNDS=${CANCEL_ROUNDS:-10} WRITER_ROUNDS=${WRITER_ROUNDS:-100} run_child bash test/dev/run_tests.sh
TESTS="migrate_crash insert_crash" CRASH_POINTS=${CRASH_POINTS:-200} SEED=${SEED:-$RANDOM} run_child bash test/dev/run_tests.sh
TESTS=ddl_fuzz CASES=${DDL_CASES:-100000} SEED=${SEED:-$RANDOM} run_child bash test/dev/run_tests.sh
TESTS=errors_free ROUNDS=${ERROR_ROUNDS:-10} run_child bash test/dev/run_tests.sh
TESTS=limits LIMITS=long run_child bash test/dev/run_tests.sh
MINUTES=${SOAK_MINUTES:-60} run_child /usr/bin/python3 -B test/differential/main.py
FILES=${CORRUPT_FILES:-1000000} run_child /usr/bin/python3 -B test/corrupt/main.py
