/*-------------------------------------------------------------------------
 *
 * describe.h
 *	  The tables of a migration are described.
 *
 * IDENTIFICATION
 *	  src/migrate/describe.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_DESCRIBE_H
#define SQF_DESCRIBE_H

#include "migrate/migration.h"
#include "migrate/staging.h"

extern void sqf_describe_tables(SqfMigration *migration,
								const SqfStaging *staging);
extern SqfMigratedTable *sqf_describe_again(SqfMigration *migration,
											const char *name);
extern SqfMigratedTable *sqf_describe_find(const SqfMigration *migration,
										   const SqfMigratedTable *of_same_file,
										   const char *remote_name);
extern SqfMigratedColumn *sqf_describe_column(const SqfMigratedTable *table,
											  const char *remote_name);

#endif							/* SQF_DESCRIBE_H */
