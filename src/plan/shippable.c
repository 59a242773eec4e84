/*-------------------------------------------------------------------------
 *
 * shippable.c
 *	  The allow-list: what of PostgreSQL means the same in SQLite, for which
 *	  columns, and under which guard.
 *
 * SQLite types values, not columns, so an operator is not shippable by itself:
 * it depends on the column's type and format in PostgreSQL, and on the affinity
 * and collation in SQLite, which values can be there.  Three facts about a
 * column carry all proofs:
 *
 * - its domain says how those of its values compare that are stored as one would
 *	 expect;
 * - its guard is true for just these values, and for NULL;
 * - its strays are the other values that PostgreSQL reads without an error.
 *
 * What is neither is an error when PostgreSQL reads it.  So a comparison that
 * SQLite makes, widened by the strays, never misses a row that belongs to the
 * answer; and if all rows it gives obey the guard, no row is too many.
 *
 * IDENTIFICATION
 *	  src/plan/shippable.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_database.h"
#include "catalog/pg_opfamily.h"
#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "plan/shippable.h"
#include "remote/guard.h"
#include "remote/quote.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/timestamp.h"

/* The setting sqlite_fdw.pushdown. */
bool		sqf_pushdown = true;

/* Up to here every integer is a double, and the shortest decimal of a double
 * its exact value. */
#define MAX_EXACT_INTEGER	"9007199254740992"
#define MAX_DECIMAL			"9007199254740991"

/* SQLite sorts numbers before texts before blobs. */
#define IS_NUMBER			"%s < ''"
#define IS_TEXT				"(%s >= '' AND %s < x'')"
#define IS_TEXT_OR_BLOB		"%s >= ''"

#define HEX4	"[0-9a-f][0-9a-f][0-9a-f][0-9a-f]"
#define HEX8	HEX4 HEX4

static char *
replace_reference(const char *pattern, const char *ref)
{
	StringInfoData sql;

	initStringInfo(&sql);
	for (const char *p = pattern; *p != '\0'; p++)
	{
		if (p[0] == '%' && p[1] == 's')
		{
			appendStringInfoString(&sql, ref);
			p++;
		}
		else
			appendStringInfoChar(&sql, *p);
	}
	return sql.data;
}

static void
add_guard(SqfValue *value, const char *pattern)
{
	value->guards = lappend(value->guards,
							replace_reference(pattern, value->sql));
}

static void
set_strays(SqfValue *value, const char *pattern)
{
	value->strays = replace_reference(pattern, value->sql);
	value->sorts = false;
}

static bool
is_numeric_affinity(SqfAffinity affinity)
{
	return affinity == SQF_AFFINITY_INTEGER ||
		affinity == SQF_AFFINITY_NUMERIC || affinity == SQF_AFFINITY_REAL;
}

/*
 * Where an affinity turns texts that are numbers into numbers, no text is left
 * that reads as an integer, and none that sum() takes for one.
 */
static void
describe_integer(SqfValue *value, const SqfColumn *column)
{
	bool		is_sure = column->is_rowid_alias ||
		(column->keeps_type && column->affinity == SQF_AFFINITY_INTEGER);

	value->domain = SQF_DOMAIN_INTEGER;
	value->sorts = true;
	if (column->affinity == SQF_AFFINITY_BLOB)
		set_strays(value, IS_TEXT);
	value->sum_is_guard = value->type == INT8OID &&
		is_numeric_affinity(column->affinity);
	if (!is_sure)
		add_guard(value, "typeof(%s) IN ('integer', 'null')");
	if (value->type == INT4OID)
		add_guard(value, "coalesce(%s BETWEEN -2147483648 AND 2147483647, 1)");
	else if (value->type == INT2OID)
		add_guard(value, "coalesce(%s BETWEEN -32768 AND 32767, 1)");
}

/* The texts 'NaN' and '-inf' are floats, too. */
static void
describe_real(SqfValue *value, const SqfColumn *column)
{
	value->domain = SQF_DOMAIN_REAL;
	value->sorts = true;
	if (column->keeps_type && column->affinity == SQF_AFFINITY_REAL)
		return;
	/* elsewhere -0.0 is stored as 0 */
	value->is_guardable = column->affinity != SQF_AFFINITY_BLOB;
	set_strays(value, IS_TEXT_OR_BLOB);
	add_guard(value, "CASE typeof(%s) WHEN 'integer' THEN %s BETWEEN -"
			  MAX_EXACT_INTEGER " AND " MAX_EXACT_INTEGER
			  " ELSE typeof(%s) IN ('real', 'null') END");
}

/*
 * A double stands for its shortest decimal; these sort as the doubles do, but
 * beside integers only as long as they are the doubles' exact values.  A
 * declared scale refuses what it would change.
 */
static void
describe_decimal(SqfValue *value, int32 typmod)
{
	value->domain = SQF_DOMAIN_DECIMAL;
	set_strays(value, IS_TEXT_OR_BLOB);
	add_guard(value, "CASE WHEN typeof(%s) IN ('integer', 'real') THEN %s BETWEEN -"
			  MAX_DECIMAL " AND " MAX_DECIMAL " ELSE %s IS NULL END");
	if (typmod >= (int32) VARHDRSZ)
	{
		int			precision = ((typmod - VARHDRSZ) >> 16) & 0xffff;
		int			scale = (((typmod - VARHDRSZ) & 0x7ff) ^ 1024) - 1024;

		value->is_guardable = scale >= 0 && precision >= scale && precision <= 15;
		if (value->is_guardable)
			value->scale = scale;
		add_guard(value,
				  psprintf("coalesce(round(%%s, %d) = %%s AND abs(CAST(%%s AS REAL)) < 1e%d, 1)",
						   Max(scale, 0), Max(precision - scale, 0)));
	}
}

static void
describe_boolean(SqfValue *value)
{
	value->domain = SQF_DOMAIN_BOOLEAN;
	set_strays(value, IS_TEXT_OR_BLOB);
	add_guard(value, "coalesce(%s IN (0, 1), 1)");
}

/*
 * A declared collation counts in every comparison unless told otherwise.
 */
static void
describe_text(SqfValue *value, const SqfColumn *column, int32 typmod,
			  SqfEncoding encoding)
{
	bool		is_binary = column->collation != NULL &&
		pg_strcasecmp(column->collation, "BINARY") == 0;

	if (GetDatabaseEncoding() != PG_UTF8)
		return;
	value->domain = SQF_DOMAIN_TEXT;
	value->needs_collate = !is_binary;
	value->sorts = encoding == SQF_ENCODING_UTF8;
	if (column->affinity != SQF_AFFINITY_TEXT)
		set_strays(value, IS_NUMBER);
	add_guard(value, SQF_TEXT_GUARD "(%s)");
	value->is_guardable = encoding == SQF_ENCODING_UTF8;
	if (typmod >= (int32) VARHDRSZ)
		value->guards = lappend(value->guards,
								psprintf("coalesce(length(%s) <= %d, 1)",
										 value->sql, typmod - VARHDRSZ));
}

static void
describe_bytes(SqfValue *value)
{
	value->domain = SQF_DOMAIN_BYTES;
	set_strays(value, IS_TEXT);
	add_guard(value, "typeof(%s) IN ('blob', 'null')");
}

/*
 * In either format the order is that of the bytes.  The declared collation may
 * take two spellings for one, but only one can be read.
 */
static void
describe_uuid(SqfValue *value, const SqfColumn *column)
{
	value->domain = SQF_DOMAIN_UUID;
	if (value->format == SQF_FORMAT_NONE)
	{
		value->is_guardable = false;
		return;
	}
	value->sorts = true;
	if (value->format == SQF_FORMAT_UUID_BLOB)
	{
		add_guard(value, "(%s IS NULL OR (typeof(%s) = 'blob' AND length(%s) = 16))");
		return;
	}
	value->needs_collate = pg_strcasecmp(column->collation, "BINARY") != 0;
	add_guard(value, "(%s IS NULL OR (typeof(%s) = 'text' AND length(%s) = 36 AND %s GLOB '"
			  HEX8 "-" HEX4 "-" HEX4 "-" HEX4 "-" HEX8 HEX4 "'))");
}

/* How many of a format's units are in a second; 0 if it does not count. */
static int64
units_per_second(SqfFormat format)
{
	switch (format)
	{
		case SQF_FORMAT_UNIX:
			return 1;
		case SQF_FORMAT_UNIX_MS:
			return 1000;
		case SQF_FORMAT_UNIX_US:
			return 1000000;
		default:
			return 0;
	}
}

/*
 * Whole units are exact instants; a date must fall on midnight, and the wall
 * clock of a zone may jump.
 */
static void
describe_counted_time(SqfValue *value, int32 typmod, bool is_utc)
{
	int64		units = units_per_second(value->format);
	char	   *range;

	value->domain = SQF_DOMAIN_COUNTED_TIME;
	value->is_exact_time = units > 0 && typmod < 0 &&
		(value->type == TIMESTAMPTZOID ||
		 (value->type == TIMESTAMPOID && is_utc));
	value->sorts = value->is_exact_time;
	value->is_guardable = value->is_exact_time;
	if (!value->is_exact_time)
		return;
	range = psprintf("CASE typeof(%%s) WHEN 'integer' THEN %%s BETWEEN " INT64_FORMAT
					 " AND " INT64_FORMAT " ELSE %%s IS NULL END",
					 units * (int64) ((MIN_TIMESTAMP / USECS_PER_SEC) + SECS_PER_DAY * (int64) (POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE)),
					 Min(units * INT64CONST(9223372036854), PG_INT64_MAX));
	add_guard(value, range);
}

/*
 * sqf_shippable_alias returns the name of a table in statements (palloc'd).
 */
char *
sqf_shippable_alias(Index table)
{
	return psprintf("r%u", table);
}

/*
 * Whatever compares a column asks for its collation, and one that only the
 * application defines is an error.
 */
static bool
compares(const SqfColumn *column)
{
	return column->collation != NULL &&
		(pg_strcasecmp(column->collation, "BINARY") == 0 ||
		 pg_strcasecmp(column->collation, "NOCASE") == 0 ||
		 pg_strcasecmp(column->collation, "RTRIM") == 0);
}

/*
 * sqf_shippable_column tells what a column of a foreign table is worth in
 * SQLite.
 */
void
sqf_shippable_column(const SqfRelInfo *info, Index table, AttrNumber attnum,
					 SqfValue *value)
{
	const SqfMappedColumn *mapped = &info->map->columns[attnum - 1];
	const SqfColumn *column = sqf_column_map_find_column(info->map, attnum,
														 info->table);
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "%s.", sqf_shippable_alias(table));
	sqf_quote_append_identifier(&sql, column->name);

	memset(value, 0, sizeof(SqfValue));
	value->sql = sql.data;
	value->type = mapped->type;
	value->format = mapped->format;
	value->is_column = true;
	value->says_not_null = column->not_null && !column->is_rowid_alias;
	value->table = table;
	value->attnum = attnum;
	value->scale = -1;
	value->is_guardable = true;

	/* elsewhere the declared types promise nothing about the values */
	if (info->table->kind != SQF_TABLE_ORDINARY || !compares(column))
		value->domain = SQF_DOMAIN_NONE;
	else if (mapped->type == UUIDOID)
		describe_uuid(value, column);
	else if (mapped->format == SQF_FORMAT_ISO)
		value->domain = SQF_DOMAIN_WRITTEN_TIME;
	else if (mapped->format == SQF_FORMAT_LITERAL)
		value->domain = SQF_DOMAIN_NONE;
	else if (mapped->format != SQF_FORMAT_NONE)
	{
		if (column->affinity != SQF_AFFINITY_TEXT)
			describe_counted_time(value, mapped->typmod, info->is_utc);
	}
	else if (mapped->type == BYTEAOID)
	{
		if (column->affinity == SQF_AFFINITY_BLOB)
			describe_bytes(value);
	}
	else if (mapped->type == TEXTOID || mapped->type == VARCHAROID)
	{
		if (!is_numeric_affinity(column->affinity))
			describe_text(value, column, mapped->typmod, info->encoding);
	}
	else if (column->affinity == SQF_AFFINITY_TEXT)
		value->domain = SQF_DOMAIN_NONE;
	else if (mapped->type == INT2OID || mapped->type == INT4OID ||
			 mapped->type == INT8OID)
		describe_integer(value, column);
	else if (mapped->type == FLOAT8OID)
		describe_real(value, column);
	else if (mapped->type == NUMERICOID)
		describe_decimal(value, mapped->typmod);
	else if (mapped->type == BOOLOID)
		describe_boolean(value);

	if (value->domain == SQF_DOMAIN_NONE ||
		value->domain == SQF_DOMAIN_WRITTEN_TIME)
		value->is_guardable = false;
}

/* Built-in families that pg_opfamily.dat gives no symbol. */
#define FLOAT_BTREE_FAM_OID		1970
#define NUMERIC_BTREE_FAM_OID	1988
#define DATETIME_BTREE_FAM_OID	434
#define UUID_BTREE_FAM_OID		2968

/* The families whose operators compare alike, by the domain of the values. */
static const struct
{
	Oid			family;
	SqfDomain	domain;
}			families[] = {
	{INTEGER_BTREE_FAM_OID, SQF_DOMAIN_INTEGER},
	{FLOAT_BTREE_FAM_OID, SQF_DOMAIN_REAL},
	{NUMERIC_BTREE_FAM_OID, SQF_DOMAIN_DECIMAL},
	{BOOL_BTREE_FAM_OID, SQF_DOMAIN_BOOLEAN},
	{TEXT_BTREE_FAM_OID, SQF_DOMAIN_TEXT},
	{BYTEA_BTREE_FAM_OID, SQF_DOMAIN_BYTES},
	{UUID_BTREE_FAM_OID, SQF_DOMAIN_UUID},
	{DATETIME_BTREE_FAM_OID, SQF_DOMAIN_COUNTED_TIME},
};

/*
 * sqf_shippable_comparison returns the btree strategy of an operator, or
 * SQF_NOT_EQUAL, and the domain that it compares in (times count as
 * SQF_DOMAIN_COUNTED_TIME, whatever their format); 0 for any other operator.
 */
int
sqf_shippable_comparison(Oid operator, SqfDomain *domain)
{
	Oid			negator = get_negator(operator);

	for (size_t i = 0; i < lengthof(families); i++)
	{
		int			strategy = get_op_opfamily_strategy(operator,
														families[i].family);

		if (strategy == 0 && OidIsValid(negator) &&
			get_op_opfamily_strategy(negator, families[i].family) == BTEqualStrategyNumber)
			strategy = SQF_NOT_EQUAL;
		if (strategy != 0)
		{
			*domain = families[i].domain;
			return strategy;
		}
	}
	return 0;
}

/*
 * sqf_shippable_order tells whether a btree family sorts values of this domain,
 * in an order that SQLite has if the value's sorts says so.
 */
bool
sqf_shippable_order(Oid family, SqfDomain domain)
{
	for (size_t i = 0; i < lengthof(families); i++)
		if (families[i].family == family && families[i].domain == domain)
			return true;
	return false;
}

/*
 * sqf_shippable_arithmetic returns SQLite's operator for a function that
 * computes with integers, or NULL.  Division by zero is an error here and NULL
 * there, so the divisor must be known; *divides tells.
 */
const char *
sqf_shippable_arithmetic(Oid function, bool *divides)
{
	*divides = false;
	switch (function)
	{
		case F_INT2PL:
		case F_INT4PL:
		case F_INT8PL:
		case F_INT24PL:
		case F_INT42PL:
		case F_INT28PL:
		case F_INT82PL:
		case F_INT48PL:
		case F_INT84PL:
			return "+";
		case F_INT2MI:
		case F_INT4MI:
		case F_INT8MI:
		case F_INT24MI:
		case F_INT42MI:
		case F_INT28MI:
		case F_INT82MI:
		case F_INT48MI:
		case F_INT84MI:
			return "-";
		case F_INT2MUL:
		case F_INT4MUL:
		case F_INT8MUL:
		case F_INT24MUL:
		case F_INT42MUL:
		case F_INT28MUL:
		case F_INT82MUL:
		case F_INT48MUL:
		case F_INT84MUL:
			return "*";
		case F_INT2DIV:
		case F_INT4DIV:
		case F_INT8DIV:
		case F_INT24DIV:
		case F_INT42DIV:
		case F_INT28DIV:
		case F_INT82DIV:
		case F_INT48DIV:
		case F_INT84DIV:
			*divides = true;
			return "/";
		case F_INT2MOD:
		case F_INT4MOD:
		case F_INT8MOD:
		case F_MOD_INT2_INT2:
		case F_MOD_INT4_INT4:
		case F_MOD_INT8_INT8:
			*divides = true;
			return "%";
		default:
			return NULL;
	}
}

/* Does a locale of this provider sort by code points? */
static bool
is_c_locale(char provider, const char *locale)
{
	if (locale == NULL)
		return false;
#if PG_VERSION_NUM >= 170000
	if (provider == COLLPROVIDER_BUILTIN)
		return true;
#endif
	return provider == COLLPROVIDER_LIBC &&
		(strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0);
}

static char *
get_text(int cache, HeapTuple tuple, AttrNumber attnum)
{
	bool		is_null;
	Datum		value = SysCacheGetAttr(cache, tuple, attnum, &is_null);

	return is_null ? NULL : TextDatumGetCString(value);
}

/* The core's own test needs ICU's headers, which not every build has. */
static bool
database_sorts_as_c(void)
{
	HeapTuple	tuple = SearchSysCache1(DATABASEOID,
										ObjectIdGetDatum(MyDatabaseId));
	Form_pg_database database;
	bool		result;

	if (!HeapTupleIsValid(tuple))
		return false;
	database = (Form_pg_database) GETSTRUCT(tuple);
	result = is_c_locale(database->datlocprovider,
						 get_text(DATABASEOID, tuple, Anum_pg_database_datcollate));
	ReleaseSysCache(tuple);
	return result;
}

static bool
collation_sorts_as_c(Oid oid)
{
	HeapTuple	tuple = SearchSysCache1(COLLOID, ObjectIdGetDatum(oid));
	Form_pg_collation collation;
	bool		result;

	if (!HeapTupleIsValid(tuple))
		return false;
	collation = (Form_pg_collation) GETSTRUCT(tuple);
	result = is_c_locale(collation->collprovider,
						 get_text(COLLOID, tuple, Anum_pg_collation_collcollate));
	ReleaseSysCache(tuple);
	return result;
}

/*
 * sqf_shippable_sorts_as_c tells whether a collation sorts texts by their bytes.
 */
bool
sqf_shippable_sorts_as_c(Oid collation)
{
	if (collation == DEFAULT_COLLATION_OID)
		return database_sorts_as_c();
	return collation == C_COLLATION_OID ||
		collation_sorts_as_c(collation);
}

/*
 * sqf_shippable_equals_bytes tells whether texts are equal under a collation
 * just if their bytes are.
 */
bool
sqf_shippable_equals_bytes(Oid collation)
{
	return OidIsValid(collation) && get_collation_isdeterministic(collation);
}
