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
#include "exec/leave_out.h"
#include "exec/row.h"
#include "foreign/catalog_cache.h"
#include "foreign/foreign.h"
#include "foreign/option.h"
#include "miscadmin.h"
#include "remote/compat.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"

/* A foreign table of which the rows are, or are made of. */
typedef struct RowTable
{
	const SqfColumnMap *map;
	const List *key;			/* names of the columns that tell its rows
								 * apart; NIL without */
	int			first_key;		/* where they are in the SELECT */
	bool		visible;		/* may the current user see all columns? */
} RowTable;

typedef struct RowColumn
{
	int			attribute;		/* of the slot, from 1, or instead of one
								 * SQF_OUTPUT_UNREAD or SQF_OUTPUT_HIDDEN */
	int			scale;			/* of a sum of decimals; -1 if it is none */
	int			divisor;		/* where the count of an average is; -1
								 * likewise */
	const char *name;			/* for messages */
	const RowTable *table;		/* whose column it is; NULL if it is computed */
	const SqfMappedColumn *mapped;	/* NULL likewise */
	SqfReader  *reader;
	bool		visible;		/* may the current user see the values? */
	bool		set_null;		/* on_error 'set_null' */
	bool		is_nulled;		/* in the current row */
	int64		nulled;			/* values read as NULL instead */
} RowColumn;

struct SqfRow
{
	const SqfSource *source;
	int			column_count;
	RowColumn  *columns;		/* as the first columns of the SELECT */
	SqfReading *readings;		/* of those that fill the slot, if that is all
								 * that there is to do; else NULL */
	int			reading_count;
	List	   *tables;			/* RowTable */
	const RowTable *on_error;	/* the table whose on_error is 'ignore' */
	const SqfTextSet *refused;	/* ids of its rows that a load leaves out, or
								 * NULL */
	int64		ordinal;		/* of the current row, from 1 */
	bool		has_nulled;		/* does the current row have a value read as
								 * NULL? */
	int64		left_out;		/* rows, by on_error 'ignore' */
};

/* ---------------------------------------------------------------------------
 * Errors
 * ---------------------------------------------------------------------------
 */

/* A key is data of other columns, so it is not for those who may not see all. */
static bool
has_shown_key(const RowTable *table)
{
	return table->visible && table->key != NIL;
}

/*
 * Where the row is: by row id, by its key, or by its place in the scan.
 */
static char *
describe_row(const SqfRow *row, const RowTable *table, SqfStatement *statement)
{
	if (!has_shown_key(table))
		return psprintf("row %lld of the scan", (long long) row->ordinal);
	return psprintf("the row with %s",
					sqf_statement_describe_key(statement, table->first_key,
											   table->key));
}

/* The storage class alone, for those who may not see the value. */
static char *
describe_class(SqfStatement *statement, int column)
{
	char	   *value = sqf_statement_literal(statement, column, 0);

	return psprintf("%.*s value", (int) strcspn(value, " "), value);
}

static const char *
alter_column(const SqfColumnMap *map, const SqfMappedColumn *column)
{
	return psprintf("ALTER FOREIGN TABLE %s ALTER COLUMN %s",
					quote_qualified_identifier(map->schema_name,
											   map->local_table),
					quote_identifier(column->local_name));
}

/* What to run so that the value can be read, or NULL. */
static char *
suggest_way_out(const SqfColumnMap *map, const SqfMappedColumn *column,
				const SqfFault *fault)
{
	if (fault->hint_format == SQF_FORMAT_LITERAL)
		return psprintf("To read what is stored, whatever it is, run: %s TYPE text, ALTER COLUMN %s OPTIONS (%s format 'literal');",
						alter_column(map, column),
						quote_identifier(column->local_name),
						column->format == SQF_FORMAT_NONE ? "ADD" : "SET");
	if (fault->hint_format != SQF_FORMAT_NONE)
		return psprintf("If this is how the column stores times, run: %s OPTIONS (%s format '%s');",
						alter_column(map, column),
						column->format == SQF_FORMAT_NONE ? "ADD" : "SET",
						sqf_format_name(fault->hint_format));
	if (fault->hint_type != NULL && column->format != SQF_FORMAT_NONE &&
		!fault->keeps_format)
		return psprintf("To read what is stored, run: %s OPTIONS (DROP format), ALTER COLUMN %s TYPE %s;",
						alter_column(map, column),
						quote_identifier(column->local_name), fault->hint_type);
	if (fault->hint_type != NULL)
		return psprintf("To read what is stored, run: %s TYPE %s;",
						alter_column(map, column), fault->hint_type);
	return NULL;
}

/* A fault in words. */
typedef struct FaultReport
{
	int			sqlstate;
	char	   *message;
	char	   *detail;
	char	   *hint;			/* or NULL */
} FaultReport;

/* The value in its column of a foreign table. */
static void
describe_stored_fault(const SqfRow *row, SqfStatement *statement,
					  const RowColumn *column, const char *value,
					  const char *cause, FaultReport *report)
{
	const SqfFault *fault = &column->reader->fault;
	const SqfColumnMap *map = column->table->map;

	report->message = psprintf("%s in column \"%s\" of foreign table \"%s\" %s",
							   value, column->name, map->local_table,
							   fault->reason);
	report->detail = psprintf("The value is in %s of SQLite table \"%s\", and the column is of type %s%s.",
							  describe_row(row, column->table, statement),
							  map->remote_table,
							  format_type_with_typemod(column->mapped->type,
													   column->mapped->typmod),
							  cause);
	report->hint = suggest_way_out(map, column->mapped, fault);
}

/* What makes seconds of a number in a format, or NULL. */
static const char *
seconds_of_format(SqfFormat format)
{
	switch (format)
	{
		case SQF_FORMAT_UNIX:
			return "";
		case SQF_FORMAT_UNIX_MS:
			return " / 1e3";
		case SQF_FORMAT_UNIX_US:
			return " / 1e6";
		case SQF_FORMAT_UNIX_NS:
			return " / 1e9";
		default:
			return NULL;
	}
}

/* What to write so that the value can be read, or NULL. */
static char *
suggest_other_column(const RowColumn *column)
{
	const SqfFault *fault = &column->reader->fault;
	const char *to_seconds = seconds_of_format(fault->hint_format);

	if (fault->hint_format == SQF_FORMAT_LITERAL)
		return pstrdup("To read its bytes, write CAST(... AS BLOB) in the statement and declare the column as bytea.");
	if (to_seconds != NULL)
		return psprintf("If it is a time, declare the column as double precision and write to_timestamp(%s%s).",
						quote_identifier(column->name), to_seconds);
	if (fault->hint_type != NULL)
		return psprintf("To read the value, declare the column as %s.",
						fault->hint_type);
	return NULL;
}

/* The value in a column that SQLite computed. */
static void
describe_computed_fault(const SqfRow *row, const RowColumn *column,
						const char *value, const char *cause,
						FaultReport *report)
{
	const SqfReader *reader = column->reader;

	report->message = psprintf("%s in column \"%s\" of the result %s",
							   value, column->name, reader->fault.reason);
	report->detail = psprintf("The value is in row %lld of the result from SQLite database %s, and the column is of type %s%s.",
							  (long long) row->ordinal, row->source->label,
							  format_type_with_typemod(reader->type, reader->typmod),
							  cause);
	report->hint = suggest_other_column(column);
}

static void
describe_fault(const SqfRow *row, SqfStatement *statement, int index,
			   FaultReport *report)
{
	const RowColumn *column = &row->columns[index];
	const SqfFault *fault = &column->reader->fault;
	const char *value = column->visible ?
		sqf_statement_literal(statement, index, SQF_SHOWN_BYTES) :
		describe_class(statement, index);
	const char *cause = fault->cause != NULL && column->visible ?
		psprintf(": %s", fault->cause) : "";

	report->sqlstate = fault->sqlstate;
	if (column->table != NULL)
		describe_stored_fault(row, statement, column, value, cause, report);
	else
		describe_computed_fault(row, column, value, cause, report);
}

/* The object fields of an error about a value. */
static void
put_objects(const RowColumn *column)
{
	if (column->table != NULL)
	{
		err_generic_string(PG_DIAG_SCHEMA_NAME, column->table->map->schema_name);
		err_generic_string(PG_DIAG_TABLE_NAME, column->table->map->local_table);
	}
	err_generic_string(PG_DIAG_COLUMN_NAME, column->name);
}

pg_noreturn static void
raise_fault(const SqfRow *row, SqfStatement *statement, int index)
{
	FaultReport report;

	describe_fault(row, statement, index, &report);
	ereport(ERROR,
			(errcode(report.sqlstate),
			 errmsg_internal("%s", report.message),
			 errdetail_internal("%s", report.detail),
			 report.hint != NULL ? errhint("%s", report.hint) : 0,
			 put_objects(&row->columns[index])));
}

pg_noreturn static void
raise_too_many_rejects(const SqfRow *row, SqfStatement *statement, int index)
{
	FaultReport report;

	describe_fault(row, statement, index, &report);
	ereport(ERROR,
			(errcode(report.sqlstate),
			 errmsg("foreign table \"%s\" has more rows with values that cannot be read than its reject_limit of %d",
					row->on_error->map->local_table,
					row->on_error->map->reject_limit),
			 errdetail("%s.  %s", report.message, report.detail),
			 errhint("Raise reject_limit, or correct the values or the column's type.")));
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

static RowTable *
create_table(Oid relid, List *key, int first_key)
{
	RowTable   *table = palloc(sizeof(RowTable));

	table->map = sqf_catalog_cache_columns(relid);
	table->key = key;
	table->first_key = first_key;
	table->visible = may_see_table(relid);
	return table;
}

/* The foreign tables of the row; their keys follow its columns in the SELECT. */
static void
create_tables(SqfRow *row, const SqfRowShape *shape)
{
	int			first_key = row->column_count;
	ListCell   *relid;
	ListCell   *key;

	forboth(relid, shape->relids, key, shape->keys)
	{
		RowTable   *table = create_table(lfirst_oid(relid), lfirst(key),
										 first_key);

		first_key += list_length(table->key);
		row->tables = lappend(row->tables, table);
		if (table->map->on_error != SQF_ON_ERROR_IGNORE)
			continue;
		row->on_error = table;
		row->refused = sqf_leave_out_find(table->map->schema_name,
										  table->map->local_table);
	}
}

/* A column of a foreign table. */
static void
create_stored_column(RowColumn *column, const RowTable *table,
					 AttrNumber attnum)
{
	column->table = table;
	column->mapped = &table->map->columns[attnum - 1];
	column->name = column->mapped->local_name;
	column->visible = table->visible ||
		may_see_column(table->map->relid, attnum);
	column->set_null = column->mapped->on_error == SQF_ON_ERROR_SET_NULL;
}

static void
create_column(SqfRow *row, RowColumn *column, const List *output,
			  TupleDesc tupdesc, const SqfLease *lease, pg_tz *zone)
{
	int			table = list_nth_int(output, SQF_OUTPUT_TABLE);
	Oid			type;
	int32		typmod;

	column->attribute = list_nth_int(output, SQF_OUTPUT_ATTRIBUTE);
	column->scale = list_nth_int(output, SQF_OUTPUT_SCALE);
	column->divisor = list_nth_int(output, SQF_OUTPUT_DIVISOR);
	if (column->attribute == SQF_OUTPUT_UNREAD)
		return;
	if (table >= 0)
		create_stored_column(column, list_nth(row->tables, table),
							 list_nth_int(output, SQF_OUTPUT_ATTNUM));
	else
	{
		column->name = pstrdup(NameStr(TupleDescAttr(tupdesc, column->attribute - 1)->attname));
		column->visible = true;
	}

	/*
	 * what is computed of a column, such as its maximum, may be of another
	 * type
	 */
	if (column->attribute == SQF_OUTPUT_HIDDEN)
	{
		type = column->mapped->type;
		typmod = column->mapped->typmod;
	}
	else
	{
		type = TupleDescAttr(tupdesc, column->attribute - 1)->atttypid;
		/* a maximum declares no scale, but has that of the column */
		typmod = table >= 0 && type == column->mapped->type ?
			column->mapped->typmod :
			TupleDescAttr(tupdesc, column->attribute - 1)->atttypmod;
	}
	column->reader = sqf_reader_create(type, typmod,
									   table >= 0 ? column->mapped->format : SQF_FORMAT_NONE,
									   zone, lease->handle->encoding);
	column->reader->goes_on = column->set_null || row->on_error != NULL;
}

/*
 * Unless a column is more than a value that goes into the slot, all can be read
 * in one go.
 */
static void
create_readings(SqfRow *row)
{
	SqfReading *readings = palloc(row->column_count * sizeof(SqfReading));
	int			count = 0;

	for (int i = 0; i < row->column_count; i++)
	{
		const RowColumn *column = &row->columns[i];

		if (column->attribute == SQF_OUTPUT_UNREAD)
			continue;
		if (column->attribute == SQF_OUTPUT_HIDDEN || column->scale >= 0)
			return;
		readings[count++] = (SqfReading)
		{
			.reader = column->reader,.column = i,.target = column->attribute - 1
		};
	}
	row->readings = readings;
	row->reading_count = count;
}

/*
 * sqf_row_begin chooses a reader for each column of a SELECT that has this
 * shape; tupdesc is that of the slots to be filled, zone that of times written
 * without one.  All lives in the current memory context.
 */
SqfRow *
sqf_row_begin(const SqfRowShape *shape, TupleDesc tupdesc,
			  const SqfLease *lease, pg_tz *zone)
{
	SqfRow	   *row = palloc0(sizeof(SqfRow));
	ListCell   *cell;

	row->source = lease->source;
	row->column_count = list_length(shape->outputs);
	row->columns = palloc0(row->column_count * sizeof(RowColumn));
	create_tables(row, shape);
	foreach(cell, shape->outputs)
		create_column(row, &row->columns[foreach_current_index(cell)],
					  lfirst(cell), tupdesc, lease, zone);
	create_readings(row);
	return row;
}

/*
 * The column cannot hold its value.  Returns true if NULL stands for it, false
 * if the row is left out; else throws.
 */
static bool
tolerate_fault(SqfRow *row, SqfStatement *statement, int index)
{
	RowColumn  *column = &row->columns[index];

	if (column->set_null)
	{
		column->is_nulled = true;
		row->has_nulled = true;
		return true;
	}
	if (row->on_error == NULL)
		raise_fault(row, statement, index);
	row->left_out++;
	if (row->on_error->map->reject_limit >= 0 &&
		row->left_out > row->on_error->map->reject_limit)
		raise_too_many_rejects(row, statement, index);
	return false;
}

/* Forget the values of a row that were read as NULL, or count them first. */
static void
settle_nulled(SqfRow *row, bool count)
{
	if (!row->has_nulled)
		return;
	row->has_nulled = false;
	for (int i = 0; i < row->column_count; i++)
	{
		row->columns[i].nulled += count && row->columns[i].is_nulled;
		row->columns[i].is_nulled = false;
	}
}

/*
 * A sum of integers as the numeric that it stands for, or the average.  SQLite's
 * sum has no value without rows, and is else an integer.
 */
static void
read_sum(const RowColumn *column, SqfStatement *statement, int index,
		 Datum *value, bool *is_null)
{
	*is_null = sqf_statement_is_null(statement, index);
	if (*is_null)
		return;
	*value = NumericGetDatum(int64_div_fast_to_numeric(sqf_statement_int64(statement, index),
													   column->scale));
	if (column->divisor >= 0)
		*value = DirectFunctionCall2(numeric_div, *value,
									 NumericGetDatum(int64_to_numeric(sqf_statement_int64(statement,
																						  column->divisor))));
}

/*
 * One column of the current row; false if the row is to be left out.
 */
static bool
read_column(SqfRow *row, SqfStatement *statement, int index, Datum *value,
			bool *is_null)
{
	const RowColumn *column = &row->columns[index];

	if (column->scale >= 0)
		read_sum(column, statement, index, value, is_null);
	else if (!sqf_reader_read(column->reader, statement, index, value, is_null))
	{
		*is_null = true;
		return tolerate_fault(row, statement, index);
	}
	return true;
}

/* Has a load found fault with the current row? */
static bool
is_refused(const SqfRow *row, SqfStatement *statement)
{
	const RowTable *table = row->on_error;

	return row->refused != NULL && table->key != NIL &&
		sqf_text_set_has(row->refused,
						 sqf_statement_row_id(statement, table->first_key,
											  table->key));
}

/* All columns, in one go; false if the row is to be left out. */
static bool
read_at_once(SqfRow *row, SqfStatement *statement, TupleTableSlot *slot)
{
	int			i = 0;

	for (;;)
	{
		i = sqf_reader_read_row(row->readings, i, row->reading_count, statement,
								slot->tts_values, slot->tts_isnull);
		if (i == row->reading_count)
			return true;
		slot->tts_isnull[row->readings[i].target] = true;
		if (!tolerate_fault(row, statement, row->readings[i].column))
			return false;
		i++;
	}
}

/* The same column by column. */
static bool
read_one_by_one(SqfRow *row, SqfStatement *statement, TupleTableSlot *slot)
{
	for (int i = 0; i < row->column_count; i++)
	{
		int			attribute = row->columns[i].attribute;
		Datum		hidden;
		bool		hidden_is_null;
		bool		goes_in;

		if (attribute == SQF_OUTPUT_UNREAD)
			continue;
		if (attribute == SQF_OUTPUT_HIDDEN)
			goes_in = read_column(row, statement, i, &hidden, &hidden_is_null);
		else
			goes_in = read_column(row, statement, i,
								  &slot->tts_values[attribute - 1],
								  &slot->tts_isnull[attribute - 1]);
		if (!goes_in)
			return false;
	}
	return true;
}

/*
 * sqf_row_fill stores the statement's current row in the slot; columns that the
 * scan does not read are NULL.  Values are allocated in the current memory
 * context.  For a value that its column cannot hold it throws, unless the
 * table's or the column's on_error says otherwise: the result is false if the
 * row is to be left out.
 */
bool
sqf_row_fill(SqfRow *row, SqfStatement *statement, TupleTableSlot *slot)
{
	bool		goes_in;

	row->ordinal++;
	if (is_refused(row, statement))
		return false;
	memset(slot->tts_isnull, true,
		   slot->tts_tupleDescriptor->natts * sizeof(bool));
	goes_in = row->readings != NULL ?
		read_at_once(row, statement, slot) :
		read_one_by_one(row, statement, slot);
	settle_nulled(row, goes_in);
	if (goes_in)
		ExecStoreVirtualTuple(slot);
	return goes_in;
}

/*
 * sqf_row_rewind makes the next row the first of the scan again; what was
 * counted is counted anew.
 */
void
sqf_row_rewind(SqfRow *row)
{
	row->ordinal = 0;
	row->left_out = 0;
	for (int i = 0; i < row->column_count; i++)
	{
		row->columns[i].nulled = 0;
		if (row->columns[i].reader != NULL)
			row->columns[i].reader->rounded = 0;
	}
}

/*
 * sqf_row_goes_on tells whether the scan goes on after a value that cannot be
 * read.
 */
bool
sqf_row_goes_on(const SqfRow *row)
{
	for (int i = 0; i < row->column_count; i++)
		if (row->columns[i].reader != NULL && row->columns[i].reader->goes_on)
			return true;
	return false;
}

/*
 * sqf_row_needs_ordinal tells whether a message can name some row only by its
 * place in the scan.
 */
bool
sqf_row_needs_ordinal(const SqfRow *row)
{
	ListCell   *cell;

	/* without columns there is nothing to go wrong */
	if (row->column_count == 0)
		return false;
	foreach(cell, row->tables)
	{
		if (!has_shown_key(lfirst(cell)))
			return true;
	}
	return false;
}

/*
 * sqf_row_give_rounded adds how many values of each column were rounded to what
 * other processes counted, and counts anew.  Another one may add at the same time.
 */
void
sqf_row_give_rounded(SqfRow *row, pg_atomic_uint64 *rounded)
{
	for (int i = 0; i < row->column_count; i++)
	{
		SqfReader  *reader = row->columns[i].reader;

		if (reader == NULL)
			continue;
		pg_atomic_fetch_add_u64(&rounded[i], reader->rounded);
		reader->rounded = 0;
	}
}

/*
 * sqf_row_take_rounded counts as this process's own what others have given.
 */
void
sqf_row_take_rounded(SqfRow *row, pg_atomic_uint64 *rounded)
{
	for (int i = 0; i < row->column_count; i++)
		if (row->columns[i].reader != NULL)
			row->columns[i].reader->rounded += pg_atomic_read_u64(&rounded[i]);
}

static void
tell_computed_column(const RowColumn *column)
{
	if (column->reader->rounded > 0)
		ereport(NOTICE,
				(errmsg_plural("%lld value of column \"%s\" of the result was rounded to microseconds",
							   "%lld values of column \"%s\" of the result were rounded to microseconds",
							   (unsigned long) column->reader->rounded,
							   (long long) column->reader->rounded,
							   column->name)));
}

static void
tell_stored_column(const RowColumn *column)
{
	const char *table = column->table->map->local_table;

	if (column->reader->rounded > 0)
		ereport(NOTICE,
				(errmsg_plural("%lld value of column \"%s\" of foreign table \"%s\" was rounded to microseconds",
							   "%lld values of column \"%s\" of foreign table \"%s\" were rounded to microseconds",
							   (unsigned long) column->reader->rounded,
							   (long long) column->reader->rounded,
							   column->name, table)));
	if (column->nulled > 0)
		ereport(WARNING,
				(errmsg_plural("%lld value of column \"%s\" of foreign table \"%s\" was read as NULL",
							   "%lld values of column \"%s\" of foreign table \"%s\" were read as NULL",
							   (unsigned long) column->nulled,
							   (long long) column->nulled,
							   column->name, table),
				 errdetail("Its type cannot hold what is stored, and the on_error of the column is \"set_null\".")));
}

/*
 * sqf_row_end tells, once per scan, of rows that were left out, of values that
 * were read as NULL, and of times that were rounded.
 */
void
sqf_row_end(const SqfRow *row)
{
	for (int i = 0; i < row->column_count; i++)
	{
		if (row->columns[i].table != NULL)
			tell_stored_column(&row->columns[i]);
		else if (row->columns[i].reader != NULL)
			tell_computed_column(&row->columns[i]);
	}
	if (row->left_out > 0)
		ereport(WARNING,
				(errmsg_plural("%lld row of foreign table \"%s\" was left out",
							   "%lld rows of foreign table \"%s\" were left out",
							   (unsigned long) row->left_out,
							   (long long) row->left_out,
							   row->on_error->map->local_table),
				 errdetail("Each has a value that its column cannot hold, and the on_error of the table is \"ignore\".")));
}
