/*-------------------------------------------------------------------------
 *
 * build_step.c
 *	  One statement of a migration is made, and tried.
 *
 * IDENTIFICATION
 *	  src/migrate/build_step.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "commands/defrem.h"
#include "migrate/build.h"
#include "migrate/finding.h"
#include "migrate/run_sql.h"
#include "utils/elog.h"

/*
 * sqf_build_step makes a step of the texts, which must live as long.
 */
SqfStep *
sqf_build_step(SqfStepKind kind, const char *name, char *object,
			   char *statement, char *reason, SqfMigratedTable *table)
{
	SqfStep    *step = palloc0(sizeof(SqfStep));

	step->kind = kind;
	step->name = name;
	step->object = object;
	step->statement = statement;
	step->reason = reason;
	step->table = table;
	return step;
}

/*
 * sqf_build_try runs a step on empty tables.  If PostgreSQL refuses it, the
 * result is false, and that is a finding about original, what the file has.
 */
bool
sqf_build_try(SqfBuild *build, SqfStep *step, const char *original)
{
	ErrorData  *error = sqf_run_sql_try(step->statement, NULL);

	if (error == NULL)
		return true;
	sqf_finding_add(build->migration, step->object, pstrdup(original),
					psprintf("PostgreSQL refuses it: %s.", error->message),
					pstrdup("left out"));
	FreeErrorData(error);
	return false;
}

/*
 * sqf_build_scope says what names and constants mean in SQL that belongs to a
 * table.  All is palloc'd.
 */
SqfScope *
sqf_build_scope(const SqfBuild *build, const SqfMigratedTable *table)
{
	SqfScope   *scope = sqf_build_view_scope(build, table->lease, table->zone);

	scope->table = &table->scope;
	return scope;
}

/*
 * sqf_build_view_scope does it for SQL that belongs to a file alone.
 */
SqfScope *
sqf_build_view_scope(const SqfBuild *build, SqfLease *lease, pg_tz *zone)
{
	SqfColumnConstants *constants = palloc(sizeof(SqfColumnConstants));
	SqfScope   *scope = palloc0(sizeof(SqfScope));

	constants->lease = lease;
	constants->zone = zone;
	scope->tables = build->scopes;
	scope->read_constant = sqf_column_constant_read;
	scope->arg = constants;
	scope->timezone = pg_get_timezone_name(zone);
	return scope;
}

/*
 * sqf_build_source returns an expression as the file has it.
 */
char *
sqf_build_source(const SqfSqlExpr *expr)
{
	return pnstrdup(expr->source, expr->source_length);
}

/* Is a name of a constraint taken?  Those of one table must differ. */
static bool
is_taken(const SqfBuild *build, const char *name)
{
	ListCell   *cell;

	foreach(cell, build->constraint_names)
	{
		if (strcmp(lfirst(cell), name) == 0)
			return true;
	}
	return false;
}

/*
 * sqf_build_constraint_name returns the name that a constraint has, or one as
 * PostgreSQL would choose.
 */
char *
sqf_build_constraint_name(SqfBuild *build, const char *given,
						  const SqfMigratedTable *table, const char *columns,
						  const char *label)
{
	char	   *name;

	if (given != NULL)
		return makeObjectName(given, NULL, NULL);
	name = makeObjectName(table->name, columns, label);
	for (int number = 1; is_taken(build, name); number++)
		name = makeObjectName(table->name, columns, psprintf("%s%d", label, number));
	build->constraint_names = lappend(build->constraint_names, name);
	return name;
}
