/*-------------------------------------------------------------------------
 *
 * statement.h
 *	  A prepared SQLite statement and the rows it gives.
 *
 * IDENTIFICATION
 *	  src/remote/statement.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_STATEMENT_H
#define SQF_STATEMENT_H

#include "remote/handle.h"

typedef struct SqfStatement
{
	dlist_node	node;			/* in the handle's list */
	struct sqlite3_stmt *raw;	/* NULL once finalized */
	SqfLease   *lease;
	char	   *sql;			/* in the server's encoding */
	MemoryContextCallback callback;
} SqfStatement;

extern SqfStatement *sqf_statement_prepare(SqfLease *lease, const char *sql);
extern SqfStatement *sqf_statement_try_prepare(SqfLease *lease, const char *sql,
											   char **failure);
extern bool sqf_statement_step(SqfStatement *statement);
extern void sqf_statement_reset(SqfStatement *statement);
extern void sqf_statement_finish(SqfStatement *statement);

extern void sqf_statement_bind_text(SqfStatement *statement, int parameter,
									const char *text);

extern int	sqf_statement_column_count(const SqfStatement *statement);
extern bool sqf_statement_is_null(const SqfStatement *statement, int column);
extern int64 sqf_statement_int64(const SqfStatement *statement, int column);
extern char *sqf_statement_text(const SqfStatement *statement, int column);
extern bool sqf_statement_is_text(const SqfStatement *statement, int column,
								  const char *text);
extern char *sqf_statement_literal(const SqfStatement *statement, int column,
								   int max_length);

#endif							/* SQF_STATEMENT_H */
