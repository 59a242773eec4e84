/*-------------------------------------------------------------------------
 *
 * translate_query.c
 *	  What names mean inside a SELECT, and what may stand beside GROUP BY.
 *
 * IDENTIFICATION
 *	  src/migrate/translate_query.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "migrate/translate_internal.h"
#include "miscadmin.h"
#include "utils/builtins.h"

/* ---------------------------------------------------------------------------
 * Columns
 * ---------------------------------------------------------------------------
 */

/* How many columns of one SELECT's FROM a name means; one of them in *found. */
static int
find_in_sources(const SqfQuery *query, const SqfSqlExpr *expr,
				const SqfSelected **found)
{
	int			count = 0;
	ListCell   *cell;

	foreach(cell, query->sources)
	{
		const SqfFromItem *source = lfirst(cell);
		ListCell   *column_cell;

		if (expr->qualifier != NULL &&
			(source->name == NULL ||
			 pg_strcasecmp(source->name, expr->qualifier) != 0))
			continue;
		foreach(column_cell, source->columns)
		{
			const SqfSelected *column = lfirst(column_cell);

			if (pg_strcasecmp(column->name, expr->text) != 0 ||
				(column->is_hidden && expr->qualifier == NULL))
				continue;
			*found = column;
			count++;
		}
	}
	return count;
}

/* The output that an alias names, which SQLite takes where no column has it. */
static const SqfSqlExpr *
find_alias(const SqfQuery *query, const SqfSqlExpr *expr)
{
	ListCell   *cell;

	if (expr->qualifier != NULL)
		return NULL;
	foreach(cell, query->outputs)
	{
		const SqfSqlOutput *output = lfirst(cell);

		if (output->alias != NULL && output->expr != NULL &&
			pg_strcasecmp(output->alias, expr->text) == 0)
			return output->expr;
	}
	return NULL;
}

/* Translate what an alias stands for; inside it, aliases mean nothing. */
static bool
translate_alias(SqfTranslation *t, SqfQuery *query, const SqfSqlExpr *aliased,
				SqfOperand *result)
{
	SqfQuery   *inner = t->query;
	List	   *outputs = query->outputs;
	bool		translated;

	query->outputs = NIL;
	t->query = query;
	translated = sqf_expr_translate(t, aliased, result);
	t->query = inner;
	query->outputs = outputs;
	return translated;
}

/*
 * sqf_query_column looks for a column, or an alias, in the SELECTs around, from
 * the innermost one on.  Returns false on failure; *found tells whether there is
 * one.
 */
bool
sqf_query_column(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *result,
				 bool *found)
{
	for (SqfQuery *query = t->query; query != NULL; query = query->outer)
	{
		const SqfSelected *column = NULL;
		const SqfSqlExpr *aliased;
		int			count = find_in_sources(query, expr, &column);

		if (count > 1)
			return sqf_translate_fail(t, expr, "column \"%s\" is ambiguous",
									  expr->text);
		if (count == 1)
		{
			if (query->is_grouped && !query->in_aggregate)
				return sqf_translate_fail(t, expr, "column \"%s\" is neither grouped nor aggregated",
										  expr->text);
			*result = column->operand;
			*found = true;
			return true;
		}
		aliased = find_alias(query, expr);
		if (aliased != NULL)
		{
			*found = true;
			return translate_alias(t, query, aliased, result);
		}
	}
	*found = false;
	return true;
}

/*
 * sqf_query_name returns a column's name as its table has it; NULL if a name is
 * no column of the innermost SELECT.
 */
const char *
sqf_query_name(SqfTranslation *t, const SqfSqlExpr *expr)
{
	const SqfSelected *column = NULL;

	return expr->kind == SQF_SQL_NAME &&
		find_in_sources(t->query, expr, &column) == 1 ? column->name : NULL;
}

/*
 * sqf_query_common returns what WITH calls by a name in the SELECTs around, or
 * NULL.
 */
SqfFromItem *
sqf_query_common(SqfTranslation *t, const char *name)
{
	for (const SqfQuery *query = t->query; query != NULL; query = query->outer)
	{
		ListCell   *cell;

		foreach(cell, query->common)
		{
			SqfFromItem  *source = lfirst(cell);

			if (pg_strcasecmp(source->name, name) == 0)
				return source;
		}
	}
	return NULL;
}

/*
 * sqf_query_columns_as returns columns of a SELECT's result as those around it
 * see them, under an alias.
 */
List *
sqf_query_columns_as(const List *columns, const char *alias)
{
	List	   *seen = NIL;
	ListCell   *cell;

	foreach(cell, columns)
	{
		const SqfSelected *column = lfirst(cell);
		SqfSelected *copy = palloc(sizeof(SqfSelected));

		*copy = *column;
		copy->is_hidden = false;
		copy->operand.constant = NULL;
		copy->operand.minimum = PG_INT64_MIN;
		copy->operand.is_collated = false;
		copy->operand.sql = psprintf("%s.%s", quote_identifier(alias),
									 quote_identifier(column->name));
		copy->operand.moment = copy->operand.kind == SQF_KIND_TIME ?
			sqf_time_of_column(copy->operand.like, copy->operand.sql) : NULL;
		seen = lappend(seen, copy);
	}
	return seen;
}

/* ---------------------------------------------------------------------------
 * Groups
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_query_is_groupable tells whether values are equal in PostgreSQL where they
 * are equal in SQLite, and one may stand for the other.
 */
bool
sqf_query_is_groupable(const SqfOperand *operand)
{
	return operand->kind != SQF_KIND_JSON && operand->kind != SQF_KIND_JSONB &&
		operand->kind != SQF_KIND_JSON_VALUE &&
		(operand->kind != SQF_KIND_TEXT || operand->collation == NULL);
}

/* Every level of subqueries would be tried twice. */
static bool
has_select(const SqfSqlExpr *expr)
{
	ListCell   *cell;

	check_stack_depth();
	if (expr == NULL)
		return false;
	if (expr->select != NULL)
		return true;
	foreach(cell, expr->args)
		if (has_select(lfirst(cell)))
			return true;
	return has_select(expr->operand) || has_select(expr->otherwise);
}

/* Is it one of the keys?  An operand is known by what is written for it. */
static bool
is_key(SqfTranslation *t, const SqfOperand *operand)
{
	SqfOperand	settled = *operand;
	ListCell   *cell;

	if (!sqf_operand_settle(t, &settled))
		return false;
	foreach(cell, t->query->keys)
	{
		SqfOperand	key = *(SqfOperand *) lfirst(cell);

		if (sqf_operand_settle(t, &key) && strcmp(key.sql, settled.sql) == 0)
			return true;
	}
	return false;
}

/*
 * sqf_query_groups tells whether an expression, without a subquery in it, is one
 * by which the innermost SELECT is grouped, and then translates it.
 */
bool
sqf_query_groups(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *result)
{
	SqfQuery   *query = t->query;
	SqfTranslation trial = *t;
	bool		translated;

	if (query->in_aggregate || query->keys == NIL || has_select(expr))
		return false;
	trial.remarks = list_copy(t->remarks);
	query->is_grouped = query->takes_aggregates = false;
	translated = sqf_expr_translate(&trial, expr, result);
	query->is_grouped = query->takes_aggregates = true;
	if (!translated || trial.failure != NULL || !is_key(&trial, result))
		return false;
	*t = trial;
	return true;
}
