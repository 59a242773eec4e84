/*-------------------------------------------------------------------------
 *
 * bulk_rules.h
 *	  Which INSERTs may write many rows at once.
 *
 * IDENTIFICATION
 *	  src/plan/bulk_rules.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_BULK_RULES_H
#define SQF_BULK_RULES_H

#include "nodes/pathnodes.h"

extern bool sqf_bulk_rules_allow(PlannerInfo *root, const ModifyTablePath *path);

#endif							/* SQF_BULK_RULES_H */
