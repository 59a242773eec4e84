/*-------------------------------------------------------------------------
 *
 * join_paths.h
 *	  Joins in SQLite.
 *
 * IDENTIFICATION
 *	  src/plan/join_paths.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_JOIN_PATHS_H
#define SQF_JOIN_PATHS_H

#include "plan/relinfo.h"

extern void sqliteGetForeignJoinPaths(PlannerInfo *root, RelOptInfo *joinrel,
									  RelOptInfo *outerrel,
									  RelOptInfo *innerrel, JoinType jointype,
									  JoinPathExtraData *extra);

#endif							/* SQF_JOIN_PATHS_H */
