/*-------------------------------------------------------------------------
 *
 * collision.c
 *	  Before rows are added to a table, its unique keys are compared with theirs.
 *
 * IDENTIFICATION
 *	  src/migrate/collision.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/table.h"
#include "lib/stringinfo.h"
#include "migrate/collision.h"
#include "migrate/run_sql.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

/* So many keys are listed for one index. */
#define MAX_KEYS	10

static bool
is_loaded(const SqfMigratedTable *table, const char *name)
{
	for (int i = 0; i < table->column_count; i++)
		if (strcmp(table->columns[i].name, name) == 0)
			return table->columns[i].is_loaded;
	return false;
}

/* The names of a unique index's columns; NIL if rows to come cannot be looked up by it. */
static List *
list_key(const SqfMigratedTable *table, Relation index)
{
	List	   *names = NIL;

	if (!index->rd_index->indisunique ||
		RelationGetIndexExpressions(index) != NIL ||
		RelationGetIndexPredicate(index) != NIL)
		return NIL;
	for (int i = 0; i < index->rd_index->indnkeyatts; i++)
	{
		char	   *name = get_attname(table->existing,
									   index->rd_index->indkey.values[i], false);

		if (!is_loaded(table, name))
			return NIL;
		names = lappend(names, name);
	}
	return names;
}

static char *
write_query(const SqfMigratedTable *table, const List *key)
{
	StringInfoData shown;
	StringInfoData condition;
	ListCell   *cell;

	initStringInfo(&shown);
	initStringInfo(&condition);
	foreach(cell, key)
	{
		const char *name = quote_identifier(lfirst(cell));

		appendStringInfo(&shown, ", t.%s", name);
		appendStringInfo(&condition, "%ss.%s = t.%s",
						 foreach_current_index(cell) > 0 ? " AND " : "", name, name);
	}
	return psprintf("SELECT concat_ws(', '%s) FROM %s AS s JOIN %s AS t ON %s ORDER BY 1",
					shown.data, table->source, table->target, condition.data);
}

static char *
join_names(const List *names, const char *separator)
{
	StringInfoData list;
	ListCell   *cell;

	initStringInfo(&list);
	foreach(cell, names)
		appendStringInfo(&list, "%s%s",
						 foreach_current_index(cell) > 0 ? separator : "",
						 (char *) lfirst(cell));
	return list.data;
}

static void
check_index(const SqfMigratedTable *table, Relation index, StringInfo found)
{
	List	   *key = list_key(table, index);
	List	   *keys;

	if (key == NIL)
		return;
	keys = sqf_run_sql_texts(write_query(table, key), MAX_KEYS + 1);
	if (keys == NIL)
		return;
	appendStringInfo(found, "%stable \"%s\", key \"%s\" (%s): %s%s",
					 found->len > 0 ? "\n" : "", table->name,
					 RelationGetRelationName(index), join_names(key, ", "),
					 join_names(list_copy_head(keys, MAX_KEYS), "; "),
					 list_length(keys) > MAX_KEYS ? "; and more" : "");
}

static bool
has_rows(const SqfMigratedTable *table)
{
	return sqf_run_sql_int64(psprintf("SELECT count(*) FROM (SELECT FROM %s LIMIT 1) AS r",
									  table->target)) > 0;
}

static void
check_table(const SqfMigratedTable *table, StringInfo found)
{
	Relation	target;
	ListCell   *cell;

	if (!has_rows(table))
		return;
	target = table_open(table->existing, AccessShareLock);
	foreach(cell, RelationGetIndexList(target))
	{
		Relation	index = index_open(lfirst_oid(cell), AccessShareLock);

		check_index(table, index, found);
		index_close(index, AccessShareLock);
	}
	table_close(target, AccessShareLock);
}

/*
 * sqf_collision_check throws if rows of existing targets have keys that rows to
 * come have, too, and lists them.
 */
void
sqf_collision_check(const SqfMigration *migration)
{
	const SqfMigrationRequest *request = migration->request;
	StringInfoData found;
	ListCell   *cell;

	initStringInfo(&found);
	foreach(cell, migration->tables)
	{
		const SqfMigratedTable *table = lfirst(cell);

		if (OidIsValid(table->existing))
			check_table(table, &found);
	}
	if (found.len > 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNIQUE_VIOLATION),
				 errmsg("schema \"%s\" has rows with keys that are to be loaded",
						request->target_schema),
				 errdetail_internal("%s", found.data),
				 errhint("Delete them, leave their tables out with exclude_tables, or empty all tables that are loaded with if_exists => 'truncate'.")));
}
