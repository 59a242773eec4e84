/*-------------------------------------------------------------------------
 *
 * hold.h
 *	  The files of a source stay in one state for a whole run.
 *
 * IDENTIFICATION
 *	  src/migrate/hold.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_HOLD_H
#define SQF_HOLD_H

#include "migrate/migration.h"

extern List *sqf_hold_source(const char *source, bool across_commits);
extern char *sqf_hold_state(const List *leases);
extern void sqf_hold_check(const List *leases);
extern void sqf_hold_end(const List *leases);

#endif							/* SQF_HOLD_H */
