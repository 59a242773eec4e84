/*-------------------------------------------------------------------------
 *
 * deparse_select.h
 *	  The SELECT that a scan runs in SQLite.
 *
 * IDENTIFICATION
 *	  src/plan/deparse_select.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_DEPARSE_SELECT_H
#define SQF_DEPARSE_SELECT_H

#include "plan/relinfo.h"

extern char *sqf_deparse_select(const SqfRelInfo *info, const List *attrs,
								List **key);

#endif							/* SQF_DEPARSE_SELECT_H */
