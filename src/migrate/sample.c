/*-------------------------------------------------------------------------
 *
 * sample.c
 *	  A small table is read whole, a large one at its begin and in blocks spread
 *	  over its row ids.
 *
 * IDENTIFICATION
 *	  src/migrate/sample.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "migrate/sample.h"
#include "miscadmin.h"
#include "remote/open.h"
#include "remote/quote.h"
#include "remote/select.h"
#include "utils/memutils.h"

#define WHOLE_UP_TO		100000	/* rows */
#define BLOCKS			100
#define ROWS_OF_BLOCK	500

typedef struct Sampling
{
	SqfRowFunction function;
	void	   *arg;
	const List *key;
	MemoryContext row_context;	/* reset after each row */
	SqfSample  *sample;
} Sampling;

/*
 * Pass on rows up to a limit; true if there are no more, or SQLite failed.  Else
 * the statement stands on the first row that was not passed on.
 */
static bool
pass_rows(Sampling *sampling, SqfStatement *statement, int64 limit)
{
	for (int64 i = 0;; i++)
	{
		MemoryContext old;

		CHECK_FOR_INTERRUPTS();
		if (sqf_open_deadline_has_passed())
		{
			sampling->sample->failure = pstrdup("it takes too long");
			return true;
		}
		if (!sqf_statement_try_step(statement, &sampling->sample->failure))
			return true;
		if (i == limit)
			return false;
		old = MemoryContextSwitchTo(sampling->row_context);
		sampling->function(statement, sampling->key, sampling->arg);
		MemoryContextSwitchTo(old);
		MemoryContextReset(sampling->row_context);
		sampling->sample->rows++;
	}
}

static int64
find_last_rowid(SqfLease *lease, const SqfTable *table)
{
	StringInfoData sql;
	SqfStatement *statement;
	int64		last = 0;

	initStringInfo(&sql);
	appendStringInfo(&sql, "SELECT max(" SQF_TABLE_ALIAS ".%s) FROM main.",
					 table->rowid_name);
	sqf_quote_append_identifier(&sql, table->name);
	appendStringInfoString(&sql, " AS " SQF_TABLE_ALIAS);
	statement = sqf_statement_prepare(lease, sql.data);
	if (sqf_statement_step(statement))
		last = sqf_statement_int64(statement, 0);
	sqf_statement_finish(statement);
	return last;
}

/* Blocks of rows between the first one not yet read and the last of all. */
static void
pass_blocks(Sampling *sampling, SqfLease *lease, const SqfTable *table,
			const char *select, int64 from)
{
	SqfStatement *block =
		sqf_statement_prepare(lease,
							  psprintf("%s WHERE " SQF_TABLE_ALIAS ".%s >= ?1 ORDER BY "
									   SQF_TABLE_ALIAS ".%s LIMIT %d",
									   select, table->rowid_name,
									   table->rowid_name, ROWS_OF_BLOCK));
	double		step = ((double) find_last_rowid(lease, table) - from) / BLOCKS;

	for (int i = 0; i < BLOCKS && sampling->sample->failure == NULL; i++)
	{
		sqf_statement_bind_int64(block, 1, from + (int64) (step * i));
		(void) pass_rows(sampling, block, ROWS_OF_BLOCK);
		sqf_statement_reset(block);
	}
	sqf_statement_finish(block);
}

static bool
has_rowids(const SqfTable *table)
{
	return table->kind == SQF_TABLE_ORDINARY && table->rowid_name != NULL;
}

/*
 * sqf_sample_rows calls a function for all rows of a table, or for a sample of
 * them, in a memory context that is reset after each.  If SQLite fails, as it
 * may in a view, the rows end there and the sample tells why.  The values that a
 * view makes can be of any length; in a sample, long ones are a failure.
 */
void
sqf_sample_rows(SqfLease *lease, const SqfTable *table, bool all,
				SqfRowFunction function, void *arg, SqfSample *sample)
{
	Sampling	sampling = {.function = function,.arg = arg,.sample = sample};
	List	   *columns = NIL;
	List	   *key;
	char	   *select;
	SqfStatement *statement;
	bool		has_ended;

	memset(sample, 0, sizeof(*sample));
	for (int i = 0; i < table->column_count; i++)
		columns = lappend(columns, &table->columns[i]);
	select = sqf_select_columns(table, columns, &key);
	sampling.key = key;
	sampling.row_context = AllocSetContextCreate(CurrentMemoryContext,
												 "sqlite_fdw sample",
												 ALLOCSET_DEFAULT_SIZES);

	statement = sqf_statement_prepare(lease, has_rowids(table) ?
									  psprintf("%s ORDER BY " SQF_TABLE_ALIAS ".%s",
											   select, table->rowid_name) : select);
	if (table->kind == SQF_TABLE_VIEW && !all)
		statement->max_length = SQF_SHORT_VALUE;
	has_ended = pass_rows(&sampling, statement, all ? PG_INT64_MAX : WHOLE_UP_TO);
	if (!has_ended && has_rowids(table))
		pass_blocks(&sampling, lease, table, select,
					sqf_statement_int64(statement, table->column_count));
	sqf_statement_finish(statement);

	sample->is_complete = has_ended && sample->failure == NULL;
	MemoryContextDelete(sampling.row_context);
}
