/*-------------------------------------------------------------------------
 *
 * scan.c
 *	  A scan of a SQLite table lives from begin to end here.
 *
 * Begin takes a lease on the file under the query's snapshot and prepares the
 * SELECT of the plan; each iteration is one step of it; end gives both back.
 * After an error, PostgreSQL does not call end: then the lease and the
 * statement go with the query's memory context.
 *
 * IDENTIFICATION
 *	  src/exec/scan.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "commands/explain.h"
#if PG_VERSION_NUM >= 180000
#include "commands/explain_format.h"
#endif
#include "exec/row.h"
#include "exec/scan.h"
#include "foreign/connection.h"
#include "foreign/private.h"
#include "foreign/foreign.h"
#include "foreign/option.h"
#include "miscadmin.h"
#include "utils/plancache.h"

typedef struct SqfScan
{
	SqfLease   *lease;
	SqfStatement *statement;
	SqfRow	   *row;
	bool		done;			/* no row is left */
} SqfScan;

static void *
get_private(ForeignScanState *node, SqfScanPrivate field)
{
	return list_nth(((ForeignScan *) node->ss.ps.plan)->fdw_private, field);
}

/*
 * A plan rests on what the schema said when it was made.  If SQLite's schema
 * has changed since, cached plans are thrown away, so that the same statement
 * works when it is run again.
 */
static void
check_schema_is_same(ForeignScanState *node, const SqfLease *lease)
{
	if (strcmp(strVal(get_private(node, SQF_SCAN_SCHEMA)),
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
 * sqliteBeginForeignScan opens the snapshot and prepares the SELECT, but reads
 * no row yet.
 */
void
sqliteBeginForeignScan(ForeignScanState *node, int eflags)
{
	SqfScan    *state;
	ForeignServer *server;
	SqfServerOptions options;
	SqfRowShape shape = {
		.outputs = get_private(node, SQF_SCAN_OUTPUTS),
		.relids = get_private(node, SQF_SCAN_RELIDS),
		.keys = get_private(node, SQF_SCAN_KEYS)
	};

	if (eflags & EXEC_FLAG_EXPLAIN_ONLY)
		return;

	state = palloc0(sizeof(SqfScan));
	server = GetForeignServer(((ForeignScan *) node->ss.ps.plan)->fs_server);
	state->lease = sqf_connection_lease_server(server->serverid,
											   node->ss.ps.state->es_snapshot);
	check_schema_is_same(node, state->lease);
	sqf_option_of_server(server->options, &options);
	state->row = sqf_row_begin(&shape,
							   node->ss.ss_ScanTupleSlot->tts_tupleDescriptor,
							   state->lease, options.timezone);
	state->statement = sqf_statement_prepare(state->lease,
											 strVal(get_private(node, SQF_SCAN_SQL)));
	node->fdw_state = state;
}

/*
 * sqliteIterateForeignScan returns the next row, or an empty slot.
 */
TupleTableSlot *
sqliteIterateForeignScan(ForeignScanState *node)
{
	SqfScan    *state = node->fdw_state;
	TupleTableSlot *slot = node->ss.ss_ScanTupleSlot;

	ExecClearTuple(slot);
	if (state->done)
		return slot;
	while (sqf_statement_step(state->statement))
	{
		if (sqf_row_fill(state->row, state->statement, slot))
			return slot;
		CHECK_FOR_INTERRUPTS();
		ResetExprContext(node->ss.ps.ps_ExprContext);
	}
	state->done = true;
	sqf_handle_check_unmoved(state->lease);
	return slot;
}

/*
 * sqliteReScanForeignScan starts again with the first row.
 */
void
sqliteReScanForeignScan(ForeignScanState *node)
{
	SqfScan    *state = node->fdw_state;

	sqf_statement_reset(state->statement);
	sqf_row_rewind(state->row);
	state->done = false;
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
	if (!state->done)
		sqf_handle_check_unmoved(state->lease);
	sqf_row_end(state->row);
	sqf_statement_finish(state->statement);
	sqf_handle_release(state->lease);
}

/*
 * sqliteExplainForeignScan shows the SELECT that SQLite is given.
 */
void
sqliteExplainForeignScan(ForeignScanState *node, ExplainState *es)
{
	ExplainPropertyText("SQLite SQL", strVal(get_private(node, SQF_SCAN_SQL)),
						es);
}
