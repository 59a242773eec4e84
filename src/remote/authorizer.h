/*-------------------------------------------------------------------------
 *
 * authorizer.h
 *	  What a statement may touch in SQLite.
 *
 * IDENTIFICATION
 *	  src/remote/authorizer.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_AUTHORIZER_H
#define SQF_AUTHORIZER_H

struct sqlite3;

/*
 * A sort's page cache, in KiB as PRAGMA cache_size has it; at 256 MB SQLite is
 * deaf to cancel for seconds.
 */
#define SQF_CACHE_SIZE	"-4000"

extern int	sqf_authorizer_install(struct sqlite3 *db);
extern bool sqf_authorizer_refused_statement(void);

#endif							/* SQF_AUTHORIZER_H */
