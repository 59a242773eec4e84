/*-------------------------------------------------------------------------
 *
 * partial_path.c
 *	  A foreign table that several processes may scan together is given its path
 *	  here.
 *
 * A table with row ids is read in blocks of them, each by one of the processes.
 * What has none is read by one process alone; the others can still take part in
 * what is done with its rows, or join them with those of another table.
 *
 * IDENTIFICATION
 *	  src/plan/partial_path.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "foreign/catalog_cache.h"
#include "optimizer/cost.h"
#include "optimizer/optimizer.h"
#include "optimizer/paths.h"
#include "plan/cost.h"
#include "plan/index_match.h"
#include "plan/partial_path.h"

/*
 * So many blocks at least that all processes end at about the same time; but no
 * larger ones than this, whose pages stay in SQLite's cache from the look for the
 * end of a block to the reading of it.
 */
#define BLOCKS_PER_TABLE	100
#define MAX_BLOCK_ROWS		10000

/* The planner's guess of how much of its time a leader has for each worker. */
#define LEADER_PER_WORKER	0.3

/*
 * sqliteIsForeignScanParallelSafe tells whether workers may read a foreign
 * table.  What on_error lets pass is counted, and limited, by one scan.
 */
bool
sqliteIsForeignScanParallelSafe(PlannerInfo *root, RelOptInfo *rel,
								RangeTblEntry *rte)
{
	const SqfColumnMap *map = sqf_catalog_cache_columns(rte->relid);

	if (map->on_error != SQF_ON_ERROR_STOP)
		return false;
	for (int i = 0; i < map->natts; i++)
		if (map->columns[i].local_name != NULL &&
			map->columns[i].on_error != SQF_ON_ERROR_STOP)
			return false;
	return true;
}

/*
 * sqf_partial_path_has_blocks tells whether a table is one of rows that are
 * found by their row ids.
 */
bool
sqf_partial_path_has_blocks(const SqfTable *table)
{
	return table->kind == SQF_TABLE_ORDINARY && table->rowid_name != NULL;
}

/*
 * sqf_partial_path_block_rows returns how many rows the first blocks of a table
 * have.
 */
int
sqf_partial_path_block_rows(const RelOptInfo *baserel)
{
	return Min(Max(baserel->tuples / BLOCKS_PER_TABLE, 1), MAX_BLOCK_ROWS);
}

/* By how many processes the rows are divided, as the core guesses. */
static double
find_divisor(int workers)
{
	double		leader = parallel_leader_participation ?
		1 - LEADER_PER_WORKER * workers : 0;

	return workers + Max(leader, 0);
}

/*
 * Does an index find the rows, of which it can only be guessed how many they are?
 * The planner's guess is one in 200, so that reading all of a large table would
 * seem cheaper than to look up what mostly are a few.
 */
static bool
is_blind_look_up(PlannerInfo *root, const RelOptInfo *baserel)
{
	const SqfRelInfo *info = baserel->fdw_private;
	ListCell   *cell;

	foreach(cell, sqf_index_match(root, baserel, info->remote_conds))
	{
		const SqfIndexMatch *match = lfirst(cell);

		if (match->equal_columns > 0 && !match->is_analyzed &&
			match->index->rows_per_key[match->equal_columns - 1] <= 0)
			return true;
	}
	return false;
}

/*
 * sqf_partial_path_add adds the path of a parallel scan, if the table is large
 * enough for one.
 */
void
sqf_partial_path_add(PlannerInfo *root, RelOptInfo *baserel)
{
	const SqfRelInfo *info = baserel->fdw_private;
	int			workers;
	double		divisor;
	double		read_rows;
	Cost		startup_cost;
	Cost		total_cost;
	ForeignPath *path;

	if (!baserel->consider_parallel || baserel->lateral_relids != NULL)
		return;
	workers = compute_parallel_worker(baserel, baserel->pages, -1,
									  max_parallel_workers_per_gather);
	if (workers <= 0 ||
		(sqf_partial_path_has_blocks(info->table) && is_blind_look_up(root, baserel)))
		return;
	divisor = find_divisor(workers);
	if (sqf_partial_path_has_blocks(info->table))
		sqf_cost_partial(root, baserel, info->remote_conds, divisor, &read_rows,
						 &startup_cost, &total_cost);
	else
		sqf_cost_base(root, baserel, info->remote_conds, &read_rows,
					  &startup_cost, &total_cost);
	startup_cost += baserel->baserestrictcost.startup;
	total_cost += baserel->baserestrictcost.startup +
		baserel->baserestrictcost.per_tuple * read_rows;

	path = create_foreignscan_path(root, baserel, NULL,
								   clamp_row_est(baserel->rows / divisor),
#if PG_VERSION_NUM >= 180000
								   0,
#endif
								   startup_cost, total_cost,
								   NIL, NULL, NULL,
#if PG_VERSION_NUM >= 170000
								   NIL,
#endif
								   NIL);
	path->path.parallel_aware = true;
	path->path.parallel_workers = workers;
	add_partial_path(baserel, &path->path);
}
