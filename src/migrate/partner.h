/*-------------------------------------------------------------------------
 *
 * partner.h
 *	  Tables of the target that are there already, and are loaded.
 *
 * IDENTIFICATION
 *	  src/migrate/partner.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_PARTNER_H
#define SQF_PARTNER_H

#include "migrate/migration.h"
#include "migrate/staging.h"

extern Oid	sqf_partner_find(const SqfMigration *migration, const char *name);
extern bool sqf_partner_is_bookkeeping(const char *name);
extern bool sqf_partner_allows(SqfMigration *migration, const char *name);
extern bool sqf_partner_keeps_view(SqfMigration *migration, const char *name);
extern bool sqf_partner_is_twin_view(const SqfTable *remote, Oid partner);
extern void sqf_partner_plan(SqfMigration *migration, SqfStaging *staging);
extern void sqf_partner_describe(SqfMigration *migration,
								 SqfMigratedTable *table);
extern void sqf_partner_check_all(const SqfMigration *migration);
extern const char *sqf_partner_only(Oid target);
extern char *sqf_partner_sequence(const SqfMigratedTable *table,
								  const SqfMigratedColumn *column);
extern bool sqf_partner_can_analyze(const SqfMigratedTable *table);

#endif							/* SQF_PARTNER_H */
