#!/usr/bin/env bash
# Checks what packagers rely on: plain PGXS builds in every layout, which install and remove exactly their own files.
set -euo pipefail
# shellcheck source=test/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=test/dev/choose_postgres.sh
source "$project/test/dev/choose_postgres.sh"
# shellcheck source=test/dev/packages.sh
source "$project/test/dev/packages.sh"
# shellcheck source=test/dev/checks.sh
source "$project/test/dev/checks.sh"

make_scratch() {
	scratch=$(mktemp -d "${TMPDIR:-/tmp}/sqlite_fdw.XXXXXX")
	trap 'rm -rf "$scratch"' EXIT
	tree="$scratch/a tree"
	mkdir "$scratch/bin"
	local name
	for name in apt apt-get dpkg sudo curl wget git; do
		printf '#!/bin/sh\necho "%s $*" >>"%s/called"\nexit 1\n' "$name" "$scratch" >"$scratch/bin/$name"
	done
	chmod +x "$scratch"/bin/*
}

fresh_tree() {
	rm -rf "$tree"
	copy_tree "$tree"
}

# plain_make ARGUMENT...: with next to no environment, and with package managers that only take note.
plain_make() {
	env -i PATH="$scratch/bin:$PATH" HOME=/nonexistent make -j "$(nproc)" PG_CONFIG="$pg_config" "$@"
}

# files_in FOLDER
files_in() {
	(cd "$1" && find . -type f | LC_ALL=C sort)
}

build_in_tree() {
	local before
	fresh_tree
	cd "$tree"
	before=$(files_in .)
	plain_make with_llvm=no
	test -e src/sqlite_fdw.o
	plain_make with_llvm=no clean
	diff <(echo "$before") <(files_in .)
}

build_twice() {
	fresh_tree
	cd "$tree"
	plain_make with_llvm=no
	touch "$scratch/before"
	plain_make with_llvm=no
	test -z "$(find . -newer "$scratch/before" -type f)"
	touch src/*/*.h
	plain_make with_llvm=no
	test src/sqlite_fdw.o -nt "$scratch/before"
}

# In a folder of its own, beside objects that an earlier build left in the tree.
build_outside_tree() {
	local before
	cd "$tree"
	plain_make with_llvm=no
	before=$(files_in .)
	mkdir b
	cd b
	plain_make -f ../Makefile with_llvm=no
	test -e src/sqlite_fdw.o
	test -e sqlite_fdw.so
	install_and_remove -f ../Makefile with_llvm=no
	plain_make -f ../Makefile with_llvm=no clean
	test -z "$(files_in .)"
	diff <(echo "$before") <(files_in ..)
}

# By a full path, in which make allows no space; with VPATH, as pg_buildext calls it, too.
build_by_full_path() {
	rm -rf "$scratch/plain" "$scratch/b"
	cp -R "$tree" "$scratch/plain"
	mkdir "$scratch/b"
	cd "$scratch/b"
	plain_make -f "$scratch/plain/Makefile" with_llvm=no
	test -e sqlite_fdw.so
	plain_make -f "$scratch/plain/Makefile" VPATH="$scratch/plain" with_llvm=no
	install_and_remove -f "$scratch/plain/Makefile" VPATH="$scratch/plain" with_llvm=no
}

# install_and_remove ARGUMENT...: exactly the files of the extension come, and all of them go.
install_and_remove() {
	local target="$scratch/dest"
	rm -rf "$target"
	plain_make DESTDIR="$target" "$@" install
	plain_make DESTDIR="$target" "$@" install
	diff <(expected_files) <(files_in "$target" | grep -v '/bitcode/')
	plain_make DESTDIR="$target" "$@" uninstall
	test -z "$(files_in "$target")"
}

expected_files() {
	local library extension script
	library=$("$pg_config" --pkglibdir)
	extension=$("$pg_config" --sharedir)/extension
	{
		echo ".$library/sqlite_fdw.so"
		echo ".$extension/sqlite_fdw.control"
		for script in "$project"/sql/sqlite_fdw--*.sql; do
			echo ".$extension/$(basename "$script")"
		done
	} | LC_ALL=C sort
}

install_in_tree() {
	cd "$tree"
	install_and_remove with_llvm=no
}

install_with_bitcode() {
	fresh_tree
	cd "$tree"
	install_and_remove with_llvm=yes
	test -e src/sqlite_fdw.bc
	plain_make with_llvm=yes clean
	test -z "$(find . -name '*.bc')"
}

can_make_bitcode() {
	[[ "$("$pg_config" --configure)" == *--with-llvm* ]]
}

no_package_manager_called() {
	if [ -e "$scratch/called" ]; then
		cat "$scratch/called"
		return 1
	fi
}

forget_client_settings
choose_postgres
say_postgres
need_for_build
install_missing
make_scratch
check in-tree build_in_tree
check twice build_twice
check install install_in_tree
check outside-tree build_outside_tree
check full-path build_by_full_path
if can_make_bitcode; then
	check bitcode install_with_bitcode
fi
check no-package-manager no_package_manager_called
count_checks
