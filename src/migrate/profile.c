/*-------------------------------------------------------------------------
 *
 * profile.c
 *	  The values of a column are counted and tried on candidate types here.
 *
 * A candidate is judged by the very reader that will read the column later, so
 * that a type which is chosen because no value failed keeps that promise.
 *
 * IDENTIFICATION
 *	  src/migrate/profile.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "migrate/profile.h"
#include "parser/parse_type.h"
#include "utils/memutils.h"

/* Seconds of 1900, of March 1973 and of 2201. */
#define FIRST_SECOND		-2.3e9
#define FIRST_USUAL_SECOND	1e8
#define LAST_SECOND			7.3e9

/* Misses kept for messages; a candidate with more failures than both is dead. */
#define MAX_MISSES			1000
#define HOPELESS_FAILURES	20
#define HOPELESS_SHARE		10	/* one failure in so many values */

/* The parser leaves kilobytes behind, and there are many candidates. */
static void
parse_type(const char *type, Oid *type_oid, int32 *typmod)
{
	MemoryContext scratch = AllocSetContextCreate(CurrentMemoryContext,
												  "sqlite_fdw type name",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(scratch);

#if PG_VERSION_NUM >= 160000
	(void) parseTypeString(type, type_oid, typmod, NULL);
#else
	parseTypeString(type, type_oid, typmod, false);
#endif
	MemoryContextSwitchTo(old);
	MemoryContextDelete(scratch);
}

/*
 * sqf_candidate_create makes a candidate of a type that this module has written
 * as SQL.
 */
SqfCandidate *
sqf_candidate_create(const char *type, SqfFormat format, pg_tz *zone,
					 SqfEncoding encoding)
{
	SqfCandidate *candidate = palloc0(sizeof(SqfCandidate));
	Oid			type_oid;
	int32		typmod;

	parse_type(type, &type_oid, &typmod);
	candidate->type = type;
	candidate->format = format;
	candidate->reader = sqf_reader_create(type_oid, typmod, format, zone,
										  encoding);
	candidate->reader->goes_on = true;
	/* the constraints of a domain look at the values */
	candidate->reader->only_tries = !candidate->reader->is_domain;
	return candidate;
}

/* Types of which the later one reads each text that an earlier one reads. */
static int
time_rank(Oid type)
{
	switch (type)
	{
		case DATEOID:
			return 1;
		case TIMESTAMPOID:
			return 2;
		case TIMESTAMPTZOID:
			return 3;
		default:
			return 0;
	}
}

/*
 * Does a reader read each text that another reads?  That one has been tried, and
 * a text need not be read twice.  Only what is so by the rules of types.md.
 */
static bool
reads_whatever(const SqfReader *reader, const SqfReader *other)
{
	if (reader->type != reader->base_type || reader->typmod >= 0)
		return false;
	if (reader->format != SQF_FORMAT_NONE && reader->format != other->format)
		return false;
	switch (reader->base_type)
	{
		case TEXTOID:
			return reader->format == SQF_FORMAT_NONE &&
				other->format != SQF_FORMAT_LITERAL &&
				other->base_type != BYTEAOID;
		case JSONOID:
			return other->base_type == JSONBOID || other->base_type == JSONOID;
		case DATEOID:
		case TIMESTAMPOID:
		case TIMESTAMPTZOID:
			return (other->format == SQF_FORMAT_NONE ||
					other->format == SQF_FORMAT_ISO) &&
				time_rank(other->base_type) > 0 &&
				time_rank(other->base_type) <= time_rank(reader->base_type);
		default:
			return reader->base_type == other->base_type;
	}
}

/*
 * sqf_profile_add_candidate appends a candidate, which is worse than those before.
 */
void
sqf_profile_add_candidate(SqfProfile *profile, SqfCandidate *candidate)
{
	ListCell   *cell;

	Assert(list_length(profile->candidates) < SQF_MAX_CANDIDATES);
	candidate->bit = UINT64CONST(1) << list_length(profile->candidates);
	foreach(cell, profile->candidates)
	{
		const SqfCandidate *other = lfirst(cell);

		if (!candidate->no_time &&
			reads_whatever(candidate->reader, other->reader))
			candidate->follows |= other->bit;
	}
	profile->candidates = lappend(profile->candidates, candidate);
	for (int class = SQF_CLASS_INTEGER; class < SQF_CLASS_COUNT; class++)
		if (!sqf_reader_takes_all(candidate->reader, class))
			profile->tried[class] = lappend(profile->tried[class], candidate);
}

/*
 * sqf_profile_values returns how many values there were that are not NULL.
 */
int64
sqf_profile_values(const SqfProfile *profile)
{
	int64		values = 0;

	for (int class = SQF_CLASS_INTEGER; class < SQF_CLASS_COUNT; class++)
		values += profile->counts[class];
	return values;
}

static double
units_per_second(SqfFormat format)
{
	static const double units[] = {
		[SQF_FORMAT_UNIX] = 1,
		[SQF_FORMAT_UNIX_MS] = 1e3,
		[SQF_FORMAT_UNIX_US] = 1e6,
		[SQF_FORMAT_UNIX_NS] = 1e9,
	};

	return units[format];
}

static bool
is_unix_format(SqfFormat format)
{
	return format >= SQF_FORMAT_UNIX && format <= SQF_FORMAT_UNIX_NS;
}

/* A time after early 1973, when seconds and milliseconds can be told apart. */
static bool
is_usual_time(double number, SqfFormat format)
{
	double		seconds = number / units_per_second(format);

	return seconds >= FIRST_USUAL_SECOND && seconds < LAST_SECOND;
}

/* Times after early 1973 are the larger numbers, in any unit. */
static void
add_time(SqfProfile *profile, double number)
{
	for (SqfFormat format = SQF_FORMAT_UNIX; format <= SQF_FORMAT_UNIX_NS; format++)
		profile->times_in[format] += is_usual_time(number, format);
	if (is_usual_time(number, SQF_FORMAT_UNIX_MS) &&
		(profile->min_ms == 0 || number < profile->min_ms))
		profile->min_ms = number;
	if (is_usual_time(number, SQF_FORMAT_UNIX))
		profile->max_seconds = Max(profile->max_seconds, number);
}

static void
add_number(SqfProfile *profile, double number)
{
	bool		is_first = profile->counts[SQF_CLASS_INTEGER] +
		profile->counts[SQF_CLASS_REAL] == 1;

	if (is_first || number < profile->min_number)
		profile->min_number = number;
	if (is_first || number > profile->max_number)
		profile->max_number = number;
	if (number == 0 || number == 1)
		profile->zeros_and_ones++;
	if (number >= FIRST_USUAL_SECOND)
		add_time(profile, number);
}

/*
 * sqf_profile_mixes_units tells whether a column has milliseconds, and seconds
 * of the same years.  Small numbers alone may be milliseconds of early 1970.
 */
bool
sqf_profile_mixes_units(const SqfProfile *profile)
{
	const double two_years = 2 * 366 * 86400.0 * 1000;

	return profile->times_in[SQF_FORMAT_UNIX] > 0 &&
		profile->times_in[SQF_FORMAT_UNIX_MS] > 0 &&
		profile->max_seconds * 1000 >= profile->min_ms - two_years;
}

/*
 * sqf_profile_doubt tells what speaks against a number that a unix format can
 * read: a time so far from ours that the number is rather in another unit; or
 * NULL.
 */
const char *
sqf_profile_doubt(SqfFormat format, bool mixes_units, SqfStatement *statement,
				  int column)
{
	SqfStorageClass class;
	double		seconds;

	if (!is_unix_format(format))
		return NULL;
	class = sqf_statement_class(statement, column);
	if (class != SQF_CLASS_INTEGER && class != SQF_CLASS_REAL)
		return NULL;
	seconds = sqf_statement_double(statement, column) / units_per_second(format);
	if (seconds < FIRST_SECOND || seconds >= LAST_SECOND)
		return psprintf("is no time from 1900 to 2201 in format \"%s\"",
						sqf_format_name(format));
	if (mixes_units && format == SQF_FORMAT_UNIX_MS &&
		is_usual_time(sqf_statement_double(statement, column), SQF_FORMAT_UNIX))
		return "is rather in seconds than in format \"unix_ms\"";
	return NULL;
}

static void
add_bytes(SqfProfile *profile, const char *bytes, int len)
{
	int			i = 0;

	while (i < len && strchr(" \t\r\n", bytes[i]) != NULL && bytes[i] != '\0')
		i++;
	if (i < len && (bytes[i] == '{' || bytes[i] == '['))
		profile->containers++;
}

static void
add_text(SqfProfile *profile, const char *text, int len)
{
	SqfTimeShape shape;

	add_bytes(profile, text, len);
	if (memchr(text, '\0', len) != NULL)
		return;
	if (sqf_uuid_is_canonical(text))
		profile->uuids++;
	if (!sqf_time_shape(text, &shape))
		return;
	profile->dated += shape.has_date;
	profile->times_of_day += !shape.has_date;
	profile->timed += shape.has_date && shape.has_time;
	profile->not_midnight += shape.has_date && !shape.is_midnight;
	profile->zoned += shape.has_zone;
}

/* Where a value stands that is being tried. */
typedef struct Place
{
	SqfStatement *statement;
	int			column;
	int			first_key;
	const List *key;
	MemoryContext context;		/* of what is kept */
} Place;

/* Written with room to grow, and kept without. */
static List *
add_miss(List *misses, const Place *place, const char *reason)
{
	char	   *row = sqf_statement_describe_key(place->statement,
												 place->first_key, place->key);
	char	   *row_id = sqf_statement_row_id(place->statement,
											  place->first_key, place->key);
	char	   *value = sqf_statement_literal(place->statement, place->column,
											  SQF_SHOWN_BYTES);
	MemoryContext old = MemoryContextSwitchTo(place->context);
	SqfMiss    *miss = palloc(sizeof(SqfMiss));

	miss->row = pstrdup(row);
	miss->row_id = row_id == NULL ? NULL : pstrdup(row_id);
	miss->value = pstrdup(value);
	miss->reason = pstrdup(reason);
	misses = lappend(misses, miss);
	MemoryContextSwitchTo(old);
	return misses;
}

static void
add_failure(SqfCandidate *candidate, const Place *place, const char *reason,
			int64 seen)
{
	candidate->failures++;
	if (candidate->failures > MAX_MISSES ||
		(candidate->failures > HOPELESS_FAILURES &&
		 candidate->failures * HOPELESS_SHARE > seen))
		candidate->is_dead = true;
	else
		candidate->misses = add_miss(candidate->misses, place, reason);
}

/* Is the value a text with a time of day? */
static bool
has_time(const Place *place)
{
	SqfTimeShape shape;
	int			len;

	return sqf_statement_class(place->statement, place->column) == SQF_CLASS_TEXT &&
		sqf_time_shape(sqf_statement_bytes(place->statement, place->column, &len),
					   &shape) && shape.has_time;
}

/* Whether the candidate reads the value; if not, the miss is noted. */
static bool
try_candidate(SqfCandidate *candidate, const Place *place, int64 seen)
{
	const char *doubt;
	Datum		unused;
	bool		is_null;

	if (!sqf_reader_read(candidate->reader, place->statement, place->column,
						 &unused, &is_null))
	{
		add_failure(candidate, place, candidate->reader->fault.reason, seen);
		return false;
	}
	if (candidate->no_time && has_time(place))
	{
		add_failure(candidate, place, "has a time of day", seen);
		return false;
	}
	if (!is_unix_format(candidate->format))
		return true;
	doubt = sqf_profile_doubt(candidate->format, false, place->statement,
							  place->column);
	if (doubt != NULL)
	{
		add_failure(candidate, place, doubt, seen);
		return false;
	}
	doubt = sqf_profile_doubt(candidate->format, true, place->statement,
							  place->column);
	if (doubt != NULL && candidate->suspects++ < MAX_MISSES)
		candidate->suspect_misses = add_miss(candidate->suspect_misses, place,
											 doubt);
	return true;
}

/* That what is taken for known is so. */
static void
assert_known(const SqfProfile *profile, const Place *place,
			 SqfStorageClass class, uint64 read)
{
#ifdef USE_ASSERT_CHECKING
	ListCell   *cell;

	foreach(cell, profile->candidates)
	{
		const SqfCandidate *candidate = lfirst(cell);
		Datum		unused;
		bool		is_null;

		if (sqf_reader_takes_all(candidate->reader, class) ||
			(class == SQF_CLASS_TEXT && (candidate->follows & read) != 0))
			Assert(sqf_reader_read(candidate->reader, place->statement,
								   place->column, &unused, &is_null));
	}
#endif
}

/* Try the value on those of which it is not known beforehand. */
static void
try_candidates(SqfProfile *profile, const Place *place, SqfStorageClass class)
{
	int64		seen = sqf_profile_values(profile);
	uint64		read = 0;		/* bits of the candidates that read the value */
	ListCell   *cell;

	foreach(cell, profile->tried[class])
	{
		SqfCandidate *candidate = lfirst(cell);

		if (candidate->is_dead)
			profile->tried[class] =
				foreach_delete_current(profile->tried[class], cell);
		else if ((class == SQF_CLASS_TEXT && (candidate->follows & read) != 0) ||
				 try_candidate(candidate, place, seen))
			read |= candidate->bit;
	}
	assert_known(profile, place, class, read);
}

static void
free_misses(List *misses)
{
	ListCell   *cell;

	foreach(cell, misses)
	{
		SqfMiss    *miss = lfirst(cell);

		pfree(miss->row);
		if (miss->row_id != NULL)
			pfree(miss->row_id);
		pfree(miss->value);
		pfree(miss->reason);
	}
	list_free_deep(misses);
}

/*
 * sqf_profile_forget_misses frees those of all candidates but one, which may be
 * NULL: thousands of tables are looked at in one go.
 */
void
sqf_profile_forget_misses(SqfProfile *profile, const SqfCandidate *but)
{
	ListCell   *cell;

	foreach(cell, profile->candidates)
	{
		SqfCandidate *candidate = lfirst(cell);

		if (candidate == but)
			continue;
		free_misses(candidate->misses);
		free_misses(candidate->suspect_misses);
		candidate->misses = NIL;
		candidate->suspect_misses = NIL;
	}
}

/*
 * sqf_profile_add adds a column of the statement's current row to a profile.
 * The columns named in key, from first_key on, tell the row.  What is kept is
 * allocated in context; the current memory context may be reset afterwards.
 */
void
sqf_profile_add(SqfProfile *profile, SqfStatement *statement, int column,
				int first_key, const List *key, MemoryContext context)
{
	SqfStorageClass class = sqf_statement_class(statement, column);
	const char *bytes;
	int			len;

	Place		place = {statement, column, first_key, key, context};

	profile->counts[class]++;
	switch (class)
	{
		case SQF_CLASS_NULL:
			return;
		case SQF_CLASS_INTEGER:
		case SQF_CLASS_REAL:
			add_number(profile, sqf_statement_double(statement, column));
			break;
		case SQF_CLASS_TEXT:
			bytes = sqf_statement_bytes(statement, column, &len);
			add_text(profile, bytes, len);
			break;
		case SQF_CLASS_BLOB:
			bytes = sqf_statement_bytes(statement, column, &len);
			add_bytes(profile, bytes, len);
			break;
	}
	try_candidates(profile, &place, class);
}
