/*-------------------------------------------------------------------------
 *
 * row_count.h
 *	  About how many rows a SQLite table has.
 *
 * IDENTIFICATION
 *	  src/remote/row_count.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_ROW_COUNT_H
#define SQF_ROW_COUNT_H

#include "remote/catalog.h"
#include "storage/block.h"

/* What can be known without reading the table. */
typedef struct SqfRowCount
{
	double		rows;			/* the best guess */
	double		at_most;		/* as the row ids and the size of the file
								 * allow; infinite for a view */
	double		file_bytes;
} SqfRowCount;

extern void sqf_row_count_estimate(SqfLease *lease, const SqfTable *table,
								   const List *stats, SqfRowCount *count);
extern double sqf_row_count_bytes_per_row(const SqfTable *table);
extern BlockNumber sqf_row_count_pages(const SqfTable *table,
									   const SqfRowCount *count);

#endif							/* SQF_ROW_COUNT_H */
