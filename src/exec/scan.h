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

#include "commands/explain.h"
#if PG_VERSION_NUM >= 180000
#include "commands/explain_state.h"
#endif
#include "foreign/fdwapi.h"

extern void sqliteBeginForeignScan(ForeignScanState *node, int eflags);
extern TupleTableSlot *sqliteIterateForeignScan(ForeignScanState *node);
extern void sqliteReScanForeignScan(ForeignScanState *node);
extern void sqliteEndForeignScan(ForeignScanState *node);
extern void sqliteExplainForeignScan(ForeignScanState *node, ExplainState *es);

#endif							/* SQF_SCAN_H */
