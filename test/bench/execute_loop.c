/*
 * Executes a prepared query again and again for some seconds, its parameter, if
 * it has one, a random number from 1 on, and prints the microseconds that one
 * execution took on average: the least that anything asking SQLite can do.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Keeps the values read from being optimised away. */
static volatile double sink;

static void
fail(sqlite3 *db, const char *doing)
{
	fprintf(stderr, "execute_loop: %s: %s\n", doing, sqlite3_errmsg(db));
	exit(1);
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

static void
read_value(sqlite3_stmt *stmt, int column)
{
	switch (sqlite3_column_type(stmt, column))
	{
		case SQLITE_INTEGER:
			sink = (double) sqlite3_column_int64(stmt, column);
			break;
		case SQLITE_FLOAT:
			sink = sqlite3_column_double(stmt, column);
			break;
		case SQLITE_TEXT:
			sink = sqlite3_column_text(stmt, column)[0];
			break;
		default:
			break;
	}
}

/* Each execution is a read transaction of its own. */
static void
execute(sqlite3 *db, sqlite3_stmt *stmt, long long parameter)
{
	int			columns = sqlite3_column_count(stmt);
	int			rc;

	if (sqlite3_bind_parameter_count(stmt) > 0)
		sqlite3_bind_int64(stmt, 1, parameter);
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW)
	{
		for (int i = 0; i < columns; i++)
			read_value(stmt, i);
	}
	if (rc != SQLITE_DONE)
		fail(db, "step");
	sqlite3_reset(stmt);
}

int
main(int argc, char **argv)
{
	sqlite3    *db = NULL;
	sqlite3_stmt *stmt;
	double		seconds;
	double		began;
	long long	highest;
	long long	executions = 0;

	if (argc != 5)
	{
		fprintf(stderr, "usage: execute_loop FILE SECONDS HIGHEST_PARAMETER QUERY\n");
		return 2;
	}
	seconds = atof(argv[2]);
	highest = atoll(argv[3]);

	if (sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
		fail(db, "open");
	if (sqlite3_prepare_v2(db, argv[4], -1, &stmt, NULL) != SQLITE_OK)
		fail(db, "prepare");

	srandom(1);
	began = now();
	while (now() - began < seconds)
	{
		execute(db, stmt, 1 + random() % highest);
		executions++;
	}
	printf("%.3f\n", (now() - began) * 1e6 / (double) executions);

	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return 0;
}
