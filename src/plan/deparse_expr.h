/*-------------------------------------------------------------------------
 *
 * deparse_expr.h
 *	  PostgreSQL's expressions in SQLite's words.
 *
 * IDENTIFICATION
 *	  src/plan/deparse_expr.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_DEPARSE_EXPR_H
#define SQF_DEPARSE_EXPR_H

#include "nodes/pathnodes.h"
#include "plan/shippable.h"

/* What a statement in the making collects. */
typedef struct SqfDeparse
{
	PlannerInfo *root;
	Relids		relids;			/* foreign tables whose columns SQLite has */
	List	   *params;			/* Expr: evaluated when the scan starts */
	List	   *bindings;		/* for each an integer List of SqfBindingField */
} SqfDeparse;

/* A condition in SQLite's words. */
typedef struct SqfCondition
{
	char	   *sql;			/* true for every row for which the condition
								 * is true, and perhaps for others */
	char	   *exact;			/* true, false or NULL as the condition is, if
								 * the guards hold; NULL pointer: no such SQL */
	List	   *guards;			/* List of char * */
	List	   *pass_guards;	/* those needed in a row for which sql is true */
} SqfCondition;

extern void sqf_deparse_begin(SqfDeparse *deparse, PlannerInfo *root,
							  Relids relids);
extern bool sqf_deparse_condition(SqfDeparse *deparse, Node *node,
								  SqfCondition *condition);
extern bool sqf_deparse_value(SqfDeparse *deparse, Node *node,
							  SqfValue *value);
extern char *sqf_deparse_count(SqfDeparse *deparse, Node *node);
extern bool sqf_deparse_has_twins(const SqfDeparse *deparse, int from);
extern List *sqf_deparse_add_guards(List *guards, const List *more);
extern char *sqf_deparse_all(const List *conditions);

#endif							/* SQF_DEPARSE_EXPR_H */
