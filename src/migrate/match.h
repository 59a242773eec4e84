/*-------------------------------------------------------------------------
 *
 * match.h
 *	  Which columns of a source a table of PostgreSQL takes, and as what.
 *
 * IDENTIFICATION
 *	  src/migrate/match.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_MATCH_H
#define SQF_MATCH_H

#include "migrate/infer.h"
#include "migrate/source_tables.h"
#include "utils/rel.h"

/* The columns of a source that its target has, under the same names. */
typedef struct SqfMatch
{
	SqfTable	table;			/* cut down to them */
	int		   *columns;		/* each one's place in the source */
	AttrNumber *attnums;		/* and in the target */
	const char **types;			/* of the target, as SQL */
	SqfFormat  *formats;		/* how the values are stored */
	bool	   *mixes_units;	/* seconds and milliseconds */
} SqfMatch;

extern SqfMatch *sqf_match_columns(const SqfSourceTable *source,
								   Relation target,
								   const SqfInferSettings *settings);

#endif							/* SQF_MATCH_H */
