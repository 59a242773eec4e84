/*-------------------------------------------------------------------------
 *
 * row.h
 *	  The current SQLite row fills a tuple slot.
 *
 * IDENTIFICATION
 *	  src/exec/row.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_ROW_H
#define SQF_ROW_H

#include "executor/tuptable.h"
#include "foreign/column_map.h"

typedef struct SqfRow SqfRow;

extern SqfRow *sqf_row_begin(Relation relation, const SqfLease *lease,
							 const List *attrs, const List *key);
extern bool sqf_row_fill(SqfRow *row, SqfStatement *statement,
						 TupleTableSlot *slot);
extern void sqf_row_rewind(SqfRow *row);
extern void sqf_row_end(const SqfRow *row);

#endif							/* SQF_ROW_H */
