/*-------------------------------------------------------------------------
 *
 * precheck.h
 *	  Do all values of a source fit its types?
 *
 * IDENTIFICATION
 *	  src/migrate/precheck.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_PRECHECK_H
#define SQF_PRECHECK_H

#include "migrate/migration.h"

extern void sqf_precheck(SqfMigration *migration, int64 run);
extern void sqf_precheck_limit(SqfMigration *migration);

#endif							/* SQF_PRECHECK_H */
