/*-------------------------------------------------------------------------
 *
 * source_tables.c
 *	  A source is a file, a server or a schema of foreign tables; its tables are
 *	  found here.
 *
 * IDENTIFICATION
 *	  src/migrate/source_tables.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "foreign/column_map.h"
#include "foreign/connection.h"
#include "foreign/foreign.h"
#include "foreign/option.h"
#include "foreign/rights.h"
#include "lib/stringinfo.h"
#include "migrate/source_tables.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "rewrite/rewriteHandler.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"

#define SCHEMA_PREFIX	"schema:"

static bool
is_wanted(const List *wanted, const char *name)
{
	ListCell   *cell;

	if (wanted == NIL)
		return true;
	foreach(cell, wanted)
	{
		if (strcmp(lfirst(cell), name) == 0)
			return true;
	}
	return false;
}

/* ---------------------------------------------------------------------------
 * Tables of a file
 * ---------------------------------------------------------------------------
 */

static SqfSourceTable *
describe_file_table(SqfLease *lease, pg_tz *zone, SqfTable *table)
{
	SqfSourceTable *source = palloc0(sizeof(SqfSourceTable));
	char	   *failure;

	if (!sqf_catalog_read_columns(lease, table, &failure))
	{
		ereport(WARNING,
				(errmsg("SQLite table \"%s\" is left out", table->name),
				 errdetail("SQLite says: %s.", failure)));
		return NULL;
	}
	source->lease = lease;
	source->zone = zone;
	source->table = table;
	source->local_name = table->name;
	source->local_names = palloc(table->column_count * sizeof(char *));
	for (int i = 0; i < table->column_count; i++)
		source->local_names[i] = table->columns[i].name;
	return source;
}

static List *
find_file_tables(const char *source_name, const List *wanted)
{
	SqfLease   *lease = sqf_connection_lease_source(source_name);
	pg_tz	   *zone = sqf_connection_source_zone(source_name);
	List	   *tables = NIL;
	ListCell   *cell;

	foreach(cell, sqf_catalog_tables(lease))
	{
		SqfTable   *table = lfirst(cell);
		SqfSourceTable *source;

		if (table->kind == SQF_TABLE_VIEW || table->kind == SQF_TABLE_SHADOW ||
			!is_wanted(wanted, table->name))
			continue;
		source = describe_file_table(lease, zone, table);
		if (source != NULL)
			tables = lappend(tables, source);
	}
	return tables;
}

/* ---------------------------------------------------------------------------
 * Foreign tables of a schema
 * ---------------------------------------------------------------------------
 */

/*
 * The columns of the source are those of the foreign table, in its order; two of
 * them may read one column of SQLite.
 */
static void
map_columns(SqfSourceTable *source, const SqfColumnMap *map)
{
	SqfTable   *table = palloc(sizeof(SqfTable));

	*table = *source->table;
	table->columns = palloc(map->natts * sizeof(SqfColumn));
	table->column_count = 0;
	source->local_names = palloc(map->natts * sizeof(char *));
	source->formats = palloc(map->natts * sizeof(SqfFormat));
	source->types = palloc(map->natts * sizeof(Oid));
	source->set_nulls = palloc(map->natts * sizeof(bool));
	for (AttrNumber attnum = 1; attnum <= map->natts; attnum++)
	{
		const SqfMappedColumn *mapped = &map->columns[attnum - 1];
		int			index = table->column_count;

		if (mapped->local_name == NULL)
			continue;
		table->columns[index] =
			*sqf_column_map_find_column(map, attnum, source->table);
		source->local_names[index] = mapped->local_name;
		source->formats[index] = mapped->format;
		source->types[index] = mapped->type;
		source->set_nulls[index] = mapped->on_error == SQF_ON_ERROR_SET_NULL;
		table->column_count++;
	}
	source->table = table;
}

/*
 * sqf_source_table describes what a foreign table maps, with a lease on its
 * file.
 */
SqfSourceTable *
sqf_source_table(Oid relid)
{
	SqfSourceTable *source = palloc0(sizeof(SqfSourceTable));
	Relation	relation = table_open(relid, AccessShareLock);
	ForeignServer *server = GetForeignServer(GetForeignTable(relid)->serverid);
	SqfColumnMap *map = sqf_column_map_create(relation);
	SqfServerOptions options;

	sqf_option_of_server(server->options, &options);
	source->lease = sqf_connection_lease_server(server->serverid,
												sqf_connection_current_snapshot());
	source->zone = options.timezone;
	source->table = sqf_column_map_find_table(map, source->lease);
	source->local_name = map->local_table;
	source->foreign_table = relid;
	map_columns(source, map);
	table_close(relation, AccessShareLock);
	return source;
}

/* Relations that a query reads, at any depth. */
static bool
find_base_tables(Node *node, void *arg)
{
	List	  **found = arg;

	if (node == NULL)
		return false;
	if (IsA(node, RangeTblEntry))
	{
		const RangeTblEntry *entry = castNode(RangeTblEntry, node);

		/* 15 lists a view itself, as OLD and NEW */
		if (entry->rtekind == RTE_RELATION && entry->inFromCl)
			*found = list_concat_unique_oid(*found,
											sqf_source_base_tables(entry->relid));
		return false;
	}
	if (IsA(node, Query))
		return query_tree_walker(castNode(Query, node), find_base_tables, arg,
								 QTW_EXAMINE_RTES_BEFORE);
	return expression_tree_walker(node, find_base_tables, arg);
}

/*
 * sqf_source_base_tables returns the Oids of the foreign tables of ours that a
 * relation is, or reads as a view.
 */
List *
sqf_source_base_tables(Oid relid)
{
	char		relkind = get_rel_relkind(relid);
	List	   *found = NIL;

	check_stack_depth();
	if (relkind == RELKIND_VIEW)
	{
		Relation	view = table_open(relid, AccessShareLock);

		find_base_tables((Node *) get_view_query(view), &found);
		table_close(view, AccessShareLock);
	}
	else if (relkind == RELKIND_FOREIGN_TABLE &&
			 sqf_connection_is_ours(GetForeignTable(relid)->serverid))
		found = list_make1_oid(relid);
	return found;
}

static int
compare_names(const ListCell *a, const ListCell *b)
{
	return strcmp(get_rel_name(lfirst_oid(a)), get_rel_name(lfirst_oid(b)));
}

/*
 * sqf_source_relations returns the Oids of the foreign tables of this wrapper in
 * a schema, and of its views if asked for, by name.
 */
List *
sqf_source_relations(Oid schema, bool views)
{
	Relation	pg_class = table_open(RelationRelationId, AccessShareLock);
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;
	List	   *found = NIL;

	ScanKeyInit(&key, Anum_pg_class_relnamespace, BTEqualStrategyNumber,
				F_OIDEQ, ObjectIdGetDatum(schema));
	scan = systable_beginscan(pg_class, ClassNameNspIndexId, false, NULL, 1, &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_class class = (Form_pg_class) GETSTRUCT(tuple);

		if ((class->relkind == RELKIND_FOREIGN_TABLE &&
			 sqf_connection_is_ours(GetForeignTable(class->oid)->serverid)) ||
			(class->relkind == RELKIND_VIEW && views))
			found = lappend_oid(found, class->oid);
	}
	systable_endscan(scan);
	table_close(pg_class, AccessShareLock);
	list_sort(found, compare_names);
	return found;
}

static List *
find_schema_tables(const char *schema_name, const List *wanted)
{
	List	   *tables = NIL;
	ListCell   *cell;

	foreach(cell, sqf_source_relations(sqf_rights_find_schema(schema_name), false))
	{
		Oid			relid = lfirst_oid(cell);

		if (!is_wanted(wanted, get_rel_name(relid)))
			continue;
		sqf_rights_need_relation(relid, ACL_SELECT);
		tables = lappend(tables, sqf_source_table(relid));
	}
	return tables;
}

/* ---------------------------------------------------------------------------
 * Finding out which
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_source_schema returns the schema that a user's word for a source names, or
 * NULL if it names a file or a server.
 */
const char *
sqf_source_schema(const char *source)
{
	bool		is_server;
	bool		is_schema;

	if (strncmp(source, SCHEMA_PREFIX, strlen(SCHEMA_PREFIX)) == 0)
		return source + strlen(SCHEMA_PREFIX);
	is_server = sqf_connection_find_server(source) != NULL;
	is_schema = OidIsValid(get_namespace_oid(source, true));
	if (is_server && is_schema)
		ereport(ERROR,
				(errcode(ERRCODE_AMBIGUOUS_ALIAS),
				 errmsg("source \"%s\" is the name of a server and of a schema",
						source),
				 errhint("Say which: \"server:%s\" or \"schema:%s\".",
						 source, source)));
	return is_schema ? source : NULL;
}

static void
check_all_found(const List *tables, const List *wanted)
{
	ListCell   *cell;

	foreach(cell, wanted)
	{
		const char *name = lfirst(cell);
		ListCell   *found;
		bool		is_found = false;

		foreach(found, tables)
		{
			const SqfSourceTable *table = lfirst(found);

			is_found |= strcmp(table->local_name, name) == 0;
		}
		if (!is_found)
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_TABLE),
					 errmsg("the source has no table \"%s\"", name)));
	}
}

/*
 * sqf_source_tables returns a List of SqfSourceTable of what a user calls a
 * source: an absolute path, a server, or a schema of foreign tables.  wanted has
 * the names of those to take, NIL for all; one that is not there is an error.
 * It checks that the user may read them.
 */
List *
sqf_source_tables(const char *source, const List *wanted)
{
	const char *schema = sqf_source_schema(source);
	List	   *tables = schema != NULL ? find_schema_tables(schema, wanted) :
		find_file_tables(source, wanted);

	check_all_found(tables, wanted);
	return tables;
}

/*
 * sqf_source_format returns how the values of a column, counted from 0, are
 * stored, as its foreign table says, if that goes with a type; else NONE.
 */
SqfFormat
sqf_source_format(const SqfSourceTable *source, int column, Oid base_type)
{
	SqfFormat	format = source->formats[column];

	return sqf_format_applies(format, base_type) ? format : SQF_FORMAT_NONE;
}

/*
 * sqf_source_release gives the leases of tables back.
 */
void
sqf_source_release(const List *tables)
{
	ListCell   *cell;

	foreach(cell, tables)
	{
		SqfSourceTable *table = lfirst(cell);

		sqf_handle_check_unmoved(table->lease);
		sqf_handle_release(table->lease);
	}
}
