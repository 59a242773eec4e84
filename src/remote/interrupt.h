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
 * sqf_interrupt_is_due_within tells of a reason to leave SQLite that is sure to
 * throw once we are out of it and of what holds interrupts off around the call,
 * so that no statement is given up for nothing.  It does not throw.
 */
static inline bool
sqf_interrupt_is_due_within(uint32 holdoffs)
{
	return (QueryCancelPending || ProcDiePending) &&
		InterruptHoldoffCount == holdoffs && QueryCancelHoldoffCount == 0;
}

/*
 * sqf_interrupt_is_due is the same for SQLite's callbacks.
 */
static inline bool
sqf_interrupt_is_due(void)
{
	return sqf_interrupt_is_due_within(0);
}

#endif							/* SQF_INTERRUPT_H */
