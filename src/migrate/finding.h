/*-------------------------------------------------------------------------
 *
 * finding.h
 *	  What a migration cannot keep is noted here.
 *
 * IDENTIFICATION
 *	  src/migrate/finding.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_FINDING_H
#define SQF_FINDING_H

#include "migrate/migration.h"

extern SqfFinding *sqf_finding_add(SqfMigration *migration, char *object,
								   char *what, char *why, char *done);

#endif							/* SQF_FINDING_H */
