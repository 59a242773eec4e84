/*-------------------------------------------------------------------------
 *
 * error.h
 *	  SQLite's result codes as PostgreSQL's errors.
 *
 * IDENTIFICATION
 *	  src/remote/error.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_ERROR_H
#define SQF_ERROR_H

#include "remote/compat.h"
#include "remote/source.h"

struct sqlite3;

pg_noreturn extern void sqf_error_raise(const SqfSource *source, struct sqlite3 *db,
										int rc, const char *sql);
pg_noreturn extern void sqf_error_raise_not_allowed(const SqfSource *source,
													struct sqlite3 *db,
													const char *sql);
pg_noreturn extern void sqf_error_raise_not_reading(const SqfSource *source,
													const char *sql);
pg_noreturn extern void sqf_error_raise_too_long(const SqfSource *source,
												 int max_length, const char *sql);
pg_noreturn extern void sqf_error_raise_too_much_memory(const SqfSource *source,
														int64 max_memory,
														const char *sql);
pg_noreturn extern void sqf_error_raise_no_memory(void);
pg_noreturn extern void sqf_error_raise_moved(const SqfSource *source);
pg_noreturn extern void sqf_error_raise_not_a_database(const SqfSource *source);
pg_noreturn extern void sqf_error_raise_wal_without_shm(const SqfSource *source);
pg_noreturn extern void sqf_error_raise_other_names(const SqfSource *source);

#endif							/* SQF_ERROR_H */
