/*-------------------------------------------------------------------------
 *
 * translate_from.c
 *	  FROM: tables, subqueries and how they are joined.
 *
 * Every join is written with ON or as CROSS JOIN: SQLite's comma binds as JOIN
 * does, and what NATURAL and USING compare is known by SQLite's names.
 *
 * IDENTIFICATION
 *	  src/migrate/translate_from.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "migrate/translate_internal.h"
#include "miscadmin.h"
#include "utils/builtins.h"

/* ---------------------------------------------------------------------------
 * One table
 * ---------------------------------------------------------------------------
 */

static const SqfScopeTable *
find_table(const SqfScope *scope, const char *name)
{
	ListCell   *cell;

	foreach(cell, scope->tables)
	{
		const SqfScopeTable *table = lfirst(cell);

		if (pg_strcasecmp(table->remote_name, name) == 0)
			return table;
	}
	return NULL;
}

static List *
columns_of_table(const SqfScopeTable *table, const char *alias)
{
	List	   *columns = NIL;

	for (int i = 0; i < table->column_count; i++)
	{
		SqfSelected *column = palloc0(sizeof(SqfSelected));

		column->name = table->columns[i].remote_name;
		sqf_operand_from_column(&column->operand, &table->columns[i],
								psprintf("%s.%s", quote_identifier(alias),
										 quote_identifier(table->columns[i].local_name)));
		columns = lappend(columns, column);
	}
	return columns;
}

static bool
add_source(SqfTranslation *t, const SqfSqlExpr *expr, const char *name,
		   List *columns)
{
	SqfFromItem  *source = palloc0(sizeof(SqfFromItem));
	ListCell   *cell;

	foreach(cell, t->query->sources)
		if (pg_strcasecmp(((SqfFromItem *) lfirst(cell))->name, name) == 0)
			return sqf_translate_fail(t, expr, "\"%s\" stands in FROM twice", name);
	source->name = name;
	source->columns = columns;
	t->query->sources = lappend(t->query->sources, source);
	return true;
}

static bool
translate_table(SqfTranslation *t, const SqfSqlExpr *expr,
				const SqfSqlFrom *from, StringInfo sql)
{
	const char *alias = from->alias != NULL ? from->alias : from->table;
	SqfFromItem  *common = from->is_main ? NULL : sqf_query_common(t, from->table);
	const SqfScopeTable *table = find_table(t->scope, from->table);

	if (from->has_arguments)
		return sqf_translate_fail(t, expr, "table-valued function %s() is not known",
								  from->table);
	if (common != NULL)
	{
		common->is_used = true;
		appendStringInfoString(sql, quote_identifier(common->name));
		if (strcmp(alias, common->name) != 0)
			appendStringInfo(sql, " AS %s", quote_identifier(alias));
		return add_source(t, expr, alias,
						  sqf_query_columns_as(common->columns, alias));
	}
	if (table == NULL)
		return sqf_translate_fail(t, expr, "table \"%s\" is not known", from->table);
	appendStringInfo(sql, "%s", quote_qualified_identifier(table->schema,
														   table->local_name));
	if (strcmp(alias, table->local_name) != 0)
		appendStringInfo(sql, " AS %s", quote_identifier(alias));
	return add_source(t, expr, alias, columns_of_table(table, alias));
}

/* A subquery in FROM does not see its neighbours. */
static bool
translate_subquery(SqfTranslation *t, const SqfSqlExpr *expr,
				   const SqfSqlFrom *from, StringInfo sql)
{
	SqfQuery   *query = t->query;
	const char *alias = from->alias;
	List	   *columns;
	char	   *select;

	if (alias == NULL)
		alias = psprintf("subquery %d", ++t->subqueries);
	t->query = query->outer;
	select = sqf_select_translate(t, from->select, expr, &columns);
	t->query = query;
	if (select == NULL)
		return false;
	appendStringInfo(sql, "(%s) AS %s", select, quote_identifier(alias));
	return add_source(t, expr, alias, sqf_query_columns_as(columns, alias));
}

/* What stands in parentheses sees only itself. */
static bool
translate_nested(SqfTranslation *t, const SqfSqlExpr *expr,
				 const SqfSqlFrom *from, StringInfo sql)
{
	List	   *before = t->query->sources;
	bool		translated;

	if (from->alias != NULL)
		return sqf_translate_fail(t, expr, "an alias of a join is not known");
	t->query->sources = NIL;
	appendStringInfoChar(sql, '(');
	translated = sqf_from_translate(t, expr, from->nested, sql);
	appendStringInfoChar(sql, ')');
	t->query->sources = list_concat_copy(before, t->query->sources);
	return translated;
}

static bool
translate_item(SqfTranslation *t, const SqfSqlExpr *expr, const SqfSqlFrom *from,
			   StringInfo sql)
{
	if (from->table != NULL)
		return translate_table(t, expr, from, sql);
	if (from->select != NULL)
		return translate_subquery(t, expr, from, sql);
	return translate_nested(t, expr, from, sql);
}

/* ---------------------------------------------------------------------------
 * Joins
 * ---------------------------------------------------------------------------
 */

/* The first column of a name among sources; hidden ones do not count. */
static SqfSelected *
find_column(const List *sources, const char *name)
{
	ListCell   *cell;

	foreach(cell, sources)
	{
		ListCell   *column_cell;

		foreach(column_cell, ((SqfFromItem *) lfirst(cell))->columns)
		{
			SqfSelected *column = lfirst(column_cell);

			if (!column->is_hidden && pg_strcasecmp(column->name, name) == 0)
				return column;
		}
	}
	return NULL;
}

/* The names that NATURAL compares. */
static List *
common_names(const List *left, const List *right)
{
	List	   *names = NIL;
	ListCell   *cell;

	foreach(cell, right)
	{
		ListCell   *column_cell;

		foreach(column_cell, ((SqfFromItem *) lfirst(cell))->columns)
		{
			SqfSelected *column = lfirst(column_cell);

			if (!column->is_hidden && find_column(left, column->name) != NULL)
				names = lappend(names, (void *) column->name);
		}
	}
	return names;
}

/* USING (a, b) as a condition; the right columns hide behind the left ones. */
static bool
join_using(SqfTranslation *t, const SqfSqlExpr *expr, const List *names,
		   const List *left, const List *right, StringInfo condition)
{
	ListCell   *cell;

	foreach(cell, names)
	{
		SqfSelected *left_column = find_column(left, lfirst(cell));
		SqfSelected *right_column = find_column(right, lfirst(cell));
		SqfOperand	left_operand;
		SqfOperand	right_operand;
		char	   *part;

		if (left_column == NULL || right_column == NULL)
			return sqf_translate_fail(t, expr, "column \"%s\" of USING is not known",
									  (char *) lfirst(cell));
		left_operand = left_column->operand;
		right_operand = right_column->operand;
		if (!sqf_compare(t, expr, "=", &left_operand, &right_operand, &part))
			return false;
		right_column->is_hidden = true;
		appendStringInfo(condition, "%s%s", condition->len > 0 ? " AND " : "", part);
	}
	return true;
}

static bool
translate_on(SqfTranslation *t, const SqfSqlExpr *expr, const SqfSqlFrom *from,
			 const List *left, const List *right, StringInfo condition)
{
	const List *names = from->natural ? common_names(left, right) : from->using;
	char	   *on;

	if (names != NIL && (from->join == SQF_SQL_JOIN_RIGHT ||
						 from->join == SQF_SQL_JOIN_FULL))
		return sqf_translate_fail(t, expr, "RIGHT and FULL JOIN are only known with ON");
	if (names != NIL)
		return join_using(t, expr, names, left, right, condition);
	if (from->on == NULL)
		return true;
	if (!sqf_expr_condition(t, from->on, &on))
		return false;
	appendStringInfoString(condition, on);
	return true;
}

/* PostgreSQL can join fully only by equality. */
static bool
check_full_join(SqfTranslation *t, const SqfSqlExpr *expr, const SqfSqlFrom *from)
{
	if (from->join != SQF_SQL_JOIN_FULL ||
		(from->on != NULL && from->on->kind == SQF_SQL_BINARY &&
		 strcmp(from->on->text, "=") == 0))
		return true;
	return sqf_translate_fail(t, expr, "FULL JOIN is only known by one equality");
}

static const char *
join_word(SqfSqlJoinKind join, bool has_condition)
{
	switch (join)
	{
		case SQF_SQL_JOIN_LEFT:
			return " LEFT JOIN ";
		case SQF_SQL_JOIN_RIGHT:
			return " RIGHT JOIN ";
		case SQF_SQL_JOIN_FULL:
			return " FULL JOIN ";
		default:
			return has_condition ? " JOIN " : " CROSS JOIN ";
	}
}

static bool
translate_join(SqfTranslation *t, const SqfSqlExpr *expr, const SqfSqlFrom *from,
			   StringInfo sql)
{
	List	   *left = t->query->sources;
	List	   *right;
	StringInfoData item;
	StringInfoData condition;
	bool		is_outer = from->join == SQF_SQL_JOIN_LEFT ||
		from->join == SQF_SQL_JOIN_RIGHT || from->join == SQF_SQL_JOIN_FULL;

	initStringInfo(&item);
	initStringInfo(&condition);
	left = list_copy(left);
	if (!translate_item(t, expr, from, &item))
		return false;
	right = list_copy_tail(t->query->sources, list_length(left));
	if (!check_full_join(t, expr, from) ||
		!translate_on(t, expr, from, left, right, &condition))
		return false;
	if (condition.len == 0 && is_outer)
		appendStringInfoString(&condition, "true");
	if (list_length(left) > 0 || from->join != SQF_SQL_JOIN_FIRST)
		appendStringInfoString(sql, join_word(from->join, condition.len > 0));
	appendStringInfoString(sql, item.data);
	if (condition.len > 0)
		appendStringInfo(sql, " ON %s", condition.data);
	return true;
}

/*
 * sqf_from_translate translates FROM (a List of SqfSqlFrom) and adds what it
 * brings to the innermost SELECT's sources.
 */
bool
sqf_from_translate(SqfTranslation *t, const SqfSqlExpr *expr, const List *from,
				   StringInfo sql)
{
	ListCell   *cell;

	check_stack_depth();
	foreach(cell, from)
		if (!translate_join(t, expr, lfirst(cell), sql))
			return false;
	return true;
}
