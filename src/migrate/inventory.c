/*-------------------------------------------------------------------------
 *
 * inventory.c
 *	  sqlite.inventory() tells what a SQLite file holds.
 *
 * IDENTIFICATION
 *	  src/migrate/inventory.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "foreign/connection.h"
#include "migrate/result.h"
#include "remote/catalog.h"
#include "remote/quote.h"
#include "remote/statement.h"

/* Indexes and triggers; tables and views come from the catalogue. */
#define LIST_OTHERS \
	"SELECT s.type, s.name, s.tbl_name FROM sqlite_schema AS s" \
	" WHERE s.type IN ('index', 'trigger') ORDER BY s.type, s.name"

/*
 * The pages of all tables and indexes, those of each together.  Page by page: with
 * dbstat's own sum SQLite would be deaf to cancel until the end, as it is in
 * count(*), for which count(1) stands below.  Asked for one name, dbstat looks
 * through the whole schema.
 */
#define LIST_PAGES \
	"SELECT d.name, d.pgsize FROM dbstat AS d" \
	" WHERE d.schema = 'main' AND d.name IS NOT NULL"

enum InventoryColumn
{
	INVENTORY_KIND,
	INVENTORY_NAME,
	INVENTORY_TABLE,
	INVENTORY_ROWS,
	INVENTORY_BYTES,
	INVENTORY_NOTE,
	INVENTORY_COLUMNS
};

/* What the pages of a table or index come to. */
typedef struct PageSum
{
	char	   *name;
	int64		bytes;
} PageSum;

typedef struct Inventory
{
	ReturnSetInfo *result;
	SqfLease   *lease;
	PageSum	   *sums;			/* by name */
	int			sum_count;
} Inventory;

static const char *
kind_name(const SqfTable *table)
{
	switch (table->kind)
	{
		case SQF_TABLE_ORDINARY:
			return "table";
		case SQF_TABLE_VIEW:
			return "view";
		case SQF_TABLE_VIRTUAL:
			return "virtual table";
		case SQF_TABLE_SHADOW:
			return "shadow table";
	}
	pg_unreachable();
}

static int
compare_sums(const void *a, const void *b)
{
	return strcmp(((const PageSum *) a)->name, ((const PageSum *) b)->name);
}

static PageSum *
add_sum(Inventory *inventory, int *capacity, char *name)
{
	PageSum    *sum;

	if (inventory->sum_count == *capacity)
	{
		*capacity = Max(2 * *capacity, 64);
		inventory->sums = inventory->sums == NULL ?
			palloc(*capacity * sizeof(PageSum)) :
			repalloc_huge(inventory->sums, *capacity * sizeof(PageSum));
	}
	sum = &inventory->sums[inventory->sum_count++];
	sum->name = name;
	sum->bytes = 0;
	return sum;
}

/* Sum up the pages; without dbstat in the library no size is known. */
static void
read_sums(Inventory *inventory)
{
	MemoryContext context = CurrentMemoryContext;
	MemoryContext row = AllocSetContextCreate(context, "sqlite_fdw inventory",
											  ALLOCSET_SMALL_SIZES);
	char	   *failure;
	SqfStatement *pages = sqf_statement_try_prepare(inventory->lease, LIST_PAGES,
													&failure);
	int			capacity = 0;
	PageSum    *sum = NULL;

	if (pages == NULL)
		return;
	while (sqf_statement_step(pages))
	{
		MemoryContextSwitchTo(row);
		if (sum == NULL || !sqf_statement_is_text(pages, 0, sum->name))
		{
			MemoryContextSwitchTo(context);
			sum = add_sum(inventory, &capacity, sqf_statement_text(pages, 0));
		}
		sum->bytes += sqf_statement_int64(pages, 1);
		MemoryContextSwitchTo(context);
		MemoryContextReset(row);
	}
	sqf_statement_finish(pages);
	MemoryContextDelete(row);
	qsort(inventory->sums, inventory->sum_count, sizeof(PageSum), compare_sums);
}

/* A schema that somebody forges while we read it may have no name. */
static void
set_bytes(const Inventory *inventory, Datum *values, bool *nulls,
		  char *name)
{
	PageSum		wanted = {.name = name};
	const PageSum *found = name == NULL || inventory->sum_count == 0 ? NULL :
		bsearch(&wanted, inventory->sums, inventory->sum_count, sizeof(PageSum),
				compare_sums);

	nulls[INVENTORY_BYTES] = found == NULL;
	if (found != NULL)
		values[INVENTORY_BYTES] = Int64GetDatum(found->bytes);
}

static void
set_rows(const Inventory *inventory, Datum *values, bool *nulls,
		 const char *name)
{
	StringInfoData sql;
	SqfStatement *count;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT count(1) FROM main.");
	sqf_quote_append_identifier(&sql, name);
	count = sqf_statement_prepare(inventory->lease, sql.data);
	nulls[INVENTORY_ROWS] = !sqf_statement_step(count);
	if (!nulls[INVENTORY_ROWS])
		values[INVENTORY_ROWS] = Int64GetDatum(sqf_statement_int64(count, 0));
	sqf_statement_finish(count);
}

static char *
describe_table(const SqfTable *table)
{
	if (table->kind == SQF_TABLE_VIRTUAL)
		return table->module != NULL ? psprintf("using %s", table->module) : NULL;
	if (table->without_rowid)
		return pstrdup(table->strict ? "STRICT, WITHOUT ROWID" : "WITHOUT ROWID");
	return table->strict ? pstrdup("STRICT") : NULL;
}

static void
put_table(const Inventory *inventory, SqfTable *table)
{
	Datum		values[INVENTORY_COLUMNS];
	bool		nulls[INVENTORY_COLUMNS] = {0};
	char	   *note = describe_table(table);
	char	   *failure;

	sqf_result_set_text(values, nulls, INVENTORY_KIND, kind_name(table));
	sqf_result_set_text(values, nulls, INVENTORY_NAME, table->name);
	nulls[INVENTORY_TABLE] = true;
	nulls[INVENTORY_ROWS] = true;
	if (!sqf_catalog_read_columns(inventory->lease, table, &failure))
		note = psprintf("cannot be read: %s", failure);
	else if (table->kind != SQF_TABLE_VIEW)
		set_rows(inventory, values, nulls, table->name);
	set_bytes(inventory, values, nulls, table->name);
	sqf_result_set_text(values, nulls, INVENTORY_NOTE, note);
	sqf_result_put(inventory->result, values, nulls);
}

static void
put_other(const Inventory *inventory, const SqfStatement *row)
{
	Datum		values[INVENTORY_COLUMNS];
	bool		nulls[INVENTORY_COLUMNS] = {0};
	char	   *name = sqf_statement_text(row, INVENTORY_NAME);

	sqf_result_set_text(values, nulls, INVENTORY_KIND,
						sqf_statement_text(row, INVENTORY_KIND));
	sqf_result_set_text(values, nulls, INVENTORY_NAME, name);
	sqf_result_set_text(values, nulls, INVENTORY_TABLE,
						sqf_statement_text(row, INVENTORY_TABLE));
	nulls[INVENTORY_ROWS] = true;
	set_bytes(inventory, values, nulls, name);
	nulls[INVENTORY_NOTE] = true;
	sqf_result_put(inventory->result, values, nulls);
}

PG_FUNCTION_INFO_V1(sqlite_inventory);

/*
 * sqlite.inventory(source) returns a row per table, view, index and trigger.
 */
Datum
sqlite_inventory(PG_FUNCTION_ARGS)
{
	Inventory	inventory = {0};
	SqfStatement *others;
	ListCell   *cell;

	InitMaterializedSRF(fcinfo, 0);
	inventory.result = (ReturnSetInfo *) fcinfo->resultinfo;
	inventory.lease =
		sqf_connection_lease_source(text_to_cstring(PG_GETARG_TEXT_PP(0)));
	read_sums(&inventory);

	foreach(cell, sqf_catalog_tables(inventory.lease))
		put_table(&inventory, lfirst(cell));

	others = sqf_statement_prepare(inventory.lease, LIST_OTHERS);
	while (sqf_statement_step(others))
		put_other(&inventory, others);

	sqf_handle_check_unmoved(inventory.lease);
	sqf_statement_finish(others);
	sqf_handle_release(inventory.lease);
	return (Datum) 0;
}
