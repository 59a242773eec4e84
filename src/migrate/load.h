/*-------------------------------------------------------------------------
 *
 * load.h
 *	  The rows of a table are loaded.
 *
 * IDENTIFICATION
 *	  src/migrate/load.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_LOAD_H
#define SQF_LOAD_H

#include "migrate/migration.h"

extern void sqf_load_table(const SqfMigration *migration, const SqfStep *step);

#endif							/* SQF_LOAD_H */
