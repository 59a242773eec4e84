/*-------------------------------------------------------------------------
 *
 * record.h
 *	  The record of migrations, in the tables of the schema sqlite.
 *
 * IDENTIFICATION
 *	  src/migrate/record.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_RECORD_H
#define SQF_RECORD_H

#include "migrate/check.h"
#include "migrate/migration.h"

extern int64 sqf_record_begin(const SqfMigrationRequest *request,
							  const char *source_state);
extern bool sqf_record_find_state(int64 run, char **state);
extern void sqf_record_find_table(int64 run, SqfMigratedTable *table);
extern bool sqf_record_is_same_request(int64 run,
									   const SqfMigrationRequest *request);
extern void sqf_record_go_on(int64 run);
extern void sqf_record_reject(int64 run, const SqfCheckFault *fault,
							  bool hide_value);
extern void sqf_record_steps(int64 run, SqfMigration *migration);
extern void sqf_record_step_done(int64 run, const SqfStep *step);
extern void sqf_record_findings(int64 run, SqfMigration *migration);
extern void sqf_record_end(int64 run, SqfMigration *migration,
						   const char *state, const char *error);

#endif							/* SQF_RECORD_H */
