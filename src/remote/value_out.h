/*-------------------------------------------------------------------------
 *
 * value_out.h
 *	  PostgreSQL values become parameters of SQLite's statements.
 *
 * IDENTIFICATION
 *	  src/remote/value_out.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_VALUE_OUT_H
#define SQF_VALUE_OUT_H

#include "remote/value_in.h"

/* What a parameter's value becomes, so that SQLite compares as PostgreSQL. */
typedef enum SqfBinding
{
	SQF_BIND_INTEGER,			/* an integer as it is */
	SQF_BIND_AMONG_INTEGERS,	/* a numeric that integers are compared with */
	SQF_BIND_REAL,				/* a float8 as it is */
	SQF_BIND_DECIMAL,			/* a numeric among integers and doubles */
	SQF_BIND_BOOLEAN,
	SQF_BIND_TEXT,
	SQF_BIND_BYTES,
	SQF_BIND_COUNTED_TIME,		/* a bound in the column's unit */
	SQF_BIND_WRITTEN_TIME,		/* a bound on the prefix that is the date */
	SQF_BIND_PREFIX,			/* a bound by the fixed beginning of a LIKE
								 * pattern */
	SQF_BIND_START,				/* a bound by a beginning */
	SQF_BIND_UUID_TEXT,
	SQF_BIND_UUID_BYTES,
	SQF_BIND_UUID_DIGITS,		/* 32 of them, without hyphens */
	SQF_BIND_ARRAY				/* elements as JSON */
} SqfBinding;

/* How the value of one parameter is bound. */
typedef struct SqfTwin
{
	SqfBinding	kind;
	int			strategy;		/* of the comparison: a btree's, or 0 */
	SqfFormat	format;			/* of times */
	bool		widen;			/* the bound must hold in any zone */
	Oid			type;			/* of the value in PostgreSQL */
} SqfTwin;

extern bool sqf_value_bind(SqfStatement *statement, int parameter,
						   const SqfTwin *twin, Datum value);

#endif							/* SQF_VALUE_OUT_H */
