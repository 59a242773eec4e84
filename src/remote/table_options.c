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

#include "remote/table_options.h"

typedef struct Token
{
	const char *start;
	int			length;			/* 0 at the end of the SQL */
} Token;

/* SQLite's: locales have no say. */
static bool
is_space(char c)
{
	return c != '\0' && strchr(" \t\n\f\r", c) != NULL;
}

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		(c >= '0' && c <= '9') || c == '_' || c == '$' || IS_HIGHBIT_SET(c);
}

/* Skip white space and comments. */
static const char *
skip_blank(const char *p)
{
	for (;;)
	{
		const char *end;

		while (is_space(*p))
			p++;
		if (p[0] == '-' && p[1] == '-')
			p += strcspn(p, "\n");
		else if (p[0] == '/' && p[1] == '*' && p[2] != '\0')
		{
			end = strstr(p + 2, "*/");
			p = end != NULL ? end + 2 : p + strlen(p);
		}
		else
			return p;
	}
}

/* The end of a string or a quoted name that begins at p. */
static const char *
skip_quoted(const char *p)
{
	char		close = *p == '[' ? ']' : *p;

	for (p++; *p != '\0'; p++)
	{
		if (*p != close)
			continue;
		if (close == ']' || p[1] != close)
			return p + 1;
		p++;
	}
	return p;
}

static Token
next_token(const char **p)
{
	Token		token;

	token.start = skip_blank(*p);
	*p = token.start;
	if (is_word(**p))
		while (is_word(**p))
			(*p)++;
	else if (**p != '\0' && strchr("'\"`[", **p) != NULL)
		*p = skip_quoted(*p);
	else if (**p != '\0')
		(*p)++;
	token.length = *p - token.start;
	return token;
}

static bool
token_is(Token token, const char *word)
{
	return (size_t) token.length == strlen(word) &&
		pg_strncasecmp(token.start, word, token.length) == 0;
}

/* From the beginning of the SQL to behind the parenthesis that ends the columns. */
static const char *
skip_columns(const char *p)
{
	int			depth = 0;
	Token		token;

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
	Token		token;

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
