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

#include "catalog/pg_class.h"
#include "foreign/connection.h"
#include "foreign/fdwapi.h"
#include "foreign/foreign.h"
#include "foreign/option.h"
#include "foreign/rights.h"
#include "migrate/file_tables.h"
#include "migrate/import.h"
#include "migrate/tell.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#define REMOTE_SCHEMA	"main"

/* What holds for the whole statement. */
typedef struct Import
{
	const ImportForeignSchemaStmt *stmt;
	SqfImportOptions options;
} Import;

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

static void
read_settings(const Import *import, Oid serverid,
			  SqfFileTablesRequest *request)
{
	const SqfImportOptions *options = &import->options;
	SqfInferSettings *settings = &request->settings;
	SqfServerOptions server;

	sqf_option_of_server(GetForeignServer(serverid)->options, &server);
	settings->zone = server.timezone;
	settings->mode =
		strcmp(options->infer, "declared") == 0 ? SQF_INFER_DECLARED :
		strcmp(options->infer, "full") == 0 ? SQF_INFER_FULL :
		SQF_INFER_SAMPLE;
	if (options->times == NULL)
		settings->times = SQF_TIMES_AS_STORED;
	else
		settings->times = strcmp(options->times, "timestamp") == 0 ?
			SQF_TIMES_TIMESTAMP : SQF_TIMES_TIMESTAMPTZ;
	request->views = options->import_views;
	request->generated = options->import_generated;
	request->lower_identifiers = options->lower_identifiers;
}

/* ---------------------------------------------------------------------------
 * Types from native tables
 * ---------------------------------------------------------------------------
 */

static Oid
find_native_table(const Import *import, const char *local_name)
{
	Oid			relid;

	if (import->options.types_from == NULL)
		return InvalidOid;
	relid = get_relname_relid(local_name,
							  sqf_rights_find_schema(import->options.types_from));
	if (!OidIsValid(relid))
		return InvalidOid;
	switch (get_rel_relkind(relid))
	{
		case RELKIND_RELATION:
		case RELKIND_PARTITIONED_TABLE:
		case RELKIND_FOREIGN_TABLE:
		case RELKIND_VIEW:
		case RELKIND_MATVIEW:
			return relid;
		default:
			return InvalidOid;
	}
}

/*
 * The types that the native table of the same name gives to the columns; tells
 * of columns that it does not have.
 */
static const char *const *
find_given_types(const SqfFileTable *imported, void *arg)
{
	const Import *import = arg;
	Oid			native = find_native_table(import, imported->local_name);
	const SqfTable *table = imported->table;
	const char **types = palloc0(table->column_count * sizeof(char *));

	if (import->options.types_from != NULL && !OidIsValid(native))
		ereport(NOTICE,
				(errmsg("schema \"%s\" has no table \"%s\" to take types from",
						import->options.types_from, imported->local_name)));
	for (int i = 0; i < table->column_count && OidIsValid(native); i++)
	{
		AttrNumber	attnum = get_attnum(native, imported->local_columns[i]);
		Oid			type;
		int32		typmod;
		Oid			collation;

		if (attnum == InvalidAttrNumber)
		{
			ereport(NOTICE,
					(errmsg("table \"%s.%s\" has no column \"%s\" to take a type from",
							import->options.types_from, imported->local_name,
							imported->local_columns[i])));
			continue;
		}
		get_atttypetypmodcoll(native, attnum, &type, &typmod, &collation);
		types[i] = format_type_extended(type, typmod,
										FORMAT_TYPE_TYPEMOD_GIVEN |
										FORMAT_TYPE_FORCE_QUALIFY);
	}
	return types;
}

/* ---------------------------------------------------------------------------
 * Choosing and leaving out
 * ---------------------------------------------------------------------------
 */

static bool
is_wanted(const char *local_name, const SqfTable *table, void *arg)
{
	const Import *import = arg;

	return IsImportableForeignTable(local_name,
									(ImportForeignSchemaStmt *) import->stmt);
}

static void
warn_left_out(const SqfTable *table, const char *column, const char *reason,
			  void *arg)
{
	if (column != NULL)
		ereport(WARNING,
				(errmsg("column \"%s\" is not imported", column),
				 errdetail("%s", reason)));
	else
		ereport(WARNING,
				(errmsg("SQLite %s \"%s\" is not imported",
						table->kind == SQF_TABLE_VIEW ? "view" : "table",
						table->name),
				 errdetail("%s", reason)));
}

static char *
build_command(const Import *import, const SqfFileTable *table)
{
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "CREATE FOREIGN TABLE %s ",
					 quote_identifier(table->local_name));
	sqf_file_tables_append_columns(&sql, table, import->options.import_not_null);
	appendStringInfo(&sql, " SERVER %s OPTIONS (\"table\" %s)",
					 quote_identifier(import->stmt->server_name),
					 quote_literal_cstr(table->table->name));
	return sql.data;
}

/*
 * sqliteImportForeignSchema returns the commands for all tables that the
 * statement asks for.
 */
List *
sqliteImportForeignSchema(ImportForeignSchemaStmt *stmt, Oid serverOid)
{
	Import		import = {.stmt = stmt};
	SqfFileTablesRequest request = {
		.is_wanted = is_wanted,
		.find_given_types = find_given_types,
		.leave_out = warn_left_out,
		.arg = &import
	};
	List	   *found;
	List	   *commands = NIL;
	ListCell   *cell;

	check_remote_schema(stmt);
	sqf_option_of_import(stmt->options, &import.options);
	read_settings(&import, serverOid, &request);

	request.lease = sqf_connection_lease_server(serverOid,
												sqf_connection_current_snapshot());
	found = sqf_file_tables_look_at(&request);
	sqf_handle_check_unmoved(request.lease);
	sqf_handle_release(request.lease);

	foreach(cell, found)
	{
		const SqfFileTable *table = lfirst(cell);

		sqf_tell_choices(table->inference);
		commands = lappend(commands, build_command(&import, table));
	}
	return commands;
}
