/*-------------------------------------------------------------------------
 *
 * partial_path.h
 *	  The path of a foreign table that several processes scan together.
 *
 * IDENTIFICATION
 *	  src/plan/partial_path.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_PARTIAL_PATH_H
#define SQF_PARTIAL_PATH_H

#include "foreign/fdwapi.h"
#include "plan/relinfo.h"

extern bool sqliteIsForeignScanParallelSafe(PlannerInfo *root, RelOptInfo *rel,
											RangeTblEntry *rte);
extern void sqf_partial_path_add(PlannerInfo *root, RelOptInfo *baserel);
extern bool sqf_partial_path_has_blocks(const SqfTable *table);
extern int	sqf_partial_path_block_rows(const RelOptInfo *baserel);

#endif							/* SQF_PARTIAL_PATH_H */
