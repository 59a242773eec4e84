/*-------------------------------------------------------------------------
 *
 * translate_time.c
 *	  SQLite's date functions: a point in time, changed by modifiers, and how it
 *	  is written.
 *
 * A point in time is a timestamp in UTC here, as SQLite counts.  'now' is
 * statement_timestamp(): in SQLite it stands still while one statement runs, and
 * has moved on in the next one of the same transaction, where now() has not.
 *
 * IDENTIFICATION
 *	  src/migrate/translate_time.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "migrate/translate_internal.h"
#include "utils/builtins.h"

/* A point in time being made. */
typedef struct Point
{
	char	   *instant;		/* a timestamp */
	bool		is_now;			/* without a modifier */
	bool		from_now;
	bool		is_count;		/* a number, which waits for 'unixepoch' */
	bool		is_subsecond;
} Point;

/* What strftime() writes of a time, and to_char(). */
static const struct
{
	char		letter;
	const char *format;
}			conversions[] = {
	{'d', "DD"},
	{'f', "SS.MS"},
	{'F', "YYYY-MM-DD"},
	{'H', "HH24"},
	{'j', "DDD"},
	{'m', "MM"},
	{'M', "MI"},
	{'R', "HH24:MI"},
	{'S', "SS"},
	{'T', "HH24:MI:SS"},
	{'Y', "YYYY"},
};

/* ---------------------------------------------------------------------------
 * Where a point in time comes from
 * ---------------------------------------------------------------------------
 */

static void
take_now(SqfTranslation *t, Point *point)
{
	sqf_translate_mark(t, PROVOLATILE_STABLE);
	point->instant = psprintf("(statement_timestamp() AT TIME ZONE %s)",
							  quote_literal_cstr(t->now_zone));
	point->is_now = point->from_now = true;
}

/* A constant: a date, perhaps with a time, but without a zone. */
static bool
take_string(SqfTranslation *t, const SqfSqlExpr *expr, const char *text,
			Point *point)
{
	SqfTimeShape shape;

	if (pg_strcasecmp(text, "now") == 0)
		take_now(t, point);
	else if (sqf_time_shape(text, &shape) && shape.is_canonical &&
			 shape.has_date && !shape.has_zone)
		point->instant = psprintf("%s::timestamp", quote_literal_cstr(text));
	else
		return sqf_translate_fail(t, expr, "a time in this form is not known");
	return true;
}

static bool
is_scale(const SqfMoment *moment, double scale, double shift)
{
	return fabs(moment->scale / scale - 1) < 1e-9 && moment->shift == shift;
}

static bool
take_moment(SqfTranslation *t, const SqfSqlExpr *expr, const SqfMoment *moment,
			Point *point)
{
	point->instant = moment->instant;
	point->is_now = moment->is_now;
	point->from_now = moment->is_now;
	switch (moment->shape)
	{
		case SQF_MOMENT_DATE:
			if (moment->text != NULL)	/* not a column, which has no time */
				point->instant = psprintf("date_trunc('day', %s)",
										  moment->instant);
			point->is_now = false;
			return true;
		case SQF_MOMENT_WRITTEN:
		case SQF_MOMENT_TIME_OF_DAY:
			return true;
		case SQF_MOMENT_COUNT:
			point->is_count = is_scale(moment, 1, 0);
			if (point->is_count ||
				is_scale(moment, 1.0 / SECS_PER_DAY, SQF_UNIX_EPOCH_JULIAN))
				return true;
			break;
		default:
			break;
	}
	return sqf_translate_fail(t, expr, "a time in this form is not known");
}

static bool
take_value(SqfTranslation *t, const SqfSqlExpr *expr, const SqfSqlExpr *value,
		   Point *point)
{
	SqfOperand	operand;

	if (!sqf_expr_value(t, value, &operand))
		return false;
	if (operand.moment != NULL)
		return take_moment(t, expr, operand.moment, point);
	if (operand.kind != SQF_KIND_INTEGER)
		return sqf_translate_fail(t, expr, "a time in this form is not known");
	point->is_count = true;
	point->instant = psprintf("(to_timestamp((%s)::double precision) AT TIME ZONE 'UTC')",
							  operand.sql);
	return true;
}

static bool
take_point(SqfTranslation *t, const SqfSqlExpr *expr, const SqfSqlExpr *value,
		   Point *point)
{
	memset(point, 0, sizeof(*point));
	if (value == NULL)
	{
		take_now(t, point);
		return true;
	}
	if (value->kind == SQF_SQL_STRING)
		return take_string(t, expr, value->text, point);
	if (value->kind == SQF_SQL_NAME && value->is_quoted &&
		pg_strcasecmp(value->text, "now") == 0)
	{
		take_now(t, point);
		return true;
	}
	return take_value(t, expr, value, point);
}

/*
 * sqf_time_of_column returns the point in time that a column of PostgreSQL is,
 * whose name is sql; NULL if SQLite's functions would not see that in it.
 */
SqfMoment *
sqf_time_of_column(const SqfScopeColumn *column, const char *sql)
{
	SqfMoment  *moment = palloc0(sizeof(SqfMoment));

	switch (column->type)
	{
		case TIMESTAMPTZOID:
			moment->instant = psprintf("(%s AT TIME ZONE 'UTC')", sql);
			break;
		case TIMESTAMPOID:
			moment->instant = pstrdup(sql);
			break;
		case DATEOID:
			moment->instant = psprintf("(%s)::timestamp", sql);
			moment->shape = SQF_MOMENT_DATE;
			break;
		case TIMEOID:
			/* SQLite gives a time without a date this one */
			moment->instant = psprintf("('2000-01-01'::date + %s)", sql);
			moment->shape = SQF_MOMENT_TIME_OF_DAY;
			break;
		default:
			return NULL;
	}
	if (!sqf_moment_is_counted(column->format))
		return moment;
	if (column->type != TIMESTAMPTZOID)
		return NULL;
	moment->shape = SQF_MOMENT_COUNT;
	moment->scale = sqf_moment_scale(column->format);
	moment->shift = column->format == SQF_FORMAT_JULIAN ? SQF_UNIX_EPOCH_JULIAN : 0;
	moment->is_whole = column->format != SQF_FORMAT_JULIAN &&
		column->format != SQF_FORMAT_UNIX && column->affinity != SQF_AFFINITY_REAL;
	return moment;
}

/* ---------------------------------------------------------------------------
 * Modifiers
 * ---------------------------------------------------------------------------
 */

static void
move_on(Point *point, char *instant)
{
	point->instant = instant;
	point->is_now = false;
}

/*
 * SQLite lets the 31st of a month without one run over into the next month,
 * where PostgreSQL would stop at its end.
 */
static void
add_months(Point *point, int64 months)
{
	move_on(point,
			psprintf("(date_trunc('month', %s) + interval '" INT64_FORMAT " months' + (%s - date_trunc('month', %s)))",
					 point->instant, months, point->instant, point->instant));
}

/* "+1 day", "-7.5 hours": *number of *unit, which has no s at its end. */
static bool
scan_amount(const char *modifier, double *number, char *unit, size_t size)
{
	char	   *end;
	size_t		len;

	if (strchr("+-0123456789", modifier[0]) == NULL || modifier[0] == '\0')
		return false;
	*number = strtod(modifier, &end);
	if (end == modifier || *end != ' ')
		return false;
	end += strspn(end, " ");
	len = strlen(end);
	if (len > 0 && pg_tolower((unsigned char) end[len - 1]) == 's')
		len--;
	if (len == 0 || len >= size)
		return false;
	strlcpy(unit, end, len + 1);
	return true;
}

static bool
add_amount(Point *point, const char *modifier)
{
	static const struct
	{
		const char *name;
		int			seconds;
		int			months;
	}			units[] = {
		{"second", 1, 0}, {"minute", SECS_PER_MINUTE, 0},
		{"hour", SECS_PER_HOUR, 0}, {"day", SECS_PER_DAY, 0},
		{"month", 0, 1}, {"year", 0, MONTHS_PER_YEAR},
	};
	char		unit[8];
	double		number;

	if (!scan_amount(modifier, &number, unit, sizeof(unit)) || fabs(number) > 1e6)
		return false;
	for (size_t i = 0; i < lengthof(units); i++)
	{
		if (pg_strcasecmp(units[i].name, unit) != 0)
			continue;
		if (units[i].months > 0 && number != rint(number))
			return false;
		if (units[i].months > 0)
			add_months(point, (int64) number * units[i].months);
		else if (number == rint(number))
			move_on(point, psprintf("(%s + interval '%.0f %ss')", point->instant,
									number, units[i].name));
		else
			move_on(point, psprintf("(%s + interval '%.3f seconds')", point->instant,
									number * units[i].seconds));
		return true;
	}
	return false;
}

static bool
start_of(Point *point, const char *modifier)
{
	static const char prefix[] = "start of ";
	const char *unit = modifier + strlen(prefix);

	if (pg_strncasecmp(modifier, prefix, strlen(prefix)) != 0 ||
		(pg_strcasecmp(unit, "day") != 0 && pg_strcasecmp(unit, "month") != 0 &&
		 pg_strcasecmp(unit, "year") != 0))
		return false;
	move_on(point, psprintf("date_trunc('%s', %s)", unit, point->instant));
	return true;
}

/* The next day of the week of this number, or the day itself. */
static bool
next_weekday(Point *point, const char *modifier)
{
	static const char prefix[] = "weekday ";
	const char *day = modifier + strlen(prefix);

	if (pg_strncasecmp(modifier, prefix, strlen(prefix)) != 0 ||
		day[0] < '0' || day[0] > '6' || day[1] != '\0')
		return false;
	move_on(point,
			psprintf("(%s + make_interval(days => (%d - extract(dow FROM %s)::integer) %% 7))",
					 point->instant, day[0] - '0' + 7, point->instant));
	return true;
}

static bool
to_local_time(SqfTranslation *t, Point *point)
{
	sqf_translate_remark(t, psprintf("'localtime' is the time in %s",
									 t->scope->timezone));
	if (strcmp(t->now_zone, t->scope->timezone) != 0)
		move_on(point, psprintf("((%s AT TIME ZONE 'UTC') AT TIME ZONE %s)",
								point->instant,
								quote_literal_cstr(t->scope->timezone)));
	return true;
}

static bool
apply_modifier(SqfTranslation *t, const SqfSqlExpr *expr, const char *modifier,
			   Point *point)
{
	bool		known;

	if (pg_strcasecmp(modifier, "unixepoch") == 0 && point->is_count)
	{
		point->is_count = false;
		return true;
	}
	if (point->is_count)
		known = false;
	else if (pg_strcasecmp(modifier, "localtime") == 0)
		known = to_local_time(t, point);
	else if (pg_strcasecmp(modifier, "subsec") == 0 ||
			 pg_strcasecmp(modifier, "subsecond") == 0)
		known = point->is_subsecond = true;
	else
		known = start_of(point, modifier) || next_weekday(point, modifier) ||
			add_amount(point, modifier);
	return known || sqf_translate_fail(t, expr, "modifier '%s' is not known here",
									   modifier);
}

/* The point in time of a call, whose arguments from the given one on are it. */
static bool
find_point(SqfTranslation *t, const SqfSqlExpr *expr, int first, Point *point)
{
	ListCell   *cell;

	if (!take_point(t, expr, list_length(expr->args) > first ?
					list_nth(expr->args, first) : NULL, point))
		return false;
	for_each_from(cell, expr->args, Min(first + 1, list_length(expr->args)))
	{
		const SqfSqlExpr *modifier = lfirst(cell);

		if (modifier->kind != SQF_SQL_STRING)
			return sqf_translate_fail(t, expr, "only constant modifiers are known");
		if (!apply_modifier(t, expr, modifier->text, point))
			return false;
	}
	if (point->is_count)
		return sqf_translate_fail(t, expr, "a number is a julian day");
	return true;
}

/* ---------------------------------------------------------------------------
 * What is written of it
 * ---------------------------------------------------------------------------
 */

static SqfMoment *
make_moment(const Point *point, SqfMomentShape shape)
{
	SqfMoment  *moment = palloc0(sizeof(SqfMoment));

	moment->instant = point->instant;
	moment->is_now = point->is_now;
	moment->shape = shape;
	return moment;
}

static void
write_text(const Point *point, SqfMomentShape shape, const char *format,
		   SqfOperand *result)
{
	sqf_operand_init(result, SQF_KIND_TEXT, NULL);
	result->moment = make_moment(point, shape);
	result->moment->text = psprintf("to_char(%s, %s)", point->instant,
									quote_literal_cstr(format));
}

static void
write_count(const Point *point, SqfKind kind, double scale, double shift,
			SqfOperand *result)
{
	sqf_operand_init(result, kind, NULL);
	result->moment = make_moment(point, SQF_MOMENT_COUNT);
	result->moment->scale = scale;
	result->moment->shift = shift;
	result->moment->is_whole = kind != SQF_KIND_REAL;
}

/* ---------------------------------------------------------------------------
 * strftime()
 * ---------------------------------------------------------------------------
 */

static const char *
find_conversion(char letter)
{
	for (size_t i = 0; i < lengthof(conversions); i++)
		if (conversions[i].letter == letter)
			return conversions[i].format;
	return NULL;
}

/* A letter that to_char() would not take for a format, in its quotes. */
static void
append_character(StringInfo format, char c)
{
	if (c == '"' || c == '\\')
		appendStringInfo(format, "\\%c", c);
	else if (strchr("-/:. ,;()", c) != NULL)
		appendStringInfoChar(format, c);
	else
		appendStringInfo(format, "\"%c\"", c);
}

/* strftime()'s format as one of to_char(); NULL if there is none. */
static char *
translate_format(const char *from, bool from_now)
{
	StringInfoData format;

	initStringInfo(&format);
	for (; *from != '\0'; from++)
	{
		const char *conversion;

		/* bytes of a longer character belong together */
		if (IS_HIGHBIT_SET(*from))
			return NULL;
		if (*from != '%')
		{
			append_character(&format, *from);
			continue;
		}
		from++;
		conversion = find_conversion(*from);
		if (*from == '%')
			append_character(&format, '%');
		else if (conversion == NULL || (*from == 'f' && !from_now))
			return NULL;		/* SQLite rounds to milliseconds */
		else
			appendStringInfoString(&format, conversion);
	}
	return format.data;
}

/* Is this a date and a time as a column of times would hold them? */
static bool
is_written_time_format(const char *format)
{
	static const char *const dates[] = {
		"YYYY-MM-DD HH24:MI", "YYYY-MM-DD\"T\"HH24:MI"
	};
	static const char *const rests[] = {
		"", ":SS", ":SS.MS", "\"Z\"", ":SS\"Z\"", ":SS.MS\"Z\""
	};

	for (size_t i = 0; i < lengthof(dates); i++)
		for (size_t j = 0; j < lengthof(rests); j++)
			if (strcmp(format, psprintf("%s%s", dates[i], rests[j])) == 0)
				return true;
	return false;
}

static SqfMomentShape
shape_of_format(const char *format)
{
	if (strcmp(format, "YYYY-MM-DD") == 0)
		return SQF_MOMENT_DATE;
	if (strcmp(format, "HH24:MI") == 0 || strcmp(format, "HH24:MI:SS") == 0 ||
		strcmp(format, "HH24:MI:SS.MS") == 0)
		return SQF_MOMENT_TIME_OF_DAY;
	return is_written_time_format(format) ? SQF_MOMENT_WRITTEN : SQF_MOMENT_OTHER;
}

static bool
translate_strftime(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *result)
{
	const SqfSqlExpr *format = expr->args == NIL ? NULL : linitial(expr->args);
	Point		point;
	char	   *translated;

	if (format == NULL || format->kind != SQF_SQL_STRING)
		return sqf_translate_fail(t, expr, "strftime() is only known with a constant format");
	if (!find_point(t, expr, 1, &point))
		return false;
	if (strcmp(format->text, "%s") == 0)
	{
		write_count(&point, SQF_KIND_TEXT, 1, 0, result);
		return true;
	}
	if (strcmp(format->text, "%w") == 0)
	{
		write_text(&point, SQF_MOMENT_OTHER, "", result);
		result->moment->text = psprintf("(extract(dow FROM %s))::text", point.instant);
		result->moment->is_digits = true;
		return true;
	}
	translated = translate_format(format->text, point.from_now);
	if (translated == NULL)
		return sqf_translate_fail(t, expr, "this format of strftime() is not known");
	write_text(&point, shape_of_format(translated), translated, result);
	result->moment->is_digits = strlen(format->text) == 2 &&
		strchr("dHjmMSY", format->text[1]) != NULL;
	return true;
}

/* ---------------------------------------------------------------------------
 * All functions
 * ---------------------------------------------------------------------------
 */

typedef enum TimeFunction
{
	FUNCTION_DATE,
	FUNCTION_TIME,
	FUNCTION_DATETIME,
	FUNCTION_JULIANDAY,
	FUNCTION_UNIXEPOCH,
	FUNCTION_STRFTIME,
	FUNCTION_NONE
} TimeFunction;

static TimeFunction
find_function(const char *name)
{
	static const char *const names[] = {
		"date", "time", "datetime", "julianday", "unixepoch", "strftime"
	};

	for (size_t i = 0; i < lengthof(names); i++)
		if (pg_strcasecmp(names[i], name) == 0)
			return (TimeFunction) i;
	return FUNCTION_NONE;
}

/*
 * sqf_time_is_function tells whether a name is that of a date function.
 */
bool
sqf_time_is_function(const char *name)
{
	return find_function(name) != FUNCTION_NONE;
}

/*
 * sqf_time_translate translates a call of a date function.
 */
bool
sqf_time_translate(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *result)
{
	TimeFunction function = find_function(expr->text);
	Point		point;

	if (function == FUNCTION_STRFTIME)
		return translate_strftime(t, expr, result);
	if (!find_point(t, expr, 0, &point))
		return false;
	if (point.is_subsecond && !point.from_now)
		return sqf_translate_fail(t, expr, "SQLite rounds to milliseconds");
	switch (function)
	{
		case FUNCTION_DATE:
			write_text(&point, SQF_MOMENT_DATE, "YYYY-MM-DD", result);
			break;
		case FUNCTION_TIME:
			write_text(&point, SQF_MOMENT_TIME_OF_DAY, point.is_subsecond ?
					   "HH24:MI:SS.MS" : "HH24:MI:SS", result);
			break;
		case FUNCTION_JULIANDAY:
			write_count(&point, SQF_KIND_REAL, 1.0 / SECS_PER_DAY,
						SQF_UNIX_EPOCH_JULIAN, result);
			break;
		case FUNCTION_UNIXEPOCH:
			write_count(&point, point.is_subsecond ? SQF_KIND_REAL : SQF_KIND_INTEGER,
						1, 0, result);
			break;
		default:
			write_text(&point, SQF_MOMENT_WRITTEN, point.is_subsecond ?
					   "YYYY-MM-DD HH24:MI:SS.MS" : "YYYY-MM-DD HH24:MI:SS", result);
			break;
	}
	return true;
}

/*
 * sqf_time_current translates CURRENT_DATE, CURRENT_TIME and CURRENT_TIMESTAMP.
 */
bool
sqf_time_current(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *result)
{
	Point		point;

	(void) take_point(t, expr, NULL, &point);
	if (strcmp(expr->text, "CURRENT_DATE") == 0)
		write_text(&point, SQF_MOMENT_DATE, "YYYY-MM-DD", result);
	else if (strcmp(expr->text, "CURRENT_TIME") == 0)
		write_text(&point, SQF_MOMENT_TIME_OF_DAY, "HH24:MI:SS", result);
	else
		write_text(&point, SQF_MOMENT_WRITTEN, "YYYY-MM-DD HH24:MI:SS", result);
	return true;
}
