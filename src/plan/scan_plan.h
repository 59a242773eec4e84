/*-------------------------------------------------------------------------
 *
 * scan_plan.h
 *	  From the chosen path to the plan node.
 *
 * IDENTIFICATION
 *	  src/plan/scan_plan.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_SCAN_PLAN_H
#define SQF_SCAN_PLAN_H

#include "foreign/fdwapi.h"

extern ForeignScan *sqliteGetForeignPlan(PlannerInfo *root, RelOptInfo *baserel,
										 Oid foreigntableid,
										 ForeignPath *best_path, List *tlist,
										 List *scan_clauses, Plan *outer_plan);

#endif							/* SQF_SCAN_PLAN_H */
