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

#include "foreign/connection.h"
#include "foreign/foreign.h"
#include "foreign/rights.h"
#include "lib/stringinfo.h"
#include "migrate/hold.h"

static List *
lease_schema(const char *schema)
{
	List	   *servers = NIL;
	List	   *leases = NIL;
	ListCell   *cell;

	foreach(cell, sqf_source_relations(sqf_rights_find_schema(schema), true))
	{
		ListCell   *base;

		foreach(base, sqf_source_base_tables(lfirst_oid(cell)))
			servers = list_append_unique_oid(servers,
											 GetForeignTable(lfirst_oid(base))->serverid);
	}
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
 * sqf_hold_check throws if what was read may be of no single state.
 */
void
sqf_hold_check(const List *leases)
{
	ListCell   *cell;

	foreach(cell, leases)
		sqf_handle_check_unmoved(lfirst(cell));
}

/*
 * sqf_hold_end lets the files go.  Does not throw.
 */
void
sqf_hold_end(const List *leases)
{
	ListCell   *cell;

	foreach(cell, leases)
		sqf_handle_release(lfirst(cell));
}
