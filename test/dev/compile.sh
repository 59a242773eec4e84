# shellcheck shell=bash
# How sources are compiled where nothing is built of them: as PGXS does, but out of tree.

# choose_compile_words COMPILER: sets compile. The server's headers are not ours to warn about.
choose_compile_words() {
	local words
	compile=("$1" -std=gnu11 -O2 -fPIC -fwrapv -fno-strict-aliasing)
	read -r -a words <<<"$("$pg_config" --cppflags)"
	compile+=("${words[@]}" "-I$project/src" -isystem "$("$pg_config" --includedir-server)")
}

# each_source FOLDER... -- COMMAND...: runs it with each .c file below the folders as its last word, one for each core.
each_source() {
	local folders=()
	while [ "$1" != -- ]; do
		folders+=("$project/$1")
		shift
	done
	shift
	find "${folders[@]}" -name '*.c' -print0 | xargs -0 -r -n 1 -P "$(nproc)" "$@"
}
