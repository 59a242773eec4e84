/*-------------------------------------------------------------------------
 *
 * translate_constant.c
 *	  Literals, alone and beside the value that they are compared with.
 *
 * A constant beside a column is written as the column's type has it, after
 * SQLite's rules of affinity: 'active = 1' over a boolean is 'active = true'.
 *
 * IDENTIFICATION
 *	  src/migrate/translate_constant.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "common/shortest_dec.h"
#include "migrate/translate_internal.h"
#include "utils/builtins.h"
#include "utils/json.h"

/* Beyond this a double is an integer, and beyond int64's range none of ours. */
#define TWO_TO_63	9223372036854775808.0

/* ---------------------------------------------------------------------------
 * What a literal says
 * ---------------------------------------------------------------------------
 */

static bool
is_sign(const SqfSqlExpr *expr)
{
	return expr->kind == SQF_SQL_UNARY &&
		(strcmp(expr->text, "-") == 0 || strcmp(expr->text, "+") == 0);
}

static bool
is_number_literal(const SqfSqlExpr *expr)
{
	return expr->kind == SQF_SQL_INTEGER || expr->kind == SQF_SQL_FLOAT;
}

/*
 * sqf_constant_is_literal tells whether an expression is a literal, or a number
 * with a sign.
 */
bool
sqf_constant_is_literal(const SqfSqlExpr *expr)
{
	switch (expr->kind)
	{
		case SQF_SQL_NULL:
		case SQF_SQL_INTEGER:
		case SQF_SQL_FLOAT:
		case SQF_SQL_STRING:
		case SQF_SQL_BLOB:
			return true;
		default:
			return is_sign(expr) && is_number_literal(linitial(expr->args));
	}
}

/*
 * sqf_constant_make returns a literal that stands for an expression.
 */
SqfSqlExpr *
sqf_constant_make(SqfSqlExprKind kind, const char *text,
				  const SqfSqlExpr *source)
{
	SqfSqlExpr *constant = palloc0(sizeof(SqfSqlExpr));

	constant->kind = kind;
	constant->text = pstrdup(text);
	constant->source = source->source;
	constant->source_length = source->source_length;
	constant->depth = 1;
	return constant;
}

/*
 * sqf_constant_integer returns in *value an INTEGER literal; false for any other,
 * and for digits beyond int64, which SQLite takes for a REAL.
 */
bool
sqf_constant_integer(const SqfSqlExpr *constant, int64 *value)
{
	bool		is_negative = false;
	uint64		magnitude;
	bool		is_hex;

	if (is_sign(constant))
	{
		is_negative = constant->text[0] == '-';
		constant = linitial(constant->args);
	}
	if (constant->kind != SQF_SQL_INTEGER)
		return false;
	is_hex = pg_strncasecmp(constant->text, "0x", 2) == 0;
	errno = 0;
	magnitude = strtoull(constant->text, NULL, is_hex ? 16 : 10);
	if (errno == ERANGE ||
		(!is_hex && magnitude > (uint64) PG_INT64_MAX + (is_negative ? 1 : 0)))
		return false;
	*value = (int64) (is_negative ? 0 - magnitude : magnitude);
	return true;
}

/*
 * sqf_constant_number returns in *value any number literal, as a double.
 */
bool
sqf_constant_number(const SqfSqlExpr *constant, double *value)
{
	bool		is_negative = false;
	int64		integer;

	if (sqf_constant_integer(constant, &integer))
	{
		*value = (double) integer;
		return true;
	}
	if (is_sign(constant))
	{
		is_negative = constant->text[0] == '-';
		constant = linitial(constant->args);
	}
	if (!is_number_literal(constant))
		return false;
	*value = strtod(constant->text, NULL);
	if (is_negative)
		*value = -*value;
	return true;
}

/*
 * sqf_constant_looks_like_number tells whether numeric affinity would make a
 * number of a text.
 */
bool
sqf_constant_looks_like_number(const char *text)
{
	const char *digits = text + strspn(text, " \t\n\v\f\r+-");
	char	   *end;

	if (!isdigit((unsigned char) digits[0]) && digits[0] != '.')
		return false;
	(void) strtod(digits, &end);
	return end > digits && end[strspn(end, " \t\n\v\f\r")] == '\0';
}

/*
 * sqf_constant_exact writes a double as a number of PostgreSQL that compares with
 * integers and decimals as the double itself does.
 */
char *
sqf_constant_exact(double value)
{
	char		buf[DOUBLE_SHORTEST_DECIMAL_LEN];

	if (value == rint(value) && fabs(value) < TWO_TO_63)
		return psprintf("%.0f", value);
	double_to_shortest_decimal_buf(value, buf);
	return pstrdup(buf);
}

/* ---------------------------------------------------------------------------
 * A literal alone
 * ---------------------------------------------------------------------------
 */

static char *
write_real(double value)
{
	char		buf[DOUBLE_SHORTEST_DECIMAL_LEN];

	double_to_shortest_decimal_buf(value, buf);
	return psprintf("'%s'::double precision", isinf(value) ?
					(value > 0 ? "Infinity" : "-Infinity") : buf);
}

static char *
write_integer(int64 value)
{
	if (value == PG_INT64_MIN)
		return psprintf("'" INT64_FORMAT "'::bigint", value);
	return psprintf(value < 0 ? "(" INT64_FORMAT ")" : INT64_FORMAT, value);
}

static char *
write_blob(const char *digits)
{
	/* no backslash, which standard_conforming_strings could change */
	return psprintf("decode('%s', 'hex')", digits);
}

/*
 * sqf_constant_operand makes an operand of a literal.
 */
void
sqf_constant_operand(const SqfSqlExpr *constant, SqfOperand *operand)
{
	int64		integer;
	double		number;

	if (sqf_constant_integer(constant, &integer))
	{
		sqf_operand_init(operand, SQF_KIND_INTEGER, write_integer(integer));
		operand->minimum = integer;
		operand->is_wide = integer > PG_INT32_MAX || integer < PG_INT32_MIN;
	}
	else if (sqf_constant_number(constant, &number))
		sqf_operand_init(operand, SQF_KIND_REAL, write_real(number));
	else if (constant->kind == SQF_SQL_STRING)
		sqf_operand_init(operand, SQF_KIND_TEXT,
						 quote_literal_cstr(constant->text));
	else if (constant->kind == SQF_SQL_BLOB)
		sqf_operand_init(operand, SQF_KIND_BLOB, write_blob(constant->text));
	else
		sqf_operand_init(operand, SQF_KIND_NULL, "NULL");
	if (operand->kind != SQF_KIND_NULL)
		operand->constant = constant;
}

/* ---------------------------------------------------------------------------
 * A literal beside a value
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_constant_read writes a literal as the scope reads values of a column.
 */
bool
sqf_constant_read(SqfTranslation *t, const SqfSqlExpr *expr,
				  const SqfScopeColumn *column, const SqfSqlExpr *constant,
				  char **sql)
{
	char	   *failure = NULL;

	*sql = t->scope->read_constant(column, constant, &failure, t->scope->arg);
	if (*sql != NULL)
		return true;
	return sqf_translate_fail(t, expr, "column \"%s\" cannot hold a constant%s%s%s",
							  column->remote_name,
							  failure != NULL ? " (" : "",
							  failure != NULL ? failure : "",
							  failure != NULL ? ")" : "");
}

static bool
fail_classes(SqfTranslation *t, const SqfSqlExpr *expr)
{
	return sqf_translate_fail(t, expr, "values of different storage classes are compared");
}

static bool
has_affinity(const SqfOperand *value, SqfAffinity from)
{
	return value->is_column && value->like->affinity >= from;
}

static bool
number_beside(SqfTranslation *t, const SqfSqlExpr *expr,
			  const SqfOperand *value, const SqfOperand *constant, char **sql)
{
	double		number = 0;

	if (constant->kind == SQF_KIND_INTEGER)
		*sql = constant->sql;
	else if (constant->kind == SQF_KIND_REAL && value->kind == SQF_KIND_REAL)
		*sql = constant->sql;
	else if (constant->kind == SQF_KIND_REAL)
	{
		(void) sqf_constant_number(constant->constant, &number);
		*sql = isinf(number) ? constant->sql : sqf_constant_exact(number);
		if (number < 0)
			*sql = psprintf("(%s)", *sql);
	}
	else if (constant->kind == SQF_KIND_TEXT &&
			 has_affinity(value, SQF_AFFINITY_NUMERIC))
		return sqf_constant_read(t, expr, value->like, constant->constant, sql);
	else
		return fail_classes(t, expr);
	return true;
}

static bool
boolean_beside(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *value,
			   const SqfOperand *constant, char **sql)
{
	double		number;

	/* stored as text, or by the words of the application */
	if (value->like != NULL && (value->like->affinity == SQF_AFFINITY_TEXT ||
								value->like->affinity == SQF_AFFINITY_BLOB))
	{
		if (constant->kind != SQF_KIND_TEXT &&
			value->like->affinity == SQF_AFFINITY_TEXT)
			return fail_classes(t, expr);
		sqf_translate_remark(t, "how a boolean is spelled makes no difference");
		return sqf_constant_read(t, expr, value->like, constant->constant, sql);
	}
	if (!sqf_constant_number(constant->constant, &number))
		return fail_classes(t, expr);
	if (number == 0 || number == 1)
	{
		*sql = number == 1 ? "true" : "false";
		return true;
	}
	return sqf_operand_to_number(t, expr, value) &&
		number_beside(t, expr, value, constant, sql);
}

static bool
text_beside(SqfTranslation *t, const SqfSqlExpr *expr, const SqfOperand *value,
			const SqfOperand *constant, bool in_order, char **sql)
{
	int64		integer;

	if (value->is_mixed && in_order)
		return sqf_translate_fail(t, expr, "a column without type TEXT is compared as text");
	if (constant->kind == SQF_KIND_TEXT)
	{
		if (value->is_mixed &&
			sqf_constant_looks_like_number(constant->constant->text))
			return fail_classes(t, expr);
		*sql = constant->sql;
		return true;
	}
	if (has_affinity(value, SQF_AFFINITY_TEXT) &&
		sqf_constant_integer(constant->constant, &integer))
	{
		*sql = psprintf("'" INT64_FORMAT "'", integer);
		return true;
	}
	if (has_affinity(value, SQF_AFFINITY_TEXT) && !in_order &&
		constant->kind != SQF_KIND_BLOB)
		return sqf_constant_read(t, expr, value->like, constant->constant, sql);
	return fail_classes(t, expr);
}

/* A time written as text, or counted, as its column has it. */
static bool
time_beside(SqfTranslation *t, const SqfSqlExpr *expr, const SqfOperand *value,
			const SqfOperand *constant, char **sql)
{
	bool		is_counted = sqf_moment_is_counted(value->like->format);

	if (is_counted ? !sqf_operand_is_number(constant) :
		constant->kind != SQF_KIND_TEXT)
		return fail_classes(t, expr);
	if (!is_counted && value->like->type != DATEOID)
		sqf_translate_remark(t, "times are compared as times, not as text");
	return sqf_constant_read(t, expr, value->like, constant->constant, sql);
}

static bool
uuid_beside(SqfTranslation *t, const SqfSqlExpr *expr, const SqfOperand *value,
			const SqfOperand *constant, char **sql)
{
	if (constant->kind != (value->like->format == SQF_FORMAT_UUID_BLOB ?
						   SQF_KIND_BLOB : SQF_KIND_TEXT))
		return fail_classes(t, expr);
	if (value->like->format == SQF_FORMAT_NONE)
		sqf_translate_remark(t, "how a uuid is spelled makes no difference");
	return sqf_constant_read(t, expr, value->like, constant->constant, sql);
}

/* What json_extract() found beside a string; anything else has two spellings. */
static bool
json_value_beside(SqfTranslation *t, const SqfSqlExpr *expr, bool in_order,
				  const SqfOperand *constant, char **sql)
{
	StringInfoData string;

	if (in_order || constant->kind != SQF_KIND_TEXT ||
		constant->constant->text[0] == '{' || constant->constant->text[0] == '[')
		return sqf_translate_fail(t, expr, "what json_extract() gives is compared with more than a string");
	initStringInfo(&string);
	escape_json(&string, constant->constant->text);
	*sql = psprintf("%s::jsonb", quote_literal_cstr(string.data));
	return true;
}

/*
 * sqf_constant_beside writes a literal so that PostgreSQL compares it with a
 * value as SQLite does; the value itself may have to change for that.  in_order
 * tells that more than equality is asked for.
 */
bool
sqf_constant_beside(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *value,
					const SqfOperand *constant, bool in_order, char **sql)
{
	switch (value->kind)
	{
		case SQF_KIND_INTEGER:
		case SQF_KIND_REAL:
		case SQF_KIND_NUMERIC:
			return number_beside(t, expr, value, constant, sql);
		case SQF_KIND_BOOL:
			return boolean_beside(t, expr, value, constant, sql);
		case SQF_KIND_TEXT:
			return text_beside(t, expr, value, constant, in_order, sql);
		case SQF_KIND_BLOB:
			if (constant->kind != SQF_KIND_BLOB)
				return fail_classes(t, expr);
			*sql = constant->sql;
			return true;
		case SQF_KIND_TIME:
			return time_beside(t, expr, value, constant, sql);
		case SQF_KIND_UUID:
			return uuid_beside(t, expr, value, constant, sql);
		case SQF_KIND_JSON:
			if (!sqf_operand_to_text(t, expr, value))
				return false;
			return text_beside(t, expr, value, constant, in_order, sql);
		case SQF_KIND_JSON_VALUE:
			return json_value_beside(t, expr, in_order, constant, sql);
		case SQF_KIND_JSONB:
			if (in_order || constant->kind != SQF_KIND_TEXT)
				break;
			sqf_translate_remark(t, "jsonb is compared without regard to spaces and the order of keys");
			return sqf_constant_read(t, expr, value->like, constant->constant, sql);
		default:
			if (in_order || !value->is_column)
				break;
			return sqf_constant_read(t, expr, value->like, constant->constant, sql);
	}
	return fail_classes(t, expr);
}
