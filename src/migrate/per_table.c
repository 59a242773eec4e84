/*-------------------------------------------------------------------------
 *
 * per_table.c
 *	  Each step is committed together with the note that it is done.
 *
 * So a run that stops, by an error, a crash or a power cut, goes on with the first
 * step that is not noted: nothing is lost, and nothing is done twice.
 *
 * IDENTIFICATION
 *	  src/migrate/per_table.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "migrate/per_table.h"
#include "migrate/record.h"
#include "migrate/run.h"
#include "migrate/subtransaction.h"
#include "miscadmin.h"

/* A step on its way. */
typedef struct OneStep
{
	SqfMigration *migration;
	int64		run;
	const SqfStep *step;
} OneStep;

static void
run_one(void *arg)
{
	OneStep    *one = arg;
	StringInfoData failures;

	initStringInfo(&failures);
	sqf_run_step(one->migration, one->step, &failures);
	sqf_run_raise(one->migration, &failures);
	sqf_record_step_done(one->run, one->step);
	sqf_record_progress(one->run, one->migration);
}

/*
 * Does a step make sense only together with the next one?  Foreign tables stand
 * all or none; a table is there with its rows.
 */
static bool
goes_with_next(const SqfStep *step)
{
	return strcmp(step->name, "source") == 0 ||
		strcmp(step->name, "create tables") == 0 ||
		strcmp(step->name, "truncate") == 0 ||
		strcmp(step->name, "clean up") == 0;
}

/*
 * sqf_per_table_run runs the steps that are not done yet, and calls commit after
 * each that may stand alone; the last ones are for the caller to commit.  Returns
 * NULL, or the error at which the run stopped.
 */
ErrorData *
sqf_per_table_run(SqfMigration *migration, int64 run,
				  void (*commit) (void *arg), void *arg)
{
	ListCell   *cell;

	foreach(cell, migration->steps)
	{
		OneStep		one = {migration, run, lfirst(cell)};
		ErrorData  *error;

		if (one.step->number == 0)
			continue;
		CHECK_FOR_INTERRUPTS();
		error = sqf_subtransaction_run(run_one, &one, SQF_KEEP);
		if (error != NULL)
			return error;
		if (!goes_with_next(one.step))
			commit(arg);
	}
	return NULL;
}
