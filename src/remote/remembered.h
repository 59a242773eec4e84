/*-------------------------------------------------------------------------
 *
 * remembered.h
 *	  Facts that outlive those who use them, until they are no longer true.
 *
 * IDENTIFICATION
 *	  src/remote/remembered.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_REMEMBERED_H
#define SQF_REMEMBERED_H

/* It lives in its own context, with all that it is about. */
typedef struct SqfRemembered
{
	MemoryContext context;
	int			users;			/* memory contexts that may point to it */
	bool		is_forgotten;	/* it goes with the last of them */
} SqfRemembered;

extern SqfRemembered *sqf_remembered_create(const char *name);
extern void sqf_remembered_use(SqfRemembered *remembered);
extern void sqf_remembered_keep(SqfRemembered *remembered);
extern void sqf_remembered_forget(SqfRemembered *remembered);

#endif							/* SQF_REMEMBERED_H */
