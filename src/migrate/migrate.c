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

#include "access/htup_details.h"
#include "executor/spi.h"
#include "foreign/connection.h"
#include "migrate/build.h"
#include "migrate/precheck.h"
#include "migrate/record.h"
#include "migrate/request.h"
#include "migrate/result.h"
#include "migrate/run.h"
#include "migrate/subtransaction.h"
#include "nodes/parsenodes.h"
#include "portability/instr_time.h"
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
} Run;

/* ---------------------------------------------------------------------------
 * Surroundings
 * ---------------------------------------------------------------------------
 */

static void
set_local(const char *name, const char *value)
{
	(void) set_config_option(name, value, PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
}

/*
 * Statements made of a file's texts must mean PostgreSQL's own functions, and
 * constants are written in one way.  Ended by AtEOXact_GUC.
 */
static int
begin_settings(void)
{
	int			nest_level = NewGUCNestLevel();

	set_local("search_path", "pg_catalog, pg_temp");
	set_local("datestyle", "ISO, YMD");
	set_local("intervalstyle", "postgres");
	set_local("bytea_output", "hex");
	set_local("extra_float_digits", "1");
	return nest_level;
}

static SqfMigration *
create_migration(const SqfMigrationRequest *request)
{
	SqfMigration *migration = palloc0(sizeof(SqfMigration));

	migration->request = request;
	migration->schema = pstrdup(quote_identifier(request->target_schema));
	return migration;
}

/* A file or a server is held from here on; foreign tables when they are met. */
static void
hold_source(const SqfMigrationRequest *request)
{
	if (sqf_source_schema(request->source) == NULL)
		sqf_handle_hold(sqf_connection_lease_source(request->source));
}

/* ---------------------------------------------------------------------------
 * sqlite.plan
 * ---------------------------------------------------------------------------
 */

static void
put_step(ReturnSetInfo *result, const SqfStep *step)
{
	Datum		values[PLAN_RESULTS];
	bool		nulls[PLAN_RESULTS];

	sqf_result_set_text(values, nulls, PLAN_STEP, step->name);
	sqf_result_set_text(values, nulls, PLAN_OBJECT, step->object);
	sqf_result_set_text(values, nulls, PLAN_STATEMENT, step->statement == NULL ?
						NULL : psprintf("%s;", step->statement));
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
	int			nest_level = begin_settings();
	MemoryContext context = CurrentMemoryContext;
	ListCell   *cell;

	InitMaterializedSRF(fcinfo, 0);
	SPI_connect();
	MemoryContextSwitchTo(context);
	hold_source(migration->request);
	sqf_build_migration(migration);
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
run_steps(void *arg)
{
	sqf_run_steps(((Run *) arg)->migration);
}

/* Returns the error for which nothing was migrated, or NULL. */
static ErrorData *
migrate(Run *run)
{
	bool		dry_run = run->migration->request->dry_run;
	ErrorData  *error = sqf_subtransaction_run(build, run, SQF_KEEP);

	if (error == NULL)
		error = sqf_subtransaction_run(precheck, run, SQF_KEEP);
	if (error == NULL)
		error = sqf_subtransaction_run(run_steps, run, dry_run ? SQF_UNDO : SQF_KEEP);
	return error;
}

static void
set_int64(Datum *values, int column, int64 number)
{
	values[column] = Int64GetDatum(number);
}

/* The one row that CALL returns. */
static Datum
make_result(FunctionCallInfo fcinfo, const Run *run, double seconds)
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
	set_int64(values, MIGRATE_FINDINGS, list_length(migration->findings));
	values[MIGRATE_SECONDS] = Float8GetDatum(seconds);
	values[MIGRATE_VERIFIED] = BoolGetDatum(migration->verified);
	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(tupdesc), values, nulls));
}

static double
seconds_since(instr_time begin)
{
	instr_time	now;

	INSTR_TIME_SET_CURRENT(now);
	INSTR_TIME_SUBTRACT(now, begin);
	return INSTR_TIME_GET_DOUBLE(now);
}

/* The record survives the error where CALL may commit. */
static void
end_with_error(const Run *run, ErrorData *error, bool is_atomic)
{
	sqf_record_end(run->number, run->migration, "failed", error->message);
	if (!is_atomic)
		SPI_commit();
	ReThrowError(error);
}

PG_FUNCTION_INFO_V1(sqlite_migrate);

/*
 * sqlite.migrate(source, target_schema, ...) moves a source into a schema.
 */
Datum
sqlite_migrate(PG_FUNCTION_ARGS)
{
	bool		is_atomic = !IsA(fcinfo->context, CallContext) ||
		((CallContext *) fcinfo->context)->atomic;
	Run			run = {.migration = create_migration(sqf_request_of_migrate(fcinfo))};
	bool		dry_run = run.migration->request->dry_run;
	MemoryContext context = CurrentMemoryContext;
	int			nest_level;
	instr_time	begin;
	ErrorData  *error;

	INSTR_TIME_SET_CURRENT(begin);
	SPI_connect_ext(is_atomic ? 0 : SPI_OPT_NONATOMIC);
	MemoryContextSwitchTo(context);
	nest_level = begin_settings();
	hold_source(run.migration->request);
	run.number = sqf_record_begin(run.migration->request);
	error = migrate(&run);
	if (error != NULL)
		end_with_error(&run, error, is_atomic);
	sqf_record_end(run.number, run.migration, dry_run ? "dry run" : "done", NULL);
	AtEOXact_GUC(true, nest_level);
	SPI_finish();
	return make_result(fcinfo, &run, seconds_since(begin));
}
