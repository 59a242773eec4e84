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
extern void sqf_progress_add_row(void);

/* Do rows that are read count? */
extern bool sqf_progress_counts;

/*
 * sqf_progress_count_row counts a row that was read, if a load is under way.
 */
static inline void
sqf_progress_count_row(void)
{
	if (unlikely(sqf_progress_counts))
		sqf_progress_add_row();
}

#endif							/* SQF_PROGRESS_H */
