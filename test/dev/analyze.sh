#!/usr/bin/env bash
# Looks for bugs without running anything: gcc -fanalyzer, scan-build and cppcheck, none of which may find one.
#
# Assertions are compiled in: they tell the analyzers what cannot be.
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

# in_folder NAME COMMAND...: what analyzers leave behind lies there.
in_folder() {
	mkdir "$scratch/$1"
	cd "$scratch/$1"
	"${@:2}"
}

analyze_with_gcc() {
	local compile
	choose_compile_words gcc
	compile+=(-DUSE_ASSERT_CHECKING -fanalyzer -Werror)
	in_folder gcc each_source src test -- "${compile[@]}" -c
}

# scan-build gives the command its own compiler in CC, which first calls the ordinary one; that is lint's work.
analyze_with_clang() {
	local compile
	choose_compile_words gcc
	compile=("${compile[@]:1}" -DUSE_ASSERT_CHECKING)
	export project
	export -f each_source
	# shellcheck disable=SC2016
	in_folder clang scan-build --status-bugs --use-cc=true -o reports \
		bash -c 'each_source src test -- "$CC" "$@" -c' - "${compile[@]}"
}

# cppcheck knows C's library by itself, and what gcc defines from a header. Two of its checks do not get along with
# PostgreSQL's lists: in list_make2 it takes the members of two literals for two assignments to one variable, which
# gcc's -Wsequence-point tells apart, and forboth, whose condition asks for the ends of both lists, makes it doubt the
# cells inside of the loop, which the others follow path by path.
analyze_with_cppcheck() {
	gcc -std=gnu11 -dM -E -include limits.h -include stdint.h -x c - </dev/null >"$scratch/gcc.h"
	cd "$project"
	cppcheck --quiet --error-exitcode=1 -j "$(nproc)" --std=c11 --library=gnu,posix \
		--include="$scratch/gcc.h" -DUSE_ASSERT_CHECKING=1 -Isrc -I"$("$pg_config" --includedir-server)" \
		--enable=warning,performance,portability --inline-suppr \
		--suppress="*:$("$pg_config" --includedir-server)/*" \
		--suppress=unknownEvaluationOrder --suppress=nullPointerRedundantCheck src test
}

forget_client_settings
choose_postgres
say_postgres
need_compiler
need_server_headers
need_for_lint
need_for_analysis
install_missing
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
check gcc analyze_with_gcc
check scan-build analyze_with_clang
check cppcheck analyze_with_cppcheck
count_checks
