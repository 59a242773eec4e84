/*-------------------------------------------------------------------------
 *
 * revisit.c
 *	  A file that is closed before PostgreSQL's snapshot ends leaves a note.
 *
 * One statement may read hundreds of files, and a session has no descriptors to
 * keep them all open until its snapshot ends.  So they are closed one after the
 * other, and what each was like is noted.  If the same snapshot comes back to a
 * file, it must be as the note says, or the rows would be of two states.
 *
 * IDENTIFICATION
 *	  src/remote/revisit.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "remote/error.h"
#include "remote/revisit.h"
#include "utils/memutils.h"

/*
 * Files that a transaction of one snapshot keeps open after reading them by
 * their paths; each may take three descriptors.
 */
#define MAX_HELD_HANDLES	16

typedef struct Note
{
	dlist_node	node;
	const void *snapshot;		/* NULL: that of the whole transaction */
	MemoryContext context;		/* with which the note goes */
	char	   *path;			/* resolved */
	SqfFileState state;
	MemoryContextCallback callback;
} Note;

static dlist_head notes = DLIST_STATIC_INIT(notes);

static void
forget(void *arg)
{
	dlist_delete(&((Note *) arg)->node);
}

/*
 * The note about a handle's file, or about one that had its name; only one that
 * goes with a context, unless that is NULL.
 */
static const Note *
find_note(const SqfHandle *handle, const void *snapshot, MemoryContext context)
{
	dlist_iter	iter;

	dlist_foreach(iter, &notes)
	{
		const Note *note = dlist_container(Note, node, iter.cur);

		if ((note->snapshot == NULL || note->snapshot == snapshot) &&
			(context == NULL || note->context == context) &&
			(sqf_file_state_same_inode(&note->state, &handle->state) ||
			 strcmp(note->path, handle->path) == 0))
			return note;
	}
	return NULL;
}

/*
 * Note what the file of a handle is like, before the handle is closed.  Its
 * times must be old enough for a later write to be seen.
 */
static void
take_note(const SqfHandle *handle, const void *snapshot, MemoryContext context)
{
	Note	   *note;

	if (find_note(handle, snapshot, context) != NULL)
		return;
	sqf_file_state_settle(&handle->state);
	note = MemoryContextAlloc(context, sizeof(Note));
	note->snapshot = snapshot;
	note->context = context;
	note->path = MemoryContextStrdup(context, handle->path);
	note->state = handle->state;
	dlist_push_head(&notes, &note->node);
	note->callback.func = forget;
	note->callback.arg = note;
	MemoryContextRegisterResetCallback(context, &note->callback);
}

/*
 * The handle that was idle longest of those that only the transaction's
 * snapshot keeps open; NULL if they are few.
 */
static SqfHandle *
find_held_beyond_cap(void)
{
	SqfHandle  *idlest = NULL;
	int			held = 0;
	dlist_iter	iter;

	dlist_foreach(iter, (dlist_head *) sqf_handle_list())
	{
		SqfHandle  *handle = dlist_container(SqfHandle, node, iter.cur);

		if (!handle->to_transaction_end || handle->keep != SQF_KEEP_NOT ||
			!dlist_is_empty(&handle->leases))
			continue;
		held++;
		if (idlest == NULL || handle->last_used < idlest->last_used)
			idlest = handle;
	}
	return held > MAX_HELD_HANDLES ? idlest : NULL;
}

/*
 * sqf_revisit_release gives a lease back before the query that it was taken for
 * ends; query is a memory context that goes with it.  A file that was named by
 * its path is closed then, if nobody else reads it; in a transaction of one
 * snapshot when there are too many.
 */
void
sqf_revisit_release(SqfLease *lease, MemoryContext query)
{
	SqfHandle  *handle = lease->handle;

	if (handle == NULL)
		return;
	if (!handle->to_transaction_end)
	{
		take_note(handle, handle->snapshot, query);
		sqf_handle_release(lease);
		return;
	}

	sqf_handle_release(lease);
	handle = find_held_beyond_cap();
	if (handle != NULL)
	{
		take_note(handle, NULL, TopTransactionContext);
		sqf_handle_close(handle);
	}
}

/*
 * sqf_revisit_check throws if the file of a handle, on which a snapshot has just
 * begun, is not as the same PostgreSQL snapshot found it before.
 */
void
sqf_revisit_check(const SqfSource *source, const SqfHandle *handle,
				  const void *snapshot)
{
	const Note *note = find_note(handle, snapshot, NULL);

	if (note != NULL && !sqf_file_state_equal(&note->state, &handle->state))
		sqf_error_raise_moved(source);
}
