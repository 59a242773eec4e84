/*-------------------------------------------------------------------------
 *
 * rejected_parents.h
 *	  Rows whose parents are left out.
 *
 * IDENTIFICATION
 *	  src/migrate/rejected_parents.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_REJECTED_PARENTS_H
#define SQF_REJECTED_PARENTS_H

#include "migrate/migration.h"
#include "migrate/orphans.h"

/* Called for a row of a table: the names and values of its key, and why. */
typedef void (*SqfRejectChild) (SqfMigratedTable *table, const char *columns,
								const char *row_id, const char *values,
								const char *message, void *arg);

extern void sqf_rejected_parents_search(SqfMigration *migration,
										const SqfLoadedTables *loaded,
										SqfRejectChild reject, void *arg);

#endif							/* SQF_REJECTED_PARENTS_H */
