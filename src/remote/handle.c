/*-------------------------------------------------------------------------
 *
 * handle.c
 *	  A session has one handle per SQLite file, and its snapshots live as long
 *	  as PostgreSQL's.
 *
 * The life of a handle:
 *
 * 1. Whoever wants to read asks for a lease on a file, naming the PostgreSQL
 *	  snapshot it reads under.  The file is known by device and inode, so servers
 *	  and symbolic links that lead to one file share a handle.
 * 2. The first lease begins a SQLite read transaction.  Leases under the same
 *	  PostgreSQL snapshot share it; when the last one is released, it ends, and
 *	  the session holds no lock on a file with a rollback journal.
 * 3. From REPEATABLE READ on, the SQLite transaction lasts as PostgreSQL's does.
 * 4. In READ COMMITTED a new statement must see what was committed before it.
 *	  If an open cursor keeps the handle's transaction on a file in WAL mode from
 *	  moving on, the statement gets a second handle.
 * 5. A file in WAL mode that an application has open is closed at the end of the
 *	  snapshot, because SQLite would keep a lock on it, and so is one that was
 *	  named by its path, of which there may be many; other handles stay open.
 * 6. A file in WAL mode that no application has open is read without locks
 *	  (open.c says why).  Then the file's state is compared: before a snapshot
 *	  begins, to know that the page cache is still true, and at the end of each
 *	  scan, to know that the rows were of one state.
 *
 * Leases and statements are freed with their memory context, also on error; at
 * the end of a transaction whatever is left is taken back.
 *
 * IDENTIFICATION
 *	  src/remote/handle.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <sqlite3.h>

#include "access/xact.h"
#include "miscadmin.h"
#include "remote/authorizer.h"
#include "remote/error.h"
#include "remote/handle.h"
#include "remote/path.h"
#include "remote/revisit.h"
#include "remote/statement.h"
#include "storage/fd.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

/* Idle handles kept in a session; each may hold a file, its -wal and -shm. */
#define MAX_IDLE_HANDLES	16
#define FDS_PER_HANDLE		3

/* How often a file may change under our hands before we give up. */
#define MAX_OPEN_ATTEMPTS	5

#define SET_CACHE_SIZE		"PRAGMA cache_size = " SQF_CACHE_SIZE

static dlist_head handles = DLIST_STATIC_INIT(handles);
static uint64 use_counter = 0;

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

/* Close the file but keep the handle; all its statements are finalized. */
static void
close_database(SqfHandle *handle)
{
	dlist_mutable_iter iter;

	if (handle->db == NULL)
		return;

	dlist_foreach_modify(iter, &handle->statements)
		sqf_statement_finish(dlist_container(SqfStatement, node, iter.cur));
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
		handle->db = sqf_open_file(source, handle->path, mode);
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
		close_database(handle);
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
	if (rc != SQLITE_OK)
		(void) run_own(handle->commit, &unused);
	return rc;
}

/*
 * Does an open file keep locks when no transaction is open?  In WAL mode SQLite
 * holds a shared lock as long as a file is open; an application that ends could
 * then not fold its -wal into the database.
 */
static bool
keeps_locks(const SqfHandle *handle)
{
	return handle->is_wal_file && handle->mode != SQF_OPEN_IMMUTABLE;
}

/* Is the file in the state in which the snapshot began? */
static bool
is_unmoved(const SqfHandle *handle)
{
	SqfFileState now;

	return sqf_file_state_read(handle->path, &now) &&
		sqf_file_state_equal(&handle->state, &now);
}

/*
 * End SQLite's read transaction.  The file is closed if it would else stay
 * locked, or if SQLite's page cache may be of no single state: no honest writer
 * changes a file with a rollback journal while we hold a lock on it.  Does not
 * throw.
 */
static void
end_snapshot(SqfHandle *handle)
{
	int64		unused;

	if (!handle->in_snapshot)
		return;
	handle->in_snapshot = false;

	if (keeps_locks(handle) || !is_unmoved(handle) ||
		run_own(handle->commit, &unused) != SQLITE_OK)
		close_database(handle);
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
 * the same.  Called within a snapshot.
 */
static bool
cache_is_doubtful(SqfHandle *handle, const SqfFileState *before)
{
	int64		version = handle->version;

	if (run_own(handle->data_version, &handle->version) != SQLITE_OK)
		return true;
	return version != 0 && version == handle->version && !handle->is_wal_file &&
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

	if (!sqf_file_state_read(handle->path, &now))
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

/*
 * Open the file if need be and begin a read transaction, again if the file
 * changes its mode or is replaced meanwhile.
 */
static void
begin_snapshot(const SqfSource *source, SqfHandle *handle)
{
	SqfOpenMode mode = SQF_OPEN_LOCKED;
	int			rc = SQLITE_OK;

	busy_wait.timeout = source->busy_timeout;

	for (int attempt = 0; attempt < MAX_OPEN_ATTEMPTS; attempt++)
	{
		SqfFileState before = handle->state;
		bool		fresh;

		if (!sqf_file_state_read(handle->path, &handle->state))
			sqf_error_raise_moved(source);
		if (handle->db != NULL && is_outdated(handle, &before))
			close_database(handle);
		fresh = handle->db == NULL;
		if (fresh)
		{
			handle->version = 0;
			open_database(source, handle, mode);
		}

		rc = begin_read(handle);
		if (rc == SQLITE_OK)
		{
			handle->in_snapshot = true;
			handle->is_wal_file = sqf_open_is_wal_file(source, handle->db);
			if (is_settled(handle) && !cache_is_doubtful(handle, &before))
			{
				if (fresh)
					learn_database(source, handle);
				return;
			}
			close_database(handle);
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
			close_database(handle);
	}

	if (rc == SQLITE_OK)
		sqf_error_raise_moved(source);
	sqf_error_raise(source, handle->db, rc, NULL);
}

/*
 * sqf_handle_check_unmoved throws if the rows read may be of no single state of
 * the file: if a file that is read without locks was written or opened, or one
 * with a rollback journal was written in spite of our lock, as by cp.  Call it
 * when a scan ends.  A file that another one has replaced at its path is the
 * same as before to those who have it open.
 */
void
sqf_handle_check_unmoved(const SqfLease *lease)
{
	const SqfHandle *handle = lease->handle;
	SqfFileState now;

	if (handle == NULL || keeps_locks(handle))
		return;
	if (handle->mode != SQF_OPEN_IMMUTABLE &&
		(!sqf_file_state_read(handle->path, &now) ||
		 !sqf_file_state_same_inode(&handle->state, &now)))
		return;
	if (!is_unmoved(handle))
		sqf_error_raise_moved(lease->source);
}

/*
 * sqf_handle_schema_id returns a text that is the same as long as the file at
 * the path and its schema are.  The result is palloc'd.
 */
char *
sqf_handle_schema_id(const SqfHandle *handle)
{
	return psprintf("%lld of %llu:%llu", (long long) handle->cookie,
					(unsigned long long) handle->state.file.device,
					(unsigned long long) handle->state.file.inode);
}

/* ---------------------------------------------------------------------------
 * The pool
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_handle_list returns the list of all handles of this session.
 */
const dlist_head *
sqf_handle_list(void)
{
	return &handles;
}

/*
 * sqf_handle_is_idle tells whether nobody reads through the handle.
 */
bool
sqf_handle_is_idle(const SqfHandle *handle)
{
	return !handle->in_snapshot &&
		dlist_is_empty((dlist_head *) &handle->leases);
}

/*
 * sqf_handle_close closes a handle and forgets it.  Leases on it become void.
 * Does not throw.
 */
void
sqf_handle_close(SqfHandle *handle)
{
	dlist_mutable_iter iter;

	dlist_foreach_modify(iter, &handle->leases)
	{
		SqfLease   *lease = dlist_container(SqfLease, node, iter.cur);

		dlist_delete(&lease->node);
		lease->handle = NULL;
	}
	close_database(handle);
	dlist_delete(&handle->node);
	pfree(handle->path);
	pfree(handle->alias);
	pfree(handle);
}

static void
close_idlest_beyond_cap(void)
{
	SqfHandle  *idlest = NULL;
	int			idle = 0;
	dlist_iter	iter;

	dlist_foreach(iter, &handles)
	{
		SqfHandle  *handle = dlist_container(SqfHandle, node, iter.cur);

		if (!sqf_handle_is_idle(handle))
			continue;
		idle++;
		if (idlest == NULL || handle->last_used < idlest->last_used)
			idlest = handle;
	}
	if (idle >= MAX_IDLE_HANDLES)
		sqf_handle_close(idlest);
}

static SqfHandle *
create_handle(const SqfSource *source, const char *path)
{
	MemoryContext old = MemoryContextSwitchTo(TopMemoryContext);
	SqfHandle  *handle = palloc0(sizeof(SqfHandle));

	handle->path = pstrdup(path);
	handle->alias = pstrdup(source->path);
	dlist_init(&handle->leases);
	dlist_init(&handle->statements);
	dlist_push_tail(&handles, &handle->node);
	MemoryContextSwitchTo(old);
	return handle;
}

/* Is the open transaction that of a reader under this PostgreSQL snapshot? */
static bool
snapshot_fits(const SqfHandle *handle, const void *snapshot)
{
	return handle->in_snapshot &&
		(handle->to_transaction_end ||
		 (snapshot != NULL && handle->snapshot == snapshot));
}

/*
 * A snapshot that is open already is shared even if the file is gone or
 * another one has its name by now.
 */
static SqfHandle *
find_open_snapshot(const SqfSource *source, const void *snapshot)
{
	dlist_iter	iter;

	dlist_foreach(iter, &handles)
	{
		SqfHandle  *handle = dlist_container(SqfHandle, node, iter.cur);

		if (snapshot_fits(handle, snapshot) &&
			(strcmp(handle->alias, source->path) == 0 ||
			 strcmp(handle->path, source->path) == 0))
			return handle;
	}
	return NULL;
}

/*
 * Find a handle on the file at path to share or to begin a new snapshot on.
 * With a rollback journal an open transaction can be shared whatever the
 * PostgreSQL snapshot: nobody can commit as long as it is open, and a second
 * handle could wait for a writer that waits for the first.  Idle handles whose
 * file was replaced by another one are closed on the way.
 */
static SqfHandle *
find_by_identity(const char *path, const SqfFileState *state,
				 const void *snapshot)
{
	SqfHandle  *found = NULL;
	dlist_mutable_iter iter;

	dlist_foreach_modify(iter, &handles)
	{
		SqfHandle  *handle = dlist_container(SqfHandle, node, iter.cur);

		if (!sqf_file_state_same_inode(&handle->state, state))
		{
			if (strcmp(handle->path, path) == 0 && sqf_handle_is_idle(handle))
				sqf_handle_close(handle);
		}
		else if (snapshot_fits(handle, snapshot) ||
				 (handle->in_snapshot && !handle->is_wal_file))
			return handle;
		else if (sqf_handle_is_idle(handle))
			found = handle;
	}
	return found;
}

static void
begin_snapshot_or_close(const SqfSource *source, SqfHandle *handle,
						const void *snapshot)
{
	PG_TRY();
	{
		begin_snapshot(source, handle);
		sqf_revisit_check(source, handle, snapshot);
	}
	PG_CATCH();
	{
		sqf_handle_close(handle);
		PG_RE_THROW();
	}
	PG_END_TRY();
}

static SqfHandle *
find_or_open(const SqfSource *source, const void *snapshot)
{
	SqfHandle  *handle = find_open_snapshot(source, snapshot);
	SqfFileState state;
	char	   *path;

	if (handle != NULL)
		return handle;

	path = sqf_path_resolve(source);
	if (!sqf_file_state_read(path, &state))
		sqf_error_raise_moved(source);
	handle = find_by_identity(path, &state, snapshot);
	if (handle == NULL)
	{
		close_idlest_beyond_cap();
		handle = create_handle(source, path);
	}

	if (!handle->in_snapshot)
	{
		begin_snapshot_or_close(source, handle, snapshot);
		handle->snapshot = snapshot;
		handle->to_transaction_end = IsolationUsesXactSnapshot();
	}
	return handle;
}

/* When a lease's memory context goes, so does the lease. */
static void
release_callback(void *arg)
{
	sqf_handle_release((SqfLease *) arg);
}

/*
 * sqf_handle_lease gives the right to read the file of source as it is for the
 * given PostgreSQL snapshot (a pointer that is the same for all who read under
 * it while one of them does).  The lease lives in the current memory context
 * and ends with it, or by sqf_handle_release.  source must live as long.
 */
SqfLease *
sqf_handle_lease(const SqfSource *source, const void *snapshot)
{
	SqfLease   *lease = palloc0(sizeof(SqfLease));
	SqfHandle  *handle = find_or_open(source, snapshot);

	handle->last_used = ++use_counter;
	handle->keep = handle->is_used ? Max(handle->keep, source->keep) : source->keep;
	handle->is_used = true;

	lease->handle = handle;
	lease->source = source;
	dlist_push_tail(&handle->leases, &lease->node);
	lease->callback.func = release_callback;
	lease->callback.arg = lease;
	MemoryContextRegisterResetCallback(CurrentMemoryContext, &lease->callback);
	return lease;
}

/*
 * sqf_handle_release gives a lease back; with the last one of a statement the
 * SQLite transaction ends.  Does nothing if it was given back before, and does
 * not throw.
 */
void
sqf_handle_release(SqfLease *lease)
{
	SqfHandle  *handle = lease->handle;

	if (handle == NULL)
		return;
	lease->handle = NULL;
	dlist_delete(&lease->node);
	if (!dlist_is_empty(&handle->leases) || handle->to_transaction_end)
		return;
	end_snapshot(handle);
	if (handle->db == NULL || handle->keep == SQF_KEEP_NOT)
		sqf_handle_close(handle);
}

/*
 * At the end of a transaction nobody reads any more: memory contexts that died
 * with it may not have called back yet.
 */
static void
end_transaction(XactEvent event, void *arg)
{
	dlist_mutable_iter iter;

	if (event != XACT_EVENT_COMMIT && event != XACT_EVENT_ABORT &&
		event != XACT_EVENT_PREPARE)
		return;

	dlist_foreach_modify(iter, &handles)
	{
		SqfHandle  *handle = dlist_container(SqfHandle, node, iter.cur);
		dlist_mutable_iter inner;

		dlist_foreach_modify(inner, &handle->statements)
			sqf_statement_finish(dlist_container(SqfStatement, node,
												 inner.cur));
		dlist_foreach_modify(inner, &handle->leases)
		{
			SqfLease   *lease = dlist_container(SqfLease, node, inner.cur);

			dlist_delete(&lease->node);
			lease->handle = NULL;
		}
		end_snapshot(handle);
		if (handle->db == NULL ||
			(handle->is_used && handle->keep < SQF_KEEP_SESSION))
			sqf_handle_close(handle);
		else
			handle->is_used = false;
	}
}

/*
 * sqf_handle_initialize is called once, when the library is loaded.
 */
void
sqf_handle_initialize(void)
{
	RegisterXactCallback(end_transaction, NULL);
}
