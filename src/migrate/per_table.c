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

#include "lib/stringinfo.h"
#include "migrate/hold.h"
#include "migrate/per_table.h"
#include "migrate/record.h"
#include "migrate/run.h"
#include "migrate/run_sql.h"
#include "migrate/subtransaction.h"
#include "miscadmin.h"
#include "utils/guc.h"

/* A step on its way. */
typedef struct OneStep
{
	SqfMigration *migration;
	int64		run;
	const SqfStep *step;
	const List *held;			/* leases on the files of the source */
} OneStep;

static bool
writes_rows(const SqfStep *step)
{
	return step->kind == SQF_STEP_LOAD || strcmp(step->name, "truncate") == 0;
}

/*
 * Triggers of a target that was there find what they look for: the step that sets
 * the search path for all loads does so for one transaction.  What waits for the
 * commit fails here, where it is noted.
 */
static void
write_rows(const OneStep *one, StringInfo failures)
{
	SqfMigration *migration = one->migration;
	int			nest_level = 0;

	if (migration->request->if_exists != SQF_IF_EXISTS_ERROR)
		nest_level = sqf_run_sql_begin_path(migration->search_path);
	sqf_run_step(migration, one->step, failures);
	sqf_run_sql("SET CONSTRAINTS ALL IMMEDIATE");
	if (nest_level != 0)
		AtEOXact_GUC(true, nest_level);
}

static void
run_one(void *arg)
{
	OneStep    *one = arg;
	StringInfoData failures;

	CHECK_FOR_INTERRUPTS();
	initStringInfo(&failures);
	if (writes_rows(one->step))
		write_rows(one, &failures);
	else
		sqf_run_step(one->migration, one->step, &failures);
	sqf_run_raise(one->migration, &failures);
	sqf_hold_check(one->held);
	sqf_record_step_done(one->run, one->step);
	sqf_record_findings(one->run, one->migration);
}

/* The error for which a step was undone, or NULL; then it and its note are there. */
static ErrorData *
try_one(OneStep *one)
{
	SqfMigration *migration = one->migration;
	SqfMigratedTable *table = one->step->table;
	SqfMigratedTable before = {0};
	int			steps = table == NULL ? 0 : list_length(table->steps);
	int			findings = list_length(migration->findings);
	ErrorData  *error;

	if (table != NULL)
		before = *table;
	error = sqf_subtransaction_run(run_one, one, SQF_KEEP);
	if (error == NULL)
		return NULL;
	if (table != NULL)
	{
		*table = before;
		table->steps = list_truncate(table->steps, steps);
	}
	migration->findings = list_truncate(migration->findings, findings);
	migration->recorded_findings = findings;
	return error;
}

/*
 * sqf_per_table_begin makes what a run reads with, which belongs to its plan: a run
 * that goes on finds all of it or is none.  Throws.
 */
void
sqf_per_table_begin(SqfMigration *migration, int64 run, const List *held)
{
	ListCell   *cell;

	foreach(cell, migration->steps)
	{
		SqfStep    *step = lfirst(cell);
		OneStep		one = {migration, run, step, held};

		if (strcmp(step->name, "source") != 0)
			continue;
		run_one(&one);
		step->number = 0;
	}
}

/*
 * Does a step make sense only together with the next one?  A table is there with
 * its rows; that all was compared is noted with the end of the run.
 */
static bool
goes_with_next(const SqfStep *step)
{
	return strcmp(step->name, "create tables") == 0 ||
		strcmp(step->name, "truncate") == 0 ||
		strcmp(step->name, "verify") == 0 ||
		strcmp(step->name, "clean up") == 0;
}

/*
 * sqf_per_table_run runs the steps that are not done yet, reading files that are
 * held, and calls commit after each that may stand alone; the last ones are for
 * the caller to commit.  Returns NULL, or the error at which the run stopped.
 */
ErrorData *
sqf_per_table_run(SqfMigration *migration, int64 run, const List *held,
				  void (*commit) (void *arg), void *arg)
{
	ListCell   *cell;

	foreach(cell, migration->steps)
	{
		OneStep		one = {migration, run, lfirst(cell), held};
		ErrorData  *error;

		if (one.step->number == 0)
			continue;
		error = try_one(&one);
		if (error != NULL)
			return error;
		if (!goes_with_next(one.step))
			commit(arg);
	}
	return NULL;
}
