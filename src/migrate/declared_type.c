/*-------------------------------------------------------------------------
 *
 * declared_type.c
 *	  A declared type names the PostgreSQL type that its author had in mind.
 *
 * SQLite takes any words for a type and checks no value against them, so a
 * translation is never narrower than the words: INTEGER is bigint, and words
 * that say nothing known become text, which reads all but BLOBs.  Only names
 * from the table below are ever emitted, whatever a file declares.
 *
 * IDENTIFICATION
 *	  src/migrate/declared_type.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "lib/stringinfo.h"
#include "migrate/declared_type.h"
#include "utils/numeric.h"

/* What the numbers in parentheses mean. */
typedef enum Arguments
{
	ARGUMENTS_IGNORED,
	ARGUMENTS_LENGTH,			/* (n) characters */
	ARGUMENTS_PRECISION			/* (precision [, scale]) */
} Arguments;

/* For words that say nothing known: it reads all but BLOBs. */
#define FALLBACK_TYPE	"pg_catalog.text"

static const struct
{
	const char *declared;
	const char *type;
	Arguments	arguments;
}			translations[] = {
	{"INTEGER", "bigint", ARGUMENTS_IGNORED},
	{"INT", "bigint", ARGUMENTS_IGNORED},
	{"BIGINT", "bigint", ARGUMENTS_IGNORED},
	{"SMALLINT", "bigint", ARGUMENTS_IGNORED},
	{"TINYINT", "bigint", ARGUMENTS_IGNORED},
	{"MEDIUMINT", "bigint", ARGUMENTS_IGNORED},
	{"BIG INT", "bigint", ARGUMENTS_IGNORED},
	{"INT2", "bigint", ARGUMENTS_IGNORED},
	{"INT4", "bigint", ARGUMENTS_IGNORED},
	{"INT8", "bigint", ARGUMENTS_IGNORED},
	{"LONG", "bigint", ARGUMENTS_IGNORED},
	{"SERIAL", "bigint", ARGUMENTS_IGNORED},
	{"BIGSERIAL", "bigint", ARGUMENTS_IGNORED},
	{"SMALLSERIAL", "bigint", ARGUMENTS_IGNORED},
	{"BOOLEAN", "boolean", ARGUMENTS_IGNORED},
	{"BOOL", "boolean", ARGUMENTS_IGNORED},
	{"REAL", "double precision", ARGUMENTS_IGNORED},
	{"FLOAT", "double precision", ARGUMENTS_IGNORED},
	{"FLOAT4", "double precision", ARGUMENTS_IGNORED},
	{"FLOAT8", "double precision", ARGUMENTS_IGNORED},
	{"DOUBLE", "double precision", ARGUMENTS_IGNORED},
	{"DOUBLE PRECISION", "double precision", ARGUMENTS_IGNORED},
	{"NUMERIC", "numeric", ARGUMENTS_PRECISION},
	{"DECIMAL", "numeric", ARGUMENTS_PRECISION},
	{"DEC", "numeric", ARGUMENTS_PRECISION},
	{"NUMBER", "numeric", ARGUMENTS_PRECISION},
	{"MONEY", "numeric", ARGUMENTS_IGNORED},
	{"CURRENCY", "numeric", ARGUMENTS_IGNORED},
	{"VARCHAR", "varchar", ARGUMENTS_LENGTH},
	{"CHAR", "varchar", ARGUMENTS_LENGTH},
	{"CHARACTER", "varchar", ARGUMENTS_LENGTH},
	{"CHARACTER VARYING", "varchar", ARGUMENTS_LENGTH},
	{"VARYING CHARACTER", "varchar", ARGUMENTS_LENGTH},
	{"NCHAR", "varchar", ARGUMENTS_LENGTH},
	{"NVARCHAR", "varchar", ARGUMENTS_LENGTH},
	{"VARCHAR2", "varchar", ARGUMENTS_LENGTH},
	{"NATIVE CHARACTER", "varchar", ARGUMENTS_LENGTH},
	{"TEXT", FALLBACK_TYPE, ARGUMENTS_IGNORED},
	{"TINYTEXT", FALLBACK_TYPE, ARGUMENTS_IGNORED},
	{"MEDIUMTEXT", FALLBACK_TYPE, ARGUMENTS_IGNORED},
	{"LONGTEXT", FALLBACK_TYPE, ARGUMENTS_IGNORED},
	{"NTEXT", FALLBACK_TYPE, ARGUMENTS_IGNORED},
	{"CLOB", FALLBACK_TYPE, ARGUMENTS_IGNORED},
	{"STRING", FALLBACK_TYPE, ARGUMENTS_IGNORED},
	{"BLOB", "pg_catalog.bytea", ARGUMENTS_IGNORED},
	{"TINYBLOB", "pg_catalog.bytea", ARGUMENTS_IGNORED},
	{"MEDIUMBLOB", "pg_catalog.bytea", ARGUMENTS_IGNORED},
	{"LONGBLOB", "pg_catalog.bytea", ARGUMENTS_IGNORED},
	{"BINARY", "pg_catalog.bytea", ARGUMENTS_IGNORED},
	{"VARBINARY", "pg_catalog.bytea", ARGUMENTS_IGNORED},
	{"BYTEA", "pg_catalog.bytea", ARGUMENTS_IGNORED},
	{"IMAGE", "pg_catalog.bytea", ARGUMENTS_IGNORED},
	{"DATE", "pg_catalog.date", ARGUMENTS_IGNORED},
	{"TIME", "time", ARGUMENTS_IGNORED},
	{"DATETIME", "timestamp", ARGUMENTS_IGNORED},
	{"TIMESTAMP", "timestamp", ARGUMENTS_IGNORED},
	{"TIMESTAMP WITHOUT TIME ZONE", "timestamp", ARGUMENTS_IGNORED},
	{"TIMESTAMPTZ", "timestamp with time zone", ARGUMENTS_IGNORED},
	{"TIMESTAMP WITH TIME ZONE", "timestamp with time zone", ARGUMENTS_IGNORED},
	{"JSON", "pg_catalog.json", ARGUMENTS_IGNORED},
	{"JSONB", "pg_catalog.jsonb", ARGUMENTS_IGNORED},
	{"UUID", "pg_catalog.uuid", ARGUMENTS_IGNORED},
	{"GUID", "pg_catalog.uuid", ARGUMENTS_IGNORED},
	{"UNIQUEIDENTIFIER", "pg_catalog.uuid", ARGUMENTS_IGNORED},
};

/* Words that change nothing of what a type can hold. */
static const char *const noise_words[] = {
	"UNSIGNED", "SIGNED", "ZEROFILL"
};

static bool
is_noise(const char *word, size_t len)
{
	for (size_t i = 0; i < lengthof(noise_words); i++)
		if (strlen(noise_words[i]) == len &&
			pg_strncasecmp(noise_words[i], word, len) == 0)
			return true;
	return false;
}

/*
 * The words of a declared type, one space between them, without what stands in
 * parentheses and without noise: "unsigned  BIG int(20)" is "BIG int".
 */
static char *
normalize(const char *declared)
{
	StringInfoData words;
	const char *p = declared;

	initStringInfo(&words);
	while (*p != '\0')
	{
		size_t		len = strcspn(p, " \t\r\n(");

		if (len > 0 && !is_noise(p, len))
			appendStringInfo(&words, "%s%.*s", words.len > 0 ? " " : "",
							 (int) len, p);
		p += len;
		if (*p == '(')
			p += strcspn(p, ")");
		if (*p != '\0')
			p++;
	}
	return words.data;
}

/* The one or two numbers in a type's parentheses; returns how many. */
static int
parse_arguments(const char *declared, int *first, int *second)
{
	const char *open = strchr(declared, '(');
	char		end;

	if (open == NULL)
		return 0;
	if (sscanf(open, " ( %d , %d %c", first, second, &end) == 3 && end == ')')
		return 2;
	if (sscanf(open, " ( %d %c", first, &end) == 2 && end == ')')
		return 1;
	return 0;
}

static char *
with_length(const char *type, const char *declared)
{
	int			length;
	int			unused;

	/* without a usable length, varchar would be text by another name */
	if (parse_arguments(declared, &length, &unused) != 1 ||
		length < 1 || length > MaxAttrSize)
		return pstrdup(FALLBACK_TYPE);
	return psprintf("%s(%d)", type, length);
}

static char *
with_precision(const char *type, const char *declared)
{
	int			precision;
	int			scale = 0;
	int			given = parse_arguments(declared, &precision, &scale);

	if (given == 0 || precision < 1 || precision > NUMERIC_MAX_PRECISION ||
		scale < 0 || scale > precision)
		return pstrdup(type);
	return psprintf("%s(%d,%d)", type, precision, scale);
}

/*
 * sqf_declared_type_translate returns the type for a column with this declared
 * type ("" for none), written as SQL that needs no quoting.  *known is false if
 * the words say nothing known.
 */
char *
sqf_declared_type_translate(const char *declared, bool *known)
{
	char	   *words = normalize(declared);

	*known = true;
	for (size_t i = 0; i < lengthof(translations); i++)
	{
		const char *type = translations[i].type;

		if (pg_strcasecmp(translations[i].declared, words) != 0)
			continue;
		if (translations[i].arguments == ARGUMENTS_LENGTH)
			return with_length(type, declared);
		if (translations[i].arguments == ARGUMENTS_PRECISION)
			return with_precision(type, declared);
		return pstrdup(type);
	}
	*known = false;
	return pstrdup(FALLBACK_TYPE);
}
