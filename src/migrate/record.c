/*-------------------------------------------------------------------------
 *
 * record.c
 *	  What a run does is written down here, and nowhere else.
 *
 * The tables belong to the extension's owner, in whose name they are written, so
 * that a record says what happened and not what somebody wishes.
 *
 * IDENTIFICATION
 *	  src/migrate/record.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "migrate/definition.h"
#include "migrate/record.h"
#include "migrate/run_sql.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#define MAX_ARGS	16

/* What add_options adds. */
#define OPTIONS \
	"pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(" \
	"'tables', $1, 'exclude_tables', $2, 'owner', $3, 'on_error', $4, 'identifiers', $5," \
	" 'times', $6, 'reject_limit', $7, 'reject_values', $8, 'if_exists', $9," \
	" 'create_missing', $10, 'commit', $11))"

/* Arguments of a statement, one after the other. */
typedef struct Arguments
{
	int			count;
	Oid			types[MAX_ARGS];
	Datum		values[MAX_ARGS];
	char		nulls[MAX_ARGS];
} Arguments;

static void
add(Arguments *args, Oid type, Datum value, bool is_null)
{
	Assert(args->count < MAX_ARGS);
	args->types[args->count] = type;
	args->values[args->count] = value;
	args->nulls[args->count++] = is_null ? 'n' : ' ';
}

static void
add_text(Arguments *args, const char *text)
{
	add(args, TEXTOID, text == NULL ? (Datum) 0 : CStringGetTextDatum(text),
		text == NULL);
}

static void
add_int64(Arguments *args, int64 number, bool is_null)
{
	add(args, INT8OID, Int64GetDatum(number), is_null);
}

/* A List of char *, NULL if it is empty. */
static void
add_names(Arguments *args, const List *names)
{
	Datum	   *elements = palloc(list_length(names) * sizeof(Datum));
	ListCell   *cell;

	foreach(cell, names)
		elements[foreach_current_index(cell)] = CStringGetTextDatum(lfirst(cell));
	add(args, TEXTARRAYOID,
		PointerGetDatum(construct_array_builtin(elements, list_length(names),
												TEXTOID)),
		names == NIL);
}

static Oid
find_record_owner(void)
{
	Oid			relid = get_relname_relid("migration",
										  get_namespace_oid("sqlite", false));
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
	Oid			owner;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "table sqlite.migration does not exist");
	owner = ((Form_pg_class) GETSTRUCT(tuple))->relowner;
	ReleaseSysCache(tuple);
	return owner;
}

/* Run a statement on the record; its first value, if it returns one. */
static int64
write_record(const char *sql, Arguments *args)
{
	MemoryContext memory = CurrentMemoryContext;
	Oid			user;
	int			context;
	int64		value = 0;
	bool		is_null;

	GetUserIdAndSecContext(&user, &context);
	SetUserIdAndSecContext(find_record_owner(),
						   context | SECURITY_LOCAL_USERID_CHANGE);
	if (SPI_execute_with_args(sql, args->count, args->types, args->values,
							  args->nulls, false, 0) < 0)
		elog(ERROR, "cannot write the record: %s", sql);
	if (SPI_tuptable != NULL && SPI_processed == 1)
		value = DatumGetInt64(SPI_getbinval(SPI_tuptable->vals[0],
											SPI_tuptable->tupdesc, 1, &is_null));
	SPI_freetuptable(SPI_tuptable);
	MemoryContextSwitchTo(memory);
	SetUserIdAndSecContext(user, context);
	return value;
}

/* What decides on the statements of a run. */
static void
add_options(Arguments *args, const SqfMigrationRequest *request)
{
	add_names(args, request->tables);
	add_names(args, request->exclude_tables);
	add_text(args, request->owner);
	add_text(args, request->ignore_errors ? "ignore" : "stop");
	add_text(args, request->lower_identifiers ? "lower" : "keep");
	add_text(args, request->times == SQF_TIMES_TIMESTAMP ? "timestamp" :
			 request->times == SQF_TIMES_TIMESTAMPTZ ? "timestamptz" : NULL);
	add_int64(args, request->reject_limit, request->reject_limit < 0);
	add_text(args, request->hide_values ? "hide" : NULL);
	add_text(args, request->if_exists == SQF_IF_EXISTS_APPEND ? "append" :
			 request->if_exists == SQF_IF_EXISTS_TRUNCATE ? "truncate" : NULL);
	add(args, BOOLOID, BoolGetDatum(true), !request->create_missing);
	add_text(args, request->commit_per_table ? "table" : NULL);
}

/*
 * sqf_record_begin writes that a run begins, and returns its number.
 * source_state is what sqf_hold_state says.
 */
int64
sqf_record_begin(const SqfMigrationRequest *request, const char *source_state)
{
	Arguments	args = {0};

	add_options(&args, request);
	add_text(&args, GetUserNameFromId(GetUserId(), false));
	add_text(&args, request->source);
	add_text(&args, request->target_schema);
	add_text(&args, source_state);
	return write_record("INSERT INTO sqlite.migration"
						" (owner, source, target_schema, options, state, started_at, source_state)"
						" VALUES ($12, $13, $14, " OPTIONS ","
						" 'running', pg_catalog.clock_timestamp(), $15) RETURNING run",
						&args);
}

/*
 * sqf_record_is_same_request tells whether a run was begun with these arguments.
 */
bool
sqf_record_is_same_request(int64 run, const SqfMigrationRequest *request)
{
	Arguments	args = {0};

	add_options(&args, request);
	add_int64(&args, run, false);
	return write_record("SELECT pg_catalog.count(*) FROM sqlite.migration"
						" WHERE run = $12 AND options = " OPTIONS, &args) == 1;
}

/*
 * sqf_record_go_on writes that a run that stopped goes on.
 */
void
sqf_record_go_on(int64 run)
{
	Arguments	args = {0};

	add_int64(&args, run, false);
	write_record("UPDATE sqlite.migration SET state = 'running', error = NULL, finished_at = NULL"
				 " WHERE run = $1", &args);
}

/*
 * sqf_record_reject writes down a value for which a row is left out.
 */
void
sqf_record_reject(int64 run, const SqfCheckFault *fault, bool hide_value)
{
	Arguments	args = {0};

	add_int64(&args, run, false);
	add_text(&args, fault->table_name);
	add_text(&args, fault->row_id);
	add_text(&args, fault->column_name);
	add_text(&args, fault->storage_class);
	add_text(&args, hide_value ? NULL : fault->value);
	add_text(&args, fault->target_type);
	add_text(&args, hide_value ? "does not fit" : fault->message);
	write_record("INSERT INTO sqlite.reject VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
				 &args);
}

static void
write_table(int64 run, const SqfMigratedTable *table, const char *definition)
{
	Arguments	args = {0};

	add_int64(&args, run, false);
	add_text(&args, table->name);
	add_text(&args, table->target);
	add_names(&args, table->steps);
	add_int64(&args, table->source_rows, table->source_rows < 0);
	add_int64(&args, table->rows, false);
	add_int64(&args, table->rejected, false);
	add_int64(&args, table->rows_before, false);
	add(&args, FLOAT8OID, Float8GetDatum(table->seconds), false);
	add_text(&args, definition);
	write_record("INSERT INTO sqlite.migration_table VALUES"
				 " ($1, $2, $3, COALESCE($4, '{}'), $5, $6, $7, $8, $9, $10::pg_catalog.jsonb)"
				 " ON CONFLICT (run, table_name) DO UPDATE SET"
				 " (steps, rows, rejected, rows_before, seconds, definition) ="
				 " (EXCLUDED.steps, EXCLUDED.rows, EXCLUDED.rejected, EXCLUDED.rows_before, EXCLUDED.seconds, EXCLUDED.definition)",
				 &args);
}

static void
write_finding(int64 run, int number, const SqfFinding *finding)
{
	Arguments	args = {0};

	add_int64(&args, run, false);
	add_int64(&args, number, false);
	add_text(&args, finding->object);
	add_text(&args, finding->what);
	add_text(&args, finding->why);
	add_text(&args, finding->done);
	add_names(&args, finding->row_ids);
	write_record("INSERT INTO sqlite.finding VALUES ($1, $2, $3, $4, $5, $6, $7)",
				 &args);
}

/*
 * sqf_record_findings writes down those that are not in the record yet.
 */
void
sqf_record_findings(int64 run, SqfMigration *migration)
{
	ListCell   *cell;

	for_each_from(cell, migration->findings, migration->recorded_findings)
		write_finding(run, migration->earlier_findings + ++migration->recorded_findings,
					  lfirst(cell));
}

/* What a run made of a table; NULL if there is no such table. */
static char *
read_definition(const SqfMigration *migration, const SqfMigratedTable *table)
{
	Oid			schema = get_namespace_oid(migration->request->target_schema, true);
	Oid			relid = OidIsValid(schema) ? get_relname_relid(table->name, schema) :
		InvalidOid;

	return OidIsValid(relid) ? sqf_definition_read(relid) : NULL;
}

static void
write_tables(int64 run, const SqfMigration *migration, bool are_made)
{
	ListCell   *cell;

	foreach(cell, migration->tables)
		write_table(run, lfirst(cell),
					are_made ? read_definition(migration, lfirst(cell)) : NULL);
}

/*
 * sqf_record_steps writes down what a run that commits per table has to do, for
 * which tables, and numbers its steps.
 */
void
sqf_record_steps(int64 run, SqfMigration *migration)
{
	Arguments	args = {0};
	int			number = 0;
	ListCell   *cell;

	add_int64(&args, run, false);
	add_text(&args, migration->staging_schema);
	write_record("UPDATE sqlite.migration SET staging_schema = $2 WHERE run = $1", &args);
	write_tables(run, migration, false);
	foreach(cell, migration->steps)
	{
		SqfStep    *step = lfirst(cell);

		if (step->kind == SQF_STEP_FRAME || step->kind == SQF_STEP_TELL)
			continue;
		step->number = ++number;
		args.count = 0;
		add_int64(&args, run, false);
		add_int64(&args, step->number, false);
		add_int64(&args, step->kind, false);
		add_text(&args, step->name);
		add_text(&args, step->object);
		add_text(&args, step->statement);
		add_text(&args, step->table != NULL ? step->table->name : NULL);
		add_text(&args, step->constraint);
		write_record("INSERT INTO sqlite.migration_step VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
					 &args);
	}
}

/*
 * sqf_record_step_done writes that a step is done, and what is known of its table
 * by now, in the transaction that did it.
 */
void
sqf_record_step_done(int64 run, const SqfStep *step)
{
	Arguments	args = {0};

	add_int64(&args, run, false);
	add_int64(&args, step->number, false);
	write_record("UPDATE sqlite.migration_step SET done = true WHERE run = $1 AND number = $2",
				 &args);
	if (step->table != NULL)
		write_table(run, step->table, NULL);
}

/*
 * sqf_record_end writes how a run ended, what it did with each table, and what it
 * found.  error is NULL unless it failed.
 */
void
sqf_record_end(int64 run, SqfMigration *migration, const char *state,
			   const char *error)
{
	Arguments	args = {0};

	write_tables(run, migration, error == NULL);
	sqf_record_findings(run, migration);
	add_int64(&args, run, false);
	add_text(&args, state);
	add_text(&args, error);
	add(&args, BOOLOID, BoolGetDatum(true), !migration->verified || error != NULL);
	write_record("UPDATE sqlite.migration SET state = $2, error = $3, verified = $4,"
				 " finished_at = pg_catalog.clock_timestamp(),"
				 " (tables, rows, rejected) ="
				 " (SELECT pg_catalog.array_agg(t.table_name ORDER BY t.table_name),"
				 " pg_catalog.sum(t.rows), pg_catalog.sum(t.rejected)"
				 " FROM sqlite.migration_table AS t WHERE t.run = $1) WHERE run = $1",
				 &args);
}

/*
 * sqf_record_find_state finds the state that the files of a run's source had, or
 * NULL; false if the user has no such run.  SPI must be connected.
 */
bool
sqf_record_find_state(int64 run, char **state)
{
	List	   *states =
		sqf_run_sql_texts(psprintf("SELECT COALESCE(source_state, '') FROM sqlite.migration"
								   " WHERE run = " INT64_FORMAT, run), 1);

	if (states == NIL)
		return false;
	*state = linitial(states);
	if ((*state)[0] == '\0')
		*state = NULL;
	return true;
}

/*
 * sqf_record_find_table finds how many rows a run rejected of a table, how many the
 * target had before, and what it was when the run ended.  SPI must be connected.
 */
void
sqf_record_find_table(int64 run, SqfMigratedTable *table)
{
	char	   *from = psprintf("FROM sqlite.migration_table WHERE run = " INT64_FORMAT
								" AND table_name = %s", run,
								quote_literal_cstr(table->name));

	table->rejected = sqf_run_sql_int64(psprintf("SELECT sum(rejected)::int8 %s", from));
	table->rows_before = sqf_run_sql_int64(psprintf("SELECT sum(rows_before)::int8 %s", from));
	table->definition = sqf_run_sql_text(psprintf("SELECT definition %s", from));
}
