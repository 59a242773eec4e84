/*-------------------------------------------------------------------------
 *
 * quote.c
 *	  Names and literals are quoted for SQLite, and words of the commands that
 *	  hints name for the shell, here and nowhere else.
 *
 * IDENTIFICATION
 *	  src/remote/quote.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "remote/quote.h"

static void
append_quoted(StringInfo buf, const char *text, int len, char quote)
{
	appendStringInfoChar(buf, quote);
	for (int i = 0; i < len; i++)
	{
		if (text[i] == quote)
			appendStringInfoChar(buf, quote);
		appendStringInfoChar(buf, text[i]);
	}
	appendStringInfoChar(buf, quote);
}

/*
 * sqf_quote_append_identifier writes a name so that SQLite takes it as a name,
 * whatever is in it.  It is always quoted: SQLite's list of keywords differs
 * from version to version.
 *
 * The caller must qualify column names: SQLite reads a lone "name" that is no
 * column as the string 'name'.
 */
void
sqf_quote_append_identifier(StringInfo buf, const char *name)
{
	append_quoted(buf, name, strlen(name), '"');
}

/*
 * sqf_quote_append_literal writes len bytes of text as an SQLite string
 * literal.  It is for messages; values go to SQLite as bound parameters.
 */
void
sqf_quote_append_literal(StringInfo buf, const char *text, int len)
{
	append_quoted(buf, text, len, '\'');
}

/*
 * sqf_quote_for_shell returns a word as a shell takes it, whatever is in it, for
 * commands that a hint names.  The result is palloc'd.
 */
char *
sqf_quote_for_shell(const char *word)
{
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfoChar(&buf, '\'');
	for (const char *p = word; *p != '\0'; p++)
	{
		if (*p == '\'')
			appendStringInfoString(&buf, "'\\'");
		appendStringInfoChar(&buf, *p);
	}
	appendStringInfoChar(&buf, '\'');
	return buf.data;
}
