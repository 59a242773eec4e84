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

extern int	sqf_authorizer_install(struct sqlite3 *db);

#endif							/* SQF_AUTHORIZER_H */
