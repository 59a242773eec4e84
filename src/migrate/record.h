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

extern int64 sqf_record_begin(const SqfMigrationRequest *request);
extern void sqf_record_reject(int64 run, const SqfCheckFault *fault,
							  bool hide_value);
extern void sqf_record_end(int64 run, const SqfMigration *migration,
						   const char *state, const char *error);

#endif							/* SQF_RECORD_H */
