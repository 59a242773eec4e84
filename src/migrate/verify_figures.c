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
#include "mb/pg_wchar.h"
#include "migrate/verify.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"
#include "utils/timestamp.h"

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
