/*-------------------------------------------------------------------------
 *
 * translate.c
 *	  What a file says in SQLite's SQL becomes PostgreSQL's: defaults, conditions,
 *	  generated columns, terms of indexes, views.
 *
 * Only functions, operators and types that stand in these rooms are ever written,
 * and names of tables and columns that the scope has.  What is not known is a
 * failure: a translation that means something else would be a silent loss.
 *
 * IDENTIFICATION
 *	  src/migrate/translate.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "migrate/translate_internal.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

/* ---------------------------------------------------------------------------
 * Begin and end of a translation
 * ---------------------------------------------------------------------------
 */

/* A hostile text makes much of little, which goes with the translation. */
static void
begin(SqfTranslation *t, const SqfScope *scope)
{
	memset(t, 0, sizeof(*t));
	t->scope = scope;
	t->volatility = PROVOLATILE_IMMUTABLE;
	t->now_zone = "UTC";
	t->context = AllocSetContextCreate(CurrentMemoryContext,
									   "sqlite_fdw translation",
									   ALLOCSET_DEFAULT_SIZES);
	t->caller = MemoryContextSwitchTo(t->context);
}

static char *
join_remarks(const List *remarks)
{
	StringInfoData text;
	ListCell   *cell;

	initStringInfo(&text);
	foreach(cell, remarks)
		appendStringInfo(&text, "%s%s", text.len > 0 ? "; " : "",
						 (char *) lfirst(cell));
	return text.data;
}

/* Give the result, or why there is none, to the caller of the translation. */
static char *
finish(const SqfTranslation *t, const char *sql, char **remark, char **failure)
{
	char	   *result = NULL;

	MemoryContextSwitchTo(t->caller);
	*remark = *failure = NULL;
	if (sql == NULL)
		*failure = t->failure != NULL ? pstrdup(t->failure) : NULL;
	else
		result = pstrdup(sql);
	if (sql != NULL && t->remarks != NIL)
		*remark = join_remarks(t->remarks);
	MemoryContextDelete(t->context);
	return result;
}

static bool
check_immutable(SqfTranslation *t, const SqfSqlExpr *expr)
{
	if (t->volatility == PROVOLATILE_IMMUTABLE)
		return true;
	return sqf_translate_fail(t, expr, "something that is not immutable in PostgreSQL is used");
}

/* ---------------------------------------------------------------------------
 * Values of a column
 * ---------------------------------------------------------------------------
 */

static bool
fail_assignment(SqfTranslation *t, const SqfSqlExpr *expr,
				const SqfScopeColumn *column)
{
	return sqf_translate_fail(t, expr, "column \"%s\" has another type than the value",
							  column->remote_name);
}

static bool
assign_number(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *operand,
			  const SqfOperand *target)
{
	if (!sqf_operand_to_number(t, expr, operand))
		return false;
	if (target->kind == SQF_KIND_INTEGER && operand->kind != SQF_KIND_INTEGER)
		return fail_assignment(t, expr, target->like);
	if (target->kind == SQF_KIND_NUMERIC && operand->kind == SQF_KIND_REAL)
		sqf_translate_remark(t, "a floating point number keeps 15 digits as numeric");
	return true;
}

static bool
assign_text(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *operand,
			const SqfOperand *target)
{
	if (!sqf_operand_settle(t, operand))
		return false;
	if (operand->kind != SQF_KIND_TEXT && operand->kind != SQF_KIND_JSON_VALUE &&
		target->like->affinity != SQF_AFFINITY_TEXT)
		return fail_assignment(t, expr, target->like);
	return sqf_operand_to_text(t, expr, operand);
}

static bool
is_stored_alike(const SqfOperand *operand, const SqfOperand *target)
{
	if (operand->kind != target->kind)
		return false;
	return (operand->kind != SQF_KIND_TIME && operand->kind != SQF_KIND_UUID) ||
		(operand->like->type == target->like->type &&
		 operand->like->format == target->like->format);
}

/* Write an operand as a value of a column. */
static bool
assign(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *operand,
	   const SqfScopeColumn *column, char **sql)
{
	SqfOperand	target;
	bool		assigned;

	sqf_operand_from_column(&target, column, "");
	if (operand->constant != NULL)
		return sqf_constant_read(t, expr, column, operand->constant, sql);
	if (target.kind == SQF_KIND_TIME && operand->moment != NULL &&
		!is_stored_alike(operand, &target))
		return sqf_moment_as_column(t, expr, operand->moment, column, sql);
	if (operand->kind == SQF_KIND_NULL)
		assigned = true;
	else if (sqf_operand_is_number(&target))
		assigned = assign_number(t, expr, operand, &target);
	else if (target.kind == SQF_KIND_TEXT)
		assigned = assign_text(t, expr, operand, &target);
	else
		assigned = is_stored_alike(operand, &target) ||
			fail_assignment(t, expr, column);
	*sql = operand->sql;
	return assigned;
}

/* ---------------------------------------------------------------------------
 * Defaults
 * ---------------------------------------------------------------------------
 */

/* A bare word is a string, but for TRUE and FALSE. */
static const SqfSqlExpr *
read_word(const SqfSqlExpr *expr)
{
	if (expr->kind != SQF_SQL_NAME || expr->qualifier != NULL ||
		sqf_expr_is_name(expr, "TRUE") || sqf_expr_is_name(expr, "FALSE"))
		return expr;
	return sqf_constant_make(SQF_SQL_STRING, expr->text, expr);
}

/*
 * The application's clock writes into such a column in the scope's zone, so 'now'
 * is meant in it.
 */
static void
choose_zone(SqfTranslation *t, const SqfScopeColumn *column)
{
	bool		is_written = column->type == TIMESTAMPOID ||
		column->type == TIMESTAMPTZOID || column->type == DATEOID ||
		column->type == TIMEOID;

	if (is_written && !sqf_moment_is_counted(column->format))
		t->now_zone = t->scope->timezone;
}

static char *
translate_default(SqfTranslation *t, const SqfSqlExpr *expr,
				  const SqfScopeColumn *column)
{
	SqfOperand	operand;
	char	   *sql;

	if (column->type == UUIDOID && sqf_random_is_uuid(expr))
	{
		sqf_translate_remark(t, "a random uuid is one of version 4");
		return "gen_random_uuid()";
	}
	choose_zone(t, column);
	if (!sqf_expr_value(t, expr, &operand) ||
		!assign(t, expr, &operand, column, &sql))
		return NULL;
	if (t->volatility != PROVOLATILE_IMMUTABLE && strcmp(t->now_zone, "UTC") != 0)
		sqf_translate_remark(t, psprintf("'now' is the time in %s, where SQLite's is UTC",
										 t->now_zone));
	return sql;
}

/*
 * sqf_translate_default translates DEFAULT of a column, as it stands behind that
 * word.
 */
char *
sqf_translate_default(const SqfSqlExpr *expr, const SqfScopeColumn *column,
					  const SqfScope *scope, char **remark, char **failure)
{
	SqfTranslation t;
	SqfScope	no_columns = *scope;

	no_columns.table = NULL;
	begin(&t, &no_columns);
	return finish(&t, translate_default(&t, read_word(expr), column), remark,
				  failure);
}

/* ---------------------------------------------------------------------------
 * Conditions, generated columns, indexes
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_translate_condition translates a condition on a row of scope->table, as
 * CHECK has it.
 */
char *
sqf_translate_condition(const SqfSqlExpr *expr, const SqfScope *scope,
						char **remark, char **failure)
{
	SqfTranslation t;
	char	   *sql;

	begin(&t, scope);
	if (!sqf_expr_condition(&t, expr, &sql))
		sql = NULL;
	return finish(&t, sql, remark, failure);
}

/*
 * sqf_translate_predicate is sqf_translate_condition for an index on some of the
 * rows, whose condition must be immutable.
 */
char *
sqf_translate_predicate(const SqfSqlExpr *expr, const SqfScope *scope,
						char **remark, char **failure)
{
	SqfTranslation t;
	char	   *sql;

	begin(&t, scope);
	if (!sqf_expr_condition(&t, expr, &sql) || !check_immutable(&t, expr))
		sql = NULL;
	return finish(&t, sql, remark, failure);
}

/*
 * sqf_translate_generated translates the expression of a generated column, which
 * must be immutable.
 */
char *
sqf_translate_generated(const SqfSqlExpr *expr, const SqfScopeColumn *column,
						const SqfScope *scope, char **remark, char **failure)
{
	SqfTranslation t;
	SqfOperand	operand;
	char	   *sql;

	begin(&t, scope);
	if (!sqf_expr_value(&t, expr, &operand) ||
		!assign(&t, expr, &operand, column, &sql) ||
		!check_immutable(&t, expr))
		sql = NULL;
	return finish(&t, sql, remark, failure);
}

/* A term with its collation; a date is indexed as one. */
static char *
translate_index_term(SqfTranslation *t, const SqfSqlExpr *expr,
					 const char *collation)
{
	SqfOperand	operand;

	if (!sqf_expr_translate(t, expr, &operand))
		return NULL;
	if (operand.moment != NULL && operand.sql == NULL &&
		operand.moment->shape == SQF_MOMENT_DATE)
		return psprintf("(%s)::date", operand.moment->instant);
	if (collation != NULL)
		operand.collation = pg_strcasecmp(collation, "BINARY") == 0 ? NULL : collation;
	if (!sqf_operand_settle(t, &operand))
		return NULL;
	if (operand.constant != NULL || operand.kind == SQF_KIND_JSON ||
		operand.kind == SQF_KIND_NULL)
	{
		(void) sqf_translate_fail(t, expr, "a value that has no order is indexed");
		return NULL;
	}
	if (operand.kind != SQF_KIND_TEXT || operand.collation == NULL)
		return operand.sql;
	return sqf_compare_sort_key(t, expr, &operand);
}

/*
 * sqf_translate_index_term translates a term of an index with its COLLATE, or
 * NULL, to what CREATE INDEX takes in parentheses.
 */
char *
sqf_translate_index_term(const SqfSqlExpr *expr, const char *collation,
						 const SqfScope *scope, char **remark, char **failure)
{
	SqfTranslation t;
	char	   *sql;

	begin(&t, scope);
	sql = translate_index_term(&t, expr, collation);
	if (sql != NULL && !check_immutable(&t, expr))
		sql = NULL;
	return finish(&t, sql, remark, failure);
}

/* ---------------------------------------------------------------------------
 * Views
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_translate_view translates the SELECT of a view; *columns becomes the List
 * of its columns' names as SQLite has them.
 */
char *
sqf_translate_view(const SqfSqlView *view, const SqfScope *scope, List **columns,
				   char **remark, char **failure)
{
	SqfTranslation t;
	List	   *selected = NIL;
	ListCell   *cell;
	char	   *sql;

	begin(&t, scope);
	sql = sqf_select_named(&t, view->select, NULL, view->columns, &selected);
	MemoryContextSwitchTo(t.caller);
	*columns = NIL;
	foreach(cell, selected)
		*columns = lappend(*columns, pstrdup(((SqfSelected *) lfirst(cell))->name));
	return finish(&t, sql, remark, failure);
}
