/*-------------------------------------------------------------------------
 *
 * bulk_insert.h
 *	  INSERT ... SELECT that writes many rows at once.
 *
 * IDENTIFICATION
 *	  src/exec/bulk_insert.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_BULK_INSERT_H
#define SQF_BULK_INSERT_H

extern void sqf_bulk_insert_initialize(void);

#endif							/* SQF_BULK_INSERT_H */
