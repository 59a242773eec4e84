/*-------------------------------------------------------------------------
 *
 * resume.c
 *	  A run that stopped is found again in the record, with what it has yet to do.
 *
 * IDENTIFICATION
 *	  src/migrate/resume.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "migrate/describe.h"
#include "migrate/resume.h"
#include "migrate/run_sql.h"
#include "storage/lock.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

/* Of advisory locks, those on runs: "sqlite_f" in ASCII, to which its number is added. */
#define LOCK_BASE	INT64CONST(0x73716c6974655f66)

/* Columns of the query below. */
enum StepColumn
{
	STEP_NUMBER,
	STEP_KIND,
	STEP_NAME,
	STEP_OBJECT,
	STEP_STATEMENT,
	STEP_TABLE,
	STEP_CONSTRAINT
};

#define READ_STEPS \
	"SELECT number, kind, step, object, statement, table_name, constraint_name" \
	" FROM sqlite.migration_step WHERE run = " INT64_FORMAT " AND NOT done ORDER BY number"

enum TableColumn
{
	TABLE_NAME,
	TABLE_STEPS,
	TABLE_ROWS,
	TABLE_REJECTED,
	TABLE_SECONDS
};

#define READ_REJECTS \
	"SELECT DISTINCT table_name, row_id FROM sqlite.reject" \
	" WHERE run = " INT64_FORMAT " AND row_id IS NOT NULL"

#define READ_TABLES \
	"SELECT table_name, array_to_string(steps, chr(10)), rows, rejected, seconds" \
	" FROM sqlite.migration_table WHERE run = " INT64_FORMAT " ORDER BY table_name"

/*
 * sqf_resume_find returns the number of the user's run of this source into this
 * schema that stopped, or 0.
 */
int64
sqf_resume_find(const SqfMigrationRequest *request)
{
	return sqf_run_sql_int64(psprintf("SELECT max(m.run) FROM sqlite.migration AS m"
									  " WHERE m.owner = CURRENT_USER AND m.source = %s"
									  " AND m.target_schema = %s"
									  " AND m.state IN ('running', 'stopped')",
									  quote_literal_cstr(request->source),
									  quote_literal_cstr(request->target_schema)));
}

/*
 * sqf_resume_lock makes sure that no other session goes on with a run, until
 * sqf_resume_unlock or the end of the session.
 */
void
sqf_resume_lock(int64 run)
{
	if (DatumGetBool(DirectFunctionCall1(pg_try_advisory_lock_int8,
										 Int64GetDatum(LOCK_BASE + run))))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_IN_USE),
			 errmsg("run " INT64_FORMAT " of this migration is under way in another session",
					run)));
}

/*
 * sqf_resume_unlock gives the lock back.
 */
void
sqf_resume_unlock(int64 run)
{
	(void) DirectFunctionCall1(pg_advisory_unlock_int8, Int64GetDatum(LOCK_BASE + run));
}

/*
 * sqf_resume_check_state throws if the files of the source are not as they were
 * when the run began, unless the user wants to go on all the same.
 */
void
sqf_resume_check_state(const SqfMigrationRequest *request, int64 run,
					   const char *state)
{
	List	   *noted = sqf_run_sql_texts(psprintf("SELECT source_state FROM sqlite.migration WHERE run = " INT64_FORMAT,
												   run), 1);

	if (request->allow_changed ||
		(noted != NIL && strcmp(linitial(noted), state) == 0))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("source \"%s\" was written after run " INT64_FORMAT " had begun",
					request->source, run),
			 errdetail("Tables that were loaded before and those that are loaded now would be of different states."),
			 errhint("Drop what the run made and forget it, by DELETE FROM sqlite.migration WHERE run = " INT64_FORMAT ", to begin anew; or call with allow_changed => true.",
					 run)));
}

/* Names of steps done, which stand in lines. */
static List *
split_lines(char *lines)
{
	List	   *list = NIL;

	for (char *line = strtok(lines, "\n"); line != NULL; line = strtok(NULL, "\n"))
		list = lappend(list, line);
	return list;
}

static void
read_tables(SqfMigration *migration, int64 run)
{
	ListCell   *cell;

	foreach(cell, sqf_run_sql_rows(psprintf(READ_TABLES, run)))
	{
		char	  **row = lfirst(cell);
		SqfMigratedTable *table = sqf_describe_again(migration, row[TABLE_NAME]);

		table->steps = split_lines(row[TABLE_STEPS]);
		table->rows = strtoi64(row[TABLE_ROWS], NULL, 10);
		table->rejected = strtoi64(row[TABLE_REJECTED], NULL, 10);
		table->seconds = strtod(row[TABLE_SECONDS], NULL);
	}
}

static SqfMigratedTable *
find_table(const SqfMigration *migration, const char *name)
{
	ListCell   *cell;

	foreach(cell, migration->tables)
	{
		SqfMigratedTable *table = lfirst(cell);

		if (name != NULL && strcmp(table->name, name) == 0)
			return table;
	}
	return NULL;
}

/* Rows that were found not to fit before the run stopped. */
static void
read_rejects(SqfMigration *migration, int64 run)
{
	ListCell   *cell;

	migration->leave_out = sqf_leave_out_create();
	foreach(cell, sqf_run_sql_rows(psprintf(READ_REJECTS, run)))
	{
		char	  **row = lfirst(cell);
		const SqfMigratedTable *table = find_table(migration, row[0]);

		if (table != NULL)
			(void) sqf_text_set_add(sqf_leave_out_rows(migration->leave_out,
													   table->source_schema, table->name),
									row[1]);
	}
}

/*
 * sqf_resume_read reads what a run that stopped has yet to do.
 */
void
sqf_resume_read(SqfMigration *migration, int64 run)
{
	List	   *schema = sqf_run_sql_texts(psprintf("SELECT staging_schema FROM sqlite.migration WHERE run = " INT64_FORMAT,
													run), 1);
	ListCell   *cell;

	migration->staging_schema = schema != NIL ? linitial(schema) : NULL;
	migration->earlier_findings =
		sqf_run_sql_int64(psprintf("SELECT count(*) FROM sqlite.finding WHERE run = " INT64_FORMAT,
								   run));
	read_tables(migration, run);
	read_rejects(migration, run);
	foreach(cell, sqf_run_sql_rows(psprintf(READ_STEPS, run)))
	{
		char	  **row = lfirst(cell);
		SqfStep    *step = palloc0(sizeof(SqfStep));

		step->number = atoi(row[STEP_NUMBER]);
		step->kind = (SqfStepKind) atoi(row[STEP_KIND]);
		step->name = row[STEP_NAME];
		step->object = row[STEP_OBJECT];
		step->statement = row[STEP_STATEMENT];
		step->table = find_table(migration, row[STEP_TABLE]);
		step->constraint = row[STEP_CONSTRAINT];
		migration->steps = lappend(migration->steps, step);
	}
}
