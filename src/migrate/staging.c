/*-------------------------------------------------------------------------
 *
 * staging.c
 *	  A file gets foreign tables in a schema of their own, which go when the
 *	  migration is done.
 *
 * A schema that the user made is read as it is, but for rows that do not fit: to
 * leave them out, its tables are told so for the time of the migration.
 *
 * IDENTIFICATION
 *	  src/migrate/staging.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "foreign/connection.h"
#include "foreign/foreign.h"
#include "foreign/local_name.h"
#include "foreign/option.h"
#include "foreign/rights.h"
#include "lib/stringinfo.h"
#include "migrate/build.h"
#include "migrate/file_tables.h"
#include "migrate/finding.h"
#include "migrate/partner.h"
#include "migrate/permission.h"
#include "migrate/selection.h"
#include "migrate/staging.h"
#include "migrate/tell.h"
#include "remote/schema_text.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#define NAME_PREFIX		"sqlite_migration_"

/* What the callbacks of a look at the tables need. */
typedef struct Look
{
	SqfMigration *migration;
	List	   *names;			/* of all tables, wanted or not */
} Look;

/* ---------------------------------------------------------------------------
 * The tables of a file
 * ---------------------------------------------------------------------------
 */

static bool
is_wanted(const char *local_name, const SqfTable *table, void *arg)
{
	Look	   *look = arg;

	look->names = lappend(look->names, pstrdup(local_name));
	return sqf_selection_has(look->migration->request, local_name) &&
		!OidIsValid(sqf_partner_find(look->migration, local_name)) &&
		sqf_partner_allows(look->migration, local_name);
}

static void
leave_out(const SqfTable *table, const char *column, const char *reason,
		  void *arg)
{
	Look	   *look = arg;

	sqf_finding_add(look->migration,
					column != NULL ?
					psprintf("column \"%s\".\"%s\"", table->name, column) :
					psprintf("table \"%s\"", table->name),
					column != NULL ? pstrdup("a column") : pstrdup("a table"),
					pstrdup(reason), pstrdup("left out"));
}

/* The name that a table or column gets if nothing is in its way. */
static char *
find_wish(const char *remote_name, bool lower)
{
	List	   *taken = NIL;

	return sqf_local_name_choose(remote_name, lower, &taken);
}

/* A name that is not the file's, and was not asked for, is told. */
static void
check_name(SqfMigration *migration, char *object, const char *remote_name,
		   const char *local_name, bool wish_is_taken)
{
	bool		lower = migration->request->lower_identifiers;

	if (wish_is_taken)
		ereport(ERROR,
				(errcode(ERRCODE_DUPLICATE_OBJECT),
				 errmsg("two names of source \"%s\" become \"%s\"",
						migration->request->source,
						find_wish(remote_name, lower)),
				 errdetail("One of them is that of %s.", object),
				 lower ? errhint("Call with identifiers => 'keep', or make foreign tables by IMPORT FOREIGN SCHEMA, rename them, and name their schema as the source.") :
				 errhint("Names are cut to %d bytes. Make foreign tables by IMPORT FOREIGN SCHEMA, rename them, and name their schema as the source.",
						 NAMEDATALEN - 1)));
	if (lower ? pg_strcasecmp(local_name, remote_name) != 0 :
		strcmp(local_name, remote_name) != 0)
		sqf_finding_add(migration, object, psprintf("named \"%s\"", remote_name),
						pstrdup("PostgreSQL cannot have this name."),
						psprintf("renamed to \"%s\"", local_name));
}

/* The name that column would get, if another one has it; ctid has no other. */
static bool
is_taken_by_other(const SqfFileTable *table, int column, const char *wish)
{
	for (int i = 0; i < table->table->column_count; i++)
		if (i != column && strcmp(table->local_columns[i], wish) == 0)
			return true;
	return false;
}

static void
check_names(SqfMigration *migration, const SqfFileTable *table)
{
	bool		lower = migration->request->lower_identifiers;
	const char *name = table->table->name;

	check_name(migration, psprintf("table \"%s\"", name), name, table->local_name,
			   strcmp(find_wish(name, lower), table->local_name) != 0);
	for (int i = 0; i < table->table->column_count; i++)
	{
		const char *column = table->table->columns[i].name;

		check_name(migration, psprintf("column \"%s\".\"%s\"", name, column),
				   column, table->local_columns[i],
				   is_taken_by_other(table, i, find_wish(column, lower)));
	}
}

/* A text is not what it was if it had to be written as a constant. */
static void
tell_literal(SqfMigration *migration, char *object)
{
	sqf_finding_add(migration, object,
					pstrdup("values that no type holds as they are"),
					pstrdup("Texts and blobs, or texts with a NUL byte or bytes that are no text, stand in one column."),
					pstrdup("has type text, and each value is written as SQLite's SQL writes it, such as 'a', 1 and x'00'"));
}

/* Bytes stand where SQLite's declaration says text. */
static bool
is_bytes_for_text(const SqfColumn *column, const SqfChoice *choice)
{
	return column->affinity == SQF_AFFINITY_TEXT &&
		strcmp(sqf_tell_type(choice->type), "bytea") == 0;
}

/* Values that kept a column from a better type, and what else is doubtful. */
static void
tell_choices(SqfMigration *migration, const SqfFileTable *table)
{
	bool		hide = migration->request->hide_values;

	for (int i = 0; i < table->table->column_count; i++)
	{
		const SqfChoice *choice = &table->inference->choices[i];
		char	   *object = psprintf("column \"%s\".\"%s\"", table->local_name,
									  table->local_columns[i]);
		SqfFinding *finding;
		ListCell   *cell;

		if (choice->format == SQF_FORMAT_LITERAL)
			tell_literal(migration, object);
		if (is_bytes_for_text(&table->table->columns[i], choice))
			sqf_finding_add(migration, object,
							psprintf("declared %s", table->table->columns[i].declared_type),
							pstrdup("Some of its texts are none for PostgreSQL: they have a NUL byte, or bytes that are not of the encoding, or are blobs."),
							pstrdup("has type bytea, with the bytes of each value"));
		if (choice->remark != NULL)
			sqf_finding_add(migration, object, pstrdup("its values"),
							pstrdup(choice->remark),
							psprintf("has type %s", sqf_tell_type(choice->type)));
		if (choice->near_miss == NULL)
			continue;
		finding = sqf_finding_add(migration, object,
								  psprintf("%lld of %lld values do not fit %s",
										   (long long) choice->failures,
										   (long long) choice->values,
										   sqf_tell_type(choice->near_miss->type)),
								  hide ? pstrdup("Its values are not to be told.") :
								  psprintf("Such as %s.",
										   ((SqfMiss *) linitial(choice->misses))->value),
								  psprintf("has type %s", sqf_tell_type(choice->type)));
		foreach(cell, choice->misses)
		{
			char	   *row_id = ((SqfMiss *) lfirst(cell))->row_id;

			if (row_id != NULL)
				finding->row_ids = lappend(finding->row_ids, row_id);
		}
	}
}

/* Views are translated later on, but may be asked for as tables are. */
static void
add_names_of_views(Look *look, SqfLease *lease)
{
	ListCell   *cell;

	foreach(cell, sqf_schema_texts(lease))
	{
		const SqfSchemaText *text = lfirst(cell);

		if (strcmp(text->type, "view") == 0)
			look->names = lappend(look->names,
								  find_wish(text->name,
											look->migration->request->lower_identifiers));
	}
}

static List *
look_at_file(SqfMigration *migration)
{
	const SqfMigrationRequest *request = migration->request;
	Look		look = {.migration = migration};
	SqfFileTablesRequest wanted = {
		.lease = sqf_connection_lease_source(request->source),
		.settings = {
			.mode = SQF_INFER_FULL,
			.times = request->times,
			.zone = sqf_connection_source_zone(request->source)
		},
		.generated = true,
		.lower_identifiers = request->lower_identifiers,
		.is_wanted = is_wanted,
		.leave_out = leave_out,
		.arg = &look
	};
	List	   *tables = sqf_file_tables_look_at(&wanted);
	ListCell   *cell;

	add_names_of_views(&look, wanted.lease);
	sqf_selection_check(request, look.names);
	foreach(cell, tables)
	{
		check_names(migration, lfirst(cell));
		tell_choices(migration, lfirst(cell));
	}
	sqf_handle_release(wanted.lease);
	return tables;
}

/* ---------------------------------------------------------------------------
 * A schema of our own
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_staging_reject_options returns the options of a foreign table by which rows
 * that do not fit are left out, each after a comma, or "".
 */
char *
sqf_staging_reject_options(const SqfMigrationRequest *request)
{
	if (!request->ignore_errors)
		return pstrdup("");
	return request->reject_limit < 0 ? pstrdup(", on_error 'ignore'") :
		psprintf(", on_error 'ignore', reject_limit '%d'", request->reject_limit);
}

static char *
write_foreign_table(const SqfMigrationRequest *request,
					const SqfStaging *staging, const SqfFileTable *table)
{
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "CREATE FOREIGN TABLE %s ",
					 quote_qualified_identifier(staging->own_schema,
												table->local_name));
	sqf_file_tables_append_columns(&sql, table, false);
	appendStringInfo(&sql, " SERVER %s OPTIONS (\"table\" %s%s)", staging->server,
					 quote_literal_cstr(table->table->name),
					 sqf_staging_reject_options(request));
	return sql.data;
}

static void
add_make(SqfStaging *staging, char *object, char *statement, char *reason)
{
	staging->make = lappend(staging->make,
							sqf_build_step(SQF_STEP_RUN, "source", object, statement,
										   reason, NULL));
}

/* What was made last is dropped first. */
static void
add_drop(SqfStaging *staging, char *object, char *statement)
{
	staging->drop = lcons(sqf_build_step(SQF_STEP_RUN, "clean up", object, statement,
									pstrdup("stood only for the migration"), NULL),
						  staging->drop);
}

/* A name for a schema and a server, which neither has yet. */
static char *
choose_name(const SqfMigrationRequest *request)
{
	List	   *taken = NIL;
	char	   *wish = psprintf(NAME_PREFIX "%s", request->target_schema);

	for (;;)
	{
		char	   *name = sqf_local_name_choose(wish, false, &taken);

		if (!OidIsValid(get_namespace_oid(name, true)) &&
			GetForeignServerByName(name, true) == NULL)
			return name;
	}
}

/*
 * sqf_staging_add_foreign_table adds one to the schema of a staging's own.
 */
void
sqf_staging_add_foreign_table(SqfStaging *staging, const char *name,
							  char *statement, const char *reason)
{
	char	   *qualified = quote_qualified_identifier(staging->own_schema, name);

	add_make(staging, psprintf("foreign table %s", qualified), statement,
			 pstrdup(reason));
	add_drop(staging, psprintf("foreign table %s", qualified),
			 psprintf("DROP FOREIGN TABLE %s", qualified));
}

static void
plan_own_schema(const SqfMigrationRequest *request, SqfStaging *staging)
{
	const char *name;

	staging->own_schema = choose_name(request);
	name = quote_identifier(staging->own_schema);
	add_make(staging, psprintf("schema %s", name), psprintf("CREATE SCHEMA %s", name),
			 pstrdup("holds the foreign tables"));
	add_drop(staging, psprintf("schema %s", name), psprintf("DROP SCHEMA %s", name));
}

static void
plan_server(const SqfMigrationRequest *request, SqfStaging *staging)
{
	ForeignServer *named = sqf_connection_find_server(request->source);

	if (named != NULL)
	{
		staging->server = pstrdup(quote_identifier(named->servername));
		return;
	}
	staging->server = pstrdup(quote_identifier(choose_name(request)));
	add_make(staging, psprintf("server %s", staging->server),
			 psprintf("CREATE SERVER %s FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database %s, keep_connections 'false')",
					  staging->server, quote_literal_cstr(request->source)),
			 pstrdup("reads the file"));
	add_drop(staging, psprintf("server %s", staging->server),
			 psprintf("DROP SERVER %s", staging->server));
}

static void
plan_file(SqfMigration *migration, SqfStaging *staging)
{
	const SqfMigrationRequest *request = migration->request;
	ListCell   *cell;

	staging->file_tables = look_at_file(migration);
	plan_server(request, staging);
	plan_own_schema(request, staging);
	staging->schema = staging->own_schema;
	foreach(cell, staging->file_tables)
	{
		const SqfFileTable *table = lfirst(cell);
		char	   *words = sqf_tell_words(table->inference);

		sqf_staging_add_foreign_table(staging, table->local_name,
									  write_foreign_table(request, staging, table),
									  words == NULL ? "with the types that are declared" :
									  psprintf("with the types that the data choose\n%s",
											   words));
	}
}

/* ---------------------------------------------------------------------------
 * A schema of the user's
 * ---------------------------------------------------------------------------
 */

/* Foreign tables whose rows are migrated, be it through views. */
static List *
find_read_tables(const SqfMigrationRequest *request, const char *schema)
{
	List	   *found = NIL;
	ListCell   *cell;

	foreach(cell, sqf_source_relations(sqf_rights_find_schema(schema), true))
	{
		if (sqf_selection_has(request, get_rel_name(lfirst_oid(cell))))
			found = list_concat_unique_oid(found,
										   sqf_source_base_tables(lfirst_oid(cell)));
	}
	return found;
}

/* Has a foreign table an option on_error, even if that changes nothing? */
static bool
says_on_error(Oid relid)
{
	ListCell   *cell;

	foreach(cell, GetForeignTable(relid)->options)
	{
		if (strcmp(((DefElem *) lfirst(cell))->defname, "on_error") == 0)
			return true;
	}
	return false;
}

static void
plan_to_ignore(const SqfMigrationRequest *request, SqfStaging *staging, Oid relid)
{
	char	   *name = quote_qualified_identifier(get_namespace_name(get_rel_namespace(relid)),
												  get_rel_name(relid));
	bool		is_said = says_on_error(relid);
	bool		has_limit = request->reject_limit >= 0;
	char	   *statement =
		psprintf("ALTER FOREIGN TABLE %s OPTIONS (%s on_error 'ignore'%s)", name,
				 is_said ? "SET" : "ADD", has_limit ?
				 psprintf(", ADD reject_limit '%d'", request->reject_limit) : "");

	sqf_permission_to_ignore(relid, statement);
	add_make(staging, psprintf("foreign table %s", name), statement,
			 pstrdup("rows that do not fit are left out"));
	add_drop(staging, psprintf("foreign table %s", name),
			 psprintf("ALTER FOREIGN TABLE %s OPTIONS (%s%s)", name,
					  is_said ? "SET on_error 'stop'" : "DROP on_error",
					  has_limit ? ", DROP reject_limit" : ""));
}

static void
plan_users_schema(const SqfMigration *migration, SqfStaging *staging,
				  const char *schema)
{
	const SqfMigrationRequest *request = migration->request;
	ListCell   *cell;

	staging->schema = pstrdup(schema);
	if (!request->ignore_errors || request->only_verifies)
		return;
	foreach(cell, find_read_tables(request, schema))
	{
		SqfTableOptions options;

		sqf_option_of_table(lfirst_oid(cell), &options);
		if (options.on_error != SQF_ON_ERROR_IGNORE)
			plan_to_ignore(request, staging, lfirst_oid(cell));
	}
}

/*
 * sqf_staging_plan says what has to be made so that the source is a schema of
 * foreign tables or views, and to be taken away afterwards.  Of a file, all data
 * are read, and what they tell is noted as findings.
 */
SqfStaging *
sqf_staging_plan(SqfMigration *migration)
{
	SqfStaging *staging = palloc0(sizeof(SqfStaging));
	const char *schema = sqf_source_schema(migration->request->source);

	if (schema == NULL)
		plan_file(migration, staging);
	else
	{
		plan_users_schema(migration, staging, schema);
		if (migration->request->if_exists != SQF_IF_EXISTS_ERROR)
			plan_own_schema(migration->request, staging);
	}
	if (migration->request->if_exists != SQF_IF_EXISTS_ERROR)
		sqf_partner_plan(migration, staging);
	return staging;
}
