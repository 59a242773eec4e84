/*-------------------------------------------------------------------------
 *
 * open.c
 *	  A SQLite file is opened and hardened here.
 *
 * A read-only open of SQLite is not harmless by itself.  If a file in WAL mode
 * has no -wal and no -shm, because its application is stopped, SQLite makes
 * both under the server's user, and the application can then no longer write.
 * Three things keep that from happening:
 *
 * - A file in WAL mode without a -wal is opened as immutable.  No lock is taken
 *   then, so handle.c compares the file's state before and after.
 * - The -shm is opened for reading only (readonly_shm).
 * - Between our look at the directory and SQLite's the application may close
 *   and remove its -wal.  Files are therefore opened through a copy of SQLite's
 *   own "unix" VFS that never creates and never deletes anything beside the
 *   database.  The copy is registered only while a file is opened, so nobody
 *   else in the process gets to see it.
 *
 * IDENTIFICATION
 *	  src/remote/open.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/stringinfo.h"
#include "remote/authorizer.h"
#include "remote/error.h"
#include "remote/guard.h"
#include "remote/interrupt.h"
#include "remote/open.h"
#include "remote/printf_guard.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#define VFS_NAME			"sqlite_fdw_readonly"

/* Virtual machine steps between two looks for a cancel: some 10 us of work. */
#define PROGRESS_STEPS		1000

/* Microseconds between two looks for a cancel while SQLite sleeps. */
#define NAP_US				10000

/*
 * Bounds for what a file can make the server do; see sqlite3_limit.  Those that
 * count when the schema is read are SQLite's defaults: a stricter one would make
 * a whole file unreadable for one view that its application reads.
 */
#define MAX_EXPR_DEPTH		1000
#define MAX_COMPOUND_SELECT	500
#define MAX_VALUE_LENGTH	(MaxAllocSize - VARHDRSZ)

/* LIKE compares a pattern at each place of a text, and no cancel ends it there. */
#define MAX_PATTERN_LENGTH	1000

#define HEADER_MAGIC		"SQLite format 3"
#define HEADER_READ_VERSION 19	/* 1 for a rollback journal, 2 for WAL */

static sqlite3_vfs readonly_vfs;
static sqlite3_vfs *unix_vfs;

/* The database file that was opened last. */
static SqfOpened opened;

/*
 * The descriptor that open(2) will return next is the lowest that is free.  SQLite
 * does not tell which one it got.
 */
static int
find_next_descriptor(void)
{
	int			descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC);

	if (descriptor >= 0)
		close(descriptor);
	/* cppcheck-suppress deallocret ; the number is wanted, not what it leads to */
	return descriptor;
}

static int
open_database_file(const char *name, sqlite3_file *file, int flags, int *out_flags)
{
	int			descriptor = find_next_descriptor();
	int			rc = unix_vfs->xOpen(unix_vfs, name, file, flags, out_flags);
	struct stat st;

	/* SQLite may also take a descriptor that it has kept, of a file it knows */
	memset(&opened, 0, sizeof(opened));
	if (rc == SQLITE_OK && fstat(descriptor, &st) == 0)
		opened = (SqfOpened) {true, st.st_dev, st.st_ino};
	return rc;
}

/*
 * Files beside the database are opened only if they are there.  Temporary files
 * of SQLite's sorter are none of them.
 */
static int
open_existing(sqlite3_vfs *vfs, const char *name, sqlite3_file *file,
			  int flags, int *out_flags)
{
	if (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_MAIN_DB))
	{
		flags &= ~(SQLITE_OPEN_CREATE | SQLITE_OPEN_READWRITE);
		flags |= SQLITE_OPEN_READONLY;
	}
	if (flags & SQLITE_OPEN_MAIN_DB)
		return open_database_file(name, file, flags, out_flags);
	return unix_vfs->xOpen(unix_vfs, name, file, flags, out_flags);
}

static int
refuse_delete(sqlite3_vfs *vfs, const char *name, int sync_dir)
{
	return SQLITE_IOERR_DELETE;
}

/*
 * While another process writes the header of a -shm, SQLite tries a hundred
 * times, ten seconds in all, without asking the busy handler.  After a cancel the
 * tries follow each other at once.
 */
static int
sleep_unless_interrupted(sqlite3_vfs *vfs, int microseconds)
{
	int			slept = 0;

	while (slept < microseconds && !sqf_interrupt_is_due())
	{
		int			nap = Min(microseconds - slept, NAP_US);

		unix_vfs->xSleep(unix_vfs, nap);
		slept += nap;
	}
	return slept;
}

/*
 * Open by URI through our VFS.  Returns SQLite's result code; *db may be set
 * even on failure and must be closed by the caller.
 */
static int
open_through_vfs(const char *uri, sqlite3 **db)
{
	int			rc;

	*db = NULL;
	if (unix_vfs == NULL)
	{
		unix_vfs = sqlite3_vfs_find("unix");
		if (unix_vfs == NULL)
			return SQLITE_ERROR;
		readonly_vfs = *unix_vfs;
		readonly_vfs.zName = VFS_NAME;
		readonly_vfs.xOpen = open_existing;
		readonly_vfs.xDelete = refuse_delete;
		readonly_vfs.xSleep = sleep_unless_interrupted;
	}

	rc = sqlite3_vfs_register(&readonly_vfs, 0);
	if (rc != SQLITE_OK)
		return rc;
	rc = sqlite3_open_v2(uri, db,
						 SQLITE_OPEN_READONLY | SQLITE_OPEN_URI |
						 SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE |
						 SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE,
						 VFS_NAME);
	sqlite3_vfs_unregister(&readonly_vfs);
	return rc;
}

/* The path as a "file:" URI: what is special in one is written as %XX. */
static char *
build_uri(const char *path, SqfOpenMode mode)
{
	StringInfoData uri;

	initStringInfo(&uri);
	appendStringInfoString(&uri, "file:");
	for (const char *p = path; *p != '\0'; p++)
	{
		if (*p == '%' || *p == '?' || *p == '#')
			appendStringInfo(&uri, "%%%02X", (unsigned char) *p);
		else
			appendStringInfoChar(&uri, *p);
	}
	appendStringInfoString(&uri, "?mode=ro");
	if (mode == SQF_OPEN_IMMUTABLE)
		appendStringInfoString(&uri, "&immutable=1");
	else if (mode == SQF_OPEN_LOCKED)
		appendStringInfoString(&uri, "&readonly_shm=1");
	return uri.data;
}

/* When statements are to end by themselves; 0 for never. */
static TimestampTz deadline = 0;

/* More memory than this, of all that SQLite holds, ends the statement. */
static int64 memory_bound = PG_INT64_MAX;
static bool memory_exceeded = false;

/*
 * sqf_open_deadline_has_passed tells whether statements should have ended.  The
 * work that is done with their rows is to look, too.
 */
bool
sqf_open_deadline_has_passed(void)
{
	return deadline != 0 && GetCurrentTimestamp() >= deadline;
}

/*
 * Called by SQLite every PROGRESS_STEPS; non-zero ends the statement.  SQLite
 * counts its memory for the whole process, which is asked here, not set; a
 * library that does not count says 0.
 */
static int
on_progress(void *arg)
{
	if (sqlite3_memory_used() > memory_bound)
		memory_exceeded = true;
	return memory_exceeded || sqf_interrupt_is_due() ||
		sqf_open_deadline_has_passed();
}

/*
 * sqf_open_memory_used returns how many bytes SQLite holds now.
 */
int64
sqf_open_memory_used(void)
{
	return sqlite3_memory_used();
}

/*
 * sqf_open_watch_memory makes the statement that is stepped next end with
 * SQLITE_INTERRUPT once SQLite holds more bytes than bound.  Whoever calls it,
 * calls sqf_open_unwatch_memory after the step.
 */
void
sqf_open_watch_memory(int64 bound)
{
	memory_bound = bound;
	memory_exceeded = false;
}

/*
 * sqf_open_unwatch_memory returns whether the step ended for its memory.
 */
bool
sqf_open_unwatch_memory(void)
{
	bool		exceeded = memory_exceeded;

	memory_bound = PG_INT64_MAX;
	memory_exceeded = false;
	return exceeded;
}

/*
 * sqf_open_set_deadline makes all statements end with SQLITE_INTERRUPT at a
 * time; 0 lets them run.  Whoever sets it, clears it.
 */
void
sqf_open_set_deadline(TimestampTz when)
{
	deadline = when;
}

static int
forbid_extensions(sqlite3 *db)
{
	static const struct
	{
		int			option;
		int			value;
	}			settings[] = {
		{SQLITE_DBCONFIG_DEFENSIVE, 1},
		{SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
		{SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0},
		{SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1},
		{SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},
		{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
	};

	for (size_t i = 0; i < lengthof(settings); i++)
	{
		int			rc = sqlite3_db_config(db, settings[i].option,
										   settings[i].value, NULL);

		if (rc != SQLITE_OK)
			return rc;
	}
	return SQLITE_OK;
}

static void
set_limits(sqlite3 *db)
{
	sqlite3_limit(db, SQLITE_LIMIT_LENGTH, MAX_VALUE_LENGTH);
	sqlite3_limit(db, SQLITE_LIMIT_EXPR_DEPTH, MAX_EXPR_DEPTH);
	sqlite3_limit(db, SQLITE_LIMIT_COMPOUND_SELECT, MAX_COMPOUND_SELECT);
	sqlite3_limit(db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, MAX_PATTERN_LENGTH);
	sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_limit(db, SQLITE_LIMIT_WORKER_THREADS, 0);
}

static int
harden(sqlite3 *db)
{
	int			rc = forbid_extensions(db);

	if (rc != SQLITE_OK)
		return rc;
	set_limits(db);
	sqlite3_progress_handler(db, PROGRESS_STEPS, on_progress, NULL);

	/* a view must not reach past the end of the file through mapped memory */
	rc = sqlite3_exec(db, "PRAGMA mmap_size = 0", NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = sqf_guard_install(db);
	if (rc == SQLITE_OK)
		rc = sqf_printf_guard_install(db);
	if (rc == SQLITE_OK)
		rc = sqf_authorizer_install(db);
	return rc;
}

/* The message is the handle's, so it must be closed after the error is made. */
static void
raise_and_close(const SqfSource *source, sqlite3 *db, int rc)
{
	PG_TRY();
	{
		sqf_error_raise(source, db, rc, NULL);
	}
	PG_FINALLY();
	{
		sqlite3_close_v2(db);
	}
	PG_END_TRY();
}

/*
 * sqf_open_file opens the file at path, which must be resolved, and hardens the
 * handle; *file tells which one it is.  Nothing of the schema is read yet and no
 * lock is taken.  Throws on failure; else the caller closes the handle.
 */
struct sqlite3 *
sqf_open_file(const SqfSource *source, const char *path, SqfOpenMode mode,
			  SqfOpened *file)
{
	char	   *uri = build_uri(path, mode);
	sqlite3    *db;
	int			rc = open_through_vfs(uri, &db);

	pfree(uri);
	if (rc == SQLITE_OK)
		rc = harden(db);
	if (rc != SQLITE_OK)
		raise_and_close(source, db, rc);
	*file = opened;
	return db;
}

/*
 * sqf_open_is_wal_file tells whether the header says that the file is in WAL
 * mode; throws if it is no SQLite header.  The bytes come through SQLite's own
 * descriptor, because closing another one would drop SQLite's locks.
 */
bool
sqf_open_is_wal_file(const SqfSource *source, struct sqlite3 *db)
{
	sqlite3_file *file = NULL;
	unsigned char header[HEADER_READ_VERSION + 1];
	int			rc;

	rc = sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
	if (rc == SQLITE_OK)
		rc = file->pMethods->xRead(file, header, sizeof(header), 0);
	if (rc == SQLITE_IOERR_SHORT_READ)
		sqf_error_raise_not_a_database(source);
	if (rc != SQLITE_OK)
		sqf_error_raise(source, db, rc, NULL);
	if (memcmp(header, HEADER_MAGIC, sizeof(HEADER_MAGIC)) != 0)
		sqf_error_raise_not_a_database(source);

	return header[HEADER_READ_VERSION] == 2;
}

/*
 * sqf_open_trust_schema is asked after a failure, rc, whether to try once more.
 * Views and generated columns may call only functions that the library marks as
 * innocuous; SQLite 3.40 does not mark json_extract and so could not even read
 * the schema of a file that uses it.  Then all functions are let through that
 * the authorizer's list, which keeps standing, knows.
 */
bool
sqf_open_trust_schema(struct sqlite3 *db, int rc)
{
	if (rc == SQLITE_OK ||
		strstr(sqlite3_errmsg(db), "unsafe use of") == NULL)
		return false;
	return sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, NULL) == SQLITE_OK;
}

/*
 * sqf_open_mode_name returns the word that sqlite.connections() shows.
 */
const char *
sqf_open_mode_name(SqfOpenMode mode)
{
	switch (mode)
	{
		case SQF_OPEN_LOCKED:
			return "locked";
		case SQF_OPEN_SHARED_MEMORY:
			return "shared memory";
		case SQF_OPEN_IMMUTABLE:
			return "immutable";
	}
	pg_unreachable();
}

/*
 * sqf_open_library_version returns the version of the SQLite library in use.
 */
const char *
sqf_open_library_version(void)
{
	return sqlite3_libversion();
}
