/*-------------------------------------------------------------------------
 *
 * query.c
 *	  sqlite.query() runs a SQLite statement that a user wrote.
 *
 * The source may come from a lateral row: the function is then called once for
 * each row of one query.  A call leaves its file open for the next one, which
 * often reads it again and must see the same state; when the next one names
 * another source, the file is let go.  The last file goes with the query.
 *
 * IDENTIFICATION
 *	  src/exec/query.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "exec/row.h"
#include "executor/executor.h"
#include "foreign/connection.h"
#include "foreign/local_name.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "remote/revisit.h"
#include "remote/user_sql.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"
#include "utils/tuplestore.h"

/* How long an error waits for a first row, to name types that fit it. */
#define FIRST_ROW_MS	100

/* What the calls of one query read last. */
typedef struct LastSource
{
	MemoryContext context;		/* of all that is here */
	char	   *name;			/* what the user calls it */
	SqfLease   *lease;
	pg_tz	   *zone;			/* of times written without one */
} LastSource;

/* ---------------------------------------------------------------------------
 * The source
 * ---------------------------------------------------------------------------
 */

static LastSource *
open_source(const char *name, MemoryContext query)
{
	MemoryContext context = AllocSetContextCreate(query, "sqlite.query source",
												  ALLOCSET_SMALL_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	LastSource *source = palloc(sizeof(LastSource));

	source->context = context;
	source->name = pstrdup(name);
	source->lease = sqf_connection_lease_source(name);
	source->zone = sqf_connection_source_zone(name);
	MemoryContextSwitchTo(old);
	return source;
}

/* The new one is opened first: it may be the same file by another name. */
static LastSource *
find_source(FunctionCallInfo fcinfo, const char *name)
{
	MemoryContext query = fcinfo->flinfo->fn_mcxt;
	LastSource *last = fcinfo->flinfo->fn_extra;
	LastSource *source;

	if (last != NULL && strcmp(last->name, name) == 0)
		return last;

	source = open_source(name, query);
	fcinfo->flinfo->fn_extra = source;
	if (last != NULL)
	{
		sqf_revisit_release(last->lease, query);
		MemoryContextDelete(last->context);
	}
	return source;
}

/* ---------------------------------------------------------------------------
 * The columns
 * ---------------------------------------------------------------------------
 */

/* Does the first row come soon?  Whatever goes wrong, it does not. */
static bool
fetch_first_row(SqfStatement *statement)
{
	volatile bool has_row = false;
	char	   *failure;

	sqf_open_set_deadline(TimestampTzPlusMilliseconds(GetCurrentTimestamp(),
													  FIRST_ROW_MS));
	PG_TRY();
	{
		has_row = sqf_statement_try_step(statement, &failure);
	}
	PG_FINALLY();
	{
		sqf_open_set_deadline(0);
	}
	PG_END_TRY();
	return has_row;
}

/* A list of columns that reads the statement's first row, as it is pasted. */
static char *
suggest_columns(SqfStatement *statement)
{
	bool		has_row = fetch_first_row(statement);
	List	   *taken = NIL;
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < sqf_statement_column_count(statement); i++)
	{
		char	   *name = sqf_statement_column_name(statement, i);

		appendStringInfo(&list, "%s%s %s", i > 0 ? ", " : "",
						 quote_identifier(sqf_local_name_choose(name, false, &taken)),
						 sqf_user_sql_type(statement, i, has_row));
	}
	return list.data;
}

/* What SQLite calls the columns. */
static char *
list_names(const SqfStatement *statement)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < sqf_statement_column_count(statement); i++)
		appendStringInfo(&list, "%s\"%s\"", i > 0 ? ", " : "",
						 sqf_statement_column_name(statement, i));
	return list.data;
}

static void
check_column_count(SqfStatement *statement, int wanted)
{
	int			count = sqf_statement_column_count(statement);

	if (count == wanted)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg_plural("the SQLite statement returns %d column, but the column list has %d",
						   "the SQLite statement returns %d columns, but the column list has %d",
						   count, count, wanted),
			 errdetail("SQLite calls them: %s.", list_names(statement)),
			 errhint("Write this list after the call: AS q(%s)",
					 suggest_columns(statement)),
			 errcontext("SQLite SQL: %s", statement->sql)));
}

/* Every column of the result is computed, and stands where it does in SQLite. */
static SqfRow *
begin_row(const LastSource *source, TupleDesc tupdesc)
{
	SqfRowShape shape = {0};

	for (int attribute = 1; attribute <= tupdesc->natts; attribute++)
		shape.outputs = lappend(shape.outputs,
								sqf_output_computed(attribute, -1, -1));
	return sqf_row_begin(&shape, tupdesc, source->lease, source->zone);
}

/* ---------------------------------------------------------------------------
 * The rows
 * ---------------------------------------------------------------------------
 */

/* Only the row that is being read, and work_mem of the result, is in memory. */
static void
store_rows(SqfStatement *statement, SqfRow *row, ReturnSetInfo *result)
{
	TupleTableSlot *slot = MakeSingleTupleTableSlot(result->setDesc,
													&TTSOpsVirtual);
	MemoryContext of_row = AllocSetContextCreate(CurrentMemoryContext,
												 "sqlite.query row",
												 ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(of_row);

	while (sqf_statement_step(statement))
	{
		(void) sqf_row_fill(row, statement, slot);
		tuplestore_puttupleslot(result->setResult, slot);
		ExecClearTuple(slot);
		MemoryContextReset(of_row);
		CHECK_FOR_INTERRUPTS();
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(of_row);
	ExecDropSingleTupleTableSlot(slot);
}

static void
check_call(FunctionCallInfo fcinfo)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;

	if (result == NULL || !IsA(result, ReturnSetInfo) ||
		result->expectedDesc == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("sqlite.query needs a list of the columns that it returns"),
				 errhint("Call it in FROM: SELECT * FROM sqlite.query(source, sql) AS q(id bigint, name text)")));
	if (PG_ARGISNULL(0))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("the source of a query must not be NULL")));
	if (PG_ARGISNULL(1))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("the SQLite statement of a query must not be NULL")));
}

PG_FUNCTION_INFO_V1(sqlite_query);

/*
 * sqlite.query(source, sql) returns the rows of a SQLite statement.  NULL for an
 * argument is an error: no rows would look like a file without any.
 */
Datum
sqlite_query(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	LastSource *source;
	SqfStatement *statement;
	SqfRow	   *row;

	check_call(fcinfo);
	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	source = find_source(fcinfo, text_to_cstring(PG_GETARG_TEXT_PP(0)));
	statement = sqf_user_sql_prepare(source->lease,
									 text_to_cstring(PG_GETARG_TEXT_PP(1)));
	check_column_count(statement, result->setDesc->natts);

	row = begin_row(source, result->setDesc);
	store_rows(statement, row, result);
	sqf_handle_check_unmoved(source->lease);
	sqf_row_end(row);
	sqf_statement_finish(statement);
	return (Datum) 0;
}
