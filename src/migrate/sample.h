/*-------------------------------------------------------------------------
 *
 * sample.h
 *	  The rows of a table that are looked at to choose its types.
 *
 * IDENTIFICATION
 *	  src/migrate/sample.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_SAMPLE_H
#define SQF_SAMPLE_H

#include "remote/catalog.h"
#include "remote/statement.h"

/* Called for each row; the columns of the table come first, then its key. */
typedef void (*SqfRowFunction) (SqfStatement *statement, const List *key,
								void *arg);

/* What came of it. */
typedef struct SqfSample
{
	int64		rows;
	bool		is_complete;	/* these were all */
	char	   *failure;		/* why SQLite could not go on, or NULL */
} SqfSample;

extern void sqf_sample_rows(SqfLease *lease, const SqfTable *table, bool all,
							SqfRowFunction function, void *arg,
							SqfSample *sample);

#endif							/* SQF_SAMPLE_H */
