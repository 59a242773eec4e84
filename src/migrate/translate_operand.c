/*-------------------------------------------------------------------------
 *
 * translate_operand.c
 *	  What a translated expression is worth: as a condition, a number, a text.
 *
 * SQLite makes a number of anything.  Here only what is the same number in
 * PostgreSQL becomes one; the rest is a failure.
 *
 * IDENTIFICATION
 *	  src/migrate/translate_operand.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "migrate/translate_internal.h"

/* How much of an expression a failure shows. */
#define SHOWN_LENGTH	200

/* ---------------------------------------------------------------------------
 * Failures, remarks, volatility
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_translate_fail notes why an expression has no translation, as a clause that
 * ' in "..."' can follow; the first failure counts.  Returns false.
 */
bool
sqf_translate_fail(SqfTranslation *t, const SqfSqlExpr *expr,
				   const char *format,...)
{
	StringInfoData reason;
	int			needed;
	int			shown;

	if (t->failure != NULL)
		return false;
	initStringInfo(&reason);
	for (;;)
	{
		va_list		args;

		va_start(args, format);
		needed = appendStringInfoVA(&reason, format, args);
		va_end(args);
		if (needed == 0)
			break;
		enlargeStringInfo(&reason, needed);
	}
	if (expr != NULL)
	{
		shown = pg_mbcliplen(expr->source, expr->source_length, SHOWN_LENGTH);
		appendStringInfo(&reason, " in \"%.*s%s\"", shown, expr->source,
						 shown < expr->source_length ? "..." : "");
	}
	t->failure = reason.data;
	return false;
}

/*
 * sqf_translate_remark notes, once, what means something slightly else.
 */
void
sqf_translate_remark(SqfTranslation *t, const char *remark)
{
	ListCell   *cell;

	foreach(cell, t->remarks)
		if (strcmp(lfirst(cell), remark) == 0)
			return;
	t->remarks = lappend(t->remarks, pstrdup(remark));
}

/*
 * sqf_translate_mark notes that what was written is stable or volatile.
 */
void
sqf_translate_mark(SqfTranslation *t, char volatility)
{
	if (volatility == PROVOLATILE_VOLATILE ||
		t->volatility == PROVOLATILE_IMMUTABLE)
		t->volatility = volatility;
}

/* ---------------------------------------------------------------------------
 * Making operands
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_operand_init makes a plain value of a kind, other than a TIME or UUID.
 */
void
sqf_operand_init(SqfOperand *operand, SqfKind kind, char *sql)
{
	memset(operand, 0, sizeof(*operand));
	operand->kind = kind;
	operand->sql = sql;
	operand->minimum = PG_INT64_MIN;
}

static SqfKind
kind_of_column(const SqfScopeColumn *column)
{
	switch (column->type)
	{
		case BOOLOID:
			return SQF_KIND_BOOL;
		case INT2OID:
		case INT4OID:
		case INT8OID:
			return SQF_KIND_INTEGER;
		case FLOAT8OID:
			return SQF_KIND_REAL;
		case NUMERICOID:
			return SQF_KIND_NUMERIC;
		case TEXTOID:
		case VARCHAROID:
			/* any value, written as SQLite's SQL has it: nothing to count with */
			return column->format == SQF_FORMAT_LITERAL ? SQF_KIND_OTHER :
				SQF_KIND_TEXT;
		case BYTEAOID:
			return SQF_KIND_BLOB;
		case DATEOID:
		case TIMEOID:
		case TIMESTAMPOID:
		case TIMESTAMPTZOID:
			return SQF_KIND_TIME;
		case UUIDOID:
			return SQF_KIND_UUID;
		case JSONOID:
			return SQF_KIND_JSON;
		case JSONBOID:
			return SQF_KIND_JSONB;
		default:
			return SQF_KIND_OTHER;
	}
}

/* Can SQLite have stored values of this kind as more than one class? */
static bool
is_mixed_column(SqfKind kind, SqfAffinity affinity)
{
	switch (kind)
	{
		case SQF_KIND_REAL:
			return affinity != SQF_AFFINITY_REAL;
		case SQF_KIND_NUMERIC:
			return true;
		case SQF_KIND_TEXT:
			return affinity != SQF_AFFINITY_TEXT;
		default:
			return false;
	}
}

/*
 * sqf_operand_from_column makes an operand of a column, which sql names.
 */
void
sqf_operand_from_column(SqfOperand *operand, const SqfScopeColumn *column,
						char *sql)
{
	sqf_operand_init(operand, kind_of_column(column), sql);
	operand->like = column;
	operand->is_column = true;
	operand->is_mixed = is_mixed_column(operand->kind, column->affinity);
	operand->is_wide = column->type == INT8OID;
	operand->has_collation = true;
	if (column->collation != NULL &&
		pg_strcasecmp(column->collation, "BINARY") != 0)
		operand->collation = column->collation;
	if (operand->kind == SQF_KIND_TIME)
		operand->moment = sqf_time_of_column(column, sql);
}

/*
 * sqf_operand_settle writes what SQLite would write of a point in time, where
 * nothing better can be done with it.
 */
bool
sqf_operand_settle(SqfTranslation *t, SqfOperand *operand)
{
	if (operand->moment == NULL || operand->sql != NULL)
		return true;
	return sqf_moment_settle(t, operand);
}

/* ---------------------------------------------------------------------------
 * Values as something else
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_operand_is_number tells whether PostgreSQL computes with these values.
 */
bool
sqf_operand_is_number(const SqfOperand *operand)
{
	return operand->kind == SQF_KIND_INTEGER || operand->kind == SQF_KIND_REAL ||
		operand->kind == SQF_KIND_NUMERIC;
}

static const char *
kind_name(SqfKind kind)
{
	switch (kind)
	{
		case SQF_KIND_NULL:
			return "NULL";
		case SQF_KIND_BOOL:
			return "a boolean";
		case SQF_KIND_INTEGER:
		case SQF_KIND_REAL:
		case SQF_KIND_NUMERIC:
			return "a number";
		case SQF_KIND_TEXT:
			return "text";
		case SQF_KIND_BLOB:
			return "a BLOB";
		case SQF_KIND_TIME:
			return "a time";
		case SQF_KIND_UUID:
			return "a uuid";
		case SQF_KIND_JSON:
		case SQF_KIND_JSONB:
		case SQF_KIND_JSON_VALUE:
			return "JSON";
		default:
			return "a value of another type";
	}
}

/* A boolean that SQLite stores as 'true' is no 1 there. */
static bool
is_counted_boolean(const SqfOperand *operand)
{
	return operand->like == NULL ||
		(operand->like->affinity != SQF_AFFINITY_TEXT &&
		 operand->like->affinity != SQF_AFFINITY_BLOB);
}

/* A number that PostgreSQL keeps as a time, or the digits of strftime('%s'). */
static bool
count_time(SqfTranslation *t, SqfOperand *operand)
{
	bool		is_mixed = operand->kind == SQF_KIND_TIME &&
		!operand->moment->is_whole;

	operand->kind = SQF_KIND_INTEGER;
	if (!sqf_moment_settle(t, operand))
		return false;
	operand->is_mixed = is_mixed;
	return true;
}

/*
 * sqf_operand_to_number makes a number of an operand; a boolean is 0 or 1, a
 * time what it is counted in.
 */
bool
sqf_operand_to_number(SqfTranslation *t, const SqfSqlExpr *expr,
					  SqfOperand *operand)
{
	switch (operand->kind)
	{
		case SQF_KIND_NULL:
		case SQF_KIND_INTEGER:
		case SQF_KIND_REAL:
		case SQF_KIND_NUMERIC:
			return sqf_operand_settle(t, operand);
		case SQF_KIND_BOOL:
			if (!is_counted_boolean(operand))
				break;
			sqf_operand_init(operand, SQF_KIND_INTEGER,
							 psprintf("(%s)::integer", operand->sql));
			operand->minimum = 0;
			return true;
		case SQF_KIND_TEXT:
		case SQF_KIND_TIME:
			if (sqf_moment_count(operand) == NULL)
				break;
			return count_time(t, operand);
		default:
			break;
	}
	return sqf_translate_fail(t, expr, "%s stands for a number",
							  kind_name(operand->kind));
}

/*
 * sqf_operand_to_condition writes an operand as PostgreSQL's boolean.
 */
bool
sqf_operand_to_condition(SqfTranslation *t, const SqfSqlExpr *expr,
						 SqfOperand *operand, char **sql)
{
	int64		number;

	if (operand->kind == SQF_KIND_NULL)
	{
		*sql = "NULL::boolean";
		return true;
	}
	if (operand->constant != NULL &&
		sqf_constant_integer(operand->constant, &number))
	{
		*sql = number != 0 ? "true" : "false";
		return true;
	}
	if (operand->kind == SQF_KIND_BOOL && is_counted_boolean(operand))
	{
		*sql = operand->sql;
		return true;
	}
	if (!sqf_operand_to_number(t, expr, operand))
		return false;
	*sql = psprintf("(%s <> 0)", operand->sql);
	return true;
}

/* A column of type date, in the one form in which SQLite can have it. */
static bool
is_written_date(const SqfOperand *operand)
{
	return operand->kind == SQF_KIND_TIME && operand->like->type == DATEOID &&
		operand->moment != NULL &&
		operand->moment->shape != SQF_MOMENT_COUNT;
}

/*
 * sqf_operand_to_text makes text of an operand, as SQLite's functions of text and
 * || do.
 */
bool
sqf_operand_to_text(SqfTranslation *t, const SqfSqlExpr *expr,
					SqfOperand *operand)
{
	if (!sqf_operand_settle(t, operand))
		return false;
	switch (operand->kind)
	{
		case SQF_KIND_NULL:
			sqf_operand_init(operand, SQF_KIND_TEXT, "NULL::text");
			return true;
		case SQF_KIND_TEXT:
			if (operand->is_mixed)
				sqf_translate_remark(t, "numbers that SQLite stored in a column without type TEXT are the text that they became");
			return true;
		case SQF_KIND_BOOL:
			if (!is_counted_boolean(operand))
				break;
			sqf_operand_init(operand, SQF_KIND_TEXT,
							 psprintf("(%s)::integer::text", operand->sql));
			return true;
		case SQF_KIND_INTEGER:
		case SQF_KIND_JSON:
			sqf_operand_init(operand, SQF_KIND_TEXT,
							 psprintf("(%s)::text", operand->sql));
			return true;
		case SQF_KIND_TIME:
			if (!is_written_date(operand))
				break;
			sqf_translate_mark(t, PROVOLATILE_STABLE);
			sqf_operand_init(operand, SQF_KIND_TEXT,
							 psprintf("to_char(%s, 'YYYY-MM-DD')", operand->sql));
			return true;
		case SQF_KIND_UUID:
			if (operand->like->format != SQF_FORMAT_UUID_TEXT)
				break;
			sqf_operand_init(operand, SQF_KIND_TEXT,
							 psprintf("(%s)::text", operand->sql));
			return true;
		case SQF_KIND_JSON_VALUE:
			return sqf_json_value_text(t, operand);
		default:
			break;
	}
	return sqf_translate_fail(t, expr, "%s stands for text",
							  kind_name(operand->kind));
}

/* ---------------------------------------------------------------------------
 * Values side by side, as the branches of CASE
 * ---------------------------------------------------------------------------
 */

/* The operand whose kind the others have to follow; a column before the rest. */
static const SqfOperand *
find_lead(const SqfOperand *operands, int count)
{
	const SqfOperand *lead = NULL;

	for (int i = 0; i < count; i++)
	{
		const SqfOperand *operand = &operands[i];

		if (operand->kind == SQF_KIND_NULL)
			continue;
		if (lead == NULL || (lead->like == NULL && operand->like != NULL) ||
			(lead->constant != NULL && operand->constant == NULL))
			lead = operand;
	}
	return lead;
}

static bool
is_stored_alike(const SqfOperand *a, const SqfOperand *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind != SQF_KIND_TIME && a->kind != SQF_KIND_UUID)
		return true;
	return a->like->type == b->like->type && a->like->format == b->like->format;
}

/* The kind of numbers that all of these are. */
static SqfKind
common_number(const SqfOperand *operands, int count)
{
	SqfKind		kind = SQF_KIND_INTEGER;

	for (int i = 0; i < count; i++)
		if (operands[i].kind == SQF_KIND_REAL)
			return SQF_KIND_REAL;
		else if (operands[i].kind == SQF_KIND_NUMERIC)
			kind = SQF_KIND_NUMERIC;
	return kind;
}

static bool
unify_numbers(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *operands,
			  int count, SqfOperand *result)
{
	SqfKind		kind;

	for (int i = 0; i < count; i++)
		if (!sqf_operand_to_number(t, expr, &operands[i]))
			return false;
	kind = common_number(operands, count);
	sqf_operand_init(result, kind, NULL);
	result->minimum = PG_INT64_MAX;
	for (int i = 0; i < count; i++)
	{
		const SqfOperand *operand = &operands[i];

		if (operand->kind == SQF_KIND_NULL)
			continue;
		if (kind == SQF_KIND_REAL && operand->kind == SQF_KIND_INTEGER &&
			operand->constant == NULL)
			sqf_translate_remark(t, "integers beyond 2^53 become floating point numbers");
		result->is_mixed |= operand->is_mixed || operand->kind != kind;
		result->is_wide |= operand->is_wide;
		result->minimum = Min(result->minimum, operand->minimum);
	}
	return true;
}

static bool
unify_texts(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *operands,
			int count, SqfOperand *result)
{
	sqf_operand_init(result, SQF_KIND_TEXT, NULL);
	for (int i = 0; i < count; i++)
	{
		SqfOperand *operand = &operands[i];

		if (operand->kind == SQF_KIND_NULL)
			continue;
		if (operand->kind != SQF_KIND_TEXT && operand->kind != SQF_KIND_JSON &&
			operand->kind != SQF_KIND_JSON_VALUE)
			return sqf_translate_fail(t, expr,
									  "text and %s are mixed",
									  kind_name(operand->kind));
		result->is_mixed |= operand->is_mixed;
		if (!sqf_operand_to_text(t, expr, operand))
			return false;
	}
	return true;
}

/* All become what the lead's column is, or fail. */
static bool
unify_stored(SqfTranslation *t, const SqfSqlExpr *expr, const SqfOperand *lead,
			 SqfOperand *operands, int count, SqfOperand *result)
{
	SqfOperand	model = *lead;

	model.is_column = false;
	*result = model;
	result->sql = NULL;
	result->moment = NULL;
	result->has_collation = false;
	result->collation = NULL;
	for (int i = 0; i < count; i++)
	{
		SqfOperand *operand = &operands[i];

		if (operand->kind == SQF_KIND_NULL || is_stored_alike(operand, lead))
			continue;
		if (operand->constant != NULL)
		{
			if (!sqf_constant_beside(t, expr, &model, operand, false,
									 &operand->sql))
				return false;
		}
		else if (operand->moment != NULL && model.kind == SQF_KIND_TIME)
		{
			if (!sqf_moment_as_column(t, expr, operand->moment, model.like,
									  &operand->sql))
				return false;
		}
		else
			return sqf_translate_fail(t, expr, "%s and %s are mixed",
									  kind_name(lead->kind),
									  kind_name(operand->kind));
	}
	return true;
}

/* Are there only 0, 1 and NULL beside booleans? */
static bool
are_booleans(const SqfOperand *operands, int count)
{
	for (int i = 0; i < count; i++)
	{
		int64		number;

		if (operands[i].kind != SQF_KIND_NULL &&
			operands[i].kind != SQF_KIND_BOOL &&
			(operands[i].constant == NULL ||
			 !sqf_constant_integer(operands[i].constant, &number) ||
			 (number != 0 && number != 1)))
			return false;
	}
	return true;
}

/*
 * sqf_operand_unify gives operands, of which SQLite takes one, the same type.
 * It changes their sql, and tells in *result, which gets none, what they are.
 */
bool
sqf_operand_unify(SqfTranslation *t, const SqfSqlExpr *expr,
				  SqfOperand *operands, int count, SqfOperand *result)
{
	const SqfOperand *lead = find_lead(operands, count);

	for (int i = 0; i < count; i++)
		if (operands[i].is_collated)
			return sqf_translate_fail(t, expr, "a collation is not compared with");
	if (lead == NULL)
	{
		sqf_operand_init(result, SQF_KIND_NULL, NULL);
		return true;
	}
	if (lead->kind == SQF_KIND_TEXT || lead->kind == SQF_KIND_JSON ||
		lead->kind == SQF_KIND_JSON_VALUE)
		return unify_texts(t, expr, operands, count, result);
	if (lead->kind == SQF_KIND_BOOL ? !are_booleans(operands, count) :
		sqf_operand_is_number(lead))
		return unify_numbers(t, expr, operands, count, result);
	if (lead->kind == SQF_KIND_OTHER)
		return sqf_translate_fail(t, expr, "%s is used",
								  kind_name(lead->kind));
	return unify_stored(t, expr, lead, operands, count, result);
}
