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
#include "foreign/private.h"
#include "port/atomics.h"

/* What the columns of a SELECT are: outputs, then the keys of all tables. */
typedef struct SqfRowShape
{
	List	   *outputs;		/* see SqfOutputField */
	List	   *relids;			/* Oid List: the foreign tables read */
	List	   *keys;			/* for each of them a List of String: names of
								 * the columns that tell its rows apart */
} SqfRowShape;

typedef struct SqfRow SqfRow;

extern SqfRow *sqf_row_begin(const SqfRowShape *shape, TupleDesc tupdesc,
							 const SqfLease *lease, pg_tz *zone);
extern bool sqf_row_fill(SqfRow *row, SqfStatement *statement,
						 TupleTableSlot *slot);
extern bool sqf_row_goes_on(const SqfRow *row);
extern bool sqf_row_needs_ordinal(const SqfRow *row);
extern void sqf_row_give_rounded(SqfRow *row, pg_atomic_uint64 *rounded);
extern void sqf_row_take_rounded(SqfRow *row, pg_atomic_uint64 *rounded);
extern void sqf_row_rewind(SqfRow *row);
extern void sqf_row_end(const SqfRow *row);

#endif							/* SQF_ROW_H */
