# shellcheck shell=bash
# The private memory (RssAnon) of a backend that imports: with few rows and with twenty times as many.

measure_memory() {
	local few=$((narrow_rows / 4)) many=$((narrow_rows * 5)) what="memory above idle, INSERT of"

	take_turns "$what $many and of $few rows" "peak_memory 5 $narrow_rows" "peak_memory 1 $few"
	add_result "$what $many rows" "of $few rows" KiB 1 8192
	add_limit "$what $many rows" KiB 65536
}

# The memory at the size of narrow alone, without a reference: for its growth.
measure_peak() {
	take_turns "the memory of an INSERT .. SELECT" "peak_memory 1 $narrow_rows" "echo 0"
	add_limit "memory above idle, INSERT of $narrow_rows rows" KiB 65536
}

# peak_memory TIMES ROWS: prints by how many KiB the private memory of a backend, at its highest while it imports that many rows of
# narrow that many times in one statement, exceeds what it was before. psql starts the sampler, since only it knows when the
# import begins; the sampler ends with the backend. There is no condition, which PostgreSQL may compile for many rows: that takes
# 9 MiB of itself.
peak_memory() {
	local one="(SELECT * FROM sqlite_fdw_bench.narrow" all time

	if (($2 < narrow_rows)); then
		one+=" LIMIT $2"
	fi
	one+=")"
	all=$one
	for ((time = 1; time < $1; time++)); do
		all+=" UNION ALL $one"
	done
	sql <<-SQL | awk 'NR == 1 { idle = $2 } $2 > peak { peak = $2 } END { print peak - idle }'
		SELECT pg_backend_pid() AS pid \gset
		\setenv BACKEND :pid
		\! grep RssAnon "/proc/\$BACKEND/status"
		BEGIN;
		TRUNCATE sqlite_fdw_bench.narrow_native;
		\! while grep RssAnon "/proc/\$BACKEND/status"; do sleep 0.01; done 2>/dev/null &
		INSERT INTO sqlite_fdw_bench.narrow_native $all;
		ROLLBACK;
	SQL
}
