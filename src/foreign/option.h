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

typedef struct SqfImportOptions
{
	bool		import_views;
	bool		import_not_null;
	bool		import_generated;
	bool		lower_identifiers;
} SqfImportOptions;

extern void sqf_option_of_server(const List *given, SqfServerOptions *options);
extern char *sqf_option_table_name(Oid relid);
extern char *sqf_option_column_name(Oid relid, AttrNumber attnum,
									SqfFormat *format);
extern void sqf_option_of_import(const List *given, SqfImportOptions *options);
extern bool sqf_option_may_see_paths(void);

#endif							/* SQF_OPTION_H */
