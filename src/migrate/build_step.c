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

#include "catalog/namespace.h"
#include "catalog/pg_constraint.h"
#include "commands/defrem.h"
#include "migrate/build.h"
#include "migrate/finding.h"
#include "migrate/run_sql.h"
#include "utils/elog.h"
#include "utils/lsyscache.h"

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

static ErrorData *
run_on_trial(SqfBuild *build, const char *statement)
{
	if (build->is_careful)
		return sqf_run_sql_try(statement, NULL);
	build->is_trying = true;
	sqf_run_sql(statement);
	build->is_trying = false;
	return NULL;
}

/*
 * sqf_build_try runs a step on empty tables.  If PostgreSQL refuses it, the
 * result is false, and that is a finding about original, what the file has, and
 * about what is there otherwise; or that is thrown, unless the build is careful.
 */
bool
sqf_build_try(SqfBuild *build, SqfStep *step, const char *original,
			  const char *otherwise)
{
	ErrorData  *error = run_on_trial(build, step->statement);

	if (error == NULL)
		return true;
	sqf_finding_add(build->migration, step->object, pstrdup(original),
					psprintf("PostgreSQL refuses it: %s%s%s", error->message,
							 error->detail != NULL ? ": " : ".",
							 error->detail != NULL ? error->detail : ""),
					pstrdup(otherwise));
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

/* ---------------------------------------------------------------------------
 * Names
 * ---------------------------------------------------------------------------
 */

static Oid
target_schema(const SqfBuild *build)
{
	return get_namespace_oid(build->migration->request->target_schema, false);
}

/* In lower case if that is asked for. */
static char *
wanted_name(const SqfBuild *build, const char *given)
{
	char	   *name = pstrdup(given);

	if (build->migration->request->lower_identifiers)
		for (char *p = name; *p != '\0'; p++)
			*p = pg_ascii_tolower((unsigned char) *p);
	return name;
}

static void
tell_renamed(SqfBuild *build, char *object, const char *given, const char *name)
{
	if (strcmp(given, name) != 0)
		sqf_finding_add(build->migration, object, psprintf("named \"%s\"", given),
						pstrdup("PostgreSQL cannot have this name, or has it already."),
						psprintf("renamed to \"%s\"", name));
}

/*
 * sqf_build_index_name returns the name that an index, or a constraint that has
 * one, was given.  Those of a schema must differ, unlike SQLite's constraints; if
 * another one must be taken, that is a finding about object.
 */
char *
sqf_build_index_name(SqfBuild *build, const char *given, char *object)
{
	Oid			schema = target_schema(build);
	char	   *wanted = wanted_name(build, given);
	char	   *name = makeObjectName(wanted, NULL, NULL);

	for (int number = 1; OidIsValid(get_relname_relid(name, schema)); number++)
		name = makeObjectName(wanted, NULL, psprintf("%d", number));
	tell_renamed(build, object, wanted, name);
	return name;
}

/* Is a name of a constraint taken?  Those of one table must differ. */
static bool
is_taken(const SqfBuild *build, const SqfMigratedTable *table, const char *name)
{
	Oid			relid = get_relname_relid(table->name, target_schema(build));
	ListCell   *cell;

	foreach(cell, build->constraint_names)
	{
		if (strcmp(lfirst(cell), name) == 0)
			return true;
	}
	return ConstraintNameIsUsed(CONSTRAINT_RELATION, relid, name);
}

static bool
is_given(const SqfMigratedTable *table, const char *name)
{
	ListCell   *cell;

	foreach(cell, table->declared->constraints)
	{
		const SqfSqlConstraint *constraint = lfirst(cell);

		if (constraint->name != NULL && strcmp(constraint->name, name) == 0)
			return true;
	}
	return false;
}

static char *
choose_constraint_name(SqfBuild *build, const SqfMigratedTable *table,
					   const char *columns, const char *label)
{
	char	   *name = makeObjectName(table->name, columns, label);

	for (int number = 1; is_taken(build, table, name) || is_given(table, name); number++)
		name = makeObjectName(table->name, columns, psprintf("%s%d", label, number));
	build->constraint_names = lappend(build->constraint_names, name);
	return name;
}

/*
 * sqf_build_constraint_name returns the name that a constraint without an index
 * was given, or one as PostgreSQL would choose.  SQLite has constraints of one
 * name in a table; if another one must be taken, that is a finding.
 */
char *
sqf_build_constraint_name(SqfBuild *build, const char *given,
						  const SqfMigratedTable *table, const char *columns,
						  const char *label)
{
	char	   *wanted;
	char	   *name;

	if (given == NULL)
		return choose_constraint_name(build, table, columns, label);
	wanted = wanted_name(build, given);
	name = makeObjectName(wanted, NULL, NULL);
	for (int number = 1; is_taken(build, table, name); number++)
		name = makeObjectName(wanted, NULL, psprintf("%d", number));
	tell_renamed(build, psprintf("constraint \"%s\" of table \"%s\"", given, table->name),
				 wanted, name);
	return name;
}

/*
 * sqf_build_tell_remark makes a finding of a translator's remark, if there is one:
 * what original became means something slightly else.
 */
void
sqf_build_tell_remark(SqfBuild *build, char *object, const char *original,
					  char *remark, const char *became)
{
	if (remark != NULL)
		sqf_finding_add(build->migration, object, pstrdup(original), remark,
						psprintf("became %s", became));
}
