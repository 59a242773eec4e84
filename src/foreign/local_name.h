/*-------------------------------------------------------------------------
 *
 * local_name.h
 *	  PostgreSQL names for SQLite names.
 *
 * IDENTIFICATION
 *	  src/foreign/local_name.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_LOCAL_NAME_H
#define SQF_LOCAL_NAME_H

#include "nodes/pg_list.h"

extern List *sqf_local_name_reserved(void);
extern char *sqf_local_name_choose(const char *remote, bool lower, List **taken);

#endif							/* SQF_LOCAL_NAME_H */
