/*-------------------------------------------------------------------------
 *
 * deparse_select.h
 *	  The clauses of a SELECT for SQLite.
 *
 * IDENTIFICATION
 *	  src/plan/deparse_select.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_DEPARSE_SELECT_H
#define SQF_DEPARSE_SELECT_H

#include "plan/deparse_expr.h"

extern char *sqf_deparse_order(SqfDeparse *deparse, const List *pathkeys,
							   List **attnums);
extern char *sqf_deparse_where(SqfDeparse *deparse, const List *restrictinfos);

#endif							/* SQF_DEPARSE_SELECT_H */
