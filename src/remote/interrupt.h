/*-------------------------------------------------------------------------
 *
 * interrupt.h
 *	  When SQLite has to stop what it does, so that PostgreSQL can.
 *
 * IDENTIFICATION
 *	  src/remote/interrupt.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_INTERRUPT_H
#define SQF_INTERRUPT_H

#include "miscadmin.h"

/*
 * sqf_interrupt_is_due tells of a reason to leave SQLite that is sure to throw
 * once we are out of it, so that no statement is given up for nothing.  SQLite's
 * callbacks ask; it does not throw.
 */
static inline bool
sqf_interrupt_is_due(void)
{
	return (QueryCancelPending || ProcDiePending) &&
		InterruptHoldoffCount == 0 && QueryCancelHoldoffCount == 0;
}

#endif							/* SQF_INTERRUPT_H */
