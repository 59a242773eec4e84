/*-------------------------------------------------------------------------
 *
 * table_options.c
 *	  STRICT and WITHOUT ROWID are read from a table's own SQL here.
 *
 * PRAGMA table_list tells them too, but it compiles every view of the file each
 * time, whichever table it is asked for.  The SQL was accepted by SQLite, so it
 * is enough to tell its tokens apart as SQLite does.
 *
 * IDENTIFICATION
 *	  src/remote/table_options.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "remote/sql_token.h"
#include "remote/table_options.h"

static SqfToken
next_token(const char **p)
{
	SqfToken	token = sqf_token_read(*p);

	*p = token.start + token.length;
	return token;
}

static bool
token_is(SqfToken token, const char *word)
{
	return (size_t) token.length == strlen(word) &&
		pg_strncasecmp(token.start, word, token.length) == 0;
}

/* From the beginning of the SQL to behind the parenthesis that ends the columns. */
static const char *
skip_columns(const char *p)
{
	int			depth = 0;
	SqfToken	token;

	do
	{
		token = next_token(&p);
		if (token_is(token, "("))
			depth++;
		else if (token_is(token, ")") && --depth == 0)
			return p;
	} while (token.length > 0);
	return p;
}

/*
 * sqf_table_options_parse tells whether the SQL of a table, in UTF-8 as SQLite
 * keeps it, makes it STRICT, and WITHOUT ROWID.
 */
void
sqf_table_options_parse(const char *sql, bool *strict, bool *without_rowid)
{
	const char *p = skip_columns(sql);
	SqfToken	token;

	*strict = false;
	*without_rowid = false;
	do
	{
		token = next_token(&p);
		if (token_is(token, "STRICT"))
			*strict = true;
		else if (token_is(token, "WITHOUT"))
			*without_rowid = token_is(next_token(&p), "ROWID");
	} while (token.length > 0);
}
