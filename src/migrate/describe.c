/*-------------------------------------------------------------------------
 *
 * describe.c
 *	  Foreign tables, and views over them, say what the tables of a migration are.
 *
 * A view whose rows are those of one foreign table, some left out or columns
 * renamed, keeps what SQLite says of that table.
 *
 * IDENTIFICATION
 *	  src/migrate/describe.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "foreign/foreign.h"
#include "foreign/connection.h"
#include "foreign/option.h"
#include "foreign/rights.h"
#include "migrate/describe.h"
#include "migrate/file_tables.h"
#include "migrate/partner.h"
#include "migrate/run_sql.h"
#include "migrate/selection.h"
#include "migrate/sql_parse.h"
#include "migrate/tell.h"
#include "nodes/parsenodes.h"
#include "parser/parsetree.h"
#include "remote/quote.h"
#include "remote/schema_text.h"
#include "rewrite/rewriteHandler.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/ruleutils.h"

/* ---------------------------------------------------------------------------
 * Columns
 * ---------------------------------------------------------------------------
 */

/* A collation is told if it is not the type's own. */
static char *
write_type(Form_pg_attribute attribute)
{
	char	   *type = format_type_with_typemod(attribute->atttypid,
												attribute->atttypmod);

	return attribute->attcollation == get_typcollation(attribute->atttypid) ? type :
		psprintf("%s COLLATE %s", type, generate_collation_name(attribute->attcollation));
}

static void
describe_columns(SqfMigratedTable *table, Relation relation)
{
	TupleDesc	tupdesc = RelationGetDescr(relation);

	table->columns = palloc0(tupdesc->natts * sizeof(SqfMigratedColumn));
	for (int i = 0; i < tupdesc->natts; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(tupdesc, i);
		SqfMigratedColumn *column;

		if (attribute->attisdropped)
			continue;
		column = &table->columns[table->column_count++];
		column->is_loaded = true;
		column->name = pstrdup(NameStr(attribute->attname));
		column->typid = attribute->atttypid;
		column->typmod = attribute->atttypmod;
		column->type = write_type(attribute);
	}
}

/* The column of SQLite that one of a foreign table reads. */
static void
set_remote(SqfMigratedColumn *column, const SqfSourceTable *file_table,
		   const char *local_name)
{
	for (int i = 0; i < file_table->table->column_count; i++)
		if (strcmp(file_table->local_names[i], local_name) == 0)
		{
			column->remote = &file_table->table->columns[i];
			column->format = sqf_source_format(file_table, i,
											   getBaseType(column->typid));
		}
}

/* ---------------------------------------------------------------------------
 * Views
 * ---------------------------------------------------------------------------
 */

/* The one foreign table whose rows a view gives, or InvalidOid. */
static Oid
find_base(const Query *query)
{
	RangeTblRef *from;
	const RangeTblEntry *base;

	if (query->commandType != CMD_SELECT || query->setOperations != NULL ||
		query->groupClause != NIL || query->groupingSets != NIL ||
		query->distinctClause != NIL || query->hasAggs ||
		query->hasTargetSRFs || query->hasModifyingCTE ||
		list_length(query->jointree->fromlist) != 1 ||
		!IsA(linitial(query->jointree->fromlist), RangeTblRef))
		return InvalidOid;
	from = linitial(query->jointree->fromlist);
	base = rt_fetch(from->rtindex, query->rtable);
	if (base->rtekind != RTE_RELATION || base->relkind != RELKIND_FOREIGN_TABLE ||
		!sqf_connection_is_ours(GetForeignTable(base->relid)->serverid))
		return InvalidOid;
	return base->relid;
}

/* Columns of the view that are columns of its base have what those have. */
static void
map_view_columns(SqfMigratedTable *table, const Query *query, Oid base,
				 const SqfSourceTable *file_table)
{
	ListCell   *cell;
	int			index = 0;

	foreach(cell, query->targetList)
	{
		const TargetEntry *entry = lfirst_node(TargetEntry, cell);
		const Var  *var = (const Var *) entry->expr;

		if (entry->resjunk)
			continue;
		if (IsA(var, Var) && var->varattno > 0 && var->varlevelsup == 0)
			set_remote(&table->columns[index], file_table,
					   get_attname(base, var->varattno, false));
		index++;
	}
}

static void
describe_view(SqfMigratedTable *table, Relation relation)
{
	const Query *query = get_view_query(relation);
	Oid			base = find_base(query);
	SqfSourceTable *file_table;

	if (!OidIsValid(base))
		return;
	file_table = sqf_source_table(base);
	table->read_table = file_table;
	table->lease = file_table->lease;
	table->zone = file_table->zone;
	table->remote = file_table->table;
	map_view_columns(table, query, base, file_table);
}

static void
describe_foreign_table(SqfMigratedTable *table, Oid relid)
{
	table->file_table = sqf_source_table(relid);
	table->read_table = table->file_table;
	table->lease = table->file_table->lease;
	table->zone = table->file_table->zone;
	table->remote = table->file_table->table;
	for (int i = 0; i < table->column_count; i++)
	{
		SqfMigratedColumn *column = &table->columns[i];
		SqfColumnOptions options;

		set_remote(column, table->file_table, column->name);
		sqf_option_of_column(relid, get_attnum(relid, column->name), &options);
		column->sets_null = options.on_error == SQF_ON_ERROR_SET_NULL;
	}
}

/* ---------------------------------------------------------------------------
 * What SQLite says
 * ---------------------------------------------------------------------------
 */

/* Its CREATE TABLE, for what SQLite's pragmas do not tell. */
static void
parse_declaration(SqfMigratedTable *table)
{
	List	   *texts;
	char	   *failure;

	if (table->remote == NULL || table->remote->kind != SQF_TABLE_ORDINARY)
		return;
	texts = sqf_schema_texts_of(table->lease, "table", table->remote->name);
	if (texts != NIL)
		table->declared =
			sqf_sql_parse_table(((SqfSchemaText *) linitial(texts))->sql, &failure);
}

/* What SQLite itself counts. */
static int64
count_in_file(const SqfMigratedTable *table, const char *expression)
{
	StringInfoData sql;
	SqfStatement *statement;
	int64		count = 0;

	initStringInfo(&sql);
	appendStringInfo(&sql, "SELECT %s FROM main.", expression);
	sqf_quote_append_identifier(&sql, table->remote->name);
	statement = sqf_statement_prepare(table->lease, sql.data);
	if (sqf_statement_step(statement))
		count = sqf_statement_int64(statement, 0);
	sqf_statement_finish(statement);
	return count;
}

static bool
must_not_be_null(const SqfColumn *column)
{
	return (column->not_null || column->key_position > 0) &&
		!column->is_rowid_alias;
}

/* Of a column that is declared NOT NULL, SQLite knows IS NULL unread. */
static bool
file_has_nulls(const SqfMigratedTable *table, const SqfMigratedColumn *column)
{
	StringInfoData expression;

	initStringInfo(&expression);
	appendStringInfoString(&expression, "sum(typeof(");
	sqf_quote_append_identifier(&expression, column->remote->name);
	appendStringInfoString(&expression, ") = 'null')");
	return count_in_file(table, expression.data) > 0;
}

/* A value that does not fit is told of later. */
static bool
source_has_nulls(const SqfMigratedTable *table, const SqfMigratedColumn *column)
{
	uint64		found = 0;
	int			nest_level = sqf_run_sql_begin_silence();

	(void) sqf_run_sql_try(psprintf("SELECT FROM %s WHERE num_nulls(%s) > 0 LIMIT 1",
									table->source, quote_identifier(column->name)),
						   &found);
	AtEOXact_GUC(true, nest_level);
	return found > 0;
}

/* The data need not be as declared, so whoever wants NOT NULL must look. */
static void
look_for_nulls(SqfMigratedTable *table)
{
	for (int i = 0; i < table->column_count; i++)
	{
		SqfMigratedColumn *column = &table->columns[i];

		if (column->remote != NULL && must_not_be_null(column->remote))
			column->has_nulls = table->file_table == NULL || column->sets_null ?
				source_has_nulls(table, column) : file_has_nulls(table, column);
	}
}

static int64
find_largest(Oid type)
{
	switch (type)
	{
		case INT2OID:
			return PG_INT16_MAX;
		case INT4OID:
			return PG_INT32_MAX;
		default:
			return PG_INT64_MAX;
	}
}

/* SQLite picks ids at random when the largest one is taken. */
static void
look_for_last_id(SqfMigratedTable *table)
{
	for (int i = 0; i < table->column_count; i++)
	{
		SqfMigratedColumn *column = &table->columns[i];
		int64		noted;
		StringInfoData expression;

		if (column->remote == NULL || !column->remote->is_rowid_alias)
			continue;
		column->largest_id = find_largest(column->typid);
		initStringInfo(&expression);
		appendStringInfoString(&expression, "max(");
		sqf_quote_append_identifier(&expression, column->remote->name);
		appendStringInfoChar(&expression, ')');
		column->is_at_end = count_in_file(table, expression.data) >= column->largest_id ||
			(sqf_schema_last_rowid(table->lease, table->remote->name, &noted) &&
			 noted >= column->largest_id);
	}
}

static const SqfFileTable *
find_file_table(const List *file_tables, const char *name)
{
	ListCell   *cell;

	foreach(cell, file_tables)
	{
		const SqfFileTable *file_table = lfirst(cell);

		if (strcmp(file_table->local_name, name) == 0)
			return file_table;
	}
	return NULL;
}

static void
make_scope(SqfMigratedTable *table, const char *schema)
{
	SqfScopeTable *scope = &table->scope;

	scope->remote_name = table->remote != NULL ? table->remote->name : table->name;
	scope->schema = schema;
	scope->local_name = table->name;
	scope->columns = palloc0(table->column_count * sizeof(SqfScopeColumn));
	for (int i = 0; i < table->column_count; i++)
	{
		const SqfMigratedColumn *column = &table->columns[i];
		SqfScopeColumn *known;

		if (column->remote == NULL)
			continue;
		known = &scope->columns[scope->column_count++];
		known->remote_name = column->remote->name;
		known->local_name = column->name;
		known->type = column->typid;
		known->typmod = column->typmod;
		known->format = column->format;
		known->affinity = column->remote->affinity;
		known->collation = column->remote->collation;
	}
}

/* Is a foreign table of the user's read through one of the target's types? */
static bool
has_copy(const SqfStaging *staging, Oid relid)
{
	const char *name = get_rel_name(relid);
	ListCell   *cell;

	if (get_rel_relkind(relid) != RELKIND_FOREIGN_TABLE)
		return false;
	foreach(cell, staging->copies)
	{
		if (strcmp(lfirst(cell), name) == 0)
			return true;
	}
	return false;
}

static SqfMigratedTable *
describe_table(const SqfMigration *migration, Oid relid,
			   const List *file_tables)
{
	SqfMigratedTable *table = palloc0(sizeof(SqfMigratedTable));
	Relation	relation = table_open(relid, AccessShareLock);
	const char *schema = migration->request->target_schema;
	const SqfFileTable *file_table;

	table->name = pstrdup(RelationGetRelationName(relation));
	table->source_oid = relid;
	table->source_schema = get_namespace_name(RelationGetNamespace(relation));
	table->source = quote_qualified_identifier(table->source_schema, table->name);
	table->target = quote_qualified_identifier(schema, table->name);
	table->existing = sqf_partner_find(migration, table->name);
	table->source_rows = -1;
	describe_columns(table, relation);
	if (relation->rd_rel->relkind == RELKIND_VIEW)
		describe_view(table, relation);
	else
		describe_foreign_table(table, relid);
	table_close(relation, AccessShareLock);

	parse_declaration(table);
	if (table->remote != NULL && !OidIsValid(table->existing))
	{
		look_for_nulls(table);
		look_for_last_id(table);
	}
	if (table->file_table != NULL)
		table->source_rows = count_in_file(table, "count(1)");
	file_table = find_file_table(file_tables, table->name);

	/* they show values */
	if (file_table != NULL && !migration->request->hide_values)
		table->choices = sqf_tell_words(file_table->inference);
	make_scope(table, schema);
	return table;
}

/* Relations of a schema that the user wants, and the target may take. */
static void
describe_schema(SqfMigration *migration, const char *schema,
				const SqfStaging *staging, List **names)
{
	bool		is_users = staging->own_schema == NULL ||
		strcmp(schema, staging->own_schema) != 0;
	ListCell   *cell;

	foreach(cell, sqf_source_relations(get_namespace_oid(schema, false), true))
	{
		char	   *name = get_rel_name(lfirst_oid(cell));
		SqfMigratedTable *table;

		*names = lappend(*names, name);
		if (is_users && (!sqf_selection_has(migration->request, name) ||
						 has_copy(staging, lfirst_oid(cell)) ||
						 !sqf_partner_allows(migration, name)))
			continue;
		sqf_rights_need_relation(lfirst_oid(cell), ACL_SELECT);
		table = describe_table(migration, lfirst_oid(cell), staging->file_tables);
		if (OidIsValid(table->existing) && table->file_table != NULL &&
			sqf_partner_is_twin_view(table->remote, table->existing) &&
			sqf_partner_keeps_view(migration, table->name))
			continue;
		if (OidIsValid(table->existing))
			sqf_partner_describe(migration, table);
		migration->tables = lappend(migration->tables, table);
	}
}

/*
 * sqf_describe_tables finds the tables of a migration: the foreign tables and
 * views that a staging has made or found.
 */
void
sqf_describe_tables(SqfMigration *migration, const SqfStaging *staging)
{
	List	   *names = NIL;

	describe_schema(migration, staging->schema, staging, &names);
	if (staging->own_schema != NULL &&
		strcmp(staging->schema, staging->own_schema) != 0)
		describe_schema(migration, staging->own_schema, staging, &names);
	if (sqf_source_schema(migration->request->source) != NULL)
		sqf_selection_check(migration->request, names);
}

/*
 * sqf_describe_again describes a table of a run that stopped, which is in the
 * schema made for it, or in the user's.
 */
SqfMigratedTable *
sqf_describe_again(SqfMigration *migration, const char *name)
{
	const char *schemas[] = {
		migration->staging_schema, sqf_source_schema(migration->request->source)
	};

	for (size_t i = 0; i < lengthof(schemas); i++)
	{
		Oid			relid = schemas[i] == NULL ? InvalidOid :
			get_relname_relid(name, get_namespace_oid(schemas[i], false));

		if (OidIsValid(relid))
		{
			SqfMigratedTable *table = describe_table(migration, relid, NIL);

			migration->tables = lappend(migration->tables, table);
			return table;
		}
	}
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_TABLE),
			 errmsg("table \"%s\" of the source is not there any more", name)));
}

/*
 * sqf_describe_find returns the table of the migration that has a SQLite name,
 * in the same file as another one, or NULL.
 */
SqfMigratedTable *
sqf_describe_find(const SqfMigration *migration,
				  const SqfMigratedTable *of_same_file,
				  const char *remote_name)
{
	ListCell   *cell;

	foreach(cell, migration->tables)
	{
		SqfMigratedTable *table = lfirst(cell);

		if (table->remote != NULL &&
			table->lease->handle == of_same_file->lease->handle &&
			pg_strcasecmp(table->remote->name, remote_name) == 0)
			return table;
	}
	return NULL;
}

/*
 * sqf_describe_column returns the column of a table that has a SQLite name, or
 * NULL.
 */
SqfMigratedColumn *
sqf_describe_column(const SqfMigratedTable *table, const char *remote_name)
{
	for (int i = 0; i < table->column_count; i++)
		if (table->columns[i].remote != NULL &&
			pg_strcasecmp(table->columns[i].remote->name, remote_name) == 0)
			return &table->columns[i];
	return NULL;
}
