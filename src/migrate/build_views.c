/*-------------------------------------------------------------------------
 *
 * build_views.c
 *	  Views are built here, and triggers are told of.
 *
 * IDENTIFICATION
 *	  src/migrate/build_views.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "catalog/namespace.h"
#include "lib/stringinfo.h"
#include "migrate/build.h"
#include "migrate/describe.h"
#include "migrate/finding.h"
#include "migrate/sql_list.h"
#include "migrate/sql_parse.h"
#include "remote/schema_text.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

/* What later views may read of a view that was made just now. */
static SqfScopeTable *
describe_scope(const SqfMigrationRequest *request, const SqfMigratedView *view,
			   const char *remote_name)
{
	SqfScopeTable *scope = palloc0(sizeof(SqfScopeTable));
	Oid			schema = get_namespace_oid(request->target_schema, false);
	Relation	relation = table_open(get_relname_relid(view->name, schema),
									  AccessShareLock);
	TupleDesc	tupdesc = RelationGetDescr(relation);

	scope->remote_name = remote_name;
	scope->schema = request->target_schema;
	scope->local_name = view->name;
	scope->column_count = tupdesc->natts;
	scope->columns = palloc0(tupdesc->natts * sizeof(SqfScopeColumn));
	for (int i = 0; i < tupdesc->natts; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(tupdesc, i);
		SqfScopeColumn *column = &scope->columns[i];

		column->remote_name = pstrdup(NameStr(attribute->attname));
		column->local_name = column->remote_name;
		column->type = attribute->atttypid;
		column->typmod = attribute->atttypmod;
		column->affinity = SQF_AFFINITY_BLOB;
	}
	table_close(relation, AccessShareLock);
	return scope;
}

/* " (a, b)" if the view names its columns, else "". */
static char *
write_columns(const List *columns)
{
	return columns == NIL ? "" :
		psprintf(" (%s)", sqf_sql_list_identifiers(columns));
}

static void
tell_left_out(SqfBuild *build, char *object, const SqfMigratedView *view,
			  char *why)
{
	sqf_finding_add(build->migration, object, pstrdup(view->sql), why,
					pstrdup("left out"));
}

static void
build_view(SqfBuild *build, const SqfMigratedView *view)
{
	char	   *object = psprintf("view \"%s\"", view->name);
	char	   *failure = NULL;
	char	   *remark = NULL;
	List	   *columns = NIL;
	SqfSqlView *parsed = sqf_sql_parse_view(view->sql, &failure);
	char	   *sql;
	SqfStep    *step;

	if (parsed == NULL)
	{
		tell_left_out(build, object, view, psprintf("Its text %s.", failure));
		return;
	}
	sql = sqf_translate_view(parsed,
							 sqf_build_view_scope(build, view->lease, view->zone),
							 &columns, &remark, &failure);
	if (sql == NULL)
	{
		tell_left_out(build, object, view, psprintf("%s.", failure));
		return;
	}
	step = sqf_build_step(SQF_STEP_RUN, "views", object,
						  psprintf("CREATE VIEW %s%s AS %s", view->target,
								   write_columns(columns), sql),
						  pstrdup("as in SQLite"), NULL);
	if (!sqf_build_try(build, step, view->sql, "left out"))
		return;
	if (remark != NULL)
		sqf_finding_add(build->migration, object, pstrdup(view->sql), remark,
						psprintf("became %s", step->statement));
	build->views = lappend(build->views, step);
	build->scopes = lappend(build->scopes,
							describe_scope(build->migration->request, view,
										   parsed->name));
}

/* The triggers of a table or view, which stay behind. */
static void
tell_triggers(SqfBuild *build, SqfLease *lease, const char *remote_name,
			  const char *owner)
{
	ListCell   *cell;

	foreach(cell, sqf_schema_texts_of(lease, "trigger", remote_name))
	{
		const SqfSchemaText *text = lfirst(cell);

		sqf_finding_add(build->migration,
						psprintf("trigger \"%s\" of %s", text->name, owner),
						text->sql,
						pstrdup("PostgreSQL writes triggers in another way."),
						pstrdup("left out"));
	}
}

/*
 * sqf_build_views builds the views of a migration, whose tables are there, and
 * notes their triggers.
 */
void
sqf_build_views(SqfBuild *build)
{
	ListCell   *cell;

	foreach(cell, build->migration->views)
	{
		const SqfMigratedView *view = lfirst(cell);

		build_view(build, view);
		tell_triggers(build, view->lease, view->remote_name,
					  psprintf("view \"%s\"", view->name));
	}
}

/*
 * sqf_build_tell_triggers notes the triggers of a table.
 */
void
sqf_build_tell_triggers(SqfBuild *build, SqfMigratedTable *table)
{
	if (table->remote != NULL)
		tell_triggers(build, table->lease, table->remote->name,
					  psprintf("table \"%s\"", table->name));
}
