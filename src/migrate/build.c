/*-------------------------------------------------------------------------
 *
 * build.c
 *	  All statements of a migration, in their order.
 *
 * Nothing is guessed about what PostgreSQL will take: within a subtransaction
 * that is rolled back, the foreign tables and the empty tables are made, and each
 * default, constraint, index and view is tried.  What is refused is a finding; what
 * passes is put in order, parents before those who need them.
 *
 * IDENTIFICATION
 *	  src/migrate/build.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "foreign/connection.h"
#include "foreign/foreign.h"
#include "foreign/local_name.h"
#include "lib/stringinfo.h"
#include "migrate/build.h"
#include "migrate/collision.h"
#include "migrate/describe.h"
#include "migrate/finding.h"
#include "migrate/load_order.h"
#include "migrate/lock_room.h"
#include "migrate/partner.h"
#include "migrate/permission.h"
#include "migrate/run_sql.h"
#include "migrate/selection.h"
#include "migrate/sql_list.h"
#include "migrate/staging.h"
#include "migrate/subtransaction.h"
#include "remote/schema_text.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"

/* What is made of a file's texts means PostgreSQL's own functions. */
#define SAFE_PATH	"pg_catalog, pg_temp"

/* ---------------------------------------------------------------------------
 * The source
 * ---------------------------------------------------------------------------
 */

static void
add_view(SqfMigration *migration, SqfLease *lease, pg_tz *zone,
		 const SqfSchemaText *text, const char *local_name)
{
	SqfMigratedView *view = palloc0(sizeof(SqfMigratedView));

	view->name = local_name;
	view->target = quote_qualified_identifier(migration->request->target_schema,
											  local_name);
	view->lease = lease;
	view->zone = zone;
	view->remote_name = text->name;
	view->sql = text->sql;
	migration->views = lappend(migration->views, view);
}

/* The views of a file come over under their names. */
static void
add_views_of_file(SqfMigration *migration)
{
	const SqfMigrationRequest *request = migration->request;
	SqfLease   *lease = sqf_connection_lease_source(request->source);
	pg_tz	   *zone = sqf_connection_source_zone(request->source);
	List	   *taken = NIL;
	ListCell   *cell;

	foreach(cell, sqf_schema_texts(lease))
	{
		const SqfSchemaText *text = lfirst(cell);
		char	   *name;

		if (strcmp(text->type, "view") != 0)
			continue;
		name = sqf_local_name_choose(text->name, request->lower_identifiers, &taken);
		if (sqf_selection_has(request, name) &&
			!sqf_partner_keeps_view(migration, name) &&
			sqf_partner_allows(migration, name))
			add_view(migration, lease, zone, text, name);
	}
}

/* A foreign table that reads a view of SQLite's stands for that view. */
static void
move_views(SqfMigration *migration)
{
	List	   *tables = NIL;
	ListCell   *cell;

	foreach(cell, migration->tables)
	{
		SqfMigratedTable *table = lfirst(cell);
		ListCell   *inner;

		if (OidIsValid(table->existing) || table->file_table == NULL ||
			table->remote->kind != SQF_TABLE_VIEW)
		{
			tables = lappend(tables, table);
			continue;
		}
		foreach(inner, sqf_schema_texts_of(table->lease, "view",
										   table->remote->name))
			add_view(migration, table->lease, table->zone, lfirst(inner),
					 table->name);
	}
	migration->tables = tables;
}

/* ---------------------------------------------------------------------------
 * The target
 * ---------------------------------------------------------------------------
 */

static int
tell_finding(const SqfFinding *finding)
{
	return errdetail("Of %s: %s", finding->object, finding->why);
}

/* A run that migrates nothing was not meant so. */
static void
check_any(const SqfMigration *migration)
{
	if (migration->tables == NIL && migration->views == NIL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("source \"%s\" has no tables to migrate",
						migration->request->source),
				 migration->findings != NIL ? tell_finding(linitial(migration->findings)) :
				 migration->request->tables != NIL ||
				 migration->request->exclude_tables != NIL ?
				 errdetail("The arguments \"tables\" and \"exclude_tables\" leave none.") : 0));
}

static void
check_is_free(const char *name, Oid schema, StringInfo taken)
{
	if (OidIsValid(get_relname_relid(name, schema)))
		appendStringInfo(taken, "%s%s", taken->len > 0 ? ", " : "",
						 quote_identifier(name));
}

static void
append_names(StringInfo call, const char *argument, const List *names)
{
	if (names != NIL)
		appendStringInfo(call, ", %s => %s", argument, sqf_sql_list_array(names));
}

/* The same call, but into tables that are there. */
static char *
write_call_to_append(const SqfMigrationRequest *request)
{
	StringInfoData call;

	initStringInfo(&call);
	appendStringInfo(&call, "CALL sqlite.migrate(%s, %s, if_exists => 'append'",
					 quote_literal_cstr(request->source),
					 quote_literal_cstr(request->target_schema));
	append_names(&call, "tables", request->tables);
	append_names(&call, "exclude_tables", request->exclude_tables);
	if (request->lower_identifiers)
		appendStringInfoString(&call, ", identifiers => 'lower'");
	if (request->ignore_errors)
		appendStringInfoString(&call, ", on_error => 'ignore'");
	appendStringInfoChar(&call, ')');
	return call.data;
}

/* What is there already is neither dropped nor added to. */
static void
check_target(const SqfMigration *migration)
{
	const SqfMigrationRequest *request = migration->request;
	Oid			schema = get_namespace_oid(request->target_schema, true);
	StringInfoData taken;
	ListCell   *cell;

	if (!OidIsValid(schema))
		return;
	initStringInfo(&taken);
	foreach(cell, migration->tables)
	{
		const SqfMigratedTable *table = lfirst(cell);

		if (!OidIsValid(table->existing))
			check_is_free(table->name, schema, &taken);
	}
	foreach(cell, migration->views)
		check_is_free(((SqfMigratedView *) lfirst(cell))->name, schema, &taken);
	if (taken.len > 0)
		ereport(ERROR,
				(errcode(ERRCODE_DUPLICATE_TABLE),
				 errmsg("schema \"%s\" has relations of names that are to be migrated",
						request->target_schema),
				 errdetail("They are: %s.", taken.data),
				 errhint("To load into tables that are there: %s;",
						 write_call_to_append(request))));
}

/* ---------------------------------------------------------------------------
 * Building
 * ---------------------------------------------------------------------------
 */

static void
run_steps(const List *steps)
{
	ListCell   *cell;

	foreach(cell, steps)
		sqf_run_sql(((SqfStep *) lfirst(cell))->statement);
}

/* What is to be told of a table as a whole. */
static void
tell_table(SqfBuild *build, const SqfMigratedTable *table)
{
	char	   *object = psprintf("table \"%s\"", table->name);

	if (table->remote == NULL)
		sqf_finding_add(build->migration, object, pstrdup("a view as source"),
						pstrdup("Its rows are not those of one foreign table."),
						pstrdup("has neither keys nor other constraints"));
	else if (table->remote->kind == SQF_TABLE_VIRTUAL)
		sqf_finding_add(build->migration, object,
						psprintf("a virtual table using %s", table->remote->module),
						pstrdup("PostgreSQL has no such module."),
						pstrdup("became an ordinary table with its rows"));
	else if (table->declared == NULL)
		sqf_finding_add(build->migration, object, pstrdup("CREATE TABLE"),
						pstrdup("Its text is not understood."),
						pstrdup("has neither keys nor other constraints"));
}

/* Those that are to be made. */
static List *
list_new_tables(const SqfMigration *migration)
{
	List	   *tables = NIL;
	ListCell   *cell;

	foreach(cell, migration->tables)
	{
		const SqfMigratedTable *table = lfirst(cell);

		if (!OidIsValid(table->existing))
			tables = lappend(tables, lfirst(cell));
	}
	return tables;
}

/* Make the empty tables, and try what belongs to them. */
static void
build_all(SqfBuild *build)
{
	SqfMigration *migration = build->migration;
	List	   *tables = list_new_tables(migration);
	ListCell   *cell;

	foreach(cell, migration->tables)
		build->scopes = lappend(build->scopes,
								&((SqfMigratedTable *) lfirst(cell))->scope);
	foreach(cell, tables)
	{
		SqfMigratedTable *table = lfirst(cell);

		tell_table(build, table);
		sqf_build_create_table(build, table);
		sqf_run_sql(sqf_build_write_table(build, table, false));
		sqf_build_columns(build, table);
	}
	/* names that PostgreSQL chooses give way to those that are given */
	foreach(cell, tables)
	{
		sqf_build_keys(build, lfirst(cell), true);
		sqf_build_indexes(build, lfirst(cell));
	}
	foreach(cell, tables)
	{
		sqf_build_keys(build, lfirst(cell), false);
		sqf_build_checks(build, lfirst(cell));
		sqf_build_tell_triggers(build, lfirst(cell));
	}
	foreach(cell, tables)
		sqf_build_foreign_keys(build, lfirst(cell));
	sqf_build_views(build);
}

/* ---------------------------------------------------------------------------
 * The order
 * ---------------------------------------------------------------------------
 */

static void
add_step(SqfMigration *migration, SqfStepKind kind, const char *name,
		 char *object, char *statement, char *reason, SqfMigratedTable *table)
{
	migration->steps = lappend(migration->steps,
							   sqf_build_step(kind, name, object, statement,
											  reason, table));
}

static void
add_frame(SqfMigration *migration, const char *name, char *statement,
		  char *reason)
{
	add_step(migration, SQF_STEP_FRAME, name, NULL, statement, reason, NULL);
}

static char *
table_object(const SqfMigratedTable *table)
{
	return psprintf("table \"%s\"", table->name);
}

/* The columns that take values. */
static char *
list_loaded(const SqfMigratedTable *table)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < table->column_count; i++)
		if (table->columns[i].is_loaded && table->columns[i].generated_sql == NULL)
			appendStringInfo(&list, "%s%s", list.len > 0 ? ", " : "",
							 quote_identifier(table->columns[i].name));
	return list.data;
}

/* All at once, for they may refer to each other. */
static void
add_truncate(SqfMigration *migration)
{
	StringInfoData list;
	ListCell   *cell;

	initStringInfo(&list);
	foreach(cell, migration->tables)
	{
		const SqfMigratedTable *table = lfirst(cell);

		if (OidIsValid(table->existing))
			appendStringInfo(&list, "%s%s%s", list.len > 0 ? ", " : "",
							 sqf_partner_only(table->existing), table->target);
	}
	if (list.len > 0)
		add_step(migration, SQF_STEP_RUN, "truncate", pstrdup("tables that are there"),
				 psprintf("TRUNCATE %s", list.data), pstrdup("as asked for"), NULL);
}

static char *
write_load(const SqfMigratedTable *table)
{
	char	   *columns = list_loaded(table);

	if (columns[0] == '\0')
		return psprintf("INSERT INTO %s SELECT FROM %s", table->target, table->source);
	return psprintf("INSERT INTO %s (%s)%s SELECT %s FROM %s", table->target, columns,
					table->overrides ? " OVERRIDING SYSTEM VALUE" : "",
					columns, table->source);
}

static void
add_load(SqfMigration *migration, const SqfBuild *build, SqfMigratedTable *table)
{
	if (!OidIsValid(table->existing))
		add_step(migration, SQF_STEP_RUN, "create tables", table_object(table),
				 sqf_build_write_table(build, table, true),
				 pstrdup("constraints and indexes follow when the rows are in"), table);
	add_step(migration, SQF_STEP_LOAD, "load", table_object(table),
			 write_load(table),
			 table->source_rows >= 0 ?
			 psprintf(INT64_FORMAT " rows by SQLite's count", table->source_rows) :
			 pstrdup("the rows of the view"), table);
}

/*
 * The tables that are there, or those that are made: their types are PostgreSQL's
 * own only as long as the caller's search path is not in force.
 */
static void
add_loads(SqfMigration *migration, const SqfBuild *build, bool are_there)
{
	ListCell   *cell;

	foreach(cell, migration->tables)
	{
		SqfMigratedTable *table = lfirst(cell);

		if (OidIsValid(table->existing) == are_there)
			add_load(migration, build, table);
	}
}

/* The largest id of a table, or what SQLite gave once if that is larger. */
static char *
write_largest(const SqfMigratedTable *table, const SqfMigratedColumn *column)
{
	const char *name = quote_identifier(column->name);
	int64		noted;

	if (table->remote != NULL &&
		sqf_schema_last_rowid(table->lease, table->remote->name, &noted))
		return psprintf("greatest(max(%s), " INT64_FORMAT ")", name,
						column->largest_id == 0 ? noted : Min(noted, column->largest_id));
	return psprintf("max(%s)", name);
}

/* The next row of the application gets an id that SQLite would give, or more. */
static void
add_identity(SqfMigration *migration, SqfMigratedTable *table,
			 const SqfMigratedColumn *column)
{
	add_step(migration, SQF_STEP_RUN, "identity columns",
			 psprintf("column \"%s\".\"%s\"", table->name, column->name),
			 psprintf("SELECT setval(pg_get_serial_sequence(%s, %s), last)\n"
					  "FROM (SELECT %s AS last FROM %s) AS ids WHERE last > 0",
					  quote_literal_cstr(table->target),
					  quote_literal_cstr(column->name),
					  write_largest(table, column), table->target),
			 pstrdup("the next row gets an id past all that were there"), table);
}

/* The sequence of an existing table may be further on than its rows. */
static void
add_existing_identity(SqfMigration *migration, SqfMigratedTable *table,
					  const SqfMigratedColumn *column)
{
	char	   *sequence = sqf_partner_sequence(table, column);

	if (sequence == NULL)
		return;
	sequence = quote_literal_cstr(sequence);
	add_step(migration, SQF_STEP_RUN, "identity columns",
			 psprintf("column \"%s\".\"%s\"", table->name, column->name),
			 psprintf("SELECT setval(%s, greatest(last, pg_sequence_last_value(%s)))\n"
					  "FROM (SELECT %s AS last FROM %s) AS ids WHERE last > 0",
					  sequence, sequence,
					  write_largest(table, column), table->target),
			 pstrdup("the next row gets an id past all that were there"), table);
}

static void
add_identities(SqfMigration *migration, SqfMigratedTable *table)
{
	for (int i = 0; i < table->column_count; i++)
	{
		const SqfMigratedColumn *column = &table->columns[i];

		if (OidIsValid(table->existing) && column->is_loaded)
			add_existing_identity(migration, table, column);
		else if (column->is_identity)
			add_identity(migration, table, column);
	}
}

static void
add_owner(SqfMigration *migration, const char *kind, const char *target,
		  char *object)
{
	const char *owner = migration->request->owner;

	if (owner != NULL)
		add_step(migration, SQF_STEP_RUN, "owner", object,
				 psprintf("ALTER %s %s OWNER TO %s", kind, target,
						  quote_identifier(owner)),
				 pstrdup("as asked for"), NULL);
}

static void
add_owners(SqfMigration *migration, const SqfBuild *build)
{
	ListCell   *cell;

	foreach(cell, migration->tables)
	{
		const SqfMigratedTable *table = lfirst(cell);

		if (!OidIsValid(table->existing))
			add_owner(migration, "TABLE", table->target, table_object(table));
	}
	foreach(cell, migration->views)
	{
		const SqfMigratedView *view = lfirst(cell);
		ListCell   *step;

		foreach(step, build->views)
		{
			char	   *object = ((SqfStep *) lfirst(step))->object;

			if (strcmp(object, psprintf("view \"%s\"", view->name)) == 0)
				add_owner(migration, "VIEW", view->target, object);
		}
	}
}

static void
add_findings(SqfMigration *migration)
{
	ListCell   *cell;

	foreach(cell, migration->findings)
	{
		const SqfFinding *finding = lfirst(cell);

		add_step(migration, SQF_STEP_TELL, "finding", finding->object, NULL,
				 psprintf("%s: %s Done: %s.", finding->what, finding->why,
						  finding->done), NULL);
	}
}

static void
add_verify(SqfMigration *migration)
{
	const SqfMigrationRequest *request = migration->request;
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "SELECT * FROM sqlite.verify(%s, %s",
					 quote_literal_cstr(request->source),
					 quote_literal_cstr(request->target_schema));
	append_names(&sql, "exclude_tables", request->exclude_tables);
	if (request->lower_identifiers)
		appendStringInfoString(&sql, ", identifiers => 'lower'");
	append_names(&sql, "tables", request->tables);
	appendStringInfoString(&sql, ") WHERE NOT matches");
	add_step(migration, SQF_STEP_VERIFY, "verify",
			 psprintf("schema %s", migration->schema), sql.data,
			 pstrdup("the source is read again, and a difference undoes the run"), NULL);
}

/* Into tables that are there, rows go with the caller's search path. */
static void
add_path(SqfMigration *migration, const char *search_path, const char *reason)
{
	if (migration->request->if_exists == SQF_IF_EXISTS_ERROR)
		return;
	add_step(migration, SQF_STEP_RUN, "search path", NULL,
			 psprintf("SELECT pg_catalog.set_config('search_path', %s, true)",
					  quote_literal_cstr(search_path)), pstrdup(reason), NULL);
}

static void
put_in_order(SqfMigration *migration, const SqfBuild *build,
			 const SqfStaging *staging)
{
	const SqfMigrationRequest *request = migration->request;
	ListCell   *cell;

	add_frame(migration, "begin", pstrdup("BEGIN ISOLATION LEVEL REPEATABLE READ"),
			  pstrdup("all or nothing, and of one state of the file"));
	add_frame(migration, "begin",
			  pstrdup("SET LOCAL search_path = " SAFE_PATH),
			  pstrdup("nobody's functions but PostgreSQL's own"));
	migration->steps = list_concat(migration->steps, staging->make);
	if (!OidIsValid(get_namespace_oid(request->target_schema, true)))
	{
		add_step(migration, SQF_STEP_RUN, "create schema",
				 psprintf("schema %s", migration->schema),
				 psprintf("CREATE SCHEMA %s", migration->schema),
				 pstrdup("is not there yet"), NULL);
		add_owner(migration, "SCHEMA", migration->schema,
				  psprintf("schema %s", migration->schema));
	}
	add_loads(migration, build, false);
	add_path(migration, migration->search_path,
			 "triggers of the target find what they look for");
	if (request->if_exists == SQF_IF_EXISTS_TRUNCATE)
		add_truncate(migration);
	migration->steps = list_concat(migration->steps, build->before_load);
	add_loads(migration, build, true);
	migration->steps = list_concat(migration->steps, build->after_load);
	add_path(migration, SAFE_PATH, "nobody's functions but PostgreSQL's own");
	migration->steps = list_concat(migration->steps, build->keys);
	migration->steps = list_concat(migration->steps, build->checks);
	migration->steps = list_concat(migration->steps, build->foreign_keys);
	foreach(cell, migration->tables)
		add_identities(migration, lfirst(cell));
	migration->steps = list_concat(migration->steps, build->views);
	migration->steps = list_concat(migration->steps, build->comments);
	add_owners(migration, build);
	foreach(cell, migration->tables)
	{
		SqfMigratedTable *table = lfirst(cell);

		if (!OidIsValid(table->existing) || sqf_partner_can_analyze(table))
			add_step(migration, SQF_STEP_RUN, "analyze", table_object(table),
					 psprintf("ANALYZE %s", table->target),
					 pstrdup("the planner knows the rows"), table);
	}
	if (request->verify)
		add_verify(migration);
	migration->steps = list_concat(migration->steps, staging->drop);
	add_frame(migration, "commit", pstrdup("COMMIT"), NULL);
	add_findings(migration);
}

/* What the trial is about. */
typedef struct Trial
{
	SqfBuild	build;
	const SqfStaging *staging;
} Trial;

/* Is the caller allowed to load the tables that are there, and do the types go together? */
static void
try_loads(const SqfMigration *migration)
{
	int			nest_level = sqf_run_sql_begin_path(migration->search_path);
	ListCell   *cell;

	foreach(cell, migration->tables)
	{
		const SqfMigratedTable *table = lfirst(cell);

		if (OidIsValid(table->existing))
			sqf_permission_to_insert(table, write_load(table));
	}
	AtEOXact_GUC(true, nest_level);
	foreach(cell, migration->tables)
	{
		const SqfMigratedTable *table = lfirst(cell);

		if (OidIsValid(table->existing))
			sqf_permission_to_load(migration->request, table);
	}
}

static void
build_on_trial(void *arg)
{
	Trial	   *trial = arg;
	SqfMigration *migration = trial->build.migration;
	const SqfMigrationRequest *request = migration->request;

	run_steps(trial->staging->make);
	sqf_describe_tables(migration, trial->staging);
	move_views(migration);
	if (sqf_source_schema(request->source) == NULL)
		add_views_of_file(migration);
	sqf_partner_check_all(migration);
	check_any(migration);
	check_target(migration);
	try_loads(migration);
	sqf_load_order(migration, &trial->build.before_load, &trial->build.after_load);
	if (request->if_exists == SQF_IF_EXISTS_APPEND)
		sqf_collision_check(migration);
	if (!OidIsValid(get_namespace_oid(request->target_schema, true)))
		sqf_run_sql(psprintf("CREATE SCHEMA %s", migration->schema));
	build_all(&trial->build);
}

/*
 * At the end of each subtransaction PostgreSQL looks through all tables that were
 * made so far.  So the first trial does without one for each statement; if one of
 * them is refused, another trial finds out which are.
 */
static ErrorData *
run_trial(Trial *trial)
{
	SqfMigration *migration = trial->build.migration;
	SqfMigration before = *migration;
	ErrorData  *error;

	Assert(migration->tables == NIL && migration->views == NIL &&
		   migration->steps == NIL);
	before.findings = list_copy(migration->findings);
	before.unmatched = list_copy(migration->unmatched);
	error = sqf_subtransaction_run(build_on_trial, trial, SQF_UNDO);
	if (error == NULL || !trial->build.is_trying ||
		!sqf_run_sql_is_to_blame(error))
		return error;

	*migration = before;
	trial->build = (SqfBuild) {.migration = migration,.is_careful = true};
	return sqf_subtransaction_run(build_on_trial, trial, SQF_UNDO);
}

/*
 * sqf_build_migration finds the tables of a migration, its steps and findings.
 * SPI must be connected; nothing is left in the catalogue.
 */
void
sqf_build_migration(SqfMigration *migration)
{
	Trial		trial = {.build = {.migration = migration}};
	ErrorData  *error;

	sqf_permission_to_migrate(migration->request);
	sqf_lock_room_check(migration->request);
	trial.staging = sqf_staging_plan(migration);
	error = run_trial(&trial);
	migration->staging_schema = trial.staging->own_schema;
	migration->is_circular = trial.build.before_load != NIL;

	if (error != NULL)
		ReThrowError(error);
	put_in_order(migration, &trial.build, trial.staging);
}
