/*-------------------------------------------------------------------------
 *
 * sql_token.h
 *	  The tokens of SQLite's SQL.
 *
 * IDENTIFICATION
 *	  src/remote/sql_token.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_SQL_TOKEN_H
#define SQF_SQL_TOKEN_H

typedef enum SqfTokenKind
{
	SQF_TOKEN_END,
	SQF_TOKEN_NAME,				/* a word that is no keyword */
	SQF_TOKEN_QUOTED,			/* "name", `name`, [name] */
	SQF_TOKEN_STRING,
	SQF_TOKEN_INTEGER,
	SQF_TOKEN_FLOAT,
	SQF_TOKEN_BLOB,
	SQF_TOKEN_KEYWORD,
	SQF_TOKEN_OPERATOR,			/* and punctuation */
	SQF_TOKEN_PARAMETER,
	SQF_TOKEN_ILLEGAL
} SqfTokenKind;

/* What a keyword may be beside itself. */
typedef enum SqfKeywordUse
{
	SQF_KEYWORD_RESERVED,
	SQF_KEYWORD_NAME,			/* a name, wherever it has no meaning of its own */
	SQF_KEYWORD_JOIN,			/* the name of a column or a table, no alias */
	SQF_KEYWORD_INDEXED			/* like SQF_KEYWORD_JOIN, but no join */
} SqfKeywordUse;

typedef struct SqfToken
{
	SqfTokenKind kind;
	const char *start;			/* in the text */
	int			length;			/* 0 at the end */
	const char *word;			/* of a keyword or an operator: its one spelling,
								 * in capitals; else NULL */
	SqfKeywordUse use;
} SqfToken;

extern SqfToken sqf_token_read(const char *text);
extern char *sqf_token_text(const SqfToken *token);

#endif							/* SQF_SQL_TOKEN_H */
