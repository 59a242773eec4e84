/*-------------------------------------------------------------------------
 *
 * index_match.c
 *	  Conditions meet the indexes of a SQLite table here.
 *
 * This is a guess at what SQLite's planner will do with them, for costs; the
 * rows do not depend on it.
 *
 * IDENTIFICATION
 *	  src/plan/index_match.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/stratnum.h"
#include "catalog/pg_type.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "plan/index_match.h"
#include "plan/relinfo.h"
#include "utils/lsyscache.h"
#include "utils/selfuncs.h"

typedef enum TermKind
{
	TERM_EQUAL,
	TERM_IS_NULL,
	TERM_RANGE
} TermKind;

/* A condition that compares one column with something else. */
typedef struct Term
{
	RestrictInfo *condition;
	TermKind	kind;
	AttrNumber	attnum;
	int			column;			/* position in the table's columns */
	double		keys;
} Term;

static Expr *
strip_relabel(Expr *expr)
{
	while (expr != NULL && IsA(expr, RelabelType))
		expr = ((RelabelType *) expr)->arg;
	return expr;
}

/* Is this a column of the relation, and nothing but that? */
static bool
is_column(const RelOptInfo *baserel, Expr *expr, Term *term)
{
	const Var  *var = (const Var *) strip_relabel(expr);

	if (var == NULL || !IsA(var, Var) ||
		(Index) var->varno != baserel->relid ||
		var->varlevelsup != 0 || var->varattno <= 0)
		return false;
	term->attnum = var->varattno;
	return true;
}

static bool
is_independent(PlannerInfo *root, const RelOptInfo *baserel, Expr *expr)
{
	return !bms_is_member(baserel->relid, pull_varnos(root, (Node *) expr));
}

/* Does the operator look a value up, or is it a bound, in some order? */
static bool
classify_operator(Oid operator, Term *term)
{
#if PG_VERSION_NUM >= 180000
	List	   *meanings = get_op_index_interpretation(operator);
	CompareType meaning;

	if (meanings == NIL)
		return false;
	meaning = ((OpIndexInterpretation *) linitial(meanings))->cmptype;
	term->kind = meaning == COMPARE_EQ ? TERM_EQUAL : TERM_RANGE;
	return meaning != COMPARE_NE;
#else
	List	   *meanings = get_op_btree_interpretation(operator);
	int			meaning;

	if (meanings == NIL)
		return false;
	meaning = ((OpBtreeInterpretation *) linitial(meanings))->strategy;
	term->kind = meaning == BTEqualStrategyNumber ? TERM_EQUAL : TERM_RANGE;
	return meaning != ROWCOMPARE_NE;
#endif
}

static bool
classify_comparison(PlannerInfo *root, const RelOptInfo *baserel,
					const OpExpr *expr, Term *term)
{
	Expr	   *left;
	Expr	   *right;

	if (list_length(expr->args) != 2)
		return false;
	left = linitial(expr->args);
	right = lsecond(expr->args);
	term->keys = 1;
	if (is_column(baserel, left, term))
		return is_independent(root, baserel, right) &&
			classify_operator(expr->opno, term);
	return is_column(baserel, right, term) &&
		is_independent(root, baserel, left) &&
		classify_operator(expr->opno, term);
}

static bool
classify_array(PlannerInfo *root, const RelOptInfo *baserel,
			   const ScalarArrayOpExpr *expr, Term *term)
{
	Expr	   *array = lsecond(expr->args);

	if (!expr->useOr || !is_column(baserel, linitial(expr->args), term) ||
		!is_independent(root, baserel, array) ||
		!classify_operator(expr->opno, term) || term->kind != TERM_EQUAL)
		return false;
#if PG_VERSION_NUM >= 170000
	term->keys = Max(estimate_array_length(root, (Node *) array), 1);
#else
	term->keys = Max(estimate_array_length((Node *) array), 1);
#endif
	return true;
}

/* A boolean column alone, or one that is to be false, looks for one value. */
static bool
classify_boolean(const RelOptInfo *baserel, Expr *expr, Term *term)
{
	if (is_notclause(expr))
		expr = get_notclausearg(expr);
	term->kind = TERM_EQUAL;
	term->keys = 1;
	return exprType((Node *) expr) == BOOLOID && is_column(baserel, expr, term);
}

static bool
classify(PlannerInfo *root, const RelOptInfo *baserel, Expr *clause, Term *term)
{
	switch (nodeTag(clause))
	{
		case T_OpExpr:
			return classify_comparison(root, baserel, (OpExpr *) clause, term);
		case T_ScalarArrayOpExpr:
			return classify_array(root, baserel, (ScalarArrayOpExpr *) clause,
								  term);
		case T_NullTest:
			term->kind = TERM_IS_NULL;
			term->keys = 1;
			return ((NullTest *) clause)->nulltesttype == IS_NULL &&
				is_column(baserel, ((NullTest *) clause)->arg, term);
		default:
			return classify_boolean(baserel, clause, term);
	}
}

/* All conditions that compare one column, a List of Term. */
static List *
find_terms(PlannerInfo *root, const RelOptInfo *baserel, const List *conds)
{
	const SqfRelInfo *info = baserel->fdw_private;
	List	   *terms = NIL;
	ListCell   *cell;

	foreach(cell, conds)
	{
		RestrictInfo *condition = lfirst_node(RestrictInfo, cell);
		const SqfColumn *column;
		Term		term;

		if (!classify(root, baserel, condition->clause, &term))
			continue;
		column = sqf_catalog_column(info->table,
									info->map->columns[term.attnum - 1].remote_name);
		if (column == NULL)
			continue;
		term.condition = condition;
		term.column = column - info->table->columns;
		terms = lappend(terms, memcpy(palloc(sizeof(Term)), &term, sizeof(Term)));
	}
	return terms;
}

/*
 * SQLite compares by the column's collation, so an index by another one is no
 * help.
 */
static bool
is_usable(const SqfTable *table, const SqfIndexColumn *column)
{
	const char *collation;

	if (column->column < 0)
		return false;
	collation = table->columns[column->column].collation;
	return collation == NULL || column->collation == NULL ||
		pg_strcasecmp(collation, column->collation) == 0;
}

/* Take the bounds of a column as far as there are any. */
static void
add_range(const List *terms, int column, SqfIndexMatch *match)
{
	ListCell   *cell;

	foreach(cell, terms)
	{
		const Term *term = lfirst(cell);

		if (term->column == column && term->kind == TERM_RANGE)
			match->range_conds = lappend(match->range_conds, term->condition);
	}
}

/* Take the condition that looks a column up, if there is one. */
static bool
add_equality(const List *terms, int column, const SqfColumnMap *map,
			 SqfIndexMatch *match)
{
	ListCell   *cell;

	foreach(cell, terms)
	{
		const Term *term = lfirst(cell);

		if (term->column != column || term->kind == TERM_RANGE)
			continue;
		match->equal_columns++;
		match->equal_conds = lappend(match->equal_conds, term->condition);
		match->keys *= term->keys;
		match->finds_nulls |= term->kind == TERM_IS_NULL;
		/* ANALYZE leaves no width of a column that it has not seen */
		match->is_analyzed &= get_attavgwidth(map->relid, term->attnum) > 0;
		return true;
	}
	return false;
}

/*
 * sqf_index_match returns a List of SqfIndexMatch, one for each of the indexes
 * of a foreign table that the conditions (RestrictInfo) can make use of.  All is
 * palloc'd.
 */
List *
sqf_index_match(PlannerInfo *root, const RelOptInfo *baserel,
				const List *conds)
{
	const SqfRelInfo *info = baserel->fdw_private;
	List	   *terms = NIL;
	List	   *matches = NIL;
	ListCell   *cell;

	if (info->indexes != NIL)
		terms = find_terms(root, baserel, conds);
	if (terms == NIL)
		return NIL;

	foreach(cell, info->indexes)
	{
		const SqfIndex *index = lfirst(cell);
		SqfIndexMatch match = {.index = index,.keys = 1,.is_analyzed = true};
		int			i = 0;

		/* of which rows a partial one is, is not looked at */
		if (index->partial)
			continue;
		while (i < index->column_count &&
			   is_usable(info->table, &index->columns[i]) &&
			   add_equality(terms, index->columns[i].column, info->map, &match))
			i++;
		if (i < index->column_count && is_usable(info->table, &index->columns[i]))
			add_range(terms, index->columns[i].column, &match);
		if (match.equal_conds != NIL || match.range_conds != NIL)
			matches = lappend(matches, memcpy(palloc(sizeof(match)), &match,
											  sizeof(match)));
	}
	return matches;
}
