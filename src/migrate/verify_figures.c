/*-------------------------------------------------------------------------
 *
 * verify_figures.c
 *	  Figures that SQLite computes by itself stand beside those of PostgreSQL's
 *	  columns.
 *
 * They are a witness that shares no code with the readers: one SELECT on the file,
 * and the stored values of the target.  Only what means the same on both sides is
 * compared: integers, and what is stored as such, floats, text and bytes.  A
 * column that holds values of another storage class is left out.
 *
 * IDENTIFICATION
 *	  src/migrate/verify_figures.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/detoast.h"
#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "migrate/verify.h"
#include "remote/quote.h"
#include "remote/statement.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"
#include "utils/timestamp.h"

/* SQLite gives no more than 2000 columns at once. */
#define COLUMNS_AT_ONCE		250

/* What a SELECT has for a column. */
enum Output
{
	OUTPUT_COUNT,
	OUTPUT_MIN,					/* of text and bytes: how many are of that class */
	OUTPUT_MAX,
	OUTPUT_HIGH,
	OUTPUT_LOW,					/* or the whole sum */
	OUTPUTS
};

/* From PostgreSQL's epoch to that of Unix, in microseconds. */
#define EPOCH_MICROSECONDS \
	((int64) (POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE) * SECS_PER_DAY * USECS_PER_SEC)

/* ---------------------------------------------------------------------------
 * What can be compared
 * ---------------------------------------------------------------------------
 */

static int64
unit_of(SqfFormat format)
{
	switch (format)
	{
		case SQF_FORMAT_UNIX:
			return USECS_PER_SEC;
		case SQF_FORMAT_UNIX_MS:
			return 1000;
		case SQF_FORMAT_UNIX_US:
			return 1;
		default:
			return 0;
	}
}

/*
 * sqf_verify_figure_kind says which figures of a column can be compared when it is
 * of a type, which is no domain; *unit gets the microseconds of a time's unit.
 */
SqfFigureKind
sqf_verify_figure_kind(const SqfMigratedTable *table,
					   const SqfMigratedColumn *column, Oid type, int64 *unit)
{
	*unit = 0;
	if (table->file_table == NULL || column->remote == NULL)
		return SQF_FIGURE_NONE;
	switch (type)
	{
		case BOOLOID:
		case INT2OID:
		case INT4OID:
		case INT8OID:
			return SQF_FIGURE_INTEGER;
		case TIMESTAMPTZOID:
			*unit = unit_of(column->format);
			return *unit != 0 ? SQF_FIGURE_INTEGER : SQF_FIGURE_NONE;
		case FLOAT8OID:
			return SQF_FIGURE_FLOAT;
		case TEXTOID:
		case VARCHAROID:
			return column->format == SQF_FORMAT_NONE &&
				GetDatabaseEncoding() == PG_UTF8 &&
				table->lease->handle->encoding == SQF_ENCODING_UTF8 ?
				SQF_FIGURE_BYTES : SQF_FIGURE_NONE;
		case BYTEAOID:
			return SQF_FIGURE_BYTES;
		default:
			return SQF_FIGURE_NONE;
	}
}

/* ---------------------------------------------------------------------------
 * PostgreSQL's side
 * ---------------------------------------------------------------------------
 */

/* The integer that SQLite has for a value. */
static int64
integer_of(const SqfVerifyColumn *column, Datum value)
{
	int64		number;

	switch (column->type)
	{
		case BOOLOID:
			return DatumGetBool(value) ? 1 : 0;
		case INT2OID:
			return DatumGetInt16(value);
		case INT4OID:
			return DatumGetInt32(value);
		case INT8OID:
			return DatumGetInt64(value);
		default:
			number = DatumGetInt64(value);
			if (TIMESTAMP_NOT_FINITE(number))
				return number;
			number += EPOCH_MICROSECONDS;
			return number / column->unit - (number % column->unit < 0 ? 1 : 0);
	}
}

/*
 * sqf_verify_count_value adds a value of a column to its figures.
 */
void
sqf_verify_count_value(const SqfVerifyColumn *column, SqfFigures *figures,
					   Datum value, bool is_null)
{
	bool		is_first = figures->count == 0;
	int64		integer;
	double		number;

	if (is_null)
	{
		figures->nulls++;
		return;
	}
	figures->count++;
	switch (column->figure)
	{
		case SQF_FIGURE_NONE:
			break;
		case SQF_FIGURE_INTEGER:
			integer = integer_of(column, value);
			figures->min = is_first ? integer : Min(figures->min, integer);
			figures->max = is_first ? integer : Max(figures->max, integer);
			figures->high_sum += integer >> 32;
			figures->low_sum += integer & PG_UINT32_MAX;
			break;
		case SQF_FIGURE_FLOAT:
			number = DatumGetFloat8(value);
			figures->float_min = is_first ? number : Min(figures->float_min, number);
			figures->float_max = is_first ? number : Max(figures->float_max, number);
			break;
		case SQF_FIGURE_BYTES:
			figures->bytes += toast_raw_datum_size(value) - VARHDRSZ;
			break;
	}
}

/* ---------------------------------------------------------------------------
 * SQLite's side
 * ---------------------------------------------------------------------------
 */

static char *
quote_column(const SqfVerifyColumn *column)
{
	StringInfoData name;

	initStringInfo(&name);
	appendStringInfoString(&name, "t.");
	sqf_quote_append_identifier(&name, column->column->remote->name);
	return name.data;
}

/*
 * A sum is an integer only if all values are, but throws when it is too large for
 * one; split in halves, it never is, and values of other classes do not show.
 */
static void
append_sum(StringInfo sql, const char *name, bool in_halves)
{
	if (in_halves)
		appendStringInfo(sql, "sum(%s >> 32), sum(%s & 4294967295)", name, name);
	else
		appendStringInfo(sql, "NULL, sum(%s)", name);
}

/* Does each value that is not NULL have the class of the column's affinity? */
static bool
has_only_text(const SqfVerifyColumn *column)
{
	Assert(column->column->remote != NULL);
	return column->type != BYTEAOID &&
		column->column->remote->affinity == SQF_AFFINITY_TEXT;
}

/*
 * Of row ids, the ends of the table's tree tell the first and the last, and none is
 * NULL; SQLite would look at each.
 */
static void
append_row_id_outputs(StringInfo sql, const char *name, const char *table,
					  bool in_halves)
{
	appendStringInfo(sql, "count(*), (SELECT min(%s) FROM %s), (SELECT max(%s) FROM %s), ",
					 name, table, name, table);
	append_sum(sql, name, in_halves);
}

/* table is what FROM has. */
static void
append_outputs(StringInfo sql, const SqfVerifyColumn *column, const char *table,
			   bool in_halves)
{
	const SqfColumn *remote = column->column->remote;
	char	   *name = remote != NULL ? quote_column(column) : "NULL";

	if (remote != NULL && remote->is_rowid_alias &&
		column->figure == SQF_FIGURE_INTEGER)
	{
		append_row_id_outputs(sql, name, table, in_halves);
		return;
	}
	appendStringInfo(sql, "count(%s), ", name);
	switch (column->figure)
	{
		case SQF_FIGURE_NONE:
			appendStringInfoString(sql, "NULL, NULL, NULL, NULL");
			break;
		case SQF_FIGURE_INTEGER:
			appendStringInfo(sql, "min(%s), max(%s), ", name, name);
			append_sum(sql, name, in_halves);
			break;
		case SQF_FIGURE_FLOAT:
			appendStringInfo(sql, "min(%s), max(%s), NULL, NULL", name, name);
			break;
		case SQF_FIGURE_BYTES:
			appendStringInfo(sql, "%s, NULL, NULL, sum(length(CAST(%s AS BLOB)))",
							 has_only_text(column) ? "NULL" :
							 psprintf("sum(typeof(%s) = '%s')", name,
									  column->type == BYTEAOID ? "blob" : "text"), name);
			break;
	}
}

static bool
is_number(const SqfStatement *statement, int column)
{
	SqfStorageClass class = sqf_statement_class(statement, column);

	return class == SQF_CLASS_INTEGER || class == SQF_CLASS_REAL;
}

static void
read_integers(const SqfStatement *statement, int first, bool in_halves,
			  SqfFigures *figures)
{
	int64		low = sqf_statement_int64(statement, first + OUTPUT_LOW);

	figures->is_known =
		sqf_statement_class(statement, first + OUTPUT_MIN) == SQF_CLASS_INTEGER &&
		sqf_statement_class(statement, first + OUTPUT_MAX) == SQF_CLASS_INTEGER &&
		sqf_statement_class(statement, first + OUTPUT_LOW) == SQF_CLASS_INTEGER;
	figures->min = sqf_statement_int64(statement, first + OUTPUT_MIN);
	figures->max = sqf_statement_int64(statement, first + OUTPUT_MAX);
	figures->high_sum = in_halves ? sqf_statement_int64(statement, first + OUTPUT_HIGH) :
		low >> 32;
	figures->low_sum = in_halves ? low : low & PG_UINT32_MAX;
}

/* What SQLite says of a column whose outputs begin at first. */
static void
read_outputs(const SqfStatement *statement, int first, bool in_halves,
			 const SqfVerifyColumn *column, SqfFigures *figures)
{
	figures->count = sqf_statement_int64(statement, first + OUTPUT_COUNT);
	figures->nulls = sqf_statement_int64(statement, 0) - figures->count;
	figures->is_known = column->figure != SQF_FIGURE_NONE;
	if (figures->count == 0)
		return;
	switch (column->figure)
	{
		case SQF_FIGURE_NONE:
			break;
		case SQF_FIGURE_INTEGER:
			read_integers(statement, first, in_halves, figures);
			break;
		case SQF_FIGURE_FLOAT:
			/* numbers sort before texts, and these before blobs */
			figures->is_known = is_number(statement, first + OUTPUT_MAX);
			figures->float_min = sqf_statement_double(statement, first + OUTPUT_MIN);
			figures->float_max = sqf_statement_double(statement, first + OUTPUT_MAX);
			break;
		case SQF_FIGURE_BYTES:
			figures->is_known = has_only_text(column) ||
				sqf_statement_int64(statement, first + OUTPUT_MIN) == figures->count;
			figures->bytes = sqf_statement_int64(statement, first + OUTPUT_LOW);
			break;
	}
}

static char *
write_select(const SqfVerifyTable *table, int first, int end, bool in_halves)
{
	StringInfoData sql;
	StringInfoData from;

	initStringInfo(&from);
	appendStringInfoString(&from, "main.");
	sqf_quote_append_identifier(&from, table->table->file_table->table->name);
	appendStringInfoString(&from, " AS t");

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT count(*)");
	for (int i = first; i < end; i++)
	{
		appendStringInfoString(&sql, ", ");
		append_outputs(&sql, &table->columns[i], from.data, in_halves);
	}
	appendStringInfo(&sql, " FROM %s", from.data);
	return sql.data;
}

/* Read the figures of some columns; false if a sum is too large. */
static bool
read_some(const SqfVerifyTable *table, int first, int end, bool in_halves,
		  SqfFigures *figures)
{
	SqfStatement *statement =
		sqf_statement_prepare(table->table->lease,
							  write_select(table, first, end, in_halves));
	char	   *failure = NULL;

	if (in_halves)
		(void) sqf_statement_step(statement);
	else if (!sqf_statement_try_step(statement, &failure) && failure != NULL)
	{
		sqf_statement_finish(statement);
		return false;
	}
	for (int i = first; i < end; i++)
		read_outputs(statement, 1 + (i - first) * OUTPUTS, in_halves,
					 &table->columns[i], &figures[i]);
	sqf_statement_finish(statement);
	return true;
}

/*
 * sqf_verify_figures_of_file asks SQLite for the figures of a table that is one of
 * a file's.  The result is palloc'd, by column.
 */
SqfFigures *
sqf_verify_figures_of_file(const SqfVerifyTable *table)
{
	int			count = table->column_count;
	SqfFigures *figures = palloc0(Max(count, 1) * sizeof(SqfFigures));

	for (int first = 0; first < count; first += COLUMNS_AT_ONCE)
	{
		int			end = Min(first + COLUMNS_AT_ONCE, count);

		if (!read_some(table, first, end, false, figures))
			(void) read_some(table, first, end, true, figures);
	}
	return figures;
}

/* ---------------------------------------------------------------------------
 * Comparing
 * ---------------------------------------------------------------------------
 */

static char *
write_int64(int64 number)
{
	return psprintf(INT64_FORMAT, number);
}

static char *
write_double(double number)
{
	return DatumGetCString(DirectFunctionCall1(float8out, Float8GetDatum(number)));
}

/* A sum may be larger than bigint. */
static char *
write_sum(const SqfFigures *figures)
{
	Datum		high = NumericGetDatum(int64_to_numeric(figures->high_sum));
	Datum		factor = NumericGetDatum(int64_to_numeric(INT64CONST(1) << 32));
	Datum		low = NumericGetDatum(int64_to_numeric(figures->low_sum));
	Datum		sum = DirectFunctionCall2(numeric_add,
										  DirectFunctionCall2(numeric_mul, high, factor),
										  low);

	return DatumGetCString(DirectFunctionCall1(numeric_out, sum));
}

static void
note(SqfVerification *verification, const SqfVerifyTable *table, int column,
	 const char *property, char *source, char *target)
{
	sqf_verify_note(verification, table->table->name,
					table->columns[column].column->name, property, source, target,
					strcmp(source, target) == 0);
}

static void
compare_values(SqfVerification *verification, const SqfVerifyTable *table,
			   int column, const SqfFigures *source, const SqfFigures *target)
{
	bool		has_values = source->count > 0 && target->count > 0;

	switch (table->columns[column].figure)
	{
		case SQF_FIGURE_NONE:
			break;
		case SQF_FIGURE_INTEGER:
			if (has_values)
			{
				note(verification, table, column, "minimum", write_int64(source->min),
					 write_int64(target->min));
				note(verification, table, column, "maximum", write_int64(source->max),
					 write_int64(target->max));
			}
			note(verification, table, column, "sum", write_sum(source),
				 write_sum(target));
			break;
		case SQF_FIGURE_FLOAT:
			if (has_values)
			{
				note(verification, table, column, "minimum",
					 write_double(source->float_min), write_double(target->float_min));
				note(verification, table, column, "maximum",
					 write_double(source->float_max), write_double(target->float_max));
			}
			break;
		case SQF_FIGURE_BYTES:
			note(verification, table, column, "bytes", write_int64(source->bytes),
				 write_int64(target->bytes));
			break;
	}
}

/*
 * sqf_verify_compare_figures compares those of the file with those of the target.
 */
void
sqf_verify_compare_figures(SqfVerification *verification,
						   const SqfVerifyTable *table,
						   const SqfFigures *source, const SqfFigures *target)
{
	for (int i = 0; i < table->column_count; i++)
	{
		if (table->columns[i].column->remote == NULL ||
			table->columns[i].column->sets_null)
			continue;
		note(verification, table, i, "nulls", write_int64(source[i].nulls),
			 write_int64(target[i].nulls));
		if (source[i].is_known)
			compare_values(verification, table, i, &source[i], &target[i]);
	}
}
