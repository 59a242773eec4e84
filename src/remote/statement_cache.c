/*-------------------------------------------------------------------------
 *
 * statement_cache.c
 *	  A statement that was compiled for one execution is kept for the next.
 *
 * Each handle has a cache.  A statement is either in it, idle, or taken out by
 * the one who uses it; if the same SQL is wanted a second time meanwhile, as in
 * a self-join, that is another statement.  An idle statement was reset, so it
 * keeps no read transaction open, and knows no values any more.  SQLite compiles
 * it again by itself if the schema has changed since.
 *
 * IDENTIFICATION
 *	  src/remote/statement_cache.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <sqlite3.h>

#include "common/hashfn.h"
#include "remote/statement_cache.h"
#include "utils/memutils.h"

/* Together these bound what the cache of a handle takes: some MB at the most. */
#define MAX_IDLE_STATEMENTS	32
#define MAX_STATEMENT_BYTES	(64 * 1024)

static uint32
hash_sql(const char *sql, size_t len)
{
	return hash_bytes((const unsigned char *) sql, len);
}

static void
free_kept(SqfKeptStatement *kept)
{
	(void) sqlite3_finalize(kept->raw);
	pfree(kept);
}

static void
remove_idle(SqfKeptStatement *kept)
{
	dlist_delete(&kept->node);
	kept->cache->count--;
}

/*
 * sqf_statement_cache_take takes a statement of this SQL, ready to be bound, out
 * of the cache; NULL if there is none.  The caller gives it back.
 */
SqfKeptStatement *
sqf_statement_cache_take(SqfStatementCache *cache, const char *sql)
{
	uint32		hash = hash_sql(sql, strlen(sql));
	dlist_iter	iter;

	dlist_foreach(iter, &cache->idle)
	{
		SqfKeptStatement *kept = dlist_container(SqfKeptStatement, node,
												 iter.cur);

		if (kept->hash == hash && strcmp(kept->sql, sql) == 0)
		{
			remove_idle(kept);
			return kept;
		}
	}
	return NULL;
}

/*
 * sqf_statement_cache_adopt makes a statement, compiled from this SQL and not run
 * yet, one that is given back instead of being finalized.  The result is NULL if
 * it is too large for that, or memory is short; does not throw.
 */
SqfKeptStatement *
sqf_statement_cache_adopt(SqfStatementCache *cache, const char *sql,
						  struct sqlite3_stmt *raw)
{
	size_t		len = strlen(sql);
	SqfKeptStatement *kept;

	if (len + sqlite3_stmt_status(raw, SQLITE_STMTSTATUS_MEMUSED, 0) > MAX_STATEMENT_BYTES)
		return NULL;
	kept = MemoryContextAllocExtended(TopMemoryContext,
									  offsetof(SqfKeptStatement, sql) + len + 1,
									  MCXT_ALLOC_NO_OOM);
	if (kept == NULL)
		return NULL;
	kept->cache = cache;
	kept->raw = raw;
	kept->hash = hash_sql(sql, len);
	memcpy(kept->sql, sql, len + 1);
	return kept;
}

/*
 * sqf_statement_cache_give_back puts a statement into the cache, unless it
 * failed when it was run.  If the cache is full, the one that was not used for
 * the longest time goes.  Does not throw.
 */
void
sqf_statement_cache_give_back(SqfKeptStatement *kept)
{
	SqfStatementCache *cache = kept->cache;

	if (sqlite3_reset(kept->raw) != SQLITE_OK)
	{
		free_kept(kept);
		return;
	}
	(void) sqlite3_clear_bindings(kept->raw);
	dlist_push_head(&cache->idle, &kept->node);
	if (++cache->count > MAX_IDLE_STATEMENTS)
	{
		kept = dlist_container(SqfKeptStatement, node,
							   dlist_tail_node(&cache->idle));
		remove_idle(kept);
		free_kept(kept);
	}
}

/*
 * sqf_statement_cache_clear frees all idle statements.  Call it before the
 * handle's database is closed, when all that were taken out have been given
 * back.  Does not throw.
 */
void
sqf_statement_cache_clear(SqfStatementCache *cache)
{
	dlist_mutable_iter iter;

	dlist_foreach_modify(iter, &cache->idle)
	{
		SqfKeptStatement *kept = dlist_container(SqfKeptStatement, node,
												 iter.cur);

		remove_idle(kept);
		free_kept(kept);
	}
}
