/*-------------------------------------------------------------------------
 *
 * target.h
 *	  What a table of PostgreSQL asks of the rows it is given.
 *
 * IDENTIFICATION
 *	  src/migrate/target.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_TARGET_H
#define SQF_TARGET_H

#include "executor/tuptable.h"
#include "nodes/bitmapset.h"
#include "remote/statement.h"
#include "utils/rel.h"

typedef struct SqfTarget SqfTarget;

/* Called with the row and, in words, what is wrong with it. */
typedef void (*SqfTargetFault) (const char *columns, const char *row_id,
								const char *value, const char *message,
								void *arg);

/* Which row of SQLite is being tried. */
typedef struct SqfTriedRow
{
	const SqfStatement *statement;
	int			first_key;		/* the columns that name it, from here on */
	const List *key;			/* their names */
} SqfTriedRow;

extern SqfTarget *sqf_target_begin(Relation relation, const Bitmapset *attrs,
								   const Bitmapset *distinct);
extern void sqf_target_try_row(SqfTarget *target, TupleTableSlot *slot,
							   const Bitmapset *bad, const SqfTriedRow *row,
							   SqfTargetFault report, void *arg);
extern void sqf_target_end(SqfTarget *target, SqfTargetFault report, void *arg);

#endif							/* SQF_TARGET_H */
