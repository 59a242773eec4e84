#!/usr/bin/env bash
# Runs lint and all tests on the PostgreSQL, compilers and SQLite of another Debian suite: suite.sh SUITE.
#
# The suite is put into a throw-away folder; SQLITE_FDW_SUITES=/path keeps it
# below that path for the next run. Each command has mounts and processes of
# its own in it, which end with the command and which nobody else sees, so
# removing the folder never reaches the machine's own files. Only root can do
# all this. A suite that cannot be had is told and counts as skipped.
#
# shellcheck disable=SC2317,SC2329
set -euo pipefail
# shellcheck source=test/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=test/dev/choose_postgres.sh
source "$project/test/dev/choose_postgres.sh"
# shellcheck source=test/dev/packages.sh
source "$project/test/dev/packages.sh"
# shellcheck source=test/dev/checks.sh
source "$project/test/dev/checks.sh"

# skip REASON
skip() {
	say "skipped $suite: $1"
	say "0 passed, 0 failed, 1 skipped"
	exit 0
}

# or_skip COMMAND...: its output goes to the log; if it fails, the line that tells most is the reason.
or_skip() {
	local status=0 reason
	"$@" >"$log" 2>&1 || status=$?
	if [ "$status" -eq 124 ]; then
		skip "not ready after $longest_seconds s"
	elif [ "$status" -ne 0 ]; then
		reason=$(told_in_log)
		skip "${reason:-it ended with status $status}"
	fi
}

told_in_log() {
	{ grep -E '^(E: |dpkg: error|sqlite_fdw: )' "$log" || grep . "$log" | tail -n 1; } | head -n 1 | sed 's/^sqlite_fdw: //'
}

# try COMMAND...: one that ends the script ends only itself.
try() (
	"$@"
)

# Sets settings: what of the caller's environment counts in the suite too.
choose_settings() {
	local name
	settings=()
	for name in TESTS JOBS http_proxy https_proxy no_proxy; do
		if [ -n "${!name:-}" ]; then
			settings+=("$name=${!name}")
		fi
	done
}

run_as_root() {
	or_skip try require_root bash "$0" "$suite"
	choose_root_words
	run_child "${root_words[@]}" env "${settings[@]}" SQLITE_FDW_TMP="${SQLITE_FDW_TMP:-}" \
		SQLITE_FDW_SUITES="${SQLITE_FDW_SUITES:-}" bash "$0" "$suite"
}

install_debootstrap() {
	need_for_suites
	install_missing
}

# Sets base, which goes at the end, and folder; also log.
choose_folder() {
	base=$(mktemp -d "${SQLITE_FDW_TMP:-/tmp}/sqlite_fdw.XXXXXX")
	trap 'rm -rf --one-file-system "$base"' EXIT
	log=$base/log
	folder=${SQLITE_FDW_SUITES:-$base}/$suite
}

# enclosed ARGUMENT...: those of unshare; what the command mounts and starts ends with it.
enclosed() {
	local status=0
	unshare --mount --pid --fork --mount-proc "$@" <&0 &
	running=$!
	wait "$running" || status=$?
	running=
	return "$status"
}

# The first process inside takes all others with it.
end_enclosed() {
	if [ -n "$running" ]; then
		kill -KILL "$(<"/proc/$running/task/$running/children")" || kill -KILL "$running"
		wait "$running" || true
	fi 2>/dev/null
	exit 130
}

# Sets bounded: the words before a command that end it when making the suite has taken its time in all. The shell is the
# first process inside and collects orphans; timeout there would take its command for one.
choose_bounded() {
	local left=$((longest_seconds - SECONDS))
	# shellcheck disable=SC2016
	bounded=(bash -c '"$@"; exit' - timeout "$((left > 0 ? left : 1))")
}

# in_suite COMMAND...: as root, in the copy of the tree.
in_suite() {
	enclosed --root="$folder" --wd="$tree" env -i "${settings[@]}" HOME=/root LANG=C.UTF-8 \
		PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

# The mirror of the machine's own Debian; none if that is not known.
mirror() {
	# shellcheck disable=SC2016
	apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' | head -n 1
}

make_folder() {
	local mirror
	[ ! -e "$folder/complete" ] || return 0
	mirror=$(mirror)
	choose_bounded
	rm -rf --one-file-system "$folder"
	mkdir -p "$folder" &&
		enclosed "${bounded[@]}" debootstrap --variant=minbase "$suite" "$folder" ${mirror:+"$mirror"} &&
		apt-config dump Acquire >"$folder/etc/apt/apt.conf.d/machine" &&
		echo force-unsafe-io >"$folder/etc/dpkg/dpkg.cfg.d/throw-away" &&
		chmod 1777 "$folder/dev/shm" &&
		touch "$folder/complete"
}

copy_project() {
	rm -rf "$folder$tree"
	copy_tree "$folder$tree"
}

say_versions() {
	# shellcheck disable=SC2016
	in_suite bash -c 'echo "Debian $1: gcc $(gcc -dumpfullversion), SQLite $(sqlite3 -version | cut -d " " -f 1)"' - "$suite"
}

# What the Dockerfile does, and a server of the suite's own package that finds the extension.
install_as_images_do() {
	in_suite bash test/dev/install.sh /destination
	in_suite cp -R /destination/. /
	in_suite pg_virtualenv psql -X -v ON_ERROR_STOP=1 -c 'CREATE EXTENSION sqlite_fdw' -c 'SELECT * FROM sqlite.version()'
}

# What failed tests left for people to read, as the owner of the tree.
bring_results_home() {
	local home=$project/.build/results-$suite
	rm -rf "$home"
	if [ -d "$folder$tree/.build/results" ]; then
		mkdir -p "$project/.build"
		cp -R "$folder$tree/.build/results" "$home"
		chown -R --reference="$project" "$home"
	fi
}

suite=$1
tree=/root/sqlite_fdw
longest_seconds=480
running=
choose_settings
trap end_enclosed INT TERM HUP
choose_folder
if ! is_root; then
	run_as_root
	exit
fi
say "putting Debian $suite into $folder"
or_skip try install_debootstrap
or_skip make_folder
copy_project
choose_bounded
or_skip in_suite "${bounded[@]}" bash test/dev/install_packages.sh
say_versions
status=0
in_suite bash test/dev/lint.sh || status=$?
in_suite bash test/dev/with_server.sh bash test/dev/run_tests.sh || status=$?
bring_results_home
check install install_as_images_do
count_checks || status=$?
exit "$status"
