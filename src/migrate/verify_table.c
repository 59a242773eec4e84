/*-------------------------------------------------------------------------
 *
 * verify_table.c
 *	  One table is compared with its source.
 *
 * Each side is read once, and SQLite once more for its own figures; only where
 * checksums differ, both sides are read again to find the rows.
 *
 * IDENTIFICATION
 *	  src/migrate/verify_table.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/table.h"
#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "migrate/check.h"
#include "migrate/partner.h"
#include "migrate/run_sql.h"
#include "migrate/subtransaction.h"
#include "migrate/verify.h"
#include "nodes/bitmapset.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/relcache.h"

/* ---------------------------------------------------------------------------
 * Columns
 * ---------------------------------------------------------------------------
 */

/* Are the values of a type cut to its modifier as times are, without a loss? */
static bool
is_time(Oid type)
{
	switch (type)
	{
		case TIMESTAMPOID:
		case TIMESTAMPTZOID:
		case TIMEOID:
		case TIMETZOID:
		case INTERVALOID:
			return true;
		default:
			return false;
	}
}

/*
 * SQL of the source's values.  A view's are cast to the target's type, but not to
 * its length: what was cut off is a difference.
 */
static char *
write_source(const SqfMigratedColumn *column, Oid type, int32 typmod)
{
	char	   *name = psprintf("t.%s", quote_identifier(column->name));
	int32		kept = is_time(type) ? typmod : -1;

	if (column->typid == type && (column->typmod == typmod || kept < 0))
		return name;
	return psprintf("CAST(%s AS %s)", name,
					format_type_extended(type, kept,
										 FORMAT_TYPE_TYPEMOD_GIVEN |
										 FORMAT_TYPE_FORCE_QUALIFY));
}

static void
describe_column(const SqfMigratedTable *table, const SqfMigratedColumn *column,
				Form_pg_attribute attribute, SqfVerifyColumn *described)
{
	Oid			type = getBaseType(attribute->atttypid);
	bool		by_value;
	bool		is_varlena;

	described->column = column;
	described->source = write_source(column, attribute->atttypid,
									 attribute->atttypmod);
	described->target = psprintf("t.%s", quote_identifier(column->name));
	described->type = type;
	get_typlenbyval(type, &described->type_length, &by_value);
	getTypeOutputInfo(type, &described->output, &is_varlena);
	described->hash = sqf_verify_hash_kind(type, described->type_length, by_value);
	described->name_hash = sqf_verify_hash_text(column->name);
	described->figure = sqf_verify_figure_kind(table, column, type, &described->unit);
}

/* The columns that both sides have, in the order of the source. */
static void
describe_columns(SqfVerifyTable *table, Relation target)
{
	const SqfMigratedTable *migrated = table->table;

	table->columns = palloc0(Max(migrated->column_count, 1) * sizeof(SqfVerifyColumn));
	for (int i = 0; i < migrated->column_count; i++)
	{
		const SqfMigratedColumn *column = &migrated->columns[i];
		AttrNumber	attnum = get_attnum(table->target, column->name);

		if (!column->is_loaded || attnum <= 0)
			continue;
		describe_column(migrated, column,
						TupleDescAttr(RelationGetDescr(target), attnum - 1),
						&table->columns[table->column_count++]);
	}
}

/* ---------------------------------------------------------------------------
 * Keys
 * ---------------------------------------------------------------------------
 */

static int
find_column(const SqfVerifyTable *table, const char *name)
{
	for (int i = 0; i < table->column_count; i++)
		if (strcmp(table->columns[i].column->name, name) == 0)
			return i;
	return -1;
}

/* The columns of the target's primary key, if all are compared; else NULL. */
static Bitmapset *
find_primary_key(const SqfVerifyTable *table, Relation target)
{
	Bitmapset  *attrs = RelationGetIndexAttrBitmap(target, INDEX_ATTR_BITMAP_PRIMARY_KEY);
	Bitmapset  *columns = NULL;
	int			member = -1;

	while ((member = bms_next_member(attrs, member)) >= 0)
	{
		AttrNumber	attnum = member + FirstLowInvalidHeapAttributeNumber;
		int			column = find_column(table, get_attname(table->target, attnum, false));

		if (column < 0)
			return NULL;
		columns = bms_add_member(columns, column);
	}
	return columns;
}

/* Likewise of SQLite's. */
static Bitmapset *
find_remote_key(const SqfVerifyTable *table)
{
	const SqfTable *remote = table->table->remote;
	Bitmapset  *columns = NULL;
	ListCell   *cell;

	if (remote == NULL)
		return NULL;
	foreach(cell, remote->key)
	{
		const SqfColumn *key = lfirst(cell);
		int			found = -1;

		for (int i = 0; i < table->column_count; i++)
			if (table->columns[i].column->remote != NULL &&
				strcmp(table->columns[i].column->remote->name, key->name) == 0)
				found = i;
		if (found < 0)
			return NULL;
		columns = bms_add_member(columns, found);
	}
	return columns;
}

static void
find_key(SqfVerifyTable *table, Relation target)
{
	Bitmapset  *key = find_primary_key(table, target);

	if (key == NULL)
		key = find_remote_key(table);
	table->has_key = key != NULL;
	for (int i = 0; i < table->column_count; i++)
		table->columns[i].is_key = bms_is_member(i, key);
}

static SqfVerifyTable *
describe_table(const SqfMigratedTable *migrated, Oid relid)
{
	SqfVerifyTable *table = palloc0(sizeof(SqfVerifyTable));
	Relation	target = table_open(relid, AccessShareLock);

	table->table = migrated;
	table->target = relid;
	describe_columns(table, target);
	find_key(table, target);
	table_close(target, AccessShareLock);
	return table;
}

/* ---------------------------------------------------------------------------
 * Comparing
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_verify_note notes what was compared, and returns it for keys to be added.
 * The texts must live as long as the verification.
 */
SqfVerified *
sqf_verify_note(SqfVerification *verification, const char *table_name,
				const char *column_name, const char *property, char *source,
				char *target, bool matches)
{
	SqfVerified *line = palloc0(sizeof(SqfVerified));

	line->table_name = table_name;
	line->column_name = column_name;
	line->property = property;
	line->source = source;
	line->target = target;
	line->verdict = matches ? SQF_MATCHES : SQF_DIFFERS;
	verification->lines = lappend(verification->lines, line);
	return line;
}

static List *
list_of(char *const *texts, int count)
{
	List	   *list = NIL;

	for (int i = 0; i < count; i++)
		list = lappend(list, texts[i]);
	return list;
}

/* "1000 less 3 rejected", "1000 and 5 there before" */
static char *
write_rows(int64 rows, int64 number, const char *words)
{
	return number == 0 ? psprintf(INT64_FORMAT, rows) :
		psprintf(INT64_FORMAT " %s", rows, psprintf(words, (long long) number));
}

static void
compare_rows(SqfVerification *verification, const SqfMigratedTable *table,
			 int64 source_rows, const SqfVerifySums *target)
{
	sqf_verify_note(verification, table->name, NULL, "rows",
					write_rows(source_rows, table->rejected, "less %lld rejected"),
					write_rows(target->rows, table->rows_before, "with %lld there before"),
					source_rows - table->rejected ==
					target->rows - table->rows_before);
}

static char *
write_checksum(uint64 checksum)
{
	return psprintf("%016llx", (unsigned long long) checksum);
}

/* A column that differs only because rows are missing is not to blame. */
static void
compare_column(SqfVerification *verification, const SqfVerifyTable *table,
			   int column, const SqfVerifySums *source,
			   const SqfVerifySums *target, const SqfDifferences *differences)
{
	bool		matches = source->columns[column] == target->columns[column];
	SqfVerified *line =
		sqf_verify_note(verification, table->table->name,
						table->columns[column].column->name, "checksum",
						write_checksum(source->columns[column]),
						write_checksum(target->columns[column]), matches);

	if (matches || differences == NULL)
		return;
	line->keys = list_of(differences->columns[column].keys,
						 differences->columns[column].count);
	if (line->keys == NIL)
		line->verdict = SQF_NOT_COMPARED;
}

static void
compare_checksums(SqfVerification *verification, const SqfVerifyTable *table,
				  const SqfVerifySums *source, const SqfVerifySums *target)
{
	const char *name = table->table->name;
	SqfDifferences *differences = NULL;
	SqfVerified *line;
	bool		matches = source->checksum == target->checksum;

	if (!matches)
		differences = sqf_verify_differences(table, source, target);
	/* rows that were there before the load have their own keys */
	if (!matches && table->table->rows_before > 0 && differences->missing == 0 &&
		differences->extra == table->table->rows_before)
	{
		sqf_verify_note(verification, name, NULL, "checksum",
						write_checksum(source->checksum),
						psprintf("the same, beside " INT64_FORMAT " rows that were there before",
								 differences->extra), true);
		return;
	}
	line = sqf_verify_note(verification, name, NULL, "checksum",
						   write_checksum(source->checksum),
						   write_checksum(target->checksum), matches);
	if (!matches)
		line->keys = list_of(differences->rows.lines, differences->rows.count);
	for (int i = 0; i < table->column_count; i++)
		compare_column(verification, table, i, source, target, differences);
}

/* The first values that kept rows from being read. */
typedef struct Unreadable
{
	MemoryContext context;
	List	   *lines;
} Unreadable;

static void
note_fault(const SqfCheckFault *fault, void *arg)
{
	Unreadable *unreadable = arg;

	MemoryContext old;

	if (fault->row_id == NULL || fault->storage_class == NULL ||
		list_length(unreadable->lines) == SQF_VERIFY_KEYS)
		return;
	old = MemoryContextSwitchTo(unreadable->context);
	unreadable->lines = lappend(unreadable->lines,
								psprintf("%s: %s %s", fault->row_id,
										 fault->column_name, fault->message));
	MemoryContextSwitchTo(old);
}

/* Rows of the source that cannot be read as the target's types. */
static void
report_unreadable(SqfVerification *verification, const SqfVerifyTable *table,
				  int64 rows)
{
	Unreadable	unreadable = {.context = CurrentMemoryContext};
	SqfVerified *line;

	sqf_check_against_target(table->table->file_table, table->target, NULL,
							 SQF_SHOWN_BYTES, note_fault, &unreadable);
	line = sqf_verify_note(verification, table->table->name, NULL, "values",
						   psprintf(rows == 1 ? INT64_FORMAT " row does not fit the target's types" :
									INT64_FORMAT " rows do not fit the target's types",
									rows), NULL, false);
	line->keys = unreadable.lines;
}

/* SQLite's figures are of all rows. */
static bool
has_all_rows(const SqfMigratedTable *table)
{
	return table->file_table != NULL && table->rejected == 0 &&
		table->rows_before == 0;
}

/* What both sides come to. */
typedef struct Reading
{
	const SqfVerifyTable *table;
	SqfVerifySums source;
	SqfVerifySums target;
	SqfFigures *figures;		/* of all rows, if a worker had them from SQLite */
} Reading;

static void
read_rows(Reading *reading)
{
	reading->source = (SqfVerifySums) {0};
	reading->target = (SqfVerifySums) {.wants_figures = true};
	sqf_verify_sum(reading->table, false, &reading->source);
	sqf_verify_sum(reading->table, true, &reading->target);
}

static void
read_beside_worker(void *arg)
{
	Reading    *reading = arg;
	SqfFigureRequest *request = sqf_verify_ask(reading->table);

	read_rows(reading);
	if (request != NULL)
		reading->figures = sqf_verify_take_answer(request);
}

/*
 * Read all rows of both sides, beside a worker if the table is large.  Beside one,
 * much is forbidden that a reader, or a function of the target's, may need, and
 * it may not even be able to start; so what fails is tried without.
 */
static void
read_both(Reading *reading)
{
	ErrorData  *error;

	if (has_all_rows(reading->table->table) &&
		sqf_verify_is_large(reading->table))
	{
		error = sqf_subtransaction_run(read_beside_worker, reading, SQF_KEEP);
		if (error == NULL)
			return;
		if (error->sqlerrcode == ERRCODE_QUERY_CANCELED)
			ReThrowError(error);
		ereport(DEBUG1,
				(errmsg_internal("table \"%s\" is read without a parallel worker: %s",
								 reading->table->table->name, error->message)));
	}
	read_rows(reading);
}

/* SQLite's figures, if they are of the rows that were read; else NULL. */
static SqfFigures *
find_figures(const Reading *reading, int64 source_rows)
{
	if (!has_all_rows(reading->table->table) ||
		reading->source.rows != source_rows)
		return NULL;
	return reading->figures != NULL ? reading->figures :
		sqf_verify_figures_of_file(reading->table);
}

/*
 * sqf_verify_table compares a table with its source, whose foreign table or view
 * stands.  Throws if a value of a view's cannot be read.
 */
void
sqf_verify_table(SqfVerification *verification, const SqfMigratedTable *migrated)
{
	Oid			schema = get_namespace_oid(verification->migration->request->target_schema, false);
	SqfVerifyTable *table = describe_table(migrated,
										   get_relname_relid(migrated->name, schema));
	Reading		reading = {.table = table};
	SqfVerifySums *source = &reading.source;
	SqfVerifySums *target = &reading.target;
	SqfFigures *figures;
	int64		source_rows;

	read_both(&reading);
	source_rows = migrated->source_rows >= 0 ? migrated->source_rows :
		source->rows + migrated->rejected;
	if (source->rows + migrated->rejected != source_rows &&
		!verification->is_of_run &&
		sqf_source_schema(verification->migration->request->source) == NULL)
		sqf_verify_try_literals(table, source, target);
	compare_rows(verification, migrated, source_rows, target);
	table->all_rows_fit = source->rows + migrated->rejected == source_rows;
	if (!table->all_rows_fit)
		report_unreadable(verification, table,
						  source_rows - source->rows - migrated->rejected);
	compare_checksums(verification, table, source, target);
	figures = find_figures(&reading, source_rows);
	if (figures != NULL)
		sqf_verify_compare_figures(verification, table, figures, target->figures);
	sqf_verify_keys_and_ids(verification, table);
	pfree(source->buckets);
	pfree(target->buckets);
}
