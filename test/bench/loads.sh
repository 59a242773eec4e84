# shellcheck shell=bash
# Filling native tables: INSERT .. SELECT from a foreign table against COPY from a file.

measure_plain() {
	compare "INSERT .. SELECT narrow" "COPY FROM binary file" 1.33 "import_into narrow_native" "copy_into narrow_native"
}

measure_singly() {
	compare "INSERT .. SELECT narrow, bulk_insert off" "COPY FROM binary file" "" import_singly "copy_into narrow_native"
}

measure_wide() {
	compare "INSERT .. SELECT wide" "COPY FROM CSV file" 0.7 import_wide copy_wide
}

measure_keyed() {
	compare "INSERT .. SELECT narrow, PRIMARY KEY, CHECK" "COPY FROM binary file" 1.15 "import_into narrow_keyed" "copy_into narrow_keyed"
}

measure_child() {
	compare "INSERT .. SELECT narrow, FOREIGN KEY" "COPY FROM binary file" 1.05 "import_into narrow_child" "copy_into narrow_child"
}

# import_into TABLE [SETTING]
import_into() {
	timed "TRUNCATE sqlite_fdw_bench.$1${2:+; $2}" \
		"INSERT INTO sqlite_fdw_bench.$1 SELECT * FROM sqlite_fdw_bench.narrow"
}

import_singly() {
	import_into narrow_native "SET LOCAL sqlite_fdw.bulk_insert = off"
}

# copy_into TABLE
copy_into() {
	timed "TRUNCATE sqlite_fdw_bench.$1" \
		"COPY sqlite_fdw_bench.$1 FROM :'narrow_file' (FORMAT binary)"
}

import_wide() {
	timed "TRUNCATE sqlite_fdw_bench.wide_native" \
		"INSERT INTO sqlite_fdw_bench.wide_native SELECT * FROM sqlite_fdw_bench.wide"
}

copy_wide() {
	timed "TRUNCATE sqlite_fdw_bench.wide_native" \
		"COPY sqlite_fdw_bench.wide_native FROM :'wide_file' (FORMAT csv)"
}
