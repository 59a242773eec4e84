/*-------------------------------------------------------------------------
 *
 * translate_moment.c
 *	  Points in time as counts and texts, and as values of columns of times.
 *
 * A count is a linear function of the seconds since 1970: unixepoch() has the
 * scale 1, julianday() 1/86400 and a shift, and arithmetic with constants keeps
 * it one, so that (julianday('now') - 2440587.5) * 86400000 is known to be
 * milliseconds since 1970.
 *
 * IDENTIFICATION
 *	  src/migrate/translate_moment.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "migrate/translate_internal.h"
#include "utils/builtins.h"

/*
 * sqf_moment_is_counted tells whether a format keeps times as numbers.
 */
bool
sqf_moment_is_counted(SqfFormat format)
{
	return format == SQF_FORMAT_JULIAN || format == SQF_FORMAT_UNIX ||
		format == SQF_FORMAT_UNIX_MS || format == SQF_FORMAT_UNIX_US ||
		format == SQF_FORMAT_UNIX_NS;
}

/*
 * sqf_moment_scale tells what a format that counts makes of a second.
 */
double
sqf_moment_scale(SqfFormat format)
{
	switch (format)
	{
		case SQF_FORMAT_JULIAN:
			return 1.0 / SECS_PER_DAY;
		case SQF_FORMAT_UNIX_MS:
			return 1e3;
		case SQF_FORMAT_UNIX_US:
			return 1e6;
		case SQF_FORMAT_UNIX_NS:
			return 1e9;
		default:
			return 1;
	}
}

static bool
is_scale(const SqfMoment *moment, double scale)
{
	return fabs(moment->scale / scale - 1) < 1e-9;
}

/* ---------------------------------------------------------------------------
 * As what SQLite writes
 * ---------------------------------------------------------------------------
 */

static char *
count_seconds(const SqfMoment *moment)
{
	return psprintf("extract(epoch FROM %s)", moment->instant);
}

/* The julian day as SQLite has it: a whole number of milliseconds, divided. */
static char *
count_days(const SqfMoment *moment)
{
	return psprintf("((floor(%s * 1000) + 210866760000000)::double precision / '86400000'::double precision)",
					count_seconds(moment));
}

static char *
write_count(const SqfMoment *moment)
{
	if (moment->is_whole && is_scale(moment, 1) && moment->shift == 0)
		return psprintf("floor(%s)::bigint", count_seconds(moment));
	if (moment->is_whole)
		return psprintf("floor(%s * %s)::bigint", count_seconds(moment),
						sqf_constant_exact(moment->scale));
	if (moment->shift != 0)
		return count_days(moment);
	if (is_scale(moment, 1))
		return psprintf("(%s)::double precision", count_seconds(moment));
	return psprintf("(%s * %s)::double precision", count_seconds(moment),
					sqf_constant_exact(moment->scale));
}

/*
 * sqf_moment_settle writes a point in time as what SQLite makes of it: the number
 * of a count, else its text.  A count whose kind is TEXT is the text of a number.
 * Only what a function or a column gave is settled; a count that arithmetic made
 * has its own sql.
 */
bool
sqf_moment_settle(SqfTranslation *t, SqfOperand *operand)
{
	SqfMoment  *moment = operand->moment;
	SqfKind		kind = operand->kind;

	if (moment->shape != SQF_MOMENT_COUNT)
	{
		sqf_translate_mark(t, PROVOLATILE_STABLE);
		sqf_operand_init(operand, SQF_KIND_TEXT, moment->text);
		return true;
	}
	sqf_operand_init(operand, moment->is_whole ? SQF_KIND_INTEGER : SQF_KIND_REAL,
					 write_count(moment));
	operand->is_wide = true;
	if (kind == SQF_KIND_TEXT)
	{
		operand->kind = SQF_KIND_TEXT;
		operand->sql = psprintf("(%s)::text", operand->sql);
	}
	return true;
}

/* ---------------------------------------------------------------------------
 * As a value of a column
 * ---------------------------------------------------------------------------
 */

/* In a column that counts, the point must be counted alike. */
static bool
is_counted_alike(const SqfMoment *moment, const SqfScopeColumn *column)
{
	return column->type == TIMESTAMPTZOID && moment->shape == SQF_MOMENT_COUNT &&
		is_scale(moment, sqf_moment_scale(column->format)) &&
		moment->shift == (column->format == SQF_FORMAT_JULIAN ?
						  SQF_UNIX_EPOCH_JULIAN : 0);
}

/*
 * Without what SQLite leaves out: it writes seconds, and counts in integers.  The
 * present moment keeps its fraction, so that it is not before a time that
 * PostgreSQL took from its clock in the same statement.
 */
static char *
cut_fraction(const SqfMoment *moment)
{
	if (moment->is_now ||
		(moment->shape == SQF_MOMENT_COUNT && !moment->is_whole))
		return moment->instant;
	if (moment->shape == SQF_MOMENT_COUNT && !is_scale(moment, 1))
		return is_scale(moment, 1e3) ?
			psprintf("date_trunc('milliseconds', %s)", moment->instant) :
			moment->instant;
	return psprintf("date_trunc('second', %s)", moment->instant);
}

static char *
write_absolute(SqfTranslation *t, const SqfMoment *moment)
{
	if (moment->is_now)
		return "statement_timestamp()";
	return psprintf("(%s AT TIME ZONE %s)", cut_fraction(moment),
					quote_literal_cstr(t->now_zone));
}

/* As a column of written times holds it; NULL if it would be another text. */
static char *
write_as_type(SqfTranslation *t, const SqfMoment *moment, Oid type)
{
	const char *day = psprintf("date_trunc('day', %s)", moment->instant);

	if (moment->shape == SQF_MOMENT_TIME_OF_DAY)
		return type == TIMEOID ? psprintf("(%s)::time", cut_fraction(moment)) : NULL;
	if (moment->shape == SQF_MOMENT_WRITTEN)
		return type == TIMESTAMPTZOID ? write_absolute(t, moment) :
			type == TIMESTAMPOID ? cut_fraction(moment) : NULL;
	if (moment->shape != SQF_MOMENT_DATE)
		return NULL;
	switch (type)
	{
		case DATEOID:
			return psprintf("(%s)::date", moment->instant);
		case TIMESTAMPOID:
			return pstrdup(day);
		case TIMESTAMPTZOID:
			return psprintf("(%s AT TIME ZONE %s)", day,
							quote_literal_cstr(t->now_zone));
		default:
			return NULL;
	}
}

/*
 * sqf_moment_as_column writes a point in time as a value of a column of times,
 * where SQLite would write what is stored there.
 */
bool
sqf_moment_as_column(SqfTranslation *t, const SqfSqlExpr *expr,
					 const SqfMoment *moment, const SqfScopeColumn *column,
					 char **sql)
{
	if (!sqf_moment_is_counted(column->format))
		*sql = write_as_type(t, moment, column->type);
	else
		*sql = is_counted_alike(moment, column) ? write_absolute(t, moment) : NULL;
	return *sql != NULL ||
		sqf_translate_fail(t, expr, "column \"%s\" keeps times in another form",
						   column->remote_name);
}

/* ---------------------------------------------------------------------------
 * Arithmetic
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_moment_count returns the point in time that a number counts, or the text of
 * a number; NULL if there is none.
 */
SqfMoment *
sqf_moment_count(const SqfOperand *operand)
{
	return operand->moment != NULL &&
		operand->moment->shape == SQF_MOMENT_COUNT ? operand->moment : NULL;
}

/* Apply an operator and a number to a linear function; false if it ends there. */
static bool
apply(SqfMoment *moment, char operator, double number)
{
	switch (operator)
	{
		case '+':
			moment->shift += number;
			return true;
		case '-':
			moment->shift -= number;
			return true;
		case '*':
			moment->scale *= number;
			moment->shift *= number;
			return number != 0;
		case '/':
			moment->scale /= number;
			moment->shift /= number;
			return number != 0;
		default:
			return false;
	}
}

/*
 * sqf_moment_arithmetic returns the point in time that an operator makes of a
 * count and a constant, or NULL.
 */
SqfMoment *
sqf_moment_arithmetic(const SqfSqlExpr *expr, const SqfOperand *left,
					  const SqfOperand *right)
{
	const SqfOperand *count = sqf_moment_count(left) != NULL ? left : right;
	const SqfOperand *other = count == left ? right : left;
	char		operator = expr->text[0];
	SqfMoment  *moment;
	double		number;

	if (sqf_moment_count(count) == NULL || other->constant == NULL ||
		!sqf_constant_number(other->constant, &number) ||
		(count == right && operator != '+' && operator != '*'))
		return NULL;
	moment = palloc(sizeof(SqfMoment));
	*moment = *count->moment;
	return apply(moment, operator, number) ? moment : NULL;
}
