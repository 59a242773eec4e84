/*-------------------------------------------------------------------------
 *
 * cost.c
 *	  What it costs to read a SQLite table is estimated here.
 *
 * The currency is PostgreSQL's, so that plans with native tables can be
 * compared: pages are read, rows and operators take time.  SQLite chooses its
 * own way; it is assumed to be the cheapest that the conditions allow, and a
 * scan of the table only where no index helps.
 *
 * IDENTIFICATION
 *	  src/plan/cost.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "optimizer/cost.h"
#include "optimizer/optimizer.h"
#include "plan/cost.h"
#include "plan/index_match.h"
#include "plan/relinfo.h"

/* In operators: binding values and starting a statement again ... */
#define RESTART_OPERATORS	40

/* ... and going from the root of a tree to a leaf, beside the comparisons. */
#define DESCENT_OPERATORS	20

/* What the functions below need to know, passed around. */
typedef struct Costing
{
	PlannerInfo *root;
	RelOptInfo *baserel;
	double		loops;			/* how often the scan is expected to be run */
} Costing;

/* ---------------------------------------------------------------------------
 * Rows
 * ---------------------------------------------------------------------------
 */

/*
 * The rows that PostgreSQL's ANALYZE counted, as many more as the table has grown
 * since then; 0 if it is not known.  Of a table that had but one page then it is
 * not known how it has grown.
 */
static double
scale_analyzed_tuples(const RelOptInfo *baserel, BlockNumber pages)
{
	if (baserel->tuples <= 0 || baserel->pages == 0 ||
		(baserel->pages == 1 && pages > 1))
		return 0;
	return baserel->tuples * pages / baserel->pages;
}

/*
 * sqf_cost_set_size sets the tuples and pages of a foreign table, which
 * PostgreSQL took from pg_class, to what is believed now.
 *
 * PostgreSQL's ANALYZE counted every row, so it is believed before the
 * application's; but no table has more rows than its row ids and the size of the
 * file allow now.
 */
void
sqf_cost_set_size(RelOptInfo *baserel, const SqfRowCount *count)
{
	const SqfTable *table = ((const SqfRelInfo *) baserel->fdw_private)->table;
	BlockNumber at_most = sqf_row_count_pages(table, count);
	double		analyzed = scale_analyzed_tuples(baserel, at_most);
	double		bytes;

	baserel->tuples = analyzed > 0 ? Min(analyzed, count->at_most) : count->rows;
	bytes = baserel->tuples * sqf_row_count_bytes_per_row(table);
	baserel->pages = Min(Max(bytes / BLCKSZ, 1), at_most);
}

/* The planner's word for a column without duplicates: an index that is not there. */
static IndexOptInfo *
make_unique_index(RelOptInfo *baserel, AttrNumber attnum)
{
	IndexOptInfo *info = makeNode(IndexOptInfo);

	info->rel = baserel;
	info->ncolumns = info->nkeycolumns = 1;
	info->indexkeys = palloc(sizeof(int));
	info->indexkeys[0] = attnum;
	info->unique = true;
	info->hypothetical = true;
	return info;
}

/*
 * sqf_cost_tell_unique lets PostgreSQL's estimates, of joins above all, know of
 * columns that are unique in SQLite.  No proof may rest on that: SQLite's idea of
 * equality is not that of every type, and its index may be corrupt.  Proofs need
 * an index that is checked at once, which these are not.
 */
void
sqf_cost_tell_unique(RelOptInfo *baserel)
{
	const SqfRelInfo *info = baserel->fdw_private;
	const SqfColumnMap *map = info->map;
	ListCell   *cell;

	foreach(cell, info->indexes)
	{
		const SqfIndex *index = lfirst(cell);

		if (!index->unique || index->partial || index->column_count != 1 ||
			index->columns[0].column < 0)
			continue;
		for (int i = 0; i < map->natts; i++)
			if (map->columns[i].local_name != NULL &&
				sqf_catalog_column(info->table, map->columns[i].remote_name) ==
				&info->table->columns[index->columns[0].column])
				baserel->indexlist = lappend(baserel->indexlist,
											 make_unique_index(baserel, i + 1));
	}
}

static double
select_fraction(const Costing *costing, List *conds)
{
	return clauselist_selectivity(costing->root, conds,
								  costing->baserel->relid, JOIN_INNER, NULL);
}

/* Does the index promise at most one row for each key that is looked up? */
static bool
finds_single_rows(const SqfIndexMatch *match)
{
	return match->index->unique && !match->finds_nulls &&
		match->equal_columns == match->index->column_count;
}

/*
 * How many rows fulfil the conditions?  Where PostgreSQL has no statistics of
 * the columns, the averages that SQLite's ANALYZE left are better than its
 * defaults.
 */
static double
estimate_rows(const Costing *costing, const List *matches, const List *conds)
{
	double		tuples = costing->baserel->tuples;
	double		rows = tuples * select_fraction(costing, (List *) conds);
	double		by_average = -1;
	double		at_most = tuples;
	ListCell   *cell;

	foreach(cell, matches)
	{
		const SqfIndexMatch *match = lfirst(cell);
		double		matched = 0;

		if (match->equal_columns == 0)
			continue;
		if (finds_single_rows(match))
			matched = match->keys;
		else if (!match->is_analyzed)
			matched = match->keys *
				match->index->rows_per_key[match->equal_columns - 1];
		if (matched <= 0)
			continue;

		matched *= select_fraction(costing,
								   list_difference_ptr(conds, match->equal_conds));
		if (finds_single_rows(match))
			at_most = Min(at_most, matched);
		else if (by_average < 0 || matched < by_average)
			by_average = matched;
	}
	if (by_average >= 0)
		rows = by_average;
	return clamp_row_est(Min(rows, at_most));
}

/*
 * sqf_cost_rows estimates how many rows of a foreign table fulfil the
 * conditions, a List of RestrictInfo, wherever they are checked.  Those that
 * compare with other relations count as if these were constants.
 * sqf_cost_set_size comes first.
 */
double
sqf_cost_rows(PlannerInfo *root, RelOptInfo *baserel, const List *conds)
{
	Costing		costing = {root, baserel, 1};

	return estimate_rows(&costing, sqf_index_match(root, baserel, conds), conds);
}

/* ---------------------------------------------------------------------------
 * Costs
 * ---------------------------------------------------------------------------
 */

/*
 * How often is a scan run whose conditions compare with other relations?  About
 * as often as the smallest of these has rows; the core guesses so too.
 */
static double
count_loops(PlannerInfo *root, const RelOptInfo *baserel, const List *conds)
{
	Relids		outer = NULL;
	double		loops = 0;
	int			relid = -1;
	ListCell   *cell;

	foreach(cell, conds)
		outer = bms_add_members(outer,
								lfirst_node(RestrictInfo, cell)->clause_relids);
	outer = bms_del_members(outer, baserel->relids);

	while ((relid = bms_next_member(outer, relid)) >= 0)
	{
		const RelOptInfo *rel = relid < root->simple_rel_array_size ?
			root->simple_rel_array[relid] : NULL;

		if (rel != NULL && rel->rows > 0 && (loops == 0 || rel->rows < loops))
			loops = rel->rows;
	}
	return Max(loops, 1);
}

/* Reading pages of a tree, in no order; each run finds some in memory. */
static Cost
cost_random_pages(const Costing *costing, double fetches, BlockNumber tree_pages)
{
	return random_page_cost / costing->loops *
		index_pages_fetched(ceil(fetches * costing->loops), tree_pages, 0,
							costing->root);
}

/* A part of a tree, in its order: keys places, from which to read on. */
static Cost
cost_places(const Costing *costing, double keys, double fraction,
			BlockNumber tree_pages)
{
	return cost_random_pages(costing, keys, tree_pages) +
		seq_page_cost * floor(fraction * tree_pages);
}

static Cost
cost_descents(const Costing *costing, double count)
{
	double		comparisons = ceil(log(Max(costing->baserel->tuples, 2)) / log(2));

	return count * (comparisons + DESCENT_OPERATORS) * cpu_operator_cost;
}

/* An index has a part of the table's columns, and the key of the table. */
static BlockNumber
count_index_pages(const Costing *costing, const SqfIndex *index)
{
	const SqfRelInfo *info = costing->baserel->fdw_private;
	double		share = (index->column_count + 1.0) /
		(info->table->column_count + 1.0);

	return Max(costing->baserel->pages * Min(share, 1), 1);
}

/* The rows that the index finds; *visited is how many they are. */
static Cost
cost_look_up(const Costing *costing, const SqfIndexMatch *match, double *visited)
{
	RelOptInfo *baserel = costing->baserel;
	List	   *conds = list_concat_copy(match->equal_conds, match->range_conds);
	BlockNumber index_pages;
	double		fraction;
	Cost		cost;

	*visited = estimate_rows(costing, list_make1((void *) match), conds);
	fraction = Min(*visited / Max(baserel->tuples, 1), 1);
	cost = cost_descents(costing, match->keys);
	if (match->index->clustered)
		return cost + cost_places(costing, match->keys, fraction, baserel->pages);

	index_pages = count_index_pages(costing, match->index);
	return cost + cost_places(costing, match->keys, fraction, index_pages) +
		cost_descents(costing, *visited) +
		cost_random_pages(costing, *visited, baserel->pages);
}

/* SQLite reads rows and checks the conditions, in the cheapest way. */
static Cost
cost_search(const Costing *costing, const List *matches, int conditions)
{
	Cost		row_cost = cpu_tuple_cost + cpu_operator_cost * conditions;
	Cost		cheapest = -1;
	ListCell   *cell;

	foreach(cell, matches)
	{
		double		visited;
		Cost		cost = cost_look_up(costing, lfirst(cell), &visited);

		cost += visited * row_cost;
		if (cheapest < 0 || cost < cheapest)
			cheapest = cost;
	}
	if (cheapest >= 0)
		return cheapest;
	return seq_page_cost * costing->baserel->pages +
		row_cost * costing->baserel->tuples;
}

/*
 * sqf_cost_base estimates a scan that gives SQLite the conditions remote_conds, a
 * List of RestrictInfo; if some compare with other relations, it is one of the
 * many runs of a parameterised scan.  *rows is how many rows SQLite returns, and
 * the costs are those until they are in PostgreSQL; what is done there with them
 * comes on top.  sqf_cost_set_size comes first.
 */
void
sqf_cost_base(PlannerInfo *root, RelOptInfo *baserel, const List *remote_conds,
			  double *rows, Cost *startup_cost, Cost *total_cost)
{
	Costing		costing = {root, baserel, 1};
	List	   *matches = sqf_index_match(root, baserel, remote_conds);
	Cost		row_cost = cpu_tuple_cost +
		cpu_operator_cost * list_length(baserel->reltarget->exprs);

	costing.loops = count_loops(root, baserel, remote_conds);
	*rows = estimate_rows(&costing, matches, remote_conds);

	/* the statement is prepared once, and then started again and again */
	*startup_cost = SQF_STARTUP_COST / costing.loops +
		RESTART_OPERATORS * cpu_operator_cost;
	*total_cost = *startup_cost +
		cost_search(&costing, matches, list_length(remote_conds)) +
		row_cost * *rows;
}

/*
 * sqf_cost_partial estimates one process's share of a scan that several divide
 * among themselves.  They read the whole table, as no index gives a part of it;
 * and each row is also passed over once to find where a block ends.  *rows is how
 * many rows SQLite returns to the process.  Else it is as sqf_cost_base.
 */
void
sqf_cost_partial(PlannerInfo *root, RelOptInfo *baserel,
				 const List *remote_conds, double divisor, double *rows,
				 Cost *startup_cost, Cost *total_cost)
{
	Cost		read_cost = cpu_tuple_cost +
		cpu_operator_cost * (list_length(remote_conds) + 1);
	Cost		row_cost = cpu_tuple_cost +
		cpu_operator_cost * list_length(baserel->reltarget->exprs);

	*rows = sqf_cost_rows(root, baserel, remote_conds) / divisor;
	*startup_cost = SQF_STARTUP_COST + RESTART_OPERATORS * cpu_operator_cost;
	*total_cost = *startup_cost + seq_page_cost * baserel->pages +
		read_cost * baserel->tuples / divisor + row_cost * *rows;
}

/*
 * sqf_cost_sort estimates how long SQLite sorts.
 */
Cost
sqf_cost_sort(double rows)
{
	double		sorted = Max(rows, 2);

	return 2 * cpu_operator_cost * sorted * log(sorted) / log(2);
}

/* Is the index in the order of these columns, the same way or the other? */
static bool
is_in_order(const SqfIndex *index, const SqfRelInfo *info, const List *attnums)
{
	ListCell   *cell;

	if (index->partial || index->column_count < list_length(attnums))
		return false;
	foreach(cell, attnums)
	{
		const SqfColumn *column = lfirst_int(cell) == 0 ? NULL :
			sqf_catalog_column(info->table,
							   info->map->columns[lfirst_int(cell) - 1].remote_name);

		if (column == NULL ||
			index->columns[foreach_current_index(cell)].column != column - info->table->columns)
			return false;
	}
	return true;
}

/*
 * sqf_cost_order adds to the costs of a scan what it takes that its rows come
 * sorted by these columns, an integer List of attribute numbers, 0 for what is
 * more than a column.
 */
void
sqf_cost_order(const RelOptInfo *baserel, const List *attnums, double rows,
			   Cost *startup_cost, Cost *total_cost)
{
	const SqfRelInfo *info = baserel->fdw_private;
	ListCell   *cell;

	foreach(cell, info->indexes)
	{
		const SqfIndex *index = lfirst(cell);

		if (!is_in_order(index, info, attnums))
			continue;
		/* from the index to each row */
		if (!index->clustered)
			*total_cost += rows * cpu_index_tuple_cost +
				random_page_cost * Min(rows, baserel->pages);
		return;
	}

	/* the first row comes when all are read */
	*total_cost += sqf_cost_sort(rows);
	*startup_cost = *total_cost - cpu_tuple_cost * rows;
}
