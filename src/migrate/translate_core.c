/*-------------------------------------------------------------------------
 *
 * translate_core.c
 *	  One SELECT, without what compounds and WITH put around it.
 *
 * IDENTIFICATION
 *	  src/migrate/translate_core.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "migrate/translate_internal.h"
#include "miscadmin.h"

/* ---------------------------------------------------------------------------
 * Outputs
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_core_finish makes of an operand what a column of a result is: no boolean
 * but that of a column, no literal without a type.
 */
bool
sqf_core_finish(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *operand)
{
	if (!sqf_operand_settle(t, operand))
		return false;
	if (operand->kind == SQF_KIND_BOOL && operand->like == NULL)
		return sqf_operand_to_number(t, expr, operand);
	if (operand->kind == SQF_KIND_JSON_VALUE)
		return sqf_operand_to_text(t, expr, operand);
	if (operand->kind == SQF_KIND_NULL)
		operand->sql = "NULL::text";
	else if (operand->kind == SQF_KIND_TEXT && operand->constant != NULL)
		operand->sql = psprintf("%s::text", operand->sql);
	return true;
}

/* SQLite's name of an output without an alias. */
static const char *
name_of(SqfTranslation *t, const SqfSqlExpr *expr)
{
	const SqfSqlExpr *inner = expr;
	const char *name;

	while (inner->kind == SQF_SQL_COLLATE)
		inner = linitial(inner->args);
	name = sqf_query_name(t, inner);
	return name != NULL ? name : pnstrdup(expr->source, expr->source_length);
}

static bool
add_expression(SqfTranslation *t, const SqfSqlOutput *output, List **columns)
{
	SqfSelected *column = palloc0(sizeof(SqfSelected));

	if (!sqf_expr_translate(t, output->expr, &column->operand) ||
		!sqf_core_finish(t, output->expr, &column->operand))
		return false;
	column->name = output->alias != NULL ? output->alias :
		name_of(t, output->expr);
	*columns = lappend(*columns, column);
	return true;
}

/* What * or t.* stands for. */
static bool
add_star(SqfTranslation *t, const SqfSqlExpr *expr, const char *star_of,
		 List **columns)
{
	ListCell   *cell;
	int			before = list_length(*columns);

	if (t->query->is_grouped)
		return sqf_translate_fail(t, expr, "* is neither grouped nor aggregated");
	foreach(cell, t->query->sources)
	{
		const SqfFromItem *source = lfirst(cell);
		ListCell   *column_cell;

		if (star_of != NULL && pg_strcasecmp(source->name, star_of) != 0)
			continue;
		foreach(column_cell, source->columns)
		{
			const SqfSelected *column = lfirst(column_cell);
			SqfSelected *copy = palloc(sizeof(SqfSelected));

			if (column->is_hidden && star_of == NULL)
				continue;
			*copy = *column;
			*columns = lappend(*columns, copy);
		}
	}
	if (list_length(*columns) > MaxTupleAttributeNumber)
		return sqf_translate_fail(t, expr, "there are more than %d columns",
								  MaxTupleAttributeNumber);
	return list_length(*columns) > before ||
		sqf_translate_fail(t, expr, "* stands for nothing");
}

static bool
translate_outputs(SqfTranslation *t, const SqfSqlExpr *expr,
				  const List *outputs, List **columns)
{
	ListCell   *cell;

	*columns = NIL;
	foreach(cell, outputs)
	{
		const SqfSqlOutput *output = lfirst(cell);

		if (output->expr == NULL ?
			!add_star(t, expr, output->star_of, columns) :
			!add_expression(t, output, columns))
			return false;
	}
	return true;
}

/* ---------------------------------------------------------------------------
 * GROUP BY
 * ---------------------------------------------------------------------------
 */

static bool
has_aggregate(const SqfSqlExpr *expr)
{
	ListCell   *cell;

	check_stack_depth();
	if (expr == NULL)
		return false;
	if (sqf_aggregate_is_call(expr))
		return true;
	foreach(cell, expr->args)
		if (has_aggregate(lfirst(cell)))
			return true;
	return has_aggregate(expr->operand) || has_aggregate(expr->otherwise);
}

static bool
is_aggregating(const SqfSqlCore *core, const SqfSqlSelect *select)
{
	ListCell   *cell;

	if (core->group_by != NIL || core->having != NULL)
		return true;
	foreach(cell, core->outputs)
		if (has_aggregate(((SqfSqlOutput *) lfirst(cell))->expr))
			return true;
	foreach(cell, select->order_by)
		if (has_aggregate(((SqfSqlTerm *) lfirst(cell))->expr))
			return true;
	return false;
}

/* The expression of a term of GROUP BY: a number is that of an output. */
static const SqfSqlExpr *
find_group(const SqfSqlCore *core, const SqfSqlExpr *term)
{
	int64		number;

	if (!sqf_constant_integer(term, &number))
		return term;
	if (number < 1 || number > list_length(core->outputs))
		return NULL;
	return ((SqfSqlOutput *) list_nth(core->outputs, number - 1))->expr;
}

static bool
translate_group_by(SqfTranslation *t, const SqfSqlCore *core, StringInfo sql)
{
	ListCell   *cell;

	foreach(cell, core->group_by)
	{
		const SqfSqlExpr *term = find_group(core, lfirst(cell));
		SqfOperand *key = palloc(sizeof(SqfOperand));
		SqfOperand	settled;

		if (term == NULL)
			return sqf_translate_fail(t, lfirst(cell), "a number is no column");
		if (!sqf_expr_translate(t, term, key))
			return false;
		settled = *key;
		if (!sqf_operand_settle(t, &settled))
			return false;
		if (!sqf_query_is_groupable(key) || key->constant != NULL)
			return sqf_translate_fail(t, term, "which of these values are equal is not known");
		appendStringInfo(sql, "%s%s", t->query->keys == NIL ? " GROUP BY " : ", ",
						 settled.sql);
		t->query->keys = lappend(t->query->keys, key);
	}
	return true;
}

/* ---------------------------------------------------------------------------
 * All of it
 * ---------------------------------------------------------------------------
 */

static bool
translate_where(SqfTranslation *t, const SqfSqlExpr *condition,
				const char *keyword, StringInfo sql)
{
	char	   *translated;

	if (condition == NULL)
		return true;
	if (!sqf_expr_condition(t, condition, &translated))
		return false;
	appendStringInfo(sql, " %s %s", keyword, translated);
	return true;
}

static bool
check_distinct(SqfTranslation *t, const SqfSqlExpr *expr, const List *columns)
{
	ListCell   *cell;

	foreach(cell, columns)
		if (!sqf_query_is_groupable(&((SqfSelected *) lfirst(cell))->operand))
			return sqf_translate_fail(t, expr, "which of these values are equal is not known");
	return true;
}

static bool
translate_parts(SqfTranslation *t, const SqfSqlExpr *expr,
				const SqfSqlCore *core, const SqfSqlSelect *select,
				SqfCoreResult *result)
{
	SqfQuery   *query = t->query;
	StringInfoData sql;

	initStringInfo(&sql);
	if (core->from != NIL)
	{
		appendStringInfoString(&sql, " FROM ");
		if (!sqf_from_translate(t, expr, core->from, &sql))
			return false;
	}
	query->outputs = core->outputs;
	if (!translate_where(t, core->where, "WHERE", &sql) ||
		!translate_group_by(t, core, &sql))
		return false;
	query->is_grouped = query->takes_aggregates = is_aggregating(core, select);
	if (!translate_where(t, core->having, "HAVING", &sql))
		return false;
	query->outputs = NIL;
	if (!translate_outputs(t, expr, core->outputs, &result->columns) ||
		(core->distinct && !check_distinct(t, expr, result->columns)))
		return false;
	result->rest = sql.data;
	result->order = "";
	query->outputs = core->outputs;
	return list_length(select->cores) > 1 ||
		sqf_order_in_core(t, core, select->order_by, result);
}

/*
 * sqf_core_translate translates one SELECT of a compound; if it is the only one,
 * with ORDER BY.
 */
bool
sqf_core_translate(SqfTranslation *t, const SqfSqlExpr *expr,
				   const SqfSqlCore *core, const SqfSqlSelect *select,
				   SqfCoreResult *result)
{
	SqfQuery	query = {.outer = t->query};
	bool		translated;

	memset(result, 0, sizeof(*result));
	t->query = &query;
	translated = translate_parts(t, expr, core, select, result);
	t->query = query.outer;
	return translated;
}
