/*-------------------------------------------------------------------------
 *
 * verify_literal.c
 *	  Bytes among texts: has the target them as SQLite would write them?
 *
 * No type of PostgreSQL's holds texts and bytes together, so sqlite.migrate makes
 * such a column text, and its values literals.  A file does not tell whether that
 * was done; the target does.
 *
 * IDENTIFICATION
 *	  src/migrate/verify_literal.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "migrate/run_sql.h"
#include "migrate/verify.h"
#include "nodes/bitmapset.h"
#include "remote/quote.h"
#include "utils/builtins.h"

static bool
is_text(const SqfVerifyColumn *column)
{
	return column->type == TEXTOID && column->column->remote != NULL &&
		column->column->format == SQF_FORMAT_NONE;
}

/* Does SQLite find a BLOB in a column? */
static bool
has_bytes(const SqfVerifyTable *table, const SqfColumn *column)
{
	StringInfoData sql;
	SqfStatement *statement;
	bool		found;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT 1 FROM main.");
	sqf_quote_append_identifier(&sql, table->table->file_table->table->name);
	appendStringInfoString(&sql, " AS t WHERE typeof(t.");
	sqf_quote_append_identifier(&sql, column->name);
	appendStringInfoString(&sql, ") = 'blob' LIMIT 1");
	statement = sqf_statement_prepare(table->table->lease, sql.data);
	found = sqf_statement_step(statement);
	sqf_statement_finish(statement);
	return found;
}

static Bitmapset *
find_columns(const SqfVerifyTable *table)
{
	Bitmapset  *found = NULL;

	for (int i = 0; i < table->column_count; i++)
		if (is_text(&table->columns[i]) &&
			has_bytes(table, table->columns[i].column->remote))
			found = bms_add_member(found, i);
	return found;
}

static void
alter_columns(const SqfVerifyTable *table, const Bitmapset *columns,
			  const char *option)
{
	int			column = -1;

	while ((column = bms_next_member(columns, column)) >= 0)
		sqf_run_sql(psprintf("ALTER FOREIGN TABLE %s ALTER COLUMN %s OPTIONS (%s)",
							 table->table->source,
							 quote_identifier(table->columns[column].column->name),
							 option));
}

/* In how many groups of rows do both sides differ? */
static int
count_differing(const SqfVerifySums *source, const SqfVerifySums *target)
{
	int			count = 0;

	for (int i = 0; i < SQF_VERIFY_BUCKETS; i++)
		count += source->buckets[i] != target->buckets[i];
	return count;
}

/*
 * sqf_verify_try_literals reads the source of a table, which is a file's, once more
 * if texts of it cannot be read for bytes, as literals.  Where more of the
 * target's rows are equal to these, *source gets their sums, and the foreign table
 * stays so.
 */
void
sqf_verify_try_literals(SqfVerifyTable *table, SqfVerifySums *source,
						const SqfVerifySums *target)
{
	Bitmapset  *columns = find_columns(table);
	SqfVerifySums tried = {0};
	int			column = -1;

	if (columns == NULL)
		return;
	alter_columns(table, columns, "ADD format 'literal'");
	sqf_verify_sum(table, false, &tried);
	if (count_differing(&tried, target) >= count_differing(source, target))
	{
		alter_columns(table, columns, "DROP format");
		return;
	}
	*source = tried;
	while ((column = bms_next_member(columns, column)) >= 0)
		table->columns[column].figure = SQF_FIGURE_NONE;
}
