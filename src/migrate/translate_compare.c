/*-------------------------------------------------------------------------
 *
 * translate_compare.c
 *	  Comparisons: operators, IS, BETWEEN and IN, by SQLite's collations.
 *
 * SQLite compares any two values, those of different storage classes by their
 * class.  PostgreSQL compares values of one type, so both sides get one here.
 *
 * IDENTIFICATION
 *	  src/migrate/translate_compare.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "migrate/translate_internal.h"
#include "utils/builtins.h"
#include "utils/formatting.h"

/* ---------------------------------------------------------------------------
 * One type for both sides
 * ---------------------------------------------------------------------------
 */

static bool
fail_types(SqfTranslation *t, const SqfSqlExpr *expr)
{
	return sqf_translate_fail(t, expr, "values of different types are compared");
}

static bool
is_written_time(const SqfOperand *operand)
{
	return operand->kind == SQF_KIND_TIME &&
		!sqf_moment_is_counted(operand->like->format);
}

/* A date beside a timestamp, both written. */
static bool
are_date_and_timestamp(const SqfOperand *a, const SqfOperand *b)
{
	return is_written_time(a) && is_written_time(b) &&
		(a->like->type == DATEOID || a->like->type == TIMESTAMPOID) &&
		(b->like->type == DATEOID || b->like->type == TIMESTAMPOID);
}

static bool
align_times(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *left,
			SqfOperand *right)
{
	if (left->like->type == right->like->type &&
		left->like->format == right->like->format)
	{
		if (is_written_time(left) && left->like->type != DATEOID)
			sqf_translate_remark(t, "times are compared as times, not as text");
		return true;
	}
	if (!are_date_and_timestamp(left, right))
		return fail_types(t, expr);
	sqf_translate_remark(t, "times are compared as times, not as text");
	return true;
}

/* Does SQLite make a number of a text beside this? */
static bool
has_numeric_affinity(const SqfOperand *operand)
{
	return operand->is_column && operand->like->affinity >= SQF_AFFINITY_NUMERIC;
}

/*
 * What is text in both.  Where SQLite may have a number, or make one of the text
 * of the other side, the order is another one, but what is equal is equal.
 */
static bool
align_texts(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *left,
			SqfOperand *right, bool in_order)
{
	if (in_order && (left->is_mixed || right->is_mixed ||
					 has_numeric_affinity(left) || has_numeric_affinity(right)))
		return sqf_translate_fail(t, expr, "a column without type TEXT is compared as text");
	return sqf_operand_to_text(t, expr, left) &&
		sqf_operand_to_text(t, expr, right);
}

/* A column of times beside something that is none. */
static bool
align_time(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *time,
		   SqfOperand *other, bool in_order)
{
	if (other->moment != NULL)
	{
		if (is_written_time(time) && time->like->type != DATEOID)
			sqf_translate_remark(t, "times are compared as times, not as text");
		return sqf_moment_as_column(t, expr, other->moment, time->like,
									&other->sql);
	}
	if (is_written_time(time))
		return align_texts(t, expr, time, other, in_order);
	return sqf_operand_to_number(t, expr, time) &&
		sqf_operand_to_number(t, expr, other);
}

static bool
align_numbers(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *left,
			  SqfOperand *right)
{
	if (!sqf_operand_to_number(t, expr, left) ||
		!sqf_operand_to_number(t, expr, right))
		return false;
	if (left->kind != right->kind &&
		(left->kind == SQF_KIND_REAL || right->kind == SQF_KIND_REAL) &&
		left->constant == NULL && right->constant == NULL)
		sqf_translate_remark(t, "integers beyond 2^53 are compared as floating point numbers");
	return true;
}

static bool
is_text_like(const SqfOperand *operand)
{
	return operand->kind == SQF_KIND_TEXT || operand->kind == SQF_KIND_JSON;
}

static bool
align_values(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *left,
			 SqfOperand *right, bool in_order)
{
	if (!sqf_operand_settle(t, left) || !sqf_operand_settle(t, right))
		return false;
	if (is_text_like(left) && is_text_like(right))
		return align_texts(t, expr, left, right, in_order);
	if (left->kind != right->kind)
		return fail_types(t, expr);
	switch (left->kind)
	{
		case SQF_KIND_BLOB:
			return true;
		case SQF_KIND_UUID:
			return left->like->format == right->like->format ||
				fail_types(t, expr);
		case SQF_KIND_JSONB:
			if (in_order)
				return fail_types(t, expr);
			sqf_translate_remark(t, "jsonb is compared without regard to spaces and the order of keys");
			return true;
		default:
			return fail_types(t, expr);
	}
}

static bool
is_counted(const SqfOperand *operand)
{
	return sqf_operand_is_number(operand) || operand->kind == SQF_KIND_BOOL;
}

/* Give both sides one type in PostgreSQL, by which they compare as in SQLite. */
static bool
align_types(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *left,
			SqfOperand *right, bool in_order)
{
	if (left->kind == SQF_KIND_NULL || right->kind == SQF_KIND_NULL)
		return sqf_operand_settle(t, left) && sqf_operand_settle(t, right);
	if (left->constant == NULL && right->constant != NULL && left->moment == NULL)
		return sqf_constant_beside(t, expr, left, right, in_order, &right->sql);
	if (right->constant == NULL && left->constant != NULL && right->moment == NULL)
		return sqf_constant_beside(t, expr, right, left, in_order, &left->sql);
	if (left->kind == SQF_KIND_TIME && right->constant != NULL)
		return sqf_constant_beside(t, expr, left, right, in_order, &right->sql);
	if (right->kind == SQF_KIND_TIME && left->constant != NULL)
		return sqf_constant_beside(t, expr, right, left, in_order, &left->sql);
	if (left->kind == SQF_KIND_TIME && right->kind == SQF_KIND_TIME)
		return align_times(t, expr, left, right);
	if (left->kind == SQF_KIND_TIME)
		return align_time(t, expr, left, right, in_order);
	if (right->kind == SQF_KIND_TIME)
		return align_time(t, expr, right, left, in_order);
	if (left->kind == SQF_KIND_BOOL && right->kind == SQF_KIND_BOOL)
		return true;
	if ((is_counted(left) && is_counted(right)) ||
		(has_numeric_affinity(left) && right->moment != NULL) ||
		(has_numeric_affinity(right) && left->moment != NULL))
		return align_numbers(t, expr, left, right);
	return align_values(t, expr, left, right, in_order);
}

/* ---------------------------------------------------------------------------
 * Collations
 * ---------------------------------------------------------------------------
 */

/* The operand by whose collation SQLite compares: COLLATE, else a column. */
static const char *
choose_collation(const SqfOperand *left, const SqfOperand *right)
{
	if (left->is_collated)
		return left->collation;
	if (right->is_collated)
		return right->collation;
	return left->has_collation ? left->collation : right->collation;
}

/* A constant as the collation sees it, so that there is nothing left to do. */
static char *
collate_constant(const char *text, const char *collation)
{
	size_t		len = strlen(text);

	if (pg_strcasecmp(collation, "NOCASE") == 0)
		return quote_literal_cstr(asc_tolower(text, len));
	while (len > 0 && text[len - 1] == ' ')
		len--;
	return quote_literal_cstr(pnstrdup(text, len));
}

static char *
collate(const SqfOperand *operand, const char *collation, bool in_order)
{
	if (collation == NULL)
		return in_order ? psprintf("(%s COLLATE \"C\")", operand->sql) : operand->sql;
	if (operand->constant != NULL && operand->constant->kind == SQF_SQL_STRING)
		return collate_constant(operand->constant->text, collation);
	if (pg_strcasecmp(collation, "NOCASE") == 0)
		return psprintf("lower(%s COLLATE \"C\")", operand->sql);
	return psprintf("rtrim(%s COLLATE \"C\", ' ')", operand->sql);
}

static bool
is_known_collation(const char *collation)
{
	return collation == NULL || pg_strcasecmp(collation, "NOCASE") == 0 ||
		pg_strcasecmp(collation, "RTRIM") == 0;
}

/* Both sides become text that PostgreSQL compares as SQLite's collation does. */
static bool
align(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *left,
	  SqfOperand *right, bool in_order)
{
	const char *collation = choose_collation(left, right);

	if (!align_types(t, expr, left, right, in_order))
		return false;
	if (left->kind == SQF_KIND_JSON_VALUE || right->kind == SQF_KIND_JSON_VALUE ||
		left->kind != SQF_KIND_TEXT || right->kind != SQF_KIND_TEXT)
		return true;
	if (!is_known_collation(collation))
		return sqf_translate_fail(t, expr, "collation %s is not known", collation);
	/* one side tells PostgreSQL the collation */
	left->sql = collate(left, collation, in_order && left->constant == NULL);
	right->sql = collate(right, collation, in_order && left->constant != NULL);
	return true;
}

/*
 * sqf_compare_sort_key writes an operand so that PostgreSQL sorts by it as SQLite
 * does; NULL if it cannot.
 */
char *
sqf_compare_sort_key(SqfTranslation *t, const SqfSqlExpr *expr,
					 SqfOperand *operand)
{
	const char *collation = operand->collation;

	if (!sqf_operand_settle(t, operand))
		return NULL;
	if (operand->kind == SQF_KIND_JSON &&
		!sqf_operand_to_text(t, expr, operand))
		return NULL;
	if (operand->kind == SQF_KIND_JSONB || operand->kind == SQF_KIND_JSON_VALUE ||
		operand->kind == SQF_KIND_OTHER ||
		(operand->kind == SQF_KIND_TEXT && operand->is_mixed))
	{
		(void) sqf_translate_fail(t, expr, "values of several storage classes are sorted");
		return NULL;
	}
	if (operand->kind != SQF_KIND_TEXT)
		return operand->sql;
	if (!is_known_collation(collation))
	{
		(void) sqf_translate_fail(t, expr, "collation %s is not known", collation);
		return NULL;
	}
	return collate(operand, collation, true);
}

/* ---------------------------------------------------------------------------
 * Operators
 * ---------------------------------------------------------------------------
 */

static bool
is_order(const char *operator)
{
	return strcmp(operator, "=") != 0 && strcmp(operator, "<>") != 0 &&
		strncmp(operator, "IS", 2) != 0;
}

/*
 * sqf_compare writes a comparison as a condition, by an operator that SQLite and
 * PostgreSQL share, or IS [NOT] DISTINCT FROM.  Both operands get the sql in
 * which they are compared.
 */
bool
sqf_compare(SqfTranslation *t, const SqfSqlExpr *expr, const char *operator,
			SqfOperand *left, SqfOperand *right, char **sql)
{
	if (!align(t, expr, left, right, is_order(operator)))
		return false;
	if ((left->kind == SQF_KIND_NULL || right->kind == SQF_KIND_NULL) &&
		strncmp(operator, "IS", 2) != 0)
		*sql = "NULL::boolean";
	else
		*sql = psprintf("(%s %s %s)", left->sql, operator, right->sql);
	return true;
}

static bool
compare_binary(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *result)
{
	SqfOperand	left;
	SqfOperand	right;
	char	   *sql;

	if (!sqf_expr_translate(t, linitial(expr->args), &left) ||
		!sqf_expr_translate(t, lsecond(expr->args), &right) ||
		!sqf_compare(t, expr, expr->text, &left, &right, &sql))
		return false;
	sqf_operand_init(result, SQF_KIND_BOOL, sql);
	return true;
}

/* ---------------------------------------------------------------------------
 * IS
 * ---------------------------------------------------------------------------
 */

static bool
is_truth_word(const SqfSqlExpr *expr)
{
	return sqf_expr_is_name(expr, "TRUE") || sqf_expr_is_name(expr, "FALSE");
}

/* x IS TRUE asks for a condition; x IS 1 would ask for a value. */
static bool
translate_truth_test(SqfTranslation *t, const SqfSqlExpr *expr,
					 SqfOperand *result)
{
	const SqfSqlExpr *word = lsecond(expr->args);
	char	   *condition;

	if (!sqf_expr_condition(t, linitial(expr->args), &condition))
		return false;
	sqf_operand_init(result, SQF_KIND_BOOL,
					 psprintf("(%s IS %s%s)", condition,
							  expr->negated ? "NOT " : "",
							  sqf_expr_is_name(word, "TRUE") ? "TRUE" : "FALSE"));
	return true;
}

static bool
translate_is(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *result)
{
	SqfOperand	left;
	SqfOperand	right;
	char	   *sql;

	if (is_truth_word(lsecond(expr->args)))
		return translate_truth_test(t, expr, result);
	if (!sqf_expr_translate(t, linitial(expr->args), &left) ||
		!sqf_expr_translate(t, lsecond(expr->args), &right))
		return false;
	if (right.kind == SQF_KIND_NULL)
	{
		if (!sqf_operand_settle(t, &left))
			return false;
		sql = psprintf("(%s IS %sNULL)", left.sql, expr->negated ? "NOT " : "");
	}
	else if (!sqf_compare(t, expr, expr->negated ? "IS DISTINCT FROM" :
						  "IS NOT DISTINCT FROM", &left, &right, &sql))
		return false;
	sqf_operand_init(result, SQF_KIND_BOOL, sql);
	return true;
}

/* ---------------------------------------------------------------------------
 * BETWEEN and IN
 * ---------------------------------------------------------------------------
 */

static bool
translate_between(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *result)
{
	SqfOperand	value;
	SqfOperand	same_value;
	SqfOperand	low;
	SqfOperand	high;
	char	   *from;
	char	   *to;

	if (!sqf_expr_translate(t, linitial(expr->args), &value) ||
		!sqf_expr_translate(t, lsecond(expr->args), &low) ||
		!sqf_expr_translate(t, lthird(expr->args), &high))
		return false;
	same_value = value;
	if (!sqf_compare(t, expr, ">=", &value, &low, &from) ||
		!sqf_compare(t, expr, "<=", &same_value, &high, &to))
		return false;
	if (low.kind == SQF_KIND_NULL || high.kind == SQF_KIND_NULL ||
		strcmp(value.sql, same_value.sql) != 0)
		from = psprintf("(%s%s AND %s)", expr->negated ? "NOT (" : "", from,
						expr->negated ? psprintf("%s)", to) : to);
	else
		from = psprintf("(%s %sBETWEEN %s AND %s)", value.sql,
						expr->negated ? "NOT " : "", low.sql, high.sql);
	sqf_operand_init(result, SQF_KIND_BOOL, from);
	return true;
}

/* Only the left side's affinity and collation count for IN. */
static void
forget_affinity(SqfOperand *item)
{
	item->is_column = false;
	item->is_collated = false;
	item->has_collation = false;
	item->collation = NULL;
}

/*
 * The list as "x IN (a, b)", with its parts as "x = a OR x = b" where x is not
 * written alike beside all of them.
 */
static bool
translate_in_list(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *result)
{
	SqfOperand	value;
	StringInfoData list;
	StringInfoData parts;
	const char *value_sql = NULL;
	bool		is_alike = true;
	ListCell   *cell;

	if (!sqf_expr_translate(t, linitial(expr->args), &value))
		return false;
	initStringInfo(&list);
	initStringInfo(&parts);
	for_each_from(cell, expr->args, 1)
	{
		SqfOperand	beside = value;
		SqfOperand	item;
		char	   *part;

		if (!sqf_expr_translate(t, lfirst(cell), &item))
			return false;
		forget_affinity(&item);
		if (!sqf_compare(t, expr, "=", &beside, &item, &part))
			return false;
		is_alike &= value_sql == NULL || strcmp(beside.sql, value_sql) == 0;
		value_sql = beside.sql;
		appendStringInfo(&list, "%s%s", list.len > 0 ? ", " : "", item.sql);
		appendStringInfo(&parts, "%s%s", parts.len > 0 ? " OR " : "", part);
	}
	sqf_operand_init(result, SQF_KIND_BOOL, NULL);
	if (list.len == 0)
		result->sql = expr->negated ? "true" : "false";
	else if (value.kind == SQF_KIND_NULL)
		result->sql = "NULL::boolean";
	else if (is_alike)
		result->sql = psprintf("(%s %sIN (%s))", value_sql,
							   expr->negated ? "NOT " : "", list.data);
	else
		result->sql = psprintf("(%s(%s))", expr->negated ? "NOT " : "", parts.data);
	return true;
}

/* A column of a subquery must have the type of the value as it stands. */
static bool
translate_in_select(SqfTranslation *t, const SqfSqlExpr *expr,
					SqfOperand *result)
{
	SqfOperand	value;
	SqfOperand	item;
	List	   *columns;
	char	   *select;
	char	   *part;
	char	   *value_sql;
	char	   *item_sql;

	if (!sqf_expr_translate(t, linitial(expr->args), &value))
		return false;
	select = sqf_select_translate(t, expr->select, expr, &columns);
	if (select == NULL)
		return false;
	if (list_length(columns) != 1 || value.constant != NULL)
		return sqf_translate_fail(t, expr, "a subquery of several columns, or a constant beside one, is not known");
	item = ((SqfSelected *) linitial(columns))->operand;
	forget_affinity(&item);
	value_sql = value.sql;
	item_sql = item.sql;
	if (!sqf_compare(t, expr, "=", &value, &item, &part))
		return false;
	if (value.kind == SQF_KIND_NULL || item.kind == SQF_KIND_NULL ||
		strcmp(item_sql, item.sql) != 0 ||
		(value_sql != NULL && strcmp(value_sql, value.sql) != 0))
		return sqf_translate_fail(t, expr, "values of different types are compared");
	sqf_operand_init(result, SQF_KIND_BOOL,
					 psprintf("(%s %sIN (%s))", value.sql,
							  expr->negated ? "NOT " : "", select));
	return true;
}

/* ---------------------------------------------------------------------------
 * All of them
 * ---------------------------------------------------------------------------
 */

/* Are these strings, from the second on? */
static bool
are_strings(const List *args)
{
	ListCell   *cell;

	for_each_from(cell, args, 1)
		if (((SqfSqlExpr *) lfirst(cell))->kind != SQF_SQL_STRING)
			return false;
	return true;
}

/* typeof(x) = 'text' and its like, which the type of x answers. */
static bool
is_type_test(const SqfSqlExpr *expr)
{
	return sqf_typeof_is_call(linitial(expr->args)) && expr->select == NULL &&
		are_strings(expr->args) &&
		(expr->kind == SQF_SQL_IN || expr->kind == SQF_SQL_IS ||
		 (expr->kind == SQF_SQL_BINARY && !is_order(expr->text)));
}

/*
 * sqf_compare_translate translates a comparison, IS, BETWEEN or IN.
 */
bool
sqf_compare_translate(SqfTranslation *t, const SqfSqlExpr *expr,
					  SqfOperand *result)
{
	if (is_type_test(expr))
		return sqf_typeof_compare(t, expr, linitial(expr->args),
								  list_copy_tail(expr->args, 1),
								  expr->kind == SQF_SQL_BINARY ?
								  strcmp(expr->text, "<>") == 0 : expr->negated,
								  result);
	switch (expr->kind)
	{
		case SQF_SQL_IS:
			return translate_is(t, expr, result);
		case SQF_SQL_BETWEEN:
			return translate_between(t, expr, result);
		case SQF_SQL_IN:
			return expr->select != NULL ? translate_in_select(t, expr, result) :
				translate_in_list(t, expr, result);
		default:
			return compare_binary(t, expr, result);
	}
}
