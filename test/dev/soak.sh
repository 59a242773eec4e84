#!/usr/bin/env bash
# The long form of the random tests, inside with_server.sh: crashes at many points, mutated schemas, failures in one session, queries, damaged files.
# The long form of the random tests, inside with_server.sh: crashes at many points, mutated schemas, large things, then queries for SOAK_MINUTES.
set -euo pipefail
# shellcheck source=test/dev/lib.sh
source "$(dirname "$0")/lib.sh"

TESTS=migrate_crash CRASH_POINTS=${CRASH_POINTS:-60} SEED=${SEED:-$RANDOM} run_child bash test/dev/run_tests.sh
TESTS=ddl_fuzz CASES=${DDL_CASES:-100000} SEED=${SEED:-$RANDOM} run_child bash test/dev/run_tests.sh
TESTS=errors_free ROUNDS=${ERROR_ROUNDS:-10} run_child bash test/dev/run_tests.sh
TESTS=limits LIMITS=long run_child bash test/dev/run_tests.sh
MINUTES=${SOAK_MINUTES:-60} run_child /usr/bin/python3 -B test/differential/main.py
FILES=${CORRUPT_FILES:-1000000} run_child /usr/bin/python3 -B test/corrupt/main.py
