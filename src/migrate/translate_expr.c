/*-------------------------------------------------------------------------
 *
 * translate_expr.c
 *	  One expression after the other, by its kind.
 *
 * IDENTIFICATION
 *	  src/migrate/translate_expr.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "migrate/translate_internal.h"
#include "miscadmin.h"
#include "utils/builtins.h"

/*
 * Bytes of a translation, some parts of which write an argument twice, and stand
 * in each other; and of all those parts.
 */
#define MAX_SQL_LENGTH	(512 * 1024)
#define MAX_WRITTEN		(32 * MAX_SQL_LENGTH)

/* ---------------------------------------------------------------------------
 * What an expression is
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_expr_is_name tells whether an expression is this bare word.
 */
bool
sqf_expr_is_name(const SqfSqlExpr *expr, const char *name)
{
	return expr->kind == SQF_SQL_NAME && expr->qualifier == NULL &&
		!expr->is_quoted && pg_strcasecmp(expr->text, name) == 0;
}

/*
 * sqf_expr_is_call tells whether an expression is a plain call of this function
 * with so many arguments.
 */
bool
sqf_expr_is_call(const SqfSqlExpr *expr, const char *name, int args)
{
	return expr->kind == SQF_SQL_FUNCTION &&
		pg_strcasecmp(expr->text, name) == 0 && list_length(expr->args) == args &&
		!expr->is_star && !expr->is_distinct && !expr->is_window &&
		expr->filter == NULL;
}

/* ---------------------------------------------------------------------------
 * Names
 * ---------------------------------------------------------------------------
 */

static const SqfScopeColumn *
find_column(const SqfScopeTable *table, const SqfSqlExpr *expr)
{
	if (expr->qualifier != NULL &&
		pg_strcasecmp(expr->qualifier, table->remote_name) != 0)
		return NULL;
	for (int i = 0; i < table->column_count; i++)
		if (pg_strcasecmp(table->columns[i].remote_name, expr->text) == 0)
			return &table->columns[i];
	return NULL;
}

/* A word that is no column: TRUE, FALSE, or a string in double quotes. */
static bool
translate_word(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *result)
{
	if (expr->qualifier != NULL)
		return sqf_translate_fail(t, expr, "column \"%s.%s\" is not known",
								  expr->qualifier, expr->text);
	if (expr->is_quoted)
		sqf_constant_operand(sqf_constant_make(SQF_SQL_STRING, expr->text, expr),
							 result);
	else if (sqf_expr_is_name(expr, "TRUE"))
		sqf_constant_operand(sqf_constant_make(SQF_SQL_INTEGER, "1", expr), result);
	else if (sqf_expr_is_name(expr, "FALSE"))
		sqf_constant_operand(sqf_constant_make(SQF_SQL_INTEGER, "0", expr), result);
	else
		return sqf_translate_fail(t, expr, "column \"%s\" is not known", expr->text);
	return true;
}

static bool
translate_name(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *result)
{
	const SqfScopeColumn *column;
	bool		found = false;

	if (t->query != NULL)
	{
		if (!sqf_query_column(t, expr, result, &found))
			return false;
		return found || translate_word(t, expr, result);
	}
	column = t->scope->table == NULL ? NULL : find_column(t->scope->table, expr);
	if (column == NULL)
		return translate_word(t, expr, result);
	sqf_operand_from_column(result, column,
							pstrdup(quote_identifier(column->local_name)));
	return true;
}

/* ---------------------------------------------------------------------------
 * Conditions
 * ---------------------------------------------------------------------------
 */

static bool
translate_not(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *result)
{
	char	   *condition;

	if (!sqf_expr_condition(t, linitial(expr->args), &condition))
		return false;
	sqf_operand_init(result, SQF_KIND_BOOL, psprintf("(NOT %s)", condition));
	return true;
}

static bool
is_junction(const SqfSqlExpr *expr)
{
	return expr->kind == SQF_SQL_BINARY && (strcmp(expr->text, "AND") == 0 ||
											strcmp(expr->text, "OR") == 0);
}

/* a AND b AND c is a tree that leans to the left; it is written without parentheses. */
static bool
translate_junction(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *result)
{
	List	   *parts = NIL;
	const SqfSqlExpr *rest = expr;
	StringInfoData sql;
	ListCell   *cell;

	while (is_junction(rest) && strcmp(rest->text, expr->text) == 0)
	{
		parts = lcons(lsecond(rest->args), parts);
		rest = linitial(rest->args);
	}
	parts = lcons((void *) rest, parts);

	initStringInfo(&sql);
	foreach(cell, parts)
	{
		char	   *condition;

		if (!sqf_expr_condition(t, lfirst(cell), &condition))
			return false;
		if (sql.len > 0)
			appendStringInfo(&sql, " %s ", expr->text);
		appendStringInfoString(&sql, condition);
	}
	sqf_operand_init(result, SQF_KIND_BOOL, psprintf("(%s)", sql.data));
	return true;
}

/* ---------------------------------------------------------------------------
 * CASE, COLLATE, subqueries
 * ---------------------------------------------------------------------------
 */

/* The condition of a WHEN, where operand is that of CASE, if it has one. */
static bool
translate_when(SqfTranslation *t, const SqfSqlExpr *expr, const SqfSqlExpr *when,
			   SqfOperand operand, char **condition)
{
	SqfOperand	value;

	if (expr->operand == NULL)
		return sqf_expr_condition(t, when, condition);
	return sqf_expr_translate(t, when, &value) &&
		sqf_compare(t, expr, "=", &operand, &value, condition);
}

/* The results of a CASE, that of ELSE last, in one type. */
static bool
translate_branches(SqfTranslation *t, const SqfSqlExpr *expr,
				   SqfOperand *branches, int count, SqfOperand *result)
{
	for (int i = 0; i < count; i++)
		if (!sqf_expr_translate(t, list_nth(expr->args, 2 * i + 1), &branches[i]))
			return false;
	if (expr->otherwise != NULL &&
		!sqf_expr_translate(t, expr->otherwise, &branches[count]))
		return false;
	return sqf_operand_unify(t, expr, branches,
							 count + (expr->otherwise != NULL ? 1 : 0), result);
}

static bool
translate_case(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *result)
{
	int			count = list_length(expr->args) / 2;
	SqfOperand *branches = palloc(sizeof(SqfOperand) * (count + 1));
	SqfOperand	operand = {0};
	StringInfoData sql;

	if (!translate_branches(t, expr, branches, count, result) ||
		(expr->operand != NULL && !sqf_expr_translate(t, expr->operand, &operand)))
		return false;
	initStringInfo(&sql);
	appendStringInfoString(&sql, "CASE");
	for (int i = 0; i < count; i++)
	{
		char	   *condition;

		if (!translate_when(t, expr, list_nth(expr->args, 2 * i), operand,
							&condition))
			return false;
		appendStringInfo(&sql, " WHEN %s THEN %s", condition, branches[i].sql);
	}
	if (expr->otherwise != NULL)
		appendStringInfo(&sql, " ELSE %s", branches[count].sql);
	appendStringInfoString(&sql, " END");
	result->sql = sql.data;
	return true;
}

static bool
translate_collate(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *result)
{
	if (!sqf_expr_translate(t, linitial(expr->args), result))
		return false;
	result->is_collated = true;
	result->collation = pg_strcasecmp(expr->text, "BINARY") == 0 ? NULL : expr->text;
	return true;
}

static bool
translate_subquery(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *result)
{
	List	   *columns;
	char	   *select = sqf_select_translate(t, expr->select, expr, &columns);

	if (select == NULL)
		return false;
	if (expr->kind == SQF_SQL_EXISTS)
	{
		sqf_operand_init(result, SQF_KIND_BOOL, psprintf("(EXISTS (%s))", select));
		return true;
	}
	if (list_length(columns) != 1)
		return sqf_translate_fail(t, expr, "a row of several columns is not known");
	*result = ((SqfSelected *) linitial(columns))->operand;

	/* SQLite takes the first row, PostgreSQL raises an error if there are more */
	if (expr->select->limit != NULL)
		result->sql = psprintf("(%s)", select);
	else
		result->sql = psprintf("(%s LIMIT 1)", select);
	result->moment = result->kind == SQF_KIND_TIME ?
		sqf_time_of_column(result->like, result->sql) : NULL;
	return true;
}

/* ---------------------------------------------------------------------------
 * All kinds
 * ---------------------------------------------------------------------------
 */

static bool
translate_unary(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *result)
{
	if (strcmp(expr->text, "NOT") == 0)
		return translate_not(t, expr, result);
	return sqf_arithmetic_translate(t, expr, result);
}

static bool
translate_binary(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *result)
{
	if (is_junction(expr))
		return translate_junction(t, expr, result);
	if (strcmp(expr->text, "->") == 0 || strcmp(expr->text, "->>") == 0)
		return sqf_json_arrow(t, expr, result);
	if (strchr("<>=", expr->text[0]) != NULL &&
		strcmp(expr->text, "<<") != 0 && strcmp(expr->text, ">>") != 0)
		return sqf_compare_translate(t, expr, result);
	return sqf_arithmetic_translate(t, expr, result);
}

static bool
translate_kind(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *result)
{
	switch (expr->kind)
	{
		case SQF_SQL_CURRENT:
			return sqf_time_current(t, expr, result);
		case SQF_SQL_NAME:
			return translate_name(t, expr, result);
		case SQF_SQL_UNARY:
			return translate_unary(t, expr, result);
		case SQF_SQL_BINARY:
			return translate_binary(t, expr, result);
		case SQF_SQL_LIKE:
			return sqf_like_translate(t, expr, result);
		case SQF_SQL_IS:
		case SQF_SQL_BETWEEN:
		case SQF_SQL_IN:
			return sqf_compare_translate(t, expr, result);
		case SQF_SQL_CASE:
			return translate_case(t, expr, result);
		case SQF_SQL_CAST:
			return sqf_arithmetic_cast(t, expr, result);
		case SQF_SQL_COLLATE:
			return translate_collate(t, expr, result);
		case SQF_SQL_FUNCTION:
			return sqf_function_translate(t, expr, result);
		case SQF_SQL_EXISTS:
		case SQF_SQL_SUBQUERY:
			return translate_subquery(t, expr, result);
		default:
			return sqf_translate_fail(t, expr, "a row of several values is not known");
	}
}

static bool
has_room(SqfTranslation *t, Size length)
{
	t->written += length;
	return length <= MAX_SQL_LENGTH && t->written <= MAX_WRITTEN;
}

/*
 * sqf_expr_translate translates an expression to an operand.
 */
bool
sqf_expr_translate(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *result)
{
	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (sqf_constant_is_literal(expr))
	{
		sqf_constant_operand(expr, result);
		return true;
	}
	if (t->query != NULL && t->query->is_grouped &&
		sqf_query_groups(t, expr, result))
		return true;
	if (t->failure != NULL || !translate_kind(t, expr, result))
		return false;
	if (result->sql != NULL && !has_room(t, strlen(result->sql)))
		return sqf_translate_fail(t, expr, "the translation grows too long");
	return true;
}

/*
 * sqf_expr_value is sqf_expr_translate for those who take a value and leave a
 * COLLATE inside it without meaning.
 */
bool
sqf_expr_value(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *result)
{
	if (!sqf_expr_translate(t, expr, result))
		return false;
	if (result->is_collated)
		return sqf_translate_fail(t, expr, "a collation is not compared with");
	return true;
}

/*
 * sqf_expr_condition translates an expression to a boolean.
 */
bool
sqf_expr_condition(SqfTranslation *t, const SqfSqlExpr *expr, char **sql)
{
	SqfOperand	operand;

	return sqf_expr_value(t, expr, &operand) &&
		sqf_operand_to_condition(t, expr, &operand, sql);
}

/*
 * sqf_expr_list translates arguments to an array of operands.
 */
bool
sqf_expr_list(SqfTranslation *t, const List *args, SqfOperand **operands)
{
	ListCell   *cell;

	*operands = palloc(sizeof(SqfOperand) * Max(list_length(args), 1));
	foreach(cell, args)
		if (!sqf_expr_value(t, lfirst(cell), &(*operands)[foreach_current_index(cell)]))
			return false;
	return true;
}
