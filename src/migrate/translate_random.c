/*-------------------------------------------------------------------------
 *
 * translate_random.c
 *	  random(), randomblob(), and the uuids that applications make of them.
 *
 * IDENTIFICATION
 *	  src/migrate/translate_random.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_proc.h"
#include "migrate/translate_internal.h"
#include "miscadmin.h"

/* Of a random uuid the first 6 bytes have nothing but random bits. */
#define MAX_EXACT_BYTES	6
#define UUID_BYTES		16

static const char random_uuid_remark[] =
"6 of the 128 random bits are those of a uuid of version 4";

/* ---------------------------------------------------------------------------
 * Texts that are a uuid
 * ---------------------------------------------------------------------------
 */

/* The letters of a text being looked at: x and y are random digits. */
typedef struct Shape
{
	StringInfoData letters;
	bool		has_lower;		/* digits in small letters, or in capitals */
	bool		has_upper;
} Shape;

static bool append_shape(Shape *shape, const SqfSqlExpr *expr, bool is_lower);

static bool
has_random(const SqfSqlExpr *expr)
{
	ListCell   *cell;

	check_stack_depth();
	if (sqf_expr_is_call(expr, "random", 0))
		return true;
	foreach(cell, expr->args)
		if (has_random(lfirst(cell)))
			return true;
	return false;
}

/* hex(randomblob(n)) */
static bool
append_digits(Shape *shape, const SqfSqlExpr *expr, bool is_lower)
{
	const SqfSqlExpr *blob = linitial(expr->args);
	int64		bytes;

	if (!sqf_expr_is_call(blob, "randomblob", 1) ||
		!sqf_constant_integer(linitial(blob->args), &bytes) ||
		bytes < 1 || bytes > UUID_BYTES)
		return false;
	for (int i = 0; i < bytes; i++)
		appendStringInfoString(&shape->letters, "xx");
	shape->has_lower |= is_lower;
	shape->has_upper |= !is_lower;
	return true;
}

/* substr('89ab', a random position, 1) */
static bool
append_variant(Shape *shape, const SqfSqlExpr *expr)
{
	const SqfSqlExpr *letters = linitial(expr->args);
	int64		length;

	if (letters->kind != SQF_SQL_STRING || list_length(expr->args) != 3 ||
		pg_strcasecmp(letters->text, "89ab") != 0 ||
		!has_random(lsecond(expr->args)) ||
		!sqf_constant_integer(lthird(expr->args), &length) || length != 1)
		return false;
	appendStringInfoChar(&shape->letters, 'y');
	return true;
}

/* substr(digits, from), substr(digits, from, length) */
static bool
append_part(Shape *shape, const SqfSqlExpr *expr, bool is_lower)
{
	int			before = shape->letters.len;
	int64		from;
	int64		length = PG_INT32_MAX;
	char	   *part;

	if (append_variant(shape, expr))
		return true;
	if (!sqf_constant_integer(lsecond(expr->args), &from) || from < 1 ||
		(list_length(expr->args) == 3 &&
		 (!sqf_constant_integer(lthird(expr->args), &length) || length < 0)) ||
		!append_shape(shape, linitial(expr->args), is_lower))
		return false;
	part = pstrdup(shape->letters.data + before + Min(from - 1, shape->letters.len - before));
	shape->letters.len = before;
	shape->letters.data[before] = '\0';
	appendBinaryStringInfo(&shape->letters, part, Min(length, (int64) strlen(part)));
	return true;
}

static bool
append_shape(Shape *shape, const SqfSqlExpr *expr, bool is_lower)
{
	check_stack_depth();
	if (expr->kind == SQF_SQL_STRING)
	{
		appendStringInfoString(&shape->letters, expr->text);
		return true;
	}
	if (expr->kind == SQF_SQL_BINARY && strcmp(expr->text, "||") == 0)
		return append_shape(shape, linitial(expr->args), is_lower) &&
			append_shape(shape, lsecond(expr->args), is_lower);
	if (sqf_expr_is_call(expr, "lower", 1))
		return append_shape(shape, linitial(expr->args), true);
	if (sqf_expr_is_call(expr, "hex", 1))
		return append_digits(shape, expr, is_lower);
	if (sqf_expr_is_call(expr, "substr", 2) || sqf_expr_is_call(expr, "substr", 3))
		return append_part(shape, expr, is_lower);
	return false;
}

/* Is it the text of a uuid, with hyphens or, for a type, without? */
static bool
find_shape(const SqfSqlExpr *expr, Shape *shape)
{
	memset(shape, 0, sizeof(*shape));
	initStringInfo(&shape->letters);
	return append_shape(shape, expr, false) && shape->letters.len >= 32;
}

static bool
has_hyphens(const Shape *shape)
{
	return strcmp(shape->letters.data, "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx") == 0 ||
		strcmp(shape->letters.data, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx") == 0;
}

/*
 * sqf_random_is_uuid tells whether an expression makes a random uuid, as text in
 * any spelling or as its 16 bytes.
 */
bool
sqf_random_is_uuid(const SqfSqlExpr *expr)
{
	Shape		shape;
	int64		bytes;

	if (sqf_expr_is_call(expr, "randomblob", 1) &&
		sqf_constant_integer(linitial(expr->args), &bytes))
		return bytes == UUID_BYTES;
	return find_shape(expr, &shape) &&
		(has_hyphens(&shape) ||
		 strcmp(shape.letters.data, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx") == 0);
}

/*
 * sqf_random_uuid_text translates an expression that makes the text of a random
 * uuid; false if it is none.
 */
bool
sqf_random_uuid_text(SqfTranslation *t, const SqfSqlExpr *expr,
					 SqfOperand *result)
{
	Shape		shape;

	if (!find_shape(expr, &shape) || !has_hyphens(&shape) ||
		shape.has_lower == shape.has_upper)
		return false;
	sqf_translate_mark(t, PROVOLATILE_VOLATILE);
	sqf_translate_remark(t, random_uuid_remark);
	sqf_operand_init(result, SQF_KIND_TEXT, shape.has_lower ?
					 "(gen_random_uuid())::text" :
					 "upper((gen_random_uuid())::text)");
	return true;
}

/* ---------------------------------------------------------------------------
 * random() and randomblob()
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_random_integer translates random(), which gives any bigint.
 */
bool
sqf_random_integer(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *args,
				   int count, SqfOperand *result)
{
	sqf_translate_mark(t, PROVOLATILE_VOLATILE);
	sqf_operand_init(result, SQF_KIND_INTEGER,
					 "hashtextextended((gen_random_uuid())::text, 0)");
	result->is_wide = true;
	return true;
}

/*
 * sqf_random_blob translates randomblob(n) for an n up to 6, or 16.
 */
bool
sqf_random_blob(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *args,
				int count, SqfOperand *result)
{
	int64		bytes;

	if (args[0].constant == NULL ||
		!sqf_constant_integer(args[0].constant, &bytes) || bytes < 1 ||
		(bytes > MAX_EXACT_BYTES && bytes != UUID_BYTES))
		return sqf_translate_fail(t, expr, "randomblob() is only known for up to 6 bytes, or 16");
	sqf_translate_mark(t, PROVOLATILE_VOLATILE);
	if (bytes == UUID_BYTES)
		sqf_translate_remark(t, random_uuid_remark);
	sqf_operand_init(result, SQF_KIND_BLOB, bytes == UUID_BYTES ?
					 "uuid_send(gen_random_uuid())" :
					 psprintf("substr(uuid_send(gen_random_uuid()), 1, %d)",
							  (int) bytes));
	return true;
}
