/*-------------------------------------------------------------------------
 *
 * rejected_parents.c
 *	  A row that is left out takes the rows that refer to it along.
 *
 * IDENTIFICATION
 *	  src/migrate/rejected_parents.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "foreign/text_set.h"
#include "lib/stringinfo.h"
#include "migrate/rejected_parents.h"
#include "miscadmin.h"
#include "remote/select.h"
#include "utils/memutils.h"
#include "utils/rel.h"

/* Called for each row whose key is not NULL, the key as one text. */
typedef void (*KeyFunction) (const char *row_id, const char *key, void *arg);

static const SqfTextSet *
rejected_rows(const SqfMigration *migration, const SqfMigratedTable *table)
{
	return sqf_leave_out_rows(migration->leave_out, table->source_schema,
							  table->name);
}

/* The columns of the current row as one text, or NULL if one of them is NULL. */
static char *
join_key(const SqfStatement *statement, int count)
{
	StringInfoData key;

	initStringInfo(&key);
	for (int i = 0; i < count; i++)
	{
		char	   *text;

		if (sqf_statement_is_null(statement, i))
			return NULL;
		text = sqf_statement_text(statement, i);
		if (i > 0)
			appendStringInfo(&key, ", ");
		appendStringInfoString(&key, text);
	}
	return key.data;
}

static void
for_each_key(SqfLease *lease, const SqfTable *table, const List *columns,
			 KeyFunction function, void *arg)
{
	List	   *row_key;
	SqfStatement *statement =
		sqf_statement_prepare(lease, sqf_select_columns(table, columns, &row_key));
	int			count = list_length(columns);
	MemoryContext context = CurrentMemoryContext;
	MemoryContext row = AllocSetContextCreate(context, "sqlite_fdw key",
											  ALLOCSET_DEFAULT_SIZES);

	while (sqf_statement_step(statement))
	{
		char	   *key;
		char	   *row_id;

		CHECK_FOR_INTERRUPTS();
		MemoryContextSwitchTo(row);
		key = join_key(statement, count);
		row_id = sqf_statement_row_id(statement, count, row_key);
		if (key != NULL && row_id != NULL)
			function(row_id, key, arg);
		MemoryContextSwitchTo(context);
		MemoryContextReset(row);
	}
	sqf_statement_finish(statement);
	MemoryContextDelete(row);
}

/* The keys of a parent's rows, by what becomes of them. */
typedef struct Parents
{
	const SqfTextSet *rejected;
	SqfTextSet *kept_keys;
	SqfTextSet *rejected_keys;
} Parents;

static void
note_parent(const char *row_id, const char *key, void *arg)
{
	Parents    *parents = arg;

	(void) sqf_text_set_add(sqf_text_set_has(parents->rejected, row_id) ?
							parents->rejected_keys : parents->kept_keys, key);
}

/* A child table on its way through a search. */
typedef struct Children
{
	SqfMigratedTable *table;
	const SqfTextSet *rejected;
	const Parents *parents;
	char	   *columns;		/* of the key, by name */
	char	   *message;
	SqfRejectChild reject;
	void	   *arg;
	int64		found;
} Children;

static void
judge_child(const char *row_id, const char *key, void *arg)
{
	Children   *children = arg;
	const Parents *parents = children->parents;

	if (sqf_text_set_has(children->rejected, row_id) ||
		!sqf_text_set_has(parents->rejected_keys, key) ||
		sqf_text_set_has(parents->kept_keys, key))
		return;
	children->found++;
	children->reject(children->table, children->columns, row_id, key,
					 children->message, children->arg);
}

static SqfMigratedTable *
find_parent(const SqfMigration *migration, Oid existing)
{
	ListCell   *cell;

	foreach(cell, migration->tables)
	{
		SqfMigratedTable *table = lfirst(cell);

		if (table->existing == existing && table->file_table != NULL &&
			table->rejected > 0)
			return table;
	}
	return NULL;
}

/* Returns how many rows have lost their parents by one foreign key. */
static int64
search_key(const SqfMigration *migration, const SqfLoadedTables *loaded,
		   SqfMigratedTable *table, Relation target,
		   const ForeignKeyCacheInfo *key, SqfRejectChild reject, void *arg)
{
	const SqfMigratedTable *parent = find_parent(migration, key->confrelid);
	SqfKeyEnds	ends;
	Parents		parents;
	Children	children = {.table = table,.parents = &parents,.reject = reject,.arg = arg};

	if (parent == NULL ||
		!sqf_orphans_find_ends(table->file_table, target, key, loaded, &ends))
		return 0;
	parents.rejected = rejected_rows(migration, parent);
	parents.kept_keys = sqf_text_set_create();
	parents.rejected_keys = sqf_text_set_create();
	for_each_key(parent->lease, ends.parent, ends.parent_columns, note_parent, &parents);
	children.rejected = rejected_rows(migration, table);
	children.columns = ends.names;
	children.message = psprintf("its row in \"%s\" for foreign key \"%s\" is left out",
								parent->name, ends.constraint);
	for_each_key(table->lease, table->remote, ends.child_columns, judge_child, &children);
	return children.found;
}

static int64
search_table(const SqfMigration *migration, const SqfLoadedTables *loaded,
			 SqfMigratedTable *table, SqfRejectChild reject, void *arg)
{
	Relation	target = table_open(table->existing, AccessShareLock);
	int64		found = 0;
	ListCell   *cell;

	foreach(cell, RelationGetFKeyList(target))
		found += search_key(migration, loaded, table, target, lfirst(cell), reject, arg);
	table_close(target, AccessShareLock);
	return found;
}

/*
 * sqf_rejected_parents_search calls reject for each row of an existing target that
 * refers to a row that is left out, until there are no more.  reject adds it to
 * those that are left out.
 */
void
sqf_rejected_parents_search(SqfMigration *migration,
							const SqfLoadedTables *loaded,
							SqfRejectChild reject, void *arg)
{
	int64		found;

	do
	{
		ListCell   *cell;

		found = 0;
		foreach(cell, migration->tables)
		{
			SqfMigratedTable *table = lfirst(cell);

			if (OidIsValid(table->existing) && table->file_table != NULL)
				found += search_table(migration, loaded, table, reject, arg);
		}
	} while (found > 0);
}
