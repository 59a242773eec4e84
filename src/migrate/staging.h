/*-------------------------------------------------------------------------
 *
 * staging.h
 *	  Foreign tables that stand only as long as a migration runs.
 *
 * IDENTIFICATION
 *	  src/migrate/staging.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_STAGING_H
#define SQF_STAGING_H

#include "migrate/migration.h"

/* The statements that make them and take them away, and what they are made of. */
typedef struct SqfStaging
{
	char	   *schema;			/* where the source's tables stand */
	char	   *own_schema;		/* made for the migration, or NULL */
	const char *server;			/* of a file's foreign tables, as SQL */
	List	   *make;			/* SqfStep */
	List	   *drop;			/* SqfStep */
	List	   *file_tables;	/* SqfFileTable; NIL where the user made them */
	List	   *copies;			/* names of those made for tables that the target
								 * has */
} SqfStaging;

extern SqfStaging *sqf_staging_plan(SqfMigration *migration);
extern void sqf_staging_add_foreign_table(SqfStaging *staging,
										  const char *name, char *statement,
										  const char *reason);
extern char *sqf_staging_reject_options(const SqfMigrationRequest *request);

#endif							/* SQF_STAGING_H */
