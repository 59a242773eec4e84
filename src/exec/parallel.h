/*-------------------------------------------------------------------------
 *
 * parallel.h
 *	  A scan that several processes do together.
 *
 * IDENTIFICATION
 *	  src/exec/parallel.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_PARALLEL_H
#define SQF_PARALLEL_H

#include "access/parallel.h"
#include "foreign/fdwapi.h"

extern Size sqliteEstimateDSMForeignScan(ForeignScanState *node,
										 ParallelContext *pcxt);
extern void sqliteInitializeDSMForeignScan(ForeignScanState *node,
										   ParallelContext *pcxt,
										   void *coordinate);
extern void sqliteReInitializeDSMForeignScan(ForeignScanState *node,
											 ParallelContext *pcxt,
											 void *coordinate);
extern void sqliteInitializeWorkerForeignScan(ForeignScanState *node,
											  shm_toc *toc, void *coordinate);
extern void sqliteShutdownForeignScan(ForeignScanState *node);

#endif							/* SQF_PARALLEL_H */
