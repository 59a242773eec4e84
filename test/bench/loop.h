/*
 * What the loops have in common that the extension is compared with: a file is
 * opened, a query prepared, and each value read by its storage class.
 */
#ifndef LOOP_H
#define LOOP_H

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Keeps the values read from being optimised away. */
static volatile double sink;

static void
fail(sqlite3 *db, const char *doing)
{
	fprintf(stderr, "%s: %s\n", doing, sqlite3_errmsg(db));
	exit(1);
}

/* BENCH_CLOCK=cpu: the time that the process has worked. */
static double
now(void)
{
	const char *clock = getenv("BENCH_CLOCK");
	struct timespec t;

	clock_gettime(clock != NULL && strcmp(clock, "cpu") == 0 ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &t);
	return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

/*
 * One thread needs no mutex: with them a loop would be slower than it has to be,
 * and the measure kinder than it should.
 */
static sqlite3_stmt *
open_and_prepare(const char *file, const char *query)
{
	sqlite3    *db = NULL;
	sqlite3_stmt *stmt;

	if (sqlite3_open_v2(file, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
		fail(db, "open");
	if (sqlite3_prepare_v2(db, query, -1, &stmt, NULL) != SQLITE_OK)
		fail(db, "prepare");
	return stmt;
}

static void
finish_and_close(sqlite3_stmt *stmt)
{
	sqlite3    *db = sqlite3_db_handle(stmt);

	sqlite3_finalize(stmt);
	sqlite3_close(db);
}

/* Reads one value; returns whether it is other than NULL. */
static int
read_value(sqlite3_stmt *stmt, int column)
{
	switch (sqlite3_column_type(stmt, column))
	{
		case SQLITE_INTEGER:
			sink = (double) sqlite3_column_int64(stmt, column);
			return 1;
		case SQLITE_FLOAT:
			sink = sqlite3_column_double(stmt, column);
			return 1;
		case SQLITE_TEXT:
			sink = sqlite3_column_text(stmt, column)[0];
			sink = sqlite3_column_bytes(stmt, column);
			return 1;
		case SQLITE_BLOB:
			sink = sqlite3_column_blob(stmt, column) != NULL;
			sink = sqlite3_column_bytes(stmt, column);
			return 1;
		default:
			return 0;
	}
}

#endif							/* LOOP_H */
