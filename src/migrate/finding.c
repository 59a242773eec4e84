/*-------------------------------------------------------------------------
 *
 * finding.c
 *	  A finding says what a migration loses, changes or doubts.
 *
 * IDENTIFICATION
 *	  src/migrate/finding.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "migrate/finding.h"

/*
 * sqf_finding_add notes that an object, or part of it, does not come over as it
 * is: what the file has, why it is not kept, and what was done instead.  The
 * texts must live as long as the migration.
 */
SqfFinding *
sqf_finding_add(SqfMigration *migration, char *object, char *what, char *why,
				char *done)
{
	SqfFinding *finding = palloc0(sizeof(SqfFinding));

	finding->object = object;
	finding->what = what;
	finding->why = why;
	finding->done = done;
	migration->findings = lappend(migration->findings, finding);
	return finding;
}
