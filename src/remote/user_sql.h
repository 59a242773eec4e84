/*-------------------------------------------------------------------------
 *
 * user_sql.h
 *	  Statements that a user wrote, and not we.
 *
 * IDENTIFICATION
 *	  src/remote/user_sql.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_USER_SQL_H
#define SQF_USER_SQL_H

#include "remote/statement.h"

extern SqfStatement *sqf_user_sql_prepare(SqfLease *lease, const char *sql);
extern const char *sqf_user_sql_type(const SqfStatement *statement, int column,
									 bool has_row);

#endif							/* SQF_USER_SQL_H */
