/*-------------------------------------------------------------------------
 *
 * revisit.h
 *	  Files that are closed before PostgreSQL's snapshot ends.
 *
 * IDENTIFICATION
 *	  src/remote/revisit.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_REVISIT_H
#define SQF_REVISIT_H

#include "remote/handle.h"

extern void sqf_revisit_release(SqfLease *lease, MemoryContext query);
extern void sqf_revisit_check(const SqfSource *source, const SqfHandle *handle,
							  const void *snapshot);

#endif							/* SQF_REVISIT_H */
