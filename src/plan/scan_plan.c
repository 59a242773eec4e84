/*-------------------------------------------------------------------------
 *
 * scan_plan.c
 *	  The ForeignScan node is made here.
 *
 * IDENTIFICATION
 *	  src/plan/scan_plan.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/sysattr.h"
#include "foreign/private.h"
#include "nodes/makefuncs.h"
#include "optimizer/optimizer.h"
#include "optimizer/planmain.h"
#include "optimizer/restrictinfo.h"
#include "plan/deparse_select.h"
#include "plan/partial_path.h"
#include "plan/relinfo.h"
#include "plan/scan_plan.h"
#include "plan/upper_paths.h"

static bool
is_used(const Bitmapset *attrs_used, AttrNumber attnum)
{
	return bms_is_member(attnum - FirstLowInvalidHeapAttributeNumber,
						 attrs_used);
}

/*
 * The columns that the query reads, for its output or for a condition, in the
 * order of their numbers; a whole-row reference reads all.  With on_error
 * 'ignore' all are judged, so that a row is in or out for every query alike.
 */
static List *
find_needed_attrs(const RelOptInfo *baserel, const SqfColumnMap *map,
				  const List *clauses)
{
	Bitmapset  *attrs_used = NULL;
	List	   *attrs = NIL;
	bool		whole_row;
	ListCell   *cell;

	pull_varattnos((Node *) baserel->reltarget->exprs, baserel->relid,
				   &attrs_used);
	foreach(cell, clauses)
		pull_varattnos((Node *) lfirst_node(RestrictInfo, cell)->clause,
					   baserel->relid, &attrs_used);

	whole_row = is_used(attrs_used, InvalidAttrNumber) ||
		map->on_error == SQF_ON_ERROR_IGNORE;
	for (AttrNumber attnum = 1; attnum <= map->natts; attnum++)
		if (map->columns[attnum - 1].local_name != NULL &&
			(whole_row || is_used(attrs_used, attnum)))
			attrs = lappend_int(attrs, attnum);
	return attrs;
}

/* In the order of SqfScanPrivate. */
static List *
make_private(const SqfSelect *select, const char *sql, const char *plain_sql)
{
	List	   *private = NIL;
	List	   *notes = NIL;
	ListCell   *cell;

	foreach(cell, select->notes)
		notes = lappend(notes, makeString(lfirst(cell)));
	if (select->guard >= 0)
		foreach(cell, select->guards)
			notes = lappend(notes, makeString(psprintf("guard: %s", (char *) lfirst(cell))));

	private = lappend(private, makeString(pstrdup(sql)));
	private = lappend(private, select->outputs);
	private = lappend(private, select->relids);
	private = lappend(private, select->keys);
	private = lappend(private, makeString(pstrdup(sqf_deparse_schema_id(select))));
	private = lappend(private, select->deparse.bindings);
	private = lappend(private, makeString(pstrdup(plain_sql)));
	private = lappend(private, makeInteger(select->guard));
	private = lappend(private, makeBoolean(select->guard >= 0 || select->may_overflow));
	private = lappend(private, notes);
	return lappend(private, NIL);
}

/* The same for a scan in blocks of row ids. */
static List *
add_blocks(List *private, const RelOptInfo *baserel)
{
	const SqfRelInfo *info = baserel->fdw_private;

	lfirst(list_nth_cell(private, SQF_SCAN_BLOCKS)) =
		list_make2(makeString(sqf_deparse_block_end(info->table)),
				   makeInteger(sqf_partial_path_block_rows(baserel)));
	return private;
}

/* LIMIT and OFFSET of the query, if SQLite is to count the rows. */
static char *
deparse_limit(SqfSelect *select, const SqfRelInfo *info)
{
	StringInfoData sql;

	initStringInfo(&sql);
	if (info->limit_count != NULL || info->limit_offset != NULL)
		appendStringInfo(&sql, " LIMIT %s", info->limit_count == NULL ? "-1" :
						 sqf_parameter_add_count(&select->deparse, info->limit_count));
	if (info->limit_offset != NULL)
		appendStringInfo(&sql, " OFFSET %s",
						 sqf_parameter_add_count(&select->deparse, info->limit_offset));
	return sql.data;
}

/*
 * Ends a SELECT whose columns are written: the keys, the clauses, and the same
 * without those conditions whose parameters may have no twin.  Returns the private
 * list.
 */
static List *
end_select(SqfSelect *select, RelOptInfo *rel, const List *conds,
		   const SqfRelInfo *limited, const List *pathkeys)
{
	char	   *limit;
	char	   *order;
	char	   *where;
	char	   *plain_where;
	const char *from;
	List	   *attnums;

	sqf_deparse_add_keys(select);
	from = sqf_deparse_from(select, rel);
	where = sqf_deparse_where(select, rel, conds, &plain_where);
	order = sqf_deparse_order(select, pathkeys, &attnums);
	limit = deparse_limit(select, limited);
	return make_private(select,
						psprintf("%s FROM %s%s%s%s", select->columns.data,
								 from, where, order, limit),
						psprintf("%s FROM %s%s%s%s", select->columns.data,
								 from, plain_where, order, limit));
}

/*
 * All conditions are left to PostgreSQL, too: what SQLite finds may be too much.
 */
static ForeignScan *
make_base_scan(PlannerInfo *root, RelOptInfo *baserel, const Path *path,
			   List *tlist, List *scan_clauses, Plan *outer_plan)
{
	const SqfRelInfo *info = baserel->fdw_private;
	List	   *private;
	SqfSelect	select;
	ListCell   *cell;

	sqf_deparse_begin_select(&select, root, baserel);
	select.in_blocks = path->parallel_aware &&
		sqf_partial_path_has_blocks(info->table);
	foreach(cell, find_needed_attrs(baserel, info->map, scan_clauses))
		sqf_deparse_add_column(&select, lfirst_int(cell), baserel->relid,
							   lfirst_int(cell));
	private = end_select(&select, baserel, scan_clauses, info, path->pathkeys);
	if (select.in_blocks)
		private = add_blocks(private, baserel);
	return make_foreignscan(tlist, extract_actual_clauses(scan_clauses, false),
							baserel->relid, select.deparse.params, private,
							NIL, NIL, outer_plan);
}

static List *
make_scan_tlist(const List *exprs)
{
	List	   *tlist = NIL;
	ListCell   *cell;

	foreach(cell, exprs)
		tlist = lappend(tlist, makeTargetEntry(copyObject(lfirst(cell)),
											   foreach_current_index(cell) + 1,
											   NULL, false));
	return tlist;
}

/*
 * The rows of a table or join, as many as info says, in the order of the
 * pathkeys; PostgreSQL checks all conditions again.
 */
static ForeignScan *
make_join_scan(PlannerInfo *root, RelOptInfo *rel, const SqfRelInfo *info,
			   List *pathkeys, List *tlist)
{
	List	   *private;
	SqfSelect	select;
	ListCell   *cell;

	sqf_deparse_begin_select(&select, root, rel);
	foreach(cell, info->outputs)
	{
		const Var  *var = lfirst_node(Var, cell);

		sqf_deparse_add_column(&select, foreach_current_index(cell) + 1,
							   var->varno, var->varattno);
	}
	foreach(cell, info->hidden)
	{
		const Var  *var = lfirst_node(Var, cell);

		sqf_deparse_add_column(&select, SQF_OUTPUT_HIDDEN, var->varno,
							   var->varattno);
	}
	private = end_select(&select, rel, info->conds, info, pathkeys);
	return make_foreignscan(tlist, extract_actual_clauses(info->conds, false), 0,
							select.deparse.params, private,
							make_scan_tlist(info->outputs), NIL, NULL);
}

/* PostgreSQL's own plan for the same rows; NULL if there can be no doubt. */
static Plan *
make_plan_below(const SqfSelect *select, Plan *plan, List *scan_tlist)
{
	if (select->guard < 0 && !select->may_overflow &&
		sqf_parameter_have_twins(&select->deparse, 0))
		return NULL;
	return change_plan_targetlist(plan, copyObject(scan_tlist), true);
}

/* What a grouping makes; PostgreSQL's own plan for it gives the same columns. */
static ForeignScan *
make_upper_scan(PlannerInfo *root, RelOptInfo *upper, List *tlist,
				Plan *outer_plan)
{
	const SqfRelInfo *info = upper->fdw_private;
	List	   *scan_tlist = make_scan_tlist(info->outputs);
	SqfSelect	select;
	char	   *sql;

	sqf_deparse_begin_select(&select, root, info->input);
	if (!sqf_upper_deparse(root, upper, &select, &sql))
		elog(ERROR, "what SQLite could group, it cannot any more");
	return make_foreignscan(tlist, copyObject(info->having), 0,
							select.deparse.params,
							make_private(&select, sql, ""),
							scan_tlist, NIL,
							make_plan_below(&select, outer_plan, scan_tlist));
}

/*
 * sqliteGetForeignPlan makes the node of a scan: of one foreign table, or of
 * what SQLite makes of some.
 */
ForeignScan *
sqliteGetForeignPlan(PlannerInfo *root, RelOptInfo *foreignrel,
					 Oid foreigntableid, ForeignPath *best_path, List *tlist,
					 List *scan_clauses, Plan *outer_plan)
{
	SqfRelInfo *info = foreignrel->fdw_private;
	List	   *pathkeys = best_path->path.pathkeys;

	if (IS_UPPER_REL(foreignrel))
		return info->is_grouped ?
			make_upper_scan(root, foreignrel, tlist, outer_plan) :
			make_join_scan(root, info->input, info, info->sort_pathkeys, tlist);
	if (IS_JOIN_REL(foreignrel))
		return make_join_scan(root, foreignrel, info, pathkeys, tlist);
	return make_base_scan(root, foreignrel, &best_path->path, tlist,
						  scan_clauses, outer_plan);
}
