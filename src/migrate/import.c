/*-------------------------------------------------------------------------
 *
 * import.c
 *	  IMPORT FOREIGN SCHEMA writes a CREATE FOREIGN TABLE per table and view.
 *
 * An odd object is left out with a WARNING that says why; it never stops the
 * others from being imported.
 *
 * IDENTIFICATION
 *	  src/migrate/import.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "foreign/connection.h"
#include "foreign/fdwapi.h"
#include "foreign/foreign.h"
#include "foreign/option.h"
#include "migrate/declared_type.h"
#include "migrate/import.h"
#include "migrate/local_name.h"
#include "remote/catalog.h"
#include "utils/builtins.h"

#define REMOTE_SCHEMA	"main"

static void
check_remote_schema(const ImportForeignSchemaStmt *stmt)
{
	if (strcmp(stmt->remote_schema, REMOTE_SCHEMA) == 0)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_FDW_SCHEMA_NOT_FOUND),
			 errmsg("SQLite has no schema \"%s\"", stmt->remote_schema),
			 errhint("The one schema of a SQLite database is called \"main\": IMPORT FOREIGN SCHEMA main FROM SERVER %s INTO %s;",
					 quote_identifier(stmt->server_name),
					 quote_identifier(stmt->local_schema))));
}

static bool
is_wanted(const SqfColumn *column, const SqfImportOptions *options)
{
	if (!column->has_usable_name)
	{
		ereport(WARNING,
				(errmsg("column \"%s\" is not imported", column->name),
				 errdetail("Its name has characters that the database's encoding does not know.")));
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
			return options->import_generated;
	}
	return false;
}

static void
append_column(StringInfo sql, const SqfTable *table, const SqfColumn *column,
			  const SqfImportOptions *options, List **taken)
{
	char	   *name = sqf_local_name_choose(column->name,
											 options->lower_identifiers, taken);

	appendStringInfo(sql, "%s%s %s", sql->data[sql->len - 1] == '(' ? "" : ", ",
					 quote_identifier(name),
					 sqf_declared_type_translate(column->declared_type));
	if (strcmp(name, column->name) != 0)
		appendStringInfo(sql, " OPTIONS (column_name %s)",
						 quote_literal_cstr(column->name));
	if (options->import_not_null &&
		(column->not_null || column->is_rowid_alias))
		appendStringInfoString(sql, " NOT NULL");
}

/* The command that makes the foreign table; NULL if it has too many columns. */
static char *
build_command(const SqfTable *table, const char *local_name,
			  const char *server_name, const SqfImportOptions *options)
{
	StringInfoData sql;
	List	   *taken = sqf_local_name_reserved();
	int			reserved = list_length(taken);

	initStringInfo(&sql);
	appendStringInfo(&sql, "CREATE FOREIGN TABLE %s (",
					 quote_identifier(local_name));
	for (int i = 0; i < table->column_count; i++)
		if (is_wanted(&table->columns[i], options))
			append_column(&sql, table, &table->columns[i], options, &taken);
	appendStringInfo(&sql, ") SERVER %s OPTIONS (\"table\" %s)",
					 quote_identifier(server_name),
					 quote_literal_cstr(table->name));
	return list_length(taken) - reserved <= MaxHeapAttributeNumber ?
		sql.data : NULL;
}

static void
warn_left_out(const SqfTable *table, const char *reason)
{
	ereport(WARNING,
			(errmsg("SQLite %s \"%s\" is not imported",
					table->kind == SQF_TABLE_VIEW ? "view" : "table",
					table->name),
			 errdetail("%s", reason)));
}

/* The command for one table or view, or NULL if it is left out. */
static char *
import_table(SqfLease *lease, SqfTable *table, const char *local_name,
			 const ImportForeignSchemaStmt *stmt,
			 const SqfImportOptions *options)
{
	char	   *failure;
	char	   *command;

	if (!sqf_catalog_read_columns(lease, table, &failure))
	{
		warn_left_out(table, psprintf("SQLite says: %s.", failure));
		return NULL;
	}
	command = build_command(table, local_name, stmt->server_name, options);
	if (command == NULL)
		warn_left_out(table,
					  psprintf("It has more than %d columns.",
							   MaxHeapAttributeNumber));
	return command;
}

/*
 * sqliteImportForeignSchema returns the commands for all tables that the
 * statement asks for.
 */
List *
sqliteImportForeignSchema(ImportForeignSchemaStmt *stmt, Oid serverOid)
{
	SqfImportOptions options;
	SqfLease   *lease;
	List	   *taken = NIL;
	List	   *commands = NIL;
	ListCell   *cell;

	check_remote_schema(stmt);
	sqf_option_of_import(stmt->options, &options);

	lease = sqf_connection_lease_server(serverOid,
										sqf_connection_current_snapshot());
	foreach(cell, sqf_catalog_tables(lease))
	{
		SqfTable   *table = lfirst(cell);
		char	   *local_name;
		char	   *command;

		if (table->kind == SQF_TABLE_SHADOW ||
			(table->kind == SQF_TABLE_VIEW && !options.import_views))
			continue;
		local_name = sqf_local_name_choose(table->name,
										   options.lower_identifiers, &taken);
		if (!IsImportableForeignTable(local_name, stmt))
			continue;
		command = import_table(lease, table, local_name, stmt, &options);
		if (command != NULL)
			commands = lappend(commands, command);
	}
	sqf_handle_check_unmoved(lease);
	sqf_handle_release(lease);
	return commands;
}
