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

#include "nodes/pg_list.h"

extern int	sqf_run_sql_settings(void);
extern uint64 sqf_run_sql(const char *sql);
extern bool sqf_run_sql_is_to_blame(const ErrorData *error);
extern ErrorData *sqf_run_sql_try(const char *sql, uint64 *processed);
extern int64 sqf_run_sql_int64(const char *sql);
extern List *sqf_run_sql_rows(const char *sql);
extern char *sqf_run_sql_text(const char *sql);
extern List *sqf_run_sql_texts(const char *sql, int64 limit);
extern int	sqf_run_sql_begin_path(const char *search_path);
extern int	sqf_run_sql_begin_silence(void);

#endif							/* SQF_RUN_SQL_H */
