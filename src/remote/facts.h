/*-------------------------------------------------------------------------
 *
 * facts.h
 *	  What is known of a SQLite table without reading it.
 *
 * IDENTIFICATION
 *	  src/remote/facts.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_FACTS_H
#define SQF_FACTS_H

#include "remote/index.h"
#include "remote/row_count.h"

typedef struct SqfFacts
{
	const SqfTable *table;		/* with its columns */
	const List *indexes;		/* SqfIndex */
	SqfRowCount row_count;
} SqfFacts;

extern const SqfFacts *sqf_facts_find(SqfLease *lease, const char *name,
									  char **failure);
extern void sqf_facts_forget(SqfHandle *handle);

#endif							/* SQF_FACTS_H */
