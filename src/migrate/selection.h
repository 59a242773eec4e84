/*-------------------------------------------------------------------------
 *
 * selection.h
 *	  Which tables of a source a user wants.
 *
 * IDENTIFICATION
 *	  src/migrate/selection.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_SELECTION_H
#define SQF_SELECTION_H

#include "migrate/migration.h"

extern bool sqf_selection_has(const SqfMigrationRequest *request,
							  const char *name);
extern void sqf_selection_check(const SqfMigrationRequest *request,
								const List *names);

#endif							/* SQF_SELECTION_H */
