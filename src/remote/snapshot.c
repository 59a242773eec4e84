/*-------------------------------------------------------------------------
 *
 * snapshot.c
 *	  A snapshot of a SQLite file begins and ends here, and the file is opened
 *	  and closed for it.
 *
 * A snapshot is a read transaction of SQLite on a handle, and what was made sure
 * of when it began: that the open file is the one at the path, and that SQLite's
 * page cache is of the state that the file is in.  How long it lives is for
 * handle.c to say.
 *
 * IDENTIFICATION
 *	  src/remote/snapshot.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <sqlite3.h>

#include "miscadmin.h"
#include "remote/authorizer.h"
#include "remote/error.h"
#include "remote/facts.h"
#include "remote/path.h"
#include "remote/schema_text.h"
#include "remote/snapshot.h"
#include "remote/statement.h"
#include "storage/fd.h"
#include "utils/timestamp.h"

/* Each handle may hold a file, its -wal and -shm. */
#define FDS_PER_HANDLE		3

/* How often a file may change under our hands before we give up. */
#define MAX_OPEN_ATTEMPTS	5

#define SET_CACHE_SIZE		"PRAGMA cache_size = " SQF_CACHE_SIZE

/* ---------------------------------------------------------------------------
 * Waiting for locks
 * ---------------------------------------------------------------------------
 */

/* What the busy handler knows of the wait in progress. */
typedef struct BusyWait
{
	int			timeout;		/* ms */
	TimestampTz started;
} BusyWait;

static BusyWait busy_wait;

/*
 * Called by SQLite when another process holds a lock; returns 0 to give up.  It
 * sleeps for short times only, so that a cancel is seen at once, and must not
 * throw.
 */
static int
on_busy(void *arg, int count)
{
	if (count == 0)
		busy_wait.started = GetCurrentTimestamp();
	if (QueryCancelPending || ProcDiePending)
		return 0;
	if (TimestampDifferenceExceeds(busy_wait.started, GetCurrentTimestamp(),
								   busy_wait.timeout))
		return 0;
	pg_usleep(Min(count + 1, 10) * 1000L);
	return 1;
}

/* ---------------------------------------------------------------------------
 * Opening and closing
 * ---------------------------------------------------------------------------
 */

static void
finalize_own_statements(SqfHandle *handle)
{
	sqlite3_finalize(handle->begin);
	sqlite3_finalize(handle->commit);
	sqlite3_finalize(handle->schema_cookie);
	sqlite3_finalize(handle->data_version);
	handle->begin = NULL;
	handle->commit = NULL;
	handle->schema_cookie = NULL;
	handle->data_version = NULL;
}

/*
 * sqf_snapshot_close_file closes the file but keeps the handle; all its
 * statements are finalized, and its snapshot is void.  Does not throw.
 */
void
sqf_snapshot_close_file(SqfHandle *handle)
{
	dlist_mutable_iter iter;

	if (handle->db == NULL)
		return;

	dlist_foreach_modify(iter, &handle->statements)
		sqf_statement_finish(dlist_container(SqfStatement, node, iter.cur));
	sqf_statement_cache_clear(&handle->cache);
	sqf_facts_forget(handle);
	sqf_schema_texts_forget(handle);
	finalize_own_statements(handle);
	sqlite3_close_v2(handle->db);
	handle->db = NULL;
	handle->in_snapshot = false;
	for (int i = 0; i < FDS_PER_HANDLE; i++)
		ReleaseExternalFD();
}

static void
announce_descriptors(void)
{
	for (int i = 0; i < FDS_PER_HANDLE; i++)
	{
		if (AcquireExternalFD())
			continue;
		while (i-- > 0)
			ReleaseExternalFD();
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_RESOURCES),
				 errmsg("too many SQLite databases are open in this session"),
				 errhint("Call sqlite.disconnect(), or raise max_files_per_process.")));
	}
}

static void
prepare_own(const SqfSource *source, SqfHandle *handle, const char *sql,
			struct sqlite3_stmt **statement)
{
	int			rc = sqlite3_prepare_v3(handle->db, sql, -1,
										SQLITE_PREPARE_PERSISTENT,
										statement, NULL);

	if (rc != SQLITE_OK)
		sqf_error_raise(source, handle->db, rc, sql);
}

/*
 * Open the handle's file in the given mode.  A WAL file without a -wal must not
 * be opened in the ordinary way; returns false if it turns out to be one.
 */
static bool
open_in_mode(const SqfSource *source, SqfHandle *handle, SqfOpenMode mode)
{
	announce_descriptors();
	PG_TRY();
	{
		handle->db = sqf_open_file(source, handle->path, mode, &handle->opened);
	}
	PG_CATCH();
	{
		for (int i = 0; i < FDS_PER_HANDLE; i++)
			ReleaseExternalFD();
		PG_RE_THROW();
	}
	PG_END_TRY();

	handle->mode = mode;
	handle->opened_at = GetCurrentTimestamp();
	handle->is_wal_file = sqf_open_is_wal_file(source, handle->db);
	if (handle->is_wal_file && !handle->state.has_wal &&
		mode != SQF_OPEN_IMMUTABLE)
		return false;

	sqlite3_busy_handler(handle->db, on_busy, NULL);
	prepare_own(source, handle, "BEGIN", &handle->begin);
	prepare_own(source, handle, "COMMIT", &handle->commit);
	prepare_own(source, handle, "PRAGMA schema_version", &handle->schema_cookie);
	prepare_own(source, handle, "PRAGMA data_version", &handle->data_version);
	return true;
}

/* Open the handle's file as its state asks for. */
static void
open_database(const SqfSource *source, SqfHandle *handle, SqfOpenMode mode)
{
	if (handle->state.has_wal && !handle->state.has_shm)
		sqf_error_raise_wal_without_shm(source);

	if (!open_in_mode(source, handle, mode))
	{
		sqf_snapshot_close_file(handle);
		if (handle->state.has_other_names)
			sqf_error_raise_other_names(source);
		sqf_file_state_settle(&handle->state);
		open_in_mode(source, handle, SQF_OPEN_IMMUTABLE);
	}
}

/* ---------------------------------------------------------------------------
 * Snapshots
 * ---------------------------------------------------------------------------
 */

/* Run one of our own statements; *value gets its first column, if any. */
static int
run_own(struct sqlite3_stmt *statement, int64 *value)
{
	int			rc = sqlite3_step(statement);

	if (rc == SQLITE_ROW)
	{
		*value = sqlite3_column_int64(statement, 0);
		rc = sqlite3_step(statement);
	}
	sqlite3_reset(statement);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/*
 * Begin SQLite's read transaction and take its locks.  Returns SQLite's result
 * code; unless it is SQLITE_OK, no transaction is open.
 */
static int
begin_read(SqfHandle *handle)
{
	int64		unused;
	int			rc = run_own(handle->begin, &unused);

	if (rc != SQLITE_OK)
		return rc;

	/* a deferred BEGIN locks nothing; the first read does */
	rc = run_own(handle->schema_cookie, &handle->cookie);
	if (rc == SQLITE_OK)
		rc = run_own(handle->data_version, &handle->version);
	if (rc != SQLITE_OK)
		(void) run_own(handle->commit, &unused);
	return rc;
}

/*
 * sqf_snapshot_keeps_locks tells whether the open file keeps locks when no
 * transaction is open.  In WAL mode SQLite holds a shared lock as long as a file
 * is open; an application that ends could then not fold its -wal into the
 * database.
 */
bool
sqf_snapshot_keeps_locks(const SqfHandle *handle)
{
	return handle->is_wal_file && handle->mode != SQF_OPEN_IMMUTABLE;
}

/*
 * sqf_snapshot_read_state takes the state that the file at the handle's path has
 * now.  What is beside it does not matter if it is read with a rollback
 * journal: only a writer could make a -wal, and it would change the file first.
 * Returns false if there is no file.  Allocates nothing.
 */
bool
sqf_snapshot_read_state(const SqfHandle *handle, SqfFileState *now)
{
	if (handle->mode == SQF_OPEN_IMMUTABLE || handle->is_wal_file ||
		handle->state.has_wal)
		return sqf_file_state_read(handle->path, now);
	*now = handle->state;
	return sqf_file_state_read_file(handle->path, now);
}

/*
 * sqf_snapshot_end ends SQLite's read transaction, if one is open.  The file is
 * closed if it would else stay locked.  Whether SQLite's page cache is of a
 * single state is asked when the next snapshot begins.  Does not throw.
 */
void
sqf_snapshot_end(SqfHandle *handle)
{
	int64		unused;

	if (!handle->in_snapshot)
		return;
	handle->in_snapshot = false;
	sqf_schema_texts_forget(handle);

	if (sqf_snapshot_keeps_locks(handle) ||
		run_own(handle->commit, &unused) != SQLITE_OK)
		sqf_snapshot_close_file(handle);
}

/*
 * Does the open file no longer fit the state it has now?  Called between
 * snapshots.
 */
static bool
is_outdated(const SqfHandle *handle, const SqfFileState *now)
{
	if (!sqf_file_state_same_inode(&handle->state, now))
		return true;
	if (handle->mode == SQF_OPEN_IMMUTABLE)
		return !sqf_file_state_equal(&handle->state, now);
	return handle->is_wal_file && !now->has_wal;
}

/*
 * Was the file written behind SQLite's back, as by cp over it?  SQLite trusts
 * its page cache unless the change counter moved, and an older copy may have
 * the same.  before and version are of the last snapshot of the open file.
 */
static bool
cache_is_doubtful(const SqfHandle *handle, const SqfFileState *before,
				  int64 version)
{
	return version == handle->version && !handle->is_wal_file &&
		!sqf_file_state_equal(before, &handle->state);
}

/*
 * The locks are taken: is the open file still the one at the path?  Then its
 * state is that of the snapshot, unless it is immutable: that must not have
 * moved at all since it was opened.
 */
static bool
is_settled(SqfHandle *handle)
{
	SqfFileState now;

	if (!sqf_snapshot_read_state(handle, &now))
		return false;
	if (handle->mode == SQF_OPEN_IMMUTABLE)
		return sqf_file_state_equal(&handle->state, &now);
	if (!sqf_file_state_same_inode(&handle->state, &now))
		return false;
	handle->state = now;
	return true;
}

/* What can be asked only once the schema has been read. */
static void
learn_database(const SqfSource *source, SqfHandle *handle)
{
	struct sqlite3_stmt *statement;
	int			rc;

	rc = sqlite3_exec(handle->db, SET_CACHE_SIZE, NULL, NULL, NULL);
	if (sqf_open_trust_schema(handle->db, rc))
		rc = sqlite3_exec(handle->db, SET_CACHE_SIZE, NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		sqf_error_raise(source, handle->db, rc, SET_CACHE_SIZE);

	prepare_own(source, handle, "PRAGMA encoding", &statement);
	rc = sqlite3_step(statement);
	if (rc == SQLITE_ROW)
		handle->encoding =
			strcmp((const char *) sqlite3_column_text(statement, 0), "UTF-8") == 0 ?
			SQF_ENCODING_UTF8 : SQF_ENCODING_UTF16;
	sqlite3_finalize(statement);
	if (rc != SQLITE_ROW)
		sqf_error_raise(source, handle->db, rc, "PRAGMA encoding");
}

/* Is the file that SQLite opened another one than the path's, which was judged? */
static bool
is_another_file(const SqfHandle *handle)
{
	return handle->opened.is_known &&
		!sqf_path_leads_to(handle->path, handle->opened.device, handle->opened.inode);
}

/*
 * The read transaction is open: learn of the file what may have changed, and
 * make sure that it is all of one state, and at the path.
 */
static bool
is_good_snapshot(const SqfSource *source, SqfHandle *handle, bool fresh,
				 const SqfFileState *before, int64 version)
{
	/* what was read before is true, unless SQLite has seen a change */
	if (fresh || version != handle->version)
	{
		sqf_facts_forget(handle);
		handle->is_wal_file = sqf_open_is_wal_file(source, handle->db);
	}
	if ((fresh && is_another_file(handle)) || !is_settled(handle))
		return false;
	if (fresh)
		learn_database(source, handle);
	return fresh || !cache_is_doubtful(handle, before, version);
}

/*
 * sqf_snapshot_begin opens the handle's file if need be and begins a read
 * transaction, again if the file changes its mode or is replaced meanwhile.
 * known is the state of the file at the handle's path if it was taken just now,
 * else NULL.  Throws if there is no snapshot to be had; then the handle must be
 * closed.
 */
void
sqf_snapshot_begin(const SqfSource *source, SqfHandle *handle,
				   const SqfFileState *known)
{
	SqfOpenMode mode = SQF_OPEN_LOCKED;
	int			rc = SQLITE_OK;

	busy_wait.timeout = source->busy_timeout;

	for (int attempt = 0; attempt < MAX_OPEN_ATTEMPTS; attempt++)
	{
		SqfFileState before = handle->state;
		int64		version = handle->version;
		bool		fresh;

		if (attempt == 0 && known != NULL)
			handle->state = *known;
		else if (!sqf_file_state_read(handle->path, &handle->state))
			sqf_error_raise_moved(source);
		if (handle->db != NULL && is_outdated(handle, &before))
			sqf_snapshot_close_file(handle);
		fresh = handle->db == NULL;
		if (fresh)
			open_database(source, handle, mode);

		rc = begin_read(handle);
		if (rc == SQLITE_OK)
		{
			handle->in_snapshot = true;
			if (is_good_snapshot(source, handle, fresh, &before, version))
				return;
			sqf_snapshot_close_file(handle);
			continue;
		}

		/*
		 * An application may just have opened or closed the file.  With a
		 * -shm that is only read there may also be no read mark to use; then
		 * one has to be set, where the server's user may.
		 */
		if (rc == SQLITE_READONLY_CANTINIT)
			mode = SQF_OPEN_SHARED_MEMORY;
		else if ((rc & 0xff) != SQLITE_CANTOPEN)
			break;
		if (attempt + 1 < MAX_OPEN_ATTEMPTS)
			sqf_snapshot_close_file(handle);
	}

	if (rc == SQLITE_OK)
		sqf_error_raise_moved(source);
	if ((rc & 0xff) == SQLITE_CANTOPEN || (rc & 0xff) == SQLITE_READONLY)
		sqf_path_check_beside(source, handle->path);
	sqf_error_raise(source, handle->db, rc, NULL);
}

/* ---------------------------------------------------------------------------
 * Snapshots of several processes
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_snapshot_share tells whether other processes may read the file without
 * locks of their own as long as the handle keeps its snapshot: nobody can commit
 * against the lock of a reader with a rollback journal, and a file that is read
 * without locks is compared anyway.  With a -wal, SQLite does not say which
 * pages of the database the snapshot keeps as they are.  *shared gets what they
 * must find.  Does not throw.
 */
bool
sqf_snapshot_share(const SqfHandle *handle, SqfSharedSnapshot *shared)
{
	if (!handle->in_snapshot || handle->state.has_wal ||
		!sqf_snapshot_read_state(handle, &shared->state) ||
		!sqf_file_state_equal(&handle->state, &shared->state))
		return false;
	shared->cookie = handle->cookie;
	return true;
}

/*
 * sqf_snapshot_is_shared tells whether a handle reads the snapshot of another
 * process.
 */
bool
sqf_snapshot_is_shared(const SqfHandle *handle, const SqfSharedSnapshot *shared)
{
	return sqf_file_state_equal(&handle->state, &shared->state) &&
		handle->cookie == shared->cookie;
}

/*
 * sqf_snapshot_join opens the file of a new handle and begins to read the
 * snapshot that another process keeps.  No lock is taken, so none can be
 * refused.  Throws if the file is not there in the same state; then the handle
 * must be closed.
 */
void
sqf_snapshot_join(const SqfSource *source, SqfHandle *handle,
				  const SqfSharedSnapshot *shared)
{
	int			rc;

	handle->state = shared->state;
	open_in_mode(source, handle, SQF_OPEN_IMMUTABLE);
	rc = begin_read(handle);
	if (rc != SQLITE_OK)
		sqf_error_raise(source, handle->db, rc, NULL);
	handle->in_snapshot = true;
	if (!is_good_snapshot(source, handle, true, &shared->state, 0) ||
		!sqf_snapshot_is_shared(handle, shared))
		sqf_error_raise_moved(source);
}
