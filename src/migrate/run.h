/*-------------------------------------------------------------------------
 *
 * run.h
 *	  The steps of a migration are run.
 *
 * IDENTIFICATION
 *	  src/migrate/run.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_RUN_H
#define SQF_RUN_H

#include "lib/stringinfo.h"
#include "migrate/migration.h"

extern void sqf_run_step(SqfMigration *migration, const SqfStep *step,
						 StringInfo failures);
extern void sqf_run_raise(SqfMigration *migration, const StringInfo failures);
extern void sqf_run_steps(SqfMigration *migration);

#endif							/* SQF_RUN_H */
