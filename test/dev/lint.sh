#!/usr/bin/env bash
# Compiles all sources with gcc and clang, warnings as errors, and checks the scripts.
set -euo pipefail
# shellcheck source=test/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=test/dev/choose_postgres.sh
source "$project/test/dev/choose_postgres.sh"
# shellcheck source=test/dev/packages.sh
source "$project/test/dev/packages.sh"
# shellcheck source=test/dev/checks.sh
source "$project/test/dev/checks.sh"
# shellcheck source=test/dev/compile.sh
source "$project/test/dev/compile.sh"

warnings=(-Wall -Wextra -Werror -Wno-unused-parameter
	-Wmissing-prototypes -Wdeclaration-after-statement -Wvla)

# compile_all COMPILER
compile_all() {
	local compile
	choose_compile_words "$1"
	compile+=("${warnings[@]}")
	if [ "$1" = clang ]; then
		compile+=(-Wno-ignored-attributes) # gnu_printf, which the headers that gcc made ask for
	fi
	mkdir "$objects/$1"
	cd "$objects/$1"
	each_source src -- "${compile[@]}" -c
}

# The Makefile's list of objects is kept by hand.
check_object_list() {
	cd "$project"
	diff <(find src -name '*.c' | sed 's/c$/o/' | LC_ALL=C sort) \
		<(sed -n '/^OBJS = /,/[^\\]$/p' Makefile | grep -o 'src/.*\.o' | LC_ALL=C sort)
}

# The shared parts are checked where a script sources them.
check_scripts() {
	cd "$project"
	{
		grep -rlZ --include='*.sh' '^#!' test docs
		printf '.ci/run\0.packaging/debian/tests/installcheck\0'
	} | xargs -0 shellcheck -a -x
}

check_python() {
	cd "$project"
	find test -name '*.py' -exec /usr/bin/python3 -W error -c '
import sys
for path in sys.argv[1:]:
    compile(open(path, encoding="utf-8").read(), path, "exec")
' {} +
}

forget_client_settings
choose_postgres
say_postgres
need_compiler
need_server_headers
need_for_lint
install_missing
objects=$(mktemp -d)
trap 'rm -rf "$objects"' EXIT
check gcc compile_all gcc
check clang compile_all clang
check object-list check_object_list
check shellcheck check_scripts
check python check_python
count_checks
