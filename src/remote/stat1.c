/*-------------------------------------------------------------------------
 *
 * stat1.c
 *	  SQLite's own statistics, the table sqlite_stat1, are read here.
 *
 * Anybody who writes to the file can write anything into it, so whatever does
 * not look as SQLite's ANALYZE leaves it counts as not known.  Nothing but
 * estimates may rest on it.
 *
 * IDENTIFICATION
 *	  src/remote/stat1.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>
#include <sqlite3.h>

#include "remote/stat1.h"
#include "remote/statement.h"

#define STAT1	"sqlite_stat1"

/* No table has that many indexes; a limit keeps a hostile file from growing us. */
#define READ_STAT1 \
	"SELECT s.idx, s.stat FROM main." STAT1 " AS s" \
	" WHERE s.tbl = ?1 COLLATE NOCASE LIMIT 1000"

enum Stat1Column
{
	STAT1_INDEX,
	STAT1_STAT
};

/* A number and the space behind it, as SQLite parses them; 0 if there is none. */
static double
parse_number(const char **p)
{
	double		number = 0;

	while (**p >= '0' && **p <= '9')
		number = number * 10 + (*(*p)++ - '0');
	if (**p == ' ')
		(*p)++;
	return isinf(number) ? 0 : number;
}

/* "10000 20 1 unordered": rows, rows per value of the first column, and so on. */
static SqfStat1 *
parse_stat(char *index, const char *stat)
{
	SqfStat1   *result = palloc0(sizeof(SqfStat1));

	result->index = index;
	result->rows = parse_number(&stat);
	while (result->column_count < SQF_STAT1_COLUMNS)
	{
		double		number = parse_number(&stat);

		if (number < 1)
			break;
		result->rows_per_key[result->column_count++] = number;
	}
	return result;
}

/*
 * SQLite cares for a table only, whatever else has the name.  Mostly there is
 * nothing of it, which SQLite's parsed schema knows without a statement.
 */
static bool
is_there(SqfLease *lease)
{
	const SqfTable *stat1;

	if (sqlite3_table_column_metadata(lease->handle->db, "main", STAT1, NULL, NULL,
									  NULL, NULL, NULL, NULL) == SQLITE_ERROR)
		return false;
	stat1 = sqf_catalog_find(lease, STAT1);
	return stat1 != NULL && stat1->kind == SQF_TABLE_ORDINARY;
}

/*
 * sqf_stat1_read returns what sqlite_stat1 says of a table, a List of SqfStat1
 * in no order; NIL where it says nothing or cannot be read.  It throws only if
 * it is cancelled or out of memory.  All is palloc'd in the current memory
 * context.
 */
List *
sqf_stat1_read(SqfLease *lease, const SqfTable *table)
{
	SqfStatement *statement;
	List	   *stats = NIL;
	char	   *failure;

	if (!is_there(lease))
		return NIL;
	statement = sqf_statement_try_prepare(lease, READ_STAT1, &failure);
	if (statement == NULL)
		return NIL;

	sqf_statement_bind_text(statement, 1, table->name);
	while (sqf_statement_try_step(statement, &failure))
	{
		const char *stat = sqf_statement_text(statement, STAT1_STAT);

		if (stat != NULL)
			stats = lappend(stats,
							parse_stat(sqf_statement_text(statement, STAT1_INDEX),
									   stat));
	}
	sqf_statement_finish(statement);
	return stats;
}
