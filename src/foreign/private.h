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
	SQF_SCAN_OUTPUTS,			/* List of integer Lists, as SqfOutputField
								 * has them: its first columns */
	SQF_SCAN_RELIDS,			/* Oid List: the foreign tables it reads */
	SQF_SCAN_KEYS,				/* List of Lists of String: for each of them,
								 * names of the columns after the outputs,
								 * which tell the row in messages */
	SQF_SCAN_SCHEMA				/* String: id of the schema that was planned
								 * for */
} SqfScanPrivate;

/* Positions in what tells of one column of the SELECT. */
typedef enum SqfOutputField
{
	SQF_OUTPUT_ATTRIBUTE,		/* of the scan's tuple that it fills, from 1 */
	SQF_OUTPUT_TABLE,			/* whose column it is: position in
								 * SQF_SCAN_RELIDS; -1 if it is computed */
	SQF_OUTPUT_ATTNUM			/* the column; 0 if it is computed */
} SqfOutputField;

#endif							/* SQF_PRIVATE_H */
