/*-------------------------------------------------------------------------
 *
 * upper_paths.c
 *	  SQLite groups and aggregates the rows of a foreign table, or of a join of
 *	  some, where that gives the very rows that PostgreSQL would make.
 *
 * Nothing is checked again here, so all conditions must be exact as long as
 * their guards hold.  The path carries PostgreSQL's own plan for the same rows,
 * which is run if one does not.
 *
 * IDENTIFICATION
 *	  src/plan/upper_paths.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "foreign/fdwapi.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/cost.h"
#include "optimizer/optimizer.h"
#include "optimizer/pathnode.h"
#include "optimizer/tlist.h"
#include "plan/deparse_aggregate.h"
#include "plan/upper_paths.h"

/* Is the expression at a place of the target one that rows are grouped by? */
static bool
is_group_key(PlannerInfo *root, const PathTarget *target, int index)
{
	Index		ref = get_pathtarget_sortgroupref(target, index);

	return ref != 0 &&
		get_sortgroupref_clause_noerr(ref, root->parse->groupClause) != NULL;
}

static bool
add_output(List **outputs, Node *node)
{
	if (!list_member(*outputs, node))
		*outputs = lappend(*outputs, node);
	return true;
}

/*
 * What SQLite is to give: the keys, and each aggregate by itself; PostgreSQL
 * computes what the query makes of them, and checks HAVING.  Returns false if
 * the query needs something else.
 */
static bool
find_outputs(PlannerInfo *root, const RelOptInfo *upper, Node *having,
			 List **outputs)
{
	List	   *rest = NIL;
	ListCell   *cell;

	*outputs = NIL;
	foreach(cell, upper->reltarget->exprs)
	{
		Node	   *node = lfirst(cell);

		if (is_group_key(root, upper->reltarget, foreach_current_index(cell)))
			add_output(outputs, node);
		else
			rest = list_concat(rest, pull_var_clause(node,
													 PVC_INCLUDE_AGGREGATES |
													 PVC_INCLUDE_PLACEHOLDERS));
	}
	rest = list_concat(rest, pull_var_clause(having, PVC_INCLUDE_AGGREGATES |
											 PVC_INCLUDE_PLACEHOLDERS));
	foreach(cell, rest)
	{
		if (IsA(lfirst(cell), Aggref))
			add_output(outputs, lfirst(cell));
		else if (!list_member(*outputs, lfirst(cell)))
			return false;
	}
	return true;
}

/*
 * sqf_upper_deparse writes the SELECT of what is grouped; false if SQLite does
 * not do it alike.  The SELECT must have been begun for the input relation.
 */
bool
sqf_upper_deparse(PlannerInfo *root, RelOptInfo *upper, SqfSelect *select,
				  char **sql)
{
	const SqfRelInfo *info = upper->fdw_private;
	StringInfoData group_by;
	char	   *from;
	char	   *where;
	ListCell   *cell;

	initStringInfo(&group_by);
	foreach(cell, info->outputs)
	{
		int			attribute = foreach_current_index(cell) + 1;
		char	   *key;

		if (IsA(lfirst(cell), Aggref))
		{
			if (!sqf_deparse_aggregate(select, attribute, lfirst(cell)))
				return false;
			continue;
		}
		if (!sqf_deparse_group_key(select, attribute, lfirst(cell), &key))
			return false;
		appendStringInfo(&group_by, "%s%s",
						 group_by.len > 0 ? ", " : " GROUP BY ", key);
	}
	from = sqf_deparse_from(select, info->input);
	if (!sqf_deparse_exact_where(select, info->input, &where))
		return false;
	if (select->guards != NIL)
		select->guard = sqf_select_add(select,
									   psprintf("count(*) FILTER (WHERE NOT (%s))",
												sqf_deparse_all(select->guards)));
	else if (select->column_count == 0)
		sqf_select_add(select, "NULL");
	/* a row of it is none of the tables' */
	foreach(cell, select->tables)
		select->keys = lappend(select->keys, NIL);
	*sql = psprintf("%s FROM %s%s%s", select->columns.data,
					from, where, group_by.data);
	return true;
}

/*
 * PostgreSQL's own way to the rows, to fall back on: a copy, because the
 * original is freed if the new path turns out to be cheaper.
 */
static Path *
copy_local_path(const RelOptInfo *upper)
{
	Path	   *cheapest = NULL;
	ListCell   *cell;

	foreach(cell, upper->pathlist)
	{
		Path	   *path = lfirst(cell);

		if (IsA(path, AggPath) &&
			(cheapest == NULL || path->total_cost < cheapest->total_cost))
			cheapest = path;
	}
	if (cheapest == NULL)
		return NULL;
	return memcpy(palloc(sizeof(AggPath)), cheapest, sizeof(AggPath));
}

/* As the local path, but the rows stay where they are. */
static void
cost_grouping(const RelOptInfo *input, const Path *local, int outputs,
			  Cost *startup_cost, Cost *total_cost)
{
	const Path *scan = input->cheapest_total_path;
	double		transfer = (cpu_tuple_cost +
							cpu_operator_cost * list_length(input->reltarget->exprs)) * scan->rows;

	*total_cost = Max(scan->total_cost - transfer, scan->startup_cost) +
		cpu_operator_cost * outputs * scan->rows / 2 +
		cpu_tuple_cost * local->rows;
	*total_cost = Min(*total_cost, local->total_cost * 0.95);
	*startup_cost = Max(*total_cost - cpu_tuple_cost * local->rows, 0);
}

static bool
can_group(PlannerInfo *root, const RelOptInfo *input, const RelOptInfo *upper)
{
	const SqfRelInfo *info = input->fdw_private;

	return sqf_pushdown && info != NULL && upper->fdw_private == NULL &&
		!IS_OTHER_REL(input) && root->parse->groupingSets == NIL &&
		!root->parse->hasTargetSRFs &&
		(root->parse->hasAggs || root->parse->groupClause != NIL);
}

static void
add_grouping_path(PlannerInfo *root, RelOptInfo *input, RelOptInfo *upper,
				  GroupPathExtraData *extra)
{
	SqfRelInfo *info = palloc0(sizeof(SqfRelInfo));
	Path	   *local = copy_local_path(upper);
	SqfSelect	select;
	char	   *sql;
	Cost		startup_cost;
	Cost		total_cost;

	info->input = input;
	info->having = (List *) extra->havingQual;
	if (local == NULL ||
		!find_outputs(root, upper, extra->havingQual, &info->outputs))
		return;
	upper->fdw_private = info;
	sqf_select_begin(&select, root, input);
	if (!sqf_select_ships(&select) ||
		!sqf_upper_deparse(root, upper, &select, &sql))
	{
		upper->fdw_private = NULL;
		return;
	}
	cost_grouping(input, local, list_length(info->outputs), &startup_cost,
				  &total_cost);
	add_path(upper, (Path *)
			 create_foreign_upper_path(root, upper, upper->reltarget,
									   local->rows,
#if PG_VERSION_NUM >= 180000
									   0,
#endif
									   startup_cost, total_cost,
									   NIL, local,
#if PG_VERSION_NUM >= 170000
									   NIL,
#endif
									   NIL));
}

/*
 * sqliteGetForeignUpperPaths adds a path that lets SQLite group, if it does so
 * as PostgreSQL.
 */
void
sqliteGetForeignUpperPaths(PlannerInfo *root, UpperRelationKind stage,
						   RelOptInfo *input_rel, RelOptInfo *output_rel,
						   void *extra)
{
	if (stage == UPPERREL_GROUP_AGG && can_group(root, input_rel, output_rel))
		add_grouping_path(root, input_rel, output_rel, extra);
}
