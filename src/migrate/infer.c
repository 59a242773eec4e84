/*-------------------------------------------------------------------------
 *
 * infer.c
 *	  The data of a table choose the types of its columns.
 *
 * Each column gets a list of guesses, the best first, by its declared type and
 * its name; each guess becomes a candidate that tries to read every value
 * (profile.c).  The first guess that the values support, and none of them
 * contradicts, is taken.  The list ends with types that read anything, so there
 * always is one.  A type is never narrower than declared: the data only say
 * what a declaration leaves open.
 *
 * IDENTIFICATION
 *	  src/migrate/infer.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "migrate/declared_type.h"
#include "migrate/infer.h"
#include "migrate/name_hint.h"
#include "utils/datetime.h"
#include "utils/timestamp.h"

#define MIN_FEW			3		/* so many misses are always few */
#define FEW_PERCENT		1

/* One number in so many must be a time of our days for the others to be times. */
#define USUAL_SHARE		4

#define VIEW_SAMPLE_MS	1000

/* As SQL, whatever the search path; the other times have words of the language. */
#define TIMESTAMPTZ		"pg_catalog.timestamptz"

/* What is known of a column before its values are seen. */
typedef struct Traits
{
	Oid			declared;		/* type that the declaration means */
	bool		is_known;		/* does the declaration say anything? */
	bool		is_time_name;
	bool		is_boolean_name;
	bool		is_uuid_name;
} Traits;

typedef bool (*Applies) (const Traits *traits);
typedef bool (*IsSupported) (const Traits *traits, const SqfProfile *profile,
							 const SqfCandidate *candidate);

typedef struct Guess
{
	const char *type;			/* NULL: as declared */
	SqfFormat	format;
	Applies		applies;
	IsSupported is_supported;
	const char *what;			/* the values, in words; NULL: nothing to tell */
} Guess;

/* ---------------------------------------------------------------------------
 * Which guesses apply to a column
 * ---------------------------------------------------------------------------
 */

static bool
always(const Traits *traits)
{
	return true;
}

static bool
is_text_declared(const Traits *traits)
{
	return traits->is_known &&
		(traits->declared == TEXTOID || traits->declared == VARCHAROID);
}

static bool
is_number_declared(const Traits *traits)
{
	return traits->declared == INT8OID || traits->declared == FLOAT8OID ||
		traits->declared == NUMERICOID;
}

static bool
is_time_declared(const Traits *traits)
{
	return traits->declared == DATEOID || traits->declared == TIMEOID ||
		traits->declared == TIMESTAMPOID || traits->declared == TIMESTAMPTZOID;
}

static bool
may_be_boolean(const Traits *traits)
{
	return traits->is_boolean_name &&
		(traits->declared == INT8OID || traits->declared == NUMERICOID ||
		 !traits->is_known);
}

static bool
may_be_epoch(const Traits *traits)
{
	return traits->declared == DATEOID || traits->declared == TIMESTAMPOID ||
		traits->declared == TIMESTAMPTZOID ||
		(traits->is_time_name && (is_number_declared(traits) || !traits->is_known));
}

/* A declared time with a time of day must not become a date. */
static bool
may_be_date(const Traits *traits)
{
	return traits->declared == DATEOID ||
		(!is_time_declared(traits) && traits->declared != BYTEAOID);
}

static bool
may_be_timestamp(const Traits *traits)
{
	return traits->declared != TIMEOID && traits->declared != TIMESTAMPTZOID &&
		traits->declared != BYTEAOID;
}

static bool
may_be_timestamptz(const Traits *traits)
{
	return traits->declared != TIMEOID && traits->declared != BYTEAOID;
}

static bool
is_timestamptz_declared(const Traits *traits)
{
	return traits->declared == TIMESTAMPTZOID;
}

static bool
may_be_time_of_day(const Traits *traits)
{
	return traits->declared == TIMEOID ||
		(traits->is_time_name && traits->declared == TEXTOID);
}

static bool
may_be_uuid(const Traits *traits)
{
	return traits->declared == UUIDOID || is_text_declared(traits) ||
		traits->declared == BYTEAOID || !traits->is_known;
}

static bool
may_be_json(const Traits *traits)
{
	return traits->declared == JSONOID || traits->declared == JSONBOID ||
		is_text_declared(traits) || traits->declared == BYTEAOID ||
		!traits->is_known;
}

/* Words that say nothing known, or no words, leave all open. */
static bool
is_declared(const Traits *traits)
{
	return traits->is_known;
}

static bool
may_be_number(const Traits *traits)
{
	return !is_text_declared(traits);
}

static bool
may_be_bigint(const Traits *traits)
{
	return may_be_number(traits) && traits->declared != FLOAT8OID &&
		traits->declared != NUMERICOID;
}

static bool
may_be_double(const Traits *traits)
{
	return may_be_number(traits) && traits->declared != NUMERICOID;
}

/* ---------------------------------------------------------------------------
 * Which guesses the values support
 * ---------------------------------------------------------------------------
 */

/* How many values the candidate did read. */
static int64
count_read(const SqfProfile *profile, const SqfCandidate *candidate)
{
	return sqf_profile_values(profile) - candidate->failures;
}

static int64
count_numbers(const SqfProfile *profile)
{
	return profile->counts[SQF_CLASS_INTEGER] + profile->counts[SQF_CLASS_REAL];
}

static bool
are_any(const Traits *traits, const SqfProfile *profile,
		const SqfCandidate *candidate)
{
	return true;
}

static bool
are_booleans(const Traits *traits, const SqfProfile *profile,
			 const SqfCandidate *candidate)
{
	return profile->counts[SQF_CLASS_INTEGER] > 0 &&
		profile->zeros_and_ones == count_read(profile, candidate);
}

/*
 * Are enough numbers times from 1973 to 2201 in this unit, and more than in any
 * other?  The column as a whole decides: where there are such times, smaller
 * numbers are earlier ones, and milliseconds of 1972 do not pass for seconds.
 */
static bool
are_times_in(const SqfProfile *profile, const SqfCandidate *candidate,
			 SqfFormat format)
{
	int64		times = profile->times_in[format];

	for (int other = SQF_FORMAT_UNIX; other <= SQF_FORMAT_UNIX_NS; other++)
		if (profile->times_in[other] > times)
			return false;
	return times > 0 && times * USUAL_SHARE >= count_numbers(profile) &&
		count_numbers(profile) >= count_read(profile, candidate);
}

static bool
are_seconds(const Traits *traits, const SqfProfile *profile,
			const SqfCandidate *candidate)
{
	return are_times_in(profile, candidate, SQF_FORMAT_UNIX);
}

static bool
are_milliseconds(const Traits *traits, const SqfProfile *profile,
				 const SqfCandidate *candidate)
{
	return are_times_in(profile, candidate, SQF_FORMAT_UNIX_MS);
}

static bool
are_microseconds(const Traits *traits, const SqfProfile *profile,
				 const SqfCandidate *candidate)
{
	return are_times_in(profile, candidate, SQF_FORMAT_UNIX_US);
}

static bool
are_nanoseconds(const Traits *traits, const SqfProfile *profile,
				const SqfCandidate *candidate)
{
	return are_times_in(profile, candidate, SQF_FORMAT_UNIX_NS);
}

/* From 1900 to 2201; whole days alone would be too easily something else. */
static bool
are_julian_days(const Traits *traits, const SqfProfile *profile,
				const SqfCandidate *candidate)
{
	return profile->counts[SQF_CLASS_REAL] > 0 &&
		count_numbers(profile) >= count_read(profile, candidate) &&
		profile->min_number >= 2415020.5 && profile->max_number < 2525008.5;
}

/* Midnight written out is a time, unless the column is declared a date. */
static bool
are_dates(const Traits *traits, const SqfProfile *profile,
		  const SqfCandidate *candidate)
{
	int64		with_time = traits->declared == DATEOID ?
		profile->not_midnight : profile->timed;

	return profile->dated > 2 * with_time && profile->zoned == 0;
}

static bool
are_timestamps(const Traits *traits, const SqfProfile *profile,
			   const SqfCandidate *candidate)
{
	return profile->dated > 0 && profile->zoned == 0;
}

static bool
are_timestamps_with_zone(const Traits *traits, const SqfProfile *profile,
						 const SqfCandidate *candidate)
{
	return profile->zoned > 0;
}

static bool
are_times_of_day(const Traits *traits, const SqfProfile *profile,
				 const SqfCandidate *candidate)
{
	return profile->times_of_day > 0;
}

/* 16 bytes are a uuid only where somebody says so. */
static bool
are_uuids(const Traits *traits, const SqfProfile *profile,
		  const SqfCandidate *candidate)
{
	if (traits->declared == UUIDOID || traits->is_uuid_name)
		return true;
	return profile->uuids > 0 &&
		profile->uuids == count_read(profile, candidate);
}

/* Where JSON is not declared, 12 and true are plain words. */
static bool
are_json(const Traits *traits, const SqfProfile *profile,
		 const SqfCandidate *candidate)
{
	if (traits->declared == JSONOID || traits->declared == JSONBOID)
		return true;
	return profile->containers > 0 &&
		sqf_profile_values(profile) - profile->containers <= candidate->failures;
}

/* What was bound as text to a column that says nothing is text. */
static bool
are_numbers(const Traits *traits, const SqfProfile *profile,
			const SqfCandidate *candidate)
{
	return traits->is_known || profile->counts[SQF_CLASS_TEXT] == 0;
}

static bool
are_strings(const Traits *traits, const SqfProfile *profile,
			const SqfCandidate *candidate)
{
	return profile->counts[SQF_CLASS_BLOB] == 0;
}

/* ---------------------------------------------------------------------------
 * The guesses, the best first
 * ---------------------------------------------------------------------------
 */

static const Guess guesses[] = {
	{"boolean", SQF_FORMAT_NONE, may_be_boolean, are_booleans, "nothing but 0 and 1"},
	{TIMESTAMPTZ, SQF_FORMAT_UNIX, may_be_epoch, are_seconds, "seconds"},
	{TIMESTAMPTZ, SQF_FORMAT_UNIX_MS, may_be_epoch, are_milliseconds, "milliseconds"},
	{TIMESTAMPTZ, SQF_FORMAT_UNIX_US, may_be_epoch, are_microseconds, "microseconds"},
	{TIMESTAMPTZ, SQF_FORMAT_UNIX_NS, may_be_epoch, are_nanoseconds, "nanoseconds"},
	{TIMESTAMPTZ, SQF_FORMAT_JULIAN, may_be_epoch, are_julian_days, "julian days"},
	{"pg_catalog.date", SQF_FORMAT_ISO, may_be_date, are_dates, "dates"},
	{"timestamp", SQF_FORMAT_ISO, may_be_timestamp, are_timestamps, "times without a zone"},
	{"timestamp", SQF_FORMAT_NONE, may_be_timestamp, are_timestamps, "times without a zone"},
	{TIMESTAMPTZ, SQF_FORMAT_ISO, is_timestamptz_declared, are_timestamps, "times without a zone"},
	{TIMESTAMPTZ, SQF_FORMAT_NONE, is_timestamptz_declared, are_timestamps, "times without a zone"},
	{TIMESTAMPTZ, SQF_FORMAT_ISO, may_be_timestamptz, are_timestamps_with_zone, "times with a zone"},
	{TIMESTAMPTZ, SQF_FORMAT_NONE, may_be_timestamptz, are_timestamps_with_zone, "times with a zone"},
	{"time", SQF_FORMAT_ISO, may_be_time_of_day, are_times_of_day, "times of day"},
	{"pg_catalog.uuid", SQF_FORMAT_NONE, may_be_uuid, are_uuids, "uuids"},
	{"pg_catalog.jsonb", SQF_FORMAT_NONE, may_be_json, are_json, "JSON"},
	{"pg_catalog.json", SQF_FORMAT_NONE, may_be_json, are_json, "JSON with repeated keys"},
	{NULL, SQF_FORMAT_NONE, is_declared, are_any, NULL},
	{"bigint", SQF_FORMAT_NONE, may_be_bigint, are_numbers, "whole numbers"},
	{"double precision", SQF_FORMAT_NONE, may_be_double, are_numbers, "numbers"},
	{"numeric", SQF_FORMAT_NONE, may_be_number, are_numbers, "numbers"},
	{"pg_catalog.text", SQF_FORMAT_NONE, always, are_strings, "values that nothing narrower reads together"},
	{"pg_catalog.bytea", SQF_FORMAT_NONE, always, are_any, "bytes"},
	{"pg_catalog.text", SQF_FORMAT_LITERAL, always, are_any, "values that no other type can hold together"},
};

/* ---------------------------------------------------------------------------
 * Choosing
 * ---------------------------------------------------------------------------
 */

static bool
is_boolean_default(const char *sql)
{
	return sql != NULL && (pg_strcasecmp(sql, "true") == 0 ||
						   pg_strcasecmp(sql, "false") == 0);
}

static Traits
find_traits(const SqfColumn *column, const SqfCandidate *declared, bool is_known)
{
	Traits		traits;

	traits.declared = declared->reader->base_type;
	traits.is_known = is_known;
	traits.is_time_name = sqf_name_is_time(column->name);
	traits.is_boolean_name = sqf_name_is_boolean(column->name) ||
		is_boolean_default(column->default_value);
	traits.is_uuid_name = sqf_name_is_uuid(column->name);
	return traits;
}

/* A time's type where the user wants all times alike. */
static const char *
apply_times(const char *type, SqfTimesAs times)
{
	if (type == NULL || times == SQF_TIMES_AS_STORED ||
		(strcmp(type, TIMESTAMPTZ) != 0 &&
		 strncmp(type, "timestamp", strlen("timestamp")) != 0))
		return type;
	return times == SQF_TIMES_TIMESTAMP ? "timestamp" : TIMESTAMPTZ;
}

/* Everything about a column while its table is read. */
typedef struct ColumnState
{
	const SqfColumn *column;
	const char *declared_type;
	Traits		traits;
	SqfProfile	profile;
	pg_tz	   *zone;			/* of times written without one */
	const Guess **guesses;		/* of each candidate, in the same order */
} ColumnState;

static void
begin_column(ColumnState *state, const SqfColumn *column,
			 const SqfInferSettings *settings, SqfEncoding encoding)
{
	SqfCandidate *declared;
	bool		is_known;
	int			count = 0;

	state->column = column;
	state->zone = settings->zone;
	state->declared_type =
		apply_times(sqf_declared_type_translate(column->declared_type, &is_known),
					settings->times);
	declared = sqf_candidate_create(state->declared_type, SQF_FORMAT_NONE,
									settings->zone, encoding);
	state->traits = find_traits(column, declared, is_known);
	state->guesses = palloc(lengthof(guesses) * sizeof(Guess *));

	for (size_t i = 0; i < lengthof(guesses); i++)
	{
		const Guess *guess = &guesses[i];
		const char *type = apply_times(guess->type, settings->times);
		SqfCandidate *candidate;

		if (!guess->applies(&state->traits))
			continue;
		state->guesses[count++] = guess;
		candidate = type == NULL ? declared :
			sqf_candidate_create(type, guess->format, settings->zone, encoding);
		candidate->no_time = guess->is_supported == are_dates &&
			state->traits.declared != DATEOID;
		sqf_profile_add_candidate(&state->profile, candidate);
	}
}

/* A native table has the type; the data only say how times are stored. */
static void
begin_given_column(ColumnState *state, const SqfColumn *column,
				   const char *type, const SqfInferSettings *settings,
				   SqfEncoding encoding)
{
	static const SqfFormat time_formats[] = {
		SQF_FORMAT_UNIX, SQF_FORMAT_UNIX_MS, SQF_FORMAT_UNIX_US,
		SQF_FORMAT_UNIX_NS, SQF_FORMAT_JULIAN, SQF_FORMAT_ISO
	};
	static const Guess given = {NULL, SQF_FORMAT_NONE, always, are_any, NULL};
	SqfCandidate *plain = sqf_candidate_create(type, SQF_FORMAT_NONE,
											   settings->zone, encoding);
	int			count = 0;

	state->column = column;
	state->declared_type = type;
	state->traits = find_traits(column, plain, true);
	state->guesses = palloc((lengthof(guesses) + 1) * sizeof(Guess *));

	for (size_t i = 0; i < lengthof(time_formats); i++)
	{
		SqfFormat	format = time_formats[i];

		/* a count of an interval's may be of any unit, and no date tells which */
		if (plain->reader->base_type == INTERVALOID ||
			!sqf_format_applies(format, plain->reader->base_type))
			continue;
		for (size_t j = 0; j < lengthof(guesses); j++)
			if (guesses[j].format == format)
			{
				state->guesses[count++] = format == SQF_FORMAT_ISO ? &given : &guesses[j];
				break;
			}
		sqf_profile_add_candidate(&state->profile,
								  sqf_candidate_create(type, format,
													   settings->zone, encoding));
	}
	state->guesses[count] = &given;
	sqf_profile_add_candidate(&state->profile, plain);
}

/* Values that a candidate would not read right. */
static int64
count_failures(const SqfProfile *profile, const SqfCandidate *candidate)
{
	if (candidate->is_dead)
		return sqf_profile_values(profile);
	return candidate->failures +
		(sqf_profile_mixes_units(profile) ? candidate->suspects : 0);
}

/* The same values, the first of them, one by one. */
static List *
list_misses(const SqfProfile *profile, const SqfCandidate *candidate)
{
	if (!sqf_profile_mixes_units(profile))
		return candidate->misses;
	return list_concat_copy(candidate->misses, candidate->suspect_misses);
}

static void
set_near_miss(SqfChoice *choice, const SqfProfile *profile,
			  const SqfCandidate *candidate)
{
	choice->near_miss = candidate;
	choice->misses = list_misses(profile, candidate);
	choice->failures = count_failures(profile, candidate);
}

static bool
is_few(int64 failures, int64 values)
{
	return failures <= Max(MIN_FEW, values * FEW_PERCENT / 100) &&
		failures * 3 <= values;
}

/* The days of the least and the greatest time, for the eye. */
static char *
describe_span(const SqfProfile *profile, SqfFormat format)
{
	static const double per_second[] = {
		[SQF_FORMAT_UNIX] = 1,
		[SQF_FORMAT_UNIX_MS] = 1e3,
		[SQF_FORMAT_UNIX_US] = 1e6,
		[SQF_FORMAT_UNIX_NS] = 1e9,
	};
	int			year[2];
	int			month[2];
	int			day[2];

	if (format < SQF_FORMAT_UNIX || format > SQF_FORMAT_UNIX_NS)
		return pstrdup("");
	for (int i = 0; i < 2; i++)
	{
		double		number = i == 0 ? profile->min_number : profile->max_number;

		j2date((int) floor(number / per_second[format] / SECS_PER_DAY) +
			   UNIX_EPOCH_JDATE, &year[i], &month[i], &day[i]);
	}
	return psprintf(" from %04d-%02d-%02d to %04d-%02d-%02d",
					year[0], month[0], day[0], year[1], month[1], day[1]);
}

static char *
describe_count(int64 values)
{
	return values == 1 ? pstrdup("1 value") :
		psprintf("%lld values", (long long) values);
}

static char *
describe_evidence(const ColumnState *state, const Guess *guess,
				  const SqfCandidate *candidate)
{
	return psprintf("%s%s%s in %s", guess->what,
					guess->format != SQF_FORMAT_NONE ?
					psprintf(" (format %s)", sqf_format_name(guess->format)) : "",
					describe_span(&state->profile, candidate->format),
					describe_count(sqf_profile_values(&state->profile)));
}

/* What the reader of a column should know besides its type. */
static char *
find_remark(const ColumnState *state, const SqfChoice *choice)
{
	const SqfProfile *profile = &state->profile;

	if (choice->near_miss == NULL && may_be_epoch(&state->traits) &&
		sqf_profile_mixes_units(profile))
		return pstrdup("seconds and milliseconds are mixed");
	if (strcmp(choice->type, TIMESTAMPTZ) == 0 && profile->zoned > 0 &&
		profile->zoned < profile->dated)
		return psprintf("%lld of them without a zone, taken in %s",
						(long long) (profile->dated - profile->zoned),
						pg_get_timezone_name(state->zone));
	return NULL;
}

static void
take_candidate(const ColumnState *state, const Guess *guess,
			   const SqfCandidate *candidate, SqfChoice *choice)
{
	choice->type = candidate->type;
	choice->format = candidate->format;
	if (guess->what != NULL &&
		(choice->format != SQF_FORMAT_NONE ||
		 strcmp(choice->type, state->declared_type) != 0))
		choice->evidence = describe_evidence(state, guess, candidate);
}

static void
choose_type(const ColumnState *state, SqfChoice *choice)
{
	const SqfProfile *profile = &state->profile;
	int64		values = sqf_profile_values(profile);
	const SqfCandidate *chosen = NULL;
	const SqfCandidate *near_miss = NULL;
	ListCell   *cell;

	choice->values = values;
	choice->type = state->declared_type;
	choice->format = SQF_FORMAT_NONE;
	if (values == 0)
		return;

	foreach(cell, profile->candidates)
	{
		SqfCandidate *candidate = lfirst(cell);
		const Guess *guess = state->guesses[foreach_current_index(cell)];

		if (!guess->is_supported(&state->traits, profile, candidate))
			continue;
		candidate->fits = count_failures(profile, candidate) == 0;
		if (candidate->fits && chosen == NULL)
		{
			chosen = candidate;
			take_candidate(state, guess, candidate, choice);
		}
		if (chosen == NULL && near_miss == NULL &&
			is_few(count_failures(profile, candidate), values))
			near_miss = candidate;
	}
	if (near_miss != NULL && strcmp(near_miss->type, choice->type) != 0)
		set_near_miss(choice, profile, near_miss);
	choice->remark = find_remark(state, choice);
}

/* A given type stays, whatever the values; the format with fewest failures. */
static void
choose_format(const ColumnState *state, SqfChoice *choice)
{
	const SqfProfile *profile = &state->profile;
	const SqfCandidate *best = NULL;
	ListCell   *cell;

	choice->values = sqf_profile_values(profile);
	choice->type = state->declared_type;
	choice->is_given = true;
	choice->mixes_units = sqf_profile_mixes_units(profile);
	foreach(cell, profile->candidates)
	{
		const SqfCandidate *candidate = lfirst(cell);
		const Guess *guess = state->guesses[foreach_current_index(cell)];

		if (count_failures(profile, candidate) < choice->values &&
			guess->is_supported(&state->traits, profile, candidate) &&
			(best == NULL || count_failures(profile, candidate) <
			 count_failures(profile, best)))
			best = candidate;
	}
	if (best == NULL)
		return;
	choice->format = best->format;
	if (best->format != SQF_FORMAT_NONE)
		choice->evidence = psprintf("format %s%s in %s",
									sqf_format_name(best->format),
									describe_span(profile, best->format),
									describe_count(choice->values));
	if (count_failures(profile, best) > 0)
		set_near_miss(choice, profile, best);
}

/* What the rows of a table are added to. */
typedef struct TableState
{
	ColumnState *columns;
	int			column_count;
	MemoryContext context;
} TableState;

static void
add_row(SqfStatement *statement, const List *key, void *arg)
{
	TableState *state = arg;

	for (int i = 0; i < state->column_count; i++)
		sqf_profile_add(&state->columns[i].profile, statement, i,
						state->column_count, key, state->context);
}

/*
 * A view is a program, and may run for ever; a sample of one gets a second.
 */
static void
read_rows(SqfLease *lease, const SqfTable *table, SqfInferMode mode,
		  TableState *state, SqfSample *sample)
{
	bool		is_bounded = table->kind == SQF_TABLE_VIEW &&
		mode == SQF_INFER_SAMPLE;

	if (is_bounded)
		sqf_open_set_deadline(TimestampTzPlusMilliseconds(GetCurrentTimestamp(),
														  VIEW_SAMPLE_MS));
	PG_TRY();
	{
		sqf_sample_rows(lease, table, mode == SQF_INFER_FULL, add_row, state,
						sample);
	}
	PG_FINALLY();
	{
		sqf_open_set_deadline(0);
	}
	PG_END_TRY();
}

/*
 * sqf_infer_table reads a table, or a sample of it, once, and chooses the types
 * of its columns.  given_types has, by column, the type that a column must have,
 * or NULL; it may be NULL itself.  All is palloc'd.
 */
SqfInference *
sqf_infer_table(SqfLease *lease, const SqfTable *table,
				const SqfInferSettings *settings,
				const char *const *given_types)
{
	SqfInference *inference = palloc0(sizeof(SqfInference));
	TableState	state;

	state.column_count = table->column_count;
	state.columns = palloc0(table->column_count * sizeof(ColumnState));
	state.context = CurrentMemoryContext;
	for (int i = 0; i < table->column_count; i++)
	{
		if (given_types != NULL && given_types[i] != NULL)
			begin_given_column(&state.columns[i], &table->columns[i],
							   given_types[i], settings, lease->handle->encoding);
		else
			begin_column(&state.columns[i], &table->columns[i], settings,
						 lease->handle->encoding);
	}

	inference->table = table;
	if (settings->mode != SQF_INFER_DECLARED)
		read_rows(lease, table, settings->mode, &state, &inference->sample);

	inference->choices = palloc0(table->column_count * sizeof(SqfChoice));
	for (int i = 0; i < table->column_count; i++)
	{
		inference->choices[i].candidates = state.columns[i].profile.candidates;
		inference->choices[i].is_row_id = table->columns[i].is_rowid_alias;
		if (given_types != NULL && given_types[i] != NULL)
			choose_format(&state.columns[i], &inference->choices[i]);
		else if (inference->sample.failure != NULL)
			inference->choices[i].type = state.columns[i].declared_type;
		else
			choose_type(&state.columns[i], &inference->choices[i]);
		sqf_profile_forget_misses(&state.columns[i].profile,
								  inference->choices[i].near_miss);
	}
	return inference;
}
