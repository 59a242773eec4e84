/*-------------------------------------------------------------------------
 *
 * infer.h
 *	  Types from the data.
 *
 * IDENTIFICATION
 *	  src/migrate/infer.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_INFER_H
#define SQF_INFER_H

#include "migrate/profile.h"
#include "migrate/sample.h"
#include "remote/catalog.h"

/* How much of a table is read to choose its types. */
typedef enum SqfInferMode
{
	SQF_INFER_DECLARED,			/* nothing: types are as declared */
	SQF_INFER_SAMPLE,
	SQF_INFER_FULL
} SqfInferMode;

/* Which type times get; the default is by what is stored. */
typedef enum SqfTimesAs
{
	SQF_TIMES_AS_STORED,
	SQF_TIMES_TIMESTAMP,
	SQF_TIMES_TIMESTAMPTZ
} SqfTimesAs;

typedef struct SqfInferSettings
{
	SqfInferMode mode;
	SqfTimesAs	times;
	pg_tz	   *zone;			/* of times written without one */
} SqfInferSettings;

/* The type of one column, and why. */
typedef struct SqfChoice
{
	const char *type;			/* as SQL */
	SqfFormat	format;
	bool		is_given;		/* by a native table, not by the data */
	bool		is_row_id;		/* SQLite itself keeps it an integer */
	int64		values;			/* not NULL, that were looked at */
	char	   *evidence;		/* NULL: as declared */
	const SqfCandidate *near_miss;	/* a better type that few values miss, or
									 * NULL */
	int64		failures;		/* how many miss it */
	List	   *misses;			/* SqfMiss, the first of them */
	bool		mixes_units;	/* seconds and milliseconds in one column */
	List	   *candidates;		/* SqfCandidate, all that were tried */
	char	   *remark;			/* what else is to be told, or NULL */
} SqfChoice;

/* What was found out about one table. */
typedef struct SqfInference
{
	const SqfTable *table;
	SqfChoice  *choices;		/* by column */
	SqfSample	sample;			/* the rows that were looked at */
} SqfInference;

extern SqfInference *sqf_infer_table(SqfLease *lease, const SqfTable *table,
									 const SqfInferSettings *settings,
									 const char *const *given_types);

#endif							/* SQF_INFER_H */
