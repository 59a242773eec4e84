/*-------------------------------------------------------------------------
 *
 * literal.c
 *	  Any value at all is written as SQLite's SQL here, so that SQLite would read
 *	  the same value again.
 *
 * IDENTIFICATION
 *	  src/remote/literal.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>
#include <sqlite3.h>

#include "common/shortest_dec.h"
#include "mb/pg_wchar.h"
#include "remote/error.h"
#include "remote/literal.h"
#include "remote/quote.h"
#include "remote/utf16.h"
#include "remote/value_in.h"

static void
append_bytes(StringInfo buf, const unsigned char *bytes, int len)
{
	static const char digits[] = "0123456789abcdef";

	appendStringInfoString(buf, "x'");
	enlargeStringInfo(buf, 2 * len);
	for (int i = 0; i < len; i++)
	{
		appendStringInfoCharMacro(buf, digits[bytes[i] >> 4]);
		appendStringInfoCharMacro(buf, digits[bytes[i] & 15]);
	}
	appendStringInfoChar(buf, '\'');
}

static void
append_real(StringInfo buf, double real)
{
	char		printed[DOUBLE_SHORTEST_DECIMAL_LEN];

	if (isinf(real))
	{
		appendStringInfoString(buf, real > 0 ? "9e999" : "-9e999");
		return;
	}
	double_to_shortest_decimal_buf(real, printed);
	appendStringInfo(buf, "%s%s", printed,
					 strpbrk(printed, ".e") == NULL ? ".0" : "");
}

static void
append_blob(StringInfo buf, struct sqlite3_value *value)
{
	int			len;
	const char *bytes = sqf_value_blob(value, &len);

	append_bytes(buf, (const unsigned char *) bytes, len);
}

/* Text that no string can hold is written by its bytes. */
static void
append_text(StringInfo buf, struct sqlite3_value *value,
			SqfEncoding encoding)
{
	const char *text;
	const void *bytes;
	int			len;
	int			text_len;

	if (encoding == SQF_ENCODING_UTF16)
	{
		bytes = sqlite3_value_text16(value);
		if (bytes == NULL)
			sqf_error_raise_no_memory();
		len = sqlite3_value_bytes16(value);
		text = sqf_utf16_to_utf8(bytes, len / 2, &text_len);
	}
	else
	{
		bytes = sqlite3_value_text(value);
		if (bytes == NULL)
			sqf_error_raise_no_memory();
		text_len = len = sqlite3_value_bytes(value);
		text = pg_encoding_verifymbstr(PG_UTF8, bytes, len) == len ? bytes : NULL;
	}
	if (text !=NULL && memchr(text, '\0', text_len) == NULL)
	{
		sqf_quote_append_literal(buf, text, text_len);
		return;
	}
	appendStringInfoString(buf, "CAST(");
	append_bytes(buf, bytes, len);
	appendStringInfoString(buf, " AS TEXT)");
}

/*
 * sqf_literal_append writes a value of the current row of a file in the given
 * encoding; what it writes is UTF-8.
 */
void
sqf_literal_append(StringInfo buf, struct sqlite3_value *value,
				   SqfEncoding encoding)
{
	switch (sqlite3_value_type(value))
	{
		case SQLITE_INTEGER:
			appendStringInfo(buf, "%lld",
							 (long long) sqlite3_value_int64(value));
			break;
		case SQLITE_FLOAT:
			append_real(buf, sqlite3_value_double(value));
			break;
		case SQLITE_TEXT:
			append_text(buf, value, encoding);
			break;
		case SQLITE_BLOB:
			append_blob(buf, value);
			break;
		default:
			appendStringInfoString(buf, "NULL");
			break;
	}
}
