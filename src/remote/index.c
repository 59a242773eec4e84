/*-------------------------------------------------------------------------
 *
 * index.c
 *	  The indexes of a SQLite table are found and described here.
 *
 * What they say of uniqueness and order is for estimates: an index can be
 * corrupt while its table is not.
 *
 * IDENTIFICATION
 *	  src/remote/index.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "remote/index.h"
#include "remote/stat1.h"
#include "remote/statement.h"

/* Of PRAGMA index_list. */
enum ListColumn
{
	LIST_NAME = 1,
	LIST_UNIQUE,
	LIST_ORIGIN,
	LIST_PARTIAL
};

/* Of PRAGMA index_xinfo; columns behind the key's lead to the row in the table. */
enum DescribeColumn
{
	DESCRIBE_POSITION = 1,
	DESCRIBE_DESCENDING = 3,
	DESCRIBE_COLLATION,
	DESCRIBE_IS_KEY
};

/* What SQLite has in place of a column's number. */
#define CID_ROWID		(-1)
#define CID_EXPRESSION	(-2)

/* The position of the column that is the row id, or SQF_INDEX_ROWID. */
static int
find_rowid_alias(const SqfTable *table)
{
	for (int i = 0; i < table->column_count; i++)
		if (table->columns[i].is_rowid_alias)
			return i;
	return SQF_INDEX_ROWID;
}

static int
find_position(const SqfTable *table, int64 cid)
{
	if (cid == CID_ROWID)
		return find_rowid_alias(table);
	return cid >= 0 && cid < table->column_count ? (int) cid : SQF_INDEX_EXPRESSION;
}

static void
read_columns(SqfLease *lease, const SqfTable *table, SqfIndex *index)
{
	SqfStatement *statement = sqf_catalog_pragma(lease, "index_xinfo", index->name);
	int			capacity = 4;

	index->columns = palloc(capacity * sizeof(SqfIndexColumn));
	while (sqf_statement_step(statement))
	{
		SqfIndexColumn *column;

		if (sqf_statement_int64(statement, DESCRIBE_IS_KEY) == 0)
			continue;
		if (index->column_count == capacity)
		{
			capacity *= 2;
			index->columns = repalloc(index->columns,
									  capacity * sizeof(SqfIndexColumn));
		}
		column = &index->columns[index->column_count++];
		column->column = find_position(table,
									   sqf_statement_int64(statement,
														   DESCRIBE_POSITION));
		column->descending = sqf_statement_int64(statement,
												 DESCRIBE_DESCENDING) != 0;
		column->collation = sqf_statement_text(statement, DESCRIBE_COLLATION);
	}
	sqf_statement_finish(statement);
	index->rows_per_key = palloc0(index->column_count * sizeof(double));
}

/* The key of a table WITHOUT ROWID is noted by the name of the table. */
static void
apply_stat1(const List *stats, const SqfTable *table, SqfIndex *index)
{
	const char *name = index->clustered ? table->name : index->name;
	ListCell   *cell;

	foreach(cell, stats)
	{
		const SqfStat1 *stat = lfirst(cell);

		if (stat->index != NULL && pg_strcasecmp(stat->index, name) == 0)
			for (int i = 0; i < Min(stat->column_count, index->column_count); i++)
				index->rows_per_key[i] = stat->rows_per_key[i];
	}
}

/* The row id needs no index to be looked up. */
static SqfIndex *
describe_rowid(const SqfTable *table, int alias)
{
	SqfIndex   *index = palloc0(sizeof(SqfIndex));

	index->name = table->columns[alias].name;
	index->unique = true;
	index->clustered = true;
	index->column_count = 1;
	index->columns = palloc0(sizeof(SqfIndexColumn));
	index->columns[0].column = alias;
	index->columns[0].collation = pstrdup("BINARY");
	index->rows_per_key = palloc(sizeof(double));
	index->rows_per_key[0] = 1;
	return index;
}

/* Is this row that of the index which the primary key has? */
static bool
is_of_key(const SqfStatement *row)
{
	return strcmp(sqf_statement_text(row, LIST_ORIGIN), "pk") == 0;
}

/*
 * sqf_index_has_key tells whether the primary key of a table has an index.
 */
bool
sqf_index_has_key(SqfLease *lease, const SqfTable *table)
{
	SqfStatement *statement = sqf_catalog_pragma(lease, "index_list",
												 table->name);
	bool		found = false;

	while (!found && sqf_statement_step(statement))
		found = is_of_key(statement);
	sqf_statement_finish(statement);
	return found;
}

/*
 * sqf_index_list returns a List of SqfIndex of a table, whose columns were read:
 * those that were made by name, those of UNIQUE and PRIMARY KEY, and first the
 * row id, if a column is an alias for it.  A view has none.  What sqlite_stat1
 * says of the table, stats, goes into them.  All is palloc'd in the current memory
 * context, but for names shared with the table.
 */
List *
sqf_index_list(SqfLease *lease, const SqfTable *table, const List *stats)
{
	List	   *indexes = NIL;
	SqfStatement *statement;
	ListCell   *cell;

	if (find_rowid_alias(table) != SQF_INDEX_ROWID)
		indexes = list_make1(describe_rowid(table, find_rowid_alias(table)));

	statement = sqf_catalog_pragma(lease, "index_list", table->name);
	while (sqf_statement_step(statement))
	{
		SqfIndex   *index = palloc0(sizeof(SqfIndex));

		index->name = sqf_statement_text(statement, LIST_NAME);
		index->unique = sqf_statement_int64(statement, LIST_UNIQUE) != 0;
		index->partial = sqf_statement_int64(statement, LIST_PARTIAL) != 0;
		index->clustered = table->without_rowid && is_of_key(statement);
		read_columns(lease, table, index);
		indexes = lappend(indexes, index);
	}
	sqf_statement_finish(statement);

	foreach(cell, indexes)
		apply_stat1(stats, table, lfirst(cell));
	return indexes;
}
