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
#include "access/stratnum.h"
#include "access/table.h"
#include "catalog/pg_class.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_operator.h"
#include "lib/stringinfo.h"
#include "migrate/collision.h"
#include "migrate/run_sql.h"
#include "migrate/subtransaction.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

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

/* A column of a unique index, and what its equal values are equal by, as SQL. */
typedef struct KeyColumn
{
	char	   *name;
	char	   *type;
	char	   *operator;
	char	   *collation;		/* or "" */
} KeyColumn;

static char *
name_operator(Oid operator)
{
	HeapTuple	tuple = SearchSysCache1(OPEROID, ObjectIdGetDatum(operator));
	Form_pg_operator form;
	char	   *name;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for operator %u", operator);
	form = (Form_pg_operator) GETSTRUCT(tuple);
	name = psprintf("OPERATOR(%s.%s)",
					quote_identifier(get_namespace_name(form->oprnamespace)),
					NameStr(form->oprname));
	ReleaseSysCache(tuple);
	return name;
}

static char *
name_collation(Oid collation)
{
	HeapTuple	tuple;
	Form_pg_collation form;
	char	   *name;

	if (!OidIsValid(collation))
		return pstrdup("");
	tuple = SearchSysCache1(COLLOID, ObjectIdGetDatum(collation));
	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for collation %u", collation);
	form = (Form_pg_collation) GETSTRUCT(tuple);
	name = psprintf(" COLLATE %s",
					quote_qualified_identifier(get_namespace_name(form->collnamespace),
											   NameStr(form->collname)));
	ReleaseSysCache(tuple);
	return name;
}

static KeyColumn *
describe_key_column(const SqfMigratedTable *table, Relation index, int number)
{
	AttrNumber	attnum = index->rd_index->indkey.values[number];
	Oid			type = index->rd_opcintype[number];
	KeyColumn  *column = palloc(sizeof(KeyColumn));

	column->name = get_attname(table->existing, attnum, false);
	column->type = format_type_extended(get_atttype(table->existing, attnum), -1,
										FORMAT_TYPE_FORCE_QUALIFY);
	column->operator =
		name_operator(get_opfamily_member(index->rd_opfamily[number], type, type,
										  BTEqualStrategyNumber));
	column->collation = name_collation(index->rd_indcollation[number]);
	return column;
}

/* A unique index's columns; NIL if rows to come cannot be looked up by it. */
static List *
list_key(const SqfMigratedTable *table, Relation index)
{
	List	   *key = NIL;

	if (!index->rd_index->indisunique ||
		RelationGetIndexExpressions(index) != NIL ||
		RelationGetIndexPredicate(index) != NIL)
		return NIL;
	for (int i = 0; i < index->rd_index->indnkeyatts; i++)
	{
		KeyColumn  *column = describe_key_column(table, index, i);

		if (!is_loaded(table, column->name))
			return NIL;
		key = lappend(key, column);
	}
	return key;
}

/* Both sides have the target's type, as they will after the load. */
static void
append_condition(StringInfo sql, const KeyColumn *column, bool nulls_equal)
{
	const char *name = quote_identifier(column->name);

	appendStringInfo(sql, "(CAST(s.%s AS %s) %s t.%s%s", name, column->type,
					 column->operator, name, column->collation);
	if (nulls_equal)
		appendStringInfo(sql, " OR s.%s IS NULL AND t.%s IS NULL", name, name);
	appendStringInfoChar(sql, ')');
}

static char *
write_query(const SqfMigratedTable *table, const List *key, bool nulls_equal)
{
	StringInfoData shown;
	StringInfoData condition;
	ListCell   *cell;

	initStringInfo(&shown);
	initStringInfo(&condition);
	foreach(cell, key)
	{
		const KeyColumn *column = lfirst(cell);

		appendStringInfo(&shown, ", t.%s", quote_identifier(column->name));
		appendStringInfoString(&condition,
							   foreach_current_index(cell) > 0 ? " AND " : "");
		append_condition(&condition, column, nulls_equal);
	}
	/* an index knows nothing of tables that inherit */
	return psprintf("SELECT DISTINCT pg_catalog.concat_ws(', '%s) FROM %s AS s JOIN %s%s AS t ON %s ORDER BY 1",
					shown.data, table->source,
					get_rel_relkind(table->existing) == RELKIND_RELATION ? "ONLY " : "",
					table->target, condition.data);
}

static char *
list_names(const List *key)
{
	StringInfoData list;
	ListCell   *cell;

	initStringInfo(&list);
	foreach(cell, key)
		appendStringInfo(&list, "%s%s", list.len > 0 ? ", " : "",
						 ((KeyColumn *) lfirst(cell))->name);
	return list.data;
}

static char *
join_texts(const List *names, const char *separator)
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

/* A unique index on its way through a check. */
typedef struct Check
{
	const SqfMigratedTable *table;
	Relation	index;
	StringInfoData found;
} Check;

static void
check_index(void *arg)
{
	Check	   *check = arg;
	const SqfMigratedTable *table = check->table;
	List	   *key = list_key(table, check->index);
	List	   *keys;

	if (key == NIL)
		return;
	keys = sqf_run_sql_texts(write_query(table, key,
										 check->index->rd_index->indnullsnotdistinct),
							 MAX_KEYS + 1);
	if (keys == NIL)
		return;
	appendStringInfo(&check->found, "%stable \"%s\", key \"%s\" (%s): %s%s",
					 check->found.len > 0 ? "\n" : "", table->name,
					 RelationGetRelationName(check->index), list_names(key),
					 join_texts(list_copy_head(keys, MAX_KEYS), "; "),
					 list_length(keys) > MAX_KEYS ? "; and more" : "");
}

/* A value that does not fit has no key, and whoever looks at all values tells of it. */
static void
check_readable(Check *check)
{
	ErrorData  *error = sqf_subtransaction_run(check_index, check, SQF_KEEP);

	if (error != NULL &&
		ERRCODE_TO_CATEGORY(error->sqlerrcode) != ERRCODE_DATA_EXCEPTION)
		ReThrowError(error);
}

static bool
has_rows(const SqfMigratedTable *table)
{
	return sqf_run_sql_int64(psprintf("SELECT pg_catalog.count(*) FROM (SELECT FROM %s LIMIT 1) AS r",
									  table->target)) > 0;
}

static void
check_table(Check *check)
{
	Relation	target;
	ListCell   *cell;

	if (!has_rows(check->table))
		return;
	target = table_open(check->table->existing, AccessShareLock);
	foreach(cell, RelationGetIndexList(target))
	{
		check->index = index_open(lfirst_oid(cell), AccessShareLock);
		check_readable(check);
		index_close(check->index, AccessShareLock);
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
	int			nest_level = sqf_run_sql_begin_path(migration->search_path);
	Check		check;
	ListCell   *cell;

	(void) sqf_run_sql_begin_silence();
	initStringInfo(&check.found);
	foreach(cell, migration->tables)
	{
		check.table = lfirst(cell);
		if (OidIsValid(check.table->existing))
			check_table(&check);
	}
	AtEOXact_GUC(true, nest_level);
	if (check.found.len > 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNIQUE_VIOLATION),
				 errmsg("schema \"%s\" has rows with keys that are to be loaded",
						request->target_schema),
				 errdetail_internal("%s", check.found.data),
				 errhint("Delete them, leave their tables out with exclude_tables, or empty all tables that are loaded with if_exists => 'truncate'.")));
}
