/*-------------------------------------------------------------------------
 *
 * deparse_aggregate.h
 *	  Aggregates in SQLite's words.
 *
 * IDENTIFICATION
 *	  src/plan/deparse_aggregate.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_DEPARSE_AGGREGATE_H
#define SQF_DEPARSE_AGGREGATE_H

#include "plan/deparse_select.h"

extern bool sqf_deparse_aggregate(SqfSelect *select, int attribute,
								  const Aggref *aggref);
extern bool sqf_deparse_group_key(SqfSelect *select, int attribute, Node *node,
								  char **group_by);

#endif							/* SQF_DEPARSE_AGGREGATE_H */
