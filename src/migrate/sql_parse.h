/*-------------------------------------------------------------------------
 *
 * sql_parse.h
 *	  From the text of SQLite's SQL to a tree.
 *
 * IDENTIFICATION
 *	  src/migrate/sql_parse.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_SQL_PARSE_H
#define SQF_SQL_PARSE_H

#include "migrate/sql_tree.h"

/*
 * Each gives NULL for a text that is not of SQLite's grammar, or says what this
 * parser does not know; *failure then tells what and where, as a clause that can
 * follow "SQLite's text ": "has a syntax error near "FOO"".  The trees point into sql.
 */
extern SqfSqlTable *sqf_sql_parse_table(const char *sql, char **failure);
extern SqfSqlIndex *sqf_sql_parse_index(const char *sql, char **failure);
extern SqfSqlView *sqf_sql_parse_view(const char *sql, char **failure);
extern SqfSqlExpr *sqf_sql_parse_expr(const char *sql, char **failure);

#endif							/* SQF_SQL_PARSE_H */
