/*
 * Reads every row a query gives from a SQLite file, each value by its storage
 * class, and prints the seconds this took and the values other than NULL of
 * each column: the least that anything reading the file through SQLite can do.
 */
#include "loop.h"

#define MAX_COLUMNS 64

int
main(int argc, char **argv)
{
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
	stmt = open_and_prepare(argv[1], argv[2]);
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
		fail(sqlite3_db_handle(stmt), "step");

	finish_and_close(stmt);

	printf("%.6f ", now() - began);
	for (int i = 0; i < columns; i++)
		printf("%s%lld", i > 0 ? "|" : "", counts[i]);
	putchar('\n');
	return 0;
}
