/*-------------------------------------------------------------------------
 *
 * statement_cache.h
 *	  Compiled statements that nobody uses at the moment.
 *
 * IDENTIFICATION
 *	  src/remote/statement_cache.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_STATEMENT_CACHE_H
#define SQF_STATEMENT_CACHE_H

#include "lib/ilist.h"

struct sqlite3_stmt;

/* The idle statements of one handle. */
typedef struct SqfStatementCache
{
	dlist_head	idle;			/* SqfKeptStatement, the last used one first */
	int			count;
} SqfStatementCache;

/* A compiled statement that is in its cache, or taken out to be used. */
typedef struct SqfKeptStatement
{
	dlist_node	node;			/* in the cache, unless it is taken out */
	SqfStatementCache *cache;
	struct sqlite3_stmt *raw;
	uint32		hash;			/* of the SQL */
	char		sql[FLEXIBLE_ARRAY_MEMBER];	/* in the server's encoding */
} SqfKeptStatement;

extern SqfKeptStatement *sqf_statement_cache_take(SqfStatementCache *cache,
												  const char *sql);
extern SqfKeptStatement *sqf_statement_cache_adopt(SqfStatementCache *cache,
												   const char *sql,
												   struct sqlite3_stmt *raw);
extern void sqf_statement_cache_give_back(SqfKeptStatement *kept);
extern void sqf_statement_cache_clear(SqfStatementCache *cache);

#endif							/* SQF_STATEMENT_CACHE_H */
