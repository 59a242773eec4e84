/*-------------------------------------------------------------------------
 *
 * analyze.c
 *	  A sample of a SQLite table's rows is taken for PostgreSQL's ANALYZE here.
 *
 * Every row is read and converted, so that it does not depend on chance whether
 * a value that its column cannot hold is met.
 *
 * IDENTIFICATION
 *	  src/exec/analyze.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "exec/analyze.h"
#include "exec/row.h"
#include "foreign/catalog_cache.h"
#include "foreign/connection.h"
#include "miscadmin.h"
#include "remote/facts.h"
#include "remote/row_count.h"
#include "remote/select.h"
#include "utils/memutils.h"
#include "utils/sampling.h"

/*
 * Each row that was seen is in the sample with the same probability: Vitter's
 * reservoir, as in the core.  Wide rows could fill the memory, so the sample is
 * halved when it does not fit into maintenance_work_mem.
 */
typedef struct Sample
{
	HeapTuple  *rows;
	int			count;
	int			wanted;
	Size		bytes;
	double		seen;
	double		skip;			/* so many rows to the next that is taken; -1:
								 * to be chosen */
	ReservoirStateData reservoir;
} Sample;

static void
begin_reservoir(Sample *sample, int wanted)
{
	sample->wanted = wanted;
	sample->skip = -1;
	reservoir_init_selection_state(&sample->reservoir, wanted);
}

static int
choose_row(Sample *sample)
{
	return (int) (sample->count *
				  sampler_random_fract(&sample->reservoir.randstate));
}

static void
free_row(Sample *sample, int index)
{
	sample->bytes -= sample->rows[index]->t_len;
	heap_freetuple(sample->rows[index]);
}

static void
store_row(Sample *sample, int index, TupleTableSlot *slot)
{
	sample->rows[index] = ExecCopySlotHeapTuple(slot);
	sample->bytes += sample->rows[index]->t_len;
}

static void
halve(Sample *sample)
{
	int			wanted = sample->count / 2;

	while (sample->count > wanted)
	{
		int			index = choose_row(sample);

		free_row(sample, index);
		sample->rows[index] = sample->rows[--sample->count];
	}
	begin_reservoir(sample, wanted);
}

static void
add_row(Sample *sample, TupleTableSlot *slot)
{
	if (sample->count < sample->wanted)
		store_row(sample, sample->count++, slot);
	else
	{
		if (sample->skip < 0)
			sample->skip = reservoir_get_next_S(&sample->reservoir,
												sample->seen, sample->wanted);
		if (sample->skip <= 0)
		{
			int			index = choose_row(sample);

			free_row(sample, index);
			store_row(sample, index, slot);
		}
		sample->skip -= 1;
	}
	sample->seen += 1;

	while (sample->count > 1 &&
		   sample->bytes > (Size) maintenance_work_mem * 1024)
		halve(sample);
}

/* The SELECT of all columns; what they are goes into shape. */
static char *
select_all(Relation relation, SqfLease *lease, SqfRowShape *shape)
{
	const SqfColumnMap *map =
		sqf_catalog_cache_columns(RelationGetRelid(relation));
	const SqfTable *table = sqf_column_map_find_facts(map, lease)->table;
	List	   *columns = NIL;
	List	   *key;
	char	   *sql;

	shape->outputs = NIL;
	for (AttrNumber attnum = 1; attnum <= map->natts; attnum++)
	{
		if (map->columns[attnum - 1].local_name == NULL)
			continue;
		shape->outputs = lappend(shape->outputs,
								 sqf_output_stored(attnum, 0, attnum));
		columns = lappend(columns,
						  (void *) sqf_column_map_find_column(map, attnum, table));
	}
	sql = sqf_select_columns(table, columns, &key);
	shape->relids = list_make1_oid(map->relid);
	shape->keys = list_make1(key);
	return sql;
}

/* Put all rows into the sample; the values of one go when it was put there. */
static void
read_rows(Relation relation, SqfStatement *statement, SqfRow *row,
		  Sample *sample)
{
	TupleTableSlot *slot = MakeSingleTupleTableSlot(RelationGetDescr(relation),
													&TTSOpsVirtual);
	MemoryContext sample_context = CurrentMemoryContext;
	MemoryContext row_context = AllocSetContextCreate(CurrentMemoryContext,
													  "sqlite_fdw row",
													  ALLOCSET_DEFAULT_SIZES);

	while (sqf_statement_step(statement))
	{
		bool		is_kept;

		CHECK_FOR_INTERRUPTS();
		MemoryContextSwitchTo(row_context);
		is_kept = sqf_row_fill(row, statement, slot);
		MemoryContextSwitchTo(sample_context);
		if (is_kept)
			add_row(sample, slot);
		ExecClearTuple(slot);
		MemoryContextReset(row_context);
	}
	MemoryContextDelete(row_context);
	ExecDropSingleTupleTableSlot(slot);
}

/* The core's AcquireSampleRowsFunc: palloc'd rows, at most targrows of them. */
static int
acquire_sample_rows(Relation relation, int elevel, HeapTuple *rows, int targrows,
					double *totalrows, double *totaldeadrows)
{
	Sample		sample = {.rows = rows};
	Oid			serverid = GetForeignServerIdByRelId(RelationGetRelid(relation));
	SqfLease   *lease =
		sqf_connection_lease_server(serverid, sqf_connection_current_snapshot());
	SqfRowShape shape;
	SqfStatement *statement;
	SqfRow	   *row;

	statement = sqf_statement_prepare(lease, select_all(relation, lease, &shape));
	row = sqf_row_begin(&shape, RelationGetDescr(relation), lease,
						sqf_catalog_cache_server(serverid)->options.timezone);
	begin_reservoir(&sample, targrows);
	read_rows(relation, statement, row, &sample);
	sqf_handle_check_unmoved(lease);
	sqf_row_end(row);
	sqf_statement_finish(statement);
	sqf_handle_release(lease);

	*totalrows = sample.seen;
	*totaldeadrows = 0;
	ereport(elevel,
			(errmsg("\"%s\": SQLite table has %lld rows; %d rows in sample",
					RelationGetRelationName(relation), (long long) sample.seen,
					sample.count)));
	return sample.count;
}

/*
 * sqliteAnalyzeForeignTable gives ANALYZE the function that takes the sample,
 * and the size of the table in pages, by which later the growth of the table is
 * known; see sqf_cost_set_size.
 */
bool
sqliteAnalyzeForeignTable(Relation relation, AcquireSampleRowsFunc *func,
						  BlockNumber *totalpages)
{
	SqfLease   *lease =
		sqf_connection_lease_server(GetForeignServerIdByRelId(RelationGetRelid(relation)),
									sqf_connection_current_snapshot());
	const SqfFacts *facts =
		sqf_column_map_find_facts(sqf_catalog_cache_columns(RelationGetRelid(relation)),
								  lease);

	*totalpages = sqf_row_count_pages(facts->table, &facts->row_count);
	*func = acquire_sample_rows;
	sqf_handle_check_unmoved(lease);
	sqf_handle_release(lease);
	return true;
}
