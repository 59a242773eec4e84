# shellcheck shell=bash
# Builds the extension outside the tree's own folders and installs it: into PostgreSQL, or for tests into a copy of it.

# shellcheck source=test/dev/under.sh
source "$project/test/dev/under.sh"

# Sets build: one folder for each PostgreSQL, so that objects of two never meet.
choose_build_folder() {
	local version
	version=$("$pg_config" --version | cut -d ' ' -f 2)
	build=$project/.build/$version$(tr -c '[:alnum:]\n' - <<<"$pg_bindir")
	choose_build_options
	build+=$build_kind
	if ! mkdir -p "$build" || [ ! -w "$build" ]; then
		fail "$build cannot be written; remove it or build as its owner"
	fi
}

# make_in_build ARGUMENT...: one at a time.
make_in_build() {
	flock "$build/lock" env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL \
		make -s -C "$build" -f ../../Makefile -j "$(nproc)" with_llvm=no PG_CONFIG="$pg_config" \
		"${build_options[@]}" "$@"
}

build_extension() {
	choose_build_folder
	say "building"
	make_in_build all || fail "the build failed"
}

install_extension() {
	if ! installed_is_current; then
		say "installing into $("$pg_config" --pkglibdir)"
		install_build || fail "the installation failed"
	fi
}

# stage_extension FOLDER: a copy of PostgreSQL's installation with the extension in it, below FOLDER at the same paths.
#
# PostgreSQL finds its files from where its programs lie, so the programs are
# copied and all else is linked. Tests need no root for it, and leave alone
# what else on the machine uses the extension.
stage_extension() {
	local folder
	for folder in "$("$pg_config" --pkglibdir)" "$("$pg_config" --sharedir)"; do
		mkdir -p "$1$folder"
		cp -r --symbolic-link "$folder/." "$1$folder"
	done
	mkdir -p "$1$pg_bindir"
	cp "$pg_bindir"/* "$1$pg_bindir"
	find "$1" -type l -name 'sqlite_fdw*' -delete
	make_in_build DESTDIR="$1" install >/dev/null || fail "the installation failed"
}

installed_is_current() {
	local library extension script
	library=$("$pg_config" --pkglibdir)
	extension=$("$pg_config" --sharedir)/extension
	cmp -s "$build/sqlite_fdw.so" "$library/sqlite_fdw.so" || return 1
	cmp -s "$project/sqlite_fdw.control" "$extension/sqlite_fdw.control" || return 1
	for script in "$project"/sql/sqlite_fdw--*.sql; do
		cmp -s "$script" "$extension/$(basename "$script")" || return 1
	done
	[ ! -e "$library/bitcode/sqlite_fdw" ]
}

install_build() {
	local log=$build/install.log status=0
	if [ -w "$("$pg_config" --pkglibdir)" ] && [ -w "$("$pg_config" --sharedir)/extension" ]; then
		copy_build env >"$log" 2>&1 || status=$?
	else
		require_root make -C "$build" -f ../../Makefile with_llvm=no PG_CONFIG="$pg_config" install
		copy_build as_root >"$log" 2>&1 || status=$?
	fi
	if [ "$status" -ne 0 ]; then
		cat "$log" >&2
	fi
	return "$status"
}

# copy_build WAY: bitcode of an earlier installation goes, because just-in-time compilation would take functions from it.
copy_build() {
	"$1" env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL \
		make -s -C "$build" -f ../../Makefile with_llvm=no PG_CONFIG="$pg_config" install &&
		"$1" rm -rf "$("$pg_config" --pkglibdir)"/bitcode/sqlite_fdw{,.index.bc}
}
