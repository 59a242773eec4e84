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
#include "remote/literal.h"
#include "remote/quote.h"
#include "remote/utf16.h"

static void
append_blob(StringInfo buf, const unsigned char *bytes, int len)
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

/* Text that no string can hold is written by its bytes. */
static void
append_text(StringInfo buf, struct sqlite3_stmt *raw, int column,
			SqfEncoding encoding)
{
	const char *text;
	const void *bytes;
	int			len;
	int			text_len;

	if (encoding == SQF_ENCODING_UTF16)
	{
		bytes = sqlite3_column_text16(raw, column);
		len = sqlite3_column_bytes16(raw, column);
		text = sqf_utf16_to_utf8(bytes, len / 2, &text_len);
	}
	else
	{
		bytes = sqlite3_column_text(raw, column);
		text_len = len = sqlite3_column_bytes(raw, column);
		text = pg_encoding_verifymbstr(PG_UTF8, bytes, len) == len ? bytes : NULL;
	}
	if (text !=NULL && memchr(text, '\0', text_len) == NULL)
	{
		sqf_quote_append_literal(buf, text, text_len);
		return;
	}
	appendStringInfoString(buf, "CAST(");
	append_blob(buf, bytes, len);
	appendStringInfoString(buf, " AS TEXT)");
}

/*
 * sqf_literal_append writes a column of the current row of a file in the given
 * encoding; what it writes is UTF-8.
 */
void
sqf_literal_append(StringInfo buf, struct sqlite3_stmt *raw, int column,
				   SqfEncoding encoding)
{
	switch (sqlite3_column_type(raw, column))
	{
		case SQLITE_INTEGER:
			appendStringInfo(buf, "%lld",
							 (long long) sqlite3_column_int64(raw, column));
			break;
		case SQLITE_FLOAT:
			append_real(buf, sqlite3_column_double(raw, column));
			break;
		case SQLITE_TEXT:
			append_text(buf, raw, column, encoding);
			break;
		case SQLITE_BLOB:
			append_blob(buf, sqlite3_column_blob(raw, column),
						sqlite3_column_bytes(raw, column));
			break;
		default:
			appendStringInfoString(buf, "NULL");
			break;
	}
}
