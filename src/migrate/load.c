/*-------------------------------------------------------------------------
 *
 * load.c
 *	  One statement loads a table, and what came in is counted against the source.
 *
 * IDENTIFICATION
 *	  src/migrate/load.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "exec/leave_out.h"
#include "exec/progress.h"
#include "migrate/load.h"
#include "migrate/partner.h"
#include "migrate/run_sql.h"
#include "portability/instr_time.h"
#include "utils/lsyscache.h"

static uint64
insert_rows(const SqfMigration *migration, const SqfStep *step)
{
	Oid			schema = get_namespace_oid(migration->request->target_schema, false);
	uint64		rows = 0;

	SqfLeaveOut *previous = sqf_leave_out_use(migration->leave_out);

	sqf_progress_begin(get_relname_relid(step->table->name, schema));
	PG_TRY();
	{
		rows = sqf_run_sql(step->statement);
	}
	PG_FINALLY();
	{
		sqf_progress_end();
		(void) sqf_leave_out_use(previous);
	}
	PG_END_TRY();
	return rows;
}

/* A view has no count of SQLite's; those that it would show, but for the rejects. */
static int64
count_view(const SqfMigration *migration, const SqfMigratedTable *table)
{
	SqfLeaveOut *previous = sqf_leave_out_use(migration->leave_out);
	int64		rows = 0;

	PG_TRY();
	{
		rows = sqf_run_sql_int64(psprintf("SELECT pg_catalog.count(*) FROM %s",
										  table->source));
	}
	PG_FINALLY();
	{
		(void) sqf_leave_out_use(previous);
	}
	PG_END_TRY();
	return rows + table->rejected;
}

static void
check_count(const SqfMigration *migration, const SqfMigratedTable *table)
{
	int64		source_rows = table->source_rows >= 0 ? table->source_rows :
		count_view(migration, table);

	if (table->rows + table->rejected == source_rows)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("table \"%s\" got " INT64_FORMAT " rows, but its source has " INT64_FORMAT,
					table->name, table->rows, source_rows),
			 errdetail(INT64_FORMAT " rows were left out and recorded.",
					   table->rejected),
			 errhint("If a view of the source or a trigger leaves rows out on purpose, exclude the table and load it by INSERT ... SELECT.")));
}

/* "table "t": 12 rows in 0.10 s (120 rows/s), 2 rejected" */
static void
tell_progress(const SqfMigratedTable *table)
{
	ereport(NOTICE,
			(errmsg_plural("table \"%s\": " INT64_FORMAT " row in %.2f s (%.0f rows/s)%s",
						   "table \"%s\": " INT64_FORMAT " rows in %.2f s (%.0f rows/s)%s",
						   table->rows, table->name, table->rows, table->seconds,
						   table->rows / Max(table->seconds, 1e-6),
						   table->rejected == 0 ? "" :
						   psprintf(", " INT64_FORMAT " rejected", table->rejected)),
			 table->choices != NULL ? errdetail_internal("%s", table->choices) : 0));
}

/*
 * sqf_load_table runs the step that loads a table.  It throws if a row is neither
 * there nor recorded as rejected.
 */
void
sqf_load_table(const SqfMigration *migration, const SqfStep *step)
{
	SqfMigratedTable *table = step->table;
	instr_time	begin;
	instr_time	elapsed;

	if (OidIsValid(table->existing))
		table->rows_before = sqf_run_sql_int64(psprintf("SELECT count(*) FROM %s%s",
														sqf_partner_only(table->existing),
														table->target));
	INSTR_TIME_SET_CURRENT(begin);
	table->rows = insert_rows(migration, step);
	INSTR_TIME_SET_CURRENT(elapsed);
	INSTR_TIME_SUBTRACT(elapsed, begin);
	table->seconds = INSTR_TIME_GET_DOUBLE(elapsed);
	check_count(migration, table);
	tell_progress(table);
}
