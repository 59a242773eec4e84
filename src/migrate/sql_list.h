/*-------------------------------------------------------------------------
 *
 * sql_list.h
 *	  Texts written as lists of PostgreSQL's SQL.
 *
 * IDENTIFICATION
 *	  src/migrate/sql_list.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_SQL_LIST_H
#define SQF_SQL_LIST_H

#include "nodes/pg_list.h"

extern char *sqf_sql_list_identifiers(const List *names);
extern char *sqf_sql_list_array(const List *texts);

#endif							/* SQF_SQL_LIST_H */
