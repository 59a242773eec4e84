/*-------------------------------------------------------------------------
 *
 * leave_out.h
 *	  Rows that scans leave out, because a load has found fault with them.
 *
 * IDENTIFICATION
 *	  src/exec/leave_out.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_LEAVE_OUT_H
#define SQF_LEAVE_OUT_H

#include "foreign/text_set.h"

typedef struct SqfLeaveOut SqfLeaveOut;

extern SqfLeaveOut *sqf_leave_out_create(void);
extern SqfTextSet *sqf_leave_out_rows(SqfLeaveOut *list, const char *schema,
									  const char *table);
extern SqfLeaveOut *sqf_leave_out_use(SqfLeaveOut *list);
extern const SqfTextSet *sqf_leave_out_find(const char *schema,
											const char *table);

#endif							/* SQF_LEAVE_OUT_H */
