/*-------------------------------------------------------------------------
 *
 * value_time.c
 *	  SQLite values become dates, times and timestamps.
 *
 * SQLite has no type for times: they are text, or a number whose unit only the
 * application knows.  The option "format" names it; without one, text is read
 * in the forms that SQLite's own date functions write, and numbers not at all.
 *
 * IDENTIFICATION
 *	  src/remote/value_time.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>
#include <sqlite3.h>

#include "catalog/pg_type.h"
#include "common/int.h"
#include "remote/value_reader.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/fmgrprotos.h"
#include "utils/timestamp.h"

/* What SQLite's functions take for a julian day, and its days in ms. */
#define MAX_JULIAN_DAY		5373484.5
#define MSECS_PER_DAY		INT64CONST(86400000)
#define UNIX_EPOCH_JULIAN_MS	INT64CONST(210866760000000)

/* A time as it is written, before any zone is applied. */
typedef struct WrittenTime
{
	bool		has_date;
	bool		has_time;
	bool		has_zone;
	int			year;
	int			month;
	int			day;
	int			hour;
	int			minute;
	int			second;
	int			microsecond;	/* up to 1000000, by rounding */
	int			offset;			/* seconds east of UTC */
	bool		rounded;		/* had digits beyond microseconds */
} WrittenTime;

/* ---------------------------------------------------------------------------
 * Scanning ISO 8601
 * ---------------------------------------------------------------------------
 */

/* Exactly n digits at *p, which moves on. */
static bool
scan_digits(const char **p, int n, int *number)
{
	*number = 0;
	for (int i = 0; i < n; i++)
	{
		char		c = (*p)[i];

		if (c < '0' || c > '9')
			return false;
		*number = *number * 10 + (c - '0');
	}
	*p += n;
	return true;
}

static bool
scan_char(const char **p, char c)
{
	if (**p != c)
		return false;
	(*p)++;
	return true;
}

/* YYYY-MM-DD */
static bool
scan_date(const char **p, WrittenTime *time)
{
	time->has_date = true;
	return scan_digits(p, 4, &time->year) && scan_char(p, '-') &&
		scan_digits(p, 2, &time->month) && scan_char(p, '-') &&
		scan_digits(p, 2, &time->day);
}

/* Digits after the point: six count, the seventh rounds. */
static bool
scan_fraction(const char **p, WrittenTime *time)
{
	int			digits = 0;
	int			round_up = 0;

	for (; **p >= '0' && **p <= '9'; (*p)++, digits++)
	{
		int			digit = **p - '0';

		if (digits < 6)
			time->microsecond = time->microsecond * 10 + digit;
		else if (digits == 6 && digit >= 5)
			round_up = 1;
		if (digits >= 6 && digit > 0)
			time->rounded = true;
	}
	if (digits == 0)
		return false;
	for (; digits < 6; digits++)
		time->microsecond *= 10;
	time->microsecond += round_up;
	return true;
}

/* HH:MM[:SS[.fraction]] */
static bool
scan_time(const char **p, WrittenTime *time)
{
	time->has_time = true;
	if (!scan_digits(p, 2, &time->hour) || !scan_char(p, ':') ||
		!scan_digits(p, 2, &time->minute))
		return false;
	if (!scan_char(p, ':'))
		return true;
	if (!scan_digits(p, 2, &time->second))
		return false;
	return !scan_char(p, '.') || scan_fraction(p, time);
}

/* Z, or [+-]HH[[:]MM] */
static bool
scan_zone(const char **p, WrittenTime *time, bool lenient)
{
	int			sign;
	int			hours;
	int			minutes = 0;

	time->has_zone = true;
	if (scan_char(p, 'Z') || (lenient && scan_char(p, 'z')))
		return true;
	if (scan_char(p, '+'))
		sign = 1;
	else if (scan_char(p, '-'))
		sign = -1;
	else
		return false;
	if (!scan_digits(p, 2, &hours))
		return false;
	if ((scan_char(p, ':') || **p != '\0') && !scan_digits(p, 2, &minutes))
		return false;
	time->offset = sign * (hours * SECS_PER_HOUR + minutes * SECS_PER_MINUTE);
	return hours <= MAX_TZDISP_HOUR && minutes < MINS_PER_HOUR;
}

static void
skip_spaces(const char **p)
{
	while (**p == ' ')
		(*p)++;
}

/*
 * Scan a whole text as a date, a date with a time, or a time alone.  The
 * canonical forms are YYYY-MM-DD, then T or one space, then the time and
 * perhaps a zone; lenient takes what SQLite's functions do besides: more spaces
 * before the time and the zone, and a small z.
 */
static bool
scan_written_time(const char *text, bool lenient, WrittenTime *time)
{
	const char *p = text;

	memset(time, 0, sizeof(*time));
	if (strlen(text) < 3)
		return false;
	if (text[2] != ':')
	{
		if (!scan_date(&p, time))
			return false;
		if (*p == '\0')
			return true;
		if (!scan_char(&p, 'T') && !scan_char(&p, ' '))
			return false;
		if (lenient)
			skip_spaces(&p);
	}
	if (!scan_time(&p, time))
		return false;
	if (lenient)
		skip_spaces(&p);
	if (*p != '\0' && !scan_zone(&p, time, lenient))
		return false;
	if (lenient)
		skip_spaces(&p);
	return *p == '\0';
}

/*
 * Is every field in its range?  A leap second has no value of its own in
 * PostgreSQL, and 24:00 only as a time of day.
 */
static bool
fields_are_valid(const WrittenTime *time)
{
	if (time->has_date &&
		(time->year < 1 || time->month < 1 || time->month > MONTHS_PER_YEAR ||
		 time->day < 1 ||
		 time->day > day_tab[isleap(time->year)][time->month - 1]))
		return false;
	if (time->hour == HOURS_PER_DAY)
		return !time->has_date && time->minute == 0 && time->second == 0 &&
			time->microsecond == 0;
	return time->hour < HOURS_PER_DAY && time->minute < MINS_PER_HOUR &&
		time->second < SECS_PER_MINUTE;
}

/* ---------------------------------------------------------------------------
 * Faults
 * ---------------------------------------------------------------------------
 */

static bool
fail_syntax(SqfReader *reader, const char *reason)
{
	return sqf_reader_fail(reader, ERRCODE_INVALID_DATETIME_FORMAT, reason,
						   "text");
}

static bool
fail_range(SqfReader *reader, const char *reason, const char *hint_type)
{
	return sqf_reader_fail(reader, ERRCODE_DATETIME_FIELD_OVERFLOW, reason,
						   hint_type);
}

/* A time that another type of time would hold, in the same format. */
static bool
fail_too_fine(SqfReader *reader, const char *reason, const char *hint_type)
{
	(void) fail_range(reader, reason, hint_type);
	reader->fault.keeps_format = true;
	return false;
}

/*
 * The format in which a number is a time of our days, from 1973 to 2200; below
 * that, milliseconds cannot be told from seconds.
 */
static SqfFormat
guess_format(double number)
{
	const double from = 1e8;
	const double to = 7.3e9;

	if (number >= from && number < to)
		return SQF_FORMAT_UNIX;
	if (number >= from * 1e3 && number < to * 1e3)
		return SQF_FORMAT_UNIX_MS;
	if (number >= from * 1e6 && number < to * 1e6)
		return SQF_FORMAT_UNIX_US;
	if (number >= from * 1e9 && number < to * 1e9)
		return SQF_FORMAT_UNIX_NS;
	if (number >= 2415020.5 && number < 2525000)
		return SQF_FORMAT_JULIAN;
	return SQF_FORMAT_NONE;
}

/* Let the hint name the format that the number would fit. */
static void
suggest_format(SqfReader *reader, double number)
{
	SqfFormat	format = guess_format(number);

	if (sqf_format_applies(format, reader->base_type))
		reader->fault.hint_format = format;
}

/* A number where the format, or the lack of one, allows none. */
static bool
fail_number(SqfReader *reader, double number, const char *reason)
{
	(void) fail_syntax(reader, reason);
	suggest_format(reader, number);
	return false;
}

/* A text where the format says that there are numbers only. */
static bool
fail_text(SqfReader *reader)
{
	const char *text;
	int			len;
	WrittenTime time;

	if (!sqf_reader_get_utf8(reader, &text, &len))
		return false;
	(void) fail_syntax(reader,
					   psprintf("is not a number, as format \"%s\" asks for",
								sqf_format_name(reader->format)));
	if (memchr(text, '\0', len) == NULL &&
		scan_written_time(text, false, &time) && time.has_date &&
		sqf_format_applies(SQF_FORMAT_ISO, reader->base_type))
		reader->fault.hint_format = SQF_FORMAT_ISO;
	return false;
}

/* ---------------------------------------------------------------------------
 * From a written or counted time to an instant or a local time
 * ---------------------------------------------------------------------------
 */

static int64
microseconds_of_day(const WrittenTime *time)
{
	return ((time->hour * INT64CONST(60) + time->minute) * 60 + time->second) *
		USECS_PER_SEC + time->microsecond;
}

/* As written, with no regard to any zone. */
static Timestamp
written_to_local(const WrittenTime *time)
{
	int64		days = date2j(time->year, time->month, time->day) -
		POSTGRES_EPOCH_JDATE;

	return days * USECS_PER_DAY + microseconds_of_day(time);
}

static TimestampTz
written_to_instant(const SqfReader *reader, const WrittenTime *time)
{
	struct pg_tm tm = {0};
	int			west;

	if (time->has_zone)
		west = -time->offset;
	else
	{
		tm.tm_year = time->year;
		tm.tm_mon = time->month;
		tm.tm_mday = time->day;
		tm.tm_hour = time->hour;
		tm.tm_min = time->minute;
		tm.tm_sec = time->second;
		west = DetermineTimeZoneOffset(&tm, reader->zone);
	}
	return written_to_local(time) + west * USECS_PER_SEC;
}

/* The wall clock of the server's time zone at an instant. */
static bool
instant_to_local(SqfReader *reader, TimestampTz instant, Timestamp *local)
{
	struct pg_tm tm;
	fsec_t		fsec;
	int			west;

	if (timestamp2tm(instant, &west, &tm, &fsec, NULL, reader->zone) != 0 ||
		tm2timestamp(&tm, fsec, NULL, local) != 0)
		return fail_too_fine(reader, "is out of range in the server's time zone",
							 "timestamptz");
	return true;
}

/*
 * A count of units as microseconds.  Fractions of a microsecond are rounded, and
 * told in *rounded.
 */
static bool
scale_integer(int64 count, SqfFormat format, int64 *microseconds, bool *rounded)
{
	int64		unit;

	switch (format)
	{
		case SQF_FORMAT_UNIX:
			unit = USECS_PER_SEC;
			break;
		case SQF_FORMAT_UNIX_MS:
			unit = 1000;
			break;
		case SQF_FORMAT_UNIX_US:
			unit = 1;
			break;
		default:
			Assert(format == SQF_FORMAT_UNIX_NS);
			*rounded = count % 1000 != 0;
			unit = 1;
			count = count / 1000 + (count % 1000 >= 500) - (count % 1000 < -500);
			break;
	}
	return !pg_mul_s64_overflow(count, unit, microseconds);
}

/* *rounded tells that the microseconds do not give the number back. */
static bool
scale_real(double count, SqfFormat format, int64 *microseconds, bool *rounded)
{
	const double units[] = {
		[SQF_FORMAT_UNIX] = 1e6,
		[SQF_FORMAT_UNIX_MS] = 1e3,
		[SQF_FORMAT_UNIX_US] = 1,
		[SQF_FORMAT_UNIX_NS] = 1e-3,
	};
	double		scaled = rint(count * units[format]);

	if (isnan(scaled) || !FLOAT8_FITS_IN_INT64(scaled))
		return false;
	*rounded = format == SQF_FORMAT_UNIX_NS ? scaled * 1e3 != count :
		scaled / units[format] != count;
	*microseconds = (int64) scaled;
	return true;
}

/* What is stored as a number of units that the format names. */
static bool
scale_count(SqfReader *reader, int64 *microseconds, bool *rounded)
{
	return reader->storage == SQLITE_INTEGER ?
		scale_integer(sqlite3_value_int64(reader->stored), reader->format,
					  microseconds, rounded) :
		scale_real(sqlite3_value_double(reader->stored), reader->format,
				   microseconds, rounded);
}

/* The same as a count since the Unix epoch, and since PostgreSQL's. */
static bool
scale_epoch(SqfReader *reader, int64 *instant, bool *rounded)
{
	int64		microseconds;

	return scale_count(reader, &microseconds, rounded) &&
		!pg_sub_s64_overflow(microseconds, SQF_EPOCH_SHIFT, instant) &&
		IS_VALID_TIMESTAMP(*instant);
}

/*
 * SQLite counts julian days in whole milliseconds; a double cannot hold much
 * more, and rounding as SQLite does gives back the time that was stored.
 */
static bool
scale_julian(double day, int64 *instant)
{
	if (!(day >= 0 && day < MAX_JULIAN_DAY))
		return false;
	*instant = ((int64) (day * MSECS_PER_DAY + 0.5) - UNIX_EPOCH_JULIAN_MS) *
		1000 - SQF_EPOCH_SHIFT;
	return IS_VALID_TIMESTAMP(*instant);
}

/* A number that the format declares to be a time. */
static bool
number_to_instant(SqfReader *reader, TimestampTz *instant)
{
	double		number = sqlite3_value_double(reader->stored);
	bool		rounded = false;
	bool		ok;

	if (reader->format == SQF_FORMAT_NONE)
		return fail_number(reader, number,
						   "is not a time without a format for numbers");
	if (reader->format == SQF_FORMAT_ISO)
		return fail_number(reader, number, "is not a time in ISO 8601");

	if (reader->format == SQF_FORMAT_JULIAN)
		ok = scale_julian(number, instant);
	else
		ok = scale_epoch(reader, instant, &rounded);
	if (!ok)
	{
		(void) fail_range(reader,
						  psprintf("is out of range for a time in format \"%s\"",
								   sqf_format_name(reader->format)), "text");
		suggest_format(reader, number);
		return false;
	}
	reader->rounded += rounded;
	return true;
}

/*
 * sqf_reader_get_duration reads what is stored as a number of units that the format
 * names, as microseconds; false, and a fault noted, for anything else.
 */
bool
sqf_reader_get_duration(SqfReader *reader, int64 *microseconds)
{
	bool		rounded = false;

	if (reader->storage == SQLITE_TEXT)
		return fail_text(reader);
	if (reader->storage == SQLITE_BLOB)
		return sqf_reader_fail(reader, ERRCODE_INVALID_DATETIME_FORMAT,
							   "is not a duration", "bytea");
	if (!scale_count(reader, microseconds, &rounded))
		return fail_range(reader,
						  psprintf("is out of range for a duration in format \"%s\"",
								   sqf_format_name(reader->format)), "text");
	reader->rounded += rounded;
	return true;
}

/* A text that is a time, its fields in range. */
static bool
text_to_written(SqfReader *reader, WrittenTime *time)
{
	const char *text;
	int			len;

	if (reader->format > SQF_FORMAT_ISO)
		return fail_text(reader);
	if (!sqf_reader_get_utf8(reader, &text, &len))
		return false;
	if (memchr(text, '\0', len) != NULL ||
		!scan_written_time(text, reader->format == SQF_FORMAT_NONE, time))
		return fail_syntax(reader, "is not a time in ISO 8601");
	if (!fields_are_valid(time))
		return fail_range(reader, "has a field out of range", "text");
	reader->rounded += time->rounded;
	return true;
}

/* A text for a type that needs a date. */
static bool
text_to_dated(SqfReader *reader, WrittenTime *time)
{
	if (!text_to_written(reader, time))
		return false;
	if (!time->has_date)
		return sqf_reader_fail(reader, ERRCODE_INVALID_DATETIME_FORMAT,
							   "has no date",
							   reader->format == SQF_FORMAT_NONE &&
							   !time->has_zone ? "time" : "text");
	return true;
}

/* ---------------------------------------------------------------------------
 * The readers
 * ---------------------------------------------------------------------------
 */

static bool
fail_scale(SqfReader *reader, const char *hint_type)
{
	return fail_too_fine(reader,
						 psprintf("has more digits than type %s can hold",
								  format_type_with_typemod(reader->base_type,
														   reader->typmod)),
						 hint_type);
}

/*
 * timestamp(3) and its like: a value that would be rounded is refused.
 */
static bool
fit_scale(SqfReader *reader, PGFunction scale, const char *hint_type,
		  Datum *value)
{
	Datum		fitted;

	if (reader->typmod < 0)
		return true;
	fitted = DirectFunctionCall2(scale, *value, Int32GetDatum(reader->typmod));
	if (DatumGetInt64(fitted) != DatumGetInt64(*value))
		return fail_scale(reader, hint_type);
	return true;
}

static bool
is_blob(SqfReader *reader)
{
	if (reader->storage != SQLITE_BLOB)
		return false;
	(void) sqf_reader_fail(reader, ERRCODE_INVALID_DATETIME_FORMAT,
						   "is not a time", "bytea");
	return true;
}

static bool
read_timestamptz(SqfReader *reader, Datum *value)
{
	WrittenTime time;
	TimestampTz instant;

	if (is_blob(reader))
		return false;
	if (reader->storage != SQLITE_TEXT)
	{
		if (!number_to_instant(reader, &instant))
			return false;
	}
	else
	{
		if (!text_to_dated(reader, &time))
			return false;
		instant = written_to_instant(reader, &time);
	}
	*value = TimestampTzGetDatum(instant);
	return fit_scale(reader, timestamptz_scale, "timestamptz", value);
}

/* A time of the wall clock; an instant becomes that of the server's zone. */
static bool
get_local(SqfReader *reader, Timestamp *local)
{
	WrittenTime time;
	TimestampTz instant;

	if (is_blob(reader))
		return false;
	if (reader->storage != SQLITE_TEXT)
	{
		if (!number_to_instant(reader, &instant))
			return false;
		return instant_to_local(reader, instant, local);
	}
	if (!text_to_dated(reader, &time))
		return false;
	if (time.has_zone)
		return instant_to_local(reader, written_to_instant(reader, &time),
								local);
	*local = written_to_local(&time);
	return true;
}

static bool
read_timestamp(SqfReader *reader, Datum *value)
{
	Timestamp	local;

	if (!get_local(reader, &local))
		return false;
	*value = TimestampGetDatum(local);
	return fit_scale(reader, timestamp_scale, "timestamp", value);
}

/* A date may be written with a time only if that is midnight. */
static bool
read_date(SqfReader *reader, Datum *value)
{
	int64		rounded = reader->rounded;
	Timestamp	local;
	int64		days;

	if (!get_local(reader, &local))
		return false;
	days = local / USECS_PER_DAY - (local % USECS_PER_DAY < 0);

	/* what had to be rounded was no midnight */
	if (local != days * USECS_PER_DAY || reader->rounded != rounded)
		return fail_too_fine(reader, "is a date with a time of day",
							 "timestamp");
	*value = DateADTGetDatum((DateADT) days);
	return true;
}

/* A text that is a time of day and nothing else. */
static bool
get_time_of_day(SqfReader *reader, WrittenTime *time)
{
	if (is_blob(reader))
		return false;
	if (reader->storage != SQLITE_TEXT)
		return fail_number(reader, sqlite3_value_double(reader->stored),
						   "is not a time of day");
	if (!text_to_written(reader, time))
		return false;
	if (time->has_date)
		return fail_syntax(reader, "has a date");
	if (microseconds_of_day(time) > USECS_PER_DAY)
		return fail_range(reader, "has a field out of range", "text");
	return true;
}

static bool
read_time(SqfReader *reader, Datum *value)
{
	WrittenTime time;

	if (!get_time_of_day(reader, &time))
		return false;
	if (time.has_zone)
		return fail_syntax(reader, "has a time zone");
	*value = TimeADTGetDatum(microseconds_of_day(&time));
	return fit_scale(reader, time_scale, "time", value);
}

/* Without a date no zone but a written one has an offset. */
static bool
read_timetz(SqfReader *reader, Datum *value)
{
	WrittenTime time;
	TimeTzADT  *result;

	if (!get_time_of_day(reader, &time))
		return false;
	if (!time.has_zone)
		return fail_syntax(reader, "has no time zone");
	result = palloc(sizeof(TimeTzADT));
	result->time = microseconds_of_day(&time);
	result->zone = -time.offset;
	*value = TimeTzADTPGetDatum(result);
	AdjustTimeForTypmod(&result->time, reader->typmod);
	if (result->time != microseconds_of_day(&time))
		return fail_scale(reader, "timetz");
	return true;
}

/*
 * sqf_time_reader returns the function that reads this type, or NULL if it is
 * no date or time.
 */
SqfReadFunction
sqf_time_reader(Oid base_type)
{
	switch (base_type)
	{
		case TIMESTAMPTZOID:
			return read_timestamptz;
		case TIMESTAMPOID:
			return read_timestamp;
		case DATEOID:
			return read_date;
		case TIMEOID:
			return read_time;
		case TIMETZOID:
			return read_timetz;
		default:
			return NULL;
	}
}

/*
 * sqf_time_shape tells what kind of time a text is, if it is one whose fields
 * are in range.
 */
bool
sqf_time_shape(const char *text, SqfTimeShape *shape)
{
	WrittenTime time;
	bool		is_canonical = scan_written_time(text, false, &time);

	if (!is_canonical && !scan_written_time(text, true, &time))
		return false;
	shape->is_canonical = is_canonical;
	shape->has_date = time.has_date;
	shape->has_time = time.has_time;
	shape->is_midnight = microseconds_of_day(&time) == 0;
	shape->has_zone = time.has_zone;
	return fields_are_valid(&time);
}
