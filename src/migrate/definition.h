/*-------------------------------------------------------------------------
 *
 * definition.h
 *	  What PostgreSQL's catalogue says of a table.
 *
 * IDENTIFICATION
 *	  src/migrate/definition.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_DEFINITION_H
#define SQF_DEFINITION_H

#include "nodes/pg_list.h"

/* A column, constraint or index that is not what it was. */
typedef struct SqfRedefinition
{
	char	   *before;			/* "column id bigint NOT NULL" */
	char	   *now;			/* likewise; NULL: it is not there */
} SqfRedefinition;

extern char *sqf_definition_read(Oid relid);
extern List *sqf_definition_compare(const char *before, const char *now);
extern int64 sqf_definition_count(const char *definition);

#endif							/* SQF_DEFINITION_H */
