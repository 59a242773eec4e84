/*
 * Reads every row a query gives from a SQLite file, each value by its storage
 * class, and prints the seconds this took and the values other than NULL of
 * each column: the least that anything reading the file through SQLite can do.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define MAX_COLUMNS 64

/* Keeps the values read from being optimised away. */
static volatile double sink;

static void
fail(sqlite3 *db, const char *doing)
{
	fprintf(stderr, "step_loop: %s: %s\n", doing, sqlite3_errmsg(db));
	exit(1);
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
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

int
main(int argc, char **argv)
{
	sqlite3    *db = NULL;
	sqlite3_stmt *stmt;
	long long	counts[MAX_COLUMNS] = {0};
	int			columns;
	int			rc;
	double		began;

	if (argc == 2 && argv[1][0] == '-')
	{
		puts(sqlite3_libversion());
		return 0;
	}
	if (argc != 3)
	{
		fprintf(stderr, "usage: step_loop FILE QUERY, or step_loop --version for SQLite's\n");
		return 2;
	}

	began = now();

	/*
	 * One thread needs no mutex: with them the loop would be slower than it
	 * has to be, and the measure kinder than it should.
	 */
	if (sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
		fail(db, "open");
	if (sqlite3_prepare_v2(db, argv[2], -1, &stmt, NULL) != SQLITE_OK)
		fail(db, "prepare");

	columns = sqlite3_column_count(stmt);
	if (columns > MAX_COLUMNS)
	{
		fprintf(stderr, "step_loop: more than %d columns\n", MAX_COLUMNS);
		return 1;
	}

	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW)
	{
		for (int i = 0; i < columns; i++)
			counts[i] += read_value(stmt, i);
	}
	if (rc != SQLITE_DONE)
		fail(db, "step");

	sqlite3_finalize(stmt);
	sqlite3_close(db);

	printf("%.6f ", now() - began);
	for (int i = 0; i < columns; i++)
		printf("%s%lld", i > 0 ? "|" : "", counts[i]);
	putchar('\n');
	return 0;
}
