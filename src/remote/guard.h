/*-------------------------------------------------------------------------
 *
 * guard.h
 *	  A function of SQLite's that tells what PostgreSQL can read.
 *
 * IDENTIFICATION
 *	  src/remote/guard.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_GUARD_H
#define SQF_GUARD_H

struct sqlite3;

/* Its name in statements: 1 for NULL, and for a TEXT that is valid. */
#define SQF_TEXT_GUARD	"sqlite_fdw_is_text"

extern int	sqf_guard_install(struct sqlite3 *db);

#endif							/* SQF_GUARD_H */
