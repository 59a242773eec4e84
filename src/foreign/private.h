/*-------------------------------------------------------------------------
 *
 * private.h
 *	  What a plan says to its execution: the fields of fdw_private.
 *
 * IDENTIFICATION
 *	  src/foreign/private.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_PRIVATE_H
#define SQF_PRIVATE_H

/* Positions in the fdw_private List of a ForeignScan. */
typedef enum SqfScanPrivate
{
	SQF_SCAN_SQL,				/* String: the SELECT for SQLite */
	SQF_SCAN_ATTRS,				/* integer List: attribute numbers, in the
								 * order of the SELECT's first columns */
	SQF_SCAN_KEY,				/* List of String: names of the columns after
								 * them, which tell the row in messages */
	SQF_SCAN_SCHEMA				/* String: id of the schema that was planned
								 * for */
} SqfScanPrivate;

#endif							/* SQF_PRIVATE_H */
