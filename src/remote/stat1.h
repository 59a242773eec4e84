/*-------------------------------------------------------------------------
 *
 * stat1.h
 *	  What the application's own ANALYZE noted of a table.
 *
 * IDENTIFICATION
 *	  src/remote/stat1.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_STAT1_H
#define SQF_STAT1_H

#include "nodes/pg_list.h"
#include "remote/catalog.h"

/* More columns than an index of any use has. */
#define SQF_STAT1_COLUMNS	32

/* A row of sqlite_stat1. */
typedef struct SqfStat1
{
	char	   *index;			/* NULL: of the table as a whole */
	double		rows;			/* in the index, when it was analyzed */
	int			column_count;	/* how many of the following are known */
	double		rows_per_key[SQF_STAT1_COLUMNS];	/* with equal values in
													 * the first i + 1 columns */
} SqfStat1;

extern List *sqf_stat1_read(SqfLease *lease, const SqfTable *table);

#endif							/* SQF_STAT1_H */
