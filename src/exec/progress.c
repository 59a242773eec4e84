/*-------------------------------------------------------------------------
 *
 * progress.c
 *	  While a migration or an INSERT loads a table, its rows are counted where other
 *	  sessions can see it.
 *
 * A migration has many statements for which PostgreSQL's own INSERT does the
 * writing, so the rows that its scan reads are counted.  An INSERT that writes
 * itself tells what it has written.
 *
 * IDENTIFICATION
 *	  src/exec/progress.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "commands/progress.h"
#include "exec/progress.h"
#include "utils/backend_progress.h"
#include "utils/backend_status.h"

/* Others need not see each row. */
#define ROWS_PER_UPDATE		1000

bool		sqf_progress_counts = false;

static int64 rows = 0;

static void
start_command(Oid target)
{
	static const int params[] = {PROGRESS_COPY_COMMAND, PROGRESS_COPY_TYPE};
	static const int64 values[] = {PROGRESS_COPY_COMMAND_FROM, PROGRESS_COPY_TYPE_CALLBACK};

	pgstat_progress_start_command(PROGRESS_COMMAND_COPY, target);
	pgstat_progress_update_multi_param(lengthof(params), params, values);
}

/*
 * sqf_progress_begin tells that rows go into a table from now on, and that those
 * count which are read.
 */
void
sqf_progress_begin(Oid target)
{
	rows = 0;
	start_command(target);
	sqf_progress_counts = true;
}

/*
 * sqf_progress_begin_insert tells that rows go into a table from now on; the
 * caller counts them.  False if the session has something else to tell: the
 * statement is part of it then.  After an error, PostgreSQL ends what was begun.
 */
bool
sqf_progress_begin_insert(Oid target)
{
	if (MyBEEntry == NULL ||
		MyBEEntry->st_progress_command != PROGRESS_COMMAND_INVALID)
		return false;
	start_command(target);
	return true;
}

/*
 * sqf_progress_tell tells how many rows have been written so far.
 */
void
sqf_progress_tell(int64 processed)
{
	pgstat_progress_update_param(PROGRESS_COPY_TUPLES_PROCESSED, processed);
}

/*
 * sqf_progress_add_row counts a row of the load that is under way.
 */
void
sqf_progress_add_row(void)
{
	if (++rows % ROWS_PER_UPDATE == 0)
		pgstat_progress_update_param(PROGRESS_COPY_TUPLES_PROCESSED, rows);
}

/*
 * sqf_progress_end tells that the load has ended, well or not.
 */
void
sqf_progress_end(void)
{
	sqf_progress_counts = false;
	pgstat_progress_end_command();
}
