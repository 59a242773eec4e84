/*-------------------------------------------------------------------------
 *
 * translate_select.c
 *	  SELECT as a whole: WITH, compounds, ORDER BY, LIMIT, names of columns.
 *
 * IDENTIFICATION
 *	  src/migrate/translate_select.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "foreign/text_set.h"
#include "migrate/translate_internal.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/formatting.h"

/* The alias of a SELECT that is sorted from outside. */
#define RESULT_ALIAS	"result"

static char *translate_compound(SqfTranslation *t, const SqfSqlSelect *select,
								const SqfSqlExpr *expr, SqfFromItem *self,
								const List *names, List **columns);

/* ---------------------------------------------------------------------------
 * Names of columns
 * ---------------------------------------------------------------------------
 */

/* Take a name, as SQLite compares them; false if it is taken. */
static bool
take_name(SqfTextSet *taken, const char *name)
{
	char	   *folded = asc_tolower(name, strlen(name));
	bool		is_free = sqf_text_set_add(taken, folded);

	pfree(folded);
	return is_free;
}

/* Of columns of one name, SQLite calls the second "name:1". */
static void
make_unique(const List *columns)
{
	SqfTextSet *taken = sqf_text_set_create();
	ListCell   *cell;

	foreach(cell, columns)
	{
		SqfSelected *column = lfirst(cell);
		const char *name = column->name;

		CHECK_FOR_INTERRUPTS();
		for (int n = 1; !take_name(taken, column->name); n++)
		{
			if (n > 1)
				pfree(unconstify(char *, column->name));
			column->name = psprintf("%s:%d", name, n);
		}
	}
}

static bool
name_columns(SqfTranslation *t, const SqfSqlExpr *expr, List *columns,
			 const List *names)
{
	ListCell   *column;
	ListCell   *name;

	if (names == NIL)
	{
		make_unique(columns);
		return true;
	}
	if (list_length(names) != list_length(columns))
		return sqf_translate_fail(t, expr, "there are not as many names as columns");
	forboth(column, columns, name, names)
		((SqfSelected *) lfirst(column))->name = lfirst(name);
	return true;
}

/* ---------------------------------------------------------------------------
 * WITH
 * ---------------------------------------------------------------------------
 */

static char *
write_names(const List *columns)
{
	StringInfoData names;
	ListCell   *cell;

	initStringInfo(&names);
	foreach(cell, columns)
		appendStringInfo(&names, "%s%s", names.len > 0 ? ", " : "",
						 quote_identifier(((SqfSelected *) lfirst(cell))->name));
	return names.data;
}

/* One table of WITH; *recursive becomes true if it reads itself. */
static bool
translate_common(SqfTranslation *t, const SqfSqlExpr *expr,
				 const SqfSqlCommonTable *table, StringInfo sql, bool *recursive)
{
	SqfFromItem  *source = palloc0(sizeof(SqfFromItem));
	List	   *columns;
	char	   *select;

	source->name = table->name;
	t->query->common = lcons(source, t->query->common);
	select = translate_compound(t, table->select, expr, source, table->columns,
								&columns);
	if (select == NULL)
		return false;
	*recursive |= source->is_used;
	source->columns = columns;
	appendStringInfo(sql, "%s%s (%s) AS (%s)", sql->len > 0 ? ", " : "",
					 quote_identifier(table->name), write_names(columns), select);
	return true;
}

static char *
translate_with(SqfTranslation *t, const SqfSqlExpr *expr, const List *with)
{
	StringInfoData sql;
	bool		recursive = false;
	ListCell   *cell;

	if (with == NIL)
		return "";
	initStringInfo(&sql);
	foreach(cell, with)
		if (!translate_common(t, expr, lfirst(cell), &sql, &recursive))
			return NULL;
	return psprintf("WITH %s%s ", recursive ? "RECURSIVE " : "", sql.data);
}

/* ---------------------------------------------------------------------------
 * Compounds
 * ---------------------------------------------------------------------------
 */

/* A row of VALUES as a SELECT. */
static SqfSqlCore *
core_of_row(const List *row, const char *compound)
{
	SqfSqlCore *core = palloc0(sizeof(SqfSqlCore));
	ListCell   *cell;

	core->compound = (char *) compound;
	foreach(cell, row)
	{
		SqfSqlOutput *output = palloc0(sizeof(SqfSqlOutput));

		output->expr = lfirst(cell);
		output->alias = psprintf("column%d", foreach_current_index(cell) + 1);
		core->outputs = lappend(core->outputs, output);
	}
	return core;
}

/* The SELECTs of a compound, with one for each row of VALUES; NIL on failure. */
static List *
list_cores(SqfTranslation *t, const SqfSqlExpr *expr, const SqfSqlSelect *select)
{
	List	   *cores = NIL;
	ListCell   *cell;

	foreach(cell, select->cores)
	{
		const SqfSqlCore *core = lfirst(cell);
		ListCell   *row;

		if (core->values == NIL)
			cores = lappend(cores, (void *) core);
		else if (list_length(core->values) > 1 && core->compound != NULL &&
				 strcmp(core->compound, "UNION ALL") != 0)
		{
			(void) sqf_translate_fail(t, expr, "VALUES after %s is not known",
									  core->compound);
			return NIL;
		}
		foreach(row, core->values)
			cores = lappend(cores,
							core_of_row(lfirst(row), foreach_current_index(row) == 0 ?
										core->compound : "UNION ALL"));
	}
	return cores;
}

/*
 * A table of WITH that reads itself has, in its later SELECTs, the columns of the
 * first one, and PostgreSQL wants their types to be the same.
 */
static bool
begin_recursion(SqfTranslation *t, const SqfSqlExpr *expr, SqfFromItem *self,
				const List *names, const List *columns)
{
	List	   *named = NIL;
	ListCell   *cell;

	foreach(cell, columns)
	{
		SqfSelected *column = palloc(sizeof(SqfSelected));

		*column = *(SqfSelected *) lfirst(cell);
		column->operand.is_wide = true;
		named = lappend(named, column);
	}
	if (!name_columns(t, expr, named, names))
		return false;
	self->columns = named;
	return true;
}

static bool
check_recursion(SqfTranslation *t, const SqfSqlExpr *expr,
				const SqfSqlSelect *select, const SqfFromItem *self,
				const List *columns)
{
	ListCell   *before;
	ListCell   *after;

	if (select->order_by != NIL || select->limit != NULL)
		return sqf_translate_fail(t, expr, "ORDER BY and LIMIT of a recursive table are not known");
	forboth(before, self->columns, after, columns)
	{
		const SqfOperand *first = &((SqfSelected *) lfirst(before))->operand;
		const SqfOperand *last = &((SqfSelected *) lfirst(after))->operand;

		if (first->kind != last->kind || first->is_mixed != last->is_mixed)
			return sqf_translate_fail(t, expr, "column \"%s\" of a recursive table changes its type",
									  ((SqfSelected *) lfirst(after))->name);
	}
	return true;
}

static bool
translate_cores(SqfTranslation *t, const SqfSqlExpr *expr,
				const SqfSqlSelect *select, const List *cores, SqfFromItem *self,
				const List *names, SqfCoreResult *results)
{
	ListCell   *cell;

	foreach(cell, cores)
	{
		int			i = foreach_current_index(cell);

		if (self != NULL && self->is_used)
			return sqf_translate_fail(t, expr, "a recursive table of several recursive parts is not known");
		if (!sqf_core_translate(t, expr, lfirst(cell), select, &results[i]))
			return false;
		if (list_length(results[i].columns) != list_length(results[0].columns))
			return sqf_translate_fail(t, expr, "the parts of a compound have different numbers of columns");
		if (i == 0 && self != NULL &&
			!begin_recursion(t, expr, self, names, results[0].columns))
			return false;
	}
	return true;
}

static const char *
type_name(const SqfOperand *operand)
{
	switch (operand->kind)
	{
		case SQF_KIND_INTEGER:
			return "bigint";
		case SQF_KIND_REAL:
			return "double precision";
		case SQF_KIND_NUMERIC:
			return "numeric";
		case SQF_KIND_BLOB:
			return "bytea";
		case SQF_KIND_TIME:
		case SQF_KIND_UUID:
		case SQF_KIND_BOOL:
			return format_type_be(operand->like->type);
		default:
			return "text";
	}
}

/* In a compound, PostgreSQL wants one type for a column, and one collation. */
static char *
cast_column(const SqfOperand *operand, const SqfOperand *unified)
{
	char	   *sql = operand->sql;

	if (operand->kind == SQF_KIND_NULL)
		return psprintf("NULL::%s", type_name(unified));
	if (operand->kind == SQF_KIND_TEXT && unified->kind == SQF_KIND_TEXT &&
		operand->constant != NULL)
		return sql;				/* has its type */
	if (unified->kind == SQF_KIND_TEXT && strstr(sql, "COLLATE") != NULL)
		return psprintf("((%s)::text COLLATE \"default\")", sql);
	if (operand->kind == unified->kind && operand->constant == NULL &&
		(operand->kind != SQF_KIND_INTEGER || operand->is_wide) &&
		operand->kind != SQF_KIND_TEXT)
		return sql;
	return psprintf("(%s)::%s", sql, type_name(unified));
}

/* Give each column one type in all parts; those of the first part get it. */
static bool
unify_columns(SqfTranslation *t, const SqfSqlExpr *expr, SqfCoreResult *results,
			  int count)
{
	SqfOperand *operands = palloc(sizeof(SqfOperand) * count);

	for (int n = 0; n < list_length(results[0].columns); n++)
	{
		SqfSelected *first = list_nth(results[0].columns, n);
		SqfOperand	unified;

		for (int i = 0; i < count; i++)
			operands[i] = ((SqfSelected *) list_nth(results[i].columns, n))->operand;
		for (int i = 0; i < count; i++)
			if (!sqf_query_is_groupable(&operands[i]))
				return sqf_translate_fail(t, expr, "which of these values are equal is not known");
		if (!sqf_operand_unify(t, expr, operands, count, &unified))
			return false;
		for (int i = 0; i < count; i++)
			((SqfSelected *) list_nth(results[i].columns, n))->operand.sql =
				cast_column(&operands[i], &unified);
		unified.sql = first->operand.sql;
		unified.is_wide = true;
		first->operand = unified;
	}
	return true;
}

/* "SELECT a AS x, b AS y FROM ..." */
static char *
write_core(const SqfSqlCore *core, const SqfCoreResult *result,
		   const List *named)
{
	StringInfoData sql;
	ListCell   *cell;
	ListCell   *name;

	initStringInfo(&sql);
	appendStringInfo(&sql, "SELECT %s", core->distinct ? "DISTINCT " : "");
	forboth(cell, result->columns, name, named)
		appendStringInfo(&sql, "%s%s AS %s",
						 foreach_current_index(cell) > 0 ? ", " : "",
						 ((SqfSelected *) lfirst(cell))->operand.sql,
						 quote_identifier(((SqfSelected *) lfirst(name))->name));
	appendStringInfoString(&sql, result->rest);
	return sql.data;
}

/* SQLite's compounds group to the left, INTERSECT as well. */
static char *
write_compound(const List *cores, const SqfCoreResult *results)
{
	char	   *sql = NULL;
	ListCell   *cell;

	foreach(cell, cores)
	{
		const SqfSqlCore *core = lfirst(cell);
		int			i = foreach_current_index(cell);
		char	   *part = write_core(core, &results[i], results[0].columns);

		if (i == 0)
			sql = part;
		else
			sql = psprintf(i > 1 ? "(%s) %s %s" : "%s %s %s", sql,
						   core->compound, part);
	}
	return sql;
}

/* ---------------------------------------------------------------------------
 * ORDER BY and LIMIT around all of it
 * ---------------------------------------------------------------------------
 */

/* Sort a result from outside, by its columns. */
static bool
sort_result(SqfTranslation *t, const SqfSqlSelect *select, const List *columns,
			const List *indexes, StringInfo sql)
{
	char	   *inner = pstrdup(sql->data);

	resetStringInfo(sql);
	appendStringInfo(sql, "SELECT %s FROM (%s) AS " RESULT_ALIAS,
					 write_names(columns), inner);
	return sqf_order_by_columns(t, select->order_by,
								sqf_query_columns_as(columns, RESULT_ALIAS),
								indexes, sql);
}

/* A constant of LIMIT or OFFSET; below 0 it says nothing. */
static bool
append_bound(SqfTranslation *t, const SqfSqlExpr *bound, const char *keyword,
			 StringInfo sql)
{
	int64		number;

	if (bound == NULL)
		return true;
	if (!sqf_constant_integer(bound, &number))
		return sqf_translate_fail(t, bound, "%s is only known with a constant",
								  keyword);
	if (number >= 0)
		appendStringInfo(sql, " %s " INT64_FORMAT, keyword, number);
	return true;
}

static bool
finish_select(SqfTranslation *t, const SqfSqlSelect *select,
			  SqfCoreResult *first, int count, StringInfo sql)
{
	List	   *indexes = first->order_columns;

	if (count > 1 && select->order_by != NIL &&
		!sqf_order_names(t, select->order_by, first->columns, &indexes))
		return false;
	if (indexes != NIL &&
		!sort_result(t, select, first->columns, indexes, sql))
		return false;
	if (count == 1)
		appendStringInfoString(sql, first->order);
	return append_bound(t, select->limit, "LIMIT", sql) &&
		append_bound(t, select->offset, "OFFSET", sql);
}

/* What stands behind WITH. */
static char *
translate_body(SqfTranslation *t, const SqfSqlSelect *select,
			   const SqfSqlExpr *expr, SqfFromItem *self, const List *names,
			   List **columns)
{
	List	   *cores = list_cores(t, expr, select);
	int			count = list_length(cores);
	SqfCoreResult *results = palloc(sizeof(SqfCoreResult) * Max(count, 1));
	StringInfoData sql;

	if (cores == NIL ||
		!translate_cores(t, expr, select, cores, self, names, results) ||
		(count > 1 && !unify_columns(t, expr, results, count)) ||
		!name_columns(t, expr, results[0].columns, names) ||
		(self != NULL && self->is_used &&
		 !check_recursion(t, expr, select, self, results[0].columns)))
		return NULL;
	initStringInfo(&sql);
	appendStringInfoString(&sql, write_compound(cores, results));
	if (!finish_select(t, select, &results[0], count, &sql))
		return NULL;
	*columns = results[0].columns;
	return sql.data;
}

static char *
translate_compound(SqfTranslation *t, const SqfSqlSelect *select,
				   const SqfSqlExpr *expr, SqfFromItem *self, const List *names,
				   List **columns)
{
	SqfQuery	query = {.outer = t->query};
	char	   *with;
	char	   *body = NULL;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	t->query = &query;
	with = translate_with(t, expr, select->with);
	if (with != NULL)
		body = translate_body(t, select, expr, self, names, columns);
	t->query = query.outer;
	return body == NULL ? NULL : psprintf("%s%s", with, body);
}

/*
 * sqf_select_named translates a SELECT whose columns get these names, or, with
 * NIL, those that SQLite gives them.  *columns becomes a List of SqfSelected; on
 * failure it returns NULL.  expr is where a failure without a place of its own is
 * shown.
 */
char *
sqf_select_named(SqfTranslation *t, const SqfSqlSelect *select,
				 const SqfSqlExpr *expr, const List *names, List **columns)
{
	return translate_compound(t, select, expr, NULL, names, columns);
}

/*
 * sqf_select_translate is sqf_select_named without names.
 */
char *
sqf_select_translate(SqfTranslation *t, const SqfSqlSelect *select,
					 const SqfSqlExpr *expr, List **columns)
{
	return translate_compound(t, select, expr, NULL, NIL, columns);
}
