/*-------------------------------------------------------------------------
 *
 * row_count.c
 *	  How many rows a table has is guessed here, and the table is not read.
 *
 * Two look-ups give the smallest and the largest row id.  The table cannot have
 * more rows than lie between them, nor more than fit into the file.  These two
 * are as the file is now; the application's own ANALYZE may have been long ago,
 * but knows of the gaps, so it is believed as far as the bounds allow.
 *
 * IDENTIFICATION
 *	  src/remote/row_count.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "remote/quote.h"
#include "remote/row_count.h"
#include "remote/stat1.h"
#include "remote/statement.h"

/* A row takes at least this much of a file: a cell pointer, header and key. */
#define MIN_ROW_BYTES	6

/* The same for a column, and for what is usual in it. */
#define COLUMN_BYTES	1
#define NUMBER_BYTES	6
#define TEXT_BYTES		24

/* What is assumed of a view or a virtual table. */
#define UNKNOWN_ROWS	1000

/* Each table and each index has its own tree of pages. */
#define COUNT_TREES \
	"SELECT count(1) FROM sqlite_schema AS s WHERE s.rootpage > 0"

/* The first column of the first row of a statement, or a value without one. */
static double
first_number(SqfLease *lease, const char *sql, double missing)
{
	char	   *failure;
	SqfStatement *statement = sqf_statement_try_prepare(lease, sql, &failure);
	double		number = missing;

	if (statement == NULL)
		return missing;
	if (sqf_statement_step(statement) && !sqf_statement_is_null(statement, 0))
		number = sqf_statement_double(statement, 0);
	sqf_statement_finish(statement);
	return number;
}

/* From the smallest to the largest row id; 0 if there is none. */
static double
span_of_rowids(SqfLease *lease, const SqfTable *table)
{
	StringInfoData sql;
	double		span;

	initStringInfo(&sql);
	appendStringInfo(&sql, "SELECT (SELECT max(r1.%s) FROM main.",
					 table->rowid_name);
	sqf_quote_append_identifier(&sql, table->name);
	appendStringInfo(&sql, " AS r1) - (SELECT min(r1.%s) FROM main.",
					 table->rowid_name);
	sqf_quote_append_identifier(&sql, table->name);
	appendStringInfoString(&sql, " AS r1) + 1");
	span = first_number(lease, sql.data, 0);
	pfree(sql.data);
	/* a damaged tree is in no order */
	return Max(span, 0);
}

/* What the application's ANALYZE counted; 0 if it is not known. */
static double
find_stat1_rows(const List *stats)
{
	double		rows = 0;
	ListCell   *cell;

	/* partial indexes are in it too, but they have fewer rows */
	foreach(cell, stats)
		rows = Max(rows, ((const SqfStat1 *) lfirst(cell))->rows);
	return rows;
}

/*
 * sqf_row_count_bytes_per_row guesses by the declared types how many bytes of the
 * file a row of a table takes, whose columns were read.
 */
double
sqf_row_count_bytes_per_row(const SqfTable *table)
{
	double		bytes = MIN_ROW_BYTES;

	for (int i = 0; i < table->column_count; i++)
		switch (table->columns[i].affinity)
		{
			case SQF_AFFINITY_TEXT:
			case SQF_AFFINITY_BLOB:
				bytes += COLUMN_BYTES + TEXT_BYTES;
				break;
			default:
				bytes += COLUMN_BYTES + NUMBER_BYTES;
				break;
		}
	return bytes;
}

/*
 * sqf_row_count_estimate guesses how many rows a table has, whose columns were
 * read; stats are what sqlite_stat1 says of it.  It takes a few look-ups, and never a scan.
 */
void
sqf_row_count_estimate(SqfLease *lease, const SqfTable *table,
					   const List *stats, SqfRowCount *count)
{
	double		by_size;
	double		analyzed;

	count->file_bytes = first_number(lease, "PRAGMA page_count", 0) *
		first_number(lease, "PRAGMA page_size", 0);
	count->rows = UNKNOWN_ROWS;
	count->at_most = INFINITY;
	if (table->kind == SQF_TABLE_VIEW || table->kind == SQF_TABLE_VIRTUAL)
		return;

	count->at_most = count->file_bytes / MIN_ROW_BYTES;
	if (table->rowid_name != NULL)
	{
		count->at_most = Min(count->at_most, span_of_rowids(lease, table));
		count->rows = count->at_most;
	}
	else
	{
		/* an equal share of the file for each table and index */
		by_size = count->file_bytes / Max(first_number(lease, COUNT_TREES, 1), 1);
		count->rows = by_size / sqf_row_count_bytes_per_row(table);
	}
	analyzed = find_stat1_rows(stats);
	if (analyzed > 0)
		count->rows = Min(analyzed, count->at_most);
}

/*
 * sqf_row_count_pages returns how many of PostgreSQL's pages a table takes at
 * most, by an estimate made before.  It is a measure that grows with the table,
 * whatever the application's ANALYZE says.
 */
BlockNumber
sqf_row_count_pages(const SqfTable *table, const SqfRowCount *count)
{
	double		bytes = Min(count->at_most * sqf_row_count_bytes_per_row(table),
							count->file_bytes);

	return Min(Max(bytes / BLCKSZ, 1), MaxBlockNumber);
}
