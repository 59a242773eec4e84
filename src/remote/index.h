/*-------------------------------------------------------------------------
 *
 * index.h
 *	  The indexes of a SQLite table.
 *
 * IDENTIFICATION
 *	  src/remote/index.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_INDEX_H
#define SQF_INDEX_H

#include "nodes/pg_list.h"
#include "remote/catalog.h"

/* Instead of a column's position: */
#define SQF_INDEX_EXPRESSION	(-1)
#define SQF_INDEX_ROWID			(-2)	/* of a table without an alias for it */

typedef struct SqfIndexColumn
{
	int			column;			/* position in the table's columns */
	bool		descending;
	char	   *collation;
} SqfIndexColumn;

typedef struct SqfIndex
{
	char	   *name;			/* of the row id's, which needs no index: the
								 * name of the column */
	bool		unique;			/* NULL apart */
	bool		partial;
	bool		clustered;		/* the table itself is in this order */
	int			column_count;
	SqfIndexColumn *columns;
	double	   *rows_per_key;	/* [i]: average of rows with equal values in
								 * the first i + 1 columns; 0 where unknown */
} SqfIndex;

extern bool sqf_index_has_key(SqfLease *lease, const SqfTable *table);
extern List *sqf_index_list(SqfLease *lease, const SqfTable *table,
							const List *stats);

#endif							/* SQF_INDEX_H */
