/*-------------------------------------------------------------------------
 *
 * translate_function.c
 *	  Calls of SQLite's functions, by a table of those that are known.
 *
 * IDENTIFICATION
 *	  src/migrate/translate_function.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_proc.h"
#include "migrate/translate_internal.h"

/* PostgreSQL's round() would not keep more digits of a double than these. */
#define MAX_ROUND_DIGITS	15

/* ---------------------------------------------------------------------------
 * Numbers
 * ---------------------------------------------------------------------------
 */

static bool
translate_abs(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *args,
			  int count, SqfOperand *result)
{
	if (!sqf_operand_to_number(t, expr, &args[0]))
		return false;
	sqf_operand_init(result, args[0].kind, psprintf("abs(%s)", args[0].sql));
	result->is_mixed = args[0].is_mixed;
	result->is_wide = args[0].is_wide;
	result->minimum = 0;
	return true;
}

static bool
translate_sign(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *args,
			   int count, SqfOperand *result)
{
	if (!sqf_operand_to_number(t, expr, &args[0]))
		return false;
	sqf_operand_init(result, SQF_KIND_INTEGER,
					 psprintf("sign(%s)::integer", args[0].sql));
	result->minimum = -1;
	return true;
}

/* To an integer, away from zero: PostgreSQL's round() of a double is to even. */
static void
round_to_integer(const SqfOperand *value, SqfOperand *result)
{
	if (value->kind == SQF_KIND_INTEGER)
		sqf_operand_init(result, SQF_KIND_REAL,
						 psprintf("(%s)::double precision", value->sql));
	else if (value->kind == SQF_KIND_NUMERIC)
		sqf_operand_init(result, SQF_KIND_REAL,
						 psprintf("round(%s)::double precision", value->sql));
	else
		sqf_operand_init(result, SQF_KIND_REAL,
						 psprintf("trunc(%s + sign(%s) * 0.5)",
								  value->sql, value->sql));
}

static bool
translate_round(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *args,
				int count, SqfOperand *result)
{
	SqfMoment  *moment = sqf_moment_count(&args[0]);
	int64		digits = 0;

	if (!sqf_operand_to_number(t, expr, &args[0]))
		return false;
	if (count == 2 && (args[1].constant == NULL ||
					   !sqf_constant_integer(args[1].constant, &digits) ||
					   digits < 0 || digits > MAX_ROUND_DIGITS))
		return sqf_translate_fail(t, expr, "round() is only known with a constant number of digits");
	if (args[0].kind == SQF_KIND_NULL)
		*result = args[0];
	else if (digits == 0 || args[0].kind == SQF_KIND_INTEGER)
		round_to_integer(&args[0], result);
	else
	{
		sqf_translate_remark(t, "PostgreSQL rounds the decimal digits of a number, SQLite the floating point number");
		sqf_operand_init(result, SQF_KIND_REAL,
						 psprintf("round((%s)::numeric, %d)::double precision",
								  args[0].sql, (int) digits));
	}
	result->moment = moment;
	return true;
}

/* ---------------------------------------------------------------------------
 * One of several values
 * ---------------------------------------------------------------------------
 */

static char *
join_arguments(const SqfOperand *args, int count)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < count; i++)
		appendStringInfo(&list, "%s%s", i > 0 ? ", " : "", args[i].sql);
	return list.data;
}

static bool
translate_coalesce(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *args,
				   int count, SqfOperand *result)
{
	if (!sqf_operand_unify(t, expr, args, count, result))
		return false;
	result->sql = psprintf("COALESCE(%s)", join_arguments(args, count));
	if (result->kind == SQF_KIND_TIME)
		result->moment = sqf_time_of_column(result->like, result->sql);
	return true;
}

static bool
translate_nullif(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *args,
				 int count, SqfOperand *result)
{
	SqfOperand	left = args[0];
	SqfOperand	right = args[1];
	char	   *condition;

	if (!sqf_compare(t, expr, "=", &left, &right, &condition) ||
		!sqf_operand_settle(t, &args[0]) ||
		(args[0].kind == SQF_KIND_TEXT && !sqf_operand_to_text(t, expr, &args[0])))
		return false;
	*result = args[0];
	result->is_column = false;
	result->has_collation = false;
	result->collation = NULL;
	if (args[0].kind != SQF_KIND_NULL && args[1].kind != SQF_KIND_NULL)
	{
		result->constant = NULL;
		/* NULLIF has the type of both, so it must be the type of the first */
		if (strcmp(left.sql, args[0].sql) == 0 && args[0].kind == args[1].kind)
			result->sql = psprintf("NULLIF(%s, %s)", left.sql, right.sql);
		else
			result->sql = psprintf("CASE WHEN %s THEN NULL ELSE %s END",
								   condition, args[0].sql);
	}
	result->moment = result->kind == SQF_KIND_TIME ?
		sqf_time_of_column(result->like, result->sql) : NULL;
	return true;
}

static bool
translate_iif(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *args,
			  int count, SqfOperand *result)
{
	char	   *condition;

	if (!sqf_operand_to_condition(t, expr, &args[0], &condition) ||
		!sqf_operand_unify(t, expr, &args[1], count - 1, result))
		return false;
	result->sql = psprintf("CASE WHEN %s THEN %s ELSE %s END", condition,
						   args[1].sql, count > 2 ? args[2].sql : "NULL");
	return true;
}

/* "a IS NULL OR b IS NULL", without constants; NULL if there is nothing else. */
static char *
any_is_null(const SqfOperand *args, int count)
{
	StringInfoData condition;

	initStringInfo(&condition);
	for (int i = 0; i < count; i++)
		if (args[i].constant == NULL)
			appendStringInfo(&condition, "%s%s IS NULL",
							 condition.len > 0 ? " OR " : "", args[i].sql);
	return condition.len > 0 ? condition.data : NULL;
}

/* min() and max() of several values are NULL if one is; least() skips it. */
static bool
translate_extreme(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *args,
				  int count, SqfOperand *result)
{
	const char *function = pg_strcasecmp(expr->text, "min") == 0 ?
		"LEAST" : "GREATEST";
	char	   *nulls;

	for (int i = 0; i < count; i++)
		if (args[i].collation != NULL)
			return sqf_translate_fail(t, expr, "%s() by a collation is not known",
									  expr->text);
	if (!sqf_operand_unify(t, expr, args, count, result))
		return false;
	if (result->kind == SQF_KIND_JSONB || result->kind == SQF_KIND_UUID ||
		(result->kind == SQF_KIND_TEXT && result->is_mixed))
		return sqf_translate_fail(t, expr, "the order of these values is not known");
	nulls = any_is_null(args, count);
	if (result->kind == SQF_KIND_TEXT)
		args[0].sql = psprintf("(%s COLLATE \"C\")", args[0].sql);
	result->sql = psprintf("%s(%s)", function, join_arguments(args, count));
	if (nulls != NULL)
		result->sql = psprintf("CASE WHEN %s THEN NULL ELSE %s END", nulls,
							   result->sql);
	return true;
}

/* A hint to SQLite's planner. */
static bool
translate_hint(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *args,
			   int count, SqfOperand *result)
{
	*result = args[0];
	result->is_column = false;
	result->has_collation = false;
	result->collation = NULL;
	return true;
}

/* ---------------------------------------------------------------------------
 * The table
 * ---------------------------------------------------------------------------
 */

static const SqfFunction functions[] = {
	{"abs", 1, 1, translate_abs},
	{"coalesce", 2, FUNC_MAX_ARGS, translate_coalesce},
	{"ifnull", 2, 2, translate_coalesce},
	{"if", 2, 3, translate_iif},
	{"iif", 2, 3, translate_iif},
	{"json_extract", 2, 2, sqf_json_extract},
	{"json_valid", 1, 1, sqf_json_valid},
	{"likelihood", 2, 2, translate_hint},
	{"likely", 1, 1, translate_hint},
	{"max", 2, FUNC_MAX_ARGS, translate_extreme},
	{"min", 2, FUNC_MAX_ARGS, translate_extreme},
	{"nullif", 2, 2, translate_nullif},
	{"random", 0, 0, sqf_random_integer},
	{"randomblob", 1, 1, sqf_random_blob},
	{"round", 1, 2, translate_round},
	{"sign", 1, 1, translate_sign},
	{"typeof", 1, 1, sqf_typeof_translate},
	{"unlikely", 1, 1, translate_hint},
};

/*
 * sqf_function_find returns what translates a call, by a table of count entries;
 * NULL if the function is not in it with so many arguments.
 */
SqfTranslateCall
sqf_function_find(const SqfFunction *table, size_t count, const SqfSqlExpr *expr)
{
	int			args = list_length(expr->args);

	for (size_t i = 0; i < count; i++)
		if (pg_strcasecmp(table[i].name, expr->text) == 0 &&
			args >= table[i].min_args && args <= table[i].max_args)
			return table[i].translate;
	return NULL;
}

/*
 * sqf_function_translate translates a call of a function or an aggregate.
 */
bool
sqf_function_translate(SqfTranslation *t, const SqfSqlExpr *expr,
					   SqfOperand *result)
{
	SqfTranslateCall translate;
	SqfOperand *args;

	if (expr->is_window)
		return sqf_translate_fail(t, expr, "window functions are not known");
	if (sqf_aggregate_is_call(expr))
		return sqf_aggregate_translate(t, expr, result);
	if (expr->is_star || expr->is_distinct || expr->filter != NULL)
		return sqf_translate_fail(t, expr, "function %s() is no aggregate", expr->text);
	if (sqf_time_is_function(expr->text))
		return sqf_time_translate(t, expr, result);

	translate = sqf_function_find(functions, lengthof(functions), expr);
	if (translate == NULL)
		translate = sqf_text_find(expr);
	if (translate == NULL)
		return sqf_translate_fail(t, expr, "function %s() is not known", expr->text);
	return sqf_expr_list(t, expr->args, &args) &&
		translate(t, expr, args, list_length(expr->args), result);
}
