/*-------------------------------------------------------------------------
 *
 * deparse_expr.h
 *	  Conditions in SQLite's words.
 *
 * IDENTIFICATION
 *	  src/plan/deparse_expr.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_DEPARSE_EXPR_H
#define SQF_DEPARSE_EXPR_H

#include "plan/deparse_value.h"

/* A condition in SQLite's words. */
typedef struct SqfCondition
{
	char	   *sql;			/* true for every row for which the condition
								 * is true, and perhaps for others */
	char	   *exact;			/* true, false or NULL as the condition is, if
								 * the guards hold; NULL pointer: no such SQL */
	List	   *guards;			/* List of char * */
	List	   *pass_guards;	/* those needed in a row for which sql is true */
	bool		needs_scan;		/* no index of a column helps SQLite with it */
} SqfCondition;

extern bool sqf_deparse_condition(SqfDeparse *deparse, Node *node,
								  SqfCondition *condition);
extern List *sqf_deparse_add_guards(List *guards, const List *more);
extern char *sqf_deparse_all(const List *conditions);

#endif							/* SQF_DEPARSE_EXPR_H */
