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
#include "nodes/makefuncs.h"
#include "optimizer/optimizer.h"
#include "optimizer/planmain.h"
#include "optimizer/restrictinfo.h"
#include "plan/deparse_select.h"
#include "plan/relinfo.h"
#include "plan/scan_plan.h"
#include "remote/select.h"

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

/* The SQLite columns behind some columns of the foreign table. */
static List *
find_columns(const SqfRelInfo *info, const List *attrs)
{
	List	   *columns = NIL;
	ListCell   *cell;

	foreach(cell, attrs)
		columns = lappend(columns,
						  (void *) sqf_column_map_find_column(info->map,
															  lfirst_int(cell),
															  info->table));
	return columns;
}

/* What the executor is told of the columns of the SELECT. */
static List *
make_outputs(const List *attrs)
{
	List	   *outputs = NIL;
	ListCell   *cell;

	foreach(cell, attrs)
		outputs = lappend(outputs, list_make3_int(lfirst_int(cell), 0,
												  lfirst_int(cell)));
	return outputs;
}

/*
 * sqliteGetForeignPlan makes the node that scans one foreign table.  All
 * conditions are left to PostgreSQL, too: what SQLite finds may be too much.
 */
ForeignScan *
sqliteGetForeignPlan(PlannerInfo *root, RelOptInfo *baserel,
					 Oid foreigntableid, ForeignPath *best_path, List *tlist,
					 List *scan_clauses, Plan *outer_plan)
{
	const SqfRelInfo *info = baserel->fdw_private;
	List	   *attrs = find_needed_attrs(baserel, info->map, scan_clauses);
	List	   *private = NIL;
	List	   *key;
	List	   *attnums;
	char	   *select;
	char	   *where;
	char	   *order;
	SqfDeparse	deparse;

	sqf_deparse_begin(&deparse, root, baserel->relids);
	select = sqf_select_columns(info->table, sqf_deparse_alias(baserel->relid),
								find_columns(info, attrs), &key);
	where = sqf_deparse_where(&deparse, scan_clauses);
	order = sqf_deparse_order(&deparse, best_path->path.pathkeys, &attnums);

	/* in the order of SqfScanPrivate */
	private = lappend(private, makeString(psprintf("%s%s%s", select, where, order)));
	private = lappend(private, make_outputs(attrs));
	private = lappend(private, list_make1_oid(foreigntableid));
	private = lappend(private, list_make1(key));
	private = lappend(private, makeString(info->schema_id));
	private = lappend(private, deparse.bindings);
	private = lappend(private, makeString(psprintf("%s%s", select, order)));

	return make_foreignscan(tlist, extract_actual_clauses(scan_clauses, false),
							baserel->relid, deparse.params, private, NIL, NIL,
							outer_plan);
}
