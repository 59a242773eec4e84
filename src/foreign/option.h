/*-------------------------------------------------------------------------
 *
 * option.h
 *	  Options of servers, foreign tables, columns and IMPORT.
 *
 * IDENTIFICATION
 *	  src/foreign/option.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_OPTION_H
#define SQF_OPTION_H

#include "nodes/parsenodes.h"
#include "pgtime.h"
#include "remote/value_in.h"

typedef struct SqfServerOptions
{
	char	   *database;
	int			busy_timeout;	/* ms */
	pg_tz	   *timezone;		/* of times written without a zone */
	bool		keep_connections;
} SqfServerOptions;

/* What to do about a value that its column cannot hold. */
typedef enum SqfOnError
{
	SQF_ON_ERROR_STOP,
	SQF_ON_ERROR_SET_NULL,		/* of a column: read NULL instead */
	SQF_ON_ERROR_IGNORE			/* of a table: leave the row out */
} SqfOnError;

typedef struct SqfTableOptions
{
	char	   *table;			/* the SQLite name */
	SqfOnError	on_error;
	int			reject_limit;	/* rows that may be left out; -1: any number */
} SqfTableOptions;

typedef struct SqfColumnOptions
{
	char	   *column_name;	/* the SQLite name */
	SqfFormat	format;
	SqfOnError	on_error;
} SqfColumnOptions;

typedef struct SqfImportOptions
{
	bool		import_views;
	bool		import_not_null;
	bool		import_generated;
	bool		lower_identifiers;
	char	   *infer;			/* declared, sample or full */
	char	   *times;			/* timestamp or timestamptz; NULL: as stored */
	char	   *types_from;		/* schema of native tables, or NULL */
} SqfImportOptions;

extern void sqf_option_of_server(const List *given, SqfServerOptions *options);
extern void sqf_option_of_table(Oid relid, SqfTableOptions *options);
extern void sqf_option_of_column(Oid relid, AttrNumber attnum,
								 SqfColumnOptions *options);
extern void sqf_option_of_import(const List *given, SqfImportOptions *options);
extern bool sqf_option_may_see_paths(void);

#endif							/* SQF_OPTION_H */
