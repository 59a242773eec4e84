/*-------------------------------------------------------------------------
 *
 * verify_keys.c
 *	  Where checksums differ, the rows that are to blame are found.
 *
 * Both sides are read a second time.  Of rows whose group has the same checksum
 * on both sides nothing is kept; the others meet in a sort, which goes to
 * temporary files if it is large.
 *
 * IDENTIFICATION
 *	  src/migrate/verify_keys.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/tupdesc.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "migrate/verify.h"
#include "miscadmin.h"
#include "remote/statement.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/tuplesort.h"

/* A row in the sort. */
enum Attribute
{
	ATTR_KEY,
	ATTR_ROW,
	ATTR_SIDE,
	ATTR_TEXT,
	ATTR_COLUMNS,				/* 32 bits of each column's hash */
	ATTRS
};

/* The sort by ATTR_KEY and ATTR_ROW. */
#define SORT_KEYS	2

enum Side
{
	SIDE_SOURCE,
	SIDE_TARGET,
	SIDES
};

/* Both sides on their way into the sort. */
typedef struct Gathering
{
	const uint64 *source_buckets;
	const uint64 *target_buckets;
	int			side;
	Tuplesortstate *sort;
	TupleTableSlot *slot;
} Gathering;

/* The rows of one key that have no twin yet. */
typedef struct KeyGroup
{
	uint64		key;
	int64		total[SIDES];
	int64		left[SIDES];
	char	   *text;			/* of the key */
	bytea	   *columns[SIDES]; /* of the first row without a twin */
} KeyGroup;

/* ---------------------------------------------------------------------------
 * Gathering
 * ---------------------------------------------------------------------------
 */

static void
append_value(StringInfo text, const SqfVerifyColumn *column, Datum value,
			 bool is_null)
{
	char	   *output = is_null ? "NULL" : OidOutputFunctionCall(column->output, value);
	int			length = strlen(output);
	int			shown = pg_mbcliplen(output, length, SQF_SHOWN_BYTES);

	appendStringInfo(text, "%s%.*s%s", text->len > 0 ? ", " : "", shown, output,
					 shown < length ? "..." : "");
}

/* The key's values, or those of the whole row. */
static char *
write_key(const SqfVerifyTable *table, const TupleTableSlot *slot)
{
	StringInfoData text;

	initStringInfo(&text);
	for (int i = 0; i < table->column_count; i++)
		if (table->columns[i].is_key || !table->has_key)
			append_value(&text, &table->columns[i], slot->tts_values[i],
						 slot->tts_isnull[i]);
	return text.data;
}

static Datum
pack_columns(const SqfVerifyTable *table, const SqfVerifyRow *row)
{
	Size		size = table->column_count * sizeof(uint32);
	bytea	   *packed = palloc(VARHDRSZ + size);
	uint32	   *hashes = (uint32 *) VARDATA(packed);

	SET_VARSIZE(packed, VARHDRSZ + size);
	for (int i = 0; i < table->column_count; i++)
		hashes[i] = (uint32) row->columns[i];
	return PointerGetDatum(packed);
}

static void
gather_row(const SqfVerifyTable *table, const SqfVerifyRow *row, void *arg)
{
	Gathering  *gathering = arg;
	uint64		bucket = row->key % SQF_VERIFY_BUCKETS;
	TupleTableSlot *slot = gathering->slot;

	if (gathering->source_buckets[bucket] == gathering->target_buckets[bucket])
		return;
	ExecClearTuple(slot);
	memset(slot->tts_isnull, false, ATTRS * sizeof(bool));
	slot->tts_values[ATTR_KEY] = Int64GetDatum((int64) row->key);
	slot->tts_values[ATTR_ROW] = Int64GetDatum((int64) row->row);
	slot->tts_values[ATTR_SIDE] = Int32GetDatum(gathering->side);
	slot->tts_values[ATTR_TEXT] = CStringGetTextDatum(write_key(table, row->slot));
	slot->tts_values[ATTR_COLUMNS] = pack_columns(table, row);
	ExecStoreVirtualTuple(slot);
	tuplesort_puttupleslot(gathering->sort, slot);
}

static TupleDesc
make_tupdesc(void)
{
	TupleDesc	tupdesc = CreateTemplateTupleDesc(ATTRS);

	TupleDescInitEntry(tupdesc, ATTR_KEY + 1, "key", INT8OID, -1, 0);
	TupleDescInitEntry(tupdesc, ATTR_ROW + 1, "row", INT8OID, -1, 0);
	TupleDescInitEntry(tupdesc, ATTR_SIDE + 1, "side", INT4OID, -1, 0);
	TupleDescInitEntry(tupdesc, ATTR_TEXT + 1, "text", TEXTOID, -1, 0);
	TupleDescInitEntry(tupdesc, ATTR_COLUMNS + 1, "columns", BYTEAOID, -1, 0);
	return tupdesc;
}

static Tuplesortstate *
begin_sort(TupleDesc tupdesc)
{
	AttrNumber	attrs[SORT_KEYS] = {ATTR_KEY + 1, ATTR_ROW + 1};
	Oid			operators[SORT_KEYS] = {Int8LessOperator, Int8LessOperator};
	Oid			collations[SORT_KEYS] = {InvalidOid, InvalidOid};
	bool		nulls_first[SORT_KEYS] = {false, false};

	return tuplesort_begin_heap(tupdesc, SORT_KEYS, attrs, operators, collations,
								nulls_first, work_mem, NULL, TUPLESORT_NONE);
}

/* ---------------------------------------------------------------------------
 * Lists of keys
 * ---------------------------------------------------------------------------
 */

static bool
is_integer(const char *text, int64 *number)
{
	char	   *end;

	errno = 0;
	*number = strtoll(text, &end, 10);
	return errno == 0 && end != text && *end == '\0';
}

/* Numbers as numbers, before texts. */
static int
compare_keys(const char *a, const char *b)
{
	int64		a_number;
	int64		b_number;
	bool		a_is_number = is_integer(a, &a_number);
	bool		b_is_number = is_integer(b, &b_number);

	if (a_is_number && b_is_number)
		return a_number < b_number ? -1 : a_number > b_number;
	if (a_is_number != b_is_number)
		return a_is_number ? -1 : 1;
	return strcmp(a, b);
}

/* Keep a key if it is among the first. */
static void
list_key(MemoryContext context, SqfKeyList *list, const char *key,
		 const char *line)
{
	int			place = list->count;

	while (place > 0 && compare_keys(key, list->keys[place - 1]) < 0)
		place--;
	if (place == SQF_VERIFY_KEYS)
		return;
	if (list->count < SQF_VERIFY_KEYS)
		list->count++;
	for (int i = list->count - 1; i > place; i--)
	{
		list->keys[i] = list->keys[i - 1];
		list->lines[i] = list->lines[i - 1];
	}
	list->keys[place] = MemoryContextStrdup(context, key);
	list->lines[place] = MemoryContextStrdup(context, line);
}

/* ---------------------------------------------------------------------------
 * Groups
 * ---------------------------------------------------------------------------
 */

/* The names of the columns in which both rows differ, each noted. */
static char *
list_columns(const SqfVerifyTable *table, const KeyGroup *group,
			 SqfDifferences *differences)
{
	const uint32 *source = (const uint32 *) VARDATA_ANY(group->columns[SIDE_SOURCE]);
	const uint32 *target = (const uint32 *) VARDATA_ANY(group->columns[SIDE_TARGET]);
	StringInfoData names;

	initStringInfo(&names);
	for (int i = 0; i < table->column_count; i++)
	{
		if (memcmp(&source[i], &target[i], sizeof(uint32)) == 0)
			continue;
		appendStringInfo(&names, "%s%s", names.len > 0 ? ", " : "",
						 table->columns[i].column->name);
		list_key(GetMemoryChunkContext(differences), &differences->columns[i],
				 group->text, group->text);
	}
	return names.data;
}

static char *
describe_group(const SqfVerifyTable *table, const KeyGroup *group,
			   SqfDifferences *differences)
{
	const int64 *total = group->total;

	if (total[SIDE_TARGET] == 0 && total[SIDE_SOURCE] == 1)
		return psprintf("%s: missing in target", group->text);
	if (total[SIDE_SOURCE] == 0 && total[SIDE_TARGET] == 1)
		return psprintf("%s: missing in source", group->text);
	if (total[SIDE_SOURCE] == 1 && total[SIDE_TARGET] == 1)
		return psprintf("%s: differs in %s", group->text,
						list_columns(table, group, differences));
	return psprintf("%s: " INT64_FORMAT " in source, " INT64_FORMAT " in target",
					group->text, total[SIDE_SOURCE], total[SIDE_TARGET]);
}

static void
end_group(const SqfVerifyTable *table, KeyGroup *group,
		  SqfDifferences *differences)
{
	if (group->left[SIDE_SOURCE] > 0 || group->left[SIDE_TARGET] > 0)
	{
		differences->missing += group->left[SIDE_SOURCE];
		differences->extra += group->left[SIDE_TARGET];
		list_key(GetMemoryChunkContext(differences), &differences->rows, group->text,
				 describe_group(table, group, differences));
	}
	memset(group, 0, sizeof(*group));
}

/* Equal rows that come one after the other in the sort. */
typedef struct Run
{
	int64		row;
	int64		count[SIDES];
	bytea	   *columns[SIDES];
} Run;

/* What one side has more of equal rows stays without a twin. */
static void
end_run(KeyGroup *group, Run *run)
{
	int64		pairs = Min(run->count[SIDE_SOURCE], run->count[SIDE_TARGET]);

	for (int side = 0; side < SIDES; side++)
	{
		group->total[side] += run->count[side];
		group->left[side] += run->count[side] - pairs;
		if (run->count[side] > pairs && group->columns[side] == NULL)
			group->columns[side] = run->columns[side];
	}
	memset(run, 0, sizeof(*run));
}

/* Each group has its memory, which context is. */
static void
compare_sorted(const SqfVerifyTable *table, Gathering *gathering,
			   MemoryContext context, SqfDifferences *differences)
{
	TupleTableSlot *slot = gathering->slot;
	MemoryContext old = MemoryContextSwitchTo(context);
	KeyGroup		group = {0};
	Run			run = {0};

	while (tuplesort_gettupleslot(gathering->sort, true, false, slot, NULL))
	{
		int64		row;
		uint64		key;
		int			side;

		CHECK_FOR_INTERRUPTS();
		slot_getallattrs(slot);
		key = (uint64) DatumGetInt64(slot->tts_values[ATTR_KEY]);
		row = DatumGetInt64(slot->tts_values[ATTR_ROW]);
		side = DatumGetInt32(slot->tts_values[ATTR_SIDE]);
		if (group.text == NULL || key != group.key || row != run.row)
			end_run(&group, &run);
		if (group.text == NULL || key != group.key)
		{
			end_group(table, &group, differences);
			MemoryContextReset(context);
			group.key = key;
			group.text = TextDatumGetCString(slot->tts_values[ATTR_TEXT]);
		}
		run.row = row;
		if (run.count[side]++ == 0)
			run.columns[side] = DatumGetByteaPCopy(slot->tts_values[ATTR_COLUMNS]);
	}
	end_run(&group, &run);
	end_group(table, &group, differences);
	MemoryContextSwitchTo(old);
}

/*
 * sqf_verify_differences finds the rows that are not the same on both sides, whose
 * sums are known.  The result is palloc'd.
 */
SqfDifferences *
sqf_verify_differences(const SqfVerifyTable *table, const SqfVerifySums *source,
					   const SqfVerifySums *target)
{
	SqfDifferences *differences = palloc0(sizeof(SqfDifferences));
	TupleDesc	tupdesc = make_tupdesc();
	MemoryContext context;
	Gathering	gathering = {
		.source_buckets = source->buckets,
		.target_buckets = target->buckets,
		.sort = begin_sort(tupdesc),
		.slot = MakeSingleTupleTableSlot(tupdesc, &TTSOpsVirtual)
	};

	differences->columns = palloc0(Max(table->column_count, 1) * sizeof(SqfKeyList));
	for (gathering.side = 0; gathering.side < SIDES; gathering.side++)
		sqf_verify_scan(table, gathering.side == SIDE_TARGET, gather_row, &gathering);
	ExecDropSingleTupleTableSlot(gathering.slot);

	tuplesort_performsort(gathering.sort);
	gathering.slot = MakeSingleTupleTableSlot(tupdesc, &TTSOpsMinimalTuple);
	context = AllocSetContextCreate(CurrentMemoryContext, "sqlite_fdw verify",
									ALLOCSET_SMALL_SIZES);
	compare_sorted(table, &gathering, context, differences);
	MemoryContextDelete(context);
	ExecDropSingleTupleTableSlot(gathering.slot);
	tuplesort_end(gathering.sort);
	return differences;
}
