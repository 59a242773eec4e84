/*-------------------------------------------------------------------------
 *
 * base_paths.h
 *	  Size and paths of one foreign table.
 *
 * IDENTIFICATION
 *	  src/plan/base_paths.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_BASE_PATHS_H
#define SQF_BASE_PATHS_H

#include "nodes/pathnodes.h"

extern void sqliteGetForeignRelSize(PlannerInfo *root, RelOptInfo *baserel,
									Oid foreigntableid);
extern void sqliteGetForeignPaths(PlannerInfo *root, RelOptInfo *baserel,
								  Oid foreigntableid);

#endif							/* SQF_BASE_PATHS_H */
