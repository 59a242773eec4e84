/*-------------------------------------------------------------------------
 *
 * translate_aggregate.c
 *	  Aggregates, with SQLite's meaning: avg() is a REAL, total() is never NULL.
 *
 * IDENTIFICATION
 *	  src/migrate/translate_aggregate.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "migrate/translate_internal.h"

typedef enum Aggregate
{
	AGGREGATE_AVG,
	AGGREGATE_COUNT,
	AGGREGATE_GROUP_CONCAT,
	AGGREGATE_MAX,
	AGGREGATE_MIN,
	AGGREGATE_STRING_AGG,
	AGGREGATE_SUM,
	AGGREGATE_TOTAL,
	AGGREGATE_NONE
} Aggregate;

static Aggregate
find_aggregate(const SqfSqlExpr *expr)
{
	static const struct
	{
		const char *name;
		int			max_args;
	}			aggregates[] = {
		{"avg", 1}, {"count", 1}, {"group_concat", 2}, {"max", 1}, {"min", 1},
		{"string_agg", 2}, {"sum", 1}, {"total", 1},
	};

	if (expr->kind != SQF_SQL_FUNCTION || expr->is_window)
		return AGGREGATE_NONE;
	for (size_t i = 0; i < lengthof(aggregates); i++)
		if (pg_strcasecmp(aggregates[i].name, expr->text) == 0 &&
			list_length(expr->args) <= aggregates[i].max_args)
			return (Aggregate) i;
	return AGGREGATE_NONE;
}

/*
 * sqf_aggregate_is_call tells whether an expression is a call of an aggregate;
 * min() and max() of several values are none.
 */
bool
sqf_aggregate_is_call(const SqfSqlExpr *expr)
{
	return find_aggregate(expr) != AGGREGATE_NONE;
}

/* "name(DISTINCT argument)" */
static char *
write_call(const SqfSqlExpr *expr, const char *name, const char *argument,
		   const char *filter)
{
	return psprintf("%s(%s%s)%s", name, expr->is_distinct ? "DISTINCT " : "",
					argument, filter);
}

/* DISTINCT and GROUP BY need an equality that is the same in both. */
static bool
check_distinct(SqfTranslation *t, const SqfSqlExpr *expr,
			   const SqfOperand *operand)
{
	if (!expr->is_distinct || sqf_query_is_groupable(operand))
		return true;
	return sqf_translate_fail(t, expr, "which of these values are equal is not known");
}

/* ---------------------------------------------------------------------------
 * Each of them
 * ---------------------------------------------------------------------------
 */

static bool
translate_count(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *arg,
				const char *filter, SqfOperand *result)
{
	const char *counted = "*";

	if (expr->args != NIL)
	{
		if (!sqf_operand_settle(t, arg) || !check_distinct(t, expr, arg))
			return false;
		counted = arg->sql;
	}
	sqf_operand_init(result, SQF_KIND_INTEGER,
					 write_call(expr, "count", counted, filter));
	result->is_wide = true;
	result->minimum = 0;
	return true;
}

static bool
translate_sum(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *arg,
			  const char *filter, SqfOperand *result)
{
	char	   *sql;

	if (!sqf_operand_to_number(t, expr, arg))
		return false;
	sql = write_call(expr, "sum", arg->sql, filter);
	if (arg->kind == SQF_KIND_INTEGER)
		sql = psprintf("(%s)::bigint", sql);
	else if (arg->kind == SQF_KIND_NUMERIC)
		sqf_translate_remark(t, "PostgreSQL computes exactly with numeric, SQLite with floating point numbers");
	sqf_operand_init(result, arg->kind, sql);
	result->is_mixed = arg->is_mixed;
	result->is_wide = true;
	return true;
}

/* avg() and total() compute with REALs. */
static bool
translate_real(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *arg,
			   const char *filter, SqfOperand *result)
{
	bool		is_total = find_aggregate(expr) == AGGREGATE_TOTAL;
	char	   *sql;

	if (!sqf_operand_to_number(t, expr, arg))
		return false;
	sql = write_call(expr, is_total ? "sum" : "avg",
					 psprintf("(%s)::double precision", arg->sql), filter);
	sqf_operand_init(result, SQF_KIND_REAL,
					 is_total ? psprintf("COALESCE(%s, 0)", sql) : sql);
	return true;
}

static bool
translate_extreme(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *arg,
				  const char *filter, SqfOperand *result)
{
	bool		is_min = find_aggregate(expr) == AGGREGATE_MIN;
	const char *name = is_min ? "min" : "max";
	char	   *key;

	if (arg->collation != NULL)
		return sqf_translate_fail(t, expr, "%s() by a collation is not known", name);
	key = sqf_compare_sort_key(t, expr, arg);
	if (key == NULL)
		return false;
	if (arg->kind == SQF_KIND_BLOB || arg->kind == SQF_KIND_UUID)
		return sqf_translate_fail(t, expr, "%s() of such values is not known", name);
	if (arg->kind == SQF_KIND_BOOL)
		name = is_min ? "bool_and" : "bool_or";
	*result = *arg;
	result->sql = write_call(expr, name, key, filter);
	result->is_column = false;
	result->has_collation = false;
	result->constant = NULL;
	result->moment = result->kind == SQF_KIND_TIME ?
		sqf_time_of_column(result->like, result->sql) : NULL;
	return true;
}

static bool
translate_concatenation(SqfTranslation *t, const SqfSqlExpr *expr,
						SqfOperand *args, int count, const char *filter,
						SqfOperand *result)
{
	const char *separator = "','";

	if (!check_distinct(t, expr, &args[0]) ||
		!sqf_operand_to_text(t, expr, &args[0]) ||
		(count > 1 && !sqf_operand_to_text(t, expr, &args[1])))
		return false;
	if (count > 1)
		separator = args[1].sql;
	sqf_translate_remark(t, "the order of group_concat() is not told");
	sqf_operand_init(result, SQF_KIND_TEXT,
					 write_call(expr, "string_agg",
								psprintf("%s, %s", args[0].sql, separator), filter));
	return true;
}

/* ---------------------------------------------------------------------------
 * All of them
 * ---------------------------------------------------------------------------
 */

static bool
translate_filter(SqfTranslation *t, const SqfSqlExpr *expr, const char **filter)
{
	char	   *condition;

	*filter = "";
	if (expr->filter == NULL)
		return true;
	if (!sqf_expr_condition(t, expr->filter, &condition))
		return false;
	*filter = psprintf(" FILTER (WHERE %s)", condition);
	return true;
}

static bool
translate_call(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *result)
{
	int			count = list_length(expr->args);
	SqfOperand *args;
	const char *filter;

	if (!sqf_expr_list(t, expr->args, &args) ||
		!translate_filter(t, expr, &filter))
		return false;
	switch (find_aggregate(expr))
	{
		case AGGREGATE_COUNT:
			return translate_count(t, expr, &args[0], filter, result);
		case AGGREGATE_SUM:
			return translate_sum(t, expr, &args[0], filter, result);
		case AGGREGATE_AVG:
		case AGGREGATE_TOTAL:
			return translate_real(t, expr, &args[0], filter, result);
		case AGGREGATE_MIN:
		case AGGREGATE_MAX:
			return translate_extreme(t, expr, &args[0], filter, result);
		default:
			return translate_concatenation(t, expr, args, count, filter, result);
	}
}

/*
 * sqf_aggregate_translate translates a call of an aggregate.
 */
bool
sqf_aggregate_translate(SqfTranslation *t, const SqfSqlExpr *expr,
						SqfOperand *result)
{
	bool		translated;

	if (t->query == NULL || !t->query->takes_aggregates || t->query->in_aggregate)
		return sqf_translate_fail(t, expr, "an aggregate is not known here");
	if (expr->args == NIL && find_aggregate(expr) != AGGREGATE_COUNT)
		return sqf_translate_fail(t, expr, "an aggregate without arguments is not known");
	t->query->in_aggregate = true;
	translated = translate_call(t, expr, result);
	t->query->in_aggregate = false;
	return translated;
}
