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

/* A table of the target that is loaded, and from what. */
typedef struct SqfLoadedTable
{
	Oid			target;
	const SqfSourceTable *source;	/* NULL: a view, whose rows are not looked at */
} SqfLoadedTable;

/* What a load is going to do with the tables of the target. */
typedef struct SqfLoadedTables
{
	List	   *tables;			/* SqfLoadedTable */
	bool		are_emptied;	/* before */
} SqfLoadedTables;

/* Both ends of a foreign key in SQLite. */
typedef struct SqfKeyEnds
{
	const char *constraint;
	char	   *names;			/* of the child's columns, in the target */
	SqfTable   *parent;
	List	   *child_columns;	/* SqfColumn */
	List	   *parent_columns; /* SqfColumn */
} SqfKeyEnds;

extern bool sqf_orphans_find_ends(const SqfSourceTable *source, Relation target,
								  const ForeignKeyCacheInfo *key,
								  const SqfLoadedTables *loaded,
								  SqfKeyEnds *ends);
extern void sqf_orphans_report(const SqfSourceTable *source, Relation target,
							   Oid constraint, const SqfLoadedTables *loaded,
							   SqfTargetFault report, void *arg);

#endif							/* SQF_ORPHANS_H */
