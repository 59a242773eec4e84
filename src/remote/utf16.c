/*-------------------------------------------------------------------------
 *
 * utf16.c
 *	  Text of UTF-16 files is converted here.
 *
 * SQLite's own conversion pairs a surrogate that stands alone with whatever
 * follows it, and so makes another text of an invalid one.
 *
 * IDENTIFICATION
 *	  src/remote/utf16.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "mb/pg_wchar.h"
#include "remote/utf16.h"

/*
 * sqf_utf16_to_utf8 converts UTF-16 in the machine's byte order to UTF-8,
 * palloc'd and terminated; NULL if a surrogate stands alone.
 */
char *
sqf_utf16_to_utf8(const uint16 *units, int count, int *len)
{
	unsigned char *utf8 = palloc_extended((Size) count * 3 + 1,
										  MCXT_ALLOC_HUGE);
	unsigned char *out = utf8;

	for (int i = 0; i < count; i++)
	{
		pg_wchar	c = units[i];

		if (is_utf16_surrogate_second(c))
			return NULL;
		if (is_utf16_surrogate_first(c))
		{
			if (i + 1 >= count || !is_utf16_surrogate_second(units[i + 1]))
				return NULL;
			c = surrogate_pair_to_codepoint(c, units[++i]);
		}
		unicode_to_utf8(c, out);
		out += pg_utf_mblen(out);
	}
	*out = '\0';
	*len = out - utf8;
	return (char *) utf8;
}
