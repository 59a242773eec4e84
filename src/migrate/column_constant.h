/*-------------------------------------------------------------------------
 *
 * column_constant.h
 *	  Constants of SQLite's SQL become constants of PostgreSQL's.
 *
 * IDENTIFICATION
 *	  src/migrate/column_constant.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_COLUMN_CONSTANT_H
#define SQF_COLUMN_CONSTANT_H

#include "migrate/translate.h"

/* The arg of sqf_column_constant_read. */
typedef struct SqfColumnConstants
{
	SqfLease   *lease;
	pg_tz	   *zone;			/* of times written without one */
} SqfColumnConstants;

extern char *sqf_column_constant_read(const SqfScopeColumn *column,
							   const SqfSqlExpr *constant, char **failure,
							   void *arg);

#endif							/* SQF_COLUMN_CONSTANT_H */
