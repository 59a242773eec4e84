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

#include <math.h>

#include "catalog/pg_type.h"
#include "foreign/fdwapi.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/clauses.h"
#include "optimizer/cost.h"
#include "optimizer/optimizer.h"
#include "optimizer/pathnode.h"
#include "optimizer/tlist.h"
#include "plan/deparse_aggregate.h"
#include "plan/upper_paths.h"

/* Is the expression at a place of the target one that rows are grouped by? */
static bool
is_group_key(const PathTarget *target, int index, List *group_clause)
{
	Index		ref = get_pathtarget_sortgroupref(target, index);

	return ref != 0 && get_sortgroupref_clause_noerr(ref, group_clause) != NULL;
}

/*
 * What SQLite is to give: the keys, and each aggregate by itself; PostgreSQL
 * computes what the query makes of them, and checks HAVING.  Returns false if
 * the query needs something else.
 */
static bool
find_outputs(const PathTarget *target, List *group_clause, Node *having,
			 List **outputs)
{
	List	   *rest = NIL;
	ListCell   *cell;

	*outputs = NIL;
	foreach(cell, target->exprs)
	{
		Node	   *node = lfirst(cell);

		if (is_group_key(target, foreach_current_index(cell), group_clause))
			*outputs = list_append_unique(*outputs, node);
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
			*outputs = list_append_unique(*outputs, lfirst(cell));
		else if (!list_member(*outputs, lfirst(cell)))
			return false;
	}
	return true;
}

/*
 * Ends the columns with one that is above 0 if a guard is broken; false if there
 * are too many.
 */
static bool
add_guard_column(SqfSelect *select)
{
	List	   *all = sqf_deparse_add_guards(list_copy(select->implied),
											 select->guards);
	List	   *of_rows = list_copy_tail(all, list_length(select->implied));
	StringInfoData sql;

	initStringInfo(&sql);
	if (select->group_guards != NIL)
		appendStringInfo(&sql, "NOT (%s)", sqf_deparse_all(select->group_guards));
	if (of_rows != NIL)
		appendStringInfo(&sql, "%scount(*) FILTER (WHERE NOT (%s))",
						 sql.len > 0 ? " OR " : "", sqf_deparse_all(of_rows));
	if (sql.len > 0)
		select->guard = sqf_deparse_add_text(select, sql.data);
	select->guards = list_concat_copy(select->group_guards, of_rows);
	return list_length(select->guards) <= SQF_MAX_LIST;
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
	if (!sqf_deparse_exact_where(select, info->input, &where) ||
		!add_guard_column(select))
		return false;

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
	const SqfRelInfo *info = input->fdw_private;
	double		transfer = (cpu_tuple_cost +
							cpu_operator_cost * list_length(input->reltarget->exprs)) * input->rows;

	*total_cost = Max(info->total_cost - transfer, info->startup_cost) +
		cpu_operator_cost * outputs * input->rows / 2 +
		cpu_tuple_cost * local->rows;
	*total_cost = Min(*total_cost, local->total_cost * 0.95);
	*startup_cost = Max(*total_cost - cpu_tuple_cost * local->rows, 0);
}

/* May the rows of a relation be made into others by SQLite at all? */
static bool
is_ours(PlannerInfo *root, const RelOptInfo *input, const RelOptInfo *upper)
{
	return sqf_pushdown && input->fdw_private != NULL &&
		(IS_SIMPLE_REL(input) || IS_JOIN_REL(input)) && !IS_OTHER_REL(input) &&
		upper->fdw_private == NULL && !root->parse->hasTargetSRFs;
}

/*
 * Add the path of what is grouped: by GROUP BY with its aggregates, or by all
 * columns, as DISTINCT does.
 */
static void
add_grouping_path(PlannerInfo *root, RelOptInfo *input, RelOptInfo *upper,
				  PathTarget *target, List *group_clause, Node *having)
{
	SqfRelInfo *info = palloc0(sizeof(SqfRelInfo));
	Path	   *local = copy_local_path(upper);
	ForeignPath *path;
	SqfSelect	select;
	char	   *sql;
	Cost		startup_cost;
	Cost		total_cost;

	info->input = input;
	info->is_grouped = true;
	info->having = (List *) having;

	/* a subquery cannot stand in two plans, this one and the one below */
	if (local == NULL || contain_subplans(having) ||
		!find_outputs(target, group_clause, having, &info->outputs) ||
		info->outputs == NIL)
		return;
	upper->fdw_private = info;
	sqf_deparse_begin_select(&select, root, input);
	if (!sqf_deparse_ships(&select) ||
		!sqf_upper_deparse(root, upper, &select, &sql))
	{
		upper->fdw_private = NULL;
		return;
	}
	cost_grouping(input, local, list_length(info->outputs), &startup_cost,
				  &total_cost);
	path = create_foreign_upper_path(root, upper, target,
									 local->rows,
#if PG_VERSION_NUM >= 180000
									 0,
#endif
									 startup_cost, total_cost,
									 NIL, local,
#if PG_VERSION_NUM >= 170000
									 NIL,
#endif
									 NIL);
	sqf_relinfo_add_path(upper, path);
}

/* A scan that stops when it has the rows, or sorts no more of them. */
static Cost
cost_limit(const RelOptInfo *input, bool is_sorted, double count)
{
	const SqfRelInfo *info = input->fdw_private;
	double		fraction = count / Max(input->rows, 1);
	Cost		scan = info->startup_cost +
		fraction * (info->total_cost - info->startup_cost);

	if (!is_sorted)
		return scan;
	scan = info->total_cost +
		cpu_operator_cost * input->rows * log(Max(count, 2)) / log(2);
	if (info->sorted_total_cost >= 0)
		scan = Min(scan, info->sorted_startup_cost +
				   fraction * (info->sorted_total_cost - info->sorted_startup_cost));
	return scan;
}

/* Is this a number of rows that is known now, and not negative? */
static bool
is_count(Node *node)
{
	return node == NULL ||
		(IsA(node, Const) && !((Const *) node)->constisnull &&
		 ((Const *) node)->consttype == INT8OID &&
		 DatumGetInt64(((Const *) node)->constvalue) >= 0);
}

/*
 * Do exactly the right rows come before the last that is asked for?  All of them
 * are read and checked again; a row that fell out there would be missing.
 */
static bool
counts_exactly(SqfSelect *select, const SqfRelInfo *rows)
{
	SqfCondition condition;
	ListCell   *cell;

	foreach(cell, rows->conds)
	{
		if (sqf_deparse_partner(select, lfirst(cell), &condition) == NULL)
			return false;
	}
	return true;
}

/*
 * Add the path that gives no more rows than LIMIT asks for: SQLite sorts fewer
 * then.
 */
static void
add_limit_path(PlannerInfo *root, RelOptInfo *input, RelOptInfo *final,
			   List *pathkeys, const FinalPathExtraData *extra)
{
	const SqfRelInfo *rows = input->fdw_private;
	PathTarget *target = root->upper_targets[UPPERREL_FINAL];
	SqfRelInfo *info = palloc0(sizeof(SqfRelInfo));
	ForeignPath *path;
	SqfSelect	select;
	List	   *attnums;
	double		count;

	Assert(rows != NULL);
	sqf_deparse_begin_select(&select, root, input);
	info->conds = rows->conds;
	info->tables = rows->tables;
	if (!sqf_deparse_ships(&select) || !counts_exactly(&select, rows) ||
		!sqf_deparse_find_columns(info, target) ||
		sqf_deparse_order(&select, pathkeys, &attnums) == NULL)
		return;
	info->input = input;
	info->hidden = rows->hidden;
	info->sort_pathkeys = pathkeys;
	info->limit_count = root->parse->limitCount;
	info->limit_offset = root->parse->limitOffset;
	final->fdw_private = info;
	count = extra->limit_tuples > 0 ? Min(extra->limit_tuples, input->rows) : input->rows;
	path = create_foreign_upper_path(root, final, target, count,
#if PG_VERSION_NUM >= 180000
									 0,
#endif
									 rows->startup_cost,
									 cost_limit(input, pathkeys != NIL, count),
									 pathkeys, NULL,
#if PG_VERSION_NUM >= 170000
									 NIL,
#endif
									 NIL);
	sqf_relinfo_add_path(final, path);
}

static bool
can_limit(PlannerInfo *root, const FinalPathExtraData *extra)
{
	const Query *parse = root->parse;

	return extra->limit_needed && parse->commandType == CMD_SELECT &&
		root->rowMarks == NIL && parse->limitOption == LIMIT_OPTION_COUNT &&
		is_count(parse->limitCount) && is_count(parse->limitOffset) &&
		!parse->hasAggs && parse->groupClause == NIL &&
		parse->groupingSets == NIL && parse->distinctClause == NIL &&
		!parse->hasWindowFuncs && root->hasHavingQual == false;
}

/*
 * sqliteGetForeignUpperPaths adds a path that lets SQLite group rows, make them
 * distinct, or count them, if it does so as PostgreSQL.
 */
void
sqliteGetForeignUpperPaths(PlannerInfo *root, UpperRelationKind stage,
						   RelOptInfo *input_rel, RelOptInfo *output_rel,
						   void *extra)
{
	const Query *parse = root->parse;

	/* what is sorted is remembered, for its LIMIT */
	if (stage == UPPERREL_ORDERED && is_ours(root, input_rel, output_rel))
	{
		SqfRelInfo *info = palloc0(sizeof(SqfRelInfo));

		info->input = input_rel;
		output_rel->fdw_private = info;
	}
	else if (stage == UPPERREL_FINAL && can_limit(root, extra))
	{
		const SqfRelInfo *info = input_rel->fdw_private;

		if (IS_UPPER_REL(input_rel) && info != NULL && !info->is_grouped &&
			is_ours(root, info->input, output_rel))
			add_limit_path(root, info->input, output_rel, root->sort_pathkeys, extra);
		else if (is_ours(root, input_rel, output_rel))
			add_limit_path(root, input_rel, output_rel, NIL, extra);
	}
	else if (stage == UPPERREL_GROUP_AGG && parse->groupingSets == NIL &&
			 is_ours(root, input_rel, output_rel))
		add_grouping_path(root, input_rel, output_rel, output_rel->reltarget,
						  parse->groupClause,
						  ((GroupPathExtraData *) extra)->havingQual);
	else if (stage == UPPERREL_DISTINCT && !parse->hasDistinctOn &&
			 is_ours(root, input_rel, output_rel))
		add_grouping_path(root, input_rel, output_rel,
						  root->upper_targets[UPPERREL_DISTINCT],
						  parse->distinctClause, NULL);
}
