/*-------------------------------------------------------------------------
 *
 * verify_rows.c
 *	  The rows of one side become checksums, in whatever order they come.
 *
 * The hash of a column's value is mixed with that of the row's key and the
 * column's name, so that two values that changed places show; the sum of these is
 * the row's.  Sums modulo 2^64 do not depend on the order, and show a row that is
 * there twice.
 *
 * What is hashed are a value's bytes, not what its type's hash function makes of
 * them: that of bigint tells only 2^32 values apart, and that of citext no case.
 *
 * IDENTIFICATION
 *	  src/migrate/verify_rows.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "migrate/partner.h"
#include "migrate/run_sql.h"
#include "migrate/verify.h"
#include "parser/parse_coerce.h"
#include "tcop/dest.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

/* Stands for NULL. */
#define HASH_OF_NULL	UINT64CONST(0x6e756c6c2e2e2e21)

/* Takes the rows of a query; a DestReceiver. */
typedef struct Receiver
{
	DestReceiver dest;
	const SqfVerifyTable *table;
	SqfVerifyRowSink sink;
	void	   *arg;			/* of the sink */
	uint64	   *hashes;			/* by column */
	MemoryContext context;		/* of one row */
} Receiver;

/* ---------------------------------------------------------------------------
 * Hashes
 * ---------------------------------------------------------------------------
 */

/* As the last step of MurmurHash3: different numbers stay different. */
static inline uint64
scatter(uint64 hash)
{
	hash ^= hash >> 33;
	hash *= UINT64CONST(0xff51afd7ed558ccd);
	hash ^= hash >> 33;
	hash *= UINT64CONST(0xc4ceb9fe1a85ec53);
	hash ^= hash >> 33;
	return hash;
}

static inline uint64
mix(uint64 hash, uint64 other)
{
	return scatter(hash * UINT64CONST(0x9e3779b97f4a7c15) + other);
}

static uint64
hash_bytes_of(const char *bytes, int length)
{
	return hash_bytes_extended((const unsigned char *) bytes, length, 0);
}

/*
 * sqf_verify_hash_text hashes a name.
 */
uint64
sqf_verify_hash_text(const char *text)
{
	return hash_bytes_of(text, strlen(text));
}

/*
 * sqf_verify_hash_kind says how values of a type, which is no domain, are hashed.
 */
SqfHashKind
sqf_verify_hash_kind(Oid type, int16 length, bool by_value)
{
	if (by_value)
		return SQF_HASH_DATUM;
	if (length > 0)
		return SQF_HASH_FIXED;
	switch (type)
	{
		case NUMERICOID:
			return SQF_HASH_NUMERIC;
		case BYTEAOID:
		case JSONOID:
		case JSONBOID:
			return SQF_HASH_BYTES;
		default:
			return length == -1 && type != BPCHAROID &&
				TypeCategory(type) == TYPCATEGORY_STRING ?
				SQF_HASH_BYTES : SQF_HASH_OUTPUT;
	}
}

/* Text as it is read; char(n) without the spaces that fill it up. */
static uint64
hash_output(const SqfVerifyColumn *column, Datum value)
{
	char	   *text = OidOutputFunctionCall(column->output, value);
	int			length = strlen(text);

	while (column->type == BPCHAROID && length > 0 && text[length - 1] == ' ')
		length--;
	return hash_bytes_of(text, length);
}

static uint64
hash_value(const SqfVerifyColumn *column, Datum value)
{
	struct varlena *bytes;

	switch (column->hash)
	{
		case SQF_HASH_DATUM:
			return (uint64) value;
		case SQF_HASH_FIXED:
			return hash_bytes_of(DatumGetPointer(value), column->type_length);
		case SQF_HASH_BYTES:
			bytes = PG_DETOAST_DATUM_PACKED(value);
			return hash_bytes_of(VARDATA_ANY(bytes), VARSIZE_ANY_EXHDR(bytes));
		case SQF_HASH_NUMERIC:
			return DatumGetUInt64(DirectFunctionCall2(hash_numeric_extended, value,
													  UInt64GetDatum(0)));
		case SQF_HASH_OUTPUT:
			break;
	}
	return hash_output(column, value);
}

/* ---------------------------------------------------------------------------
 * Rows
 * ---------------------------------------------------------------------------
 */

static void
hash_row(Receiver *receiver, TupleTableSlot *slot, SqfVerifyRow *row)
{
	const SqfVerifyTable *table = receiver->table;
	uint64	   *hashes = receiver->hashes;

	row->key = 0;
	row->row = 0;
	for (int i = 0; i < table->column_count; i++)
	{
		hashes[i] = slot->tts_isnull[i] ? HASH_OF_NULL :
			hash_value(&table->columns[i], slot->tts_values[i]);
		if (table->columns[i].is_key || !table->has_key)
			row->key = mix(row->key, hashes[i]);
	}
	for (int i = 0; i < table->column_count; i++)
	{
		hashes[i] = mix(row->key + table->columns[i].name_hash, hashes[i]);
		row->row += hashes[i];
	}
	row->columns = hashes;
	row->slot = slot;
}

static bool
receive_row(TupleTableSlot *slot, DestReceiver *dest)
{
	Receiver   *receiver = (Receiver *) dest;
	MemoryContext old = MemoryContextSwitchTo(receiver->context);
	SqfVerifyRow row;

	slot_getallattrs(slot);
	hash_row(receiver, slot, &row);
	receiver->sink(receiver->table, &row, receiver->arg);
	MemoryContextSwitchTo(old);
	MemoryContextReset(receiver->context);
	return true;
}

static void
start_rows(DestReceiver *dest, int operation, TupleDesc tupdesc)
{
}

static void
end_rows(DestReceiver *dest)
{
}

static char *
write_query(const SqfVerifyTable *table, bool of_target)
{
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT ");
	for (int i = 0; i < table->column_count; i++)
		appendStringInfo(&sql, "%s%s", i > 0 ? ", " : "",
						 of_target ? table->columns[i].target :
						 table->columns[i].source);
	/* a table's heirs have rows of their own */
	appendStringInfo(&sql, " FROM %s%s AS t",
					 of_target ? sqf_partner_only(table->target) : "",
					 of_target ? table->table->target : table->table->source);
	return sql.data;
}

static void
run_query(const char *sql, DestReceiver *dest)
{
	SPIExecuteOptions options = {.dest = dest};
	MemoryContext context = CurrentMemoryContext;
	int			nest_level = sqf_run_sql_begin_silence();
	int			code;

	code = SPI_execute_extended(sql, &options);
	if (code < 0)
		elog(ERROR, "SPI_execute failed: %s", SPI_result_code_string(code));
	AtEOXact_GUC(true, nest_level);
	MemoryContextSwitchTo(context);
}

/*
 * sqf_verify_scan reads all rows of one side of a table and calls sink for each,
 * in a memory context that is emptied after the row.
 */
void
sqf_verify_scan(const SqfVerifyTable *table, bool of_target,
				SqfVerifyRowSink sink, void *arg)
{
	Receiver	receiver = {
		.dest = {
			.receiveSlot = receive_row,
			.rStartup = start_rows,
			.rShutdown = end_rows,
			.rDestroy = end_rows,
			.mydest = DestNone
		},
		.table = table,
		.sink = sink,
		.arg = arg,
		.hashes = palloc(Max(table->column_count, 1) * sizeof(uint64)),
		.context = AllocSetContextCreate(CurrentMemoryContext, "sqlite_fdw verify",
										 ALLOCSET_DEFAULT_SIZES)
	};

	run_query(write_query(table, of_target), &receiver.dest);
	MemoryContextDelete(receiver.context);
	pfree(receiver.hashes);
}

static void
add_row(const SqfVerifyTable *table, const SqfVerifyRow *row, void *arg)
{
	SqfVerifySums *sums = arg;

	sums->rows++;
	sums->checksum += row->row;
	sums->buckets[row->key % SQF_VERIFY_BUCKETS] += row->row;
	for (int i = 0; i < table->column_count; i++)
		sums->columns[i] += row->columns[i];
	if (!sums->wants_figures)
		return;
	for (int i = 0; i < table->column_count; i++)
		sqf_verify_count_value(&table->columns[i], &sums->figures[i],
							   row->slot->tts_values[i], row->slot->tts_isnull[i]);
}

/*
 * sqf_verify_sum finds what the rows of one side come to.  All that sums points to
 * is palloc'd.
 */
void
sqf_verify_sum(const SqfVerifyTable *table, bool of_target, SqfVerifySums *sums)
{
	int			count = Max(table->column_count, 1);

	sums->columns = palloc0(count * sizeof(uint64));
	sums->figures = palloc0(count * sizeof(SqfFigures));
	sums->buckets = palloc0(SQF_VERIFY_BUCKETS * sizeof(uint64));
	sqf_verify_scan(table, of_target, add_row, sums);
}
