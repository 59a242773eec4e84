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

/* The first column follows a blank. */
static void
append_separator(StringInfo sql)
{
	appendStringInfoString(sql, sql->data[sql->len - 1] == ' ' ? "" : ", ");
}

/*
 * sqf_select_append_column adds a column of a table, known by its alias, to the
 * list of a SELECT.
 */
void
sqf_select_append_column(StringInfo sql, const char *alias, const char *name)
{
	append_separator(sql);
	appendStringInfo(sql, "%s.", alias);
	sqf_quote_append_identifier(sql, name);
}

/*
 * "rowid" is what a key is called that is a row id.  To SQLite, a column of that
 * name has another one, too.
 */
static char *
name_key_column(const SqfColumn *column)
{
	return strcmp(column->name, "rowid") == 0 ? pstrdup("ROWID") : column->name;
}

/*
 * sqf_select_append_key adds the columns by which a message can name a row: the
 * row id, else the primary key, else none.  Returns their names as a List of
 * String.
 */
List *
sqf_select_append_key(StringInfo sql, const char *alias, const SqfTable *table)
{
	List	   *key = NIL;
	ListCell   *cell;

	if (table->rowid_name != NULL)
	{
		sqf_select_append_column(sql, alias, table->rowid_name);
		return list_make1(makeString(pstrdup(table->rowid_name)));
	}
	foreach(cell, table->key)
	{
		const SqfColumn *column = lfirst(cell);

		sqf_select_append_column(sql, alias, column->name);
		key = lappend(key, makeString(name_key_column(column)));
	}
	return key;
}

/*
 * sqf_select_append_table names a table and gives it its alias.
 */
void
sqf_select_append_table(StringInfo sql, const char *alias, const SqfTable *table)
{
	appendStringInfoString(sql, "main.");
	sqf_quote_append_identifier(sql, table->name);
	appendStringInfo(sql, " AS %s", alias);
}

/*
 * sqf_select_columns writes the SELECT of some columns (a List of SqfColumn) of
 * a table, followed by the columns that tell its rows apart, whose names are put
 * into *key as a List of String.  The result is palloc'd.
 */
char *
sqf_select_columns(const SqfTable *table, const List *columns, List **key)
{
	StringInfoData sql;
	ListCell   *cell;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT ");
	foreach(cell, columns)
		sqf_select_append_column(&sql, SQF_TABLE_ALIAS,
								 ((const SqfColumn *) lfirst(cell))->name);

	/* nothing is converted if no column is needed, so nothing can go wrong */
	*key = columns == NIL ? NIL :
		sqf_select_append_key(&sql, SQF_TABLE_ALIAS, table);
	if (columns == NIL)
		appendStringInfoString(&sql, "NULL");
	appendStringInfoString(&sql, " FROM ");
	sqf_select_append_table(&sql, SQF_TABLE_ALIAS, table);
	return sql.data;
}
