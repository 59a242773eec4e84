#!/usr/bin/env bash
# Counts the instructions that a row costs, by callgrind, and compares them with the figures kept in instructions.tsv.
#
# Runs as the server's OS user, and needs PATH with postgres, initdb, sqlite3
# and valgrind, and in SQLITE_FDW_TESTDIR a folder for its files. Each path is
# run in "postgres --single" over a file of 10,000 and over one of 20,000 rows;
# the difference leaves out what starting and ending cost. A figure belongs to a
# PostgreSQL, a SQLite and a compiler; with others nothing is compared.
# MEASURE="infer" counts some paths only. What was counted is left in the folder
# bench of SQLITE_FDW_WORKSPACE: figures to be kept, and profiles for
# callgrind_annotate.
set -euo pipefail
shopt -s inherit_errexit
export LC_ALL=C.UTF-8

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=test/bench/common.sh
source "$here/common.sh"

few=10000
many=20000
slack_percent=5
kept=$here/instructions.tsv

# The statements of each path, which are undone; the server, the schema of foreign tables and that of native ones have @ in their names.
declare -A statements=(
	[scan_narrow]='SELECT count(c1), count(c2), count(c3), count(c4), count(c5), count(c6), count(c7), count(c8) FROM foreign_@.narrow'
	[scan_wide]='SELECT count(id), count(made_at), count(doc), count(uid), count(flag), count(amount), count(note) FROM foreign_@.wide'
	[insert_narrow]='CREATE TABLE plain (LIKE foreign_@.narrow); INSERT INTO plain SELECT * FROM foreign_@.narrow'
	[infer]="IMPORT FOREIGN SCHEMA main LIMIT TO (narrow, wide) FROM SERVER file_@ INTO inferred OPTIONS (infer 'full')"
	[verify_wide]="SELECT count(*) FROM sqlite.verify('schema:foreign_@', 'native_@', tables => '{wide}')"
)

main() {
	local path paths job jobs=()

	read -r -a paths <<<"${MEASURE:-scan_narrow scan_wide insert_narrow infer verify_wide}"
	work=$SQLITE_FDW_TESTDIR/instructions
	output=$SQLITE_FDW_WORKSPACE/bench
	mkdir -p "$work" "$output"
	prepare
	set -m
	trap end_jobs EXIT
	trap 'exit 130' INT TERM HUP
	for path in "${paths[@]}"; do
		while [[ $(jobs -rp | wc -l) -ge $(nproc) ]]; do
			sleep 0.2
		done
		count_both "$path" &
		jobs+=($!)
	done
	for job in "${jobs[@]}"; do
		wait "$job"
	done
	write_figures >"$output/instructions.tsv"
	compare_figures
}

# Each path has a process group of its own, which an interrupted run ends.
end_jobs() {
	local group
	for group in $(jobs -rp); do
		kill -TERM -- "-$group" 2>/dev/null || true
	done
}

# single DATA SQL [WORD...]: runs the statements in one process; the words come before the command. What it prints goes to
# DATA.log. An error does not end "postgres --single", so it is looked for.
single() {
	local data=$1 sql=$2 log=$1.log
	shift 2
	"$@" postgres --single -j -D "$data" -c jit=off -c max_parallel_workers_per_gather=0 -c sqlite_fdw.pushdown=off \
		postgres <<<"$sql"$';\n' >"$log" 2>&1 || fail "postgres --single failed: $(grep -v '^==' "$log")"
	if grep -E ' (ERROR|FATAL|PANIC): ' "$log" >&2; then
		fail "postgres --single was given: $sql"
	fi
}

prepare() {
	local rows

	"$(dirname "$(command -v postgres)")/initdb" -D "$work/data" -E UTF8 --locale=C.UTF-8 --auth=peer -N >"$work/initdb.log"
	single "$work/data" 'CREATE EXTENSION sqlite_fdw'
	for rows in "$few" "$many"; do
		sqlite3 -bail -cmd ".parameter set :narrow_rows $rows" -cmd ".parameter set :wide_rows $rows" \
			"$work/$rows.db" <"$here/data.sql" >"$work/data.log"
		single "$work/data" "
			CREATE SERVER file_$rows FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$work/$rows.db');
			CREATE SCHEMA foreign_$rows;
			IMPORT FOREIGN SCHEMA main LIMIT TO (narrow, wide) FROM SERVER file_$rows INTO foreign_$rows"
		single "$work/data" "CALL sqlite.migrate('schema:foreign_$rows', 'native_$rows', verify => false)"
	done
	single "$work/data" 'CREATE SCHEMA inferred'
}

# count_both PATH: a path's instructions per row.
count_both() {
	local path=$1 rows
	for rows in "$few" "$many"; do
		cp -r "$work/data" "$work/$path.$rows"
		single "$work/$path.$rows" "BEGIN; ${statements[$path]//@/$rows}; ROLLBACK" \
			valgrind --tool=callgrind --callgrind-out-file="$output/$path.$rows.callgrind"
		rm -r "$work/$path.$rows"
	done
	echo $((($(instructions "$path" "$many") - $(instructions "$path" "$few")) / (many - few))) >"$work/$path.count"
}

# instructions PATH ROWS
instructions() {
	sed -n 's/^==[0-9]*== Collected : \([0-9]*\)$/\1/p' "$work/$1.$2.log"
}

# What the figures depend on. The minor version of PostgreSQL is not among it, so that an update leaves the figures valid.
surroundings() {
	local compiler
	compiler=$("${CC:-gcc}" -dumpfullversion)
	echo "PostgreSQL $(postgres --version | sed 's/^[^0-9]*\([0-9]*\).*/\1/'), SQLite $(sqlite3 --version | cut -d ' ' -f 1), gcc $compiler, $(uname -m)"
}

write_figures() {
	local path
	echo "# Instructions per row of $(surroundings)"
	for path in "${paths[@]}"; do
		printf '%s\t%s\n' "$path" "$(<"$work/$path.count")"
	done
}

compare_figures() {
	local path count figure passed=0 failed=0

	if [[ $(head -n 1 "$kept") != "$(head -n 1 "$output/instructions.tsv")" ]]; then
		echo "no figures for $(surroundings)"
		cat "$output/instructions.tsv"
		echo "0 passed, 0 failed, 1 skipped"
		return
	fi
	printf '%-14s  %8s  %8s  %7s\n' path kept counted change
	while IFS=$'\t' read -r path figure; do
		[[ -e $work/$path.count ]] || continue
		count=$(<"$work/$path.count")
		printf '%-14s  %8s  %8s  %+6.1f%%\n' "$path" "$figure" "$count" "$(awk "BEGIN { print 100 * ($count / $figure - 1) }")"
		if ((count * 100 <= figure * (100 + slack_percent))); then
			passed=$((passed + 1))
		else
			failed=$((failed + 1))
		fi
	done < <(tail -n +2 "$kept")
	echo "$passed passed, $failed failed"
	((failed == 0))
}

main
