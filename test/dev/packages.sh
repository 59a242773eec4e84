# shellcheck shell=bash
# What is missing on this machine, and its installation through apt.

missing=()
lists_updated=

# need PACKAGE PROBE...: notes the package if the probe fails.
need() {
	local package=$1
	shift
	if ! "$@" >/dev/null 2>&1; then
		missing+=("$package")
	fi
}

has_header() {
	gcc -E -x c - <<<"#include <$1>"
}

need_compiler() {
	need gcc command -v gcc
	need make command -v make
	need libc6-dev has_header stdio.h
	need libsqlite3-dev has_header sqlite3.h
}

need_server_headers() {
	local package=postgresql-server-dev-$pg_major
	need "$package" test -e "$("$pg_config" --includedir-server 2>/dev/null)/postgres.h"
}

need_server() {
	need "postgresql-$pg_major" test -x "$pg_bindir/postgres"
}

need_for_build() {
	need_compiler
	need_server_headers
	need_server
}

# need_python_module NAME: Debian's own; looked for, as importing one takes a second.
need_python_module() {
	need "python3-$1" test -e "/usr/lib/python3/dist-packages/$1"
}

need_for_tests() {
	need sqlite3 command -v sqlite3
	need perl command -v prove
	need libipc-run-perl perl -MIPC::Run -e 1
	need proj-data test -e /usr/share/proj/proj.db
	need_python_module psycopg
	need_python_module psycopg2
	need_python_module pandas
	need_python_module yaml
	need acl command -v setfacl
}

need_for_lint() {
	need clang command -v clang
	need shellcheck command -v shellcheck
}

# The tests that use them skip where they are not.
need_for_looks() {
	need chromium command -v chromium
}

need_for_recipes() {
	need npm command -v npm
	need_python_module sqlalchemy
	need_python_module django
	need alembic command -v alembic
}

need_for_analysis() {
	need clang-tools command -v scan-build
	need cppcheck command -v cppcheck
}

need_for_instructions() {
	need valgrind command -v valgrind
}

need_for_suites() {
	need debootstrap test -x /usr/sbin/debootstrap
	need debian-archive-keyring test -e /usr/share/keyrings/debian-archive-keyring.gpg
}

need_for_packages() {
	need build-essential test -e /usr/share/build-essential
	need dpkg-dev command -v dpkg-buildpackage
	need debhelper command -v dh
	need postgresql-server-dev-all test -e /usr/share/perl5/Debian/Debhelper/Sequence/pgxs.pm
	need lintian command -v lintian
	need autopkgtest command -v autopkgtest
	need sqlite3 command -v sqlite3
}

# Lists what is missing and installs it.
install_missing() {
	[ "${#missing[@]}" -gt 0 ] || return 0
	say "missing: ${missing[*]}"
	refuse_foreign_postgres
	command -v apt-get >/dev/null || fail "there is no apt-get here; install these by hand"
	update_package_lists
	say "installing them with apt-get"
	with_no_main_cluster apt_get install --no-install-recommends "${missing[@]}"
	missing=()
}

# A PostgreSQL named by PG_CONFIG is not apt's to complete.
refuse_foreign_postgres() {
	if [ -n "${PG_CONFIG:-}" ] && [[ " ${missing[*]}" == *" postgresql-"* ]]; then
		fail "$pg_config names a PostgreSQL that lacks its server or its server headers"
	fi
}

update_package_lists() {
	[ -z "$lists_updated" ] || return 0
	apt_get update
	lists_updated=yes
}

# apt_get ARGUMENT...: quiet, unless it fails.
apt_get() {
	local log status=0
	require_root apt-get "$@"
	log=$(mktemp)
	as_root env DEBIAN_FRONTEND=noninteractive \
		apt-get -y -q -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 "$@" </dev/null >"$log" 2>&1 || status=$?
	if [ "$status" -ne 0 ]; then
		tail -n 30 "$log" >&2
		rm -f "$log"
		fail "apt-get $1 failed"
	fi
	rm -f "$log"
}

# The server's package makes and starts a main cluster at its first installation; while COMMAND runs it does not.
with_no_main_cluster() (
	folder=/etc/postgresql-common/createcluster.d
	file=$folder/sqlite_fdw.conf
	trap 'as_root rm -f "$file"; as_root rmdir --ignore-fail-on-non-empty "$folder"' EXIT
	as_root mkdir -p "$folder"
	as_root tee "$file" >/dev/null <<<"create_main_cluster = false"
	"$@"
)
