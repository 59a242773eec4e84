/*-------------------------------------------------------------------------
 *
 * cost.h
 *	  Rows and costs of reading a SQLite table.
 *
 * IDENTIFICATION
 *	  src/plan/cost.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_COST_H
#define SQF_COST_H

#include "nodes/pathnodes.h"
#include "remote/row_count.h"

/* Taking the locks of a file and preparing a statement. */
#define SQF_STARTUP_COST	10.0

extern void sqf_cost_set_size(RelOptInfo *baserel, const SqfRowCount *count);
extern void sqf_cost_tell_unique(RelOptInfo *baserel);
extern double sqf_cost_rows(PlannerInfo *root, RelOptInfo *baserel,
							const List *conds);
extern void sqf_cost_base(PlannerInfo *root, RelOptInfo *baserel,
						  const List *remote_conds, double *rows,
						  Cost *startup_cost, Cost *total_cost);
extern void sqf_cost_partial(PlannerInfo *root, RelOptInfo *baserel,
							 const List *remote_conds, double divisor,
							 double *rows, Cost *startup_cost,
							 Cost *total_cost);
extern Cost sqf_cost_sort(double rows);
extern void sqf_cost_order(const RelOptInfo *baserel, const List *attnums,
						   double rows, Cost *startup_cost, Cost *total_cost);

#endif							/* SQF_COST_H */
