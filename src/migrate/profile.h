/*-------------------------------------------------------------------------
 *
 * profile.h
 *	  What the values of a column have in common.
 *
 * IDENTIFICATION
 *	  src/migrate/profile.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_PROFILE_H
#define SQF_PROFILE_H

#include "nodes/pg_list.h"
#include "remote/value_in.h"

#define SQF_CLASS_COUNT	(SQF_CLASS_BLOB + 1)

/* Each has a bit of a word. */
#define SQF_MAX_CANDIDATES	64

/* A value that a candidate could not read. */
typedef struct SqfMiss
{
	char	   *row;			/* in words: "rowid 17", or the key */
	char	   *row_id;			/* for a WHERE in SQLite; NULL without a key */
	char	   *value;			/* storage class and value, shortened */
	char	   *reason;			/* ends the sentence that begins with value */
} SqfMiss;

/* A type and format that a column might have, tried on every value. */
typedef struct SqfCandidate
{
	const char *type;			/* as SQL */
	SqfFormat	format;
	SqfReader  *reader;
	bool		no_time;		/* midnight written out is a miss, too */
	uint64		bit;			/* its own, among those of a profile */
	uint64		follows;		/* bits of candidates before it: a text that
								 * one of them reads is read by this, too */
	int64		failures;
	List	   *misses;			/* SqfMiss, the first of them */
	bool		is_dead;		/* hopeless, and not tried any more */
	bool		fits;			/* the values support it, and it reads them
								 * all */

	/*
	 * Of format unix_ms: numbers that would rather be seconds of our times
	 * than milliseconds of early 1970.  They count as failures if the column
	 * mixes both.
	 */
	int64		suspects;
	List	   *suspect_misses; /* SqfMiss */
} SqfCandidate;

typedef struct SqfProfile
{
	int64		counts[SQF_CLASS_COUNT];	/* by storage class */

	/* INTEGER and REAL values */
	double		min_number;
	double		max_number;
	int64		zeros_and_ones;

	int64		times_in[SQF_FORMAT_UNIX_NS + 1];	/* numbers that are times
													 * from 1973 to 2201, by
													 * format */
	double		min_ms;			/* of those in milliseconds */
	double		max_seconds;	/* of those in seconds */

	/* TEXT values */
	int64		dated;			/* a date, perhaps with a time */
	int64		timed;			/* with a time */
	int64		not_midnight;	/* with a time that is not midnight */
	int64		zoned;			/* with a zone */
	int64		times_of_day;	/* a time and no date */
	int64		uuids;			/* in canonical form */

	/* TEXT and BLOB values that begin as a JSON object or array does */
	int64		containers;

	List	   *candidates;		/* SqfCandidate, the best first */
	List	   *tried[SQF_CLASS_COUNT];	/* those that not every value of a storage
										 * class suits, in the same order */
} SqfProfile;

extern SqfCandidate *sqf_candidate_create(const char *type, SqfFormat format,
										  pg_tz *zone, SqfEncoding encoding);
extern void sqf_profile_add_candidate(SqfProfile *profile,
									  SqfCandidate *candidate);
extern void sqf_profile_add(SqfProfile *profile, SqfStatement *statement,
							int column, int first_key, const List *key,
							MemoryContext context);
extern void sqf_profile_forget_misses(SqfProfile *profile,
									  const SqfCandidate *but);
extern int64 sqf_profile_values(const SqfProfile *profile);
extern bool sqf_profile_mixes_units(const SqfProfile *profile);
extern const char *sqf_profile_doubt(SqfFormat format, bool mixes_units,
									 SqfStatement *statement, int column);

#endif							/* SQF_PROFILE_H */
