/*-------------------------------------------------------------------------
 *
 * readable.c
 *	  Text from SQLite that is for people: names and messages.
 *
 * Values must arrive as themselves or not at all; a message must arrive.
 *
 * IDENTIFICATION
 *	  src/remote/readable.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "mb/pg_wchar.h"
#include "remote/readable.h"

/*
 * As much of valid UTF-8 as the server's encoding knows, with question marks for
 * the characters that it does not.
 */
static char *
convert_known(char *text, int len)
{
	Oid			conversion = FindDefaultConversionProc(PG_UTF8, GetDatabaseEncoding());
	Size		room = (Size) len * MAX_CONVERSION_GROWTH + 1;
	char	   *converted = palloc0(room);
	char	   *out = converted;

	if (!OidIsValid(conversion))
		return text;

	while (len > 0)
	{
		int			done = pg_do_encoding_conversion_buf(conversion, PG_UTF8,
														 GetDatabaseEncoding(),
														 (unsigned char *) text, len,
														 (unsigned char *) out,
														 room - (out - converted),
														 true);

		out += strlen(out);
		text	  +=done;

		len -= done;
		if (len > 0)
		{
			int			skipped = pg_utf_mblen((unsigned char *) text);

			*out++ = '?';
			text	  +=skipped;

			len -= skipped;
		}
	}
	return converted;
}

/*
 * sqf_readable returns a copy of UTF-8 text in the server's encoding; what is no
 * valid UTF-8, or unknown to that encoding, comes as question marks.  Does not
 * throw for the text's sake.
 */
char *
sqf_readable(const char *utf8, int len)
{
	char	   *text = pnstrdup(utf8, len);
	int			valid = pg_encoding_verifymbstr(PG_UTF8, text, len);

	while (valid < len)
	{
		text[		valid++] = '?';

		valid += pg_encoding_verifymbstr(PG_UTF8, text +valid, len - valid);
	}
	if (GetDatabaseEncoding() == PG_UTF8 || GetDatabaseEncoding() == PG_SQL_ASCII)
		return text;

	return convert_known(text, len);
}
