/*-------------------------------------------------------------------------
 *
 * run_sql.h
 *	  Statements of PostgreSQL are run through SPI here.
 *
 * IDENTIFICATION
 *	  src/migrate/run_sql.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_RUN_SQL_H
#define SQF_RUN_SQL_H

#include "utils/elog.h"

extern uint64 sqf_run_sql(const char *sql);
extern ErrorData *sqf_run_sql_try(const char *sql, uint64 *processed);
extern int64 sqf_run_sql_int64(const char *sql);

#endif							/* SQF_RUN_SQL_H */
