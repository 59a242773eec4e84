/*-------------------------------------------------------------------------
 *
 * subtransaction.c
 *	  Work is done in a subtransaction, and undone if it fails or if it was only a
 *	  trial.
 *
 * IDENTIFICATION
 *	  src/migrate/subtransaction.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "migrate/subtransaction.h"
#include "utils/memutils.h"
#include "utils/resowner.h"

/*
 * sqf_subtransaction_run calls work in a subtransaction and in the caller's
 * memory context, and keeps or undoes what it did.  Returns NULL, or the error
 * (palloc'd) for which all was undone.
 */
ErrorData *
sqf_subtransaction_run(void (*work) (void *arg), void *arg,
					   SqfOutcome outcome)
{
	MemoryContext context = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	ErrorData  *volatile error = NULL;

	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(context);
	PG_TRY();
	{
		work(arg);
		if (outcome == SQF_KEEP)
			ReleaseCurrentSubTransaction();
		else
			RollbackAndReleaseCurrentSubTransaction();
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(context);
		error = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
	}
	PG_END_TRY();
	MemoryContextSwitchTo(context);
	CurrentResourceOwner = owner;
	return error;
}
