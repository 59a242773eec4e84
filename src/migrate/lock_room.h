/*-------------------------------------------------------------------------
 *
 * lock_room.h
 *	  Has the server room for the locks of a migration?
 *
 * IDENTIFICATION
 *	  src/migrate/lock_room.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_LOCK_ROOM_H
#define SQF_LOCK_ROOM_H

#include "migrate/migration.h"

extern void sqf_lock_room_check(const SqfMigrationRequest *request);

#endif							/* SQF_LOCK_ROOM_H */
