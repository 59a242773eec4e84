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

# Sets build_options: what make gets beside the ordinary.
# shellcheck disable=SC2034
choose_build_options() {
	build_options=()
	if [ "${UNDER:-}" = sanitizers ]; then
		build_options=(COPT="-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -O1 -g")
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
		echo '#!/bin/sh'
		echo "case \$1 in -D) ;; *) exec '$program.bin' \"\$@\" ;; esac"
		echo "exec $("${UNDER}_words") '$program.bin' \"\$@\""
	} >"$program"
	chmod 755 "$program"
}

# PostgreSQL keeps what it allocates until a process ends, so leaks are not asked for; with XML, --leak-check=no shows them.
valgrind_words() {
	shell_words valgrind --quiet --trace-children=yes --track-origins=yes --num-callers=40 \
		--leak-check=full --show-leak-kinds=none --suppressions="$project/test/dev/valgrind.supp" \
		--xml=yes --xml-file="$under_folder/%p"
}

# At exit p11-kit, which comes with libldap, frees a locale; under libasan it waits for the lock of locales for ever.
sanitizers_words() {
	local log=log_path=$under_folder/found keep=$under_folder/keep_locales.so
	gcc -shared -fPIC -fno-builtin -o "$keep" -x c - <<<'void freelocale(void *locale) { (void) locale; }'
	shell_words env LD_PRELOAD="$(gcc -print-file-name=libasan.so):$keep" \
		ASAN_OPTIONS="detect_leaks=0:detect_odr_violation=0:$log" \
		UBSAN_OPTIONS="print_stacktrace=1:$log"
}

# report_under: shows what the tool found in code of ours; fails if it did.
report_under() {
	case ${UNDER:-} in
		valgrind) /usr/bin/python3 -B "$project/test/dev/valgrind_errors.py" "$under_folder" ;;
		sanitizers) ! cat "$under_folder"/found* 2>/dev/null ;;
	esac
}
