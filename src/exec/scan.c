/*-------------------------------------------------------------------------
 *
 * scan.c
 *	  A scan of a SQLite table lives from begin to end here.
 *
 * Begin takes a lease on the file under the query's snapshot; the first
 * iteration prepares the SELECT of the plan and binds its parameters; each is
 * one step of it; end gives both back.
 * After an error, PostgreSQL does not call end: then the lease and the
 * statement go with the query's memory context.
 *
 * IDENTIFICATION
 *	  src/exec/scan.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/parallel.h"
#include "exec/progress.h"
#include "exec/scan.h"
#include "executor/executor.h"
#include "foreign/catalog_cache.h"
#include "foreign/connection.h"
#include "foreign/private.h"
#include "miscadmin.h"
#include "utils/plancache.h"

/*
 * sqf_scan_check_schema throws if SQLite's schema is not the one that the plan
 * was made for.  Cached plans are thrown away then, so that the same statement
 * works when it is run again.
 */
void
sqf_scan_check_schema(ForeignScanState *node, const SqfLease *lease)
{
	if (strcmp(strVal(sqf_private_get(node, SQF_SCAN_SCHEMA)),
			   sqf_handle_schema_id(lease->handle)) == 0)
		return;
	ResetPlanCache();
	ereport(ERROR,
			(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
			 errmsg("the schema of SQLite database %s has changed since the statement was planned",
					lease->source->label),
			 errhint("Run the statement again.")));
}

/*
 * To go on after an error of a type's own functions takes a subtransaction, and
 * in parallel mode none can be started.  The mode would begin after all nodes
 * have; so whatever of the statement was planned for workers is done without.
 * A plan that is kept is changed for good, as it would be each time: other options
 * of the table make another plan.
 */
static void
forbid_parallel_mode(EState *estate)
{
	estate->es_plannedstmt->parallelModeNeeded = false;
}

/*
 * sqf_scan_begin begins a scan that reads by a lease, and chooses how values are
 * read; all lives in the current memory context.
 */
void
sqf_scan_begin(ForeignScanState *node, SqfLease *lease)
{
	SqfScan    *state = palloc0(sizeof(SqfScan));
	Oid			serverid = ((ForeignScan *) node->ss.ps.plan)->fs_server;
	SqfRowShape shape = {
		.outputs = sqf_private_get(node, SQF_SCAN_OUTPUTS),
		.relids = sqf_private_get(node, SQF_SCAN_RELIDS),
		.keys = sqf_private_get(node, SQF_SCAN_KEYS)
	};

	state->lease = lease;
	sqf_scan_check_schema(node, state->lease);
	state->row = sqf_row_begin(&shape,
							   node->ss.ss_ScanTupleSlot->tts_tupleDescriptor,
							   state->lease,
							   sqf_catalog_cache_server(serverid)->options.timezone);
	if (sqf_row_goes_on(state->row))
		forbid_parallel_mode(node->ss.ps.state);
	state->params = sqf_params_begin(node);
	sqf_blocks_create(&state->own_blocks);
	state->blocks = &state->own_blocks;
	state->slot = ExecInitExtraTupleSlot(node->ss.ps.state,
										 node->ss.ss_ScanTupleSlot->tts_tupleDescriptor,
										 &TTSOpsMinimalTuple);
	node->fdw_state = state;
}

/*
 * sqliteBeginForeignScan opens the snapshot, but gives SQLite nothing to do yet.
 * A worker begins when it is told of the leader's snapshot.
 */
void
sqliteBeginForeignScan(ForeignScanState *node, int eflags)
{
	const ForeignScan *plan = (const ForeignScan *) node->ss.ps.plan;

	if ((eflags & EXEC_FLAG_EXPLAIN_ONLY) ||
		(IsParallelWorker() && plan->scan.plan.parallel_aware))
		return;
	sqf_scan_begin(node, sqf_connection_lease_server(plan->fs_server,
													 node->ss.ps.state->es_snapshot));
}

/*
 * sqf_scan_share makes a scan that has not started take its part of the blocks
 * that others take, too.  sqf_scan_unshare comes before that memory goes.
 */
void
sqf_scan_share(SqfScan *state, SqfBlocks *blocks,
			   pg_atomic_uint64 *shared_rounded)
{
	state->blocks = blocks;
	state->shared_rounded = shared_rounded;
}

/*
 * sqf_scan_read_alone makes a scan that has not started read all rows itself.
 */
void
sqf_scan_read_alone(SqfScan *state)
{
	state->blocks = &state->own_blocks;
	state->shared_rounded = NULL;
}

/*
 * sqf_scan_unshare ends the part of this process: what it counted is given to the
 * leader, which adds it to its own.  Does nothing if the scan is not shared.
 */
void
sqf_scan_unshare(SqfScan *state)
{
	if (state->shared_rounded == NULL)
		return;
	if (IsParallelWorker())
		sqf_row_give_rounded(state->row, state->shared_rounded);
	else
		sqf_row_take_rounded(state->row, state->shared_rounded);
	sqf_scan_read_alone(state);
	state->own_blocks.is_empty = true;
}

static SqfStatement *
prepare(ForeignScanState *node, const char *sql)
{
	SqfScan    *state = node->fdw_state;
	MemoryContext old = MemoryContextSwitchTo(node->ss.ps.state->es_query_cxt);
	SqfStatement *statement = sqf_statement_prepare_kept(state->lease, sql);

	MemoryContextSwitchTo(old);
	return statement;
}

/* The SELECT of the plan, or the one without conditions, ready to be bound. */
static SqfStatement *
get_statement(ForeignScanState *node, SqfStatement **statement,
			  SqfScanPrivate sql)
{
	if (*statement != NULL)
		sqf_statement_reset(*statement);
	else
		*statement = prepare(node, strVal(sqf_private_get(node, sql)));
	return *statement;
}

/*
 * Take the next block, and let the statement read it; false if none is left.  A
 * scan that nobody shares is one block.
 */
static bool
start_block(ForeignScanState *node)
{
	SqfScan    *state = node->fdw_state;
	const List *fields = sqf_private_get(node, SQF_SCAN_BLOCKS);
	int			params = list_length(((ForeignScan *) node->ss.ps.plan)->fdw_exprs);
	bool		is_divided = fields != NIL && state->blocks != &state->own_blocks;
	int64		rows = fields != NIL ? intVal(list_nth(fields, SQF_BLOCK_ROWS)) : 0;
	SqfBlock	block;

	if (is_divided && state->find_end == NULL)
		state->find_end = prepare(node, strVal(list_nth(fields, SQF_BLOCK_END_SQL)));
	if (!sqf_blocks_take(state->blocks, is_divided ? state->find_end : NULL,
						 rows, &block))
		return false;
	if (fields != NIL)
	{
		sqf_statement_reset(state->running);
		sqf_statement_bind_int64(state->running, params + 1, block.first);
		sqf_statement_bind_int64(state->running, params + 2, block.last);
	}
	return true;
}

/* The next row of SQLite's into the slot; false if there is none. */
static bool
fetch_row(ForeignScanState *node, TupleTableSlot *slot)
{
	SqfScan    *state = node->fdw_state;

	while (state->in_block || start_block(node))
	{
		state->in_block = sqf_statement_step(state->running);
		if (!state->in_block)
			continue;
		if (sqf_row_fill(state->row, state->running, slot))
		{
			sqf_progress_count_row();
			return true;
		}
		CHECK_FOR_INTERRUPTS();
		ResetExprContext(node->ss.ps.ps_ExprContext);
	}
	return false;
}

/*
 * Read all rows before the first is given away; false if SQLite fails at one, as
 * when a sum overflows, or if one was made of values that break a guard.
 */
static bool
read_whole(ForeignScanState *node)
{
	SqfScan    *state = node->fdw_state;
	TupleTableSlot *slot = node->ss.ss_ScanTupleSlot;
	int			guard = intVal(sqf_private_get(node, SQF_SCAN_GUARD));
	MemoryContext old = MemoryContextSwitchTo(node->ss.ps.state->es_query_cxt);
	char	   *failure;

	state->rows = tuplestore_begin_heap(false, false, work_mem);
	MemoryContextSwitchTo(old);
	while (sqf_statement_try_step(state->running, &failure))
	{
		if (guard >= 0 && sqf_statement_int64(state->running, guard) > 0)
			return false;
		ResetExprContext(node->ss.ps.ps_ExprContext);
		old = MemoryContextSwitchTo(node->ss.ps.ps_ExprContext->ecxt_per_tuple_memory);
		ExecClearTuple(slot);
		sqf_row_fill(state->row, state->running, slot);
		MemoryContextSwitchTo(old);
		tuplestore_puttupleslot(state->rows, slot);
	}
	return failure == NULL;
}

static void
forget_rows(SqfScan *state)
{
	if (state->rows != NULL)
		tuplestore_end(state->rows);
	state->rows = NULL;
}

/*
 * Start the scan with the parameters as they are now.  If one has no twin in
 * SQLite, PostgreSQL must do without the condition, with the plain SELECT, since it
 * checks them all; or it runs the plan below, as it does if SQLite's rows are in
 * doubt.
 */
static void
start(ForeignScanState *node)
{
	SqfScan    *state = node->fdw_state;
	bool		has_plan_below = outerPlanState(node) != NULL;

	state->is_started = true;
	state->running = get_statement(node, &state->statement, SQF_SCAN_SQL);
	if (!sqf_params_bind(state->params, node->ss.ps.ps_ExprContext,
						 state->running))
	{
		if (has_plan_below)
			state->running = NULL;
		else
		{
			state->running = get_statement(node, &state->plain,
										   SQF_SCAN_PLAIN_SQL);
			(void) sqf_params_bind(state->params, node->ss.ps.ps_ExprContext,
								   state->running);
		}
	}
	else if (boolVal(sqf_private_get(node, SQF_SCAN_WHOLE)) && !read_whole(node))
	{
		forget_rows(state);
		sqf_statement_reset(state->running);
		state->running = NULL;
	}
}

/* Whoever calls for a row of ours is about to throw its memory away. */
static TupleTableSlot *
run_plan_below(ForeignScanState *node)
{
	MemoryContext old = MemoryContextSwitchTo(node->ss.ps.state->es_query_cxt);
	TupleTableSlot *slot = ExecProcNode(outerPlanState(node));

	MemoryContextSwitchTo(old);
	return slot;
}

/* Likewise: a row that comes from disk lives as long as the slot keeps it. */
static TupleTableSlot *
fetch_kept_row(ForeignScanState *node)
{
	SqfScan    *state = node->fdw_state;
	MemoryContext old = MemoryContextSwitchTo(node->ss.ps.state->es_query_cxt);

	(void) tuplestore_gettupleslot(state->rows, true, false, state->slot);
	MemoryContextSwitchTo(old);
	return state->slot;
}

/* The slot with the next row; one that is empty, or NULL, if there is none. */
static TupleTableSlot *
next_row(ForeignScanState *node)
{
	SqfScan    *state = node->fdw_state;
	TupleTableSlot *slot = node->ss.ss_ScanTupleSlot;

	if (state->rows != NULL)
		return fetch_kept_row(node);
	if (state->running == NULL)
		return run_plan_below(node);
	return fetch_row(node, slot) ? slot : NULL;
}

/*
 * sqliteIterateForeignScan returns the next row, or an empty slot.
 */
TupleTableSlot *
sqliteIterateForeignScan(ForeignScanState *node)
{
	SqfScan    *state = node->fdw_state;
	TupleTableSlot *slot = ExecClearTuple(node->ss.ss_ScanTupleSlot);

	if (state->is_done)
		return slot;
	if (!state->is_started)
		start(node);
	slot = next_row(node);
	if (!TupIsNull(slot))
		return slot;
	state->is_done = true;
	sqf_handle_check_unmoved(state->lease);
	return ExecClearTuple(node->ss.ss_ScanTupleSlot);
}

/*
 * sqliteReScanForeignScan starts again with the first row, and with parameters
 * that may have changed.
 */
void
sqliteReScanForeignScan(ForeignScanState *node)
{
	SqfScan    *state = node->fdw_state;

	sqf_row_rewind(state->row);
	forget_rows(state);
	sqf_blocks_refill(&state->own_blocks);
	state->in_block = false;
	state->is_started = false;
	state->is_done = false;
}

/*
 * sqliteEndForeignScan ends the scan; it throws if rows read without locks may
 * be of no single state of the file.
 */
void
sqliteEndForeignScan(ForeignScanState *node)
{
	SqfScan    *state = node->fdw_state;

	if (state == NULL)
		return;
	if (!state->is_done)
		sqf_handle_check_unmoved(state->lease);
	sqf_row_end(state->row);
	forget_rows(state);
	if (state->statement != NULL)
		sqf_statement_finish(state->statement);
	if (state->plain != NULL)
		sqf_statement_finish(state->plain);
	if (state->find_end != NULL)
		sqf_statement_finish(state->find_end);
	sqf_handle_release(state->lease);
}
