/*-------------------------------------------------------------------------
 *
 * verify_columns.c
 *	  What a file declares of its columns is looked for in the target.
 *
 * IDENTIFICATION
 *	  src/migrate/verify_columns.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "migrate/run_sql.h"
#include "migrate/verify.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

/* Which values do not fit is told as "values". */
static void
tell_type(SqfVerification *verification, const SqfVerifyTable *table,
		  const SqfVerifyColumn *column)
{
	const char *declared = column->column->remote->declared_type;
	Oid			type;
	int32		typmod;
	Oid			collation;
	SqfVerified *line;

	get_atttypetypmodcoll(table->target, get_attnum(table->target, column->column->name),
						  &type, &typmod, &collation);
	line = sqf_verify_note(verification, table->table->name, column->column->name, "type",
						   pstrdup(declared[0] == '\0' ? "none" : declared),
						   format_type_with_typemod(type, typmod), table->all_rows_fit);
	if (!table->all_rows_fit)
		line->verdict = SQF_NOT_COMPARED;
}

static bool
is_not_null(const SqfVerifyTable *table, const SqfVerifyColumn *column)
{
	return sqf_run_sql_int64(psprintf("SELECT (a.attnotnull OR t.typnotnull)::int4::int8"
									  " FROM pg_attribute AS a"
									  " JOIN pg_type AS t ON t.oid = a.atttypid"
									  " WHERE a.attrelid = %u AND a.attnum = %d",
									  table->target,
									  get_attnum(table->target, column->column->name))) != 0;
}

/* SQLite files can have NULLs where they must not; then the target cannot say so. */
static void
look_for_not_null(SqfVerification *verification, const SqfVerifyTable *table,
				  const SqfVerifyColumn *column)
{
	bool		found = is_not_null(table, column);
	SqfVerified *line =
		sqf_verify_note(verification, table->table->name, column->column->name,
						"not null", pstrdup("NOT NULL"),
						found ? pstrdup("NOT NULL") : NULL, found);

	if (!found && sqf_run_sql_text(psprintf("SELECT 'NULL' FROM %s AS t WHERE %s IS NULL LIMIT 1",
											table->table->target, column->target)) != NULL)
		line->verdict = SQF_NOT_COMPARED;
}

/* Only that there is one can be told: another text may mean the same. */
static void
look_for_default(SqfVerification *verification, const SqfVerifyTable *table,
				 const SqfVerifyColumn *column)
{
	const char *name = column->column->name;
	char	   *found =
		sqf_run_sql_text(psprintf("SELECT COALESCE(pg_get_expr(d.adbin, d.adrelid), 'identity')"
								  " FROM pg_attribute AS a LEFT JOIN pg_attrdef AS d"
								  " ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
								  " WHERE a.attrelid = %u AND a.attnum = %d"
								  " AND (a.atthasdef OR a.attidentity <> '')",
								  table->target, get_attnum(table->target, name)));

	sqf_verify_note(verification, table->table->name, name, "default",
					pstrdup(column->column->remote->default_value), found, found != NULL);
}

static bool
has_default(const SqfColumn *column)
{
	return column->default_value != NULL && !column->is_rowid_alias &&
		pg_strcasecmp(column->default_value, "NULL") != 0;
}

static void
compare_column(SqfVerification *verification, const SqfVerifyTable *table,
			   const SqfVerifyColumn *column)
{
	const SqfColumn *remote = column->column->remote;

	if (remote == NULL)
		return;
	tell_type(verification, table, column);
	if (remote->not_null)
		look_for_not_null(verification, table, column);
	if (has_default(remote))
		look_for_default(verification, table, column);
}

/*
 * sqf_verify_columns compares what both sides declare of the columns that both have.
 */
void
sqf_verify_columns(SqfVerification *verification, const SqfVerifyTable *table)
{
	for (int i = 0; i < table->column_count; i++)
		compare_column(verification, table, &table->columns[i]);
}
