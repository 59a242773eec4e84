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
#include "nodes/makefuncs.h"
#include "optimizer/cost.h"
#include "optimizer/optimizer.h"
#include "optimizer/pathnode.h"
#include "optimizer/restrictinfo.h"
#include "plan/cost.h"
#include "plan/deparse_select.h"
#include "plan/join_paths.h"

/* Is this a column that can be asked for, and not a row or one of the system's? */
static bool
is_plain_column(const SqfSelect *select, Node *node)
{
	const Var  *var = (const Var *) node;

	return IsA(node, Var) && var->varlevelsup == 0 && var->varattno > 0 &&
		bms_is_member(var->varno, select->deparse.relids);
}

static bool
add_columns(const SqfSelect *select, List *nodes, List **outputs)
{
	ListCell   *cell;

	foreach(cell, nodes)
	{
		if (!is_plain_column(select, lfirst(cell)))
			return false;
		if (!list_member(*outputs, lfirst(cell)))
			*outputs = lappend(*outputs, lfirst(cell));
	}
	return true;
}

/* The columns that the query needs, and those of the conditions. */
static bool
find_outputs(const SqfSelect *select, const RelOptInfo *joinrel,
			 const List *conds, List **outputs)
{
	ListCell   *cell;

	*outputs = NIL;
	if (!add_columns(select, joinrel->reltarget->exprs, outputs))
		return false;
	foreach(cell, conds)
		if (!add_columns(select,
						 pull_var_clause((Node *) lfirst_node(RestrictInfo, cell)->clause,
										 PVC_INCLUDE_PLACEHOLDERS),
						 outputs))
			return false;
	return true;
}

/* Does SQLite know a condition that brings the two sides together? */
static bool
has_join_clause(SqfSelect *select, const List *clauses)
{
	SqfCondition condition;
	ListCell   *cell;

	foreach(cell, clauses)
	{
		RestrictInfo *clause = lfirst_node(RestrictInfo, cell);

		if (!clause->pseudoconstant &&
			bms_num_members(clause->clause_relids) > 1 &&
			sqf_deparse_condition(&select->deparse, (Node *) clause->clause,
								  &condition))
			return true;
	}
	return false;
}

static bool
has_pseudoconstant(const List *clauses)
{
	ListCell   *cell;

	foreach(cell, clauses)
		if (lfirst_node(RestrictInfo, cell)->pseudoconstant)
			return true;
	return false;
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
	return sqf_pushdown && jointype == JOIN_INNER &&
		joinrel->fdw_private == NULL &&
		outerrel->fdw_private != NULL && innerrel->fdw_private != NULL &&
		!IS_OTHER_REL(outerrel) && !IS_OTHER_REL(innerrel) &&
		bms_is_empty(joinrel->lateral_relids) &&
		root->parse->commandType == CMD_SELECT && root->rowMarks == NIL &&
		!has_pseudoconstant(extra->restrictlist);
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
	Cost		cost = inner->cheapest_total_path->total_cost +
		inner_rows * probe + outer_rows * probe;
	double		rows;
	Cost		startup_cost;
	Cost		total_cost;

	if (info->outer == NULL)
	{
		sqf_cost_base(root, inner, info->indexes, info->map, info->table,
					  list_concat_copy(info->remote_conds, clauses), &rows,
					  &startup_cost, &total_cost);
		cost = Min(cost, (total_cost - startup_cost) * outer_rows);
	}
	return outer->cheapest_total_path->total_cost + cost;
}

static Cost
cost_join(PlannerInfo *root, const RelOptInfo *joinrel, RelOptInfo *outerrel,
		  RelOptInfo *innerrel, const List *clauses, int outputs)
{
	Cost		cost = Min(cost_side(root, outerrel, innerrel, clauses),
						   cost_side(root, innerrel, outerrel, clauses));

	return cost + (cpu_tuple_cost + cpu_operator_cost * outputs) * joinrel->rows;
}

/*
 * sqliteGetForeignJoinPaths adds a path that lets SQLite join two relations of
 * one file.
 */
void
sqliteGetForeignJoinPaths(PlannerInfo *root, RelOptInfo *joinrel,
						  RelOptInfo *outerrel, RelOptInfo *innerrel,
						  JoinType jointype, JoinPathExtraData *extra)
{
	SqfRelInfo *info;
	SqfSelect	select;
	List	   *outputs;
	List	   *conds;
	Cost		total_cost;

	if (!can_join(root, joinrel, outerrel, innerrel, jointype, extra))
		return;
	conds = list_concat(list_concat_copy(((SqfRelInfo *) outerrel->fdw_private)->conds,
										 ((SqfRelInfo *) innerrel->fdw_private)->conds),
						extra->restrictlist);
	sqf_select_begin(&select, root, joinrel);
	if (!sqf_select_ships(&select) ||
		!find_outputs(&select, joinrel, conds, &outputs) ||
		!has_join_clause(&select, extra->restrictlist))
		return;

	info = palloc0(sizeof(SqfRelInfo));
	info->conds = conds;
	info->outer = outerrel;
	info->inner = innerrel;
	info->outputs = outputs;
	joinrel->fdw_private = info;
	total_cost = cost_join(root, joinrel, outerrel, innerrel,
						   extra->restrictlist, list_length(outputs));
	add_path(joinrel, (Path *)
			 create_foreign_join_path(root, joinrel, NULL, joinrel->rows,
#if PG_VERSION_NUM >= 180000
									  0,
#endif
									  SQF_STARTUP_COST,
									  total_cost,
									  NIL, joinrel->lateral_relids, NULL,
#if PG_VERSION_NUM >= 170000
									  NIL,
#endif
									  NIL));
}
