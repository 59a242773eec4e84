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

#include "foreign/option.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "migrate/check.h"
#include "migrate/finding.h"
#include "migrate/precheck.h"
#include "migrate/record.h"
#include "migrate/rejected_parents.h"
#include "migrate/run_sql.h"
#include "miscadmin.h"
#include "remote/statement.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

/* So much of a value is recorded. */
#define MAX_VALUE_BYTES		(1024 * 1024)

/* So many columns are listed in an error, and rows in a finding. */
#define MAX_LINES			20
#define MAX_ROW_IDS			1000

/* What becomes of a value that is told of. */
typedef enum Outcome
{
	STOPS_RUN,
	ROW_IS_REJECTED,
	BECOMES_NULL,
	IS_TAKEN					/* doubtful, but read */
} Outcome;

/* The faults of one column. */
typedef struct BadColumn
{
	Outcome		outcome;
	const char *schema;			/* of the foreign table; NULL: the migration's own */
	const char *table_name;
	const char *column_name;	/* NULL: of the row as a whole */
	List	   *row_ids;		/* char * */
	char	   *target_type;
	char	   *first;			/* fault, in words */
	int64		count;
	bool		is_structural;	/* no matter of single rows */
} BadColumn;

/* A check of all tables under way. */
typedef struct Precheck
{
	SqfMigration *migration;
	int64		run;
	List	   *columns;		/* BadColumn */
	int64		faults;			/* that stop the run */
	SqfMigratedTable *table;
	List	   *checked;		/* Oids of foreign tables */
	List	   *read_views;		/* SqfMigratedTable, that nothing stops */
	Oid			foreign_table;	/* of the user's, whose options count */
	bool		view_is_read;	/* is it checked for one of them? */
	bool		is_fatal;		/* no row can be left out for one of the faults */
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

/* The record has all of a value, messages and findings its beginning. */
static char *
shorten(const char *value)
{
	int			length = strlen(value);
	int			shown = pg_mbcliplen(value, length, SQF_SHOWN_BYTES);

	return shown == length ? pstrdup(value) : psprintf("%.*s...", shown, value);
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
		appendStringInfo(&words, "%s ", shorten(fault->value));
	appendStringInfoString(&words, hide_value ? "does not fit" : fault->message);
	return words.data;
}

/* What no row is to blame for, such as a column that nothing fills. */
static bool
is_structural(const SqfCheckFault *fault)
{
	return fault->row_id == NULL && fault->storage_class == NULL &&
		fault->value == NULL;
}

/* Foreign tables of the user's have their own word about errors. */
static Outcome
find_outcome(const Precheck *check, const SqfCheckFault *fault)
{
	SqfTableOptions table = {.on_error = SQF_ON_ERROR_STOP};
	SqfColumnOptions column = {.on_error = SQF_ON_ERROR_STOP};

	if (OidIsValid(check->foreign_table))
	{
		AttrNumber	attnum = fault->column_name == NULL ? InvalidAttrNumber :
			get_attnum(check->foreign_table, fault->column_name);

		sqf_option_of_table(check->foreign_table, &table);
		if (attnum != InvalidAttrNumber)
			sqf_option_of_column(check->foreign_table, attnum, &column);
	}
	if (fault->fits)
		return IS_TAKEN;
	if (fault->is_nulled)
		return BECOMES_NULL;
	if (is_structural(fault))
		return STOPS_RUN;
	if (column.on_error == SQF_ON_ERROR_SET_NULL)
		return BECOMES_NULL;
	return check->migration->request->ignore_errors ||
		table.on_error == SQF_ON_ERROR_IGNORE ? ROW_IS_REJECTED : STOPS_RUN;
}

static BadColumn *
find_column(Precheck *check, const SqfCheckFault *fault, Outcome outcome)
{
	BadColumn  *column;
	ListCell   *cell;

	foreach(cell, check->columns)
	{
		column = lfirst(cell);
		if (column->outcome == outcome &&
			strcmp(column->table_name, fault->table_name) == 0 &&
			is_same(column->column_name, fault->column_name))
			return column;
	}
	column = palloc0(sizeof(BadColumn));
	column->outcome = outcome;
	if (OidIsValid(check->foreign_table))
		column->schema = get_namespace_name(get_rel_namespace(check->foreign_table));
	column->table_name = pstrdup(fault->table_name);
	column->column_name = copy(fault->column_name);
	column->target_type = copy(fault->target_type);
	column->is_structural = is_structural(fault);
	column->first = describe(fault, check->migration->request->hide_values);
	check->columns = lappend(check->columns, column);
	return column;
}

/* The rows that are left out of the foreign table that is read. */
static SqfTextSet *
left_out_rows(const Precheck *check)
{
	SqfLeaveOut *leave_out = check->migration->leave_out;
	Oid			relid = check->foreign_table;

	if (!OidIsValid(relid))
		return sqf_leave_out_rows(leave_out, check->table->source_schema,
								  check->table->name);
	return sqf_leave_out_rows(leave_out, get_namespace_name(get_rel_namespace(relid)),
							  get_rel_name(relid));
}

/* A row with two faults is counted once. */
static void
reject(Precheck *check, const SqfCheckFault *fault)
{
	sqf_record_reject(check->run, fault, check->migration->request->hide_values);
	if (fault->row_id == NULL ||
		sqf_text_set_add(left_out_rows(check), fault->row_id))
		check->table->rejected++;
}

static void
note_fault(const SqfCheckFault *fault, void *arg)
{
	Precheck   *check = arg;
	MemoryContext old = MemoryContextSwitchTo(GetMemoryChunkContext(check->migration));
	Outcome		outcome = find_outcome(check, fault);

	if (outcome != STOPS_RUN || !check->view_is_read)
	{
		BadColumn  *column = find_column(check, fault, outcome);

		column->count++;
		if (fault->row_id != NULL && list_length(column->row_ids) < MAX_ROW_IDS)
			column->row_ids = lappend(column->row_ids, pstrdup(fault->row_id));
		check->is_fatal |= is_structural(fault);
		if (outcome == STOPS_RUN)
			check->faults++;
		else if (outcome == ROW_IS_REJECTED)
			reject(check, fault);
	}
	MemoryContextSwitchTo(old);
}

/* A row whose parent is left out. */
static void
note_child(SqfMigratedTable *table, const char *columns, const char *row_id,
		   const char *values, const char *message, void *arg)
{
	SqfCheckFault fault = {
		.table_name = table->name,
		.column_name = columns,
		.row_id = row_id,
		.value = values,
		.message = message
	};
	Precheck   *check = arg;

	check->table = table;
	check->foreign_table = InvalidOid;
	note_fault(&fault, check);
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
	if (column->is_structural)
		return pstrdup("");
	if (column->outcome == IS_TAKEN)
		return psprintf(INT64_FORMAT " %s", column->count,
						column->count == 1 ? "value is doubtful" : "values are doubtful");
	return psprintf(INT64_FORMAT " %s%s%s", column->count,
					column->count == 1 ? "value does not fit" : "values do not fit",
					column->target_type != NULL ? " " : "",
					column->target_type != NULL ? column->target_type : "");
}

/* A finding per column, whatever becomes of the run. */
static void
add_findings(Precheck *check)
{
	static const char *const done[] = {
		[STOPS_RUN] = "nothing was migrated",
		[ROW_IS_REJECTED] = "the rows are left out, and recorded as rejects",
		[BECOMES_NULL] = "became NULL, as the foreign table says",
		[IS_TAKEN] = "taken as they are"
	};
	ListCell   *cell;

	foreach(cell, check->columns)
	{
		const BadColumn *column = lfirst(cell);
		char	   *count = describe_count(column);
		SqfFinding *finding =
			sqf_finding_add(check->migration,
							column->column_name == NULL ?
							psprintf("table \"%s\"", column->table_name) :
							psprintf("column \"%s\".\"%s\"", column->table_name,
									 column->column_name),
							count[0] != '\0' ? count : pstrdup("a column of the target"),
							pstrdup(column->first),
							pstrdup(done[check->faults > 0 ? STOPS_RUN : column->outcome]));

		finding->row_ids = column->row_ids;
	}
}

/* Those that stop the run. */
static List *
find_stopping(const Precheck *check)
{
	List	   *stopping = NIL;
	ListCell   *cell;

	foreach(cell, check->columns)
	{
		if (((BadColumn *) lfirst(cell))->outcome == STOPS_RUN)
			stopping = lappend(stopping, lfirst(cell));
	}
	return stopping;
}

/* "jobs.payload: 3 values do not fit jsonb, first row 17: TEXT 'lots' ..." */
static char *
list_columns(const List *columns)
{
	StringInfoData lines;
	ListCell   *cell;

	initStringInfo(&lines);
	foreach(cell, columns)
	{
		const BadColumn *column = lfirst(cell);
		char	   *count = describe_count(column);

		if (foreach_current_index(cell) == MAX_LINES)
		{
			appendStringInfo(&lines, "\nand %d more columns",
							 list_length(columns) - MAX_LINES);
			break;
		}
		appendStringInfo(&lines, "%s%s%s%s%s%s", lines.len > 0 ? "\n" : "",
						 column_label(column), count[0] != '\0' ? ": " : " ", count,
						 count[0] != '\0' ? ", first " : "", column->first);
	}
	return lines.data;
}

/* What sqlite.check calls the source of a column: a view may read another schema. */
static char *
name_source(const Precheck *check, const BadColumn *column)
{
	const char *source = check->migration->request->source;
	const char *schema = sqf_source_schema(source);

	return quote_literal_cstr(column->schema == NULL || schema == NULL ||
							  strcmp(schema, column->schema) == 0 ? source :
							  psprintf("schema:%s", column->schema));
}

/* What may help. */
static char *
write_hint(const Precheck *check, const BadColumn *first)
{
	const SqfMigrationRequest *request = check->migration->request;

	if (check->is_fatal)
		return pstrdup("A column gets values by a default, or by a view of your own whose schema is the source; a table is left out with exclude_tables.");
	return psprintf("List them with: SELECT * FROM sqlite.check(%s%s); change the types, mend the file, or leave the rows out with on_error => 'ignore'.",
					name_source(check, first),
					request->if_exists == SQF_IF_EXISTS_ERROR ? "" :
					psprintf(", %s", quote_literal_cstr(request->target_schema)));
}

static void
raise_faults(const Precheck *check)
{
	const char *source = check->migration->request->source;
	List	   *stopping = find_stopping(check);

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg_plural(INT64_FORMAT " value of source \"%s\" does not fit its column",
						   INT64_FORMAT " values of source \"%s\" do not fit their columns",
						   check->faults, check->faults, source),
			 errdetail_internal("%s", list_columns(stopping)),
			 errhint("%s", write_hint(check, linitial(stopping)))));
}

/* ---------------------------------------------------------------------------
 * Tables
 * ---------------------------------------------------------------------------
 */

/* A foreign table of the user's, by the types that it has; several views may read it. */
static void
check_foreign_table(Precheck *check, Oid relid)
{
	SqfSourceTable *source;

	if (list_member_oid(check->checked, relid))
		return;
	check->checked = lappend_oid(check->checked, relid);
	source = sqf_source_table(relid);
	check->foreign_table = relid;
	sqf_check_source_table(source, MAX_VALUE_BYTES, note_fault, check);
	sqf_handle_release(source->lease);
}

static void
check_base_tables(Precheck *check, const SqfMigratedTable *table)
{
	ListCell   *cell;

	foreach(cell, sqf_source_base_tables(table->source_oid))
	{
		if (pg_class_aclcheck(lfirst_oid(cell), GetUserId(), ACL_SELECT) == ACLCHECK_OK)
			check_foreign_table(check, lfirst_oid(cell));
	}
}

/*
 * A view may leave out just what does not fit.  If it can be read, nothing stops the
 * run; if not, all that stops its foreign tables is told, if the user may see it.
 */
static void
check_view(Precheck *check, SqfMigratedTable *table)
{
	int64		faults = check->faults;
	ErrorData  *error;

	if (check->migration->request->ignore_errors)
	{
		check_base_tables(check, table);
		return;
	}
	error = sqf_run_sql_try(psprintf("SELECT pg_catalog.count(v.*) FROM %s AS v", table->source),
							NULL);
	if (error == NULL)
	{
		check->read_views = lappend(check->read_views, table);
		return;
	}
	check_base_tables(check, table);
	if (check->faults == faults)
		ReThrowError(error);
}

/* What else the foreign tables of a view that can be read have to tell. */
static void
check_read_views(Precheck *check)
{
	ListCell   *cell;

	check->view_is_read = true;
	foreach(cell, check->read_views)
	{
		check->table = lfirst(cell);
		check_base_tables(check, lfirst(cell));
	}
}

/* The columns of a target that a view fills. */
static Bitmapset *
list_loaded(const SqfMigratedTable *table)
{
	Bitmapset  *attrs = NULL;

	for (int i = 0; i < table->column_count; i++)
		if (table->columns[i].is_loaded)
			attrs = bms_add_member(attrs, get_attnum(table->existing,
													 table->columns[i].name));
	return attrs;
}

/*
 * Try the rows of a table on its target if that is there, or on the types that the
 * user gave; types that were chosen by all data fit them.
 */
static void
check_table(Precheck *check, SqfMigratedTable *table,
			const SqfLoadedTables *loaded)
{
	check->table = table;
	check->foreign_table = InvalidOid;
	if (OidIsValid(table->existing) && table->file_table != NULL)
	{
		sqf_check_against_target(table->file_table, table->existing, loaded,
								 MAX_VALUE_BYTES, note_fault, check);
		return;
	}
	if (OidIsValid(table->existing))
		sqf_check_missing_columns(table->name, table->existing, list_loaded(table),
								  note_fault, check);
	if (sqf_source_schema(check->migration->request->source) == NULL)
		return;
	if (table->file_table == NULL)
		check_view(check, table);
	else
		check_foreign_table(check, table->source_oid);
}

/* The existing tables, and from what they are loaded. */
static SqfLoadedTables *
list_loaded_tables(const SqfMigration *migration)
{
	SqfLoadedTables *loaded = palloc0(sizeof(SqfLoadedTables));
	ListCell   *cell;

	loaded->are_emptied =
		migration->request->if_exists == SQF_IF_EXISTS_TRUNCATE;
	foreach(cell, migration->tables)
	{
		const SqfMigratedTable *table = lfirst(cell);
		SqfLoadedTable *entry = palloc(sizeof(SqfLoadedTable));

		entry->target = table->existing;
		entry->source = table->file_table;
		loaded->tables = lappend(loaded->tables, entry);
	}
	return loaded;
}

/*
 * sqf_precheck_limit throws if a table has more rejects than it may have.  They are
 * recorded all the same, if this is not called in the subtransaction of the check.
 */
void
sqf_precheck_limit(SqfMigration *migration)
{
	int			limit = migration->request->reject_limit;
	ListCell   *cell;

	foreach(cell, migration->tables)
	{
		const SqfMigratedTable *table = lfirst(cell);

		migration->tells_no_values = true;
		if (limit >= 0 && table->rejected > limit)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("table \"%s\" has %lld rows that do not fit, more than the reject_limit of %d",
							table->name, (long long) table->rejected, limit),
					 errhint("Raise reject_limit, change the types, or mend the file.")));
		migration->tells_no_values = false;
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
	int			nest_level = sqf_run_sql_begin_path(migration->search_path);
	SqfLoadedTables *loaded = list_loaded_tables(migration);
	ListCell   *cell;

	migration->leave_out = sqf_leave_out_create();
	foreach(cell, migration->tables)
		check_table(&check, lfirst(cell), loaded);
	check_read_views(&check);
	if (migration->request->ignore_errors)
		sqf_rejected_parents_search(migration, loaded, note_child, &check);
	AtEOXact_GUC(true, nest_level);
	add_findings(&check);
	migration->tells_no_values = true;
	if (check.faults > 0)
		raise_faults(&check);
	migration->tells_no_values = false;
}
