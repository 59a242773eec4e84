# shellcheck shell=bash
# Words that all developer scripts share: messages, OS users, children and signals.

# shellcheck disable=SC2034
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)

# What the scripts make is readable to others, and what they print is in English.
umask 022
export LC_MESSAGES=C PGCLIENTENCODING=UTF8
unset LC_ALL LANGUAGE CDPATH

say() {
	printf '%s\n' "$*"
}

fail() {
	printf 'sqlite_fdw: %s\n' "$*" >&2
	exit 1
}

# shell_words WORD...: so that a shell reads them again as they are.
shell_words() {
	local words
	printf -v words '%q ' "$@"
	say "${words% }"
}

is_root() {
	[ "$EUID" -eq 0 ]
}

# require_root COMMAND...: fails if as_root could not run it; without a terminal sudo must not wait for a password.
require_root() {
	if is_root; then
		return
	elif ! command -v sudo >/dev/null; then
		fail "this needs root and there is no sudo; as root, run: $(shell_words "$@")"
	elif [ ! -t 0 ] && ! sudo -n true 2>/dev/null; then
		fail "this needs root, and there is no terminal to ask for sudo's password; as root, run: $(shell_words "$@")"
	fi
}

# Sets root_words: the words before a command that make it run as root.
choose_root_words() {
	root_words=()
	if ! is_root; then
		root_words=(sudo)
		[ -t 0 ] || root_words+=(-n)
	fi
}

as_root() {
	local root_words
	require_root "$@"
	choose_root_words
	"${root_words[@]}" "$@"
}

# The OS user that a server runs as: never root.
server_user() {
	if ! is_root; then
		id -un
	elif id postgres >/dev/null 2>&1; then
		echo postgres
	else
		echo nobody
	fi
}

# Sets server_words: the words before a command that make it run as that user, in the same process.
choose_server_words() {
	local user
	server_words=()
	if is_root; then
		user=$(server_user)
		server_words=(setpriv --reuid="$user" --regid="$(id -g "$user")" --init-groups --)
	fi
}

# as_server_user COMMAND...: in a folder that every user may enter.
as_server_user() (
	choose_server_words
	cd /
	exec "${server_words[@]}" "$@"
)

# For scripts that start from a person's shell: no setting of that person's PostgreSQL client reaches our servers.
forget_client_settings() {
	local name
	for name in "${!PG@}"; do
		case $name in
			PG | PG_CONFIG | PG_TEST_* | PGCLIENTENCODING) ;;
			*) unset "$name" ;;
		esac
	done
}

# copy_tree FOLDER: the project without what builds made of it.
copy_tree() {
	local name
	mkdir -p "$1"
	for name in Makefile README.md CHANGELOG.md LICENSE META.json SECURITY.md sqlite_fdw.control .ci .packaging docs expected sql src test; do
		if [ -e "$project/$name" ]; then
			cp -R "$project/$name" "$1/"
		fi
	done
	find "$1/src" \( -name '*.o' -o -name '*.bc' \) -delete
}

# seconds_since EPOCHREALTIME: to a tenth.
seconds_since() {
	local tenths=$(((${EPOCHREALTIME//[.,]/} - ${1//[.,]/} + 50000) / 100000))
	echo "$((tenths / 10)).$((tenths % 10))"
}

# run_child COMMAND...: passes on a request to end, waits for the child's own cleaning up and returns its status.
run_child() {
	local child status=0
	"$@" <&0 &
	child=$!
	trap 'kill -TERM "$child" 2>/dev/null || true' INT TERM HUP
	wait "$child" || status=$?
	# a request to end cuts the wait short; asked of the shell's own jobs, as a process id may be another's by now
	while jobs -rp | grep -qx "$child"; do
		status=0
		wait "$child" || status=$?
	done
	trap - INT TERM HUP
	return "$status"
}
