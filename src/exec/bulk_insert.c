/*-------------------------------------------------------------------------
 *
 * bulk_insert.c
 *	  INSERT ... SELECT from a SQLite table writes its rows as COPY does: many at
 *	  once.
 *
 * The plan is PostgreSQL's own, with a node of ours above its ModifyTable, which
 * is set up and taken down as ever; only what it does for rows is exchanged.  That
 * plans come here for which this makes no difference is for the planner to see
 * to, see src/plan/bulk_rules.c.
 *
 * IDENTIFICATION
 *	  src/exec/bulk_insert.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/heapam.h"
#include "access/htup_details.h"
#include "access/tableam.h"
#include "commands/trigger.h"
#include "exec/bulk_insert.h"
#include "exec/progress.h"
#include "executor/executor.h"
#include "executor/nodeModifyTable.h"
#include "foreign/private.h"
#include "miscadmin.h"
#include "nodes/extensible.h"
#include "nodes/nodeFuncs.h"

/* As in COPY: more would keep processor caches from holding a batch. */
#define MAX_ROWS			1000
#define MAX_BYTES			65535

/* Rows that have passed their constraints, but are not in the table yet. */
typedef struct Batch
{
	ResultRelInfo *target;
	EState	   *estate;
	TransitionCaptureState *transition;
	BulkInsertState bulk;
	int			options;		/* of table_multi_insert */
	bool		has_row_triggers;
	bool		tells_progress;
	TupleTableSlot *slots[MAX_ROWS];	/* NULL until needed */
	int			rows;
	Size		bytes;
} Batch;

/*
 * What the planner made for the columns of the table must fit the table that is
 * open now; a plan that does not is thrown away before it comes here.
 */
static void
check_plan_output(const ModifyTableState *node, TupleDesc target)
{
	List	   *outputs = outerPlan(node->ps.plan)->targetlist;
	int			count = 0;
	ListCell   *cell;

	foreach(cell, outputs)
	{
		TargetEntry *output = lfirst_node(TargetEntry, cell);
		Form_pg_attribute column;

		if (output->resjunk)
			break;
		if (++count > target->natts)
			break;
		column = TupleDescAttr(target, count - 1);
		if (!column->attisdropped &&
			exprType((Node *) output->expr) != column->atttypid)
			elog(ERROR, "column %d of the rows to insert is of another type than that of the table",
				 count);
	}
	if (count != target->natts)
		elog(ERROR, "the rows to insert have another number of columns than the table");
}

/* Has the table got its file in this transaction?  Then it has no free space. */
static bool
is_new_storage(Relation relation)
{
#if PG_VERSION_NUM >= 160000
	return relation->rd_createSubid != InvalidSubTransactionId ||
		relation->rd_firstRelfilelocatorSubid != InvalidSubTransactionId;
#else
	return relation->rd_createSubid != InvalidSubTransactionId ||
		relation->rd_firstRelfilenodeSubid != InvalidSubTransactionId;
#endif
}

static Batch *
begin_batch(const ModifyTableState *node)
{
	Batch	   *batch = palloc0(sizeof(Batch));
	ResultRelInfo *target = node->resultRelInfo;
	Relation	relation = target->ri_RelationDesc;

	check_plan_output(node, RelationGetDescr(relation));
	batch->target = target;
	batch->estate = node->ps.state;
	batch->transition = node->mt_transition_capture;
	batch->bulk = GetBulkInsertState();
	if (is_new_storage(relation))
		batch->options |= TABLE_INSERT_SKIP_FSM;
	batch->has_row_triggers = target->ri_TrigDesc != NULL &&
		target->ri_TrigDesc->trig_insert_after_row;
	batch->tells_progress = sqf_progress_begin_insert(RelationGetRelid(relation));
	if (relation->rd_rel->relhasindex && target->ri_IndexRelationDescs == NULL)
		ExecOpenIndices(target, false);
	return batch;
}

/* Index entries and row triggers of a row that is in the table. */
static void
follow_up(Batch *batch, TupleTableSlot *slot)
{
	List	   *recheck = NIL;

	if (batch->target->ri_NumIndices > 0)
		recheck = ExecInsertIndexTuples(batch->target, slot, batch->estate,
										false, false, NULL, NIL
#if PG_VERSION_NUM >= 160000
										,false
#endif
			);
	if (batch->has_row_triggers || recheck != NIL)
		ExecARInsertTriggers(batch->estate, batch->target, slot, recheck,
							 batch->transition);
	list_free(recheck);
}

static void
flush(Batch *batch)
{
	EState	   *estate = batch->estate;
	MemoryContext old;

	if (batch->rows == 0)
		return;

	/* it may leak */
	old = MemoryContextSwitchTo(GetPerTupleMemoryContext(estate));
	table_multi_insert(batch->target->ri_RelationDesc, batch->slots,
					   batch->rows, estate->es_output_cid, batch->options,
					   batch->bulk);
	MemoryContextSwitchTo(old);

	for (int i = 0; i < batch->rows; i++)
	{
		/* entries of some indexes take long */
		CHECK_FOR_INTERRUPTS();
		follow_up(batch, batch->slots[i]);
		ExecClearTuple(batch->slots[i]);
	}
	estate->es_processed += batch->rows;
	if (batch->tells_progress)
		sqf_progress_tell(estate->es_processed);
	batch->rows = 0;
	batch->bytes = 0;
}

static void
end_batch(Batch *batch)
{
	flush(batch);
	FreeBulkInsertState(batch->bulk);
	table_finish_bulk_insert(batch->target->ri_RelationDesc, batch->options);
	for (int i = 0; i < MAX_ROWS && batch->slots[i] != NULL; i++)
		ExecDropSingleTupleTableSlot(batch->slots[i]);
	if (batch->tells_progress)
		sqf_progress_end();
	pfree(batch);
}

/* A slot of the table's for the next row, with the values of the plan's. */
static TupleTableSlot *
take_row(Batch *batch, TupleTableSlot *planned)
{
	Relation	relation = batch->target->ri_RelationDesc;
	int			columns = RelationGetDescr(relation)->natts;
	TupleTableSlot *slot = batch->slots[batch->rows];

	if (slot == NULL)
		slot = batch->slots[batch->rows] = table_slot_create(relation, NULL);

	/* columns that only ORDER BY and its like ask for come last */
	slot_getsomeattrs(planned, columns);
	memcpy(slot->tts_values, planned->tts_values, columns * sizeof(Datum));
	memcpy(slot->tts_isnull, planned->tts_isnull, columns * sizeof(bool));
	ExecStoreVirtualTuple(slot);

	/* constraints and generated columns may ask for it */
	slot->tts_tableOid = RelationGetRelid(relation);
	return slot;
}

/*
 * Add a row, which must be one that the table can hold.  Until then it lives in
 * memory that goes with the next row of the plan.
 */
static void
add_row(Batch *batch, TupleTableSlot *planned)
{
	Relation	relation = batch->target->ri_RelationDesc;
	TupleConstr *constraints = RelationGetDescr(relation)->constr;
	TupleTableSlot *slot = take_row(batch, planned);
	bool		must_free;

	if (constraints != NULL && constraints->has_generated_stored)
		ExecComputeStoredGenerated(batch->target, batch->estate, slot,
								   CMD_INSERT);
	if (constraints != NULL)
		ExecConstraints(batch->target, slot, batch->estate);
	if (relation->rd_rel->relispartition)
		ExecPartitionCheck(batch->target, slot, batch->estate, true);

	ExecMaterializeSlot(slot);
	batch->bytes += ExecFetchSlotHeapTuple(slot, false, &must_free)->t_len;
	batch->rows++;
	if (batch->rows == MAX_ROWS || batch->bytes > MAX_BYTES)
		flush(batch);
}

/*
 * In place of ExecModifyTable: all is done in one call, since there is nothing to
 * return.  After an error, what the batch holds goes with the query.
 */
static TupleTableSlot *
insert_in_bulk(PlanState *state)
{
	ModifyTableState *node = castNode(ModifyTableState, state);
	PlanState  *source = outerPlanState(node);
	EState	   *estate = node->ps.state;
	Batch	   *batch;

	if (node->mt_done)
		return NULL;
	ExecBSInsertTriggers(estate, node->resultRelInfo);
	batch = begin_batch(node);
	for (;;)
	{
		TupleTableSlot *planned;

		CHECK_FOR_INTERRUPTS();
		ResetPerTupleExprContext(estate);
		planned = ExecProcNode(source);
		if (TupIsNull(planned))
			break;
		add_row(batch, planned);
	}
	end_batch(batch);
	ExecASInsertTriggers(estate, node->resultRelInfo,
						 node->mt_transition_capture);
	node->mt_done = true;
	return NULL;
}

/* ---------------------------------------------------------------------------
 * The node above ModifyTable
 * ---------------------------------------------------------------------------
 */

static void
begin_node(CustomScanState *node, EState *estate, int eflags)
{
	CustomScan *plan = (CustomScan *) node->ss.ps.plan;
	PlanState  *modify = ExecInitNode(linitial(plan->custom_plans), estate,
									  eflags);

	ExecSetExecProcNode(modify, insert_in_bulk);
	node->custom_ps = list_make1(modify);
}

static TupleTableSlot *
execute_node(CustomScanState *node)
{
	return ExecProcNode(linitial(node->custom_ps));
}

static void
end_node(CustomScanState *node)
{
	ExecEndNode(linitial(node->custom_ps));
}

/* PostgreSQL never asks for it, and ModifyTable would refuse. */
static void
rescan_node(CustomScanState *node)
{
	ExecReScan(linitial(node->custom_ps));
}

static const CustomExecMethods exec_methods = {
	.CustomName = SQF_BULK_INSERT,
	.BeginCustomScan = begin_node,
	.ExecCustomScan = execute_node,
	.EndCustomScan = end_node,
	.ReScanCustomScan = rescan_node
};

/*
 * The planner demands a target list of the plan's top node.  As ModifyTable does
 * with its own, it is thrown away, since no row is returned.
 */
static Node *
create_state(CustomScan *plan)
{
	CustomScanState *state = makeNode(CustomScanState);

	plan->scan.plan.targetlist = NIL;
	state->methods = &exec_methods;
	return (Node *) state;
}

static const CustomScanMethods scan_methods = {
	.CustomName = SQF_BULK_INSERT,
	.CreateCustomScanState = create_state
};

/*
 * sqf_bulk_insert_initialize makes the node known by its name, when the library
 * is loaded.
 */
void
sqf_bulk_insert_initialize(void)
{
	RegisterCustomScanMethods(&scan_methods);
}
