/*-------------------------------------------------------------------------
 *
 * permission.h
 *	  The rights that a migration needs.
 *
 * IDENTIFICATION
 *	  src/migrate/permission.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_PERMISSION_H
#define SQF_PERMISSION_H

#include "migrate/migration.h"

extern void sqf_permission_to_stage(const SqfMigrationRequest *request);
extern void sqf_permission_to_migrate(const SqfMigrationRequest *request);
extern void sqf_permission_to_insert(const SqfMigratedTable *table,
									 const char *statement);
extern void sqf_permission_to_load(const SqfMigrationRequest *request,
								   const SqfMigratedTable *table);
extern void sqf_permission_to_ignore(Oid foreign_table, const char *statement);

#endif							/* SQF_PERMISSION_H */
