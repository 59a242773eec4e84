/*-------------------------------------------------------------------------
 *
 * sql_list.c
 *	  Texts written as lists of PostgreSQL's SQL.
 *
 * IDENTIFICATION
 *	  src/migrate/sql_list.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "migrate/sql_list.h"
#include "utils/builtins.h"

/*
 * sqf_sql_list_identifiers writes a List of names as "a, b", palloc'd.
 */
char *
sqf_sql_list_identifiers(const List *names)
{
	StringInfoData list;
	ListCell   *cell;

	initStringInfo(&list);
	foreach(cell, names)
		appendStringInfo(&list, "%s%s", foreach_current_index(cell) > 0 ? ", " : "",
						 quote_identifier(lfirst(cell)));
	return list.data;
}

/*
 * sqf_sql_list_array writes a List of texts as "ARRAY['a', 'b']", palloc'd.
 */
char *
sqf_sql_list_array(const List *texts)
{
	StringInfoData list;
	ListCell   *cell;

	initStringInfo(&list);
	appendStringInfoString(&list, "ARRAY[");
	foreach(cell, texts)
		appendStringInfo(&list, "%s%s", foreach_current_index(cell) > 0 ? ", " : "",
						 quote_literal_cstr(lfirst(cell)));
	appendStringInfoChar(&list, ']');
	return list.data;
}
