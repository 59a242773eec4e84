/*-------------------------------------------------------------------------
 *
 * hold.c
 *	  All files that a source leads to are found, and held.
 *
 * IDENTIFICATION
 *	  src/migrate/hold.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "foreign/connection.h"
#include "foreign/foreign.h"
#include "lib/stringinfo.h"
#include "migrate/hold.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "rewrite/rewriteHandler.h"
#include "utils/lsyscache.h"

static void find_servers(Oid relid, List **servers);

/* Relations that a query reads, at any depth. */
static bool
find_servers_walker(Node *node, void *servers)
{
	if (node == NULL)
		return false;
	if (IsA(node, RangeTblEntry))
	{
		const RangeTblEntry *entry = castNode(RangeTblEntry, node);

		/* 15 lists a view itself, as OLD and NEW */
		if (entry->rtekind == RTE_RELATION && entry->inFromCl)
			find_servers(entry->relid, servers);
		return false;
	}
	if (IsA(node, Query))
		return query_tree_walker(castNode(Query, node), find_servers_walker, servers,
								 QTW_EXAMINE_RTES_BEFORE);
	return expression_tree_walker(node, find_servers_walker, servers);
}

/* The servers of the foreign tables of ours that a relation is, or reads. */
static void
find_servers(Oid relid, List **servers)
{
	check_stack_depth();
	if (get_rel_relkind(relid) == RELKIND_VIEW)
	{
		Relation	view = table_open(relid, AccessShareLock);

		find_servers_walker((Node *) get_view_query(view), servers);
		table_close(view, AccessShareLock);
	}
	else if (get_rel_relkind(relid) == RELKIND_FOREIGN_TABLE)
	{
		Oid			server = GetForeignTable(relid)->serverid;

		if (sqf_connection_is_ours(server))
			*servers = list_append_unique_oid(*servers, server);
	}
}

static List *
lease_schema(const char *schema)
{
	List	   *servers = NIL;
	List	   *leases = NIL;
	ListCell   *cell;

	foreach(cell, sqf_source_relations(LookupExplicitNamespace(schema, false), true))
		find_servers(lfirst_oid(cell), &servers);
	foreach(cell, servers)
		leases = lappend(leases,
						 sqf_connection_lease_server(lfirst_oid(cell),
													 sqf_connection_current_snapshot()));
	return leases;
}

/*
 * sqf_hold_source holds all files that a source leads to in the state that they
 * have now, until the result, a List of SqfLease, is given to sqf_hold_end, or the
 * memory context ends; across commits if asked for.
 */
List *
sqf_hold_source(const char *source, bool across_commits)
{
	const char *schema = sqf_source_schema(source);
	List	   *leases = schema != NULL ? lease_schema(schema) :
		list_make1(sqf_connection_lease_source(source));
	ListCell   *cell;

	foreach(cell, leases)
	{
		if (across_commits)
			sqf_handle_hold_across_commits(lfirst(cell));
		else
			sqf_handle_hold(lfirst(cell));
	}
	return leases;
}

/*
 * sqf_hold_state returns a text that is the same as long as nobody writes to the
 * files.
 */
char *
sqf_hold_state(const List *leases)
{
	StringInfoData state;
	ListCell   *cell;

	initStringInfo(&state);
	foreach(cell, leases)
		appendStringInfo(&state, "%s%s", state.len > 0 ? "; " : "",
						 sqf_handle_state_id(((SqfLease *) lfirst(cell))->handle));
	return state.data;
}

/*
 * sqf_hold_end lets the files go.  It throws if what was read may be of no single
 * state.
 */
void
sqf_hold_end(const List *leases)
{
	ListCell   *cell;

	foreach(cell, leases)
	{
		sqf_handle_check_unmoved(lfirst(cell));
		sqf_handle_release(lfirst(cell));
	}
}
