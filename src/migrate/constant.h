/*-------------------------------------------------------------------------
 *
 * constant.h
 *	  Constants of SQLite's SQL become constants of PostgreSQL's.
 *
 * IDENTIFICATION
 *	  src/migrate/constant.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_CONSTANT_H
#define SQF_CONSTANT_H

#include "migrate/translate.h"

/* The arg of sqf_constant_read. */
typedef struct SqfConstants
{
	SqfLease   *lease;
	pg_tz	   *zone;			/* of times written without one */
} SqfConstants;

extern char *sqf_constant_read(const SqfScopeColumn *column,
							   const SqfSqlExpr *constant, char **failure,
							   void *arg);

#endif							/* SQF_CONSTANT_H */
