# shellcheck shell=bash
# UNDER=valgrind or UNDER=sanitizers: the tests' servers run under a tool that watches their memory.
#
# In the copy of PostgreSQL's installation a script stands for the program
# postgres, and starts it under the tool. So it meets every server that a test
# starts, but not initdb. What the tools find lies in a folder of the workspace.

under_folder=

need_for_under() {
	case ${UNDER:-} in
		'') ;;
		valgrind) need valgrind command -v valgrind ;;
		sanitizers) need gcc command -v gcc ;;
		*) fail "UNDER=$UNDER: valgrind and sanitizers are known" ;;
	esac
}

# Sets build_options, what make gets beside the ordinary, and build_kind, a word for that. With ASSERTIONS=on our own
# assertions are compiled in, whether the server has its own or not.
# shellcheck disable=SC2034
choose_build_options() {
	local flags=
	build_options=()
	build_kind=
	if [ "${UNDER:-}" = sanitizers ]; then
		flags+=" -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -O1 -g"
		build_kind+=-sanitizers
	fi
	if [ -n "${ASSERTIONS:-}" ]; then
		flags+=" -DUSE_ASSERT_CHECKING"
		build_kind+=-assertions
	fi
	if [ -n "$flags" ]; then
		build_options=(COPT="${flags# }")
	fi
}

# wrap_server INSTALLATION FOLDER: everybody may write into the folder, as every server does.
wrap_server() {
	local program=$1$pg_bindir/postgres
	[ -n "${UNDER:-}" ] || return 0
	under_folder=$2
	mkdir -m 1777 "$under_folder"
	mv "$program" "$program.bin"
	{
		echo '#!/bin/bash'
		echo "case \$1 in -D) ;; *) exec \"\$0.bin\" \"\$@\" ;; esac"
		"${UNDER}_exec"
	} >"$program"
	chmod 755 "$program"
}

# PostgreSQL keeps what it allocates until a process ends, so leaks are not asked for; with XML, --leak-check=no shows them.
valgrind_exec() {
	echo "exec $(shell_words valgrind --quiet --trace-children=yes --track-origins=yes --num-callers=40 \
		--leak-check=full --show-leak-kinds=none --suppressions="$project/test/dev/valgrind.supp" \
		--xml=yes --xml-file="$under_folder/%p") \"\$0.bin\" \"\$@\""
}

# At exit p11-kit, which comes with libldap, frees a locale; under libasan it waits for the lock of locales for ever.
# A server that is restarted is started by the name it has, and a copied installation by that of its own.
sanitizers_exec() {
	local log=log_path=$under_folder/found keep=$under_folder/keep_locales.so
	gcc -shared -fPIC -fno-builtin -o "$keep" -x c - <<<'void freelocale(void *locale) { (void) locale; }'
	echo "export $(shell_words LD_PRELOAD="$(gcc -print-file-name=libasan.so):$keep" \
		ASAN_OPTIONS="detect_leaks=0:detect_odr_violation=0:quarantine_size_mb=1:thread_local_quarantine_size_kb=64:$log" \
		UBSAN_OPTIONS="print_stacktrace=1:$log")"
	echo "exec -a \"\$0\" \"\$0.bin\" \"\$@\""
}

# report_under: shows what the tool found in code of ours; fails if it did.
report_under() {
	case ${UNDER:-} in
		valgrind) /usr/bin/python3 -B "$project/test/dev/valgrind_errors.py" "$under_folder" ;;
		sanitizers) ! cat "$under_folder"/found* 2>/dev/null ;;
	esac
}
