/*-------------------------------------------------------------------------
 *
 * source_tables.h
 *	  The tables of what a user calls a source.
 *
 * IDENTIFICATION
 *	  src/migrate/source_tables.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_SOURCE_TABLES_H
#define SQF_SOURCE_TABLES_H

#include "remote/catalog.h"
#include "remote/value_in.h"

/* A table of a file, or one that a foreign table maps. */
typedef struct SqfSourceTable
{
	SqfLease   *lease;
	pg_tz	   *zone;			/* of times written without one */
	SqfTable   *table;			/* with its columns */
	char	   *local_name;		/* in PostgreSQL */
	char	  **local_names;	/* by column */
	SqfFormat  *formats;		/* by column; NULL without a foreign table */
	Oid		   *types;			/* likewise, of the foreign table */
	bool	   *set_nulls;		/* likewise: is its on_error 'set_null'? */
	Oid			foreign_table;	/* or InvalidOid */
} SqfSourceTable;

extern const char *sqf_source_schema(const char *source);
extern List *sqf_source_relations(Oid schema, bool views);
extern List *sqf_source_base_tables(Oid relid);
extern SqfSourceTable *sqf_source_table(Oid foreign_table);
extern List *sqf_source_tables(const char *source, const List *wanted);
extern SqfFormat sqf_source_format(const SqfSourceTable *source, int column,
								   Oid base_type);
extern void sqf_source_release(const List *tables);

#endif							/* SQF_SOURCE_TABLES_H */
