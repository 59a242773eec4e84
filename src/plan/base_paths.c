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
#include "plan/relinfo.h"

/* Taking the locks of a file and preparing a statement. */
#define STARTUP_COST	10.0

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
	SqfLease   *lease;

	info->map = map_columns(foreigntableid);
	lease = sqf_connection_lease_server(GetForeignTable(foreigntableid)->serverid,
										sqf_connection_current_snapshot());
	info->table = sqf_column_map_find_table(info->map, lease);
	info->schema_id = sqf_handle_schema_id(lease->handle);
	baserel->tuples = sqf_catalog_estimate_rows(lease, info->table);
	sqf_handle_check_unmoved(lease);
	sqf_handle_release(lease);

	baserel->fdw_private = info;
	set_baserel_size_estimates(root, baserel);
}

/*
 * sqliteGetForeignPaths adds the path that reads the whole table.
 */
void
sqliteGetForeignPaths(PlannerInfo *root, RelOptInfo *baserel,
					  Oid foreigntableid)
{
	Cost		startup_cost = STARTUP_COST + baserel->baserestrictcost.startup;
	Cost		row_cost = cpu_tuple_cost + baserel->baserestrictcost.per_tuple +
		cpu_operator_cost * list_length(baserel->reltarget->exprs);

	add_path(baserel, (Path *)
			 create_foreignscan_path(root, baserel, NULL, baserel->rows,
#if PG_VERSION_NUM >= 180000
									 0,
#endif
									 startup_cost,
									 startup_cost + row_cost * baserel->tuples,
									 NIL, baserel->lateral_relids, NULL,
#if PG_VERSION_NUM >= 170000
									 NIL,
#endif
									 NIL));
}
