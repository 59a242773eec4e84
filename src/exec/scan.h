/*-------------------------------------------------------------------------
 *
 * scan.h
 *	  Execution of a scan of a SQLite table.
 *
 * IDENTIFICATION
 *	  src/exec/scan.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_SCAN_H
#define SQF_SCAN_H

#include "exec/blocks.h"
#include "exec/params.h"
#include "exec/row.h"
#include "foreign/fdwapi.h"
#include "remote/handle.h"

/* A scan under way; it hangs on ForeignScanState.fdw_state. */
typedef struct SqfScan
{
	SqfLease   *lease;
	SqfRow	   *row;
	SqfParams  *params;
	SqfStatement *statement;	/* with the conditions; NULL until the first
								 * row is asked for */
	SqfStatement *plain;		/* without some; NULL until it is needed */
	SqfStatement *find_end;		/* of blocks; likewise */
	SqfStatement *running;		/* one of the first two; NULL if the plan below
								 * runs */
	SqfBlocks  *blocks;			/* where to take the next one; its own, or
								 * shared */
	SqfBlocks	own_blocks;
	pg_atomic_uint64 *shared_rounded;	/* see sqf_row_give_rounded; NULL
										 * unless shared */
	bool		in_block;		/* are rows of a block left? */
	Tuplestorestate *rows;		/* all rows, if they count only together */
	TupleTableSlot *slot;		/* for one of them */
	bool		is_started;
	bool		is_done;		/* no row is left */
} SqfScan;

extern void sqf_scan_begin(ForeignScanState *node, SqfLease *lease);
extern void sqf_scan_share(SqfScan *state, SqfBlocks *blocks,
						   pg_atomic_uint64 *shared_rounded);
extern void sqf_scan_read_alone(SqfScan *state);
extern void sqf_scan_unshare(SqfScan *state);
extern void sqliteBeginForeignScan(ForeignScanState *node, int eflags);
extern TupleTableSlot *sqliteIterateForeignScan(ForeignScanState *node);
extern void sqliteReScanForeignScan(ForeignScanState *node);
extern void sqliteEndForeignScan(ForeignScanState *node);
extern void sqf_scan_check_schema(ForeignScanState *node,
								  const SqfLease *lease);

#endif							/* SQF_SCAN_H */
