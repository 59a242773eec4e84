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
	char	   *schema;			/* where they stand */
	List	   *make;			/* SqfStep */
	List	   *drop;			/* SqfStep */
	List	   *file_tables;	/* SqfFileTable; NIL where the user made them */
} SqfStaging;

extern SqfStaging *sqf_staging_plan(SqfMigration *migration);

#endif							/* SQF_STAGING_H */
