/*-------------------------------------------------------------------------
 *
 * progress.c
 *	  While a migration loads a table, the rows that its scan reads are counted
 *	  where other sessions can see it.
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

/* Others need not see each row. */
#define ROWS_PER_UPDATE		1000

static bool is_active = false;
static int64 rows = 0;

/*
 * sqf_progress_begin tells that rows go into a table from now on.
 */
void
sqf_progress_begin(Oid target)
{
	static const int params[] = {PROGRESS_COPY_COMMAND, PROGRESS_COPY_TYPE};
	static const int64 values[] = {PROGRESS_COPY_COMMAND_FROM, PROGRESS_COPY_TYPE_CALLBACK};

	rows = 0;
	pgstat_progress_start_command(PROGRESS_COMMAND_COPY, target);
	pgstat_progress_update_multi_param(lengthof(params), params, values);
	is_active = true;
}

/*
 * sqf_progress_count_row counts a row, if a load is under way.
 */
void
sqf_progress_count_row(void)
{
	if (is_active && ++rows % ROWS_PER_UPDATE == 0)
		pgstat_progress_update_param(PROGRESS_COPY_TUPLES_PROCESSED, rows);
}

/*
 * sqf_progress_end tells that the load has ended, well or not.
 */
void
sqf_progress_end(void)
{
	is_active = false;
	pgstat_progress_end_command();
}
