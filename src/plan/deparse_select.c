/*-------------------------------------------------------------------------
 *
 * deparse_select.c
 *	  The SELECT for SQLite is written here.
 *
 * Columns are always qualified by the alias of their table: SQLite takes a lone
 * "name" that is no column for the string 'name'.
 *
 * IDENTIFICATION
 *	  src/plan/deparse_select.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "nodes/value.h"
#include "plan/deparse_select.h"
#include "remote/quote.h"

#define TABLE_ALIAS	"r1"

static void
append_column(StringInfo sql, const char *name)
{
	appendStringInfoString(sql, sql->data[sql->len - 1] == ' ' ? "" : ", ");
	appendStringInfoString(sql, TABLE_ALIAS ".");
	sqf_quote_append_identifier(sql, name);
}

/*
 * The columns by which a message can name a row: the row id, else the primary
 * key, else none.
 */
static List *
append_key(StringInfo sql, const SqfTable *table)
{
	List	   *key = NIL;
	ListCell   *cell;

	if (table->rowid_name != NULL)
	{
		append_column(sql, table->rowid_name);
		return list_make1(makeString(pstrdup(table->rowid_name)));
	}
	foreach(cell, sqf_catalog_key(table))
	{
		const SqfColumn *column = lfirst(cell);

		append_column(sql, column->name);
		key = lappend(key, makeString(column->name));
	}
	return key;
}

/*
 * sqf_deparse_select writes the SELECT of the given columns (a List of attribute
 * numbers) of a foreign table, and of the columns that tell its rows apart,
 * whose names are put into *key.  Throws if SQLite has no such column.
 */
char *
sqf_deparse_select(const SqfRelInfo *info, const List *attrs, List **key)
{
	StringInfoData sql;
	ListCell   *cell;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT ");
	foreach(cell, attrs)
		append_column(&sql,
					  sqf_column_map_find_column(info->map, lfirst_int(cell),
												 info->table)->name);

	/* nothing is converted if no column is needed, so nothing can go wrong */
	*key = attrs != NIL ? append_key(&sql, info->table) : NIL;
	if (attrs == NIL)
		appendStringInfoString(&sql, "NULL");

	appendStringInfoString(&sql, " FROM main.");
	sqf_quote_append_identifier(&sql, info->table->name);
	appendStringInfoString(&sql, " AS " TABLE_ALIAS);
	return sql.data;
}
