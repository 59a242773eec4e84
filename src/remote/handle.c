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
 * 3. From REPEATABLE READ on, the SQLite transaction lasts as PostgreSQL's does;
 *	  in a migration, as long as that holds it.
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
 * 7. A worker of a parallel scan reads without locks, too, whatever the journal:
 *	  its leader keeps a snapshot meanwhile.
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

#include "access/xact.h"
#include "lib/stringinfo.h"
#include "remote/allowed.h"
#include "remote/error.h"
#include "remote/handle.h"
#include "remote/path.h"
#include "remote/revisit.h"
#include "remote/snapshot.h"
#include "remote/statement.h"
#include "utils/memutils.h"

/* Idle handles kept in a session. */
#define MAX_IDLE_HANDLES	16

static dlist_head handles = DLIST_STATIC_INIT(handles);
static uint64 use_counter = 0;

/*
 * Is the file in a state in which all rows of the open snapshot are there?  Our
 * locks keep writers from the file of a rollback journal, and a live -wal in its
 * place; but cp takes no lock, and whoever closes the file in our process drops
 * ours.
 */
static bool
is_unmoved(const SqfHandle *handle)
{
	SqfFileState now;
	bool		is_there = sqf_snapshot_read_state(handle, &now);

	/* if not by us, by the process that shares its snapshot with us */
	bool		is_locked = handle->mode != SQF_OPEN_IMMUTABLE || !handle->is_wal_file;

	if (is_locked &&
		(!is_there || !sqf_file_state_same_inode(&handle->state, &now)))
		return true;
	if (sqf_snapshot_keeps_locks(handle))
		return sqf_file_state_same_wal(&handle->state, &now);
	return is_there && sqf_file_state_equal(&handle->state, &now);
}

/*
 * sqf_handle_check_unmoved throws if the rows read may be of no single state of
 * the file: if a file that is read without locks was written or opened, or another
 * one in spite of our locks.  Call it when a scan ends.  A file that another one
 * has replaced at its path is the same as before to those who have it open.
 */
void
sqf_handle_check_unmoved(const SqfLease *lease)
{
	if (lease->handle != NULL && !is_unmoved(lease->handle))
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

/*
 * sqf_handle_state_id returns a text that is the same as long as nobody writes the
 * file or its -wal.  The result is palloc'd.
 */
char *
sqf_handle_state_id(const SqfHandle *handle)
{
	return psprintf("%s, %s", sqf_handle_schema_id(handle),
					sqf_file_state_text(&handle->state));
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
	sqf_snapshot_close_file(handle);
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
	dlist_init(&handle->cache.idle);
	dlist_init(&handle->facts);
	dlist_push_tail(&handles, &handle->node);
	MemoryContextSwitchTo(old);
	return handle;
}

/* Is the open transaction that of a reader under this PostgreSQL snapshot? */
static bool
snapshot_fits(const SqfHandle *handle, const void *snapshot)
{
	return handle->in_snapshot &&
		(handle->to_transaction_end || handle->holder != NULL ||
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
						const void *snapshot, const SqfFileState *known)
{
	PG_TRY();
	{
		sqf_snapshot_begin(source, handle, known);
		sqf_revisit_check(source, handle, snapshot);
	}
	PG_CATCH();
	{
		sqf_handle_close(handle);
		PG_RE_THROW();
	}
	PG_END_TRY();
}

/* Does any handle read the file of this state? */
static bool
is_being_read(const SqfFileState *state)
{
	dlist_iter	iter;

	dlist_foreach(iter, &handles)
	{
		SqfHandle  *handle = dlist_container(SqfHandle, node, iter.cur);

		if (handle->in_snapshot &&
			sqf_file_state_same_inode(&handle->state, state))
			return true;
	}
	return false;
}

/* Does the path lead to the file of an idle handle that was not touched since? */
static bool
is_untouched(const SqfHandle *handle, const char *path, SqfFileState *now)
{
	bool		is_resolved = strcmp(handle->path, path) == 0;
	SqfFileState there;

	if (!is_resolved && strcmp(handle->alias, path) != 0)
		return false;
	if (handle->db == NULL || !sqf_handle_is_idle(handle) ||
		!sqf_snapshot_read_state(handle, now) ||
		!sqf_file_state_equal(&handle->state, now) || now->has_other_names)
		return false;
	return is_resolved ||
		(sqf_file_state_read_file(path, &there) &&
		 sqf_file_state_same_inode(&there, now));
}

/*
 * Neither the path nor the rights of a file need to be looked at again if it is
 * as it was when it was read last: a change of its rights moves its ctime.  *now
 * gets its state.
 */
static SqfHandle *
find_untouched(const char *path, SqfFileState *now)
{
	dlist_iter	iter;

	dlist_foreach(iter, &handles)
	{
		SqfHandle  *handle = dlist_container(SqfHandle, node, iter.cur);

		if (is_untouched(handle, path, now))
			return is_being_read(now) ? NULL : handle;
	}
	return NULL;
}

/* Resolve the path, and find a handle on its file or make one. */
static SqfHandle *
find_by_path(const SqfSource *source, const void *snapshot)
{
	char	   *path = sqf_path_resolve(source);
	SqfFileState state;
	SqfHandle  *handle;

	if (!sqf_file_state_read(path, &state))
		sqf_error_raise_moved(source);
	handle = find_by_identity(path, &state, snapshot);
	if (handle == NULL)
	{
		close_idlest_beyond_cap();
		handle = create_handle(source, path);
	}
	return handle;
}

static SqfHandle *
find_or_open(const SqfSource *source, const void *snapshot)
{
	SqfHandle  *handle = find_open_snapshot(source, snapshot);
	SqfFileState state;
	const SqfFileState *known = NULL;

	if (handle != NULL)
	{
		sqf_allowed_require(source, handle->path);
		return handle;
	}
	handle = find_untouched(source->path, &state);
	if (handle != NULL)
	{
		sqf_allowed_require(source, handle->path);
		known = &state;
	}
	else
		handle = find_by_path(source, snapshot);

	if (!handle->in_snapshot)
	{
		begin_snapshot_or_close(source, handle, snapshot, known);
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

static SqfLease *
create_lease(const SqfSource *source, SqfHandle *handle, SqfKeep keep)
{
	SqfLease   *lease = palloc0(sizeof(SqfLease));

	handle->last_used = ++use_counter;
	handle->keep = handle->is_used ? Max(handle->keep, keep) : keep;
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
 * sqf_handle_lease gives the right to read the file of source as it is for the
 * given PostgreSQL snapshot (a pointer that is the same for all who read under
 * it while one of them does).  The lease lives in the current memory context
 * and ends with it, or by sqf_handle_release.  source must live as long.
 */
SqfLease *
sqf_handle_lease(const SqfSource *source, const void *snapshot)
{
	return create_lease(source, find_or_open(source, snapshot), source->keep);
}

static SqfHandle *
open_shared(const SqfSource *source, const void *snapshot,
			const SqfSharedSnapshot *shared)
{
	SqfHandle  *handle = create_handle(source, sqf_path_resolve(source));

	PG_TRY();
	{
		sqf_snapshot_join(source, handle, shared);
	}
	PG_CATCH();
	{
		sqf_handle_close(handle);
		PG_RE_THROW();
	}
	PG_END_TRY();
	handle->snapshot = snapshot;
	return handle;
}

/*
 * sqf_handle_lease_shared gives the same right in a process that works for
 * another one, to read the snapshot which that one keeps for as long.  The file
 * is closed with the last such lease.  Throws if it is not in that state.
 */
SqfLease *
sqf_handle_lease_shared(const SqfSource *source, const void *snapshot,
						const SqfSharedSnapshot *shared)
{
	SqfHandle  *handle = find_open_snapshot(source, snapshot);

	if (handle == NULL)
		handle = open_shared(source, snapshot, shared);
	else if (!sqf_snapshot_is_shared(handle, shared))
		sqf_error_raise_moved(source);
	return create_lease(source, handle, SQF_KEEP_NOT);
}

/*
 * sqf_handle_hold makes all who read the file meanwhile share the snapshot of a
 * lease, whatever theirs in PostgreSQL is, until the lease is given back.
 */
void
sqf_handle_hold(SqfLease *lease)
{
	lease->handle->holder = lease;
}

/*
 * sqf_handle_hold_across_commits does so even when PostgreSQL's transaction
 * commits and another one begins; an error ends it all the same.  All leases on
 * the file then outlive the transaction, if their memory contexts do.
 */
void
sqf_handle_hold_across_commits(SqfLease *lease)
{
	sqf_handle_hold(lease);
	lease->handle->outlives = true;
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
	if (handle->holder == lease)
	{
		handle->holder = NULL;
		handle->outlives = false;
	}
	if (!dlist_is_empty(&handle->leases) || handle->to_transaction_end)
		return;
	sqf_snapshot_end(handle);
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
		if (handle->outlives && event == XACT_EVENT_COMMIT)
			continue;
		dlist_foreach_modify(inner, &handle->leases)
		{
			SqfLease   *lease = dlist_container(SqfLease, node, inner.cur);

			dlist_delete(&lease->node);
			lease->handle = NULL;
		}
		handle->holder = NULL;
		handle->outlives = false;
		sqf_snapshot_end(handle);
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
