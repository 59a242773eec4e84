/*-------------------------------------------------------------------------
 *
 * bulk_rules.c
 *	  Which INSERTs may write many rows at once: those for which it makes no
 *	  difference, by a list of what is known to make none.
 *
 * A row that waits for others is not in the table yet when the next one is read
 * and computed.  Only what looks at the table in between could tell: a function
 * that is volatile, or a trigger that runs before each row.  What returns,
 * replaces or routes rows goes PostgreSQL's own way too.
 *
 * IDENTIFICATION
 *	  src/plan/bulk_rules.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/catalog.h"
#include "catalog/pg_aggregate.h"
#include "catalog/pg_am.h"
#include "catalog/pg_class.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_trigger.h"
#include "foreign/fdwapi.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "parser/parsetree.h"
#include "plan/base_paths.h"
#include "plan/bulk_rules.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/reltrigger.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

/* What later versions add to INSERT must be looked at first. */
#define LAST_KNOWN_VERSION	18

/* ---------------------------------------------------------------------------
 * Expressions
 * ---------------------------------------------------------------------------
 */

/* Volatile, but blind to tables: the usual defaults of columns. */
static bool
is_blind(Oid function)
{
	switch (function)
	{
		case F_NEXTVAL:
		case F_GEN_RANDOM_UUID:
#if PG_VERSION_NUM >= 170000
		case F_RANDOM_:
#else
		case F_RANDOM:
#endif
		case F_CLOCK_TIMESTAMP:
			return true;
		default:
			return false;
	}
}

static bool
is_volatile(Oid function)
{
	return OidIsValid(function) &&
		func_volatile(function) == PROVOLATILE_VOLATILE && !is_blind(function);
}

/* An aggregate itself is never marked as volatile. */
static bool
aggregate_may_look(Oid aggregate)
{
	HeapTuple	tuple = SearchSysCache1(AGGFNOID, ObjectIdGetDatum(aggregate));
	Form_pg_aggregate form;
	bool		result;

	if (!HeapTupleIsValid(tuple))
		return false;
	form = (Form_pg_aggregate) GETSTRUCT(tuple);
	result = is_volatile(form->aggtransfn) || is_volatile(form->aggfinalfn) ||
		is_volatile(form->aggmtransfn) || is_volatile(form->aggminvtransfn) ||
		is_volatile(form->aggmfinalfn);
	ReleaseSysCache(tuple);
	return result;
}

static bool
function_may_look(Oid function, void *context)
{
	return is_volatile(function) || aggregate_may_look(function);
}

static bool may_look(Node *node, void *context);

/* The constraints of a domain are run where a value becomes one. */
static bool
domain_may_look(Oid type)
{
	DomainConstraintRef *constraints;
	ListCell   *cell;

	if (get_typtype(type) != TYPTYPE_DOMAIN)
		return false;

	/* the memory context keeps it until it goes */
	constraints = palloc(sizeof(DomainConstraintRef));
	InitDomainConstraintRef(type, constraints, CurrentMemoryContext, false);
	foreach(cell, constraints->constraints)
	{
		DomainConstraintState *constraint = lfirst(cell);

		if (may_look((Node *) constraint->check_expr, NULL))
			return true;
	}
	return false;
}

/*
 * May something in an expression or a query look at tables while it is computed,
 * or lock or change rows?
 */
static bool
may_look(Node *node, void *context)
{
	if (node == NULL)
		return false;
	if (check_functions_in_node(node, function_may_look, context))
		return true;
	if (IsA(node, Var) && domain_may_look(((Var *) node)->vartype))
		return true;
	if (IsA(node, CoerceToDomain) &&
		domain_may_look(((CoerceToDomain *) node)->resulttype))
		return true;
	if (IsA(node, Query))
	{
		Query	   *query = (Query *) node;

		return query->rowMarks != NIL || query->hasModifyingCTE ||
			query_tree_walker(query, may_look, context, 0);
	}
	return expression_tree_walker(node, may_look, context);
}

/* The same for an expression as the catalogue has it. */
static bool
stored_may_look(const char *expression)
{
	return may_look(stringToNode(expression), NULL);
}

/* ---------------------------------------------------------------------------
 * The statement
 * ---------------------------------------------------------------------------
 */

/* A walker that asks about the parts of the statement that are planned already. */
typedef bool (*QueryTest) (Node *node, void *context);

/*
 * Ask about the statement and all queries in it: those that became plans of
 * their own have been taken out of it.
 */
static bool
any_query(PlannerInfo *root, QueryTest test)
{
	ListCell   *cell;

	if (test((Node *) root->parse, NULL) ||
		test((Node *) root->append_rel_list, NULL))
		return true;
	foreach(cell, root->glob->subroots)
	{
		PlannerInfo *subroot = lfirst_node(PlannerInfo, cell);

		if (test((Node *) subroot->parse, NULL) ||
			test((Node *) subroot->append_rel_list, NULL))
			return true;
	}
	return false;
}

/* Is a table of a SQLite file read? */
static bool
reads_sqlite(Node *node, void *context)
{
	if (node == NULL)
		return false;
	if (IsA(node, RangeTblEntry))
	{
		RangeTblEntry *rte = (RangeTblEntry *) node;

		return rte->rtekind == RTE_RELATION &&
			rte->relkind == RELKIND_FOREIGN_TABLE &&
			GetFdwRoutineByRelId(rte->relid)->GetForeignRelSize == sqliteGetForeignRelSize;
	}
	if (IsA(node, Query))
		return query_tree_walker((Query *) node, reads_sqlite, context,
								 QTW_EXAMINE_RTES_BEFORE);
	return expression_tree_walker(node, reads_sqlite, context);
}

/* Was the INSERT written for a view?  Then the right to it is the view's. */
static bool
goes_through_view(const Query *parse, Oid target)
{
	ListCell   *cell;

#if PG_VERSION_NUM >= 160000
	foreach(cell, parse->rteperminfos)
	{
		RTEPermissionInfo *entry = lfirst_node(RTEPermissionInfo, cell);
#else
	foreach(cell, parse->rtable)
	{
		RangeTblEntry *entry = lfirst_node(RangeTblEntry, cell);
#endif

		if ((entry->requiredPerms & ACL_INSERT) != 0 && entry->relid != target)
			return true;
	}
	return false;
}

static bool
statement_is_plain(PlannerInfo *root, const ModifyTablePath *path)
{
	return PG_VERSION_NUM / 10000 <= LAST_KNOWN_VERSION &&
		root->parent_root == NULL &&
		root->parse->querySource == QSRC_ORIGINAL &&
		path->operation == CMD_INSERT && path->canSetTag &&
		path->rootRelation == 0 &&
		list_length(path->resultRelations) == 1 &&
		path->withCheckOptionLists == NIL && path->returningLists == NIL &&
		path->rowMarks == NIL && path->onconflict == NULL &&
		path->mergeActionLists == NIL;
}

/* ---------------------------------------------------------------------------
 * The table
 * ---------------------------------------------------------------------------
 */

static bool
triggers_are_plain(const TriggerDesc *triggers)
{
	if (triggers == NULL)
		return true;
	if (triggers->trig_insert_before_row || triggers->trig_insert_instead_row ||
		triggers->trig_insert_new_table)
		return false;

	/* WHEN is asked as soon as the row is there: later than it would be */
	for (int i = 0; i < triggers->numtriggers; i++)
	{
		const Trigger *trigger = &triggers->triggers[i];

		if (TRIGGER_FOR_INSERT(trigger->tgtype) && trigger->tgqual != NULL &&
			(contain_volatile_functions(stringToNode(trigger->tgqual)) ||
			 stored_may_look(trigger->tgqual)))
			return false;
	}
	return true;
}

static bool
columns_are_plain(TupleDesc columns)
{
	for (int i = 0; i < columns->natts; i++)
	{
		char		generated = TupleDescAttr(columns, i)->attgenerated;

		if (generated != '\0' && generated != ATTRIBUTE_GENERATED_STORED)
			return false;
	}
	for (int i = 0; columns->constr != NULL && i < columns->constr->num_check; i++)
	{
		if (stored_may_look(columns->constr->check[i].ccbin))
			return false;
	}
	return true;
}

static bool
table_is_plain(Oid relid)
{
	Relation	relation = table_open(relid, NoLock);
	bool		is_plain = relation->rd_rel->relkind == RELKIND_RELATION &&
		relation->rd_rel->relam == HEAP_TABLE_AM_OID &&
		!IsCatalogRelation(relation) && relation->rd_rules == NULL &&
		triggers_are_plain(relation->trigdesc) &&
		columns_are_plain(RelationGetDescr(relation));

	table_close(relation, NoLock);
	return is_plain;
}

/*
 * sqf_bulk_rules_allow tells whether the path of an INSERT is that of one which
 * reads a SQLite table and may write many rows at once.
 */
bool
sqf_bulk_rules_allow(PlannerInfo *root, const ModifyTablePath *path)
{
	Oid			target;

	if (!statement_is_plain(root, path))
		return false;
	target = planner_rt_fetch(linitial_int(path->resultRelations), root)->relid;
	return any_query(root, reads_sqlite) &&
		!goes_through_view(root->parse, target) &&
		table_is_plain(target) && !any_query(root, may_look);
}
