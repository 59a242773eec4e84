/*-------------------------------------------------------------------------
 *
 * translate_order.c
 *	  ORDER BY: for SQLite NULL is less than anything.
 *
 * IDENTIFICATION
 *	  src/migrate/translate_order.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "migrate/translate_internal.h"

/* ---------------------------------------------------------------------------
 * Terms
 * ---------------------------------------------------------------------------
 */

static bool
append_term(SqfTranslation *t, const SqfSqlTerm *term, SqfOperand *operand,
			StringInfo sql)
{
	bool		nulls_first = term->nulls_first ||
		(!term->nulls_last && !term->descending);
	char	   *key;

	if (term->collation != NULL && operand->kind == SQF_KIND_TEXT)
		operand->collation =
			pg_strcasecmp(term->collation, "BINARY") == 0 ? NULL : term->collation;
	key = sqf_compare_sort_key(t, term->expr, operand);
	if (key == NULL)
		return false;
	appendStringInfo(sql, "%s%s%s NULLS %s", sql->len == 0 ? " ORDER BY " : ", ",
					 key, term->descending ? " DESC" : "",
					 nulls_first ? "FIRST" : "LAST");
	return true;
}

/* The place of the output that a term numbers, or -1. */
static int
find_number(const SqfSqlTerm *term, int count)
{
	int64		number;

	if (!sqf_constant_integer(term->expr, &number) ||
		number < 1 || number > count)
		return -1;
	return number - 1;
}

/* The place of the output with this name, or -1. */
static int
find_name(const SqfSqlTerm *term, const List *columns)
{
	ListCell   *cell;

	if (term->expr->kind != SQF_SQL_NAME || term->expr->qualifier != NULL)
		return -1;
	foreach(cell, columns)
		if (pg_strcasecmp(((SqfSelected *) lfirst(cell))->name,
						  term->expr->text) == 0)
			return foreach_current_index(cell);
	return -1;
}

static bool
has_alias(const SqfSqlCore *core, const char *name)
{
	ListCell   *cell;

	foreach(cell, core->outputs)
	{
		const SqfSqlOutput *output = lfirst(cell);

		if (output->alias != NULL && pg_strcasecmp(output->alias, name) == 0)
			return true;
	}
	return false;
}

/* ---------------------------------------------------------------------------
 * Inside a SELECT
 * ---------------------------------------------------------------------------
 */

/* An alias comes before a column of its name. */
static int
find_output(const SqfSqlCore *core, const SqfSqlTerm *term, const List *columns)
{
	int			place = find_number(term, list_length(columns));

	if (place >= 0 || term->expr->kind != SQF_SQL_NAME ||
		!has_alias(core, term->expr->text))
		return place;
	return find_name(term, columns);
}

/* The output that is the same expression as a term of ORDER BY. */
static int
find_same(SqfTranslation *t, const SqfSqlTerm *term, const List *columns)
{
	SqfOperand	operand;
	ListCell   *cell;

	if (!sqf_expr_translate(t, term->expr, &operand) ||
		!sqf_core_finish(t, term->expr, &operand))
		return -1;
	foreach(cell, columns)
		if (strcmp(((SqfSelected *) lfirst(cell))->operand.sql, operand.sql) == 0)
			return foreach_current_index(cell);
	return -1;
}

static bool
find_distinct_order(SqfTranslation *t, const SqfSqlCore *core,
					const List *order_by, SqfCoreResult *result)
{
	ListCell   *cell;

	foreach(cell, order_by)
	{
		const SqfSqlTerm *term = lfirst(cell);
		int			place = find_output(core, term, result->columns);

		if (place < 0)
			place = find_same(t, term, result->columns);
		if (place < 0)
			return sqf_translate_fail(t, term->expr, "DISTINCT is ordered by something else than a column of the result");
		result->order_columns = lappend_int(result->order_columns, place);
	}
	return true;
}

/*
 * sqf_order_in_core translates ORDER BY of a SELECT that is no compound, into
 * result->order; with DISTINCT, which PostgreSQL does not sort by an expression
 * of a column, into result->order_columns.
 */
bool
sqf_order_in_core(SqfTranslation *t, const SqfSqlCore *core,
				  const List *order_by, SqfCoreResult *result)
{
	StringInfoData sql;
	ListCell   *cell;

	if (core->distinct)
		return find_distinct_order(t, core, order_by, result);
	initStringInfo(&sql);
	foreach(cell, order_by)
	{
		const SqfSqlTerm *term = lfirst(cell);
		int			place = find_output(core, term, result->columns);
		SqfOperand	operand;

		if (place >= 0)
			operand = ((SqfSelected *) list_nth(result->columns, place))->operand;
		else if (!sqf_expr_translate(t, term->expr, &operand))
			return false;
		if (operand.constant != NULL)
			continue;			/* sorts nothing */
		if (!append_term(t, term, &operand, &sql))
			return false;
	}
	result->order = sql.data;
	return true;
}

/* ---------------------------------------------------------------------------
 * Around a SELECT
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_order_names finds the columns (places from 0) of a compound's result by
 * which it is sorted.
 */
bool
sqf_order_names(SqfTranslation *t, const List *order_by, const List *columns,
				List **indexes)
{
	ListCell   *cell;

	*indexes = NIL;
	foreach(cell, order_by)
	{
		const SqfSqlTerm *term = lfirst(cell);
		int			place = find_number(term, list_length(columns));

		if (place < 0)
			place = find_name(term, columns);
		if (place < 0)
			return sqf_translate_fail(t, term->expr, "a compound is ordered by something else than a column of the result");
		*indexes = lappend_int(*indexes, place);
	}
	return true;
}

/*
 * sqf_order_by_columns appends ORDER BY by columns of a result, which are named
 * from outside.
 */
bool
sqf_order_by_columns(SqfTranslation *t, const List *order_by,
					 const List *columns, const List *indexes, StringInfo sql)
{
	StringInfoData order;
	ListCell   *term;
	ListCell   *place;

	initStringInfo(&order);
	forboth(term, order_by, place, indexes)
	{
		SqfOperand	operand =
			((SqfSelected *) list_nth(columns, lfirst_int(place)))->operand;

		if (!append_term(t, lfirst(term), &operand, &order))
			return false;
	}
	appendStringInfoString(sql, order.data);
	return true;
}
