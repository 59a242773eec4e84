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

#include "common/hashfn.h"
#include "lib/stringinfo.h"
#include "migrate/describe.h"
#include "migrate/finding.h"
#include "migrate/record.h"
#include "migrate/resume.h"
#include "migrate/run_sql.h"
#include "miscadmin.h"
#include "storage/lock.h"
#include "utils/builtins.h"

/* Of advisory locks, a class that PostgreSQL's functions do not reach: theirs are 1 and 2. */
#define LOCK_CLASS	3

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
	TABLE_ROWS_BEFORE,
	TABLE_SECONDS
};

#define READ_REJECTS \
	"SELECT DISTINCT table_name, row_id FROM sqlite.reject" \
	" WHERE run = " INT64_FORMAT " AND row_id IS NOT NULL"

#define READ_TABLES \
	"SELECT table_name, array_to_string(steps, chr(10)), rows, rejected, rows_before, seconds" \
	" FROM sqlite.migration_table WHERE run = " INT64_FORMAT " ORDER BY table_name"

/* ---------------------------------------------------------------------------
 * One session at a time
 * ---------------------------------------------------------------------------
 */

static LOCKTAG
make_lock_tag(uint64 key)
{
	LOCKTAG		tag;

	SET_LOCKTAG_ADVISORY(tag, MyDatabaseId, (uint32) (key >> 32), (uint32) key,
						 LOCK_CLASS);
	return tag;
}

/*
 * sqf_resume_lock makes sure that no other session does the same for the user: move
 * this source into this schema.  Returns a key for sqf_resume_unlock; the end of the
 * session unlocks, too.
 */
uint64
sqf_resume_lock(const SqfMigrationRequest *request)
{
	char	   *name = psprintf("%u %s %s", GetUserId(),
								quote_identifier(request->target_schema), request->source);
	uint64		key = hash_bytes_extended((const unsigned char *) name, strlen(name), 0);
	LOCKTAG		tag = make_lock_tag(key);

	if (LockAcquire(&tag, ExclusiveLock, true, true) == LOCKACQUIRE_NOT_AVAIL)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_IN_USE),
				 errmsg("source \"%s\" is being migrated into schema \"%s\" by another session",
						request->source, request->target_schema),
				 errhint("Wait for it to end. The session of a client that was killed may take a while to see that; pg_stat_activity shows it.")));
	return key;
}

/*
 * sqf_resume_unlock gives the lock back.
 */
void
sqf_resume_unlock(uint64 key)
{
	LOCKTAG		tag = make_lock_tag(key);

	(void) LockRelease(&tag, ExclusiveLock, true);
}

/* ---------------------------------------------------------------------------
 * Finding a run
 * ---------------------------------------------------------------------------
 */

static char *
read_text(int64 run, const char *column)
{
	List	   *texts = sqf_run_sql_texts(psprintf("SELECT %s FROM sqlite.migration WHERE run = " INT64_FORMAT,
												   column, run), 1);

	return texts == NIL ? NULL : linitial(texts);
}

/* The statements by which a run, and what it reads with, goes. */
static char *
write_forget(const SqfMigrationRequest *request, int64 run)
{
	StringInfoData sql;
	char	   *schema = read_text(run, "staging_schema");

	initStringInfo(&sql);
	if (schema != NULL)
	{
		/* the server for a path has the name of the schema */
		if (request->source[0] == '/')
			appendStringInfo(&sql, "DROP SERVER IF EXISTS %s CASCADE; ",
							 quote_identifier(schema));
		appendStringInfo(&sql, "DROP SCHEMA IF EXISTS %s CASCADE; ",
						 quote_identifier(schema));
	}
	appendStringInfo(&sql, "DELETE FROM sqlite.migration WHERE run = " INT64_FORMAT ";",
					 run);
	return sql.data;
}

/*
 * sqf_resume_find returns the number of the user's run of this source into this
 * schema that stopped, or 0.  It throws if that is not what is asked for now.
 */
int64
sqf_resume_find(const SqfMigrationRequest *request)
{
	int64		run = sqf_run_sql_int64(psprintf("SELECT max(m.run) FROM sqlite.migration AS m"
												 " WHERE m.owner = CURRENT_USER AND m.source = %s"
												 " AND m.target_schema = %s"
												 " AND m.state IN ('running', 'stopped')",
												 quote_literal_cstr(request->source),
												 quote_literal_cstr(request->target_schema)));

	if (run != 0 && !sqf_record_is_same_request(run, request))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("run " INT64_FORMAT " of source \"%s\" into schema \"%s\" has not ended, and has other arguments",
						run, request->source, request->target_schema),
				 errdetail("Its arguments: %s", read_text(run, "options")),
				 errhint("Call with the same arguments to go on. To begin anew, drop the tables that the run has made, and forget it: %s",
						 write_forget(request, run))));
	return run;
}

/* What was loaded before and what is loaded now are of different states. */
static void
tell_changed(SqfMigration *migration)
{
	sqf_finding_add(migration, psprintf("source \"%s\"", migration->request->source),
					pstrdup("it was written while the run stood still"),
					pstrdup("Tables that were loaded before are of its earlier state, and rows that refer to each other may not be there."),
					pstrdup("gone on with, as asked for, and not compared at the end"));
	migration->source_changed = true;
}

/*
 * sqf_resume_check_state throws if the files of the source are not as they were
 * when the run began, unless the user wants to go on all the same; then it is a
 * finding.
 */
void
sqf_resume_check_state(SqfMigration *migration, int64 run, const char *state)
{
	const SqfMigrationRequest *request = migration->request;
	char	   *noted = read_text(run, "source_state");

	if (noted != NULL && strcmp(noted, state) == 0)
		return;
	if (request->allow_changed && !request->ignore_errors)
	{
		tell_changed(migration);
		return;
	}
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("source \"%s\" was written after run " INT64_FORMAT " had begun",
					request->source, run),
			 errdetail("Tables that were loaded before and those that are loaded now would be of different states."),
			 request->ignore_errors ?
			 errhint("To begin anew, drop the tables that the run has made, and forget it: %s",
					 write_forget(request, run)) :
			 errhint("To go on all the same, call with allow_changed => true. To begin anew, drop the tables that the run has made, and forget it: %s",
					 write_forget(request, run))));
}

/* ---------------------------------------------------------------------------
 * Reading it
 * ---------------------------------------------------------------------------
 */

/* Names of steps done, which stand in lines. */
static List *
split_lines(char *lines)
{
	List	   *list = NIL;

	/* cppcheck-suppress strtokCalled ; a backend has one thread */
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
		table->rows_before = strtoi64(row[TABLE_ROWS_BEFORE], NULL, 10);
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
	ListCell   *cell;

	migration->staging_schema = read_text(run, "staging_schema");
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
