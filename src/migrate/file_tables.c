/*-------------------------------------------------------------------------
 *
 * file_tables.c
 *	  The tables of a file are looked at, to be called by names and given types
 *	  in PostgreSQL.
 *
 * First all tables are looked at, then both ends of foreign keys get one type.
 *
 * IDENTIFICATION
 *	  src/migrate/file_tables.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "foreign/local_name.h"
#include "lib/stringinfo.h"
#include "migrate/file_tables.h"
#include "migrate/unify.h"
#include "utils/builtins.h"

static bool
is_wanted_column(const SqfFileTablesRequest *request, const SqfTable *table,
				 const SqfColumn *column)
{
	if (!column->has_usable_name)
	{
		request->leave_out(table, column->name,
						   "Its name has characters that the database's encoding does not know.",
						   request->arg);
		return false;
	}
	switch (column->kind)
	{
		case SQF_COLUMN_ORDINARY:
			return true;
		case SQF_COLUMN_HIDDEN:
			return false;
		case SQF_COLUMN_GENERATED_VIRTUAL:
		case SQF_COLUMN_GENERATED_STORED:
			return request->generated;
	}
	return false;
}

/* Only what is taken is looked at, so the others are taken off the list. */
static void
drop_unwanted_columns(const SqfFileTablesRequest *request, SqfTable *table)
{
	int			kept = 0;

	for (int i = 0; i < table->column_count; i++)
		if (is_wanted_column(request, table, &table->columns[i]))
			table->columns[kept++] = table->columns[i];
	table->column_count = kept;
}

static void
choose_column_names(const SqfFileTablesRequest *request, SqfFileTable *found)
{
	const SqfTable *table = found->table;
	List	   *taken = sqf_local_name_reserved();

	found->local_columns = palloc(table->column_count * sizeof(char *));
	for (int i = 0; i < table->column_count; i++)
		found->local_columns[i] =
			sqf_local_name_choose(table->columns[i].name,
								  request->lower_identifiers, &taken);
}

/* Find out about one table; false if it is left out. */
static bool
look_at_table(const SqfFileTablesRequest *request, SqfFileTable *found)
{
	SqfTable   *table = found->table;
	char	   *failure;

	if (!sqf_catalog_read_columns(request->lease, table, &failure))
	{
		request->leave_out(table, NULL, psprintf("SQLite says: %s.", failure),
						   request->arg);
		return false;
	}
	drop_unwanted_columns(request, table);
	if (table->column_count > MaxHeapAttributeNumber)
	{
		request->leave_out(table, NULL,
						   psprintf("It has %d columns, and PostgreSQL allows %d; foreign tables that you make yourself can have some of them each.",
									table->column_count, MaxHeapAttributeNumber),
						   request->arg);
		return false;
	}
	choose_column_names(request, found);
	found->inference =
		sqf_infer_table(request->lease, table, &request->settings,
						request->find_given_types == NULL ? NULL :
						request->find_given_types(found, request->arg));
	return true;
}

static void
unify_foreign_keys(const SqfFileTablesRequest *request, const List *tables)
{
	List	   *inferences = NIL;
	ListCell   *cell;

	if (request->settings.mode == SQF_INFER_DECLARED)
		return;
	foreach(cell, tables)
		inferences = lappend(inferences,
							 ((SqfFileTable *) lfirst(cell))->inference);
	sqf_unify_foreign_keys(request->lease, inferences);
}

/*
 * sqf_file_tables_look_at returns a List of SqfFileTable of those that are
 * wanted.  What cannot be taken is left out, and told.
 */
List *
sqf_file_tables_look_at(const SqfFileTablesRequest *request)
{
	List	   *names = NIL;
	List	   *tables = NIL;
	ListCell   *cell;

	foreach(cell, sqf_catalog_tables(request->lease))
	{
		SqfFileTable *found = palloc0(sizeof(SqfFileTable));

		found->table = lfirst(cell);
		if (found->table->kind == SQF_TABLE_SHADOW ||
			(found->table->kind == SQF_TABLE_VIEW && !request->views))
			continue;
		found->local_name = sqf_local_name_choose(found->table->name,
												  request->lower_identifiers,
												  &names);
		if (request->is_wanted(found->local_name, found->table, request->arg) &&
			look_at_table(request, found))
			tables = lappend(tables, found);
	}
	unify_foreign_keys(request, tables);
	return tables;
}

/* ---------------------------------------------------------------------------
 * Foreign tables of them
 * ---------------------------------------------------------------------------
 */

static void
append_options(StringInfo sql, const char *local_name, const char *remote_name,
			   SqfFormat format)
{
	bool		is_renamed = strcmp(local_name, remote_name) != 0;

	if (!is_renamed && format == SQF_FORMAT_NONE)
		return;
	appendStringInfoString(sql, " OPTIONS (");
	if (is_renamed)
		appendStringInfo(sql, "column_name %s", quote_literal_cstr(remote_name));
	if (format != SQF_FORMAT_NONE)
		appendStringInfo(sql, "%sformat '%s'", is_renamed ? ", " : "",
						 sqf_format_name(format));
	appendStringInfoChar(sql, ')');
}

/*
 * sqf_file_tables_append_columns writes the list of columns of CREATE FOREIGN
 * TABLE, in parentheses; with NOT NULL, as SQLite's columns have it, if asked
 * for.
 */
void
sqf_file_tables_append_columns(StringInfo sql, const SqfFileTable *table,
							   bool not_null)
{
	appendStringInfoChar(sql, '(');
	for (int i = 0; i < table->table->column_count; i++)
	{
		const SqfColumn *column = &table->table->columns[i];
		const SqfChoice *choice = &table->inference->choices[i];
		const char *name = table->local_columns[i];

		appendStringInfo(sql, "%s%s %s", i > 0 ? ", " : "",
						 quote_identifier(name), choice->type);
		append_options(sql, name, column->name, choice->format);
		if (not_null && (column->not_null || column->is_rowid_alias))
			appendStringInfoString(sql, " NOT NULL");
	}
	appendStringInfoChar(sql, ')');
}
