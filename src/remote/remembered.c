/*-------------------------------------------------------------------------
 *
 * remembered.c
 *	  What is remembered for later can be forgotten at any time, even while
 *	  somebody uses it.
 *
 * The order of its life: it is created as a part of the current memory context,
 * so that nothing is left if finding the facts fails; then it is kept.  Whoever
 * uses it does so as long as the memory context lives that was current then.
 *
 * IDENTIFICATION
 *	  src/remote/remembered.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "remote/remembered.h"
#include "utils/memutils.h"

/*
 * sqf_remembered_create makes something to be filled in, with a context for all
 * of it, below the current one.  name must be a constant.
 */
SqfRemembered *
sqf_remembered_create(const char *name)
{
	MemoryContext context = AllocSetContextCreateInternal(CurrentMemoryContext,
														  name,
														  ALLOCSET_SMALL_SIZES);
	SqfRemembered *remembered = MemoryContextAllocZero(context,
													   sizeof(SqfRemembered));

	remembered->context = context;
	return remembered;
}

static void
free_unless_used(SqfRemembered *remembered)
{
	if (remembered->is_forgotten && remembered->users == 0)
		MemoryContextDelete(remembered->context);
}

static void
end_use(void *arg)
{
	SqfRemembered *remembered = arg;

	remembered->users--;
	free_unless_used(remembered);
}

/*
 * sqf_remembered_use makes something that is kept stay valid until the current
 * memory context ends.
 */
void
sqf_remembered_use(SqfRemembered *remembered)
{
	MemoryContextCallback *callback = palloc(sizeof(MemoryContextCallback));

	callback->func = end_use;
	callback->arg = remembered;
	MemoryContextRegisterResetCallback(CurrentMemoryContext, callback);
	remembered->users++;
}

/*
 * sqf_remembered_keep makes something outlive the context that it was created
 * in.  Does not throw.
 */
void
sqf_remembered_keep(SqfRemembered *remembered)
{
	MemoryContextSetParent(remembered->context, TopMemoryContext);
}

/*
 * sqf_remembered_forget frees something that is kept, as soon as nobody uses it.
 * Does not throw.
 */
void
sqf_remembered_forget(SqfRemembered *remembered)
{
	remembered->is_forgotten = true;
	free_unless_used(remembered);
}
