/*-------------------------------------------------------------------------
 *
 * base_paths.c
 *	  One foreign table is looked at and given its path here.
 *
 * Conditions that SQLite knows are sent to it, and PostgreSQL checks all of them
 * again: SQLite only has to find the rows, with its indexes.  Besides the path
 * that reads them in any order there is one in the query's order, and one for
 * each set of other tables whose values can look rows up; partial_path.c has
 * that of a parallel scan.
 *
 * IDENTIFICATION
 *	  src/plan/base_paths.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "foreign/catalog_cache.h"
#include "foreign/connection.h"
#include "optimizer/cost.h"
#include "optimizer/optimizer.h"
#include "optimizer/pathnode.h"
#include "plan/base_paths.h"
#include "plan/cost.h"
#include "plan/deparse_select.h"
#include "plan/joinable.h"
#include "plan/partial_path.h"
#include "plan/relinfo.h"

static bool
is_utc(pg_tz *zone)
{
	long		offset;

	return pg_get_timezone_offset(zone, &offset) && offset == 0;
}

/*
 * Those of some RestrictInfos that SQLite can check as the costs suppose: by an
 * index on the column, if there is one.
 */
static List *
find_remote(PlannerInfo *root, RelOptInfo *baserel, const List *restrictinfos)
{
	List	   *remote = NIL;
	SqfDeparse	deparse;
	SqfCondition condition;
	ListCell   *cell;

	sqf_deparse_begin(&deparse, root, baserel->relids);
	foreach(cell, restrictinfos)
	{
		RestrictInfo *restrictinfo = lfirst_node(RestrictInfo, cell);

		if (!restrictinfo->pseudoconstant &&
			sqf_deparse_condition(&deparse, (Node *) restrictinfo->clause,
								  &condition) &&
			!condition.needs_scan)
			remote = lappend(remote, restrictinfo);
	}
	return remote;
}

/*
 * sqliteGetForeignRelSize looks the table up in the file, finds the conditions
 * that SQLite can check, and estimates the rows.
 */
void
sqliteGetForeignRelSize(PlannerInfo *root, RelOptInfo *baserel,
						Oid foreigntableid)
{
	SqfRelInfo *info = palloc0(sizeof(SqfRelInfo));
	const SqfFacts *facts;
	SqfLease   *lease;

	info->map = sqf_catalog_cache_columns(foreigntableid);
	lease = sqf_connection_lease_server(baserel->serverid,
										sqf_connection_current_snapshot());
	facts = sqf_column_map_find_facts(info->map, lease);
	info->table = facts->table;
	info->indexes = facts->indexes;
	info->schema_id = sqf_handle_schema_id(lease->handle);
	info->encoding = lease->handle->encoding;
	info->is_utc = is_utc(sqf_catalog_cache_server(baserel->serverid)->options.timezone);
	info->ships = sqf_pushdown && info->map->on_error == SQF_ON_ERROR_STOP;
	sqf_handle_check_unmoved(lease);
	sqf_handle_release(lease);

	baserel->fdw_private = info;
	info->sorted_total_cost = -1;
	info->conds = baserel->baserestrictinfo;
	info->tables = baserel->relids;
	info->remote_conds = find_remote(root, baserel,
									 baserel->baserestrictinfo);
	sqf_cost_set_size(baserel, &facts->row_count);
	sqf_cost_tell_unique(baserel);
	set_baserel_size_estimates(root, baserel);
	baserel->rows = sqf_cost_rows(root, baserel, baserel->baserestrictinfo);
}

/*
 * Add a path; PostgreSQL checks all conditions of the rows that SQLite finds
 * again.  conds are those that SQLite checks, join clauses among them;
 * order_attnums are the columns of the pathkeys, as sqf_deparse_order has them.
 */
static void
add_base_path(PlannerInfo *root, RelOptInfo *baserel, const List *conds,
			  List *pathkeys, const List *order_attnums,
			  ParamPathInfo *param_info)
{
	SqfRelInfo *info = baserel->fdw_private;
	double		read_rows;
	Cost		startup_cost;
	Cost		total_cost;
	ForeignPath *path;

	sqf_cost_base(root, baserel, conds, &read_rows, &startup_cost, &total_cost);
	if (pathkeys != NIL)
		sqf_cost_order(baserel, order_attnums, read_rows, &startup_cost,
					   &total_cost);
	startup_cost += baserel->baserestrictcost.startup;
	total_cost += baserel->baserestrictcost.startup +
		baserel->baserestrictcost.per_tuple * read_rows;

	if (param_info == NULL)
		sqf_relinfo_keep_costs(info, pathkeys != NIL, startup_cost, total_cost);
	path = create_foreignscan_path(root, baserel, NULL,
								   param_info != NULL ?
								   param_info->ppi_rows : baserel->rows,
#if PG_VERSION_NUM >= 180000
								   0,
#endif
								   startup_cost,
								   total_cost,
								   pathkeys,
								   param_info != NULL ?
								   param_info->ppi_req_outer : baserel->lateral_relids,
								   NULL,
#if PG_VERSION_NUM >= 170000
								   NIL,
#endif
								   NIL);
	sqf_relinfo_add_path(baserel, path);
}

/* Those parameterizations that give SQLite a condition more. */
static void
add_parameterized_paths(PlannerInfo *root, RelOptInfo *baserel)
{
	const SqfRelInfo *info = baserel->fdw_private;
	ListCell   *cell;

	foreach(cell, sqf_joinable_outer_relids(root, baserel))
	{
		ParamPathInfo *param_info = get_baserel_parampathinfo(root, baserel,
															  lfirst(cell));
		List	   *conds = find_remote(root, baserel,
										param_info->ppi_clauses);

		if (conds == NIL)
			continue;
		param_info->ppi_rows = sqf_cost_rows(root, baserel,
											 list_concat_copy(param_info->ppi_clauses,
															  baserel->baserestrictinfo));
		add_base_path(root, baserel, list_concat(conds, info->remote_conds),
					  NIL, NIL, param_info);
	}
}

/*
 * Is this the query that PostgreSQL makes of a min() or max(), to read only the
 * first row?  The others take part in the aggregate, and must be readable.
 */
static bool
is_extreme(const PlannerInfo *root)
{
	const TargetEntry *entry = linitial_node(TargetEntry, root->parse->targetList);

	return root->parent_root != NULL && entry->resname != NULL &&
		strcmp(entry->resname, "agg_target") == 0;
}

/*
 * sqliteGetForeignPaths adds the paths that read a foreign table.
 */
void
sqliteGetForeignPaths(PlannerInfo *root, RelOptInfo *baserel,
					  Oid foreigntableid)
{
	const SqfRelInfo *info = baserel->fdw_private;
	SqfSelect	select;
	List	   *order_attnums;

	add_base_path(root, baserel, info->remote_conds, NIL, NIL, NULL);
	sqf_partial_path_add(root, baserel);
	if (!info->ships)
		return;
	sqf_deparse_begin_select(&select, root, baserel);
	if (root->query_pathkeys != NIL &&
		sqf_deparse_order(&select, root->query_pathkeys, &order_attnums) != NULL &&
		(select.guards == NIL || !is_extreme(root)))
		add_base_path(root, baserel, info->remote_conds, root->query_pathkeys,
					  order_attnums, NULL);
	add_parameterized_paths(root, baserel);
}
