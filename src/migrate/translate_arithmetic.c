/*-------------------------------------------------------------------------
 *
 * translate_arithmetic.c
 *	  Operators that compute, || and CAST.
 *
 * Integers are computed as bigint: where SQLite would go on with a REAL beyond
 * them, PostgreSQL raises an error.
 *
 * IDENTIFICATION
 *	  src/migrate/translate_arithmetic.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_proc.h"
#include "common/int.h"
#include "migrate/translate_internal.h"

/* ---------------------------------------------------------------------------
 * + - * / %
 * ---------------------------------------------------------------------------
 */

/* The kind of the result of two numbers. */
static SqfKind
result_kind(const SqfOperand *left, const SqfOperand *right)
{
	if (left->kind == SQF_KIND_REAL || right->kind == SQF_KIND_REAL)
		return SQF_KIND_REAL;
	if (left->kind == SQF_KIND_NUMERIC || right->kind == SQF_KIND_NUMERIC)
		return SQF_KIND_NUMERIC;
	return SQF_KIND_INTEGER;
}

/* Is one of them a REAL for sure, so that both are taken for one? */
static bool
is_surely_real(const SqfOperand *operand)
{
	return operand->kind == SQF_KIND_REAL && !operand->is_mixed;
}

static char *
as_double(const SqfOperand *operand)
{
	return operand->kind == SQF_KIND_REAL ? operand->sql :
		psprintf("(%s)::double precision", operand->sql);
}

/* Beside a double, PostgreSQL makes one of an integer. */
static char *
beside_double(const SqfOperand *operand, const SqfOperand *other)
{
	return operand->constant != NULL && other->kind == SQF_KIND_REAL ?
		operand->sql : as_double(operand);
}

static char *
as_bigint(const SqfOperand *operand)
{
	return operand->is_wide ? operand->sql :
		psprintf("(%s)::bigint", operand->sql);
}

/* SQLite gives NULL where the divisor is 0. */
static char *
as_divisor(const SqfOperand *operand, const char *sql)
{
	double		number;

	if (operand->constant != NULL &&
		sqf_constant_number(operand->constant, &number) && number != 0)
		return pstrdup(sql);
	return psprintf("NULLIF(%s, 0)", sql);
}

static int64
sum_of_minima(const SqfOperand *left, const SqfOperand *right)
{
	int64		sum;

	if (left->minimum == PG_INT64_MIN || right->minimum == PG_INT64_MIN ||
		pg_add_s64_overflow(left->minimum, right->minimum, &sum))
		return PG_INT64_MIN;
	return sum;
}

/* x - 1 is at least as much as x was, less 1. */
static int64
minimum_of(const char *operator, const SqfOperand *left, const SqfOperand *right)
{
	int64		number;

	if (operator[0] == '+')
		return sum_of_minima(left, right);
	if (operator[0] == '-' && left->minimum != PG_INT64_MIN &&
		right->constant != NULL &&
		sqf_constant_integer(right->constant, &number) &&
		!pg_sub_s64_overflow(left->minimum, number, &number))
		return number;
	return PG_INT64_MIN;
}

static bool
compute_integers(SqfTranslation *t, const SqfSqlExpr *expr,
				 const SqfOperand *left, const SqfOperand *right,
				 SqfOperand *result)
{
	char	   *right_sql = right->sql;

	if (expr->text[0] == '/' || expr->text[0] == '%')
		right_sql = as_divisor(right, right_sql);
	sqf_operand_init(result, SQF_KIND_INTEGER,
					 psprintf("(%s %s %s)", right->is_wide ? left->sql :
							  as_bigint(left), expr->text, right_sql));
	result->is_wide = true;
	result->minimum = minimum_of(expr->text, left, right);
	return true;
}

static bool
compute_doubles(SqfTranslation *t, const SqfSqlExpr *expr,
				const SqfOperand *left, const SqfOperand *right,
				SqfOperand *result)
{
	char	   *right_sql = beside_double(right, left);

	if (expr->text[0] == '%')
		return sqf_translate_fail(t, expr, "%% of other numbers than integers is not known");
	if (expr->text[0] == '/')
	{
		if (!is_surely_real(left) && !is_surely_real(right))
			return sqf_translate_fail(t, expr, "a number that may be an integer is divided");
		right_sql = as_divisor(right, right_sql);
	}
	sqf_operand_init(result, SQF_KIND_REAL,
					 psprintf("(%s %s %s)", beside_double(left, right),
							  expr->text, right_sql));
	result->is_mixed = !is_surely_real(left) && !is_surely_real(right);
	return true;
}

static bool
compute_decimals(SqfTranslation *t, const SqfSqlExpr *expr,
				 const SqfOperand *left, const SqfOperand *right,
				 SqfOperand *result)
{
	if (expr->text[0] == '/' || expr->text[0] == '%')
		return sqf_translate_fail(t, expr, "a number that may be an integer is divided");
	sqf_translate_remark(t, "PostgreSQL computes exactly with numeric, SQLite with floating point numbers");
	sqf_operand_init(result, SQF_KIND_NUMERIC,
					 psprintf("(%s %s %s)", left->sql, expr->text, right->sql));
	result->is_mixed = true;
	return true;
}

static bool
compute_numbers(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *left,
				SqfOperand *right, SqfOperand *result)
{
	if (!sqf_operand_to_number(t, expr, left) ||
		!sqf_operand_to_number(t, expr, right))
		return false;
	if (left->kind == SQF_KIND_NULL || right->kind == SQF_KIND_NULL)
	{
		sqf_operand_init(result, SQF_KIND_NULL, "NULL");
		return true;
	}
	switch (result_kind(left, right))
	{
		case SQF_KIND_INTEGER:
			return compute_integers(t, expr, left, right, result);
		case SQF_KIND_REAL:
			return compute_doubles(t, expr, left, right, result);
		default:
			return compute_decimals(t, expr, left, right, result);
	}
}

static bool
compute(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *left,
		SqfOperand *right, SqfOperand *result)
{
	SqfMoment  *moment = sqf_moment_arithmetic(expr, left, right);

	if (!compute_numbers(t, expr, left, right, result))
		return false;
	result->moment = moment;
	return true;
}

/* ---------------------------------------------------------------------------
 * & | << >> and ||
 * ---------------------------------------------------------------------------
 */

static bool
are_integers(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *left,
			 SqfOperand *right)
{
	if (!sqf_operand_to_number(t, expr, left) ||
		!sqf_operand_to_number(t, expr, right))
		return false;
	if (left->kind != SQF_KIND_INTEGER || right->kind != SQF_KIND_INTEGER)
		return sqf_translate_fail(t, expr, "bits of other numbers than integers are not known");
	return true;
}

/* PostgreSQL shifts by the count modulo 64, and never the other way. */
static bool
translate_shift(SqfTranslation *t, const SqfSqlExpr *expr,
				const SqfOperand *left, const SqfOperand *right,
				SqfOperand *result)
{
	int64		count;

	if (right->constant == NULL ||
		!sqf_constant_integer(right->constant, &count) || count < 0 || count > 63)
		return sqf_translate_fail(t, expr, "only a shift by a constant from 0 to 63 is known");
	sqf_operand_init(result, SQF_KIND_INTEGER,
					 psprintf("(%s %s %d)", as_bigint(left), expr->text, (int) count));
	result->is_wide = true;
	return true;
}

static bool
translate_bits(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *left,
			   SqfOperand *right, SqfOperand *result)
{
	if (!are_integers(t, expr, left, right))
		return false;
	if (strlen(expr->text) == 2)
		return translate_shift(t, expr, left, right, result);
	sqf_operand_init(result, SQF_KIND_INTEGER,
					 psprintf("(%s %s %s)", as_bigint(left), expr->text,
							  as_bigint(right)));
	result->is_wide = true;
	return true;
}

/* a || b || c is a tree that leans to the left. */
static List *
list_parts(const SqfSqlExpr *expr)
{
	List	   *parts = NIL;

	while (expr->kind == SQF_SQL_BINARY && strcmp(expr->text, "||") == 0)
	{
		parts = lcons(lsecond(expr->args), parts);
		expr = linitial(expr->args);
	}
	return lcons((void *) expr, parts);
}

static bool
translate_concatenation(SqfTranslation *t, const SqfSqlExpr *expr,
						SqfOperand *result)
{
	StringInfoData sql;
	ListCell   *cell;

	if (sqf_random_uuid_text(t, expr, result))
		return true;
	initStringInfo(&sql);
	foreach(cell, list_parts(expr))
	{
		SqfOperand	part;

		if (!sqf_expr_value(t, lfirst(cell), &part) ||
			!sqf_operand_to_text(t, expr, &part))
			return false;
		appendStringInfo(&sql, "%s%s", sql.len > 0 ? " || " : "", part.sql);
	}
	sqf_operand_init(result, SQF_KIND_TEXT, psprintf("(%s)", sql.data));
	return true;
}

/* ---------------------------------------------------------------------------
 * Signs
 * ---------------------------------------------------------------------------
 */

/* +x is x, without its affinity. */
static bool
translate_plus(const SqfOperand *operand, SqfOperand *result)
{
	*result = *operand;
	result->is_column = false;
	return true;
}

static bool
translate_sign(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *result)
{
	SqfOperand	operand;

	if (!sqf_expr_value(t, linitial(expr->args), &operand))
		return false;
	if (expr->text[0] == '+')
		return translate_plus(&operand, result);
	if (!sqf_operand_to_number(t, expr, &operand))
		return false;
	if (operand.kind == SQF_KIND_NULL)
	{
		*result = operand;
		return true;
	}
	if (expr->text[0] == '~' && operand.kind != SQF_KIND_INTEGER)
		return sqf_translate_fail(t, expr, "bits of other numbers than integers are not known");
	sqf_operand_init(result, operand.kind,
					 psprintf("(%s %s)", expr->text,
							  operand.kind == SQF_KIND_INTEGER ?
							  as_bigint(&operand) : operand.sql));
	result->is_mixed = operand.is_mixed;
	result->is_wide = true;
	return true;
}

/*
 * sqf_arithmetic_translate translates a sign, ~, || or an operator that computes.
 */
bool
sqf_arithmetic_translate(SqfTranslation *t, const SqfSqlExpr *expr,
						 SqfOperand *result)
{
	SqfOperand	left;
	SqfOperand	right;

	if (expr->kind == SQF_SQL_UNARY)
		return translate_sign(t, expr, result);
	if (strcmp(expr->text, "||") == 0)
		return translate_concatenation(t, expr, result);
	if (!sqf_expr_value(t, linitial(expr->args), &left) ||
		!sqf_expr_value(t, lsecond(expr->args), &right))
		return false;
	if (strchr("+-*/%", expr->text[0]) != NULL)
		return compute(t, expr, &left, &right, result);
	if (strchr("&|<>", expr->text[0]) != NULL)
		return translate_bits(t, expr, &left, &right, result);
	return sqf_translate_fail(t, expr, "operator %s is not known", expr->text);
}

/* ---------------------------------------------------------------------------
 * CAST
 * ---------------------------------------------------------------------------
 */

/* A literal that was cast is none any more: ORDER BY would take it for a place. */
static void
type_literal(SqfOperand *operand, const char *type)
{
	if (operand->constant == NULL)
		return;
	operand->sql = psprintf("(%s)::%s", operand->sql, type);
	operand->is_wide = true;
	operand->constant = NULL;
}

static bool
cast_to_integer(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *operand,
				SqfOperand *result)
{
	SqfMoment  *moment = sqf_moment_count(operand);

	if (operand->moment != NULL && operand->moment->is_digits)
	{
		sqf_translate_mark(t, PROVOLATILE_STABLE);
		sqf_operand_init(result, SQF_KIND_INTEGER,
						 psprintf("(%s)::integer", operand->moment->text));
		result->minimum = 0;
		return true;
	}
	if (!sqf_operand_to_number(t, expr, operand))
		return false;
	*result = *operand;
	result->is_column = false;
	type_literal(result, "bigint");
	if (operand->kind == SQF_KIND_REAL || operand->kind == SQF_KIND_NUMERIC)
	{
		sqf_operand_init(result, SQF_KIND_INTEGER,
						 psprintf("trunc(%s)::bigint", operand->sql));
		result->is_wide = true;
	}
	result->moment = moment;
	return true;
}

static bool
cast_to_real(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *operand,
			 SqfOperand *result)
{
	SqfMoment  *moment = sqf_moment_count(operand);

	if (!sqf_operand_to_number(t, expr, operand))
		return false;
	if (operand->kind == SQF_KIND_NULL)
		*result = *operand;
	else
		sqf_operand_init(result, SQF_KIND_REAL, as_double(operand));
	result->moment = moment;
	return true;
}

static bool
cast_to_text(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *operand,
			 SqfOperand *result)
{
	if (!sqf_operand_to_text(t, expr, operand))
		return false;
	sqf_operand_init(result, SQF_KIND_TEXT, operand->sql);
	result->constant = operand->constant;
	type_literal(result, "text");
	result->is_mixed = operand->is_mixed;
	result->has_collation = operand->has_collation;
	result->collation = operand->collation;
	return true;
}

static bool
cast_to_blob(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *operand,
			 SqfOperand *result)
{
	if (operand->kind == SQF_KIND_BLOB || operand->kind == SQF_KIND_NULL)
	{
		*result = *operand;
		type_literal(result, "bytea");
		return true;
	}
	if (!sqf_operand_to_text(t, expr, operand))
		return false;
	sqf_translate_mark(t, PROVOLATILE_STABLE);
	sqf_operand_init(result, SQF_KIND_BLOB,
					 psprintf("convert_to(%s, 'UTF8')", operand->sql));
	return true;
}

/* A REAL that is integral becomes an INTEGER, so one may stand for the other. */
static bool
cast_to_numeric(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *operand,
				SqfOperand *result)
{
	if (!sqf_operand_to_number(t, expr, operand))
		return false;
	*result = *operand;
	result->is_column = false;
	type_literal(result, operand->kind == SQF_KIND_INTEGER ? "bigint" :
				 "double precision");
	result->moment = NULL;
	result->is_mixed = operand->kind != SQF_KIND_INTEGER;
	return true;
}

/*
 * sqf_arithmetic_cast translates CAST, by the affinity of the type in it.
 */
bool
sqf_arithmetic_cast(SqfTranslation *t, const SqfSqlExpr *expr,
					SqfOperand *result)
{
	SqfOperand	operand;

	if (!sqf_expr_value(t, linitial(expr->args), &operand))
		return false;
	switch (sqf_affinity_of(expr->text))
	{
		case SQF_AFFINITY_INTEGER:
			return cast_to_integer(t, expr, &operand, result);
		case SQF_AFFINITY_REAL:
			return cast_to_real(t, expr, &operand, result);
		case SQF_AFFINITY_TEXT:
			return cast_to_text(t, expr, &operand, result);
		case SQF_AFFINITY_BLOB:
			return cast_to_blob(t, expr, &operand, result);
		case SQF_AFFINITY_NUMERIC:
			return cast_to_numeric(t, expr, &operand, result);
	}
	pg_unreachable();
}
