/*-------------------------------------------------------------------------
 *
 * explain.c
 *	  EXPLAIN tells what SQLite is asked; with VERBOSE, also how SQLite will go
 *	  about it.
 *
 * IDENTIFICATION
 *	  src/exec/explain.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#if PG_VERSION_NUM >= 180000
#include "commands/explain_format.h"
#endif
#include "exec/explain.h"
#include "exec/scan.h"
#include "foreign/connection.h"
#include "foreign/private.h"
#include "lib/stringinfo.h"
#include "remote/statement.h"

#define SPACES_PER_LEVEL	2

/* The columns of EXPLAIN QUERY PLAN. */
enum PlanColumn
{
	PLAN_ID,
	PLAN_PARENT,
	PLAN_UNUSED,
	PLAN_DETAIL
};

/* The level of a line below that of its parent, which came before; 0 without. */
static int
find_level(const List *ids, const List *levels, int parent)
{
	ListCell   *id;
	ListCell   *level;

	forboth(id, ids, level, levels)
		if (lfirst_int(id) == parent)
			return lfirst_int(level) + 1;
	return 0;
}

/*
 * SQLite's own plan of a SELECT whose parameters have no values: a List of
 * strings, indented by their level.
 */
static List *
read_query_plan(SqfLease *lease, const char *sql)
{
	SqfStatement *statement =
		sqf_statement_prepare(lease, psprintf("EXPLAIN QUERY PLAN %s", sql));
	List	   *lines = NIL;
	List	   *ids = NIL;
	List	   *levels = NIL;

	while (sqf_statement_step(statement))
	{
		int			level = find_level(ids, levels,
									   sqf_statement_int64(statement, PLAN_PARENT));

		ids = lappend_int(ids, sqf_statement_int64(statement, PLAN_ID));
		levels = lappend_int(levels, level);
		lines = lappend(lines,
						psprintf("%*s%s", level * SPACES_PER_LEVEL, "",
								 sqf_statement_text(statement, PLAN_DETAIL)));
	}
	sqf_statement_finish(statement);
	return lines;
}

/* As text, each line stands alone: names of indexes may have commas in them. */
static void
show_query_plan(List *lines, ExplainState *es)
{
	ListCell   *cell;

	if (lines == NIL)
		return;
	if (es->format != EXPLAIN_FORMAT_TEXT)
	{
		ExplainPropertyList("SQLite Plan", lines, es);
		return;
	}
	appendStringInfoSpaces(es->str, es->indent * SPACES_PER_LEVEL);
	appendStringInfoString(es->str, "SQLite Plan:\n");
	foreach(cell, lines)
	{
		appendStringInfoSpaces(es->str, (es->indent + 1) * SPACES_PER_LEVEL);
		appendStringInfo(es->str, "%s\n", (char *) lfirst(cell));
	}
}

/* The file is asked under the query's snapshot, run or not. */
static void
explain_in_sqlite(ForeignScanState *node, ExplainState *es)
{
	SqfLease   *lease =
		sqf_connection_lease_server(((ForeignScan *) node->ss.ps.plan)->fs_server,
									node->ss.ps.state->es_snapshot);

	sqf_scan_check_schema(node, lease);
	show_query_plan(read_query_plan(lease,
									strVal(sqf_private_get(node, SQF_SCAN_SQL))),
					es);
	sqf_handle_release(lease);
}

static void
show_conditions(const List *notes, ExplainState *es)
{
	List	   *strings = NIL;
	const ListCell *cell;

	foreach(cell, notes)
		strings = lappend(strings, strVal(lfirst(cell)));
	if (strings != NIL)
		ExplainPropertyList("SQLite Conditions", strings, es);
}

/*
 * sqliteExplainForeignScan shows the SELECT that SQLite is given; with VERBOSE,
 * what of it is not exact by itself, and SQLite's own plan of it.
 */
void
sqliteExplainForeignScan(ForeignScanState *node, ExplainState *es)
{
	ExplainPropertyText("SQLite SQL", strVal(sqf_private_get(node, SQF_SCAN_SQL)),
						es);
	if (outerPlanState(node) != NULL)
		ExplainPropertyText("If In Doubt", "the plan below", es);
	if (!es->verbose)
		return;
	show_conditions(sqf_private_get(node, SQF_SCAN_NOTES), es);
	explain_in_sqlite(node, es);
}
