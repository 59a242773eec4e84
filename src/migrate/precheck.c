/*-------------------------------------------------------------------------
 *
 * precheck.c
 *	  Before the first row is loaded, all values are tried.
 *
 * Types that were chosen by all data just now fit them.  Those of foreign tables that
 * the user made, and of targets that are there, with their constraints, are tried on
 * all tables, so that a run that fails tells everything at once; or else what does
 * not fit is written down, and its rows are left out.
 *
 * IDENTIFICATION
 *	  src/migrate/precheck.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "migrate/check.h"
#include "migrate/finding.h"
#include "migrate/precheck.h"
#include "migrate/record.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

/* So much of a value is recorded. */
#define MAX_VALUE_BYTES		(1024 * 1024)

/* So many columns are listed in an error, and rows in a finding. */
#define MAX_LINES			20
#define MAX_ROW_IDS			1000

/* The faults of one column. */
typedef struct BadColumn
{
	const char *table_name;
	const char *column_name;	/* NULL: of the row as a whole */
	List	   *row_ids;		/* char * */
	char	   *target_type;
	char	   *first;			/* fault, in words */
	int64		count;
} BadColumn;

/* A check of all tables under way. */
typedef struct Precheck
{
	SqfMigration *migration;
	int64		run;
	List	   *columns;		/* BadColumn */
	int64		faults;
	SqfMigratedTable *table;
	char	   *last_row;		/* row id of the last reject */
} Precheck;

static bool
is_same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static char *
copy(const char *text)
{
	return text == NULL ? NULL : pstrdup(text);
}

/* "row 17 has TEXT 'lots', which is no integer" */
static char *
describe(const SqfCheckFault *fault, bool hide_value)
{
	StringInfoData words;

	initStringInfo(&words);
	if (fault->row_id != NULL)
		appendStringInfo(&words, "row %s: ", fault->row_id);
	if (fault->storage_class != NULL)
		appendStringInfo(&words, "%s ", fault->storage_class);
	if (fault->value != NULL && !hide_value)
		appendStringInfo(&words, "%s ", fault->value);
	appendStringInfoString(&words, hide_value ? "does not fit" : fault->message);
	return words.data;
}

static BadColumn *
find_column(Precheck *check, const SqfCheckFault *fault)
{
	BadColumn  *column;
	ListCell   *cell;

	foreach(cell, check->columns)
	{
		column = lfirst(cell);
		if (strcmp(column->table_name, fault->table_name) == 0 &&
			is_same(column->column_name, fault->column_name))
			return column;
	}
	column = palloc0(sizeof(BadColumn));
	column->table_name = pstrdup(fault->table_name);
	column->column_name = copy(fault->column_name);
	column->target_type = copy(fault->target_type);
	column->first = describe(fault, check->migration->request->hide_values);
	check->columns = lappend(check->columns, column);
	return column;
}

/* Rows come in order, so one with two faults is counted once. */
static void
reject(Precheck *check, const SqfCheckFault *fault)
{
	sqf_record_reject(check->run, fault, check->migration->request->hide_values);
	if (fault->row_id != NULL && is_same(check->last_row, fault->row_id))
		return;
	check->last_row = copy(fault->row_id);
	check->table->rejected++;
}

static void
note_fault(const SqfCheckFault *fault, void *arg)
{
	Precheck   *check = arg;
	MemoryContext old = MemoryContextSwitchTo(GetMemoryChunkContext(check->migration));
	BadColumn  *column = find_column(check, fault);

	check->faults++;
	column->count++;
	if (fault->row_id != NULL && list_length(column->row_ids) < MAX_ROW_IDS)
		column->row_ids = lappend(column->row_ids, pstrdup(fault->row_id));
	if (check->migration->request->ignore_errors)
		reject(check, fault);
	MemoryContextSwitchTo(old);
}

static char *
column_label(const BadColumn *column)
{
	return column->column_name == NULL ? pstrdup(column->table_name) :
		psprintf("%s.%s", column->table_name, column->column_name);
}

/* "3 values do not fit jsonb"; a column that nothing fills has no rows to count. */
static char *
describe_count(const BadColumn *column)
{
	if (column->row_ids == NIL && column->count == 1)
		return pstrdup("");
	return psprintf(INT64_FORMAT " %s%s%s", column->count,
					column->count == 1 ? "value does not fit" : "values do not fit",
					column->target_type != NULL ? " " : "",
					column->target_type != NULL ? column->target_type : "");
}

/* A finding per column, whatever becomes of the run. */
static void
add_findings(Precheck *check)
{
	ListCell   *cell;

	foreach(cell, check->columns)
	{
		const BadColumn *column = lfirst(cell);
		SqfFinding *finding =
			sqf_finding_add(check->migration,
							column->column_name == NULL ?
							psprintf("table \"%s\"", column->table_name) :
							psprintf("column \"%s\".\"%s\"", column->table_name,
									 column->column_name),
							describe_count(column), pstrdup(column->first),
							pstrdup(check->migration->request->ignore_errors ?
									"the rows are left out, and recorded as rejects" :
									"nothing was migrated"));

		finding->row_ids = column->row_ids;
	}
}

/* "jobs.payload: 3 values do not fit jsonb, first row 17: TEXT 'lots' ..." */
static char *
list_columns(const Precheck *check)
{
	StringInfoData lines;
	ListCell   *cell;

	initStringInfo(&lines);
	foreach(cell, check->columns)
	{
		const BadColumn *column = lfirst(cell);
		char	   *count = describe_count(column);

		if (foreach_current_index(cell) == MAX_LINES)
		{
			appendStringInfo(&lines, "\nand %d more columns",
							 list_length(check->columns) - MAX_LINES);
			break;
		}
		appendStringInfo(&lines, "%s%s%s%s%s%s", lines.len > 0 ? "\n" : "",
						 column_label(column), count[0] != '\0' ? ": " : " ", count,
						 count[0] != '\0' ? ", first " : "", column->first);
	}
	return lines.data;
}

static void
raise_faults(const Precheck *check)
{
	const SqfMigrationRequest *request = check->migration->request;
	const char *source = request->source;

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg_plural(INT64_FORMAT " value of source \"%s\" does not fit its column",
						   INT64_FORMAT " values of source \"%s\" do not fit their columns",
						   check->faults, check->faults, source),
			 errdetail_internal("%s", list_columns(check)),
			 errhint("List them with: SELECT * FROM sqlite.check(%s%s); change the types, mend the file, or leave the rows out with on_error => 'ignore'.",
					 quote_literal_cstr(source),
					 request->if_exists == SQF_IF_EXISTS_ERROR ? "" :
					 psprintf(", %s", quote_literal_cstr(request->target_schema)))));
}

/*
 * Try the rows of a table on its target if that is there, or on the types that the
 * user gave; types that were chosen by all data fit them.
 */
static void
check_table(Precheck *check, SqfMigratedTable *table, List **checked)
{
	bool		is_users = sqf_source_schema(check->migration->request->source) != NULL;

	check->table = table;
	check->last_row = NULL;
	if (OidIsValid(table->existing) && table->file_table != NULL)
		sqf_check_against_target(table->file_table, table->existing,
								 MAX_VALUE_BYTES, note_fault, check);
	else if (is_users && table->read_table != NULL &&
			 !list_member_oid(*checked, table->read_table->foreign_table))
	{
		/* several views may read it */
		*checked = lappend_oid(*checked, table->read_table->foreign_table);
		sqf_check_source_table(table->read_table, MAX_VALUE_BYTES, note_fault, check);
	}
}

/*
 * sqf_precheck tries all values that need not fit.  It throws if some do not, or
 * records them as rejects of the run if they are to be left out.
 */
void
sqf_precheck(SqfMigration *migration, int64 run)
{
	Precheck	check = {.migration = migration,.run = run};
	List	   *checked = NIL;
	ListCell   *cell;

	foreach(cell, migration->tables)
		check_table(&check, lfirst(cell), &checked);
	if (check.columns == NIL)
		return;
	add_findings(&check);
	if (!migration->request->ignore_errors)
		raise_faults(&check);
}
