/*-------------------------------------------------------------------------
 *
 * value_number.c
 *	  SQLite values become integers, floats, numerics and booleans.
 *
 * IDENTIFICATION
 *	  src/remote/value_number.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>
#include <sqlite3.h>

#include "catalog/pg_type.h"
#include "common/int.h"
#include "common/shortest_dec.h"
#include "remote/decimal.h"
#include "remote/value_reader.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"

/* ---------------------------------------------------------------------------
 * Literals
 * ---------------------------------------------------------------------------
 */

static const char *
skip_digits(const char *p)
{
	while (*p >= '0' && *p <= '9')
		p++;
	return p;
}

/*
 * An integer as it prints: no sign but '-', no leading zero, nothing else.
 * '007' is not 7 but a string.
 */
static bool
is_canonical_integer(const char *text, int len)
{
	const char *digits = text[0] == '-' ? text +1 : text;

	if (digits[0] == '0')
		return len == 1;
	return digits[0] != '\0' && skip_digits(digits) > digits &&
		skip_digits(digits) == text +len;
}

/* [+-] digits [. digits] [e [+-] digits], with a digit beside the point. */
static bool
is_numeric_literal(const char *text, int len)
{
	const char *p = text;
	const char *start;
	int			digits;

	if (*p == '+' || *p == '-')
		p++;
	start = p;
	p = skip_digits(p);
	digits = p - start;
	if (*p == '.')
	{
		start = ++p;
		p = skip_digits(p);
		digits += p - start;
	}
	if (digits == 0)
		return false;
	if (*p == 'e' || *p == 'E')
	{
		p++;
		if (*p == '+' || *p == '-')
			p++;
		start = p;
		p = skip_digits(p);
		if (p == start)
			return false;
	}
	return p == text +len;
}

/* Inf, Infinity and NaN in any case, the first two with a sign. */
static bool
is_special_literal(const char *text, int len)
{
	if (memchr(text, '\0', len) != NULL)
		return false;
	if (pg_strcasecmp(text, "nan") == 0)
		return true;
	if (*text == '+' || *text == '-')
		text	  ++;

	return pg_strcasecmp(text, "inf") == 0 ||
		pg_strcasecmp(text, "infinity") == 0;
}

static bool
fail_blob(SqfReader *reader)
{
	return sqf_reader_fail(reader, ERRCODE_INVALID_TEXT_REPRESENTATION,
						   "is not a number", "bytea");
}

/* ---------------------------------------------------------------------------
 * Integers
 * ---------------------------------------------------------------------------
 */

static bool
double_to_int64(SqfReader *reader, double real, int64 *result)
{
	if (isinf(real))
		return sqf_reader_fail(reader, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
							   "is out of range for an integer",
							   "double precision");
	if (real != rint(real))
		return sqf_reader_fail(reader, ERRCODE_INVALID_TEXT_REPRESENTATION,
							   "is not a whole number", "double precision");
	if (!FLOAT8_FITS_IN_INT64(real))
		return sqf_reader_fail(reader, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
							   "is out of range for an integer",
							   "double precision");
	*result = (int64) real;
	return true;
}

static bool
text_to_int64(SqfReader *reader, int64 *result)
{
	const char *text;
	int			len;

	if (!sqf_reader_get_utf8(reader, &text, &len))
		return false;
	if (!is_canonical_integer(text, len))
		return sqf_reader_fail(reader, ERRCODE_INVALID_TEXT_REPRESENTATION,
							   "is not an integer", "text");
	errno = 0;
	*result = strtoi64(text, NULL, 10);
	if (errno == ERANGE)
		return sqf_reader_fail(reader, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
							   "is out of range for an integer", "numeric");
	return true;
}

static inline bool
get_int64(SqfReader *reader, int64 *result)
{
	switch (reader->storage)
	{
		case SQLITE_INTEGER:
			*result = sqlite3_value_int64(reader->stored);
			return true;
		case SQLITE_FLOAT:
			return double_to_int64(reader, sqlite3_value_double(reader->stored),
								   result);
		case SQLITE_TEXT:
			return text_to_int64(reader, result);
		default:
			return fail_blob(reader);
	}
}

static bool
read_int8(SqfReader *reader, Datum *value)
{
	int64		number;

	if (!get_int64(reader, &number))
		return false;
	*value = Int64GetDatum(number);
	return true;
}

static bool
read_int4(SqfReader *reader, Datum *value)
{
	int64		number;

	if (!get_int64(reader, &number))
		return false;
	if (number < PG_INT32_MIN || number > PG_INT32_MAX)
		return sqf_reader_fail(reader, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
							   "is out of range for type integer", "bigint");
	*value = Int32GetDatum((int32) number);
	return true;
}

static bool
read_int2(SqfReader *reader, Datum *value)
{
	int64		number;

	if (!get_int64(reader, &number))
		return false;
	if (number < PG_INT16_MIN || number > PG_INT16_MAX)
		return sqf_reader_fail(reader, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
							   "is out of range for type smallint", "bigint");
	*value = Int16GetDatum((int16) number);
	return true;
}

/* ---------------------------------------------------------------------------
 * Floats
 * ---------------------------------------------------------------------------
 */

/* [+-] digits, and nothing else: what names one integer. */
static bool
is_integer_literal(const char *text, int len)
{
	const char *digits = (*text == '+' || *text == '-') ? text +1 : text;

	return skip_digits(digits) == text +len;
}

/*
 * A literal of digits alone names one integer, and must not become another; a
 * decimal fraction becomes the nearest double, as in every cast.
 */
static bool
integer_literal_changes(const char *text, int len, double real)
{
	const char *digits = (*text == '+' || *text == '-') ? text +1 : text;
	char		printed[400];

	if (!is_integer_literal(text, len) || isinf(real))
		return false;
	while (*digits == '0' && digits[1] != '\0')
		digits++;
	snprintf(printed, sizeof(printed), "%.0f", fabs(real));
	return strcmp(printed, digits) != 0;
}

static bool
text_to_double(SqfReader *reader, double *result)
{
	const char *text;
	int			len;

	if (!sqf_reader_get_utf8(reader, &text, &len))
		return false;
	if (!is_numeric_literal(text, len) && !is_special_literal(text, len))
		return sqf_reader_fail(reader, ERRCODE_INVALID_TEXT_REPRESENTATION,
							   "is not a number", "text");
	errno = 0;
	*result = strtod(text, NULL);
	if (errno == ERANGE && (*result == 0 || isinf(*result)))
		return sqf_reader_fail(reader, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
							   "is out of range for type double precision",
							   "numeric");
	if (integer_literal_changes(text, len, *result))
		return sqf_reader_fail(reader, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
							   "has no exact double precision value",
							   "numeric");
	return true;
}

static inline bool
get_double(SqfReader *reader, double *result)
{
	int64		integer;

	switch (reader->storage)
	{
		case SQLITE_INTEGER:
			integer = sqlite3_value_int64(reader->stored);
			*result = (double) integer;
			if (!FLOAT8_FITS_IN_INT64(*result) || (int64) *result != integer)
				return sqf_reader_fail(reader, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
									   "has no exact double precision value",
									   "numeric");
			return true;
		case SQLITE_FLOAT:
			*result = sqlite3_value_double(reader->stored);
			return true;
		case SQLITE_TEXT:
			return text_to_double(reader, result);
		default:
			return fail_blob(reader);
	}
}

static bool
read_float8(SqfReader *reader, Datum *value)
{
	double		real;

	if (!get_double(reader, &real))
		return false;
	*value = Float8GetDatum(real);
	return true;
}

static bool
names_integer(SqfReader *reader)
{
	const char *text;
	int			len;

	if (reader->storage != SQLITE_TEXT)
		return reader->storage == SQLITE_INTEGER;
	return sqf_reader_get_utf8(reader, &text, &len) &&
		is_integer_literal(text, len);
}

/*
 * A double goes into a float4 only if the float4 prints as the number that the
 * double prints as; 73.4567891234 does not.  An integer must not change at all:
 * 123456790 would print the same, but is 123456792 as a float4.
 */
static bool
read_float4(SqfReader *reader, Datum *value)
{
	char		printed[FLOAT_SHORTEST_DECIMAL_LEN];
	double		real;
	float		narrow;

	if (!get_double(reader, &real))
		return false;
	narrow = (float) real;
	if (!isinf(real) && !isnan(real))
	{
		if (isinf(narrow))
			return sqf_reader_fail(reader, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
								   "is out of range for type real",
								   "double precision");
		float_to_shortest_decimal_buf(narrow, printed);
		if (strtod(printed, NULL) != real ||
			(narrow != real && names_integer(reader)))
			return sqf_reader_fail(reader, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
								   "has more digits than type real can hold",
								   "double precision");
	}
	*value = Float4GetDatum(narrow);
	return true;
}

/* ---------------------------------------------------------------------------
 * Numeric
 * ---------------------------------------------------------------------------
 */

/* Digits of an amount, and those of them after the point. */
#define MAX_AMOUNT			1e15
#define MAX_AMOUNT_SCALE	4

/*
 * Give it the scale of numeric(p,s); false if digits would be lost or are too
 * many for a quick answer.
 */
static bool
fit_short_decimal(int32 typmod, SqfDecimal *decimal)
{
	int			precision = ((typmod - VARHDRSZ) >> 16) & 0xffff;
	int			scale = (((typmod - VARHDRSZ) & 0x7ff) ^ 1024) - 1024;
	int			more = scale - decimal->scale;
	int64		limit = sqf_decimal_power(Min(precision, SQF_DECIMAL_DIGITS));

	if (more < 0 || more > SQF_DECIMAL_DIGITS ||
		pg_mul_s64_overflow(decimal->digits, sqf_decimal_power(more),
							&decimal->digits))
		return false;
	decimal->scale = scale;
	return decimal->digits < limit && decimal->digits > -limit;
}

/* What most numbers are, without the detour through numeric_in. */
static bool
decimal_to_numeric(const SqfReader *reader, SqfDecimal *decimal, Datum *value)
{
	if (reader->typmod >= (int32) VARHDRSZ &&
		!fit_short_decimal(reader->typmod, decimal))
		return false;
	*value = sqf_decimal_to_numeric(decimal);
	return true;
}

static bool
short_to_numeric(const SqfReader *reader, const char *printed, Datum *value)
{
	SqfDecimal	decimal;
	const char *end = sqf_decimal_scan(printed, &decimal);

	return end != NULL && *end == '\0' &&
		decimal_to_numeric(reader, &decimal, value);
}

/*
 * An amount of money or its like as the decimal that prints it.  Both numbers of
 * the division are exact, so it gives the double that the decimal reads back as;
 * and no other decimal of at most 15 digits does.
 */
static bool
real_to_short_decimal(double real, SqfDecimal *decimal)
{
	double		unit = 1;

	for (int scale = 0; scale <= MAX_AMOUNT_SCALE; scale++, unit *= 10)
	{
		double		digits = rint(real * unit);

		if (fabs(digits) < MAX_AMOUNT && digits / unit == real)
		{
			decimal->digits = (int64) digits;
			decimal->scale = scale;
			return true;
		}
	}
	return false;
}

/*
 * Read a number, printed, as numeric.  A declared scale may round only what
 * still reads back as the same double: the double 12.3 may become 12.30, 12.345
 * must not become 12.35, and an integer or a text, for which real is NULL, must
 * not change at all.
 */
static bool
printed_to_numeric(SqfReader *reader, const char *printed, const double *real,
				   Datum *value)
{
	const char *type;
	Datum		exact;

	if (short_to_numeric(reader, printed, value))
		return true;
	if (!sqf_reader_call_input(reader, printed, -1, &exact))
		return false;
	*value = exact;
	if (reader->typmod < (int32) VARHDRSZ)
		return true;

	type = format_type_with_typemod(reader->base_type, reader->typmod);
	if (!sqf_reader_call_input(reader, printed, reader->typmod, value))
		return sqf_reader_fail(reader, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
							   psprintf("is out of range for type %s", type),
							   "numeric");
	if (DatumGetBool(DirectFunctionCall2(numeric_eq, exact, *value)))
		return true;
	if (real != NULL &&
		DatumGetFloat8(DirectFunctionCall1(numeric_float8, *value)) == *real)
		return true;
	return sqf_reader_fail(reader, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
						   psprintf("has more digits than type %s can hold", type),
						   "numeric");
}

static bool
text_to_numeric(SqfReader *reader, Datum *value)
{
	const char *text;
	int			len;

	if (!sqf_reader_get_utf8(reader, &text, &len))
		return false;
	if (!is_numeric_literal(text, len) && !is_special_literal(text, len))
		return sqf_reader_fail(reader, ERRCODE_INVALID_TEXT_REPRESENTATION,
							   "is not a number", "text");
	return printed_to_numeric(reader, text, NULL, value);
}

static bool
int64_to_fitting_numeric(SqfReader *reader, int64 integer, Datum *value)
{
	char		printed[MAXINT8LEN + 1];

	if (reader->typmod < (int32) VARHDRSZ)
	{
		*value = NumericGetDatum(int64_to_numeric(integer));
		return true;
	}
	pg_lltoa(integer, printed);
	return printed_to_numeric(reader, printed, NULL, value);
}

static bool
double_to_numeric(SqfReader *reader, double real, Datum *value)
{
	char		printed[DOUBLE_SHORTEST_DECIMAL_LEN];
	SqfDecimal	decimal;

	if (real_to_short_decimal(real, &decimal) &&
		decimal_to_numeric(reader, &decimal, value))
		return true;
	double_to_shortest_decimal_buf(real, printed);
	return printed_to_numeric(reader, printed, &real, value);
}

static bool
read_numeric(SqfReader *reader, Datum *value)
{
	switch (reader->storage)
	{
		case SQLITE_INTEGER:
			return int64_to_fitting_numeric(reader,
											sqlite3_value_int64(reader->stored),
											value);
		case SQLITE_FLOAT:
			return double_to_numeric(reader, sqlite3_value_double(reader->stored),
									 value);
		case SQLITE_TEXT:
			return text_to_numeric(reader, value);
		default:
			return fail_blob(reader);
	}
}

/* ---------------------------------------------------------------------------
 * Boolean
 * ---------------------------------------------------------------------------
 */

static bool
text_to_bool(SqfReader *reader, bool *result)
{
	const char *text;
	int			len;

	if (!sqf_reader_get_utf8(reader, &text, &len))
		return false;
	if (memchr(text, '\0', len) != NULL ||
		!parse_bool_with_len(text, len, result))
		return sqf_reader_fail(reader, ERRCODE_INVALID_TEXT_REPRESENTATION,
							   "is not a boolean", "text");
	return true;
}

static bool
read_bool(SqfReader *reader, Datum *value)
{
	double		number;
	bool		result;

	switch (reader->storage)
	{
		case SQLITE_INTEGER:
		case SQLITE_FLOAT:
			number = sqlite3_value_double(reader->stored);
			if (number != 0 && number != 1)
				return sqf_reader_fail(reader, ERRCODE_INVALID_TEXT_REPRESENTATION,
									   "is neither 0 nor 1",
									   reader->storage == SQLITE_INTEGER ?
									   "bigint" : "double precision");
			*value = BoolGetDatum(number == 1);
			return true;
		case SQLITE_TEXT:
			if (!text_to_bool(reader, &result))
				return false;
			*value = BoolGetDatum(result);
			return true;
		default:
			return sqf_reader_fail(reader, ERRCODE_INVALID_TEXT_REPRESENTATION,
								   "is not a boolean", "bytea");
	}
}

/*
 * sqf_number_reader returns the function that reads this type, or NULL if it is
 * none of the numbers or boolean.
 */
SqfReadFunction
sqf_number_reader(Oid base_type)
{
	switch (base_type)
	{
		case INT2OID:
			return read_int2;
		case INT4OID:
			return read_int4;
		case INT8OID:
			return read_int8;
		case FLOAT4OID:
			return read_float4;
		case FLOAT8OID:
			return read_float8;
		case NUMERICOID:
			return read_numeric;
		case BOOLOID:
			return read_bool;
		default:
			return NULL;
	}
}
