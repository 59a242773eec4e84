#!/usr/bin/env bash
# Runs a command on a temporary PostgreSQL that has the extension, as an ordinary OS user, in a copy of the tree.
# Nothing is installed into the machine's own PostgreSQL.
#
# The command finds PGHOST, PGUSER, PGDATABASE, PG_CONFIG, the server's
# programs in PATH, and in SQLITE_FDW_TESTDIR a folder for its files. The
# server has settings for tests; SQLITE_FDW_SERVER_CONF=/path/file gives it
# those of that file instead, and an empty one leaves it at the defaults.
# ASSERTIONS=on compiles assertions in, SQLITE_FDW_TMP is the folder for all of it, /tmp unless told. UNDER=valgrind
# and UNDER=sanitizers watch the server's memory; see under.sh.
set -euo pipefail
# shellcheck source=test/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=test/dev/choose_postgres.sh
source "$project/test/dev/choose_postgres.sh"
# shellcheck source=test/dev/packages.sh
source "$project/test/dev/packages.sh"
# shellcheck source=test/dev/build.sh
source "$project/test/dev/build.sh"

# The tree may lie where the ordinary user cannot read, so it gets a copy.
make_workspace() {
	workspace=$(mktemp -d "${SQLITE_FDW_TMP:-/tmp}/sqlite_fdw.XXXXXX")
	trap clean_up EXIT
	copy_tree "$workspace/tree"
	cp_server_conf
	chmod 755 "$workspace"
	if is_root; then
		chown -R "$(server_user):" "$workspace"
	fi
}

cp_server_conf() {
	if [ -z "${SQLITE_FDW_SERVER_CONF+set}" ]; then
		cp "$project/test/dev/test_server.conf" "$workspace/server.conf"
	elif [ -n "$SQLITE_FDW_SERVER_CONF" ]; then
		cp "$SQLITE_FDW_SERVER_CONF" "$workspace/server.conf"
	else
		: >"$workspace/server.conf"
	fi
}

# serve COMMAND...: the part that is not root's.
serve() {
	local run=(env -u SQLITE_FDW_SERVER_CONF HOME="$workspace" LANG=C.UTF-8 PG_CONFIG="$workspace/installation$pg_bindir/pg_config")
	run+=(bash "$workspace/tree/test/dev/serve.sh" "$workspace" "$@")
	choose_server_words
	cd "$workspace/tree"
	run_child "${server_words[@]}" "${run[@]}"
}

# For tests of files that another OS user owns: see as_app.sh.
start_app_user() {
	local folder=$workspace/app user=nobody
	if ! is_root || [ "$(server_user)" = "$user" ]; then
		return
	fi
	mkdir "$folder"
	mkfifo "$workspace/requests"
	chmod 666 "$workspace/requests"
	chown "$user:" "$folder"
	setsid setpriv --reuid="$user" --regid="$(id -g "$user")" --init-groups -- \
		env -C "$folder" HOME="$folder" bash "$workspace/tree/test/dev/app_user.sh" "$workspace/requests" </dev/null &
	app_user=$!
	export SQLITE_FDW_AS_APP="$workspace/tree/test/dev/as_app.sh" SQLITE_FDW_APPDIR="$folder"
}

# shellcheck disable=SC2317,SC2329
clean_up() {
	if [ -n "$app_user" ]; then
		kill -TERM -- "-$app_user" 2>/dev/null || true
	fi
	rm -rf "$workspace"
}

# What failed tests left for people to read, and what was measured, which stays until it is measured again.
bring_results_home() {
	local home=$project/.build
	if [ -d "$workspace/results" ]; then
		rm -rf "$home/results"
		cp -R "$workspace/results" "$home/"
	fi
	if [ -d "$workspace/bench" ]; then
		cp -R "$workspace/bench" "$home/"
	fi
}

app_user=
unset SQLITE_FDW_AS_APP SQLITE_FDW_APPDIR
[ "$#" -gt 0 ] || fail "usage: with_server.sh COMMAND..."
forget_client_settings
choose_postgres
say_postgres
need_for_build
need_for_tests
need_for_under
install_missing
build_extension
make_workspace
stage_extension "$workspace/installation"
wrap_server "$workspace/installation" "$workspace/under"
start_app_user
status=0
serve "$@" || status=$?
report_under || status=1
bring_results_home || say "the results could not be kept"
exit "$status"
