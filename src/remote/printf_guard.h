/*-------------------------------------------------------------------------
 *
 * printf_guard.h
 *	  SQLite's printf(), without what nothing can stop.
 *
 * IDENTIFICATION
 *	  src/remote/printf_guard.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_PRINTF_GUARD_H
#define SQF_PRINTF_GUARD_H

struct sqlite3;

extern int	sqf_printf_guard_install(struct sqlite3 *db);

#endif							/* SQF_PRINTF_GUARD_H */
