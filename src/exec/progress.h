/*-------------------------------------------------------------------------
 *
 * progress.h
 *	  How far a load is, for pg_stat_progress_copy.
 *
 * IDENTIFICATION
 *	  src/exec/progress.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_PROGRESS_H
#define SQF_PROGRESS_H

extern void sqf_progress_begin(Oid target);
extern bool sqf_progress_begin_insert(Oid target);
extern void sqf_progress_tell(int64 processed);
extern void sqf_progress_end(void);
extern void sqf_progress_count_row(void);

#endif							/* SQF_PROGRESS_H */
