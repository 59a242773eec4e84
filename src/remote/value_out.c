/*-------------------------------------------------------------------------
 *
 * value_out.c
 *	  PostgreSQL values become parameters with which SQLite compares as
 *	  PostgreSQL would.
 *
 * A value that SQLite has, too, is bound as it is.  Where it has not, a bound
 * that divides what can be stored as the value does takes its place: between
 * two neighbouring doubles or whole seconds there is nothing to tell apart.
 * What has neither has no twin, and the caller must do without SQLite.
 *
 * IDENTIFICATION
 *	  src/remote/value_out.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/stratnum.h"
#include "catalog/pg_type.h"
#include "common/shortest_dec.h"
#include "mb/pg_wchar.h"
#include "remote/value_out.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/fmgrprotos.h"
#include "utils/json.h"
#include "utils/lsyscache.h"
#include "utils/numeric.h"
#include "utils/timestamp.h"
#include "utils/uuid.h"

/* Up to here every integer is a double. */
#define MAX_EXACT_INTEGER	(INT64CONST(1) << 53)

#define UNIX_EPOCH_JULIAN	2440587.5

/* Written times are off their instant by up to two zones' worth. */
#define WRITTEN_DAYS	2

/* ---------------------------------------------------------------------------
 * Numbers
 * ---------------------------------------------------------------------------
 */

static int64
get_integer(Datum value, Oid type)
{
	switch (type)
	{
		case INT2OID:
			return DatumGetInt16(value);
		case INT4OID:
			return DatumGetInt32(value);
		default:
			return DatumGetInt64(value);
	}
}

static int
compare_numerics(Datum a, Datum b)
{
	return DatumGetInt32(DirectFunctionCall2(numeric_cmp, a, b));
}

static Datum
integer_to_numeric(int64 integer)
{
	return NumericGetDatum(int64_to_numeric(integer));
}

/* Is the number in the middle of what an int64 can hold, and near enough? */
static bool
is_between(Datum number, int64 low, int64 high)
{
	return compare_numerics(number, integer_to_numeric(low)) >= 0 &&
		compare_numerics(number, integer_to_numeric(high)) <= 0;
}

static Datum
floor_numeric(Datum number)
{
	return DirectFunctionCall1(numeric_floor, number);
}

/*
 * Integers cannot tell a fraction from the middle between its neighbours, nor
 * what is beyond them all from infinity.
 */
static bool
bind_among_integers(SqfStatement *statement, int parameter, Datum number)
{
	Datum		floor;

	if (numeric_is_nan(DatumGetNumeric(number)))
		return false;
	if (numeric_is_inf(DatumGetNumeric(number)) ||
		!is_between(number, PG_INT64_MIN, PG_INT64_MAX))
	{
		bool		is_positive = compare_numerics(number, integer_to_numeric(0)) > 0;

		sqf_statement_bind_double(statement, parameter,
								  is_positive ? HUGE_VAL : -HUGE_VAL);
		return true;
	}
	floor = floor_numeric(number);
	if (compare_numerics(floor, number) == 0)
		sqf_statement_bind_int64(statement, parameter,
								 DatumGetInt64(DirectFunctionCall1(numeric_int8, number)));
	else if (is_between(floor, -MAX_EXACT_INTEGER / 2, MAX_EXACT_INTEGER / 2 - 1))
		sqf_statement_bind_double(statement, parameter,
								  DatumGetInt64(DirectFunctionCall1(numeric_int8, floor)) + 0.5);
	else
		return false;
	return true;
}

static Datum
double_to_decimal(double real)
{
	char		printed[DOUBLE_SHORTEST_DECIMAL_LEN];

	double_to_shortest_decimal_buf(real, printed);
	return DirectFunctionCall3(numeric_in, CStringGetDatum(printed),
							   ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
}

/*
 * A stored double stands for its shortest decimal.  A number that is none lies
 * between two of them; which of the two divides the doubles as it does depends
 * on the comparison.
 */
static bool
bind_decimal(SqfStatement *statement, int parameter, Datum number,
			 int strategy)
{
	double		real;
	int			side;

	if (numeric_is_nan(DatumGetNumeric(number)) ||
		numeric_is_inf(DatumGetNumeric(number)) ||
		!is_between(number, 1 - MAX_EXACT_INTEGER, MAX_EXACT_INTEGER - 1))
		return false;
	if (compare_numerics(floor_numeric(number), number) == 0)
	{
		sqf_statement_bind_int64(statement, parameter,
								 DatumGetInt64(DirectFunctionCall1(numeric_int8, number)));
		return true;
	}
	real = DatumGetFloat8(DirectFunctionCall1(numeric_float8, number));
	side = compare_numerics(double_to_decimal(real), number);
	if (side != 0)
	{
		bool		includes = strategy == BTLessEqualStrategyNumber ||
			strategy == BTGreaterEqualStrategyNumber;
		bool		is_lower = strategy == BTGreaterStrategyNumber ||
			strategy == BTGreaterEqualStrategyNumber;

		if (strategy == 0 || strategy == BTEqualStrategyNumber ||
			strategy > BTMaxStrategyNumber)
			return false;

		/* real itself is on the wrong side of a bound that includes it or not */
		if (is_lower && includes && side < 0)
			real = nextafter(real, HUGE_VAL);
		else if (is_lower && !includes && side > 0)
			real = nextafter(real, -HUGE_VAL);
		else if (!is_lower && includes && side > 0)
			real = nextafter(real, -HUGE_VAL);
		else if (!is_lower && !includes && side < 0)
			real = nextafter(real, HUGE_VAL);
	}
	sqf_statement_bind_double(statement, parameter, real);
	return true;
}

/* ---------------------------------------------------------------------------
 * Times
 * ---------------------------------------------------------------------------
 */

/* Microseconds since 1970, as an instant or on the wall clock. */
static bool
get_unix_time(Datum value, Oid type, int64 *microseconds)
{
	if (type == DATEOID)
	{
		if (DATE_NOT_FINITE(DatumGetDateADT(value)) ||
			DatumGetDateADT(value) > TIMESTAMP_END_JULIAN - POSTGRES_EPOCH_JDATE - 1)
			return false;
		*microseconds = DatumGetDateADT(value) * USECS_PER_DAY;
	}
	else
	{
		if (TIMESTAMP_NOT_FINITE(DatumGetTimestamp(value)))
			return false;
		*microseconds = DatumGetTimestamp(value);
	}

	/* leave room for what is added here and later */
	if (*microseconds > PG_INT64_MAX - SQF_EPOCH_SHIFT - 4 * USECS_PER_DAY)
		return false;
	*microseconds += SQF_EPOCH_SHIFT;
	return true;
}

static bool
is_lower_bound(int strategy)
{
	return strategy == BTGreaterStrategyNumber ||
		strategy == BTGreaterEqualStrategyNumber;
}

static int64
floor_divide(int64 number, int64 divisor)
{
	return number / divisor - (number % divisor < 0);
}

/*
 * The statement has > and < only, whatever the comparison.
 */
static bool
bind_counted_time(SqfStatement *statement, int parameter, const SqfTwin *twin,
				  Datum value)
{
	int64		unit = twin->format == SQF_FORMAT_UNIX ? USECS_PER_SEC :
		twin->format == SQF_FORMAT_UNIX_MS ? 1000 : 1;
	int64		time;
	int64		floor;
	int64		bound;

	if (!get_unix_time(value, twin->type, &time))
		return false;
	if (twin->widen)
		time += is_lower_bound(twin->strategy) ? -USECS_PER_DAY : USECS_PER_DAY;
	if (twin->format == SQF_FORMAT_JULIAN)
	{
		sqf_statement_bind_double(statement, parameter,
								  time / (double) USECS_PER_DAY + UNIX_EPOCH_JULIAN);
		return true;
	}

	floor = floor_divide(time, unit);
	if (twin->strategy == BTGreaterStrategyNumber)
		bound = floor;
	else if (twin->strategy == BTGreaterEqualStrategyNumber)
		bound = floor + (floor * unit < time) - 1;
	else if (twin->strategy == BTLessStrategyNumber)
		bound = floor + (floor * unit < time);
	else
		bound = floor + 1;
	if (twin->format == SQF_FORMAT_UNIX_NS)
	{
		if (bound > PG_INT64_MAX / 1000 || bound < PG_INT64_MIN / 1000)
			return false;
		bound *= 1000;
	}
	sqf_statement_bind_int64(statement, parameter, bound);
	return true;
}

/*
 * The date that begins a text, days before or after it to be safe.  It has four
 * digits for the year; all years that can be written lie between the ends.
 */
static bool
bind_written_time(SqfStatement *statement, int parameter, const SqfTwin *twin,
				  Datum value)
{
	char text[	MAXDATELEN + 1];
	int64		time;
	int64		day;
	int			year;
	int			month;
	int			month_day;

	if (!get_unix_time(value, twin->type, &time))
		return false;
	day = floor_divide(time, USECS_PER_DAY) + UNIX_EPOCH_JDATE +
		(is_lower_bound(twin->strategy) ? -WRITTEN_DAYS : WRITTEN_DAYS + 1);
	if (day < date2j(1, 1, 1))
		day = date2j(1, 1, 1);
	if (day > date2j(9999, 12, 31))
	{
		/* after the digits of all years */
		sqf_statement_bind_utf8(statement, parameter,
								is_lower_bound(twin->strategy) ? "9999-12-25" : ":-",
								is_lower_bound(twin->strategy) ? 10 : 2);
		return true;
	}
	j2date(day, &year, &month, &month_day);
	snprintf(text, sizeof(text), "%04d-%02d-%02d", year, month, month_day);
	sqf_statement_bind_utf8(statement, parameter, text, strlen(text));
	return true;
}

/* ---------------------------------------------------------------------------
 * Texts
 * ---------------------------------------------------------------------------
 */

/* What every text that matches a LIKE pattern begins with. */
static int
get_fixed_prefix(const char *pattern, int len, char *prefix)
{
	int			fixed = 0;

	for (int i = 0; i < len && pattern[i] != '%' && pattern[i] != '_'; i++)
	{
		if (pattern[i] == '\\' && ++i == len)
			break;
		prefix[fixed++] = pattern[i];
	}
	return fixed;
}

/*
 * Make a text of UTF-8 the first that comes after all that begin with it; its
 * length, or 0 if nothing does.
 */
static int
advance_prefix(char *prefix, int len)
{
	while (len > 0)
	{
		int			start = len - 1;
		pg_wchar	c;

		while (start > 0 && ((unsigned char) prefix[start] & 0xc0) == 0x80)
			start--;
		c = utf8_to_unicode((unsigned char *) prefix + start) + 1;
		if (c >= 0xd800 && c <= 0xdfff)
			c = 0xe000;
		if (c <= 0x10ffff)
		{
			/* the next code may need one byte more */
			unicode_to_utf8(c, (unsigned char *) prefix + start);
			return start + pg_utf_mblen((unsigned char *) prefix + start);
		}
		len = start;
	}
	return 0;
}

static void
bind_prefix(SqfStatement *statement, int parameter, const SqfTwin *twin,
			Datum value)
{
	text	   *given = DatumGetTextPP(value);
	int			len = VARSIZE_ANY_EXHDR(given);
	char	   *prefix = palloc(len + MAX_UNICODE_EQUIVALENT_STRING);

	if (twin->kind == SQF_BIND_PREFIX)
		len = get_fixed_prefix(VARDATA_ANY(given), len, prefix);
	else
		memcpy(prefix, VARDATA_ANY(given), len);
	if (!is_lower_bound(twin->strategy))
	{
		len = advance_prefix(prefix, len);
		if (len == 0)
		{
			/* every text comes before every blob */
			sqf_statement_bind_blob(statement, parameter, "", 0);
			return;
		}
	}
	sqf_statement_bind_utf8(statement, parameter, prefix, len);
}

static void
bind_uuid_digits(SqfStatement *statement, int parameter, const pg_uuid_t *uuid)
{
	char		digits[2 * UUID_LEN + 1];

	for (int i = 0; i < UUID_LEN; i++)
		sprintf(digits + 2 * i, "%02x", uuid->data[i]);
	sqf_statement_bind_utf8(statement, parameter, digits, 2 * UUID_LEN);
}

/* As JSON, which keeps integers and texts as they are. */
static void
bind_array(SqfStatement *statement, int parameter, Datum value)
{
	ArrayType  *array = DatumGetArrayTypeP(value);
	Oid			type = ARR_ELEMTYPE(array);
	int16		typlen;
	bool		typbyval;
	char		typalign;
	Datum	   *elements;
	bool	   *nulls;
	int			count;
	StringInfoData json;

	get_typlenbyvalalign(type, &typlen, &typbyval, &typalign);
	deconstruct_array(array, type, typlen, typbyval, typalign, &elements,
					  &nulls, &count);
	initStringInfo(&json);
	for (int i = 0; i < count; i++)
	{
		appendStringInfoChar(&json, i == 0 ? '[' : ',');
		if (nulls[i])
			appendStringInfoString(&json, "null");
		else if (type == TEXTOID || type == VARCHAROID)
			escape_json(&json, TextDatumGetCString(elements[i]));
		else
			appendStringInfo(&json, INT64_FORMAT, get_integer(elements[i], type));
	}
	appendStringInfoString(&json, count == 0 ? "[]" : "]");
	sqf_statement_bind_utf8(statement, parameter, json.data, json.len);
}

/*
 * sqf_value_bind binds a value, which is not NULL, to a parameter counted from
 * 1.  Returns false, with nothing bound, if no value of SQLite's compares with
 * what is stored as this one does.
 */
bool
sqf_value_bind(SqfStatement *statement, int parameter, const SqfTwin *twin,
			   Datum value)
{
	struct varlena *bytes;

	switch (twin->kind)
	{
		case SQF_BIND_INTEGER:
			sqf_statement_bind_int64(statement, parameter,
									 get_integer(value, twin->type));
			return true;
		case SQF_BIND_AMONG_INTEGERS:
			return bind_among_integers(statement, parameter, value);
		case SQF_BIND_REAL:
			if (isnan(DatumGetFloat8(value)))
				return false;
			sqf_statement_bind_double(statement, parameter, DatumGetFloat8(value));
			return true;
		case SQF_BIND_DECIMAL:
			return bind_decimal(statement, parameter, value, twin->strategy);
		case SQF_BIND_BOOLEAN:
			sqf_statement_bind_int64(statement, parameter, DatumGetBool(value));
			return true;
		case SQF_BIND_TEXT:
			bytes = PG_DETOAST_DATUM_PACKED(value);
			sqf_statement_bind_utf8(statement, parameter, VARDATA_ANY(bytes),
									VARSIZE_ANY_EXHDR(bytes));
			return true;
		case SQF_BIND_BYTES:
			bytes = PG_DETOAST_DATUM_PACKED(value);
			sqf_statement_bind_blob(statement, parameter, VARDATA_ANY(bytes),
									VARSIZE_ANY_EXHDR(bytes));
			return true;
		case SQF_BIND_COUNTED_TIME:
			return bind_counted_time(statement, parameter, twin, value);
		case SQF_BIND_WRITTEN_TIME:
			return bind_written_time(statement, parameter, twin, value);
		case SQF_BIND_PREFIX:
		case SQF_BIND_START:
			bind_prefix(statement, parameter, twin, value);
			return true;
		case SQF_BIND_UUID_TEXT:
			sqf_statement_bind_text(statement, parameter,
									DatumGetCString(DirectFunctionCall1(uuid_out, value)));
			return true;
		case SQF_BIND_UUID_BYTES:
			sqf_statement_bind_blob(statement, parameter,
									(char *) DatumGetUUIDP(value)->data, UUID_LEN);
			return true;
		case SQF_BIND_UUID_DIGITS:
			bind_uuid_digits(statement, parameter, DatumGetUUIDP(value));
			return true;
		case SQF_BIND_ARRAY:
			bind_array(statement, parameter, value);
			return true;
	}
	pg_unreachable();
}
