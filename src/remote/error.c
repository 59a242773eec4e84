/*-------------------------------------------------------------------------
 *
 * error.c
 *	  Whatever SQLite refuses becomes a PostgreSQL error here.
 *
 * Errors about a single value are not born here but in src/exec/row.c.
 *
 * IDENTIFICATION
 *	  src/remote/error.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <sqlite3.h>

#include "miscadmin.h"
#include "remote/error.h"
#include "remote/quote.h"
#include "remote/readable.h"

typedef struct ErrorClass
{
	int			rc;				/* extended code, or a primary one for all of
								 * its extended codes */
	int			sqlstate;
	const char *message;		/* %s is the label of the source */
	const char *hint;			/* NULL if SQLite's own message is all */
} ErrorClass;

/* The first entry that fits decides: extended codes before their primary. */
static const ErrorClass error_classes[] = {
	{SQLITE_READONLY_ROLLBACK, ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE,
		"SQLite database %s needs recovery by its application",
	"A writer crashed and left a journal that only a writer can roll back. Open the database once with its application, or as its owner with the sqlite3 shell."},
	{SQLITE_READONLY_CANTINIT, ERRCODE_OBJECT_IN_USE,
		"the write-ahead log of SQLite database %s is being set up by its application",
	"Run the statement again."},
	{SQLITE_READONLY_RECOVERY, ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE,
		"SQLite database %s needs recovery by its application",
	"Open the database once with its application, or as its owner with the sqlite3 shell."},
	{SQLITE_PROTOCOL, ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE,
		"SQLite database %s needs recovery by its application",
	"A writer crashed, or stopped, as it began its write-ahead log. Open the database once with its application, or as its owner with the sqlite3 shell."},
	{SQLITE_BUSY_SNAPSHOT, ERRCODE_T_R_SERIALIZATION_FAILURE,
		"SQLite database %s has changed since the snapshot was taken",
	"Run the transaction again."},
	{SQLITE_BUSY, ERRCODE_LOCK_NOT_AVAILABLE,
		"SQLite database %s is locked by another process",
	"Wait for the writer to finish, or raise the server option busy_timeout (ms)."},
	{SQLITE_LOCKED, ERRCODE_LOCK_NOT_AVAILABLE,
	"SQLite database %s is locked", NULL},
	{SQLITE_NOTADB, ERRCODE_FDW_UNABLE_TO_ESTABLISH_CONNECTION,
		"SQLite database %s is no SQLite file, or is encrypted",
	"An encrypted database must be decrypted first, with the tool that encrypted it."},
	{SQLITE_CORRUPT, ERRCODE_DATA_CORRUPTED,
		"SQLite database %s is corrupt",
	"Check a copy with the sqlite3 shell: PRAGMA integrity_check; its command .recover saves what can be read."},
	{SQLITE_CANTOPEN, ERRCODE_FDW_UNABLE_TO_ESTABLISH_CONNECTION,
	"could not open SQLite database %s", NULL},
	{SQLITE_PERM, ERRCODE_INSUFFICIENT_PRIVILEGE,
	"the server may not read SQLite database %s", NULL},
	{SQLITE_AUTH, ERRCODE_INSUFFICIENT_PRIVILEGE,
		"SQLite database %s uses something that is not allowed here",
	"Only SQLite's own functions without side effects may be called from a file's views and generated columns."},
	{SQLITE_IOERR, ERRCODE_IO_ERROR,
	"could not read SQLite database %s", NULL},
	{SQLITE_NOMEM, ERRCODE_OUT_OF_MEMORY,
	"out of memory in SQLite while reading database %s", NULL},
	{SQLITE_TOOBIG, ERRCODE_PROGRAM_LIMIT_EXCEEDED,
	"a value in SQLite database %s is too big", NULL},
	{SQLITE_FULL, ERRCODE_DISK_FULL,
		"no disk space for SQLite's temporary files of database %s",
	"If there is room in the folder for temporary files, the database is corrupt: SQLite says the same of a page that no file can have. Check a copy with the sqlite3 shell: PRAGMA integrity_check."},
	{SQLITE_SCHEMA, ERRCODE_OBJECT_IN_USE,
		"the schema of SQLite database %s changed while it was read",
	"Run the statement again."},
	{SQLITE_READONLY, ERRCODE_FDW_ERROR,
	"SQLite database %s can only be read", NULL},
	{SQLITE_ERROR, ERRCODE_FDW_ERROR,
	"could not run a statement in SQLite database %s", NULL},
};

static const ErrorClass *
classify(int rc)
{
	for (size_t i = 0; i < lengthof(error_classes); i++)
		if (error_classes[i].rc == rc || error_classes[i].rc == (rc & 0xff))
			return &error_classes[i];
	return &error_classes[lengthof(error_classes) - 1];
}

/*
 * sqf_error_raise reports that a call of SQLite on db returned rc.  db may be
 * NULL when there is no handle; sql is the statement in the server's encoding,
 * or NULL.  Cancellation comes first: SQLite answers it with INTERRUPT, or with
 * BUSY from a wait that our busy handler gave up.
 */
void
sqf_error_raise(const SqfSource *source, struct sqlite3 *db, int rc,
				const char *sql)
{
	const ErrorClass *class = classify(rc);
	const char *raw = db != NULL && sqlite3_extended_errcode(db) == rc ?
		sqlite3_errmsg(db) : sqlite3_errstr(rc);
	char	   *reason = sqf_readable(raw, strlen(raw));

	CHECK_FOR_INTERRUPTS();
	if ((rc & 0xff) == SQLITE_INTERRUPT)
		ereport(ERROR,
				(errcode(ERRCODE_QUERY_CANCELED),
				 errmsg("canceling SQLite statement due to an interrupt")));

	ereport(ERROR,
			(errcode(class->sqlstate),
			 errmsg(class->message, source->label),
			 errdetail("SQLite says: %s (code %d).", reason, rc),
			 class->hint != NULL ? errhint("%s", class->hint) : 0,
			 sql != NULL ? errcontext("SQLite SQL: %s", sql) : 0));
}

/*
 * sqf_error_raise_not_reading reports that a statement which a user wrote would
 * write, change a setting, or meddle with the snapshot that it is run in.
 */
void
sqf_error_raise_not_reading(const SqfSource *source, const char *sql)
{
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("the statement does more than read SQLite database %s",
					source->label),
			 errhint("Write a SELECT, or another statement that returns rows and changes nothing."),
			 errcontext("SQLite SQL: %s", sql)));
}

/*
 * sqf_error_raise_not_allowed reports that a statement which a user wrote calls
 * or reads something that the authorizer does not know as harmless; db has
 * SQLite's words for it.
 */
void
sqf_error_raise_not_allowed(const SqfSource *source, struct sqlite3 *db,
							const char *sql)
{
	const char *raw = sqlite3_errmsg(db);

	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("the statement uses something that is not allowed in SQLite database %s",
					source->label),
			 errdetail("SQLite says: %s.", sqf_readable(raw, strlen(raw))),
			 errhint("It may call SQLite's own functions without side effects, and run pragmas that only read."),
			 errcontext("SQLite SQL: %s", sql)));
}

/*
 * sqf_error_raise_too_long reports that a statement met or made a value beyond
 * its own limit, or a row of a sort that is.
 */
void
sqf_error_raise_too_long(const SqfSource *source, int max_length,
						 const char *sql)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("a value or row of the statement in SQLite database %s has more than %d bytes",
					source->label, max_length),
			 errhint("Larger values that are stored are read by a foreign table."),
			 errcontext("SQLite SQL: %s", sql)));
}

/*
 * sqf_error_raise_too_much_memory reports that SQLite took more bytes for a
 * statement than it may.  A cancel that came meanwhile comes first.
 */
void
sqf_error_raise_too_much_memory(const SqfSource *source, int64 max_memory,
								const char *sql)
{
	CHECK_FOR_INTERRUPTS();
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("the statement takes more than %d MB of memory in SQLite database %s",
					(int) (max_memory / (1024 * 1024)), source->label),
			 errhint("Sorts and groups go to disk; what is kept in memory are values, such as those that group_concat() collects."),
			 errcontext("SQLite SQL: %s", sql)));
}

/*
 * sqf_error_raise_no_memory reports that SQLite gave no pointer to a value that
 * has bytes: it had to copy or convert it, and could not.
 */
void
sqf_error_raise_no_memory(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_OUT_OF_MEMORY),
			 errmsg("out of memory in SQLite while reading a value")));
}

/*
 * sqf_error_raise_moved reports that a file which was read without locks, since
 * no application had it open, was written or opened meanwhile.
 */
void
sqf_error_raise_moved(const SqfSource *source)
{
	ereport(ERROR,
			(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
			 errmsg("SQLite database %s was opened or changed by its application while it was read",
					source->label),
			 errdetail("The rows read so far may be of no single state of the database."),
			 errhint("Run the statement again.")));
}

/*
 * sqf_error_raise_not_a_database reports a file that does not begin as SQLite's
 * files do.
 */
void
sqf_error_raise_not_a_database(const SqfSource *source)
{
	sqf_error_raise(source, NULL, SQLITE_NOTADB, NULL);
}

/*
 * sqf_error_raise_wal_without_shm reports a write-ahead log that cannot be read
 * without making a file beside it or losing committed rows.
 */
void
sqf_error_raise_wal_without_shm(const SqfSource *source)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("SQLite database %s has a write-ahead log but no shared memory file",
					source->label),
			 errdetail("Its -wal file may hold committed rows, and reading them would create a -shm file beside the database."),
			 errhint("With the application stopped, run as the owner of the file: sqlite3 %s 'PRAGMA wal_checkpoint(TRUNCATE)'",
					 source->path_visible ?
					 sqf_quote_for_shell(source->path) : "PATH")));
}

/*
 * sqf_error_raise_other_names reports a file in WAL mode that may have a -wal
 * with committed rows beside another of its names.
 */
void
sqf_error_raise_other_names(const SqfSource *source)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("SQLite database %s has other names, by hard links",
					source->label),
			 errdetail("It is in WAL mode and has no -wal beside this name; an application may have one beside another."),
			 errhint("Name the file as the application does, or name a copy of it.")));
}
