/*-------------------------------------------------------------------------
 *
 * authorizer.h
 *	  What a statement may touch in SQLite.
 *
 * IDENTIFICATION
 *	  src/remote/authorizer.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_AUTHORIZER_H
#define SQF_AUTHORIZER_H

struct sqlite3;

/*
 * A sort's page cache, in KiB as PRAGMA cache_size has it; at 256 MB SQLite is
 * deaf to cancel for seconds.
 */
#define SQF_CACHE_SIZE	"-4000"

typedef enum SqfRefusal
{
	SQF_REFUSED_NOTHING,
	SQF_REFUSED_STATEMENT,		/* since it would write or change a setting */
	SQF_REFUSED_USE				/* of a function, a table or a pragma */
} SqfRefusal;

extern int	sqf_authorizer_install(struct sqlite3 *db);
extern void sqf_authorizer_forget_refusal(void);
extern SqfRefusal sqf_authorizer_refusal(void);

#endif							/* SQF_AUTHORIZER_H */
