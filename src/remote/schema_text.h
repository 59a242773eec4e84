/*-------------------------------------------------------------------------
 *
 * schema_text.h
 *	  The texts by which a SQLite file defines what it holds.
 *
 * IDENTIFICATION
 *	  src/remote/schema_text.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_SCHEMA_TEXT_H
#define SQF_SCHEMA_TEXT_H

#include "nodes/pg_list.h"
#include "remote/handle.h"

/* A row of sqlite_schema. */
typedef struct SqfSchemaText
{
	char	   *type;			/* table, index, view or trigger */
	char	   *name;
	char	   *table;			/* that it belongs to */
	char	   *sql;			/* of CREATE */
	int			position;		/* among all, in the order of creation */
} SqfSchemaText;

extern const List *sqf_schema_texts(SqfLease *lease);
extern List *sqf_schema_texts_of(SqfLease *lease, const char *type,
								 const char *table);
extern void sqf_schema_texts_forget(SqfHandle *handle);
extern bool sqf_schema_last_rowid(SqfLease *lease, const char *table,
								  int64 *rowid);

#endif							/* SQF_SCHEMA_TEXT_H */
