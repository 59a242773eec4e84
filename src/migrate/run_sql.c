/*-------------------------------------------------------------------------
 *
 * run_sql.c
 *	  A statement that is made as a text is run, or tried.
 *
 * IDENTIFICATION
 *	  src/migrate/run_sql.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "executor/spi.h"
#include "migrate/run_sql.h"
#include "migrate/subtransaction.h"
#include "utils/guc.h"

static void
set_local(const char *name, const char *value)
{
	(void) set_config_option(name, value, PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
}

/*
 * sqf_run_sql_settings begins settings under which statements made of a file's
 * texts mean PostgreSQL's own functions, and constants are written in one way.
 * The result is for AtEOXact_GUC, which ends them.
 */
int
sqf_run_sql_settings(void)
{
	int			nest_level = NewGUCNestLevel();

	set_local("search_path", "pg_catalog, pg_temp");
	set_local("datestyle", "ISO, YMD");
	set_local("intervalstyle", "postgres");
	set_local("bytea_output", "hex");
	set_local("extra_float_digits", "1");
	return nest_level;
}

/* SPI leaves its own memory context behind; the caller's stays the current one. */
static void
execute(const char *sql, int64 limit)
{
	MemoryContext context = CurrentMemoryContext;
	int			code = SPI_execute(sql, false, limit);

	if (code < 0)
		elog(ERROR, "SPI_execute failed: %s", SPI_result_code_string(code));
	MemoryContextSwitchTo(context);
}

/*
 * sqf_run_sql runs one statement and returns how many rows it processed.  SPI
 * must be connected.
 */
uint64
sqf_run_sql(const char *sql)
{
	execute(sql, 0);
	SPI_freetuptable(SPI_tuptable);
	return SPI_processed;
}

/*
 * sqf_run_sql_int64 returns the one number that a query gives; 0 for NULL.
 */
int64
sqf_run_sql_int64(const char *sql)
{
	bool		is_null;
	int64		value;

	execute(sql, 1);
	if (SPI_processed != 1)
		elog(ERROR, "a number was expected of: %s", sql);
	value = DatumGetInt64(SPI_getbinval(SPI_tuptable->vals[0],
										SPI_tuptable->tupdesc, 1, &is_null));
	SPI_freetuptable(SPI_tuptable);
	return is_null ? 0 : value;
}

/*
 * sqf_run_sql_texts returns the first column of a query's first rows, up to a
 * limit, as a List of palloc'd texts; NULL values are left out.
 */
List *
sqf_run_sql_texts(const char *sql, int64 limit)
{
	List	   *texts = NIL;

	execute(sql, limit);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		char	   *text = SPI_getvalue(SPI_tuptable->vals[i],
										SPI_tuptable->tupdesc, 1);

		if (text != NULL)
			texts = lappend(texts, text);
	}
	SPI_freetuptable(SPI_tuptable);
	return texts;
}

/*
 * sqf_run_sql_text returns the first column of a query's first row, palloc'd; NULL
 * if that is NULL, or if there is none.
 */
char *
sqf_run_sql_text(const char *sql)
{
	List	   *texts = sqf_run_sql_texts(sql, 1);

	return texts == NIL ? NULL : linitial(texts);
}

/*
 * sqf_run_sql_rows returns all rows of a query as a List of arrays of palloc'd
 * texts, with NULL for NULL.
 */
List *
sqf_run_sql_rows(const char *sql)
{
	List	   *rows = NIL;

	execute(sql, 0);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		int			natts = SPI_tuptable->tupdesc->natts;
		char	  **row = palloc(natts * sizeof(char *));

		for (int column = 0; column < natts; column++)
			row[column] = SPI_getvalue(SPI_tuptable->vals[i],
									   SPI_tuptable->tupdesc, column + 1);
		rows = lappend(rows, row);
	}
	SPI_freetuptable(SPI_tuptable);
	return rows;
}

/* A statement on its way through a subtransaction. */
typedef struct Attempt
{
	const char *sql;
	uint64		processed;
} Attempt;

static void
run_attempt(void *arg)
{
	Attempt    *attempt = arg;

	attempt->processed = sqf_run_sql(attempt->sql);
}

/*
 * sqf_run_sql_is_to_blame tells whether an error has to do with what its statement
 * says, and would have happened at another time, too.
 */
bool
sqf_run_sql_is_to_blame(const ErrorData *error)
{
	switch (ERRCODE_TO_CATEGORY(error->sqlerrcode))
	{
		case ERRCODE_TRANSACTION_ROLLBACK:
		case ERRCODE_INSUFFICIENT_RESOURCES:
		case ERRCODE_OPERATOR_INTERVENTION:
		case ERRCODE_SYSTEM_ERROR:
		case ERRCODE_INTERNAL_ERROR:
			return false;
		default:
			return error->sqlerrcode != ERRCODE_LOCK_NOT_AVAILABLE;
	}
}

/*
 * sqf_run_sql_try runs a statement.  Returns NULL if it succeeded; else it left
 * nothing behind, and the result tells why.  A cancel, and what else would not
 * have happened at another time, is thrown on.
 */
ErrorData *
sqf_run_sql_try(const char *sql, uint64 *processed)
{
	Attempt		attempt = {.sql = sql};
	ErrorData  *error = sqf_subtransaction_run(run_attempt, &attempt, SQF_KEEP);

	if (error != NULL && !sqf_run_sql_is_to_blame(error))
		ReThrowError(error);
	if (processed != NULL)
		*processed = attempt.processed;
	return error;
}

/*
 * sqf_run_sql_begin_path lets what follows look for names in a search path, until
 * AtEOXact_GUC is called with the result.
 */
int
sqf_run_sql_begin_path(const char *search_path)
{
	int			nest_level = NewGUCNestLevel();

	set_local("search_path", search_path);
	return nest_level;
}

/*
 * sqf_run_sql_begin_silence keeps warnings and notices from the client, until
 * AtEOXact_GUC is called with the result: what a scan says of rows that it leaves
 * out is said otherwise.
 */
int
sqf_run_sql_begin_silence(void)
{
	int			nest_level = NewGUCNestLevel();

	set_local("client_min_messages", "error");
	return nest_level;
}
