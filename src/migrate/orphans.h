/*-------------------------------------------------------------------------
 *
 * orphans.h
 *	  Rows whose foreign key leads nowhere.
 *
 * IDENTIFICATION
 *	  src/migrate/orphans.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_ORPHANS_H
#define SQF_ORPHANS_H

#include "migrate/source_tables.h"
#include "migrate/target.h"
#include "utils/rel.h"

/* Both ends of a foreign key in SQLite. */
typedef struct SqfKeyEnds
{
	const char *constraint;
	SqfTable   *parent;
	List	   *child_columns;	/* SqfColumn */
	List	   *parent_columns; /* SqfColumn */
} SqfKeyEnds;

extern bool sqf_orphans_find_ends(const SqfSourceTable *source, Relation target,
								  const ForeignKeyCacheInfo *key,
								  SqfKeyEnds *ends);
extern void sqf_orphans_report(const SqfSourceTable *source, Relation target,
							   Oid constraint, const List *emptied,
							   SqfTargetFault report, void *arg);

#endif							/* SQF_ORPHANS_H */
