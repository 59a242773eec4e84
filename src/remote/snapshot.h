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
extern bool sqf_snapshot_share(const SqfHandle *handle,
							   SqfSharedSnapshot *shared);
extern bool sqf_snapshot_is_shared(const SqfHandle *handle,
								   const SqfSharedSnapshot *shared);
extern void sqf_snapshot_join(const SqfSource *source, SqfHandle *handle,
							  const SqfSharedSnapshot *shared);
extern void sqf_snapshot_end(SqfHandle *handle);
extern void sqf_snapshot_close_file(SqfHandle *handle);
extern bool sqf_snapshot_keeps_locks(const SqfHandle *handle);
extern bool sqf_snapshot_read_state(const SqfHandle *handle,
									SqfFileState *now);

#endif							/* SQF_SNAPSHOT_H */
