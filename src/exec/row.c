/*-------------------------------------------------------------------------
 *
 * row.c
 *	  The current SQLite row fills a tuple slot, or an error says which value
 *	  of it cannot.
 *
 * This is the one place where a row is converted, and where the error about a
 * value is born: the readers only know what is wrong with a value, here it is
 * known where the value stands, who may see it, and what the user can do.
 *
 * IDENTIFICATION
 *	  src/exec/row.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_class.h"
#include "exec/row.h"
#include "foreign/foreign.h"
#include "foreign/option.h"
#include "miscadmin.h"
#include "nodes/value.h"
#include "remote/compat.h"
#include "utils/acl.h"
#include "utils/builtins.h"

/* How much of a value a message shows, in bytes. */
#define SHOWN_VALUE_BYTES	64

typedef struct RowColumn
{
	AttrNumber	attnum;
	SqfReader  *reader;
	bool		visible;		/* may the current user see the values? */
} RowColumn;

struct SqfRow
{
	const SqfColumnMap *map;
	int			column_count;
	RowColumn  *columns;		/* as the first columns of the SELECT */
	const List *key;			/* names of the columns after them */
	bool		key_visible;	/* may the current user see all columns? */
	int64		ordinal;		/* of the current row, from 1 */
};

/* ---------------------------------------------------------------------------
 * Errors
 * ---------------------------------------------------------------------------
 */

/*
 * Where the row is: by row id, by its key, or by its place in the scan.  A key
 * is data of other columns, so it is not for those who may not see all.
 */
static char *
describe_row(const SqfRow *row, SqfStatement *statement)
{
	StringInfoData buf;
	ListCell   *cell;

	if (!row->key_visible || row->key == NIL)
		return psprintf("row %lld of the scan", (long long) row->ordinal);

	initStringInfo(&buf);
	appendStringInfoString(&buf, "the row with ");
	foreach(cell, row->key)
	{
		int			column = row->column_count + foreach_current_index(cell);
		char	   *value = sqf_statement_literal(statement, column,
												  SHOWN_VALUE_BYTES);

		/* "INTEGER 17" is plainly 17 */
		appendStringInfo(&buf, "%s%s %s",
						 foreach_current_index(cell) > 0 ? ", " : "",
						 strVal(lfirst(cell)),
						 strchr(value, ' ') ? strchr(value, ' ') + 1 : value);
	}
	return buf.data;
}

/* The storage class alone, for those who may not see the value. */
static char *
describe_class(SqfStatement *statement, int column)
{
	char	   *value = sqf_statement_literal(statement, column, 0);

	return psprintf("%.*s value", (int) strcspn(value, " "), value);
}

static const char *
alter_column(const SqfRow *row, const SqfMappedColumn *column)
{
	return psprintf("ALTER FOREIGN TABLE %s ALTER COLUMN %s",
					quote_qualified_identifier(row->map->schema_name,
											   row->map->local_table),
					quote_identifier(column->local_name));
}

/* What to run so that the value can be read, or NULL. */
static char *
suggest_way_out(const SqfRow *row, const SqfMappedColumn *column,
				const SqfFault *fault)
{
	if (fault->hint_format != SQF_FORMAT_NONE)
		return psprintf("If this is how the column stores times, run: %s OPTIONS (%s format '%s');",
						alter_column(row, column),
						column->format == SQF_FORMAT_NONE ? "ADD" : "SET",
						sqf_format_name(fault->hint_format));
	if (fault->hint_type != NULL && column->format != SQF_FORMAT_NONE &&
		!fault->keeps_format)
		return psprintf("To read what is stored, run: %s OPTIONS (DROP format), ALTER COLUMN %s TYPE %s;",
						alter_column(row, column),
						quote_identifier(column->local_name), fault->hint_type);
	if (fault->hint_type != NULL)
		return psprintf("To read what is stored, run: %s TYPE %s;",
						alter_column(row, column), fault->hint_type);
	return NULL;
}

pg_noreturn static void
raise_fault(const SqfRow *row, SqfStatement *statement, int index)
{
	const RowColumn *column = &row->columns[index];
	const SqfMappedColumn *mapped = &row->map->columns[column->attnum - 1];
	const SqfFault *fault = &column->reader->fault;
	const char *value = column->visible ?
		sqf_statement_literal(statement, index, SHOWN_VALUE_BYTES) :
		describe_class(statement, index);
	const char *place = describe_row(row, statement);
	const char *hint = suggest_way_out(row, mapped, fault);

	ereport(ERROR,
			(errcode(fault->sqlstate),
			 errmsg("%s in column \"%s\" of foreign table \"%s\" %s",
					value, mapped->local_name, row->map->local_table,
					fault->reason),
			 fault->cause != NULL && column->visible ?
			 errdetail("The value is in %s of SQLite table \"%s\", and the column is of type %s: %s.",
					   place, row->map->remote_table,
					   format_type_with_typemod(mapped->type, mapped->typmod),
					   fault->cause) :
			 errdetail("The value is in %s of SQLite table \"%s\", and the column is of type %s.",
					   place, row->map->remote_table,
					   format_type_with_typemod(mapped->type, mapped->typmod)),
			 hint != NULL ? errhint("%s", hint) : 0,
			 err_generic_string(PG_DIAG_SCHEMA_NAME, row->map->schema_name),
			 err_generic_string(PG_DIAG_TABLE_NAME, row->map->local_table),
			 err_generic_string(PG_DIAG_COLUMN_NAME, mapped->local_name)));
}

/* ---------------------------------------------------------------------------
 * Begin, fill, end
 * ---------------------------------------------------------------------------
 */

static bool
may_see_table(Oid relid)
{
	return pg_class_aclcheck(relid, GetUserId(), ACL_SELECT) == ACLCHECK_OK;
}

static bool
may_see_column(Oid relid, AttrNumber attnum)
{
	return pg_attribute_aclcheck(relid, attnum, GetUserId(), ACL_SELECT) == ACLCHECK_OK;
}

/*
 * sqf_row_begin chooses a reader for each of the columns in attrs, which the
 * SELECT of the scan begins with; the columns named in key follow them.  All
 * lives in the current memory context.
 */
SqfRow *
sqf_row_begin(Relation relation, const SqfLease *lease, const List *attrs,
			  const List *key)
{
	SqfRow	   *row = palloc0(sizeof(SqfRow));
	ForeignTable *table = GetForeignTable(RelationGetRelid(relation));
	SqfServerOptions options;
	ListCell   *cell;

	sqf_option_of_server(GetForeignServer(table->serverid)->options, &options);
	row->map = sqf_column_map_create(relation);
	row->key = key;
	row->key_visible = may_see_table(RelationGetRelid(relation));
	row->columns = palloc0(list_length(attrs) * sizeof(RowColumn));

	foreach(cell, attrs)
	{
		RowColumn  *column = &row->columns[row->column_count++];
		const SqfMappedColumn *mapped;

		column->attnum = lfirst_int(cell);
		mapped = &row->map->columns[column->attnum - 1];
		column->reader = sqf_reader_create(mapped->type, mapped->typmod,
										   mapped->format, options.timezone,
										   lease->handle->encoding);
		column->visible = row->key_visible ||
			may_see_column(RelationGetRelid(relation), column->attnum);
	}
	return row;
}

/*
 * sqf_row_fill stores the statement's current row in the slot; columns that the
 * scan does not read are NULL.  Values are allocated in the current memory
 * context.  Throws for the first value that its column cannot hold.
 */
void
sqf_row_fill(SqfRow *row, SqfStatement *statement, TupleTableSlot *slot)
{
	row->ordinal++;
	memset(slot->tts_isnull, true,
		   slot->tts_tupleDescriptor->natts * sizeof(bool));
	for (int i = 0; i < row->column_count; i++)
	{
		int			attribute = row->columns[i].attnum - 1;

		if (!sqf_reader_read(row->columns[i].reader, statement, i,
							 &slot->tts_values[attribute],
							 &slot->tts_isnull[attribute]))
			raise_fault(row, statement, i);
	}
	ExecStoreVirtualTuple(slot);
}

/*
 * sqf_row_rewind makes the next row the first of the scan again.
 */
void
sqf_row_rewind(SqfRow *row)
{
	row->ordinal = 0;
}

/*
 * sqf_row_end tells, once per column, of values whose digits beyond
 * microseconds were rounded.
 */
void
sqf_row_end(const SqfRow *row)
{
	for (int i = 0; i < row->column_count; i++)
	{
		const RowColumn *column = &row->columns[i];

		if (column->reader->rounded > 0)
			ereport(NOTICE,
					(errmsg_plural("%lld value of column \"%s\" of foreign table \"%s\" was rounded to microseconds",
								   "%lld values of column \"%s\" of foreign table \"%s\" were rounded to microseconds",
								   (unsigned long) column->reader->rounded,
								   (long long) column->reader->rounded,
								   row->map->columns[column->attnum - 1].local_name,
								   row->map->local_table)));
	}
}
