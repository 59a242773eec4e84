/*-------------------------------------------------------------------------
 *
 * join_paths.c
 *	  SQLite joins tables of one file, where PostgreSQL can check that it found
 *	  the right rows.
 *
 * Of an inner join the rows come with all columns of its conditions, which
 * PostgreSQL checks again.  An outer join's conditions decide which rows have no
 * partner, and nothing can be checked when it is too late: they must be exact
 * for all that PostgreSQL can read, and the columns they compare are read, too.
 *
 * IDENTIFICATION
 *	  src/plan/join_paths.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "foreign/fdwapi.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/cost.h"
#include "optimizer/optimizer.h"
#include "optimizer/pathnode.h"
#include "optimizer/restrictinfo.h"
#include "plan/cost.h"
#include "plan/deparse_select.h"
#include "plan/join_paths.h"

/* Is a column among those that are read?  An outer join makes another Var of it. */
static bool
is_read(const List *columns, const Var *var)
{
	ListCell   *cell;

	foreach(cell, columns)
	{
		const Var  *other = lfirst_node(Var, cell);

		if (other->varno == var->varno && other->varattno == var->varattno)
			return true;
	}
	return false;
}

/* The columns that decide about partners; of a semi join only the outer ones. */
static bool
find_hidden(SqfRelInfo *info)
{
	bool		has_inner = info->jointype == JOIN_LEFT;
	List	   *columns = NIL;
	ListCell   *cell;

	foreach(cell, info->on)
		columns = list_concat(columns,
							  pull_var_clause((Node *) lfirst_node(RestrictInfo, cell)->clause,
											  PVC_INCLUDE_PLACEHOLDERS));
	foreach(cell, columns)
	{
		if (!sqf_relinfo_can_give(info, lfirst(cell)))
		{
			if (has_inner || !IsA(lfirst(cell), Var))
				return false;
		}
		else if (!is_read(info->outputs, lfirst(cell)) &&
				 !is_read(info->hidden, lfirst(cell)))
			info->hidden = lappend(info->hidden, lfirst(cell));
	}
	return true;
}

/*
 * Does SQLite know a condition by which it can look the one side up for the
 * other?  One that also lets through what is in doubt has to be tried on every
 * pair of rows.
 */
static bool
has_join_clause(SqfSelect *select, const List *clauses)
{
	SqfCondition condition;
	ListCell   *cell;

	foreach(cell, clauses)
	{
		RestrictInfo *clause = lfirst_node(RestrictInfo, cell);

		if (clause->pseudoconstant ||
			bms_is_empty(clause->left_relids) || bms_is_empty(clause->right_relids) ||
			!sqf_deparse_condition(&select->deparse, (Node *) clause->clause,
								   &condition))
			continue;
		if (condition.exact != NULL &&
			strcmp(condition.sql, condition.exact) == 0)
			return true;
	}
	return false;
}

static bool
has_pseudoconstant(const List *clauses)
{
	ListCell   *cell;

	foreach(cell, clauses)
	{
		if (lfirst_node(RestrictInfo, cell)->pseudoconstant)
			return true;
	}
	return false;
}

/* Columns of one type that are equal: if one can be read, so can the other. */
static bool
is_equality(const RestrictInfo *clause)
{
	const OpExpr *op = (const OpExpr *) clause->clause;
	SqfDomain	domain;

	return IsA(op, OpExpr) && list_length(op->args) == 2 &&
		sqf_shippable_comparison(op->opno, &domain) == BTEqualStrategyNumber &&
		IsA(linitial(op->args), Var) && IsA(lsecond(op->args), Var) &&
		exprType(linitial(op->args)) == exprType(lsecond(op->args));
}

/*
 * Can SQLite tell who has a partner?  The rows inside of EXISTS are never seen,
 * so what is compared there must be readable for sure.
 */
static bool
can_find_partners(SqfSelect *select, const SqfRelInfo *info)
{
	bool		is_unseen = info->jointype != JOIN_LEFT;
	SqfCondition condition;
	ListCell   *cell;

	if (info->on == NIL)
		return false;
	foreach(cell, info->on)
	{
		const RestrictInfo *clause = lfirst_node(RestrictInfo, cell);

		if (sqf_deparse_partner(select, clause, &condition) == NULL)
			return false;
		if (is_unseen && condition.pass_guards != NIL && !is_equality(clause))
			return false;
	}
	return true;
}

/*
 * Rows that are locked or changed are looked at again later, one by one, which a
 * joined row cannot be.
 */
static bool
can_join(PlannerInfo *root, const RelOptInfo *joinrel,
		 const RelOptInfo *outerrel, const RelOptInfo *innerrel,
		 JoinType jointype, const JoinPathExtraData *extra)
{
	if (!sqf_pushdown || joinrel->fdw_private != NULL ||
		outerrel->fdw_private == NULL || innerrel->fdw_private == NULL ||
		IS_OTHER_REL(outerrel) || IS_OTHER_REL(innerrel) ||
		!bms_is_empty(joinrel->lateral_relids) ||
		(root->parse->commandType != CMD_SELECT &&
		 root->parse->commandType != CMD_INSERT) ||
		root->rowMarks != NIL ||
		has_pseudoconstant(extra->restrictlist))
		return false;
	switch (jointype)
	{
		case JOIN_INNER:
			return true;
		case JOIN_LEFT:
		case JOIN_SEMI:
		case JOIN_ANTI:
			/* no brackets are needed then */
			return ((SqfRelInfo *) innerrel->fdw_private)->outer == NULL;
		default:
			return false;
	}
}

/*
 * Part the conditions into those on the joined rows and those that make partners,
 * where the inner side's own belong, too.
 */
static void
part_conditions(SqfRelInfo *info, const RelOptInfo *joinrel,
				const List *restrictlist)
{
	const SqfRelInfo *outer = info->outer->fdw_private;
	const SqfRelInfo *inner = info->inner->fdw_private;
	ListCell   *cell;

	info->conds = list_copy(outer->conds);
	if (info->jointype == JOIN_INNER)
	{
		info->conds = list_concat(info->conds, inner->conds);
		info->conds = list_concat(info->conds, restrictlist);
		return;
	}
	info->on = list_copy(inner->conds);
	foreach(cell, restrictlist)
	{
		RestrictInfo *clause = lfirst_node(RestrictInfo, cell);

		if (info->jointype == JOIN_LEFT &&
			RINFO_IS_PUSHED_DOWN(clause, joinrel->relids))
			info->conds = lappend(info->conds, clause);
		else
			info->on = lappend(info->on, clause);
	}
}

static SqfRelInfo *
create_join_info(const RelOptInfo *joinrel, RelOptInfo *outerrel,
				 RelOptInfo *innerrel, JoinType jointype,
				 const List *restrictlist)
{
	const SqfRelInfo *outer = outerrel->fdw_private;
	const SqfRelInfo *inner = innerrel->fdw_private;
	SqfRelInfo *info = palloc0(sizeof(SqfRelInfo));

	info->outer = outerrel;
	info->inner = innerrel;
	info->jointype = jointype;
	info->sorted_total_cost = -1;
	info->tables = outer->tables;
	info->hidden = list_copy(outer->hidden);
	if (jointype == JOIN_INNER || jointype == JOIN_LEFT)
	{
		info->tables = bms_union(outer->tables, inner->tables);
		info->hidden = list_concat(info->hidden, inner->hidden);
	}
	part_conditions(info, joinrel, restrictlist);
	return info;
}

/* Are all tables that take part read as they are, and the right rows found? */
static bool
joins_alike(PlannerInfo *root, RelOptInfo *joinrel, SqfRelInfo *info,
			const List *restrictlist)
{
	SqfSelect	select;

	joinrel->fdw_private = info;
	sqf_deparse_begin_select(&select, root, joinrel);
	if (sqf_deparse_ships(&select) &&
		has_join_clause(&select, restrictlist) &&
		sqf_deparse_find_columns(info, joinrel->reltarget) &&
		find_hidden(info) &&
		(info->jointype == JOIN_INNER || can_find_partners(&select, info)))
		return true;
	joinrel->fdw_private = NULL;
	return false;
}

/*
 * What SQLite needs to join: for each row of one side it looks up the other, by
 * an index that is there, or one that it makes for the statement.
 */
static Cost
cost_side(PlannerInfo *root, const RelOptInfo *outer, RelOptInfo *inner,
		  const List *clauses)
{
	const SqfRelInfo *info = inner->fdw_private;
	double		outer_rows = Max(outer->rows, 1);
	double		inner_rows = Max(inner->rows, 2);
	Cost		probe = log(inner_rows) / log(2) * cpu_operator_cost;
	Cost		cost = info->total_cost +
		inner_rows * probe + outer_rows * probe;
	double		rows;
	Cost		startup_cost;
	Cost		total_cost;

	if (info->outer == NULL)
	{
		sqf_cost_base(root, inner,
					  list_concat_copy(info->remote_conds, clauses), &rows,
					  &startup_cost, &total_cost);
		cost = Min(cost, (total_cost - startup_cost) * outer_rows);
	}
	return ((SqfRelInfo *) outer->fdw_private)->total_cost + cost;
}

static Cost
cost_join(PlannerInfo *root, const RelOptInfo *joinrel, const SqfRelInfo *info,
		  const List *clauses)
{
	Cost		cost = cost_side(root, info->outer, info->inner, clauses);

	/* only an inner join can begin with either side */
	if (info->jointype == JOIN_INNER)
		cost = Min(cost, cost_side(root, info->inner, info->outer, clauses));
	return cost + (cpu_tuple_cost +
				   cpu_operator_cost * list_length(info->outputs)) * joinrel->rows;
}

static void
add_join_path(PlannerInfo *root, RelOptInfo *joinrel, List *pathkeys,
			  Cost startup_cost, Cost total_cost)
{
	ForeignPath *path;

	sqf_relinfo_keep_costs(joinrel->fdw_private, pathkeys != NIL, startup_cost,
						   total_cost);
	path = create_foreign_join_path(root, joinrel, NULL, joinrel->rows,
#if PG_VERSION_NUM >= 180000
									0,
#endif
									startup_cost, total_cost, pathkeys,
									joinrel->lateral_relids, NULL,
#if PG_VERSION_NUM >= 170000
									NIL,
#endif
									NIL);
	sqf_relinfo_add_path(joinrel, path);
}

/*
 * sqliteGetForeignJoinPaths adds paths that let SQLite join two relations of one
 * file, in any order and in the query's.
 */
void
sqliteGetForeignJoinPaths(PlannerInfo *root, RelOptInfo *joinrel,
						  RelOptInfo *outerrel, RelOptInfo *innerrel,
						  JoinType jointype, JoinPathExtraData *extra)
{
	SqfRelInfo *info;
	SqfSelect	select;
	List	   *attnums;
	Cost		total_cost;

	if (!can_join(root, joinrel, outerrel, innerrel, jointype, extra))
		return;
	info = create_join_info(joinrel, outerrel, innerrel, jointype,
							extra->restrictlist);
	if (!joins_alike(root, joinrel, info, extra->restrictlist))
		return;
	total_cost = cost_join(root, joinrel, info, extra->restrictlist);
	add_join_path(root, joinrel, NIL, SQF_STARTUP_COST, total_cost);

	sqf_deparse_begin_select(&select, root, joinrel);
	if (root->query_pathkeys != NIL &&
		sqf_deparse_order(&select, root->query_pathkeys, &attnums) != NULL)
		add_join_path(root, joinrel, root->query_pathkeys,
					  total_cost, total_cost + sqf_cost_sort(joinrel->rows));
}
