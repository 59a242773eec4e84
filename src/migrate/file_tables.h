/*-------------------------------------------------------------------------
 *
 * file_tables.h
 *	  The tables of a file, with their names and types in PostgreSQL.
 *
 * IDENTIFICATION
 *	  src/migrate/file_tables.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_FILE_TABLES_H
#define SQF_FILE_TABLES_H

#include "lib/stringinfo.h"
#include "migrate/infer.h"

/* A table or view, and what it becomes. */
typedef struct SqfFileTable
{
	char	   *local_name;
	SqfTable   *table;
	char	  **local_columns;	/* PostgreSQL names of its columns */
	SqfInference *inference;
} SqfFileTable;

/* Which tables and columns are looked at, and how. */
typedef struct SqfFileTablesRequest
{
	SqfLease   *lease;
	SqfInferSettings settings;
	bool		views;
	bool		generated;
	bool		lower_identifiers;

	/* Is the table wanted, under the name that it gets? */
	bool		(*is_wanted) (const char *local_name, const SqfTable *table,
							  void *arg);

	/* The types that columns must have, by column, or NULL; may be NULL. */
	const char *const *(*find_given_types) (const SqfFileTable *table,
											void *arg);

	/* Told of a table, or of a column of it, that is left out. */
	void		(*leave_out) (const SqfTable *table, const char *column,
							  const char *reason, void *arg);
	void	   *arg;			/* of these three */
} SqfFileTablesRequest;

extern List *sqf_file_tables_look_at(const SqfFileTablesRequest *request);
extern void sqf_file_tables_append_columns(StringInfo sql,
										   const SqfFileTable *table,
										   bool not_null);

#endif							/* SQF_FILE_TABLES_H */
