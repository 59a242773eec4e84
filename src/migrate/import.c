/*-------------------------------------------------------------------------
 *
 * import.c
 *	  IMPORT FOREIGN SCHEMA writes a CREATE FOREIGN TABLE per table and view.
 *
 * First all tables are looked at, then both ends of foreign keys get one type,
 * then the commands are written.  An odd object is left out with a WARNING that
 * says why; it never stops the others from being imported.
 *
 * IDENTIFICATION
 *	  src/migrate/import.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "foreign/connection.h"
#include "foreign/fdwapi.h"
#include "foreign/foreign.h"
#include "foreign/local_name.h"
#include "foreign/option.h"
#include "migrate/import.h"
#include "migrate/infer.h"
#include "migrate/tell.h"
#include "migrate/unify.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#define REMOTE_SCHEMA	"main"

/* What holds for the whole statement. */
typedef struct Import
{
	const ImportForeignSchemaStmt *stmt;
	SqfImportOptions options;
	SqfInferSettings settings;
	SqfLease   *lease;
	List	   *local_names;	/* of tables, to keep them apart */
} Import;

/* A table that is imported, under its PostgreSQL name. */
typedef struct ImportedTable
{
	char	   *local_name;
	SqfTable   *table;
	char	  **local_columns;	/* PostgreSQL names of its columns */
	SqfInference *inference;
} ImportedTable;

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
read_settings(Import *import, Oid serverid)
{
	SqfServerOptions server;

	sqf_option_of_server(GetForeignServer(serverid)->options, &server);
	import->settings.zone = server.timezone;
	import->settings.mode =
		strcmp(import->options.infer, "declared") == 0 ? SQF_INFER_DECLARED :
		strcmp(import->options.infer, "full") == 0 ? SQF_INFER_FULL :
		SQF_INFER_SAMPLE;
	if (import->options.times == NULL)
		import->settings.times = SQF_TIMES_AS_STORED;
	else
		import->settings.times =
			strcmp(import->options.times, "timestamp") == 0 ?
			SQF_TIMES_TIMESTAMP : SQF_TIMES_TIMESTAMPTZ;
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
							  LookupExplicitNamespace(import->options.types_from, false));
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
find_given_types(const Import *import, const ImportedTable *imported)
{
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
 * Looking at the tables
 * ---------------------------------------------------------------------------
 */

static bool
is_wanted_column(const SqfColumn *column, const SqfImportOptions *options)
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

/* Only what is imported is looked at, so the others are taken off the list. */
static void
drop_unwanted_columns(SqfTable *table, const SqfImportOptions *options)
{
	int			kept = 0;

	for (int i = 0; i < table->column_count; i++)
		if (is_wanted_column(&table->columns[i], options))
			table->columns[kept++] = table->columns[i];
	table->column_count = kept;
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

static void
choose_column_names(const Import *import, ImportedTable *imported)
{
	const SqfTable *table = imported->table;
	List	   *taken = sqf_local_name_reserved();

	imported->local_columns = palloc(table->column_count * sizeof(char *));
	for (int i = 0; i < table->column_count; i++)
		imported->local_columns[i] =
			sqf_local_name_choose(table->columns[i].name,
								  import->options.lower_identifiers, &taken);
}

/* Find out about one table; false if it is left out. */
static bool
look_at_table(const Import *import, ImportedTable *imported)
{
	char	   *failure;

	if (!sqf_catalog_read_columns(import->lease, imported->table, &failure))
	{
		warn_left_out(imported->table, psprintf("SQLite says: %s.", failure));
		return false;
	}
	drop_unwanted_columns(imported->table, &import->options);
	if (imported->table->column_count > MaxHeapAttributeNumber)
	{
		warn_left_out(imported->table,
					  psprintf("It has more than %d columns.",
							   MaxHeapAttributeNumber));
		return false;
	}
	choose_column_names(import, imported);
	imported->inference = sqf_infer_table(import->lease, imported->table,
										  &import->settings,
										  find_given_types(import, imported));
	return true;
}

static List *
look_at_tables(Import *import)
{
	List	   *found = NIL;
	ListCell   *cell;

	foreach(cell, sqf_catalog_tables(import->lease))
	{
		ImportedTable *imported = palloc0(sizeof(ImportedTable));

		imported->table = lfirst(cell);
		if (imported->table->kind == SQF_TABLE_SHADOW ||
			(imported->table->kind == SQF_TABLE_VIEW &&
			 !import->options.import_views))
			continue;
		imported->local_name =
			sqf_local_name_choose(imported->table->name,
								  import->options.lower_identifiers,
								  &import->local_names);
		if (IsImportableForeignTable(imported->local_name,
									 (ImportForeignSchemaStmt *) import->stmt) &&
			look_at_table(import, imported))
			found = lappend(found, imported);
	}
	return found;
}

static void
unify_foreign_keys(const Import *import, const List *found)
{
	List	   *inferences = NIL;
	ListCell   *cell;

	if (import->settings.mode == SQF_INFER_DECLARED)
		return;
	foreach(cell, found)
		inferences = lappend(inferences,
							 ((ImportedTable *) lfirst(cell))->inference);
	sqf_unify_foreign_keys(import->lease, inferences);
}

/* ---------------------------------------------------------------------------
 * Writing the commands
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

static void
append_column(StringInfo sql, const Import *import,
			  const ImportedTable *imported, int index)
{
	const SqfColumn *column = &imported->table->columns[index];
	const SqfChoice *choice = &imported->inference->choices[index];
	const char *name = imported->local_columns[index];

	appendStringInfo(sql, "%s%s %s", index > 0 ? ", " : "",
					 quote_identifier(name), choice->type);
	append_options(sql, name, column->name, choice->format);
	if (import->options.import_not_null &&
		(column->not_null || column->is_rowid_alias))
		appendStringInfoString(sql, " NOT NULL");
}

static char *
build_command(const Import *import, const ImportedTable *imported)
{
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "CREATE FOREIGN TABLE %s (",
					 quote_identifier(imported->local_name));
	for (int i = 0; i < imported->table->column_count; i++)
		append_column(&sql, import, imported, i);
	appendStringInfo(&sql, ") SERVER %s OPTIONS (\"table\" %s)",
					 quote_identifier(import->stmt->server_name),
					 quote_literal_cstr(imported->table->name));
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
	List	   *found;
	List	   *commands = NIL;
	ListCell   *cell;

	check_remote_schema(stmt);
	sqf_option_of_import(stmt->options, &import.options);
	read_settings(&import, serverOid);

	import.lease = sqf_connection_lease_server(serverOid,
											   sqf_connection_current_snapshot());
	found = look_at_tables(&import);
	unify_foreign_keys(&import, found);
	sqf_handle_check_unmoved(import.lease);
	sqf_handle_release(import.lease);

	foreach(cell, found)
	{
		ImportedTable *imported = lfirst(cell);

		sqf_tell_choices(imported->inference);
		commands = lappend(commands, build_command(&import, imported));
	}
	return commands;
}
