/*
 * Executes a prepared query again and again for some seconds, its parameter, if
 * it has one, a random number from 1 on, and prints the microseconds that one
 * execution took on average: the least that anything asking SQLite can do.
 */
#include "loop.h"

/* Each execution is a read transaction of its own. */
static void
execute(sqlite3_stmt *stmt, long long parameter)
{
	int			columns = sqlite3_column_count(stmt);
	int			rc;

	if (sqlite3_bind_parameter_count(stmt) > 0)
		sqlite3_bind_int64(stmt, 1, parameter);
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW)
	{
		for (int i = 0; i < columns; i++)
			(void) read_value(stmt, i);
	}
	if (rc != SQLITE_DONE)
		fail(sqlite3_db_handle(stmt), "step");
	sqlite3_reset(stmt);
}

int
main(int argc, char **argv)
{
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

	stmt = open_and_prepare(argv[1], argv[4]);

	srandom(1);
	began = now();
	while (now() - began < seconds)
	{
		execute(stmt, 1 + random() % highest);
		executions++;
	}
	printf("%.3f\n", (now() - began) * 1e6 / (double) executions);

	finish_and_close(stmt);
	return 0;
}
