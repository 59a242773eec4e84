/*-------------------------------------------------------------------------
 *
 * joinable.c
 *	  The sets of relations are found here that a foreign table can be joined
 *	  to row by row, each row giving values to look others up by.
 *
 * Join clauses stand in two places: equalities in equivalence classes, the rest
 * in the relation's joininfo.
 *
 * IDENTIFICATION
 *	  src/plan/joinable.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "optimizer/paths.h"
#include "optimizer/restrictinfo.h"
#include "plan/joinable.h"

static List *
add_relids(List *sets, Relids relids)
{
	ListCell   *cell;

	if (bms_is_empty(relids))
		return sets;
	foreach(cell, sets)
	{
		if (bms_equal(lfirst(cell), relids))
			return sets;
	}
	return lappend(sets, relids);
}

/* The other relations of those clauses that can be checked at this one. */
static List *
add_clauses(List *sets, RelOptInfo *baserel, const List *clauses)
{
	ListCell   *cell;

	foreach(cell, clauses)
	{
		RestrictInfo *clause = lfirst_node(RestrictInfo, cell);
		Relids		outer;

		if (!join_clause_is_movable_to(clause, baserel))
			continue;
		outer = bms_union(clause->clause_relids, baserel->lateral_relids);
		sets = add_relids(sets, bms_del_member(outer, baserel->relid));
	}
	return sets;
}

static bool
is_column(PlannerInfo *root, RelOptInfo *rel, EquivalenceClass *ec,
		  EquivalenceMember *em, void *arg)
{
	const Expr *expr = em->em_expr;

	while (IsA(expr, RelabelType))
		expr = ((const RelabelType *) expr)->arg;
	return IsA(expr, Var) && ((const Var *) expr)->varno == (int) rel->relid &&
		((const Var *) expr)->varattno == *(AttrNumber *) arg;
}

/*
 * sqf_joinable_outer_relids returns a List of Relids, without duplicates: from
 * each of them, values can come that a scan of the foreign table compares with.
 */
List *
sqf_joinable_outer_relids(PlannerInfo *root, RelOptInfo *baserel)
{
	List	   *sets = add_clauses(NIL, baserel, baserel->joininfo);

	if (!baserel->has_eclass_joins)
		return sets;
	for (AttrNumber attnum = 1; attnum <= baserel->max_attr; attnum++)
		sets = add_clauses(sets, baserel,
						   generate_implied_equalities_for_column(root, baserel,
																  is_column, &attnum,
																  baserel->lateral_referencers));
	return sets;
}
