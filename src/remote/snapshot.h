/*-------------------------------------------------------------------------
 *
 * snapshot.h
 *	  The read transactions of a handle.
 *
 * IDENTIFICATION
 *	  src/remote/snapshot.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_SNAPSHOT_H
#define SQF_SNAPSHOT_H

#include "remote/handle.h"

extern void sqf_snapshot_begin(const SqfSource *source, SqfHandle *handle,
							   const SqfFileState *known);
extern void sqf_snapshot_end(SqfHandle *handle);
extern void sqf_snapshot_close_file(SqfHandle *handle);
extern bool sqf_snapshot_keeps_locks(const SqfHandle *handle);
extern bool sqf_snapshot_read_state(const SqfHandle *handle,
									SqfFileState *now);

#endif							/* SQF_SNAPSHOT_H */
