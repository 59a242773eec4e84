/*-------------------------------------------------------------------------
 *
 * subtransaction.h
 *	  Work that can be undone.
 *
 * IDENTIFICATION
 *	  src/migrate/subtransaction.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_SUBTRANSACTION_H
#define SQF_SUBTRANSACTION_H

#include "utils/elog.h"

typedef enum SqfOutcome
{
	SQF_KEEP,
	SQF_UNDO
} SqfOutcome;

extern ErrorData *sqf_subtransaction_run(void (*work) (void *arg), void *arg,
										 SqfOutcome outcome);

#endif							/* SQF_SUBTRANSACTION_H */
