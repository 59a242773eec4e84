/*-------------------------------------------------------------------------
 *
 * resume.h
 *	  A run that commits per table, and goes on where an earlier one stopped.
 *
 * IDENTIFICATION
 *	  src/migrate/resume.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_RESUME_H
#define SQF_RESUME_H

#include "migrate/migration.h"

extern uint64 sqf_resume_lock(const SqfMigrationRequest *request);
extern void sqf_resume_unlock(uint64 key);
extern int64 sqf_resume_find(const SqfMigrationRequest *request);
extern void sqf_resume_check_state(SqfMigration *migration, int64 run,
								   const char *state);
extern void sqf_resume_read(SqfMigration *migration, int64 run);

#endif							/* SQF_RESUME_H */
