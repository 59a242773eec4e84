/*-------------------------------------------------------------------------
 *
 * run.c
 *	  The statements of a migration are run, one after the other.
 *
 * Rows that break a CHECK or a foreign key, which SQLite need not have seen, stay,
 * with a finding that lists them; the constraint holds for new rows.  Two rows
 * that are equal now where SQLite wants a unique key cannot both be right: all
 * such keys are looked at before the run fails.
 *
 * IDENTIFICATION
 *	  src/migrate/run.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "catalog/namespace.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "migrate/finding.h"
#include "migrate/load.h"
#include "migrate/orphans.h"
#include "migrate/run.h"
#include "migrate/run_sql.h"
#include "migrate/subtransaction.h"
#include "migrate/verify.h"
#include "miscadmin.h"
#include "remote/quote.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

/* So many rows of a finding are named. */
#define MAX_ROW_IDS		1000

/* Keys are made together for so many rows; more would be much to do again. */
#define ROWS_TOGETHER	100000

/* ---------------------------------------------------------------------------
 * Rows that break a constraint
 * ---------------------------------------------------------------------------
 */

/* The row ids of a finding, as far as they are listed, and how many there are. */
typedef struct BadRows
{
	MemoryContext context;		/* where the list lives */
	List	   *row_ids;
	int64		count;
} BadRows;

static void
note_orphan(const char *columns, const char *row_id, const char *value,
			const char *message, void *arg)
{
	BadRows    *rows = arg;
	MemoryContext old = MemoryContextSwitchTo(rows->context);

	if (rows->count++ < MAX_ROW_IDS && row_id != NULL)
		rows->row_ids = lappend(rows->row_ids, pstrdup(row_id));
	MemoryContextSwitchTo(old);
}

/* One column of a key, as SQL that gives a condition in SQLite's words. */
static void
append_key_part(StringInfo sql, const SqfMigratedColumn *column)
{
	StringInfoData name;

	initStringInfo(&name);
	sqf_quote_append_identifier(&name, column->remote->name);
	appendStringInfo(sql, ", %s || ' = ' || %s(%s)", quote_literal_cstr(name.data),
					 column->typid == INT8OID ? "text" : "quote_literal",
					 quote_identifier(column->name));
}

/* What names a row of the table: its row id or its primary key in SQLite. */
static char *
write_row_id(const SqfMigratedTable *table)
{
	StringInfoData sql;

	initStringInfo(&sql);
	for (int i = 0; i < table->column_count; i++)
	{
		const SqfMigratedColumn *column = &table->columns[i];

		if (column->remote == NULL || column->remote->key_position == 0)
			continue;
		if (column->remote->is_rowid_alias)
			return psprintf("%s::text", quote_identifier(column->name));
		append_key_part(&sql, column);
	}
	return sql.len == 0 ? pstrdup("'ctid ' || ctid") :
		psprintf("concat_ws(' AND '%s)", sql.data);
}

/* Those of the rows that follow FROM. */
static void
list_rows(const SqfMigratedTable *table, const char *from, BadRows *rows)
{
	rows->row_ids = sqf_run_sql_texts(psprintf("SELECT %s FROM %s",
											   write_row_id(table), from),
									  MAX_ROW_IDS);
	rows->count = sqf_run_sql_int64(psprintf("SELECT count(*) FROM %s", from));
}

/* Rows for which the condition of a CHECK is false. */
static void
find_violators(const SqfMigratedTable *table, Oid constraint, BadRows *rows)
{
	List	   *condition =
		sqf_run_sql_texts(psprintf("SELECT pg_get_expr(conbin, conrelid)"
								   " FROM pg_constraint WHERE oid = %u",
								   constraint), 1);

	list_rows(table, psprintf("%s WHERE NOT (%s)", table->target,
							  (char *) linitial(condition)), rows);
}

/* Rows that have no parent, where no foreign tables have all of them. */
static void
find_orphans_in_target(const SqfMigratedTable *table, Oid constraint, BadRows *rows)
{
	List	   *from =
		sqf_run_sql_texts(psprintf("SELECT format('%%s AS c WHERE %%s AND NOT EXISTS"
								   " (SELECT FROM %%s AS p WHERE %%s)', k.conrelid::regclass,"
								   " string_agg(format('c.%%I IS NOT NULL', c.attname), ' AND '),"
								   " k.confrelid::regclass,"
								   " string_agg(format('p.%%I = c.%%I', p.attname, c.attname), ' AND '))"
								   " FROM pg_constraint AS k,"
								   " unnest(k.conkey, k.confkey) AS u (child, parent), pg_attribute AS c, pg_attribute AS p"
								   " WHERE k.oid = %u AND c.attrelid = k.conrelid AND c.attnum = u.child"
								   " AND p.attrelid = k.confrelid AND p.attnum = u.parent"
								   " GROUP BY k.conrelid, k.confrelid", constraint), 1);

	list_rows(table, linitial(from), rows);
}

static void
find_orphans(const SqfMigratedTable *table, Oid relid, Oid constraint,
			 BadRows *rows)
{
	Relation	relation;

	if (table->file_table != NULL)
	{
		relation = table_open(relid, AccessShareLock);
		sqf_orphans_report(table->file_table, relation, constraint, NULL, note_orphan, rows);
		table_close(relation, AccessShareLock);
	}
	if (rows->count == 0)
		find_orphans_in_target(table, constraint, rows);
}

/* PostgreSQL's detail names a key, if that may be told. */
static char *
write_reason(const SqfMigration *migration, const ErrorData *error)
{
	return pstrdup(error->detail != NULL && !migration->request->hide_values ?
				   error->detail : error->message);
}

static void
validate(SqfMigration *migration, const SqfStep *step)
{
	SqfMigratedTable *table = step->table;
	ErrorData  *error = sqf_run_sql_try(step->statement, NULL);
	Oid			schema = get_namespace_oid(migration->request->target_schema, false);
	Oid			relid = get_relname_relid(table->name, schema);
	Oid			constraint;
	BadRows		rows = {.context = CurrentMemoryContext};
	SqfFinding *finding;

	if (error == NULL)
		return;
	constraint = get_relation_constraint_oid(relid, step->constraint, false);
	if (error->sqlerrcode == ERRCODE_FOREIGN_KEY_VIOLATION)
		find_orphans(table, relid, constraint, &rows);
	else if (error->sqlerrcode == ERRCODE_CHECK_VIOLATION)
		find_violators(table, constraint, &rows);
	else
		ReThrowError(error);
	finding = sqf_finding_add(migration, step->object,
							  rows.count == 0 ? pstrdup("some rows break it") :
							  psprintf(rows.count == 1 ? INT64_FORMAT " row breaks it" :
									   INT64_FORMAT " rows break it", rows.count),
							  write_reason(migration, error),
							  pstrdup("the rows are kept, and the constraint is NOT VALID: it holds for new rows"));
	finding->row_ids = rows.row_ids;
}

/* ---------------------------------------------------------------------------
 * Steps
 * ---------------------------------------------------------------------------
 */

/*
 * A unique key whose values were different in SQLite may not be one any more:
 * then failures gets a line.
 */
static void
make_unique(SqfMigration *migration, const SqfStep *step, StringInfo failures)
{
	ErrorData  *error = sqf_run_sql_try(step->statement, NULL);

	if (error == NULL)
		return;
	if (error->sqlerrcode != ERRCODE_UNIQUE_VIOLATION)
		ReThrowError(error);
	sqf_finding_add(migration, step->object, pstrdup(step->statement),
					psprintf("Rows that differ in SQLite are equal with PostgreSQL's types: %s",
							 write_reason(migration, error)),
					pstrdup("nothing was migrated"));
	appendStringInfo(failures, "%s%s: %s", failures->len > 0 ? "\n" : "", step->object,
					 write_reason(migration, error));
}

static void
note_step(const SqfStep *step)
{
	SqfMigratedTable *table = step->table;

	if (table != NULL &&
		(table->steps == NIL || strcmp(llast(table->steps), step->name) != 0))
		table->steps = lappend(table->steps, pstrdup(step->name));
}

/*
 * sqf_run_step runs one step.  A unique key that cannot be made gives failures a
 * line.  SPI must be connected.
 */
void
sqf_run_step(SqfMigration *migration, const SqfStep *step, StringInfo failures)
{
	switch (step->kind)
	{
		case SQF_STEP_RUN:
			sqf_run_sql(step->statement);
			break;
		case SQF_STEP_LOAD:
			sqf_load_table(migration, step);
			break;
		case SQF_STEP_VALIDATE:
			validate(migration, step);
			break;
		case SQF_STEP_UNIQUE:
			make_unique(migration, step, failures);
			break;
		case SQF_STEP_VERIFY:
			/* what is of two states is not as the file has it now */
			if (migration->source_changed)
				return;
			sqf_verify_run(migration);
			break;
		case SQF_STEP_FRAME:
		case SQF_STEP_TELL:
			return;
	}
	note_step(step);
}

/*
 * sqf_run_raise throws if a unique key could not be made.
 */
void
sqf_run_raise(SqfMigration *migration, const StringInfo failures)
{
	if (failures->len == 0)
		return;
	migration->tells_no_values = true;
	ereport(ERROR,
			(errcode(ERRCODE_UNIQUE_VIOLATION),
			 errmsg("rows that differ in SQLite are equal with PostgreSQL's types"),
			 errdetail_internal("%s", failures->data),
			 errhint("Give the columns of the key a type that keeps their values apart, such as text, in foreign tables of your own, and name their schema as the source.")));
}

/* Steps beside each other, of small tables, some of which may fail. */
typedef struct Batch
{
	const List *steps;
	int			from;
	int			end;
} Batch;

static bool
may_fail(const SqfStep *step)
{
	return step->kind == SQF_STEP_UNIQUE || step->kind == SQF_STEP_VALIDATE;
}

static Batch
find_batch(const List *steps, int from)
{
	Batch		batch = {steps, from, from};
	int64		rows = 0;

	for (; batch.end < list_length(steps); batch.end++)
	{
		const SqfStep *step = list_nth(steps, batch.end);

		if (!may_fail(step) && (step->kind != SQF_STEP_RUN || step->table == NULL))
			break;
		rows += step->table->rows_before + step->table->rows;
		if (rows > ROWS_TOGETHER)
			break;
	}
	return batch;
}

static void
run_batch(void *arg)
{
	const Batch *batch = arg;

	for (int i = batch->from; i < batch->end; i++)
	{
		CHECK_FOR_INTERRUPTS();
		sqf_run_sql(((SqfStep *) list_nth(batch->steps, i))->statement);
	}
}

/*
 * A subtransaction for each step takes longer the more tables there are, so they
 * share one; if a step fails, nothing is done.
 */
static bool
run_together(const Batch *batch)
{
	ErrorData  *error;

	if (batch->end - batch->from < 2)
		return false;
	error = sqf_subtransaction_run(run_batch, (void *) batch, SQF_KEEP);
	if (error != NULL && !sqf_run_sql_is_to_blame(error))
		ReThrowError(error);
	if (error != NULL)
		return false;
	for (int i = batch->from; i < batch->end; i++)
		note_step(list_nth(batch->steps, i));
	return true;
}

/*
 * sqf_run_steps runs the steps of a migration.
 */
void
sqf_run_steps(SqfMigration *migration)
{
	Batch		batch = {0};
	StringInfoData failures;

	initStringInfo(&failures);
	for (int i = 0; i < list_length(migration->steps); i++)
	{
		const SqfStep *step = list_nth(migration->steps, i);

		CHECK_FOR_INTERRUPTS();
		if (i >= batch.end && may_fail(step) && failures.len == 0)
		{
			batch = find_batch(migration->steps, i);
			if (run_together(&batch))
			{
				i = batch.end - 1;
				continue;
			}
		}
		/* what follows may need a key that could not be made */
		if (failures.len == 0 || step->kind == SQF_STEP_UNIQUE)
			sqf_run_step(migration, step, &failures);
	}
	sqf_run_raise(migration, &failures);
}
