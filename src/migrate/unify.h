/*-------------------------------------------------------------------------
 *
 * unify.h
 *	  Both ends of a foreign key get one type.
 *
 * IDENTIFICATION
 *	  src/migrate/unify.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_UNIFY_H
#define SQF_UNIFY_H

#include "migrate/infer.h"

extern void sqf_unify_foreign_keys(SqfLease *lease, List *inferences);

#endif							/* SQF_UNIFY_H */
