/*-------------------------------------------------------------------------
 *
 * verify_ask.c
 *	  SQLite is asked for its figures of a table, by a parallel worker where one is
 *	  to be had.
 *
 * A worker has SQLite compute while the leader reads the rows of both sides; it
 * reads the leader's snapshot, and knows nothing of PostgreSQL's tables.
 *
 * IDENTIFICATION
 *	  src/migrate/verify_ask.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/parallel.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/pg_class.h"
#include "lib/stringinfo.h"
#include "migrate/verify.h"
#include "miscadmin.h"
#include "optimizer/paths.h"
#include "remote/quote.h"
#include "remote/snapshot.h"
#include "remote/statement.h"
#include "storage/bufmgr.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

/* SQLite gives no more than 2000 columns at once. */
#define COLUMNS_AT_ONCE		250

/* What a SELECT has for a column. */
enum Output
{
	OUTPUT_COUNT,
	OUTPUT_MIN,					/* of text and bytes: how many are of that class */
	OUTPUT_MAX,
	OUTPUT_HIGH,
	OUTPUT_LOW,					/* or the whole sum */
	OUTPUTS
};

/* What SQLite gives for an output. */
typedef struct Answer
{
	SqfStorageClass class;
	int64		integer;
	double		real;
} Answer;

typedef struct ColumnAnswers
{
	bool		in_halves;		/* the sum, as it is too large in one */
	Answer		outputs[OUTPUTS];
} ColumnAnswers;

/* All that SQLite gives for a table; plain memory. */
typedef struct Answers
{
	int64		rows;
	ColumnAnswers columns[FLEXIBLE_ARRAY_MEMBER];
} Answers;

/* What the leader and its worker share, beside texts. */
typedef struct Shared
{
	SqfSource	source;			/* without its texts */
	SqfSharedSnapshot snapshot;
	int			column_count;
	bool		is_answered;
	Answers		answers;
} Shared;

/* Where they are. */
enum SharedKey
{
	KEY_SHARED = 1,
	KEY_PATH,
	KEY_LABEL,
	KEY_SELECTS,
	KEYS = KEY_SELECTS
};

struct SqfFigureRequest
{
	const SqfVerifyTable *table;
	StringInfoData selects;		/* see write_selects */
	ParallelContext *parallel;	/* NULL when no worker is at it */
	Shared	   *shared;
};

/* ---------------------------------------------------------------------------
 * The SELECTs
 * ---------------------------------------------------------------------------
 */

static char *
quote_column(const SqfVerifyColumn *column)
{
	StringInfoData name;

	initStringInfo(&name);
	appendStringInfoString(&name, "t.");
	sqf_quote_append_identifier(&name, column->column->remote->name);
	return name.data;
}

/*
 * A sum is an integer only if all values are, but throws when it is too large for
 * one; split in halves, it never is, and values of other classes do not show.
 */
static void
append_sum(StringInfo sql, const char *name, bool in_halves)
{
	if (in_halves)
		appendStringInfo(sql, "sum(%s >> 32), sum(%s & 4294967295)", name, name);
	else
		appendStringInfo(sql, "NULL, sum(%s)", name);
}

/* Does each value that is not NULL have the class of the column's affinity? */
static bool
has_only_text(const SqfVerifyColumn *column)
{
	Assert(column->column->remote != NULL);
	return column->type != BYTEAOID &&
		column->column->remote->affinity == SQF_AFFINITY_TEXT;
}

/*
 * Of row ids, the ends of the table's tree tell the first and the last, and none is
 * NULL; SQLite would look at each.
 */
static void
append_row_id_outputs(StringInfo sql, const char *name, const char *table,
					  bool in_halves)
{
	appendStringInfo(sql, "count(*), (SELECT min(%s) FROM %s), (SELECT max(%s) FROM %s), ",
					 name, table, name, table);
	append_sum(sql, name, in_halves);
}

/* table is what FROM has. */
static void
append_outputs(StringInfo sql, const SqfVerifyColumn *column, const char *table,
			   bool in_halves)
{
	const SqfColumn *remote = column->column->remote;
	char	   *name = remote != NULL ? quote_column(column) : "NULL";

	if (remote != NULL && remote->is_rowid_alias &&
		column->figure == SQF_FIGURE_INTEGER)
	{
		append_row_id_outputs(sql, name, table, in_halves);
		return;
	}
	appendStringInfo(sql, "count(%s), ", name);
	switch (column->figure)
	{
		case SQF_FIGURE_NONE:
			appendStringInfoString(sql, "NULL, NULL, NULL, NULL");
			break;
		case SQF_FIGURE_INTEGER:
			appendStringInfo(sql, "min(%s), max(%s), ", name, name);
			append_sum(sql, name, in_halves);
			break;
		case SQF_FIGURE_FLOAT:
			appendStringInfo(sql, "min(%s), max(%s), NULL, NULL", name, name);
			break;
		case SQF_FIGURE_BYTES:
			appendStringInfo(sql, "%s, NULL, NULL, sum(length(CAST(%s AS BLOB)))",
							 has_only_text(column) ? "NULL" :
							 psprintf("sum(typeof(%s) = '%s')", name,
									  column->type == BYTEAOID ? "blob" : "text"), name);
			break;
	}
}

static void
append_select(StringInfo sql, const SqfVerifyTable *table, int first, int end,
			  bool in_halves)
{
	StringInfoData from;

	initStringInfo(&from);
	appendStringInfoString(&from, "main.");
	sqf_quote_append_identifier(&from, table->table->file_table->table->name);
	appendStringInfoString(&from, " AS t");

	appendStringInfoString(sql, "SELECT count(*)");
	for (int i = first; i < end; i++)
	{
		appendStringInfoString(sql, ", ");
		append_outputs(sql, &table->columns[i], from.data, in_halves);
	}
	appendStringInfo(sql, " FROM %s", from.data);
	appendStringInfoChar(sql, '\0');
}

/*
 * For so many columns at a time the SELECT that gives whole sums, and the one to
 * take where one of them is too large; each ends in a zero.
 */
static void
write_selects(StringInfo selects, const SqfVerifyTable *table)
{
	initStringInfo(selects);
	for (int first = 0; first < table->column_count; first += COLUMNS_AT_ONCE)
	{
		int			end = Min(first + COLUMNS_AT_ONCE, table->column_count);

		append_select(selects, table, first, end, false);
		append_select(selects, table, first, end, true);
	}
}

/* ---------------------------------------------------------------------------
 * Asking
 * ---------------------------------------------------------------------------
 */

static void
take_answer(const SqfStatement *statement, int column, Answer *answer)
{
	answer->class = sqf_statement_class(statement, column);
	answer->integer = sqf_statement_int64(statement, column);
	answer->real = sqf_statement_double(statement, column);
}

/* Ask for some columns; false if a sum is too large. */
static bool
ask_some(SqfLease *lease, const char *select, int first, int end,
		 bool in_halves, Answers *answers)
{
	SqfStatement *statement = sqf_statement_prepare(lease, select);
	char	   *failure = NULL;

	if (in_halves)
		(void) sqf_statement_step(statement);
	else if (!sqf_statement_try_step(statement, &failure) && failure != NULL)
	{
		sqf_statement_finish(statement);
		return false;
	}
	answers->rows = sqf_statement_int64(statement, 0);
	for (int i = first; i < end; i++)
	{
		answers->columns[i].in_halves = in_halves;
		for (int output = 0; output < OUTPUTS; output++)
			take_answer(statement, 1 + (i - first) * OUTPUTS + output,
						&answers->columns[i].outputs[output]);
	}
	sqf_statement_finish(statement);
	return true;
}

/* Ask for all; selects are as write_selects has them. */
static void
ask(SqfLease *lease, const char *selects, int column_count, Answers *answers)
{
	for (int first = 0; first < column_count; first += COLUMNS_AT_ONCE)
	{
		int			end = Min(first + COLUMNS_AT_ONCE, column_count);
		const char *in_halves = selects + strlen(selects) + 1;

		if (!ask_some(lease, selects, first, end, false, answers))
			(void) ask_some(lease, in_halves, first, end, true, answers);
		selects = in_halves + strlen(in_halves) + 1;
	}
}

/* ---------------------------------------------------------------------------
 * The answers
 * ---------------------------------------------------------------------------
 */

static bool
is_number(const Answer *answer)
{
	return answer->class == SQF_CLASS_INTEGER || answer->class == SQF_CLASS_REAL;
}

static void
read_integers(const ColumnAnswers *column, SqfFigures *figures)
{
	const Answer *outputs = column->outputs;
	int64		low = outputs[OUTPUT_LOW].integer;

	figures->is_known =
		outputs[OUTPUT_MIN].class == SQF_CLASS_INTEGER &&
		outputs[OUTPUT_MAX].class == SQF_CLASS_INTEGER &&
		outputs[OUTPUT_LOW].class == SQF_CLASS_INTEGER;
	figures->min = outputs[OUTPUT_MIN].integer;
	figures->max = outputs[OUTPUT_MAX].integer;
	figures->high_sum = column->in_halves ? outputs[OUTPUT_HIGH].integer : low >> 32;
	figures->low_sum = column->in_halves ? low : low & PG_UINT32_MAX;
}

static void
read_column(const SqfVerifyColumn *column, int64 rows,
			const ColumnAnswers *answers, SqfFigures *figures)
{
	const Answer *outputs = answers->outputs;

	figures->count = outputs[OUTPUT_COUNT].integer;
	figures->nulls = rows - figures->count;
	figures->is_known = column->figure != SQF_FIGURE_NONE;
	if (figures->count == 0)
		return;
	switch (column->figure)
	{
		case SQF_FIGURE_NONE:
			break;
		case SQF_FIGURE_INTEGER:
			read_integers(answers, figures);
			break;
		case SQF_FIGURE_FLOAT:
			/* numbers sort before texts, and these before blobs */
			figures->is_known = is_number(&outputs[OUTPUT_MAX]);
			figures->float_min = outputs[OUTPUT_MIN].real;
			figures->float_max = outputs[OUTPUT_MAX].real;
			break;
		case SQF_FIGURE_BYTES:
			figures->is_known = has_only_text(column) ||
				outputs[OUTPUT_MIN].integer == figures->count;
			figures->bytes = outputs[OUTPUT_LOW].integer;
			break;
	}
}

static SqfFigures *
read_answers(const SqfVerifyTable *table, const Answers *answers)
{
	SqfFigures *figures = palloc0(Max(table->column_count, 1) * sizeof(SqfFigures));

	for (int i = 0; i < table->column_count; i++)
		read_column(&table->columns[i], answers->rows, &answers->columns[i],
					&figures[i]);
	return figures;
}

/* ---------------------------------------------------------------------------
 * The worker
 * ---------------------------------------------------------------------------
 */

static Size
get_answers_size(int column_count)
{
	return offsetof(Answers, columns) + column_count * sizeof(ColumnAnswers);
}

static void
share_bytes(ParallelContext *parallel, enum SharedKey key, const char *bytes,
			Size size)
{
	char	   *copy = shm_toc_allocate(parallel->toc, size);

	memcpy(copy, bytes, size);
	shm_toc_insert(parallel->toc, key, copy);
}

static void
share(SqfFigureRequest *request, const SqfSharedSnapshot *snapshot, Size size)
{
	ParallelContext *parallel = request->parallel;
	const SqfSource *source = request->table->table->lease->source;

	request->shared = shm_toc_allocate(parallel->toc, size);
	request->shared->source = *source;
	request->shared->snapshot = *snapshot;
	request->shared->column_count = request->table->column_count;
	request->shared->is_answered = false;
	shm_toc_insert(parallel->toc, KEY_SHARED, request->shared);
	share_bytes(parallel, KEY_PATH, source->path, strlen(source->path) + 1);
	share_bytes(parallel, KEY_LABEL, source->label, strlen(source->label) + 1);
	share_bytes(parallel, KEY_SELECTS, request->selects.data, request->selects.len);
}

static void
end_worker(SqfFigureRequest *request)
{
	DestroyParallelContext(request->parallel);
	ExitParallelMode();
	request->parallel = NULL;
}

static void
start_worker(SqfFigureRequest *request, const SqfSharedSnapshot *snapshot)
{
	const SqfSource *source = request->table->table->lease->source;
	Size		size = offsetof(Shared, answers) +
		get_answers_size(request->table->column_count);
	shm_toc_estimator *estimator;

	/* a command that has written ends before, for none may while it runs */
	CommandCounterIncrement();
	EnterParallelMode();
	request->parallel = CreateParallelContext("$libdir/sqlite_fdw", "sqf_verify_ask_worker", 1);
	estimator = &request->parallel->estimator;
	shm_toc_estimate_chunk(estimator, size);
	shm_toc_estimate_chunk(estimator, strlen(source->path) + 1);
	shm_toc_estimate_chunk(estimator, strlen(source->label) + 1);
	shm_toc_estimate_chunk(estimator, request->selects.len);
	shm_toc_estimate_keys(estimator, KEYS);
	PushActiveSnapshot(GetTransactionSnapshot());
	InitializeParallelDSM(request->parallel);
	PopActiveSnapshot();
	share(request, snapshot, size);
	LaunchParallelWorkers(request->parallel);
	if (request->parallel->nworkers_launched == 0)
		end_worker(request);
}

/*
 * sqf_verify_ask_worker is what the worker does; PostgreSQL finds it by its name.
 */
void
sqf_verify_ask_worker(dsm_segment *segment, shm_toc *toc)
{
	Shared	   *shared = shm_toc_lookup(toc, KEY_SHARED, false);
	SqfSource  *source = palloc(sizeof(SqfSource));
	SqfLease   *lease;

	*source = shared->source;
	source->path = shm_toc_lookup(toc, KEY_PATH, false);
	source->label = shm_toc_lookup(toc, KEY_LABEL, false);
	lease = sqf_handle_lease_shared(source, GetActiveSnapshot(), &shared->snapshot);
	ask(lease, shm_toc_lookup(toc, KEY_SELECTS, false), shared->column_count,
		&shared->answers);
	sqf_handle_check_unmoved(lease);
	sqf_handle_release(lease);
	shared->is_answered = true;
}

/* ---------------------------------------------------------------------------
 * What the comparison does
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_verify_is_large tells whether a table's target is one that PostgreSQL would
 * have workers for.
 */
bool
sqf_verify_is_large(const SqfVerifyTable *table)
{
	Relation	target = table_open(table->target, AccessShareLock);
	bool		is_large = IsUnderPostmaster && max_parallel_maintenance_workers > 0 &&
		target->rd_rel->relkind == RELKIND_RELATION &&
		RelationGetNumberOfBlocks(target) >= (BlockNumber) min_parallel_table_scan_size;

	table_close(target, AccessShareLock);
	return is_large;
}

/*
 * sqf_verify_ask has a worker ask for SQLite's figures of a table that is one of a
 * file's; NULL if none is to be had.  Until its answer is taken, the transaction
 * may neither write nor have subtransactions; an error ends the worker with the
 * subtransaction that is open.  The result is palloc'd.
 */
SqfFigureRequest *
sqf_verify_ask(const SqfVerifyTable *table)
{
	SqfFigureRequest *request = palloc0(sizeof(SqfFigureRequest));
	SqfSharedSnapshot snapshot;

	request->table = table;
	write_selects(&request->selects, table);
	if (!sqf_snapshot_share(table->table->lease->handle, &snapshot))
		return NULL;
	start_worker(request, &snapshot);
	return request->parallel != NULL ? request : NULL;
}

/*
 * sqf_verify_take_answer waits for a worker, and gives the figures that it found,
 * palloc'd and by column; NULL if it found none.  Throws what the worker threw.
 */
SqfFigures *
sqf_verify_take_answer(SqfFigureRequest *request)
{
	SqfFigures *figures = NULL;

	WaitForParallelWorkersToFinish(request->parallel);
	if (request->shared->is_answered)
	{
		figures = read_answers(request->table, &request->shared->answers);
		ereport(DEBUG1,
				(errmsg_internal("a parallel worker has asked SQLite for its figures of table \"%s\"",
								 request->table->table->name)));
	}
	end_worker(request);
	return figures;
}

/*
 * sqf_verify_figures_of_file asks SQLite for the same in this process.
 */
SqfFigures *
sqf_verify_figures_of_file(const SqfVerifyTable *table)
{
	Answers    *answers = palloc0(get_answers_size(table->column_count));
	StringInfoData selects;

	write_selects(&selects, table);
	ask(table->table->lease, selects.data, table->column_count, answers);
	return read_answers(table, answers);
}
