/*-------------------------------------------------------------------------
 *
 * collision.h
 *	  Rows that are there already, and have the keys of rows to come.
 *
 * IDENTIFICATION
 *	  src/migrate/collision.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_COLLISION_H
#define SQF_COLLISION_H

#include "migrate/migration.h"

extern void sqf_collision_check(const SqfMigration *migration);

#endif							/* SQF_COLLISION_H */
