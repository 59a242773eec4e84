/*-------------------------------------------------------------------------
 *
 * column_map.c
 *	  The columns of a foreign table find their columns in SQLite here.
 *
 * IDENTIFICATION
 *	  src/foreign/column_map.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "foreign/closest.h"
#include "foreign/column_map.h"
#include "remote/compat.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

/* A hint that lists more names than this is no help. */
#define MAX_LISTED_COLUMNS	20

static void
check_format_applies(const SqfColumnMap *map, const SqfMappedColumn *column)
{
	if (sqf_format_applies(column->format, getBaseType(column->type)))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_FDW_INVALID_DATA_TYPE),
			 errmsg("format \"%s\" of column \"%s\" of foreign table \"%s\" does not go with type %s",
					sqf_format_name(column->format), column->local_name,
					map->local_table, format_type_be(column->type)),
			 errhint("Give the column a type such as %s, or run: ALTER FOREIGN TABLE %s ALTER COLUMN %s OPTIONS (DROP format);",
					 column->format < SQF_FORMAT_LITERAL ? "timestamptz" :
					 column->format == SQF_FORMAT_LITERAL ? "text" : "uuid",
					 quote_qualified_identifier(map->schema_name,
												map->local_table),
					 quote_identifier(column->local_name))));
}

/* PostgreSQL relies on NOT NULL, so no NULL may stand for a bad value there. */
static void
check_may_be_null(const SqfColumnMap *map, const SqfMappedColumn *column,
				  const FormData_pg_attribute *attribute)
{
	if (column->on_error != SQF_ON_ERROR_SET_NULL || !attribute->attnotnull)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_FDW_INVALID_ATTRIBUTE_VALUE),
			 errmsg("column \"%s\" of foreign table \"%s\" is NOT NULL, so its on_error cannot be \"set_null\"",
					column->local_name, map->local_table),
			 errhint("Run: ALTER FOREIGN TABLE %s ALTER COLUMN %s DROP NOT NULL;",
					 quote_qualified_identifier(map->schema_name,
												map->local_table),
					 quote_identifier(column->local_name))));
}

/*
 * sqf_column_map_create maps the columns of a foreign table by their options.
 * It does not look at the file.  The map is palloc'd.
 */
SqfColumnMap *
sqf_column_map_create(Relation relation)
{
	SqfColumnMap *map = palloc0(sizeof(SqfColumnMap));
	TupleDesc	tupdesc = RelationGetDescr(relation);
	SqfTableOptions options;

	map->relid = RelationGetRelid(relation);
	map->schema_name = get_namespace_name(RelationGetNamespace(relation));
	map->local_table = pstrdup(RelationGetRelationName(relation));
	sqf_option_of_table(map->relid, &options);
	map->remote_table = options.table;
	map->on_error = options.on_error;
	map->reject_limit = options.reject_limit;
	map->natts = tupdesc->natts;
	map->columns = palloc0(map->natts * sizeof(SqfMappedColumn));

	for (int i = 0; i < map->natts; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(tupdesc, i);
		SqfMappedColumn *column = &map->columns[i];
		SqfColumnOptions column_options;

		if (attribute->attisdropped)
			continue;
		sqf_option_of_column(map->relid, attribute->attnum, &column_options);
		column->local_name = pstrdup(NameStr(attribute->attname));
		column->remote_name = column_options.column_name;
		column->format = column_options.format;
		column->on_error = column_options.on_error;
		column->type = attribute->atttypid;
		column->typmod = attribute->atttypmod;
		check_format_applies(map, column);
		check_may_be_null(map, column, attribute);
	}
	return map;
}

/* Is there an option yet that gives the SQLite name?  ALTER wants to know. */
static const char *
option_verb(const char *local_name, const char *remote_name)
{
	return strcmp(local_name, remote_name) == 0 ? "ADD" : "SET";
}

pg_noreturn static void
raise_no_table(const SqfColumnMap *map, SqfLease *lease)
{
	SqfClosest	closest;
	ListCell   *cell;

	sqf_closest_begin(&closest, map->remote_table);
	foreach(cell, sqf_catalog_tables(lease))
		sqf_closest_offer(&closest, ((SqfTable *) lfirst(cell))->name);

	ereport(ERROR,
			(errcode(ERRCODE_FDW_TABLE_NOT_FOUND),
			 errmsg("SQLite database %s has no table \"%s\"",
					lease->source->label, map->remote_table),
			 closest.name != NULL ?
			 errhint("Perhaps you meant \"%s\": ALTER FOREIGN TABLE %s OPTIONS (%s table %s);",
					 closest.name,
					 quote_qualified_identifier(map->schema_name, map->local_table),
					 option_verb(map->local_table, map->remote_table),
					 quote_literal_cstr(closest.name)) :
			 errhint("The function sqlite.inventory lists the tables that there are.")));
}

pg_noreturn static void
raise_unreadable(const char *table, const char *failure)
{
	ereport(ERROR,
			(errcode(ERRCODE_FDW_ERROR),
			 errmsg("SQLite cannot read table \"%s\"", table),
			 errdetail("SQLite says: %s.", failure),
			 errhint("Correct the object with the sqlite3 shell, or drop the foreign table.")));
}

/*
 * sqf_column_map_find_facts returns what is known of the SQLite table of a
 * foreign table, valid until the current memory context ends; throws if there is
 * none or SQLite cannot read it.
 */
const SqfFacts *
sqf_column_map_find_facts(const SqfColumnMap *map, SqfLease *lease)
{
	char	   *failure;
	const SqfFacts *facts = sqf_facts_find(lease, map->remote_table, &failure);

	if (facts != NULL)
		return facts;
	if (failure != NULL)
		raise_unreadable(map->remote_table, failure);
	raise_no_table(map, lease);
}

/*
 * sqf_column_map_find_table finds the SQLite table of a foreign table, with its
 * columns; throws if there is none or SQLite cannot read it.
 */
SqfTable *
sqf_column_map_find_table(const SqfColumnMap *map, SqfLease *lease)
{
	SqfTable   *table = sqf_catalog_find(lease, map->remote_table);
	char	   *failure;

	if (table == NULL)
		raise_no_table(map, lease);
	if (!sqf_catalog_read_columns(lease, table, &failure))
		raise_unreadable(table->name, failure);
	return table;
}

/* The names of a table's columns, not too many of them, for a hint. */
static char *
list_columns(const SqfTable *table)
{
	StringInfoData names;

	initStringInfo(&names);
	for (int i = 0; i < Min(table->column_count, MAX_LISTED_COLUMNS); i++)
		appendStringInfo(&names, "%s\"%s\"", i > 0 ? ", " : "",
						 table->columns[i].name);
	if (table->column_count > MAX_LISTED_COLUMNS)
		appendStringInfoString(&names, " and others");
	return names.data;
}

/*
 * sqf_column_map_find_column finds the SQLite column behind a column of the
 * foreign table; throws if there is none.
 */
const SqfColumn *
sqf_column_map_find_column(const SqfColumnMap *map, AttrNumber attnum,
						   const SqfTable *table)
{
	const SqfMappedColumn *mapped = &map->columns[attnum - 1];
	const SqfColumn *column = sqf_catalog_column(table, mapped->remote_name);
	SqfClosest	closest;

	if (column != NULL)
		return column;

	sqf_closest_begin(&closest, mapped->remote_name);
	for (int i = 0; i < table->column_count; i++)
		sqf_closest_offer(&closest, table->columns[i].name);

	ereport(ERROR,
			(errcode(ERRCODE_FDW_COLUMN_NAME_NOT_FOUND),
			 errmsg("SQLite table \"%s\" has no column \"%s\"",
					table->name, mapped->remote_name),
			 errdetail("Column \"%s\" of foreign table \"%s\" reads it.",
					   mapped->local_name, map->local_table),
			 closest.name != NULL ?
			 errhint("Perhaps you meant \"%s\": ALTER FOREIGN TABLE %s ALTER COLUMN %s OPTIONS (%s column_name %s);",
					 closest.name,
					 quote_qualified_identifier(map->schema_name, map->local_table),
					 quote_identifier(mapped->local_name),
					 option_verb(mapped->local_name, mapped->remote_name),
					 quote_literal_cstr(closest.name)) :
			 errhint("Its columns are: %s.", list_columns(table))));
}
