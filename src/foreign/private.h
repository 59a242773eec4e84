/*-------------------------------------------------------------------------
 *
 * private.h
 *	  What a plan says to its execution: the fields of fdw_private, and the name
 *	  of the node for an INSERT.
 *
 * IDENTIFICATION
 *	  src/foreign/private.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_PRIVATE_H
#define SQF_PRIVATE_H

#include "nodes/execnodes.h"

/* The node that inserts in bulk; also what EXPLAIN calls it. */
#define SQF_BULK_INSERT		"SqliteBulkInsert"

/* Positions in the fdw_private List of a ForeignScan. */
typedef enum SqfScanPrivate
{
	SQF_SCAN_SQL,				/* String: the SELECT for SQLite */
	SQF_SCAN_OUTPUTS,			/* List of integer Lists, as SqfOutputField
								 * has them: its first columns */
	SQF_SCAN_RELIDS,			/* Oid List: the foreign tables it reads */
	SQF_SCAN_KEYS,				/* List of Lists of String: for each of them,
								 * names of the columns after the outputs,
								 * which tell the row in messages */
	SQF_SCAN_SCHEMA,			/* String: id of the schema that was planned
								 * for */
	SQF_SCAN_BINDINGS,			/* List of integer Lists, as SqfBindingField
								 * has them, one for each of fdw_exprs: the
								 * parameters of the SELECT */
	SQF_SCAN_PLAIN_SQL,			/* String: the SELECT without conditions whose
								 * parameters may have no twin in SQLite; ""
								 * if the plan below is run instead */
	SQF_SCAN_GUARD,				/* Integer: position in the SELECT of what is
								 * above 0 if a guard is broken; -1 if there
								 * is none */
	SQF_SCAN_WHOLE,				/* Boolean: SQLite may fail or break a guard
								 * late, so no row counts before the last */
	SQF_SCAN_NOTES,				/* List of String for EXPLAIN VERBOSE */
	SQF_SCAN_BLOCKS				/* List as SqfBlockField has it, of a scan that
								 * several processes divide by row ids; NIL
								 * of all others.  The bounds of a block are
								 * the two parameters after the bindings */
} SqfScanPrivate;

/*
 * sqf_private_get returns what stands at a position of a scan's fdw_private.
 */
static inline void *
sqf_private_get(const ForeignScanState *node, SqfScanPrivate field)
{
	return list_nth(((const ForeignScan *) node->ss.ps.plan)->fdw_private, field);
}

/* Positions in what tells of blocks of row ids. */
typedef enum SqfBlockField
{
	SQF_BLOCK_END_SQL,			/* String: the SELECT that finds the end of one */
	SQF_BLOCK_ROWS				/* Integer: how many rows the first ones have */
} SqfBlockField;

/* Instead of an attribute: */
#define SQF_OUTPUT_UNREAD	0	/* the column is for another one */
#define SQF_OUTPUT_HIDDEN	(-1)	/* it is read, and must be readable, but
									 * fills nothing */

/* Positions in what tells of one column of the SELECT. */
typedef enum SqfOutputField
{
	SQF_OUTPUT_ATTRIBUTE,		/* of the scan's tuple that it fills, from 1,
								 * or one of those below */
	SQF_OUTPUT_TABLE,			/* whose column it is: position in
								 * SQF_SCAN_RELIDS; -1 if it is computed */
	SQF_OUTPUT_ATTNUM,			/* the column; 0 if it is computed */
	SQF_OUTPUT_SCALE,			/* of a sum of decimals as integers, their
								 * digits; else -1 */
	SQF_OUTPUT_DIVISOR			/* position in the SELECT of the count that
								 * makes an average of a sum; else -1 */
} SqfOutputField;

/* What tells of a column of a table, and of one that SQLite computes. */
#define sqf_output_stored(attribute, table, attnum) \
	list_make5_int(attribute, table, attnum, -1, -1)
#define sqf_output_computed(attribute, scale, divisor) \
	list_make5_int(attribute, -1, 0, scale, divisor)

/* Positions in what tells of one parameter. */
typedef enum SqfBindingField
{
	SQF_BINDING_KIND,			/* SqfBinding */
	SQF_BINDING_STRATEGY,		/* of the comparison: a btree's, or 0 */
	SQF_BINDING_FORMAT,			/* SqfFormat of times */
	SQF_BINDING_WIDEN			/* 1: the bound must hold in any zone */
} SqfBindingField;

#endif							/* SQF_PRIVATE_H */
