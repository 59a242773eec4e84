/*-------------------------------------------------------------------------
 *
 * check.c
 *	  sqlite.check() lists every value that will not convert.
 *
 * Against a target, or against the types of foreign tables, each row is read by
 * the readers that would read it later, and what the target asks of its rows is
 * tried (target.c).  Without either, the types that the data choose read
 * everything, so what is listed are the few values that keep a column from a
 * better type.
 *
 * IDENTIFICATION
 *	  src/migrate/check.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "foreign/column_map.h"
#include "foreign/connection.h"
#include "foreign/foreign.h"
#include "foreign/option.h"
#include "foreign/rights.h"
#include "migrate/check.h"
#include "migrate/infer.h"
#include "migrate/match.h"
#include "migrate/orphans.h"
#include "migrate/request.h"
#include "migrate/result.h"
#include "migrate/sample.h"
#include "migrate/source_tables.h"
#include "migrate/target.h"
#include "miscadmin.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

enum CheckResult
{
	CHECK_TABLE,
	CHECK_COLUMN,
	CHECK_ROW_ID,
	CHECK_CLASS,
	CHECK_VALUE,
	CHECK_TYPE,
	CHECK_MESSAGE,
	CHECK_RESULTS
};

/* A SQLite column and the PostgreSQL column that it is read for. */
typedef struct CheckedColumn
{
	AttrNumber	attnum;			/* in the target */
	const char *name;
	const char *type;			/* of the target, for the result */
	bool		not_null;
	bool		mixes_units;	/* seconds and milliseconds */
	bool		set_null;		/* for what it cannot hold */
	SqfReader  *reader;
} CheckedColumn;

/* One table on its way through a check. */
typedef struct Check
{
	SqfCheckSink sink;
	void	   *arg;			/* of the sink */
	int			shown_bytes;	/* of a value */
	const char *table_name;
	bool		is_own;			/* a foreign table by its own types */
	const SqfLoadedTables *loaded;	/* what a load is going to do; NULL: none */
	bool		heeds_on_error; /* of the columns */
	bool		may_change;		/* a trigger of the target's may change rows
								 * before they are refused */
	int			column_count;
	CheckedColumn *columns;
	SqfTarget  *target;
	TupleTableSlot *slot;		/* a row of the target */
} Check;

/* ---------------------------------------------------------------------------
 * Results
 * ---------------------------------------------------------------------------
 */

/* value is "CLASS literal", as sqf_statement_literal gives it, or NULL. */
static void
put_value(const Check *check, bool fits, bool is_nulled, const char *column,
		  const char *row_id, const char *value, const char *type,
		  const char *message)
{
	size_t		class_len = value != NULL ? strcspn(value, " ") : 0;
	bool		has_literal = value != NULL && value[class_len] != '\0';
	SqfCheckFault fault = {
		.table_name = check->table_name,
		.column_name = column,
		.row_id = row_id,
		.storage_class = value != NULL ? pnstrdup(value, class_len) : NULL,
		.value = has_literal ? value + class_len + 1 : NULL,
		.target_type = type,
		.message = message,
		.fits = fits,
		.is_nulled = is_nulled
	};

	check->sink(&fault, check->arg);
}

static void
put_result(const Check *check, const char *column, const char *row_id,
		   const char *value, const char *type, const char *message)
{
	put_value(check, false, false, column, row_id, value, type, message);
}

/* What sqf_target_end and the orphans report. */
static void
put_target_fault(const char *columns, const char *row_id, const char *value,
				 const char *message, void *arg)
{
	const Check *check = arg;
	SqfCheckFault fault = {
		.table_name = check->table_name,
		.column_name = columns,
		.row_id = row_id,
		.value = value,
		.message = message
	};

	check->sink(&fault, check->arg);
}

/* ---------------------------------------------------------------------------
 * Rows against a target
 * ---------------------------------------------------------------------------
 */

static const char *
describe_fault(const SqfFault *fault)
{
	return fault->cause == NULL ? fault->reason :
		psprintf("%s: %s", fault->reason, fault->cause);
}

/* The rows may end before their end. */
static void
put_failure(Check *check, const SqfSample *sample)
{
	if (sample->failure != NULL)
		put_result(check, NULL, NULL, NULL, NULL,
				   psprintf("cannot be read further: %s", sample->failure));
}

/* Read one value into the slot; false, and a result, if it does not fit. */
static bool
check_value(Check *check, SqfStatement *statement, int index,
			const List *key)
{
	CheckedColumn *column = &check->columns[index];
	Datum	   *value = &check->slot->tts_values[column->attnum - 1];
	bool	   *is_null = &check->slot->tts_isnull[column->attnum - 1];
	const char *reason = NULL;
	bool		fits = sqf_reader_read(column->reader, statement, index, value, is_null);

	if (!fits)
		reason = describe_fault(&column->reader->fault);
	else
		reason = sqf_profile_doubt(column->reader->format, column->mixes_units,
								   statement, index);
	if (reason != NULL)
	{
		*is_null = true;
		put_value(check, fits, !fits && column->set_null, column->name,
				  sqf_statement_row_id(statement, check->column_count, key),
				  sqf_statement_literal(statement, index, check->shown_bytes),
				  column->type, reason);
		if (fits || !column->set_null)
			return false;
	}
	if (*is_null && column->not_null && !check->may_change)
	{
		put_value(check, check->is_own, false, column->name,
				  sqf_statement_row_id(statement, check->column_count, key),
				  "NULL", column->type, "is NULL, but the column is NOT NULL");
		return false;
	}
	return true;
}

/* Called for each row of the table. */
static void
check_row(SqfStatement *statement, const List *key, void *arg)
{
	Check	   *check = arg;
	SqfTriedRow row = {statement, check->column_count, key};
	Bitmapset  *bad = NULL;

	ExecClearTuple(check->slot);
	memset(check->slot->tts_isnull, true,
		   check->slot->tts_tupleDescriptor->natts * sizeof(bool));
	for (int i = 0; i < check->column_count; i++)
		if (!check_value(check, statement, i, key))
			bad = bms_add_member(bad, check->columns[i].attnum);

	ExecStoreVirtualTuple(check->slot);
	if (!check->may_change)
		sqf_target_try_row(check->target, check->slot, bad, &row,
						   put_target_fault, check);
}

/* What such a trigger makes of a row is not known before it has run. */
static bool
changes_rows(Relation target)
{
	return target->trigdesc != NULL && target->trigdesc->trig_insert_before_row;
}

/* A domain may refuse NULL, too, and may have a default. */
static bool
needs_value(const FormData_pg_attribute *attribute)
{
	Oid			type = attribute->atttypid;
	bool		needs = attribute->attnotnull;

	while (get_typtype(type) == TYPTYPE_DOMAIN)
	{
		HeapTuple	tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
		Form_pg_type form = (Form_pg_type) GETSTRUCT(tuple);

		needs |= form->typnotnull;
		type = form->typbasetype;
		ReleaseSysCache(tuple);
	}
	return needs && get_typdefault(attribute->atttypid) == NULL;
}

/* NOT NULL columns that nothing fills. */
static void
check_missing_columns(Check *check, Relation target, const Bitmapset *attrs)
{
	TupleDesc	tupdesc = RelationGetDescr(target);

	for (int i = 0; i < tupdesc->natts && !changes_rows(target); i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(tupdesc, i);

		if (attribute->attisdropped || !needs_value(attribute) ||
			attribute->atthasdef || attribute->attidentity != '\0' ||
			attribute->attgenerated != '\0' ||
			bms_is_member(attribute->attnum, attrs))
			continue;
		put_result(check, NameStr(attribute->attname),
				   NULL, NULL,
				   format_type_with_typemod(attribute->atttypid, attribute->atttypmod),
				   "is NOT NULL, and has neither a source nor a default");
	}
}

/* The columns that a row id fills, which never repeats. */
static Bitmapset *
find_distinct_attrs(const Check *check, const SqfTable *table)
{
	Bitmapset  *distinct = NULL;

	for (int i = 0; i < check->column_count; i++)
	{
		Oid			type = check->columns[i].reader->base_type;

		if (table->columns[i].is_rowid_alias &&
			(type == INT2OID || type == INT4OID || type == INT8OID))
			distinct = bms_add_member(distinct, check->columns[i].attnum);
	}
	return distinct;
}

/*
 * Check the rows of a SQLite table, cut down to the columns that the target
 * has, against it.
 */
static void
check_rows(Check *check, const SqfSourceTable *source, const SqfTable *table,
		   Relation target)
{
	Bitmapset  *attrs = NULL;
	SqfSample	sample;

	for (int i = 0; i < check->column_count; i++)
		attrs = bms_add_member(attrs, check->columns[i].attnum);
	check->target = sqf_target_begin(target, attrs,
									 find_distinct_attrs(check, table));
	check->slot = MakeSingleTupleTableSlot(RelationGetDescr(target),
										   &TTSOpsVirtual);

	check->may_change = changes_rows(target);
	check_missing_columns(check, target, attrs);
	sqf_sample_rows(source->lease, table, true, check_row, check, &sample);
	put_failure(check, &sample);
	sqf_target_end(check->target, put_target_fault, check);
	sqf_orphans_report(source, target, InvalidOid, check->loaded,
					   put_target_fault, check);
	ExecDropSingleTupleTableSlot(check->slot);
}

static void
add_column(Check *check, Relation target, AttrNumber attnum, SqfFormat format,
		   const SqfLease *lease, pg_tz *zone)
{
	Form_pg_attribute attribute = TupleDescAttr(RelationGetDescr(target),
												attnum - 1);
	CheckedColumn *column = &check->columns[check->column_count++];

	column->attnum = attnum;
	column->name = pstrdup(NameStr(attribute->attname));
	column->type = format_type_with_typemod(attribute->atttypid,
											attribute->atttypmod);
	column->not_null = attribute->attnotnull;
	column->reader = sqf_reader_create(attribute->atttypid, attribute->atttypmod,
									   format, zone, lease->handle->encoding);
	column->reader->goes_on = true;
}

/* ---------------------------------------------------------------------------
 * Choosing what to check
 * ---------------------------------------------------------------------------
 */

/* Check a table of the source against a target. */
static void
check_against(Check *check, const SqfSourceTable *source, Relation target,
			  const SqfInferSettings *settings)
{
	const SqfMatch *match = sqf_match_columns(source, target, settings);

	check->columns = palloc0(match->table.column_count * sizeof(CheckedColumn));
	for (int i = 0; i < match->table.column_count; i++)
	{
		add_column(check, target, match->attnums[i], match->formats[i],
				   source->lease, source->zone);
		check->columns[i].mixes_units = match->mixes_units[i];
		check->columns[i].set_null = check->heeds_on_error &&
			source->set_nulls != NULL && source->set_nulls[match->columns[i]];
	}
	check_rows(check, source, &match->table, target);
}

/* The values that keep columns from better types. */
static void
check_near_misses(Check *check, const SqfSourceTable *source,
				  const SqfInferSettings *settings)
{
	SqfInference *inference = sqf_infer_table(source->lease, source->table,
											  settings, NULL);

	for (int i = 0; i < source->table->column_count; i++)
	{
		const SqfCandidate *near = inference->choices[i].near_miss;
		ListCell   *cell;

		if (near == NULL)
			continue;
		foreach(cell, inference->choices[i].misses)
		{
			const SqfMiss *miss = lfirst(cell);

			put_result(check, source->table->columns[i].name, miss->row_id,
					   miss->value,
					   format_type_with_typemod(near->reader->type,
												near->reader->typmod),
					   miss->reason);
		}
	}
	put_failure(check, &inference->sample);
}

static Oid
find_target(Oid target_schema, const char *local_name)
{
	Oid			relid;

	if (!OidIsValid(target_schema))
		return InvalidOid;
	relid = get_relname_relid(local_name, target_schema);
	if (!OidIsValid(relid))
		return InvalidOid;
	sqf_rights_need_relation(relid, ACL_SELECT);
	return relid;
}

static void
check_table(Check *check, const SqfSourceTable *source, Oid target_schema)
{
	SqfInferSettings settings = {.mode = SQF_INFER_FULL,.zone = source->zone};
	Oid			relid = find_target(target_schema, source->local_name);

	check->table_name = source->local_name;
	check->column_count = 0;
	if (!OidIsValid(relid) && !OidIsValid(target_schema))
		relid = source->foreign_table;
	check->is_own = OidIsValid(relid) && relid == source->foreign_table;
	if (OidIsValid(relid))
	{
		Relation	target = table_open(relid, AccessShareLock);

		settings.mode = SQF_INFER_SAMPLE;
		check_against(check, source, target, &settings);
		table_close(target, AccessShareLock);
	}
	else if (OidIsValid(target_schema) && source->table->kind == SQF_TABLE_VIEW)
		return;					/* a view seldom has a table of its name */
	else if (OidIsValid(target_schema))
		put_result(check, NULL, NULL, NULL, NULL,
				   "has no table of this name in the target schema");
	else
		check_near_misses(check, source, &settings);
}

/*
 * sqf_check_against_target calls sink for each fault that the rows of a table
 * have as rows of a relation that they are loaded into, values being shortened to
 * shown_bytes.  loaded says what becomes of the other tables.
 */
void
sqf_check_against_target(const SqfSourceTable *source, Oid target,
						 const SqfLoadedTables *loaded, int shown_bytes,
						 SqfCheckSink sink, void *arg)
{
	Check		check = {
		.sink = sink,
		.arg = arg,
		.shown_bytes = shown_bytes,
		.loaded = loaded,
		.heeds_on_error = true,
		.table_name = source->local_name
	};
	SqfInferSettings settings = {.mode = SQF_INFER_SAMPLE,.zone = source->zone};
	Relation	relation = table_open(target, AccessShareLock);

	check_against(&check, source, relation, &settings);
	table_close(relation, AccessShareLock);
}

/*
 * sqf_check_source_table calls sink for each fault that the rows of a foreign
 * table have by its own types, values being shortened to shown_bytes.
 */
void
sqf_check_source_table(const SqfSourceTable *source, int shown_bytes,
					   SqfCheckSink sink, void *arg)
{
	Check		check = {
		.sink = sink,
		.arg = arg,
		.shown_bytes = shown_bytes
	};

	check_table(&check, source, InvalidOid);
}

/*
 * sqf_check_missing_columns calls sink for each column of a target that needs a
 * value and gets none from rows that fill those in attrs.
 */
void
sqf_check_missing_columns(const char *table_name, Oid target,
						  const Bitmapset *attrs, SqfCheckSink sink, void *arg)
{
	Check		check = {.sink = sink,.arg = arg,.table_name = table_name};
	Relation	relation = table_open(target, AccessShareLock);

	check_missing_columns(&check, relation, attrs);
	table_close(relation, AccessShareLock);
}

static void
put_row(const SqfCheckFault *fault, void *arg)
{
	Datum		values[CHECK_RESULTS];
	bool		nulls[CHECK_RESULTS];

	sqf_result_set_text(values, nulls, CHECK_TABLE, fault->table_name);
	sqf_result_set_text(values, nulls, CHECK_COLUMN, fault->column_name);
	sqf_result_set_text(values, nulls, CHECK_ROW_ID, fault->row_id);
	sqf_result_set_text(values, nulls, CHECK_CLASS, fault->storage_class);
	sqf_result_set_text(values, nulls, CHECK_VALUE, fault->value);
	sqf_result_set_text(values, nulls, CHECK_TYPE, fault->target_type);
	sqf_result_set_text(values, nulls, CHECK_MESSAGE, fault->message);
	sqf_result_put((ReturnSetInfo *) arg, values, nulls);
}

PG_FUNCTION_INFO_V1(sqlite_check);

/*
 * sqlite.check(source, target_schema, tables) returns a row per value that will
 * not convert, and per row that the target would refuse.
 */
Datum
sqlite_check(PG_FUNCTION_ARGS)
{
	Check		check = {
		.sink = put_row,
		.arg = fcinfo->resultinfo,
		.shown_bytes = SQF_SHOWN_BYTES
	};
	Oid			target_schema = InvalidOid;
	List	   *tables;
	ListCell   *cell;

	if (PG_ARGISNULL(0))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("the source of a check must not be NULL")));
	InitMaterializedSRF(fcinfo, 0);
	if (!PG_ARGISNULL(1))
		target_schema =
			sqf_rights_find_schema(text_to_cstring(PG_GETARG_TEXT_PP(1)));

	tables = sqf_source_tables(text_to_cstring(PG_GETARG_TEXT_PP(0)),
							   sqf_request_names(fcinfo, 2));
	foreach(cell, tables)
		check_table(&check, lfirst(cell), target_schema);
	sqf_source_release(tables);
	return (Datum) 0;
}
