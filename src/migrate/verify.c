/*-------------------------------------------------------------------------
 *
 * verify.c
 *	  sqlite.verify() reads a source again and compares it with the target.
 *
 * The source is read as a load into tables that are there would read it: through
 * foreign tables of the target's types, which stand only as long as a
 * subtransaction that is undone.  A row that cannot be read so is left out, and
 * told.  All is read of one state of the file.
 *
 * IDENTIFICATION
 *	  src/migrate/verify.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "foreign/rights.h"
#include "lib/stringinfo.h"
#include "migrate/describe.h"
#include "migrate/hold.h"
#include "migrate/partner.h"
#include "migrate/permission.h"
#include "migrate/record.h"
#include "migrate/request.h"
#include "migrate/result.h"
#include "migrate/run_sql.h"
#include "migrate/staging.h"
#include "migrate/subtransaction.h"
#include "migrate/verify.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"

/* So many differences are listed in an error, and keys of each. */
#define MAX_LINES	20
#define MAX_KEYS	5

enum VerifyResult
{
	VERIFY_TABLE,
	VERIFY_COLUMN,
	VERIFY_PROPERTY,
	VERIFY_SOURCE,
	VERIFY_TARGET,
	VERIFY_MATCHES,
	VERIFY_KEYS,
	VERIFY_RESULTS
};

/* ---------------------------------------------------------------------------
 * At the end of a run
 * ---------------------------------------------------------------------------
 */

/* The first keys of those that differ, in parentheses. */
static void
append_keys(StringInfo text, const List *keys)
{
	ListCell   *cell;

	foreach(cell, keys)
	{
		if (foreach_current_index(cell) == MAX_KEYS)
			break;
		appendStringInfo(text, "%s%s", foreach_current_index(cell) > 0 ? "; " : " (",
						 (char *) lfirst(cell));
	}
	if (keys != NIL)
		appendStringInfoString(text, list_length(keys) > MAX_KEYS ? "; ...)" : ")");
}

/* "table "t", column "c": sum: 12 in the source, 13 in the target" */
static void
append_difference(StringInfo text, const SqfVerified *line)
{
	appendStringInfo(text, "%stable \"%s\"", text->len > 0 ? "\n" : "",
					 line->table_name);
	if (line->column_name != NULL)
		appendStringInfo(text, ", column \"%s\"", line->column_name);
	if (strcmp(line->property, "checksum") == 0)
		appendStringInfoString(text, line->column_name != NULL ? ": values differ" :
							   ": rows differ");
	else
		appendStringInfo(text, ": %s: %s in the source, %s in the target", line->property,
						 line->source != NULL ? line->source : "none",
						 line->target != NULL ? line->target : "none");
	append_keys(text, line->keys);
}

static void
raise_differences(const SqfVerification *verification)
{
	StringInfoData text;
	int			count = 0;
	ListCell   *cell;

	initStringInfo(&text);
	foreach(cell, verification->lines)
	{
		const SqfVerified *line = lfirst(cell);

		if (line->verdict == SQF_DIFFERS && count++ < MAX_LINES)
			append_difference(&text, line);
	}
	if (count == 0)
		return;
	if (count > MAX_LINES)
		appendStringInfo(&text, "\nand %d more differences", count - MAX_LINES);
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("what arrived in schema \"%s\" is not what source \"%s\" has",
					verification->migration->request->target_schema,
					verification->migration->request->source),
			 errdetail_internal("%s", text.data),
			 errhint("If triggers of the target change rows on purpose, leave the comparison out with verify => false.")));
}

/*
 * sqf_verify_run compares all tables of a migration that was just run, as long as
 * its foreign tables stand, and throws if something differs.
 */
void
sqf_verify_run(SqfMigration *migration)
{
	SqfVerification verification = {.migration = migration,.is_of_run = true};
	SqfLeaveOut *previous = sqf_leave_out_use(migration->leave_out);
	ListCell   *cell;

	PG_TRY();
	{
		foreach(cell, migration->tables)
			sqf_verify_table(&verification, lfirst(cell));
	}
	PG_FINALLY();
	{
		(void) sqf_leave_out_use(previous);
	}
	PG_END_TRY();
	raise_differences(&verification);
	foreach(cell, migration->tables)
	{
		SqfMigratedTable *table = lfirst(cell);

		table->steps = lappend(table->steps, pstrdup("verify"));
	}
	migration->verified = true;
}

/* ---------------------------------------------------------------------------
 * sqlite.verify
 * ---------------------------------------------------------------------------
 */

/* The foreign tables that a migration would read, but nothing of the target's. */
static void
describe_source(SqfMigration *migration)
{
	SqfStaging *staging = sqf_staging_plan(migration);
	ListCell   *cell;

	foreach(cell, staging->make)
		sqf_run_sql(((SqfStep *) lfirst(cell))->statement);
	sqf_describe_tables(migration, staging);
}

/* Do views of the source read a foreign table, and stand for it? */
static bool
is_read_by_view(const SqfMigratedTable *table)
{
	return sqf_run_sql_int64(psprintf("SELECT count(*) FROM pg_depend AS d"
									  " JOIN pg_rewrite AS r ON r.oid = d.objid"
									  " JOIN pg_class AS v ON v.oid = r.ev_class"
									  " WHERE d.classid = 'pg_rewrite'::regclass"
									  " AND d.refclassid = 'pg_class'::regclass"
									  " AND d.refobjid = %u AND v.relnamespace = %u",
									  table->source_oid,
									  get_rel_namespace(table->source_oid))) > 0;
}

/* Tables of SQLite's own are no data. */
static bool
is_internal(const SqfMigratedTable *table)
{
	return table->file_table != NULL &&
		pg_strncasecmp(table->remote->name, "sqlite_", strlen("sqlite_")) == 0;
}

static bool
is_sqlite_view(const SqfMigratedTable *table)
{
	return table->file_table != NULL && table->remote->kind == SQF_TABLE_VIEW;
}

/* A table that the target does not have. */
static void
report_missing(SqfVerification *verification, const SqfMigratedTable *table)
{
	if (is_sqlite_view(table) || is_internal(table) || is_read_by_view(table))
		return;
	sqf_verify_note(verification, table->name, NULL, "table",
					table->source_rows < 0 ? pstrdup("there") :
					psprintf(INT64_FORMAT " rows", table->source_rows), NULL, false);
}

/* Notes of a migration tool are about its own schema. */
static void
forgive_notes(const SqfVerification *verification, int first)
{
	ListCell   *cell;

	for_each_from(cell, verification->lines, first)
	{
		SqfVerified *line = lfirst(cell);

		if (line->verdict == SQF_DIFFERS)
			line->verdict = SQF_NOT_COMPARED;
	}
}

static void
compare_table(SqfVerification *verification, SqfMigratedTable *table)
{
	int			first = list_length(verification->lines);

	if (OidIsValid(table->existing))
		sqf_rights_need_any_column(table->existing, ACL_SELECT);
	if (!OidIsValid(table->existing))
		report_missing(verification, table);
	else if (!is_sqlite_view(table) ||
			 get_rel_relkind(table->existing) != RELKIND_VIEW)
		sqf_verify_table(verification, table);
	if (sqf_partner_is_bookkeeping(table->name))
		forgive_notes(verification, first);
}

static void
report_unmatched(SqfVerification *verification)
{
	ListCell   *cell;

	foreach(cell, verification->migration->unmatched)
	{
		const SqfUnmatchedColumn *column = lfirst(cell);

		sqf_verify_note(verification, column->table_name, column->column_name,
						"column", pstrdup("there"), NULL, false);
	}
}

/* What is known of the run that the target is of. */
static void
apply_run(SqfVerification *verification, const List *leases)
{
	SqfMigration *migration = verification->migration;
	int64		run = migration->request->run;
	char	   *state = sqf_hold_state(leases);
	char	   *recorded;
	ListCell   *cell;

	if (!sqf_record_find_state(run, &recorded))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("there is no run %lld of yours", (long long) run)));
	if (recorded != NULL)
		sqf_verify_note(verification, NULL, NULL, "source_changed", state, recorded,
						strcmp(state, recorded) == 0);
	foreach(cell, migration->tables)
		sqf_record_find_table(run, lfirst(cell));
}

/* What is compared, for its subtransaction. */
typedef struct Comparison
{
	SqfVerification verification;
	const List *leases;
} Comparison;

static void
compare(void *arg)
{
	Comparison *comparison = arg;
	SqfVerification *verification = &comparison->verification;
	ListCell   *cell;

	sqf_permission_to_stage(verification->migration->request);
	describe_source(verification->migration);
	if (verification->migration->request->run != 0)
		apply_run(verification, comparison->leases);
	report_unmatched(verification);
	foreach(cell, verification->migration->tables)
		compare_table(verification, lfirst(cell));
}

static void
put_line(ReturnSetInfo *result, const SqfVerified *line)
{
	Datum		values[VERIFY_RESULTS];
	bool		nulls[VERIFY_RESULTS];
	Datum		keys[SQF_VERIFY_KEYS];
	ListCell   *cell;

	sqf_result_set_text(values, nulls, VERIFY_TABLE, line->table_name);
	sqf_result_set_text(values, nulls, VERIFY_COLUMN, line->column_name);
	sqf_result_set_text(values, nulls, VERIFY_PROPERTY, line->property);
	sqf_result_set_text(values, nulls, VERIFY_SOURCE, line->source);
	sqf_result_set_text(values, nulls, VERIFY_TARGET, line->target);
	values[VERIFY_MATCHES] = BoolGetDatum(line->verdict == SQF_MATCHES);
	nulls[VERIFY_MATCHES] = line->verdict == SQF_NOT_COMPARED;
	foreach(cell, line->keys)
		keys[foreach_current_index(cell)] = CStringGetTextDatum(lfirst(cell));
	nulls[VERIFY_KEYS] = line->keys == NIL;
	values[VERIFY_KEYS] =
		PointerGetDatum(construct_array_builtin(keys, list_length(line->keys), TEXTOID));
	sqf_result_put(result, values, nulls);
}

PG_FUNCTION_INFO_V1(sqlite_verify);

/*
 * sqlite.verify(source, target_schema, ...) returns a row per thing that was
 * compared.
 */
Datum
sqlite_verify(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	SqfMigration migration = {.request = sqf_request_of_verify(fcinfo)};
	Comparison	comparison = {.verification = {.migration = &migration}};
	MemoryContext context = CurrentMemoryContext;
	int			nest_level = sqf_run_sql_settings();
	List	   *leases;
	ErrorData  *error;
	ListCell   *cell;

	PreventCommandIfReadOnly("sqlite.verify()");
	(void) sqf_rights_find_schema(migration.request->target_schema);
	migration.schema = pstrdup(quote_identifier(migration.request->target_schema));
	InitMaterializedSRF(fcinfo, 0);
	SPI_connect();
	MemoryContextSwitchTo(context);
	leases = sqf_hold_source(migration.request->source, false);
	comparison.leases = leases;
	error = sqf_subtransaction_run(compare, &comparison, SQF_UNDO);
	if (error != NULL)
		ReThrowError(error);
	sqf_hold_end(leases);
	SPI_finish();
	foreach(cell, comparison.verification.lines)
		put_line(result, lfirst(cell));
	AtEOXact_GUC(true, nest_level);
	return (Datum) 0;
}
