/*-------------------------------------------------------------------------
 *
 * per_table.h
 *	  The steps of a migration in transactions of their own.
 *
 * IDENTIFICATION
 *	  src/migrate/per_table.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_PER_TABLE_H
#define SQF_PER_TABLE_H

#include "migrate/migration.h"

extern void sqf_per_table_begin(SqfMigration *migration, int64 run,
								const List *held);
extern ErrorData *sqf_per_table_run(SqfMigration *migration, int64 run,
									const List *held,
									void (*commit) (void *arg), void *arg);

#endif							/* SQF_PER_TABLE_H */
