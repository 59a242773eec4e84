/*-------------------------------------------------------------------------
 *
 * bulk_paths.c
 *	  An INSERT ... SELECT from a SQLite table gets a node that writes many rows at
 *	  once.
 *
 * The path of PostgreSQL's ModifyTable is wrapped, not replaced: with it the
 * table, the rights on it and what the plan depends on stay PostgreSQL's affair.
 *
 * IDENTIFICATION
 *	  src/plan/bulk_paths.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "foreign/private.h"
#include "nodes/extensible.h"
#include "nodes/makefuncs.h"
#include "optimizer/planner.h"
#include "plan/bulk_paths.h"
#include "plan/bulk_rules.h"

bool		sqf_bulk_insert = true;

static create_upper_paths_hook_type next_hook = NULL;

/*
 * The planner wants the target list of the top node to have one entry for each of
 * the statement's, which the executor then throws away.
 */
static List *
make_target_list(const List *statements)
{
	List	   *result = NIL;

	for (int i = 1; i <= list_length(statements); i++)
		result = lappend(result,
						 makeTargetEntry((Expr *) makeBoolConst(false, true),
										 i, NULL, false));
	return result;
}

static Plan *
create_plan(PlannerInfo *root, RelOptInfo *rel, CustomPath *path, List *tlist,
			List *clauses, List *custom_plans)
{
	CustomScan *scan = makeNode(CustomScan);

	scan->scan.plan.targetlist = make_target_list(root->processed_tlist);
	scan->flags = path->flags;
	scan->custom_plans = custom_plans;
	scan->methods = GetCustomScanMethods(SQF_BULK_INSERT, false);
	return (Plan *) scan;
}

static const CustomPathMethods path_methods = {
	.CustomName = SQF_BULK_INSERT,
	.PlanCustomPath = create_plan
};

static Path *
wrap(Path *modify)
{
	CustomPath *path = makeNode(CustomPath);

	path->path.pathtype = T_CustomScan;
	path->path.parent = modify->parent;
	path->path.pathtarget = modify->pathtarget;
	path->path.rows = modify->rows;
	path->path.startup_cost = modify->startup_cost;
	path->path.total_cost = modify->total_cost;
	path->custom_paths = list_make1(modify);
	path->methods = &path_methods;
	return (Path *) path;
}

static void
add_bulk_paths(PlannerInfo *root, UpperRelationKind stage, RelOptInfo *input,
			   RelOptInfo *output, void *extra)
{
	ListCell   *cell;

	if (next_hook != NULL)
		next_hook(root, stage, input, output, extra);
	if (!sqf_bulk_insert || stage != UPPERREL_FINAL ||
		root->parse->commandType != CMD_INSERT)
		return;

	foreach(cell, output->pathlist)
	{
		Path	   *path = lfirst(cell);

		if (IsA(path, ModifyTablePath) &&
			sqf_bulk_rules_allow(root, (ModifyTablePath *) path))
			lfirst(cell) = wrap(path);
	}
}

/*
 * sqf_bulk_paths_initialize makes the planner ask for such paths, when the
 * library is loaded.
 */
void
sqf_bulk_paths_initialize(void)
{
	next_hook = create_upper_paths_hook;
	create_upper_paths_hook = add_bulk_paths;
}
