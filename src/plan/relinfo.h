/*-------------------------------------------------------------------------
 *
 * relinfo.h
 *	  What planning knows of a foreign relation.
 *
 * IDENTIFICATION
 *	  src/plan/relinfo.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_RELINFO_H
#define SQF_RELINFO_H

#include "foreign/column_map.h"
#include "nodes/pathnodes.h"
#include "optimizer/pathnode.h"
#include "remote/catalog.h"
#include "remote/index.h"

/*
 * Hangs on RelOptInfo.fdw_private: of a foreign table, of a join of some, and of
 * what is grouped of either.
 */
typedef struct SqfRelInfo
{
	List	   *conds;			/* RestrictInfo: the WHERE of its SELECT */
	Relids		tables;			/* whose columns the SELECT can give */
	RelOptInfo *outer;			/* of a join, else NULL */
	RelOptInfo *inner;
	JoinType	jointype;		/* likewise: inner, left, semi or anti */
	List	   *on;				/* RestrictInfo: of an inner join NIL, else
								 * what decides whether there is a partner */
	List	   *hidden;			/* Var: columns that are read only because
								 * conditions compare them unseen */
	RelOptInfo *input;			/* of an upper relation: what it is made of */
	bool		is_grouped;		/* is it grouped, or made distinct? */
	List	   *having;			/* likewise: Expr that PostgreSQL checks */
	List	   *sort_pathkeys;	/* else, the order it is given in */
	Node	   *limit_count;	/* and how many rows of it; NULL for all */
	Node	   *limit_offset;
	Cost		startup_cost;	/* of its path in no order ... */
	Cost		total_cost;
	Cost		sorted_startup_cost;	/* ... and of that in the query's; if
										 * there is none, total is negative */
	Cost		sorted_total_cost;
	List	   *outputs;		/* Expr: columns of the SELECT of a join or of
								 * what is grouped */

	/* what follows is of a foreign table only */
	const SqfColumnMap *map;
	const SqfTable *table;
	const List *indexes;		/* SqfIndex */
	char	   *schema_id;		/* of the file when it was looked at */
	SqfEncoding encoding;		/* of the file */
	bool		is_utc;			/* are times without a zone in UTC? */
	bool		ships;			/* may conditions on it be sent at all? */
	List	   *remote_conds;	/* those of conds that are sent to SQLite */
} SqfRelInfo;

/*
 * sqf_relinfo_can_give tells whether an expression is a column that the SELECT
 * of a relation can give, and not a row or one of the system's.
 */
static inline bool
sqf_relinfo_can_give(const SqfRelInfo *info, const Node *node)
{
	const Var  *var = (const Var *) node;

	return IsA(node, Var) && var->varlevelsup == 0 && var->varattno > 0 &&
		bms_is_member(var->varno, info->tables);
}

/*
 * Paths may be freed when upper relations find better ones; their costs are kept
 * for estimates there.
 */
static inline void
sqf_relinfo_keep_costs(SqfRelInfo *info, bool is_sorted, Cost startup_cost,
					   Cost total_cost)
{
	if (is_sorted)
	{
		info->sorted_startup_cost = startup_cost;
		info->sorted_total_cost = total_cost;
	}
	else
	{
		info->startup_cost = startup_cost;
		info->total_cost = total_cost;
	}
}

/*
 * sqf_relinfo_add_path adds a path of which each process that runs it would read
 * all rows.  That is not for workers: they know of the snapshot to read only what
 * the node of a parallel scan tells them.
 */
static inline void
sqf_relinfo_add_path(RelOptInfo *rel, ForeignPath *path)
{
	path->path.parallel_safe = false;
	add_path(rel, &path->path);
}

#endif							/* SQF_RELINFO_H */
