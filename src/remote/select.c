/*-------------------------------------------------------------------------
 *
 * select.c
 *	  The SELECT of columns of one table is written here.
 *
 * Columns are always qualified by the alias of their table: SQLite takes a lone
 * "name" that is no column for the string 'name'.
 *
 * IDENTIFICATION
 *	  src/remote/select.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "nodes/value.h"
#include "remote/quote.h"
#include "remote/select.h"

static void
append_column(StringInfo sql, const char *alias, const char *name)
{
	appendStringInfo(sql, "%s%s.", sql->data[sql->len - 1] == ' ' ? "" : ", ",
					 alias);
	sqf_quote_append_identifier(sql, name);
}

/*
 * The columns by which a message can name a row: the row id, else the primary
 * key, else none.
 */
static List *
append_key(StringInfo sql, const SqfTable *table, const char *alias)
{
	List	   *key = NIL;
	ListCell   *cell;

	if (table->rowid_name != NULL)
	{
		append_column(sql, alias, table->rowid_name);
		return list_make1(makeString(pstrdup(table->rowid_name)));
	}
	foreach(cell, table->key)
	{
		const SqfColumn *column = lfirst(cell);

		append_column(sql, alias, column->name);
		key = lappend(key, makeString(column->name));
	}
	return key;
}

/*
 * sqf_select_columns writes the SELECT of some columns (a List of SqfColumn) of
 * a table, which it calls by an alias, followed by the columns that tell its
 * rows apart, whose names are put into *key as a List of String.  The result is
 * palloc'd.
 */
char *
sqf_select_columns(const SqfTable *table, const char *alias,
				   const List *columns, List **key)
{
	StringInfoData sql;
	ListCell   *cell;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT ");
	foreach(cell, columns)
		append_column(&sql, alias, ((const SqfColumn *) lfirst(cell))->name);

	/* nothing is converted if no column is needed, so nothing can go wrong */
	*key = columns != NIL ? append_key(&sql, table, alias) : NIL;
	if (columns == NIL)
		appendStringInfoString(&sql, "NULL");

	appendStringInfoString(&sql, " FROM main.");
	sqf_quote_append_identifier(&sql, table->name);
	appendStringInfo(&sql, " AS %s", alias);
	return sql.data;
}
