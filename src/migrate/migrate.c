/*-------------------------------------------------------------------------
 *
 * migrate.c
 *	  sqlite.migrate() and sqlite.plan().
 *
 * The life of a run:
 *
 * 1. The file is held in one state.
 * 2. The statements are built and tried on empty tables (build.c); of a file, all
 *	  data are read on the way.
 * 3. Of a schema of foreign tables, all values are tried (precheck.c).
 * 4. The statements are run in a subtransaction (run.c).
 * 5. If that fails, or was only a dry run, it is undone, and the record keeps what
 *	  was found.  An error is thrown on when the record has been committed, which
 *	  a CALL inside a transaction block cannot do.
 *
 * IDENTIFICATION
 *	  src/migrate/migrate.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "access/xact.h"
#include "catalog/namespace.h"
#include "executor/spi.h"
#include "migrate/build.h"
#include "migrate/hold.h"
#include "migrate/per_table.h"
#include "migrate/precheck.h"
#include "migrate/record.h"
#include "migrate/request.h"
#include "migrate/result.h"
#include "migrate/resume.h"
#include "migrate/run.h"
#include "migrate/run_sql.h"
#include "migrate/subtransaction.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "portability/instr_time.h"
#include "tcop/pquery.h"
#include "utils/array.h"
#include "utils/guc.h"
#include "utils/memutils.h"

enum PlanResult
{
	PLAN_STEP,
	PLAN_OBJECT,
	PLAN_STATEMENT,
	PLAN_REASON,
	PLAN_RESULTS
};

enum MigrateResult
{
	MIGRATE_RUN,
	MIGRATE_TABLES,
	MIGRATE_ROWS,
	MIGRATE_REJECTED,
	MIGRATE_FINDINGS,
	MIGRATE_SECONDS,
	MIGRATE_VERIFIED,
	MIGRATE_RESULTS
};

/* What a run is about, for its subtransaction. */
typedef struct Run
{
	SqfMigration *migration;
	int64		number;
	List	   *held;			/* leases on the files of the source */
	bool		is_atomic;		/* CALL may not commit */
	bool		can_go_on;		/* what is left to do is in the record */
	bool		is_locked;		/* no other session may do the same */
	uint64		lock;
	int			nest_level;		/* of the settings */
	instr_time	begin;
} Run;

/* ---------------------------------------------------------------------------
 * Surroundings
 * ---------------------------------------------------------------------------
 */

static SqfMigration *
create_migration(const SqfMigrationRequest *request)
{
	SqfMigration *migration = palloc0(sizeof(SqfMigration));

	migration->request = request;
	migration->schema = pstrdup(quote_identifier(request->target_schema));
	migration->search_path = pstrdup(namespace_search_path);
	return migration;
}

/* ---------------------------------------------------------------------------
 * sqlite.plan
 * ---------------------------------------------------------------------------
 */

/* Rows that break a constraint do not end a run, nor what is pasted. */
static char *
write_validation(const SqfStep *step)
{
	char	   *body = psprintf("BEGIN\n  %s;\n"
								"EXCEPTION WHEN check_violation OR foreign_key_violation THEN\n"
								"  RAISE WARNING '%%', SQLERRM;\nEND", step->statement);

	return strstr(body, "$$") == NULL ? psprintf("DO $$%s$$", body) :
		psprintf("DO %s", quote_literal_cstr(body));
}

static char *
write_statement(const SqfStep *step)
{
	if (step->statement == NULL)
		return NULL;
	return psprintf("%s;", step->kind == SQF_STEP_VALIDATE ?
					write_validation(step) : step->statement);
}

static void
put_step(ReturnSetInfo *result, const SqfStep *step)
{
	Datum		values[PLAN_RESULTS];
	bool		nulls[PLAN_RESULTS];

	sqf_result_set_text(values, nulls, PLAN_STEP, step->name);
	sqf_result_set_text(values, nulls, PLAN_OBJECT, step->object);
	sqf_result_set_text(values, nulls, PLAN_STATEMENT, write_statement(step));
	sqf_result_set_text(values, nulls, PLAN_REASON, step->reason);
	sqf_result_put(result, values, nulls);
}

PG_FUNCTION_INFO_V1(sqlite_plan);

/*
 * sqlite.plan(source, target_schema, ...) returns the statements that
 * sqlite.migrate would run, in their order.
 */
Datum
sqlite_plan(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	SqfMigration *migration = create_migration(sqf_request_of_plan(fcinfo));
	int			nest_level = sqf_run_sql_settings();
	MemoryContext context = CurrentMemoryContext;
	List	   *held;
	ListCell   *cell;

	PreventCommandIfReadOnly("sqlite.plan()");
	InitMaterializedSRF(fcinfo, 0);
	SPI_connect();
	MemoryContextSwitchTo(context);
	held = sqf_hold_source(migration->request->source, false);
	sqf_build_migration(migration);
	sqf_hold_check(held);
	sqf_hold_end(held);
	SPI_finish();
	foreach(cell, migration->steps)
		put_step(result, lfirst(cell));
	AtEOXact_GUC(true, nest_level);
	return (Datum) 0;
}

/* ---------------------------------------------------------------------------
 * sqlite.migrate
 * ---------------------------------------------------------------------------
 */

static void
build(void *arg)
{
	sqf_build_migration(((Run *) arg)->migration);
}

static void
precheck(void *arg)
{
	Run		   *run = arg;

	sqf_precheck(run->migration, run->number);
}

static void
check_limit(void *arg)
{
	sqf_precheck_limit(((Run *) arg)->migration);
}

static void
run_steps(void *arg)
{
	Run		   *run = arg;

	sqf_run_steps(run->migration);
	sqf_hold_check(run->held);
}

/* All or nothing; returns the error for which nothing was migrated, or NULL. */
static ErrorData *
run_whole(Run *run)
{
	bool		dry_run = run->migration->request->dry_run;
	ErrorData  *error;

	if (!dry_run)
		(void) sqf_resume_find(run->migration->request);
	run->number = sqf_record_begin(run->migration->request, sqf_hold_state(run->held));
	error = sqf_subtransaction_run(build, run, SQF_KEEP);
	if (error == NULL)
		error = sqf_subtransaction_run(precheck, run, SQF_KEEP);
	if (error == NULL)
		error = sqf_subtransaction_run(check_limit, run, SQF_KEEP);
	if (error == NULL)
		error = sqf_subtransaction_run(run_steps, run, dry_run ? SQF_UNDO : SQF_KEEP);
	return error;
}

/* ---------------------------------------------------------------------------
 * A commit per table
 * ---------------------------------------------------------------------------
 */

static void
check_may_commit(const Run *run)
{
	if (run->is_atomic && run->migration->request->commit_per_table)
		ereport(ERROR,
				(errcode(ERRCODE_ACTIVE_SQL_TRANSACTION),
				 errmsg("commit => 'table' cannot be used in a transaction block"),
				 errhint("Call sqlite.migrate outside of BEGIN and COMMIT, functions and DO, or without commit => 'table'.")));
}

/* What a commit ends begins anew. */
static void
commit(void *arg)
{
	Run		   *run = arg;

	AtEOXact_GUC(true, run->nest_level);
	SPI_commit();
	EnsurePortalSnapshotExists();
	run->nest_level = sqf_run_sql_settings();
}

static void
plan_steps(void *arg)
{
	Run		   *run = arg;

	sqf_build_migration(run->migration);
	if (run->migration->is_circular)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("commit => 'table' cannot load tables that refer to each other in a circle"),
				 errhint("Call sqlite.migrate without it: all is then loaded in one transaction.")));
	sqf_precheck(run->migration, run->number);
	sqf_precheck_limit(run->migration);
	sqf_record_steps(run->number, run->migration);
	sqf_per_table_begin(run->migration, run->number, run->held);
	sqf_record_findings(run->number, run->migration);
}

static void
read_steps(void *arg)
{
	Run		   *run = arg;

	sqf_resume_check_state(run->migration, run->number, sqf_hold_state(run->held));
	sqf_resume_read(run->migration, run->number);
	sqf_record_go_on(run->number);
	ereport(NOTICE,
			(errmsg("run " INT64_FORMAT " goes on where it stopped", run->number)));
}

/* Returns the error at which the run stopped, or NULL. */
static ErrorData *
run_per_table(Run *run)
{
	ErrorData  *error;

	run->lock = sqf_resume_lock(run->migration->request);
	run->is_locked = true;
	run->number = sqf_resume_find(run->migration->request);
	if (run->number != 0)
	{
		run->can_go_on = true;
		error = sqf_subtransaction_run(read_steps, run, SQF_KEEP);
	}
	else
	{
		run->number = sqf_record_begin(run->migration->request, sqf_hold_state(run->held));
		error = sqf_subtransaction_run(plan_steps, run, SQF_KEEP);
		run->can_go_on = error == NULL;
	}
	if (error == NULL)
	{
		commit(run);
		error = sqf_per_table_run(run->migration, run->number, run->held, commit, run);
	}
	else if (!run->can_go_on)
		run->migration->recorded_findings = 0;	/* they were undone */
	return error;
}

/* ---------------------------------------------------------------------------
 * The call
 * ---------------------------------------------------------------------------
 */

static void
set_int64(Datum *values, int column, int64 number)
{
	values[column] = Int64GetDatum(number);
}

static double
seconds_since(instr_time begin)
{
	instr_time	now;

	INSTR_TIME_SET_CURRENT(now);
	INSTR_TIME_SUBTRACT(now, begin);
	return INSTR_TIME_GET_DOUBLE(now);
}

static int
count_findings(const SqfMigration *migration)
{
	return migration->earlier_findings + list_length(migration->findings);
}

/* The one row that CALL returns. */
static Datum
make_result(FunctionCallInfo fcinfo, const Run *run)
{
	const SqfMigration *migration = run->migration;
	Datum		values[MIGRATE_RESULTS];
	bool		nulls[MIGRATE_RESULTS] = {0};
	Datum	   *names = palloc(list_length(migration->tables) * sizeof(Datum));
	int64		rows = 0;
	int64		rejected = 0;
	TupleDesc	tupdesc;
	ListCell   *cell;

	foreach(cell, migration->tables)
	{
		const SqfMigratedTable *table = lfirst(cell);

		names[foreach_current_index(cell)] = CStringGetTextDatum(table->name);
		rows += table->rows;
		rejected += table->rejected;
	}
	set_int64(values, MIGRATE_RUN, run->number);
	values[MIGRATE_TABLES] =
		PointerGetDatum(construct_array_builtin(names, list_length(migration->tables),
												TEXTOID));
	set_int64(values, MIGRATE_ROWS, rows);
	set_int64(values, MIGRATE_REJECTED, rejected);
	set_int64(values, MIGRATE_FINDINGS, count_findings(migration));
	values[MIGRATE_SECONDS] =
		Float8GetDatum(rint(seconds_since(run->begin) * 1000) / 1000);
	values[MIGRATE_VERIFIED] = BoolGetDatum(migration->verified);
	nulls[MIGRATE_VERIFIED] = !migration->verified;
	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(tupdesc), values, nulls));
}

/* What PostgreSQL says of data names values, and so do our readers. */
static void
hide_values(const SqfMigration *migration, ErrorData *error)
{
	int			category = ERRCODE_TO_CATEGORY(error->sqlerrcode);

	if (!migration->request->hide_values || migration->tells_no_values ||
		(category != ERRCODE_DATA_EXCEPTION &&
		 category != ERRCODE_INTEGRITY_CONSTRAINT_VIOLATION))
		return;
	error->message = pstrdup("a row of the source cannot be migrated");
	error->detail = pstrdup("Values are not to be told.");
	error->hint = NULL;
}

/* How a run ended with an error, for its subtransaction. */
typedef struct BadEnd
{
	Run		   *run;
	ErrorData  *error;
} BadEnd;

static void
record_bad_end(void *arg)
{
	BadEnd	   *end = arg;

	sqf_record_end(end->run->number, end->run->migration,
				   end->run->can_go_on ? "stopped" : "failed", end->error->message);
}

/*
 * The record survives the error where CALL may commit.  If the record cannot be
 * written, as on a full disk, the error that came first is still the one to tell.
 */
static void
end_with_error(Run *run, ErrorData *error)
{
	BadEnd		end = {run, error};

	hide_values(run->migration, error);
	if (sqf_subtransaction_run(record_bad_end, &end, SQF_KEEP) == NULL &&
		!run->is_atomic)
		SPI_commit();
	ReThrowError(error);
}

static void
run_to_end(Run *run)
{
	const SqfMigrationRequest *request = run->migration->request;
	ErrorData  *error;

	check_may_commit(run);
	run->held = sqf_hold_source(request->source, request->commit_per_table);
	error = request->commit_per_table ? run_per_table(run) : run_whole(run);
	if (error != NULL)
		end_with_error(run, error);
	sqf_hold_end(run->held);
	sqf_record_end(run->number, run->migration, request->dry_run ? "dry run" : "done",
				   NULL);
}

/*
 * May the transaction not be ended here?  Neither if PostgreSQL forbids it, nor if
 * somebody has written something in it before.
 */
static bool
is_part_of_more(FunctionCallInfo fcinfo)
{
	return !IsA(fcinfo->context, CallContext) ||
		((CallContext *) fcinfo->context)->atomic ||
		TransactionIdIsValid(GetTopTransactionIdIfAny());
}

/* What the row does not say. */
static void
tell_end(const Run *run)
{
	const SqfMigration *migration = run->migration;
	int			findings = count_findings(migration);

	if (migration->request->dry_run)
		ereport(NOTICE,
				(errmsg("run " INT64_FORMAT " was a dry run, and is undone",
						run->number)));
	if (findings > 0)
		ereport(NOTICE,
				(errmsg_plural("run " INT64_FORMAT " has %d finding",
							   "run " INT64_FORMAT " has %d findings", findings,
							   run->number, findings),
				 errhint("To read them: SELECT * FROM sqlite.report(" INT64_FORMAT ");",
						 run->number)));
}

PG_FUNCTION_INFO_V1(sqlite_migrate);

/*
 * sqlite.migrate(source, target_schema, ...) moves a source into a schema.
 */
Datum
sqlite_migrate(PG_FUNCTION_ARGS)
{
	Run			run = {
		.migration = create_migration(sqf_request_of_migrate(fcinfo)),
		.is_atomic = is_part_of_more(fcinfo)
	};
	MemoryContext context = CurrentMemoryContext;

	PreventCommandIfReadOnly("sqlite.migrate()");
	INSTR_TIME_SET_CURRENT(run.begin);
	SPI_connect_ext(run.is_atomic ? 0 : SPI_OPT_NONATOMIC);
	MemoryContextSwitchTo(context);
	run.nest_level = sqf_run_sql_settings();
	PG_TRY();
	{
		run_to_end(&run);
	}
	PG_FINALLY();
	{
		if (run.is_locked)
			sqf_resume_unlock(run.lock);
	}
	PG_END_TRY();
	AtEOXact_GUC(true, run.nest_level);
	SPI_finish();
	tell_end(&run);
	return make_result(fcinfo, &run);
}
