/*-------------------------------------------------------------------------
 *
 * parallel.c
 *	  A scan is shared out to workers, and what they counted comes back, here.
 *
 * The leader keeps its snapshot as long as the statement runs, and with it all
 * read one state of the file: workers read without locks of their own, because
 * the leader's keeps writers away, and compare the state of the file with the
 * leader's when they begin and when they end.  Where that would not do, as beside
 * a -wal, the leader has no workers started and reads all by itself.  It decides
 * that before they are; for a worker that gave no rows would count as one that has
 * found nothing left to read.
 *
 * IDENTIFICATION
 *	  src/exec/parallel.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "exec/parallel.h"
#include "exec/scan.h"
#include "foreign/connection.h"
#include "remote/snapshot.h"

/* What the leader and its workers share. */
typedef struct SqfShared
{
	SqfSharedSnapshot snapshot;
	SqfBlocks	blocks;
	pg_atomic_uint64 rounded[FLEXIBLE_ARRAY_MEMBER];	/* by column of the
														 * SELECT */
} SqfShared;

static int
count_columns(const ForeignScanState *node)
{
	return list_length(sqf_private_get(node, SQF_SCAN_OUTPUTS));
}

static Size
get_size(const ForeignScanState *node)
{
	return offsetof(SqfShared, rounded) + count_columns(node) * sizeof(pg_atomic_uint64);
}

/*
 * sqliteEstimateDSMForeignScan returns how much memory is to be shared.
 */
Size
sqliteEstimateDSMForeignScan(ForeignScanState *node, ParallelContext *pcxt)
{
	return get_size(node);
}

/*
 * May workers read what the leader reads, and can each process name its rows in
 * messages?
 */
static bool
can_share(const ForeignScanState *node, SqfSharedSnapshot *snapshot)
{
	const SqfScan *state = node->fdw_state;

	return sqf_snapshot_share(state->lease->handle, snapshot) &&
		(sqf_private_get(node, SQF_SCAN_BLOCKS) == NIL ||
		 !sqf_row_needs_ordinal(state->row));
}

/* Share the scan, or see to it that no workers are started. */
static void
share(ForeignScanState *node, ParallelContext *pcxt, SqfShared *shared)
{
	if (can_share(node, &shared->snapshot))
		sqf_scan_share(node->fdw_state, &shared->blocks, shared->rounded);
	else
	{
		ReinitializeParallelWorkers(pcxt, 0);
		sqf_scan_read_alone(node->fdw_state);
	}
}

/*
 * sqliteInitializeDSMForeignScan is where the leader shares its scan.
 */
void
sqliteInitializeDSMForeignScan(ForeignScanState *node, ParallelContext *pcxt,
							   void *coordinate)
{
	SqfShared  *shared = coordinate;

	sqf_blocks_create(&shared->blocks);
	for (int i = 0; i < count_columns(node); i++)
		pg_atomic_init_u64(&shared->rounded[i], 0);
	share(node, pcxt, shared);
}

/*
 * sqliteReInitializeDSMForeignScan is the same when the scan is run again.
 */
void
sqliteReInitializeDSMForeignScan(ForeignScanState *node, ParallelContext *pcxt,
								 void *coordinate)
{
	SqfShared  *shared = coordinate;

	sqf_blocks_refill(&shared->blocks);
	for (int i = 0; i < count_columns(node); i++)
		pg_atomic_write_u64(&shared->rounded[i], 0);
	share(node, pcxt, shared);
}

/*
 * sqliteInitializeWorkerForeignScan begins the scan in a worker.
 */
void
sqliteInitializeWorkerForeignScan(ForeignScanState *node, shm_toc *toc,
								  void *coordinate)
{
	SqfShared  *shared = coordinate;
	EState	   *estate = node->ss.ps.state;
	MemoryContext old = MemoryContextSwitchTo(estate->es_query_cxt);
	Oid			serverid = ((ForeignScan *) node->ss.ps.plan)->fs_server;

	sqf_scan_begin(node, sqf_connection_lease_shared(serverid, estate->es_snapshot,
													 &shared->snapshot));
	sqf_scan_share(node->fdw_state, &shared->blocks, shared->rounded);
	MemoryContextSwitchTo(old);
}

/*
 * sqliteShutdownForeignScan ends the part of a process before the shared memory
 * goes.  Workers do so before their last row is with the leader.
 */
void
sqliteShutdownForeignScan(ForeignScanState *node)
{
	SqfScan    *state = node->fdw_state;

	if (state != NULL)
		sqf_scan_unshare(state);
}
