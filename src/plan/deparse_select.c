/*-------------------------------------------------------------------------
 *
 * deparse_select.c
 *	  The clauses of a SELECT are written here.
 *
 * IDENTIFICATION
 *	  src/plan/deparse_select.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "optimizer/optimizer.h"
#include "optimizer/paths.h"
#include "plan/deparse_select.h"

static bool
sorts_descending(const PathKey *pathkey)
{
#if PG_VERSION_NUM >= 180000
	return pathkey->pk_cmptype == COMPARE_GT;
#else
	return pathkey->pk_strategy == BTGreaterStrategyNumber;
#endif
}

/* A member of the class that the statement has a value for. */
static bool
find_sort_value(SqfDeparse *deparse, const PathKey *pathkey, SqfValue *value)
{
	const EquivalenceClass *class = pathkey->pk_eclass;
	ListCell   *cell;

	if (class->ec_has_volatile)
		return false;
	foreach(cell, class->ec_members)
	{
		EquivalenceMember *member = lfirst(cell);

		if (member->em_is_const || bms_is_empty(member->em_relids) ||
			!bms_is_subset(member->em_relids, deparse->relids) ||
			!sqf_deparse_value(deparse, (Node *) member->em_expr, value))
			continue;
		if (value->sorts &&
			sqf_shippable_order(pathkey->pk_opfamily, value->domain) &&
			(value->domain != SQF_DOMAIN_TEXT ||
			 sqf_shippable_sorts_as_c(class->ec_collation)))
			return true;
	}
	return false;
}

/*
 * sqf_deparse_order writes the ORDER BY of a sort order; NULL if SQLite does not
 * sort by it as PostgreSQL does.  *attnums are the columns it sorts by, 0 for
 * what is more than a column.
 */
char *
sqf_deparse_order(SqfDeparse *deparse, const List *pathkeys, List **attnums)
{
	StringInfoData sql;
	ListCell   *cell;

	*attnums = NIL;
	initStringInfo(&sql);
	foreach(cell, pathkeys)
	{
		const PathKey *pathkey = lfirst_node(PathKey, cell);
		bool		is_descending = sorts_descending(pathkey);
		SqfValue	value;

		if (!find_sort_value(deparse, pathkey, &value))
			return NULL;
		*attnums = lappend_int(*attnums, value.attnum);
		appendStringInfo(&sql, "%s%s%s%s",
						 sql.len > 0 ? ", " : " ORDER BY ", value.sql,
						 value.needs_collate ? " COLLATE BINARY" : "",
						 is_descending ? " DESC" : "");

		/* SQLite's NULL is smaller than all, PostgreSQL's greater */
		if (pathkey->pk_nulls_first == is_descending)
			appendStringInfoString(&sql, is_descending ? " NULLS FIRST" :
								   " NULLS LAST");
	}
	return sql.data;
}

/*
 * sqf_deparse_where writes the WHERE of those conditions that SQLite knows, a
 * List of RestrictInfo; "" if it knows none of them.
 */
char *
sqf_deparse_where(SqfDeparse *deparse, const List *restrictinfos)
{
	List	   *conditions = NIL;
	SqfCondition condition;
	ListCell   *cell;

	foreach(cell, restrictinfos)
	{
		RestrictInfo *restrictinfo = lfirst_node(RestrictInfo, cell);

		if (!restrictinfo->pseudoconstant &&
			sqf_deparse_condition(deparse, (Node *) restrictinfo->clause,
								  &condition))
			conditions = lappend(conditions, condition.sql);
	}
	return conditions == NIL ? "" : psprintf(" WHERE %s", sqf_deparse_all(conditions));
}
