/*-------------------------------------------------------------------------
 *
 * parameter.h
 *	  Parameters of a statement in the making.
 *
 * IDENTIFICATION
 *	  src/plan/parameter.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_PARAMETER_H
#define SQF_PARAMETER_H

#include "nodes/pathnodes.h"
#include "plan/shippable.h"
#include "remote/value_out.h"

/*
 * SQLite limits the depth of expressions; a list of AND or OR is as deep as it is
 * long, and a guard repeats what it is about.
 */
#define SQF_MAX_DEPTH	16
#define SQF_MAX_LIST	100

/* What a statement in the making collects. */
typedef struct SqfDeparse
{
	PlannerInfo *root;
	Relids		relids;			/* foreign tables whose columns SQLite has */
	List	   *params;			/* Expr: evaluated when the scan starts */
	List	   *bindings;		/* for each an integer List of SqfBindingField */
	int			depth;			/* of the expression being written */
} SqfDeparse;

extern void sqf_deparse_begin(SqfDeparse *deparse, PlannerInfo *root,
							  Relids relids);
extern bool sqf_parameter_has_columns(const SqfDeparse *deparse, Node *node);
extern bool sqf_parameter_is_one(const SqfDeparse *deparse, Node *node);
extern bool sqf_parameter_choose_binding(const SqfValue *value, Oid type,
										 SqfBinding *kind);
extern char *sqf_parameter_add_bound(SqfDeparse *deparse, Node *node,
									 SqfBinding kind, int strategy,
									 const SqfValue *value);
extern char *sqf_parameter_add_count(SqfDeparse *deparse, Node *node);
extern bool sqf_parameter_have_twins(const SqfDeparse *deparse, int from);

#endif							/* SQF_PARAMETER_H */
