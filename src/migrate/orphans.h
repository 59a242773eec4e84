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

extern void sqf_orphans_report(const SqfSourceTable *source, Relation target,
							   Oid constraint, SqfTargetFault report,
							   void *arg);

#endif							/* SQF_ORPHANS_H */
