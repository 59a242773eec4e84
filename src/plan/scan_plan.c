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
#include "plan/scan_plan.h"

static bool
is_used(const Bitmapset *attrs_used, AttrNumber attnum)
{
	return bms_is_member(attnum - FirstLowInvalidHeapAttributeNumber,
						 attrs_used);
}

/*
 * The columns that the query reads, for its output or for a condition, in the
 * order of their numbers; a whole-row reference reads all.
 */
static List *
find_needed_attrs(const RelOptInfo *baserel, const SqfColumnMap *map)
{
	Bitmapset  *attrs_used = NULL;
	List	   *attrs = NIL;
	bool		whole_row;
	ListCell   *cell;

	pull_varattnos((Node *) baserel->reltarget->exprs, baserel->relid,
				   &attrs_used);
	foreach(cell, baserel->baserestrictinfo)
		pull_varattnos((Node *) lfirst_node(RestrictInfo, cell)->clause,
					   baserel->relid, &attrs_used);

	whole_row = is_used(attrs_used, InvalidAttrNumber);
	for (AttrNumber attnum = 1; attnum <= map->natts; attnum++)
		if (map->columns[attnum - 1].local_name != NULL &&
			(whole_row || is_used(attrs_used, attnum)))
			attrs = lappend_int(attrs, attnum);
	return attrs;
}

/*
 * sqliteGetForeignPlan makes the node that scans one foreign table; all
 * conditions are left to PostgreSQL.
 */
ForeignScan *
sqliteGetForeignPlan(PlannerInfo *root, RelOptInfo *baserel,
					 Oid foreigntableid, ForeignPath *best_path, List *tlist,
					 List *scan_clauses, Plan *outer_plan)
{
	const SqfRelInfo *info = baserel->fdw_private;
	List	   *attrs = find_needed_attrs(baserel, info->map);
	List	   *key;
	char	   *sql = sqf_deparse_select(info, attrs, &key);

	/* in the order of SqfScanPrivate */
	List	   *private = list_make4(makeString(sql), attrs, key,
									 makeString(info->schema_id));

	return make_foreignscan(tlist, extract_actual_clauses(scan_clauses, false),
							baserel->relid, NIL, private, NIL, NIL, outer_plan);
}
