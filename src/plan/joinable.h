/*-------------------------------------------------------------------------
 *
 * joinable.h
 *	  Other relations whose values can look up rows of a foreign table.
 *
 * IDENTIFICATION
 *	  src/plan/joinable.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_JOINABLE_H
#define SQF_JOINABLE_H

#include "nodes/pathnodes.h"

extern List *sqf_joinable_outer_relids(PlannerInfo *root, RelOptInfo *baserel);

#endif							/* SQF_JOINABLE_H */
