/*-------------------------------------------------------------------------
 *
 * translate_text.c
 *	  Functions of text and of bytes.
 *
 * IDENTIFICATION
 *	  src/migrate/translate_text.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "migrate/translate_internal.h"
#include "utils/builtins.h"

static bool
all_to_text(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *args,
			int count)
{
	for (int i = 0; i < count; i++)
		if (!sqf_operand_to_text(t, expr, &args[i]))
			return false;
	return true;
}

static bool
is_bytes(const SqfOperand *operand)
{
	return operand->kind == SQF_KIND_BLOB;
}

/* ---------------------------------------------------------------------------
 * Whole texts
 * ---------------------------------------------------------------------------
 */

/* lower(hex(x)) is what encode() writes. */
static char *
hex_digits(SqfTranslation *t, const SqfOperand *operand)
{
	if (operand->kind == SQF_KIND_BLOB)
		return psprintf("encode(%s, 'hex')", operand->sql);
	sqf_translate_mark(t, PROVOLATILE_STABLE);
	return psprintf("encode(convert_to(%s, 'UTF8'), 'hex')", operand->sql);
}

/* SQLite gives '' for NULL, which random bytes never are. */
static bool
write_hex(SqfTranslation *t, const SqfSqlExpr *bytes, SqfOperand *operand,
		  bool is_upper, SqfOperand *result)
{
	char	   *digits;

	if (operand->kind != SQF_KIND_BLOB && !sqf_operand_to_text(t, bytes, operand))
		return false;
	digits = hex_digits(t, operand);
	if (is_upper)
		digits = psprintf("upper(%s)", digits);
	if (!sqf_expr_is_call(bytes, "randomblob", 1))
		digits = psprintf("COALESCE(%s, '')", digits);
	sqf_operand_init(result, SQF_KIND_TEXT, digits);
	return true;
}

static bool
translate_hex(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *args,
			  int count, SqfOperand *result)
{
	return write_hex(t, linitial(expr->args), &args[0], true, result);
}

/* A call whose argument is simple enough to be translated once more. */
static bool
is_simple_hex(const SqfSqlExpr *expr)
{
	return sqf_expr_is_call(expr, "hex", 1) && expr->depth <= 3;
}

/* Only ASCII letters change, which is what the collation "C" makes of them. */
static bool
translate_case_change(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *args,
					  int count, SqfOperand *result)
{
	bool		is_lower = pg_strcasecmp(expr->text, "lower") == 0;
	const SqfSqlExpr *inner = linitial(expr->args);

	if (sqf_random_uuid_text(t, expr, result))
		return true;
	if (is_lower && is_simple_hex(inner))
	{
		const SqfSqlExpr *bytes = linitial(inner->args);
		SqfOperand	operand;

		return sqf_expr_value(t, bytes, &operand) &&
			write_hex(t, bytes, &operand, false, result);
	}
	if (!sqf_operand_to_text(t, expr, &args[0]))
		return false;
	sqf_operand_init(result, SQF_KIND_TEXT,
					 psprintf("%s(%s COLLATE \"C\")", is_lower ? "lower" : "upper",
							  args[0].sql));
	return true;
}

static bool
translate_length(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *args,
				 int count, SqfOperand *result)
{
	const char *function = "length";

	if (is_bytes(&args[0]) || pg_strcasecmp(expr->text, "octet_length") == 0)
		function = "octet_length";
	if (!is_bytes(&args[0]) && !sqf_operand_to_text(t, expr, &args[0]))
		return false;
	sqf_operand_init(result, SQF_KIND_INTEGER,
					 psprintf("%s(%s)", function, args[0].sql));
	result->minimum = 0;
	return true;
}

/* Without a second argument SQLite trims spaces alone, as PostgreSQL does. */
static bool
translate_trim(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *args,
			   int count, SqfOperand *result)
{
	const char *function = pg_strcasecmp(expr->text, "ltrim") == 0 ? "ltrim" :
		pg_strcasecmp(expr->text, "rtrim") == 0 ? "rtrim" : "btrim";

	if (!all_to_text(t, expr, args, count))
		return false;
	sqf_operand_init(result, SQF_KIND_TEXT,
					 count == 1 ? psprintf("%s(%s)", function, args[0].sql) :
					 psprintf("%s(%s, %s)", function, args[0].sql, args[1].sql));
	return true;
}

/* For '' SQLite replaces nothing, not even if the replacement is NULL. */
static bool
translate_replace(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *args,
				  int count, SqfOperand *result)
{
	bool		is_plain = args[2].constant != NULL ||
		(args[1].constant != NULL && args[1].constant->text[0] != '\0');
	char	   *sql;

	if (!all_to_text(t, expr, args, count))
		return false;
	sql = psprintf("replace(%s, %s, %s)", args[0].sql, args[1].sql, args[2].sql);
	if (!is_plain)
		sql = psprintf("CASE WHEN %s = '' THEN %s ELSE %s END", args[1].sql,
					   args[0].sql, sql);
	sqf_operand_init(result, SQF_KIND_TEXT, sql);
	return true;
}

static bool
translate_instr(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *args,
				int count, SqfOperand *result)
{
	if (!all_to_text(t, expr, args, count))
		return false;
	sqf_operand_init(result, SQF_KIND_INTEGER,
					 psprintf("strpos(%s, %s)", args[0].sql, args[1].sql));
	result->minimum = 0;
	return true;
}

static bool
translate_unicode(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *args,
				  int count, SqfOperand *result)
{
	if (!sqf_operand_to_text(t, expr, &args[0]))
		return false;
	sqf_operand_init(result, SQF_KIND_INTEGER,
					 psprintf("NULLIF(ascii(%s), 0)", args[0].sql));
	result->minimum = 0;
	return true;
}

/* ---------------------------------------------------------------------------
 * Parts of texts
 * ---------------------------------------------------------------------------
 */

/* A written time whose first characters are a date; NULL if it is none. */
static const char *
date_prefix(const SqfOperand *value, int64 start, int64 length)
{
	if (value->kind != SQF_KIND_TIME || start != 1 ||
		(value->like->type != TIMESTAMPOID && value->like->type != DATEOID) ||
		sqf_moment_is_counted(value->like->format))
		return NULL;
	return length == 4 ? "YYYY" : length == 7 ? "YYYY-MM" :
		length == 10 ? "YYYY-MM-DD" : NULL;
}

static bool
write_date_prefix(SqfTranslation *t, const SqfOperand *args, int count,
				  SqfOperand *result)
{
	int64		start;
	int64		length;
	const char *format;

	if (count < 3 || args[1].constant == NULL || args[2].constant == NULL ||
		!sqf_constant_integer(args[1].constant, &start) ||
		!sqf_constant_integer(args[2].constant, &length))
		return false;
	format = date_prefix(&args[0], start, length);
	if (format == NULL)
		return false;
	sqf_translate_mark(t, PROVOLATILE_STABLE);
	sqf_operand_init(result, SQF_KIND_TEXT,
					 psprintf("to_char(%s, '%s')", args[0].sql, format));
	return true;
}

/* A position or a length above 0; no text is longer than its type can count. */
static char *
as_int4(const SqfOperand *operand)
{
	return operand->is_wide ?
		psprintf("least(%s, %d)::integer", operand->sql, PG_INT32_MAX) :
		operand->sql;
}

/* The last characters, for a constant below 0 and nothing behind it. */
static bool
write_tail(const SqfOperand *args, int count, SqfOperand *result)
{
	int64		start;

	if (count != 2 || args[0].kind != SQF_KIND_TEXT || args[1].constant == NULL ||
		!sqf_constant_integer(args[1].constant, &start) || start >= 0 ||
		start <= PG_INT32_MIN)
		return false;
	sqf_operand_init(result, SQF_KIND_TEXT,
					 psprintf("right(%s, %d)", args[0].sql, (int) -start));
	return true;
}

/*
 * SQLite counts backwards from positions below 1 and by lengths below 0, which
 * PostgreSQL does not; so they must be known not to be there, but for a length
 * from the first character on, where nothing stands before.
 */
static bool
write_substring(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *args,
				int count, SqfOperand *result)
{
	int64		start;
	bool		is_first = args[1].constant != NULL &&
		sqf_constant_integer(args[1].constant, &start) && start == 1;

	for (int i = 1; i < count; i++)
		if (!sqf_operand_to_number(t, expr, &args[i]) ||
			args[i].kind != SQF_KIND_INTEGER)
			return sqf_translate_fail(t, expr, "substr() is only known by integers");
	if (args[1].minimum < 1 ||
		(count == 3 && args[2].minimum < 0 && !is_first))
		return sqf_translate_fail(t, expr, "substr() is only known from a position that is above 0, with a length that is not below 0");
	sqf_operand_init(result, args[0].kind, NULL);
	if (count == 2)
		result->sql = psprintf("substr(%s, %s)", args[0].sql, as_int4(&args[1]));
	else if (args[2].minimum >= 0)
		result->sql = psprintf("substr(%s, %s, %s)", args[0].sql,
							   as_int4(&args[1]), as_int4(&args[2]));
	else
		result->sql = psprintf("CASE WHEN %s < 0 THEN substr(%s, 1, 0) ELSE substr(%s, 1, %s) END",
							   args[2].sql, args[0].sql, args[0].sql,
							   as_int4(&args[2]));
	return true;
}

static bool
translate_substr(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *args,
				 int count, SqfOperand *result)
{
	if (write_date_prefix(t, args, count, result))
		return true;
	if (!is_bytes(&args[0]) && !sqf_operand_to_text(t, expr, &args[0]))
		return false;
	return write_tail(args, count, result) ||
		write_substring(t, expr, args, count, result);
}

/* ---------------------------------------------------------------------------
 * The table
 * ---------------------------------------------------------------------------
 */

static const SqfFunction functions[] = {
	{"hex", 1, 1, translate_hex},
	{"instr", 2, 2, translate_instr},
	{"length", 1, 1, translate_length},
	{"lower", 1, 1, translate_case_change},
	{"ltrim", 1, 2, translate_trim},
	{"octet_length", 1, 1, translate_length},
	{"replace", 3, 3, translate_replace},
	{"rtrim", 1, 2, translate_trim},
	{"substr", 2, 3, translate_substr},
	{"substring", 2, 3, translate_substr},
	{"trim", 1, 2, translate_trim},
	{"unicode", 1, 1, translate_unicode},
	{"upper", 1, 1, translate_case_change},
};

/*
 * sqf_text_find returns what translates a call; NULL if the function is none of
 * those here.
 */
SqfTranslateCall
sqf_text_find(const SqfSqlExpr *expr)
{
	return sqf_function_find(functions, lengthof(functions), expr);
}
