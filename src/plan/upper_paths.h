/*-------------------------------------------------------------------------
 *
 * upper_paths.h
 *	  Grouping and aggregation in SQLite.
 *
 * IDENTIFICATION
 *	  src/plan/upper_paths.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_UPPER_PATHS_H
#define SQF_UPPER_PATHS_H

#include "plan/deparse_select.h"

extern void sqliteGetForeignUpperPaths(PlannerInfo *root,
									   UpperRelationKind stage,
									   RelOptInfo *input_rel,
									   RelOptInfo *output_rel, void *extra);
extern bool sqf_upper_deparse(PlannerInfo *root, RelOptInfo *upper,
							  SqfSelect *select, char **sql);

#endif							/* SQF_UPPER_PATHS_H */
