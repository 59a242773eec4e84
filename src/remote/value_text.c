/*-------------------------------------------------------------------------
 *
 * value_text.c
 *	  SQLite values become strings, bytea, JSON, uuid, and any type that reads
 *	  itself from text.
 *
 * IDENTIFICATION
 *	  src/remote/value_text.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <ctype.h>
#include <sqlite3.h>

#include "catalog/pg_type.h"
#include "common/shortest_dec.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "remote/jsonb.h"
#include "remote/literal.h"
#include "remote/value_reader.h"
#include "utils/ascii.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"
#include "utils/uuid.h"
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/* What is_valid_ascii takes a multiple of, on any PostgreSQL. */
#define ASCII_BLOCK			16

/* The first version of SQLite that knows JSONB. */
#define SQLITE_WITH_JSONB	3045000

/* What stands around the text or the digits of a value that is written as a literal. */
#define LITERAL_FRAME	64

/* ---------------------------------------------------------------------------
 * The text form of a value
 * ---------------------------------------------------------------------------
 */

/* ASCII without NUL, as most texts are: one quick look tells. */
static bool
is_ascii(const char *text, int len)
{
	int			whole = len - len % ASCII_BLOCK;

	for (int i = whole; i < len; i++)
		if (text[i] == '\0' || IS_HIGHBIT_SET(text[i]))
			return false;
	return is_valid_ascii((const unsigned char *) text, whole);
}

static bool
check_utf8(SqfReader *reader, const char *text, int len)
{
	if (is_ascii(text, len))
		return true;
	if (memchr(text, '\0', len) != NULL)
		return sqf_reader_fail(reader, ERRCODE_CHARACTER_NOT_IN_REPERTOIRE,
							   "contains a NUL byte, which no PostgreSQL string can",
							   "bytea");
	if (pg_encoding_verifymbstr(PG_UTF8, text, len) != len)
		return sqf_reader_fail(reader, ERRCODE_CHARACTER_NOT_IN_REPERTOIRE,
							   "is not valid UTF-8", "bytea");
	return true;
}

static Datum
call_to_server_encoding(SqfReader *reader, void *arg)
{
	const char *text = arg;

	return CStringGetDatum(pg_any_to_server(text, strlen(text), PG_UTF8));
}

/* Valid UTF-8, terminated, in the server's encoding; may be the same memory. */
static bool
to_server_encoding(SqfReader *reader, const char **text, int *len)
{
	Datum		converted;

	if (GetDatabaseEncoding() == PG_UTF8 || GetDatabaseEncoding() == PG_SQL_ASCII)
		return true;
	if (!sqf_reader_call(reader, call_to_server_encoding, (char *) *text,
						 &converted))
	{
		reader->fault.reason = "has a character that the database's encoding does not know";
		reader->fault.hint_type = "bytea";
		return false;
	}
	*text = DatumGetCString(converted);
	*len = strlen(*text);
	return true;
}

static bool
utf8_to_server(SqfReader *reader, const char **text, int *len)
{
	return check_utf8(reader, *text, *len) &&
		to_server_encoding(reader, text, len);
}

/*
 * The text form of a value that is no BLOB, in the server's encoding and
 * terminated; valid until the next step.
 */
static bool
get_text_form(SqfReader *reader, const char **text, int *len)
{
	char	   *printed;

	switch (reader->storage)
	{
		case SQLITE_INTEGER:
			printed = palloc(MAXINT8LEN + 1);
			*len = pg_lltoa(sqlite3_value_int64(reader->stored), printed);
			*text = printed;
			return true;
		case SQLITE_FLOAT:
			printed = palloc(DOUBLE_SHORTEST_DECIMAL_LEN);
			*len = double_to_shortest_decimal_buf(sqlite3_value_double(reader->stored),
												  printed);
			*text = printed;
			return true;
		case SQLITE_TEXT:
			return sqf_reader_get_utf8(reader, text, len) &&
				utf8_to_server(reader, text, len);
		default:
			return sqf_reader_fail(reader, ERRCODE_INVALID_TEXT_REPRESENTATION,
								   "is not text", "bytea");
	}
}

/* ---------------------------------------------------------------------------
 * Strings
 * ---------------------------------------------------------------------------
 */

static bool
read_text(SqfReader *reader, Datum *value)
{
	const char *text;
	int			len;

	if (!get_text_form(reader, &text, &len))
		return false;
	if (!reader->only_tries)
		*value = PointerGetDatum(cstring_to_text_with_len(text, len));
	return true;
}

/*
 * A byte becomes two digits at the most, or two quotes.  SQLite is not asked for
 * the length of UTF-16 in UTF-8: it would convert the value, and repair it.
 */
static bool
fits_literal(const SqfReader *reader)
{
	int			type = sqlite3_value_type(reader->stored);
	bool		is_utf16 = type == SQLITE_TEXT && reader->encoding == SQF_ENCODING_UTF16;
	int			length;

	if (type != SQLITE_BLOB && type != SQLITE_TEXT)
		return true;
	length = is_utf16 ? sqlite3_value_bytes16(reader->stored) :
		sqlite3_value_bytes(reader->stored);
	return length < (int) (MaxAllocSize / 2) - LITERAL_FRAME;
}

/* Any value as it would be written in SQLite's SQL, if PostgreSQL can hold that. */
static bool
read_literal(SqfReader *reader, Datum *value)
{
	StringInfoData buf;
	const char *text;
	int			len;

	if (!fits_literal(reader))
		return sqf_reader_fail(reader, ERRCODE_PROGRAM_LIMIT_EXCEEDED,
							   "is too long for a literal", "bytea");
	if (reader->only_tries && GetDatabaseEncoding() == PG_UTF8)
		return true;
	initStringInfo(&buf);
	sqf_literal_append(&buf, reader->stored, reader->encoding);
	text = buf.data;

	len = buf.len;
	if (!to_server_encoding(reader, &text, &len))
		return false;
	*value = PointerGetDatum(cstring_to_text_with_len(text, len));
	return true;
}

/* Is the text longer than the column's declared number of characters? */
static bool
is_too_long(const SqfReader *reader, const char *text, int len, int *missing)
{
	int			characters = pg_mbstrlen_with_len(text, len);

	*missing = 0;
	if (reader->typmod < (int32) VARHDRSZ)
		return false;
	*missing = reader->typmod - VARHDRSZ - characters;
	return *missing < 0;
}

static bool
fail_too_long(SqfReader *reader)
{
	return sqf_reader_fail(reader, ERRCODE_STRING_DATA_RIGHT_TRUNCATION,
						   psprintf("is too long for type %s",
									format_type_with_typemod(reader->base_type,
															 reader->typmod)),
						   "text");
}

static bool
read_varchar(SqfReader *reader, Datum *value)
{
	const char *text;
	int			len;
	int			missing;

	if (!get_text_form(reader, &text, &len))
		return false;
	if (is_too_long(reader, text, len, &missing))
		return fail_too_long(reader);
	*value = PointerGetDatum(cstring_to_text_with_len(text, len));
	return true;
}

/* char(n) is padded with blanks to its length. */
static bool
read_bpchar(SqfReader *reader, Datum *value)
{
	const char *text;
	int			len;
	int			missing;
	BpChar	   *result;

	if (!get_text_form(reader, &text, &len))
		return false;
	if (is_too_long(reader, text, len, &missing))
		return fail_too_long(reader);
	result = palloc((Size) VARHDRSZ + len + missing);
	SET_VARSIZE(result, VARHDRSZ + len + missing);
	memcpy(VARDATA(result), text, len);
	memset(VARDATA(result) + len, ' ', missing);
	*value = PointerGetDatum(result);
	return true;
}

static bool
read_bytea(SqfReader *reader, Datum *value)
{
	const char *bytes;
	int			len;

	switch (reader->storage)
	{
		case SQLITE_BLOB:
			bytes = sqf_value_blob(reader->stored, &len);
			break;
		case SQLITE_TEXT:
			if (!sqf_reader_get_utf8(reader, &bytes, &len))
				return false;
			break;
		default:
			return sqf_reader_fail_for_good(reader,
											ERRCODE_INVALID_TEXT_REPRESENTATION,
											"is neither BLOB nor TEXT");
	}
	if (!reader->only_tries)
		*value = PointerGetDatum(cstring_to_text_with_len(bytes, len));
	return true;
}

/* ---------------------------------------------------------------------------
 * JSON
 * ---------------------------------------------------------------------------
 */

/* Members of all objects in a valid JSON text: each has one colon. */
static int64
count_members(const char *json)
{
	int64		members = 0;

	for (const char *p = json; *p != '\0'; p++)
	{
		if (*p == ':')
			members++;
		else if (*p == '"')
		{
			while (*++p != '"')
				p += *p == '\\';
		}
	}
	return members;
}

/* Keys of all objects in a container; an object's values follow its keys. */
static int64
count_jsonb_keys(JsonbContainer *container)
{
	bool		is_object = JsonContainerIsObject(container);
	int			size = JsonContainerSize(container);
	int			children = is_object ? 2 * size : size;
	char	   *data = (char *) &container->children[children];
	int64		keys = is_object ? size : 0;
	uint32		offset = 0;

	check_stack_depth();
	for (int i = 0; i < children; i++)
	{
		JEntry		entry = container->children[i];

		if (JBE_ISCONTAINER(entry))
			keys += count_jsonb_keys((JsonbContainer *) (data + INTALIGN(offset)));
		JBE_ADVANCE_OFFSET(offset, entry);
	}
	return keys;
}

/* jsonb keeps one of several equal keys, so a text with them is not itself. */
static bool
check_keys_unique(SqfReader *reader, const char *json, Datum value)
{
	if (count_members(json) == count_jsonb_keys(&DatumGetJsonbP(value)->root))
		return true;
	return sqf_reader_fail(reader, ERRCODE_DUPLICATE_JSON_OBJECT_KEY_VALUE,
						   "has an object with a key twice, of which jsonb would keep one",
						   "json");
}

/* JSON as it mostly is; false leaves the text to PostgreSQL's parser. */
static bool
parse_plain_json(const SqfReader *reader, const char *text, int len,
				 Datum *value)
{
	if (reader->base_type == JSONBOID)
		return reader->only_tries ? sqf_jsonb_is_plain(text, len) :
			sqf_jsonb_read(text, len, value);
	if (!sqf_json_is_plain(text, len))
		return false;
	if (!reader->only_tries)
		*value = PointerGetDatum(cstring_to_text_with_len(text, len));
	return true;
}

static bool
parse_json(SqfReader *reader, const char *text, int len, Datum *value)
{
	if (parse_plain_json(reader, text, len, value))
		return true;
	if (!sqf_reader_call_input(reader, text, reader->typmod, value))
		return false;
	return reader->base_type != JSONBOID ||
		check_keys_unique(reader, text, *value);
}

/*
 * SQLite's own binary JSON as text, if the library in use can read it; NULL if
 * the bytes are none.
 */
static const char *
sqlite_jsonb_to_text(const SqfReader *reader)
{
	struct sqlite3_stmt *convert;
	const char *text = NULL;

	if (sqlite3_libversion_number() < SQLITE_WITH_JSONB)
		return NULL;
	if (sqlite3_prepare_v2(sqlite3_db_handle(reader->raw), "SELECT CASE WHEN json_valid(?1, 8) THEN json(?1) END", -1,
						   &convert, NULL) != SQLITE_OK)
		return NULL;
	if (sqlite3_bind_value(convert, 1, reader->stored) == SQLITE_OK &&
		sqlite3_step(convert) == SQLITE_ROW)
	{
		const char *json = (const char *) sqlite3_column_text(convert, 0);

		if (json != NULL)
			text = pnstrdup(json, sqlite3_column_bytes(convert, 0));
	}
	sqlite3_finalize(convert);
	return text;
}

/* A BLOB holds JSON text (Drizzle's blob mode json) or SQLite's JSONB. */
static bool
read_json_blob(SqfReader *reader, Datum *value)
{
	int			len;
	const char *bytes = sqf_value_blob(reader->stored, &len);
	char	   *copy = palloc(len + 1);
	const char *text = copy;
	SqfFault	first;

	/* whole: a BLOB may have NULs anywhere, which is for utf8_to_server to say */
	memcpy(copy, bytes, len);
	copy[len] = '\0';
	if (utf8_to_server(reader, &text, &len) && parse_json(reader, text, len, value))
		return true;
	first = reader->fault;
	text = sqlite_jsonb_to_text(reader);

	if (text == NULL)
	{
		reader->fault = first;
		reader->fault.hint_type = "bytea";
		return false;
	}
	len = strlen(text);
	return utf8_to_server(reader, &text, &len) &&
		parse_json(reader, text, len, value);
}

static bool
read_json(SqfReader *reader, Datum *value)
{
	const char *text;
	int			len;

	if (reader->storage == SQLITE_BLOB)
		return read_json_blob(reader, value);
	return get_text_form(reader, &text, &len) &&
		parse_json(reader, text, len, value);
}

/* ---------------------------------------------------------------------------
 * Uuid and the rest
 * ---------------------------------------------------------------------------
 */

/* -1 for what is no hexadecimal digit. */
static inline int
hex_digit(char c)
{
	static const uint8 digits_from_1[256] = {
		['0'] = 1,['1'] = 2,['2'] = 3,['3'] = 4,['4'] = 5,['5'] = 6,
		['6'] = 7,['7'] = 8,['8'] = 9,['9'] = 10,
		['a'] = 11,['b'] = 12,['c'] = 13,['d'] = 14,['e'] = 15,['f'] = 16,
		['A'] = 11,['B'] = 12,['C'] = 13,['D'] = 14,['E'] = 15,['F'] = 16
	};

	return digits_from_1[(unsigned char) c] - 1;
}

/*
 * All forms that uuid_in takes: 32 hexadecimal digits, a hyphen after any group
 * of four, braces around it all.
 */
static bool
parse_uuid(const char *p, pg_uuid_t *uuid)
{
	bool		braces = *p == '{';

	if (braces)
		p++;
	for (int i = 0; i < UUID_LEN; i++)
	{
		int			high = hex_digit(p[0]);
		int			low = high < 0 ? -1 : hex_digit(p[1]);

		if (low < 0)
			return false;
		uuid->data[i] = high << 4 | low;
		p += 2;
		if (*p == '-' && i % 2 == 1 && i < UUID_LEN - 1)
			p++;
	}
	if (braces && *p++ != '}')
		return false;
	return *p == '\0';
}

/*
 * sqf_uuid_is_canonical tells whether a text is a uuid in the form that uuids
 * are printed in, in either case.  Other forms are also those of hashes.
 */
bool
sqf_uuid_is_canonical(const char *text)
{
	pg_uuid_t	unused;

	return strlen(text) == 36 && text[8] == '-' && text[13] == '-' &&
		text[18] == '-' && text[23] == '-' && parse_uuid(text, &unused);
}

/* Is this the one spelling that PostgreSQL prints? */
static bool
is_printed_uuid(const char *text)
{
	return sqf_uuid_is_canonical(text) && strpbrk(text, "ABCDEF") == NULL;
}

/* A uuid, but not stored as the format says. */
static bool
fail_uuid_format(SqfReader *reader)
{
	return sqf_reader_fail(reader, ERRCODE_INVALID_TEXT_REPRESENTATION,
						   psprintf("is not a uuid as format \"%s\" asks for",
									sqf_format_name(reader->format)),
						   "uuid");
}

static bool
text_to_uuid(SqfReader *reader, pg_uuid_t *uuid)
{
	const char *text;
	int			len;

	if (!get_text_form(reader, &text, &len))
		return false;
	if (!parse_uuid(text, uuid))
		return sqf_reader_fail(reader, ERRCODE_INVALID_TEXT_REPRESENTATION,
							   "is not a uuid", "text");
	if (reader->format == SQF_FORMAT_UUID_BLOB ||
		(reader->format == SQF_FORMAT_UUID_TEXT && !is_printed_uuid(text)))
		return fail_uuid_format(reader);
	return true;
}

static bool
read_uuid(SqfReader *reader, Datum *value)
{
	pg_uuid_t  *uuid = palloc(sizeof(pg_uuid_t));
	const char *bytes;
	int			len;

	switch (reader->storage)
	{
		case SQLITE_BLOB:
			bytes = sqf_value_blob(reader->stored, &len);
			if (len != UUID_LEN)
				return sqf_reader_fail(reader, ERRCODE_INVALID_TEXT_REPRESENTATION,
									   "is not 16 bytes, as a uuid is", "bytea");
			if (reader->format == SQF_FORMAT_UUID_TEXT)
				return fail_uuid_format(reader);
			memcpy(uuid->data, bytes, UUID_LEN);
			break;
		case SQLITE_TEXT:
			if (!text_to_uuid(reader, uuid))
				return false;
			break;
		default:
			return sqf_reader_fail(reader, ERRCODE_INVALID_TEXT_REPRESENTATION,
								   "is not a uuid", "text");
	}
	*value = UUIDPGetDatum(uuid);
	return true;
}

/* Any other type reads the text form by its own input function. */
static bool
read_by_input(SqfReader *reader, Datum *value)
{
	const char *text;
	int			len;

	return get_text_form(reader, &text, &len) &&
		sqf_reader_call_input(reader, text, reader->typmod, value);
}

static Datum
call_output(SqfReader *reader, void *arg)
{
	Oid			output;
	bool		is_varlena;

	getTypeOutputInfo(reader->base_type, &output, &is_varlena);
	return CStringGetDatum(OidOutputFunctionCall(output, *(Datum *) arg));
}

/* Does a value print as it was written?  Spaces in an array are spelling. */
static bool
prints_as(SqfReader *reader, Datum value, const char *text)
{
	bool		skip_spaces = get_element_type(reader->base_type) != InvalidOid;
	Datum		output;
	const char *printed;

	if (!sqf_reader_call(reader, call_output, &value, &output))
		return false;
	for (printed = DatumGetCString(output);; text ++, printed++)
	{
		if (skip_spaces)
		{
			text	  +=strspn(text, " ");

			printed += strspn(printed, " ");
		}
		if (*text !=*printed)
			return false;
		if (*text == '\0')
			return true;
	}
}

/*
 * Some input functions change what they read: "char" and name cut, oid wraps,
 * money rounds, and an array or a row type hides what the types in it do.  There
 * a value must be written as PostgreSQL prints it.
 */
static bool
read_as_printed(SqfReader *reader, Datum *value)
{
	const char *text;
	int			len;

	if (!get_text_form(reader, &text, &len) ||
		!sqf_reader_call_input(reader, text, reader->typmod, value))
		return false;
	if (prints_as(reader, *value, text))
		return true;
	return sqf_reader_fail(reader, ERRCODE_INVALID_TEXT_REPRESENTATION,
						   psprintf("is not written as type %s prints it, and might change",
									format_type_be(reader->type)), "text");
}

/* interval(3), interval day and their like refuse what they would round or cut. */
static bool
fit_interval(SqfReader *reader, Datum *value)
{
	Interval	exact = *DatumGetIntervalP(*value);

	*value = DirectFunctionCall2(interval_scale, *value,
								 Int32GetDatum(reader->typmod));
	if (memcmp(&exact, DatumGetIntervalP(*value), sizeof(Interval)) == 0)
		return true;
	return sqf_reader_fail(reader, ERRCODE_INTERVAL_FIELD_OVERFLOW,
						   psprintf("has more than type %s can hold",
									format_type_with_typemod(reader->base_type,
															 reader->typmod)),
						   "interval");
}

/* Is there a word that names no fixed time, such as now or tomorrow? */
static bool
has_relative_time(const char *text)
{
	static const char *const fixed_words[] = {
		"t", "z", "empty", "infinity", "ad", "bc"
	};

	while (*text !='\0')
	{
		size_t		len = 0;
		bool		is_fixed = false;

		while (isalpha((unsigned char) text[len]))
			len++;
		for (size_t i = 0; i < lengthof(fixed_words); i++)
			if (strlen(fixed_words[i]) == len &&
				pg_strncasecmp(fixed_words[i], text, len) == 0)
				is_fixed = true;
		if (len > 0 && !is_fixed)
			return true;
		text	  +=Max(len, 1);
	}
	return false;
}

/* A range of times is read by its input function, but for words like now. */
static bool
read_time_range(SqfReader *reader, Datum *value)
{
	const char *text;
	int			len;

	if (!get_text_form(reader, &text, &len))
		return false;
	if (has_relative_time(text))
		return sqf_reader_fail(reader, ERRCODE_INVALID_DATETIME_FORMAT,
							   "has a word that is no fixed time", "text");
	return sqf_reader_call_input(reader, text, reader->typmod, value);
}

/* A number of units, and the format says which. */
static bool
read_counted_interval(SqfReader *reader, Datum *value)
{
	Interval   *interval = palloc0(sizeof(Interval));

	*value = IntervalPGetDatum(interval);
	return sqf_reader_get_duration(reader, &interval->time) &&
		fit_interval(reader, value);
}

/*
 * A number alone, which PostgreSQL would take for seconds, may be of any unit.
 * Digits of a second that an interval cannot hold are rounded, and told.
 */
static bool
read_interval(SqfReader *reader, Datum *value)
{
	const char *text;
	const char *point;
	int			len;

	if (reader->format != SQF_FORMAT_NONE)
		return read_counted_interval(reader, value);
	if (!get_text_form(reader, &text, &len))
		return false;
	if (reader->storage != SQLITE_TEXT ||
		(len > 0 && strspn(text, "+-.0123456789eE \t\n") == (size_t) len))
		return sqf_reader_fail(reader, ERRCODE_INVALID_DATETIME_FORMAT,
							   "is not a duration without a format that names its unit",
							   "text");
	if (!sqf_reader_call_input(reader, text, -1, value) ||
		!fit_interval(reader, value))
		return false;
	point = strchr(text, '.');
	if (point != NULL && strspn(point + 1, "0123456789") > MAX_INTERVAL_PRECISION)
		reader->rounded++;
	return true;
}

/* Is a value of this type cut, wrapped or rounded by its input function? */
static bool
input_may_change(Oid base_type)
{
	switch (base_type)
	{
		case CHAROID:
		case NAMEOID:
		case OIDOID:
		case XIDOID:
		case CIDOID:
		case CASHOID:
			return true;
		default:
			return get_element_type(base_type) != InvalidOid ||
				type_is_rowtype(base_type);
	}
}

/*
 * sqf_text_reader returns the function that reads this type; every type has
 * one.
 */
SqfReadFunction
sqf_text_reader(Oid base_type, SqfFormat format)
{
	switch (base_type)
	{
		case TEXTOID:
			return format == SQF_FORMAT_LITERAL ? read_literal : read_text;
		case VARCHAROID:
			return read_varchar;
		case BPCHAROID:
			return read_bpchar;
		case BYTEAOID:
			return read_bytea;
		case JSONOID:
		case JSONBOID:
			return read_json;
		case UUIDOID:
			return read_uuid;
		case INTERVALOID:
			return read_interval;
		case DATERANGEOID:
		case TSRANGEOID:
		case TSTZRANGEOID:
		case DATEMULTIRANGEOID:
		case TSMULTIRANGEOID:
		case TSTZMULTIRANGEOID:
			return read_time_range;
		default:
			return input_may_change(base_type) ? read_as_printed : read_by_input;
	}
}
