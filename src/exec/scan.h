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

#include "foreign/fdwapi.h"
#include "remote/handle.h"

extern void sqliteBeginForeignScan(ForeignScanState *node, int eflags);
extern TupleTableSlot *sqliteIterateForeignScan(ForeignScanState *node);
extern void sqliteReScanForeignScan(ForeignScanState *node);
extern void sqliteEndForeignScan(ForeignScanState *node);
extern void sqf_scan_check_schema(ForeignScanState *node,
								  const SqfLease *lease);

#endif							/* SQF_SCAN_H */
