/*-------------------------------------------------------------------------
 *
 * bulk_paths.h
 *	  The path of an INSERT that writes many rows at once.
 *
 * IDENTIFICATION
 *	  src/plan/bulk_paths.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_BULK_PATHS_H
#define SQF_BULK_PATHS_H

extern bool sqf_bulk_insert;

extern void sqf_bulk_paths_initialize(void);

#endif							/* SQF_BULK_PATHS_H */
