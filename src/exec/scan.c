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

#include "commands/explain.h"
#if PG_VERSION_NUM >= 180000
#include "commands/explain_format.h"
#endif
#include "exec/params.h"
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
	SqfRow	   *row;
	SqfParams  *params;
	SqfStatement *statement;	/* with the conditions; NULL until the first
								 * row is asked for */
	SqfStatement *plain;		/* without; NULL until it is needed */
	SqfStatement *running;		/* one of them, or NULL before the first row */
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
 * sqliteBeginForeignScan opens the snapshot and chooses how values are read, but
 * gives SQLite nothing to do yet.
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
	state->params = sqf_params_begin(node);
	node->fdw_state = state;
}

/* The SELECT of the plan, or the one without conditions, ready to be bound. */
static SqfStatement *
get_statement(ForeignScanState *node, SqfStatement **statement,
			  SqfScanPrivate sql)
{
	SqfScan    *state = node->fdw_state;
	MemoryContext old;

	if (*statement != NULL)
		sqf_statement_reset(*statement);
	else
	{
		old = MemoryContextSwitchTo(node->ss.ps.state->es_query_cxt);
		*statement = sqf_statement_prepare(state->lease,
										   strVal(get_private(node, sql)));
		MemoryContextSwitchTo(old);
	}
	return *statement;
}

/*
 * Start the scan with the parameters as they are now.  If one has no twin in
 * SQLite, PostgreSQL's check of the conditions has to do without SQLite's.
 */
static void
start(ForeignScanState *node)
{
	SqfScan    *state = node->fdw_state;

	state->running = get_statement(node, &state->statement, SQF_SCAN_SQL);
	if (!sqf_params_bind(state->params, node->ss.ps.ps_ExprContext,
						 state->running))
		state->running = get_statement(node, &state->plain, SQF_SCAN_PLAIN_SQL);
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
	if (state->running == NULL)
		start(node);
	while (sqf_statement_step(state->running))
	{
		if (sqf_row_fill(state->row, state->running, slot))
			return slot;
		CHECK_FOR_INTERRUPTS();
		ResetExprContext(node->ss.ps.ps_ExprContext);
	}
	state->done = true;
	sqf_handle_check_unmoved(state->lease);
	return slot;
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
	state->running = NULL;
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
	if (state->statement != NULL)
		sqf_statement_finish(state->statement);
	if (state->plain != NULL)
		sqf_statement_finish(state->plain);
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
