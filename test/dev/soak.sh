#!/usr/bin/env bash
# The long form of the random tests, inside with_server.sh, for SOAK_MINUTES.
set -euo pipefail
# shellcheck source=test/dev/lib.sh
source "$(dirname "$0")/lib.sh"

MINUTES=${SOAK_MINUTES:-60} run_child /usr/bin/python3 -B test/differential/main.py
