/*-------------------------------------------------------------------------
 *
 * sql_token.c
 *	  SQLite's SQL is cut into tokens as SQLite's own tokenizer cuts it.
 *
 * IDENTIFICATION
 *	  src/remote/sql_token.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <ctype.h>

#include "remote/sql_token.h"

typedef struct Keyword
{
	const char *word;
	SqfKeywordUse use;
} Keyword;

/* In the order of the alphabet, for the binary search. */
static const Keyword keywords[] = {
	{"ABORT", SQF_KEYWORD_NAME},
	{"ACTION", SQF_KEYWORD_NAME},
	{"ADD", SQF_KEYWORD_RESERVED},
	{"AFTER", SQF_KEYWORD_NAME},
	{"ALL", SQF_KEYWORD_RESERVED},
	{"ALTER", SQF_KEYWORD_RESERVED},
	{"ALWAYS", SQF_KEYWORD_NAME},
	{"ANALYZE", SQF_KEYWORD_NAME},
	{"AND", SQF_KEYWORD_RESERVED},
	{"AS", SQF_KEYWORD_RESERVED},
	{"ASC", SQF_KEYWORD_NAME},
	{"ATTACH", SQF_KEYWORD_NAME},
	{"AUTOINCREMENT", SQF_KEYWORD_RESERVED},
	{"BEFORE", SQF_KEYWORD_NAME},
	{"BEGIN", SQF_KEYWORD_NAME},
	{"BETWEEN", SQF_KEYWORD_RESERVED},
	{"BY", SQF_KEYWORD_NAME},
	{"CASCADE", SQF_KEYWORD_NAME},
	{"CASE", SQF_KEYWORD_RESERVED},
	{"CAST", SQF_KEYWORD_NAME},
	{"CHECK", SQF_KEYWORD_RESERVED},
	{"COLLATE", SQF_KEYWORD_RESERVED},
	{"COLUMN", SQF_KEYWORD_NAME},
	{"COMMIT", SQF_KEYWORD_RESERVED},
	{"CONFLICT", SQF_KEYWORD_NAME},
	{"CONSTRAINT", SQF_KEYWORD_RESERVED},
	{"CREATE", SQF_KEYWORD_RESERVED},
	{"CROSS", SQF_KEYWORD_JOIN},
	{"CURRENT", SQF_KEYWORD_NAME},
	{"CURRENT_DATE", SQF_KEYWORD_NAME},
	{"CURRENT_TIME", SQF_KEYWORD_NAME},
	{"CURRENT_TIMESTAMP", SQF_KEYWORD_NAME},
	{"DATABASE", SQF_KEYWORD_NAME},
	{"DEFAULT", SQF_KEYWORD_RESERVED},
	{"DEFERRABLE", SQF_KEYWORD_RESERVED},
	{"DEFERRED", SQF_KEYWORD_NAME},
	{"DELETE", SQF_KEYWORD_RESERVED},
	{"DESC", SQF_KEYWORD_NAME},
	{"DETACH", SQF_KEYWORD_NAME},
	{"DISTINCT", SQF_KEYWORD_RESERVED},
	{"DO", SQF_KEYWORD_NAME},
	{"DROP", SQF_KEYWORD_RESERVED},
	{"EACH", SQF_KEYWORD_NAME},
	{"ELSE", SQF_KEYWORD_RESERVED},
	{"END", SQF_KEYWORD_NAME},
	{"ESCAPE", SQF_KEYWORD_RESERVED},
	{"EXCEPT", SQF_KEYWORD_RESERVED},
	{"EXCLUDE", SQF_KEYWORD_NAME},
	{"EXCLUSIVE", SQF_KEYWORD_NAME},
	{"EXISTS", SQF_KEYWORD_RESERVED},
	{"EXPLAIN", SQF_KEYWORD_NAME},
	{"FAIL", SQF_KEYWORD_NAME},
	{"FILTER", SQF_KEYWORD_RESERVED},
	{"FIRST", SQF_KEYWORD_NAME},
	{"FOLLOWING", SQF_KEYWORD_NAME},
	{"FOR", SQF_KEYWORD_NAME},
	{"FOREIGN", SQF_KEYWORD_RESERVED},
	{"FROM", SQF_KEYWORD_RESERVED},
	{"FULL", SQF_KEYWORD_JOIN},
	{"GENERATED", SQF_KEYWORD_NAME},
	{"GLOB", SQF_KEYWORD_NAME},
	{"GROUP", SQF_KEYWORD_RESERVED},
	{"GROUPS", SQF_KEYWORD_NAME},
	{"HAVING", SQF_KEYWORD_RESERVED},
	{"IF", SQF_KEYWORD_NAME},
	{"IGNORE", SQF_KEYWORD_NAME},
	{"IMMEDIATE", SQF_KEYWORD_NAME},
	{"IN", SQF_KEYWORD_RESERVED},
	{"INDEX", SQF_KEYWORD_RESERVED},
	{"INDEXED", SQF_KEYWORD_INDEXED},
	{"INITIALLY", SQF_KEYWORD_NAME},
	{"INNER", SQF_KEYWORD_JOIN},
	{"INSERT", SQF_KEYWORD_RESERVED},
	{"INSTEAD", SQF_KEYWORD_NAME},
	{"INTERSECT", SQF_KEYWORD_RESERVED},
	{"INTO", SQF_KEYWORD_RESERVED},
	{"IS", SQF_KEYWORD_RESERVED},
	{"ISNULL", SQF_KEYWORD_RESERVED},
	{"JOIN", SQF_KEYWORD_RESERVED},
	{"KEY", SQF_KEYWORD_NAME},
	{"LAST", SQF_KEYWORD_NAME},
	{"LEFT", SQF_KEYWORD_JOIN},
	{"LIKE", SQF_KEYWORD_NAME},
	{"LIMIT", SQF_KEYWORD_RESERVED},
	{"MATCH", SQF_KEYWORD_NAME},
	{"MATERIALIZED", SQF_KEYWORD_NAME},
	{"NATURAL", SQF_KEYWORD_JOIN},
	{"NO", SQF_KEYWORD_NAME},
	{"NOT", SQF_KEYWORD_RESERVED},
	{"NOTHING", SQF_KEYWORD_RESERVED},
	{"NOTNULL", SQF_KEYWORD_RESERVED},
	{"NULL", SQF_KEYWORD_RESERVED},
	{"NULLS", SQF_KEYWORD_NAME},
	{"OF", SQF_KEYWORD_NAME},
	{"OFFSET", SQF_KEYWORD_NAME},
	{"ON", SQF_KEYWORD_RESERVED},
	{"OR", SQF_KEYWORD_RESERVED},
	{"ORDER", SQF_KEYWORD_RESERVED},
	{"OTHERS", SQF_KEYWORD_NAME},
	{"OUTER", SQF_KEYWORD_JOIN},
	{"OVER", SQF_KEYWORD_RESERVED},
	{"PARTITION", SQF_KEYWORD_NAME},
	{"PLAN", SQF_KEYWORD_NAME},
	{"PRAGMA", SQF_KEYWORD_NAME},
	{"PRECEDING", SQF_KEYWORD_NAME},
	{"PRIMARY", SQF_KEYWORD_RESERVED},
	{"QUERY", SQF_KEYWORD_NAME},
	{"RAISE", SQF_KEYWORD_NAME},
	{"RANGE", SQF_KEYWORD_NAME},
	{"RECURSIVE", SQF_KEYWORD_NAME},
	{"REFERENCES", SQF_KEYWORD_RESERVED},
	{"REGEXP", SQF_KEYWORD_NAME},
	{"REINDEX", SQF_KEYWORD_NAME},
	{"RELEASE", SQF_KEYWORD_NAME},
	{"RENAME", SQF_KEYWORD_NAME},
	{"REPLACE", SQF_KEYWORD_NAME},
	{"RESTRICT", SQF_KEYWORD_NAME},
	{"RETURNING", SQF_KEYWORD_RESERVED},
	{"RIGHT", SQF_KEYWORD_JOIN},
	{"ROLLBACK", SQF_KEYWORD_NAME},
	{"ROW", SQF_KEYWORD_NAME},
	{"ROWS", SQF_KEYWORD_NAME},
	{"SAVEPOINT", SQF_KEYWORD_NAME},
	{"SELECT", SQF_KEYWORD_RESERVED},
	{"SET", SQF_KEYWORD_RESERVED},
	{"TABLE", SQF_KEYWORD_RESERVED},
	{"TEMP", SQF_KEYWORD_NAME},
	{"TEMPORARY", SQF_KEYWORD_NAME},
	{"THEN", SQF_KEYWORD_RESERVED},
	{"TIES", SQF_KEYWORD_NAME},
	{"TO", SQF_KEYWORD_RESERVED},
	{"TRANSACTION", SQF_KEYWORD_RESERVED},
	{"TRIGGER", SQF_KEYWORD_NAME},
	{"UNBOUNDED", SQF_KEYWORD_NAME},
	{"UNION", SQF_KEYWORD_RESERVED},
	{"UNIQUE", SQF_KEYWORD_RESERVED},
	{"UPDATE", SQF_KEYWORD_RESERVED},
	{"USING", SQF_KEYWORD_RESERVED},
	{"VACUUM", SQF_KEYWORD_NAME},
	{"VALUES", SQF_KEYWORD_RESERVED},
	{"VIEW", SQF_KEYWORD_NAME},
	{"VIRTUAL", SQF_KEYWORD_NAME},
	{"WHEN", SQF_KEYWORD_RESERVED},
	{"WHERE", SQF_KEYWORD_RESERVED},
	{"WINDOW", SQF_KEYWORD_RESERVED},
	{"WITH", SQF_KEYWORD_NAME},
	{"WITHOUT", SQF_KEYWORD_NAME},
};

#define MAX_KEYWORD_LENGTH	17

/* The longer one first where one begins another. */
static const struct
{
	const char *written;
	const char *word;
}			operators[] = {
	{"->>", "->>"},
	{"->", "->"},
	{"||", "||"},
	{"<<", "<<"},
	{">>", ">>"},
	{"<=", "<="},
	{">=", ">="},
	{"<>", "<>"},
	{"!=", "<>"},
	{"==", "="},
	{"=", "="},
	{"<", "<"},
	{">", ">"},
	{"|", "|"},
	{"&", "&"},
	{"~", "~"},
	{"+", "+"},
	{"-", "-"},
	{"*", "*"},
	{"/", "/"},
	{"%", "%"},
	{"(", "("},
	{")", ")"},
	{",", ","},
	{".", "."},
	{";", ";"},
};

static bool
is_space(char c)
{
	return c != '\0' && strchr(" \t\n\f\r", c) != NULL;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_hex_digit(char c)
{
	return isxdigit((unsigned char) c) != 0;
}

/* SQLite's: locales have no say. */
static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) ||
		c == '_' || c == '$' || IS_HIGHBIT_SET(c);
}

static const char *
skip_word(const char *p)
{
	while (is_word(*p))
		p++;
	return p;
}

/* White space, comments, and the marks that some editors begin a file with. */
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
		else if (strncmp(p, "\xEF\xBB\xBF", 3) == 0)
			p += 3;
		else
			return p;
	}
}

/* Digits, and _ between them; *legal turns false for a _ elsewhere. */
static const char *
skip_digits(const char *p, bool (*is_right_digit) (char), bool *legal)
{
	for (; is_right_digit(*p) || *p == '_'; p++)
		if (*p == '_' && !(is_right_digit(p[-1]) && is_right_digit(p[1])))
			*legal = false;
	return p;
}

static bool
begins_exponent(const char *p)
{
	if (*p != 'e' && *p != 'E')
		return false;
	p++;
	return is_digit(*p == '+' || *p == '-' ? p[1] : *p);
}

static const char *
skip_number(const char *p, SqfTokenKind *kind)
{
	bool		legal = true;

	*kind = SQF_TOKEN_INTEGER;
	if (p[0] == '0' && (p[1] == 'x' || p[1] == 'X') && is_hex_digit(p[2]))
		p = skip_digits(p + 2, is_hex_digit, &legal);
	else
	{
		p = skip_digits(p, is_digit, &legal);
		if (*p == '.')
		{
			*kind = SQF_TOKEN_FLOAT;
			p = skip_digits(p + 1, is_digit, &legal);
		}
		if (begins_exponent(p))
		{
			*kind = SQF_TOKEN_FLOAT;
			p = skip_digits(p + 2, is_digit, &legal);
		}
	}
	if (is_word(*p) || !legal)
		*kind = SQF_TOKEN_ILLEGAL;
	return skip_word(p);
}

/* A string or a quoted name. */
static const char *
skip_quoted(const char *p, SqfTokenKind *kind)
{
	char		close = *p == '[' ? ']' : *p;

	*kind = close == '\'' ? SQF_TOKEN_STRING : SQF_TOKEN_QUOTED;
	for (p++; *p != '\0'; p++)
	{
		if (*p != close)
			continue;
		if (close == ']' || p[1] != close)
			return p + 1;
		p++;
	}
	*kind = SQF_TOKEN_ILLEGAL;
	return p;
}

static const char *
skip_blob(const char *p, SqfTokenKind *kind)
{
	const char *digits = p + 2;

	for (p = digits; is_hex_digit(*p);)
		p++;
	*kind = *p == '\'' && (p - digits) % 2 == 0 ?
		SQF_TOKEN_BLOB : SQF_TOKEN_ILLEGAL;
	p += strcspn(p, "'");
	return *p == '\'' ? p + 1 : p;
}

static const char *
skip_operator(const char *p, SqfToken *token)
{
	for (size_t i = 0; i < lengthof(operators); i++)
	{
		size_t		length = strlen(operators[i].written);

		if (strncmp(p, operators[i].written, length) != 0)
			continue;
		token->kind = SQF_TOKEN_OPERATOR;
		token->word = operators[i].word;
		return p + length;
	}
	token->kind = SQF_TOKEN_ILLEGAL;
	return p + 1;
}

static int
compare_keyword(const void *word, const void *keyword)
{
	return strcmp(word, ((const Keyword *) keyword)->word);
}

static void
look_up_word(SqfToken *token)
{
	char		word[MAX_KEYWORD_LENGTH + 1];
	const Keyword *keyword;

	token->kind = SQF_TOKEN_NAME;
	if (token->length > MAX_KEYWORD_LENGTH)
		return;
	for (int i = 0; i < token->length; i++)
		word[i] = pg_ascii_toupper((unsigned char) token->start[i]);
	word[token->length] = '\0';
	keyword = bsearch(word, keywords, lengthof(keywords), sizeof(Keyword),
					  compare_keyword);
	if (keyword == NULL)
		return;
	token->kind = SQF_TOKEN_KEYWORD;
	token->word = keyword->word;
	token->use = keyword->use;
}

/*
 * sqf_token_read gives the first token of a text, behind white space and comments.
 * Any bytes are taken: what is no token of SQLite's is an illegal one.  At the end
 * of the text it gives SQF_TOKEN_END, again and again.
 */
SqfToken
sqf_token_read(const char *text)
{
	SqfToken	token = {0};
	const char *p = skip_blank(text);

	token.start = p;
	if (*p == '\0')
		token.kind = SQF_TOKEN_END;
	else if (is_digit(*p) || (*p == '.' && is_digit(p[1])))
		p = skip_number(p, &token.kind);
	else if ((*p == 'x' || *p == 'X') && p[1] == '\'')
		p = skip_blob(p, &token.kind);
	else if (strchr("'\"`[", *p) != NULL)
		p = skip_quoted(p, &token.kind);
	else if (strchr("?$@#:", *p) != NULL)
	{
		token.kind = SQF_TOKEN_PARAMETER;
		p = skip_word(p + 1);
	}
	else if (is_word(*p))
	{
		p = skip_word(p);
		token.length = p - token.start;
		look_up_word(&token);
	}
	else
		p = skip_operator(p, &token);
	token.length = p - token.start;
	return token;
}

/*
 * sqf_token_text gives what a token says, palloc'd: a name or a string without its
 * quotes, the digits of a BLOB, a number without _, all else as it is written.
 */
char *
sqf_token_text(const SqfToken *token)
{
	const char *p = token->start;
	const char *end = p + token->length;
	char		skipped = '\0';
	char	   *text = palloc(token->length + 1);
	char	   *to = text;

	if (token->kind == SQF_TOKEN_INTEGER || token->kind == SQF_TOKEN_FLOAT)
		skipped = '_';
	else if (token->kind == SQF_TOKEN_STRING || token->kind == SQF_TOKEN_QUOTED)
	{
		/* a quote is written twice inside, but [ is not */
		skipped = *p == '[' ? '\0' : *p;
		p++;
		end--;
	}
	else if (token->kind == SQF_TOKEN_BLOB)
	{
		p += strlen("x'");
		end--;
	}
	for (; p < end; p++)
	{
		if (*p == skipped)
			p++;
		*to++ = *p;
	}
	*to = '\0';
	return text;
}
