/*-------------------------------------------------------------------------
 *
 * affinity.h
 *	  SQLite's type affinity of a declared type.
 *
 * IDENTIFICATION
 *	  src/remote/affinity.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_AFFINITY_H
#define SQF_AFFINITY_H

typedef enum SqfAffinity
{
	SQF_AFFINITY_BLOB,			/* also called NONE: values stay as bound */
	SQF_AFFINITY_TEXT,
	SQF_AFFINITY_NUMERIC,
	SQF_AFFINITY_INTEGER,
	SQF_AFFINITY_REAL
} SqfAffinity;

extern SqfAffinity sqf_affinity_of(const char *declared_type);

#endif							/* SQF_AFFINITY_H */
