#!/usr/bin/env bash
# Builds the Debian packages in a copy of the tree, and checks, installs, tests and removes them on this machine.
#
# A machine that has the extension already is left alone: the package would
# take its place, and its files would go with the package.
set -euo pipefail
# shellcheck source=test/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=test/dev/choose_postgres.sh
source "$project/test/dev/choose_postgres.sh"
# shellcheck source=test/dev/packages.sh
source "$project/test/dev/packages.sh"
# shellcheck source=test/dev/checks.sh
source "$project/test/dev/checks.sh"

# The tree with debian/ at its top, for each PostgreSQL whose headers are installed.
make_source() {
	scratch=$(mktemp -d "${TMPDIR:-/tmp}/sqlite_fdw.XXXXXX")
	trap clean_up EXIT
	chmod 755 "$scratch"
	source=$scratch/sqlite_fdw
	copy_tree "$source"
	cp -R "$project/.packaging/debian" "$source/debian"
	cd "$source"
	export PG_SUPPORTED_VERSIONS=installed
	pg_buildext updatecontrol
}

# shellcheck disable=SC2317,SC2329
clean_up() {
	if [ -n "$installed" ]; then
		remove_packages || true
	fi
	rm -rf "$scratch"
}

# Names of the packages that are to be made.
packages() {
	sed -n 's/^Package: //p' "$source/debian/control"
}

# A package for each PostgreSQL, and beside it what its debugger needs.
build_packages() {
	DEB_BUILD_PROFILES=nocheck DEB_BUILD_OPTIONS="nocheck parallel=$(nproc)" dpkg-buildpackage -us -uc -b
	local package
	for package in $(packages); do
		test -e "$scratch/${package}"_*.deb
	done
}

check_with_lintian() {
	lintian --fail-on warning --allow-root "$scratch"/*.changes
}

# What of the extension lies in the installations of PostgreSQL.
installed_files() {
	find /usr/lib/postgresql /usr/share/postgresql /usr/share/doc -name '*sqlite[-_]fdw*' | sort
}

install_packages() {
	local package files=()
	for package in $(packages); do
		files+=("$scratch/$package"_*.deb)
	done
	as_root dpkg -i "${files[@]}"
}

# As autopkgtest does, which installs what tests/control asks for, and runs it in the source tree.
run_package_tests() {
	as_root autopkgtest --no-built-binaries "$source/" -- null
}

remove_packages() {
	# shellcheck disable=SC2046
	as_root dpkg --purge $(packages)
}

remove_leaves_nothing() {
	remove_packages
	test -z "$(installed_files)"
}

forget_client_settings
choose_postgres
say_postgres
need_for_build
need_for_packages
install_missing
installed=
[ -z "$(installed_files)" ] || fail "the extension is installed here already: $(installed_files | head -n 1)"
make_source
check build build_packages
check lintian check_with_lintian
installed=yes
check install install_packages
check autopkgtest run_package_tests
check remove remove_leaves_nothing
installed=
count_checks
