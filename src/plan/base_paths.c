/*-------------------------------------------------------------------------
 *
 * base_paths.c
 *	  One foreign table is looked at and given its path here.
 *
 * Conditions stay with PostgreSQL, so there is one path: the whole table.
 *
 * IDENTIFICATION
 *	  src/plan/base_paths.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "foreign/connection.h"
#include "foreign/foreign.h"
#include "optimizer/cost.h"
#include "optimizer/optimizer.h"
#include "optimizer/pathnode.h"
#include "plan/base_paths.h"
#include "plan/cost.h"
#include "plan/relinfo.h"

static SqfColumnMap *
map_columns(Oid relid)
{
	Relation	relation = table_open(relid, NoLock);
	SqfColumnMap *map = sqf_column_map_create(relation);

	table_close(relation, NoLock);
	return map;
}

/*
 * sqliteGetForeignRelSize looks the table up in the file and estimates its
 * rows.
 */
void
sqliteGetForeignRelSize(PlannerInfo *root, RelOptInfo *baserel,
						Oid foreigntableid)
{
	SqfRelInfo *info = palloc0(sizeof(SqfRelInfo));
	SqfRowCount row_count;
	SqfLease   *lease;

	info->map = map_columns(foreigntableid);
	lease = sqf_connection_lease_server(GetForeignTable(foreigntableid)->serverid,
										sqf_connection_current_snapshot());
	info->table = sqf_column_map_find_table(info->map, lease);
	info->schema_id = sqf_handle_schema_id(lease->handle);
	info->indexes = sqf_index_list(lease, info->table);
	sqf_row_count_estimate(lease, info->table, &row_count);
	sqf_handle_check_unmoved(lease);
	sqf_handle_release(lease);

	baserel->fdw_private = info;
	sqf_cost_set_size(baserel, info->table, &row_count);
	set_baserel_size_estimates(root, baserel);
	baserel->rows = sqf_cost_rows(root, baserel, info->indexes, info->map,
								  info->table, baserel->baserestrictinfo);
}

/*
 * sqliteGetForeignPaths adds the path that reads the whole table.
 */
void
sqliteGetForeignPaths(PlannerInfo *root, RelOptInfo *baserel,
					  Oid foreigntableid)
{
	const SqfRelInfo *info = baserel->fdw_private;
	double		read_rows;
	Cost		startup_cost;
	Cost		total_cost;

	sqf_cost_base(root, baserel, info->indexes, info->map, info->table, NIL,
				  &read_rows, &startup_cost, &total_cost);
	startup_cost += baserel->baserestrictcost.startup;
	total_cost += baserel->baserestrictcost.startup +
		baserel->baserestrictcost.per_tuple * read_rows;

	add_path(baserel, (Path *)
			 create_foreignscan_path(root, baserel, NULL, baserel->rows,
#if PG_VERSION_NUM >= 180000
									 0,
#endif
									 startup_cost,
									 total_cost,
									 NIL, baserel->lateral_relids, NULL,
#if PG_VERSION_NUM >= 170000
									 NIL,
#endif
									 NIL));
}
