/*-------------------------------------------------------------------------
 *
 * explain.h
 *	  What EXPLAIN tells of a scan.
 *
 * IDENTIFICATION
 *	  src/exec/explain.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_EXPLAIN_H
#define SQF_EXPLAIN_H

#include "commands/explain.h"
#if PG_VERSION_NUM >= 180000
#include "commands/explain_state.h"
#endif
#include "foreign/fdwapi.h"

extern void sqliteExplainForeignScan(ForeignScanState *node, ExplainState *es);

#endif							/* SQF_EXPLAIN_H */
