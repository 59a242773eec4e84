/*-------------------------------------------------------------------------
 *
 * index_match.h
 *	  What an index of SQLite does for some conditions.
 *
 * IDENTIFICATION
 *	  src/plan/index_match.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_INDEX_MATCH_H
#define SQF_INDEX_MATCH_H

#include "nodes/pathnodes.h"
#include "remote/index.h"

typedef struct SqfIndexMatch
{
	const SqfIndex *index;
	int			equal_columns;	/* so many leading columns are looked up */
	List	   *equal_conds;	/* RestrictInfo: one for each of them */
	List	   *range_conds;	/* RestrictInfo: bounds of the next column */
	double		keys;			/* how many are looked up: several for = ANY */
	bool		finds_nulls;	/* is one of equal_conds IS NULL? */
	bool		is_analyzed;	/* has PostgreSQL statistics of all columns of
								 * equal_conds? */
} SqfIndexMatch;

extern List *sqf_index_match(PlannerInfo *root, const RelOptInfo *baserel,
							 const List *conds);

#endif							/* SQF_INDEX_MATCH_H */
