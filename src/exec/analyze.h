/*-------------------------------------------------------------------------
 *
 * analyze.h
 *	  ANALYZE of a foreign table.
 *
 * IDENTIFICATION
 *	  src/exec/analyze.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_ANALYZE_H
#define SQF_ANALYZE_H

#include "foreign/fdwapi.h"

extern bool sqliteAnalyzeForeignTable(Relation relation,
									  AcquireSampleRowsFunc *func,
									  BlockNumber *totalpages);

#endif							/* SQF_ANALYZE_H */
