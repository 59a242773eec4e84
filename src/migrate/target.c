/*-------------------------------------------------------------------------
 *
 * target.c
 *	  CHECK constraints and unique keys of a table are tried on rows that are
 *	  not in it.
 *
 * Constraints are evaluated by PostgreSQL's own executor.  The keys of a unique
 * index are sorted by its own operators; equal neighbours are duplicates, which
 * SQLite, comparing the values as they were stored, need not have seen.
 *
 * IDENTIFICATION
 *	  src/migrate/target.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/stratnum.h"
#include "access/sysattr.h"
#include "access/tableam.h"
#include "catalog/index.h"
#include "catalog/pg_am.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "migrate/target.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "rewrite/rewriteHandler.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/tuplesort.h"

typedef struct CheckConstraint
{
	const char *name;
	Bitmapset  *attrs;			/* that it asks for */
	ExprState  *expression;
} CheckConstraint;

/* The keys that a unique index would get, with the ids of their rows. */
typedef struct UniqueKey
{
	const char *name;
	Bitmapset  *attrs;			/* that it asks for */
	IndexInfo  *info;
	ExprState  *predicate;		/* NULL: for all rows */
	int			natts;
	Oid			equal[INDEX_MAX_KEYS];
	Oid			collations[INDEX_MAX_KEYS];
	bool		nulls_not_distinct;
	TupleDesc	tupdesc;		/* the key's columns, then those of KeyExtra */
	TupleTableSlot *entry;		/* a key on its way into the sort */
	TupleTableSlot *slot;		/* and out of it */
	Tuplesortstate *sort;
} UniqueKey;

/* What stands behind the columns of a key, counted from them. */
typedef enum KeyExtra
{
	KEY_ORDINAL,				/* of equal keys the first row comes first */
	KEY_ROWID,					/* the row's, or NULL */
	KEY_ROW_ID,					/* in words, where it has no rowid */
	KEY_EXTRAS
} KeyExtra;

struct SqfTarget
{
	Relation	relation;
	EState	   *estate;
	List	   *checks;			/* CheckConstraint */
	List	   *keys;			/* UniqueKey */
	int64		rows;			/* whose keys were noted */
};

/* ---------------------------------------------------------------------------
 * CHECK constraints
 * ---------------------------------------------------------------------------
 */

/* The columns that an expression asks for, as attribute numbers. */
static Bitmapset *
find_attrs(Node *expression)
{
	Bitmapset  *used = NULL;
	Bitmapset  *attrs = NULL;
	int			member = -1;

	pull_varattnos(expression, 1, &used);
	while ((member = bms_next_member(used, member)) >= 0)
	{
		int			attnum = member + FirstLowInvalidHeapAttributeNumber;

		/* a whole row or a system column is more than a source can give */
		attrs = bms_add_member(attrs, attnum > 0 ? attnum : MaxAttrNumber);
	}
	return attrs;
}

static void
add_checks(SqfTarget *target, const Bitmapset *attrs)
{
	TupleConstr *constraints = RelationGetDescr(target->relation)->constr;

	for (int i = 0; constraints != NULL && i < constraints->num_check; i++)
	{
		Node	   *expression = stringToNode(constraints->check[i].ccbin);
		CheckConstraint *check;

#if PG_VERSION_NUM >= 180000
		if (!constraints->check[i].ccenforced)
			continue;
		expression = expand_generated_columns_in_expr(expression,
													  target->relation, 1);
#endif
		check = palloc(sizeof(CheckConstraint));
		check->name = pstrdup(constraints->check[i].ccname);
		check->attrs = find_attrs(expression);
		if (!bms_is_subset(check->attrs, attrs))
			continue;
		check->expression = ExecPrepareExpr((Expr *) expression, target->estate);
		target->checks = lappend(target->checks, check);
	}
}

/* ---------------------------------------------------------------------------
 * Unique keys
 * ---------------------------------------------------------------------------
 */

/* The columns that a unique index asks for. */
static Bitmapset *
find_index_attrs(Relation index)
{
	Bitmapset  *attrs =
		bms_union(find_attrs((Node *) RelationGetIndexExpressions(index)),
				  find_attrs((Node *) RelationGetIndexPredicate(index)));

	for (int i = 0; i < index->rd_index->indnkeyatts; i++)
		if (index->rd_index->indkey.values[i] != 0)
			attrs = bms_add_member(attrs, index->rd_index->indkey.values[i]);
	return attrs;
}

/* The type of a column of an index's key, as its operators compare it. */
static Oid
find_key_type(Relation relation, Relation index, int column,
			  const List *expressions, ListCell **expression)
{
	AttrNumber	attnum = index->rd_index->indkey.values[column];
	Oid			type;

	if (attnum != 0)
		return get_atttype(RelationGetRelid(relation), attnum);
	Assert(*expression != NULL);
	type = exprType(lfirst(*expression));
	*expression = lnext(expressions, *expression);
	return type;
}

static UniqueKey *
begin_key(SqfTarget *target, Relation index)
{
	UniqueKey  *key = palloc0(sizeof(UniqueKey));
	int			natts = index->rd_index->indnkeyatts;
	Oid			less[INDEX_MAX_KEYS + 1];
	AttrNumber	sort_attnums[INDEX_MAX_KEYS + 1];
	Oid			collations[INDEX_MAX_KEYS + 1];
	bool		nulls_first[INDEX_MAX_KEYS + 1] = {0};
	List	   *expressions = RelationGetIndexExpressions(index);
	ListCell   *expression = list_head(expressions);

	key->name = pstrdup(RelationGetRelationName(index));
	key->attrs = find_index_attrs(index);
	key->info = BuildIndexInfo(index);
	if (key->info->ii_Predicate != NIL)
		key->predicate = ExecPrepareQual(key->info->ii_Predicate, target->estate);
	key->natts = natts;
	key->nulls_not_distinct = index->rd_index->indnullsnotdistinct;
	key->tupdesc = CreateTemplateTupleDesc(natts + KEY_EXTRAS);
	for (int i = 0; i < natts; i++)
	{
		Oid			family = index->rd_opfamily[i];
		Oid			type = index->rd_opcintype[i];
		const FormData_pg_attribute *attribute = TupleDescAttr(RelationGetDescr(index), i);

		TupleDescInitEntry(key->tupdesc, i + 1, NameStr(attribute->attname),
						   find_key_type(target->relation, index, i, expressions,
										 &expression),
						   -1, 0);
		sort_attnums[i] = i + 1;
		key->collations[i] = collations[i] = index->rd_indcollation[i];
		less[i] = get_opfamily_member(family, type, type, BTLessStrategyNumber);
		key->equal[i] = get_opcode(get_opfamily_member(family, type, type,
													   BTEqualStrategyNumber));
	}

	TupleDescInitEntry(key->tupdesc, natts + KEY_ORDINAL + 1, "ordinal",
					   INT8OID, -1, 0);
	TupleDescInitEntry(key->tupdesc, natts + KEY_ROWID + 1, "rowid",
					   INT8OID, -1, 0);
	TupleDescInitEntry(key->tupdesc, natts + KEY_ROW_ID + 1, "row_id",
					   TEXTOID, -1, 0);
	sort_attnums[natts] = natts + KEY_ORDINAL + 1;
	less[natts] = Int8LessOperator;
	collations[natts] = InvalidOid;
	key->entry = MakeSingleTupleTableSlot(key->tupdesc, &TTSOpsVirtual);
	key->slot = MakeSingleTupleTableSlot(key->tupdesc, &TTSOpsMinimalTuple);
	key->sort = tuplesort_begin_heap(key->tupdesc, natts + 1, sort_attnums, less,
									 collations, nulls_first, work_mem,
									 NULL, TUPLESORT_NONE);
	return key;
}

/* A key with a column that never repeats does not repeat. */
static bool
has_distinct_column(Relation index, const Bitmapset *distinct)
{
	for (int i = 0; i < index->rd_index->indnkeyatts; i++)
		if (bms_is_member(index->rd_index->indkey.values[i], distinct))
			return true;
	return false;
}

static void
add_unique_keys(SqfTarget *target, const Bitmapset *attrs,
				const Bitmapset *distinct)
{
	List	   *indexes = RelationGetIndexList(target->relation);
	ListCell   *cell;

	foreach(cell, indexes)
	{
		Relation	index = index_open(lfirst_oid(cell), AccessShareLock);

		if (index->rd_index->indisunique && index->rd_rel->relam == BTREE_AM_OID &&
			bms_is_subset(find_index_attrs(index), attrs) &&
			!has_distinct_column(index, distinct))
			target->keys = lappend(target->keys, begin_key(target, index));
		index_close(index, AccessShareLock);
	}
}

/* NULLs make a key that equals no other, unless the index says otherwise. */
static bool
is_never_equal(const UniqueKey *key, const bool *nulls)
{
	for (int i = 0; i < key->natts; i++)
		if (nulls[i])
			return !key->nulls_not_distinct;
	return false;
}

/* Note the key of a row for one unique index. */
static void
add_key(SqfTarget *target, UniqueKey *key, TupleTableSlot *slot,
		const SqfTriedRow *row)
{
	TupleTableSlot *entry = key->entry;
	Datum	   *values = entry->tts_values;
	bool	   *nulls = entry->tts_isnull;
	int64		rowid = 0;

	if (key->predicate != NULL &&
		!ExecQual(key->predicate, GetPerTupleExprContext(target->estate)))
		return;
	ExecClearTuple(entry);
	FormIndexDatum(key->info, slot, target->estate, values, nulls);
	if (is_never_equal(key, nulls))
		return;

	values += key->natts;
	nulls += key->natts;
	values[KEY_ORDINAL] = Int64GetDatum(target->rows);
	nulls[KEY_ORDINAL] = false;
	nulls[KEY_ROWID] = !sqf_statement_rowid(row->statement, row->first_key,
											row->key, &rowid);
	values[KEY_ROWID] = Int64GetDatum(rowid);
	nulls[KEY_ROW_ID] = !nulls[KEY_ROWID] || row->key == NIL;
	if (!nulls[KEY_ROW_ID])
		values[KEY_ROW_ID] =
			CStringGetTextDatum(sqf_statement_row_id(row->statement,
													 row->first_key, row->key));
	ExecStoreVirtualTuple(entry);
	tuplesort_puttupleslot(key->sort, entry);
}

static bool
keys_are_equal(const UniqueKey *key, TupleTableSlot *a, TupleTableSlot *b)
{
	for (int i = 0; i < key->natts; i++)
	{
		bool		a_null;
		bool		b_null;
		Datum		a_value = slot_getattr(a, i + 1, &a_null);
		Datum		b_value = slot_getattr(b, i + 1, &b_null);

		if (a_null != b_null)
			return false;
		if (!a_null &&
			!DatumGetBool(OidFunctionCall2Coll(key->equal[i], key->collations[i],
											   a_value, b_value)))
			return false;
	}
	return true;
}

static char *
row_id_of(const UniqueKey *key, TupleTableSlot *slot)
{
	bool		is_null;
	Datum		rowid = slot_getattr(slot, key->natts + KEY_ROWID + 1, &is_null);
	Datum		row_id;

	if (!is_null)
		return psprintf("%lld", (long long) DatumGetInt64(rowid));
	row_id = slot_getattr(slot, key->natts + KEY_ROW_ID + 1, &is_null);
	return is_null ? NULL : TextDatumGetCString(row_id);
}

/* "a, b" and "1, x", the names and the values of a key. */
static void
describe_key(const UniqueKey *key, TupleTableSlot *slot, StringInfo names,
			 StringInfo values)
{
	for (int i = 0; i < key->natts; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(key->tupdesc, i);
		Oid			output;
		bool		is_varlena;
		bool		is_null;
		Datum		value = slot_getattr(slot, i + 1, &is_null);

		getTypeOutputInfo(attribute->atttypid, &output, &is_varlena);
		appendStringInfo(names, "%s%s", i > 0 ? ", " : "",
						 NameStr(attribute->attname));
		appendStringInfo(values, "%s%s", i > 0 ? ", " : "",
						 is_null ? "null" : OidOutputFunctionCall(output, value));
	}
}

static void
report_duplicates(UniqueKey *key, SqfTargetFault report, void *arg)
{
	TupleTableSlot *previous = MakeSingleTupleTableSlot(key->tupdesc,
														&TTSOpsMinimalTuple);

	tuplesort_performsort(key->sort);
	while (tuplesort_gettupleslot(key->sort, true, true, key->slot, NULL))
	{
		CHECK_FOR_INTERRUPTS();
		if (!TTS_EMPTY(previous) && keys_are_equal(key, previous, key->slot))
		{
			StringInfoData names;
			StringInfoData values;
			char	   *first = row_id_of(key, previous);

			initStringInfo(&names);
			initStringInfo(&values);
			describe_key(key, key->slot, &names, &values);
			report(names.data, row_id_of(key, key->slot), values.data,
				   psprintf("has the same key for \"%s\" as %s",
							key->name, first != NULL ?
							psprintf("row %s", first) : "another row"), arg);
			continue;			/* further ones are compared with the first */
		}
		ExecCopySlot(previous, key->slot);
	}
	ExecDropSingleTupleTableSlot(previous);
	ExecDropSingleTupleTableSlot(key->entry);
	ExecDropSingleTupleTableSlot(key->slot);
	tuplesort_end(key->sort);
}

/* ---------------------------------------------------------------------------
 * Begin and end
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_target_begin prepares to try rows on a table, of whose columns those in
 * attrs (attribute numbers) are given values.  What needs others is not tried.
 * The columns in distinct are known never to repeat.
 */
SqfTarget *
sqf_target_begin(Relation relation, const Bitmapset *attrs,
				 const Bitmapset *distinct)
{
	SqfTarget  *target = palloc0(sizeof(SqfTarget));

	target->relation = relation;
	target->estate = CreateExecutorState();
	add_checks(target, attrs);
	add_unique_keys(target, attrs, distinct);
	return target;
}

/*
 * sqf_target_try_row tries a row on the CHECK constraints, reports those that it
 * violates, and notes its keys.  What asks for one of the columns in bad, whose
 * values did not convert, is left out.
 */
void
sqf_target_try_row(SqfTarget *target, TupleTableSlot *slot,
				   const Bitmapset *bad, const SqfTriedRow *row,
				   SqfTargetFault report, void *arg)
{
	ExprContext *econtext = GetPerTupleExprContext(target->estate);
	ListCell   *cell;

	ResetExprContext(econtext);
	econtext->ecxt_scantuple = slot;
	target->rows++;
	foreach(cell, target->checks)
	{
		const CheckConstraint *check = lfirst(cell);

		if (!bms_overlap(check->attrs, bad) &&
			!ExecCheck(check->expression, econtext))
			report(NULL,
				   sqf_statement_row_id(row->statement, row->first_key, row->key),
				   NULL,
				   psprintf("violates check constraint \"%s\"", check->name), arg);
	}
	foreach(cell, target->keys)
	{
		UniqueKey  *key = lfirst(cell);

		if (!bms_overlap(key->attrs, bad))
			add_key(target, key, slot, row);
	}
}

/*
 * sqf_target_end reports the duplicates among all rows and frees everything.
 */
void
sqf_target_end(SqfTarget *target, SqfTargetFault report, void *arg)
{
	ListCell   *cell;

	foreach(cell, target->keys)
		report_duplicates(lfirst(cell), report, arg);
	FreeExecutorState(target->estate);
}
