/*-------------------------------------------------------------------------
 *
 * sql_parser.c
 *	  The parsers of SQLite's SQL take tokens and names, and fail, through here.
 *
 * IDENTIFICATION
 *	  src/migrate/sql_parser.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "mb/pg_wchar.h"
#include "migrate/sql_parser.h"
#include "miscadmin.h"

/* A failure shows no more bytes of a token. */
#define MAX_SHOWN	40

/* A tree takes about a hundred times the memory of its text. */
#define MAX_TEXT	(1024 * 1024)

static bool
is_keyword(const SqfToken *token, const char *word)
{
	return token->kind == SQF_TOKEN_KEYWORD && strcmp(token->word, word) == 0;
}

static bool
is_operator(const SqfToken *token, const char *word)
{
	return token->kind == SQF_TOKEN_OPERATOR && strcmp(token->word, word) == 0;
}

/* A name where a keyword with another meaning cannot stand. */
static bool
is_plain_name(const SqfToken *token)
{
	return token->kind == SQF_TOKEN_NAME || token->kind == SQF_TOKEN_QUOTED ||
		(token->kind == SQF_TOKEN_KEYWORD && token->use == SQF_KEYWORD_NAME);
}

static bool
is_identifier(const SqfToken *token)
{
	return is_plain_name(token) ||
		(token->kind == SQF_TOKEN_KEYWORD && token->use != SQF_KEYWORD_RESERVED);
}

/* As SQLite sees it while it decides about WINDOW and OVER. */
static bool
could_name_window(const SqfToken *token)
{
	return token->kind == SQF_TOKEN_STRING || is_identifier(token) ||
		is_keyword(token, "WINDOW") || is_keyword(token, "OVER");
}

/*
 * WINDOW, OVER and FILTER are names unless the tokens round them tell otherwise;
 * SQLite's tokenizer decides it, without the grammar.
 */
static void
settle_window_word(SqfToken *token, bool behind_parenthesis)
{
	bool		is_meant;
	SqfToken	next;

	if (!is_keyword(token, "WINDOW") && !is_keyword(token, "OVER") &&
		!is_keyword(token, "FILTER"))
		return;
	next = sqf_token_read(token->start + token->length);
	if (is_keyword(token, "WINDOW"))
	{
		SqfToken	third = sqf_token_read(next.start + next.length);

		is_meant = could_name_window(&next) && is_keyword(&third, "AS");
	}
	else if (is_keyword(token, "OVER"))
		is_meant = behind_parenthesis &&
			(is_operator(&next, "(") || could_name_window(&next));
	else
		is_meant = behind_parenthesis && is_operator(&next, "(");
	if (!is_meant)
	{
		token->kind = SQF_TOKEN_NAME;
		token->word = NULL;
	}
}

/* A token for a failure, not too long. */
static char *
show_token(const SqfToken *token)
{
	return pnstrdup(token->start,
					pg_mbcliplen(token->start, token->length, MAX_SHOWN));
}

static void
read_token(SqfParser *parser, bool behind_parenthesis)
{
	parser->token = sqf_token_read(parser->behind);
	settle_window_word(&parser->token, behind_parenthesis);
	if (parser->token.kind == SQF_TOKEN_ILLEGAL)
		sqf_parser_fail(parser, psprintf("has an unrecognized token \"%s\"",
										 show_token(&parser->token)));
	else if (parser->token.kind == SQF_TOKEN_PARAMETER)
		sqf_parser_fail(parser, psprintf("has a parameter \"%s\"",
										 show_token(&parser->token)));
}

/*
 * sqf_parser_begin makes a parser stand before the first token of a text, which
 * must live as long as what is parsed from it.
 */
void
sqf_parser_begin(SqfParser *parser, const char *sql)
{
	memset(parser, 0, sizeof(SqfParser));
	parser->behind = sql;
	if (strnlen(sql, MAX_TEXT + 1) > MAX_TEXT)
		sqf_parser_fail(parser, psprintf("is longer than %d bytes", MAX_TEXT));
	else
		read_token(parser, false);
}

/*
 * sqf_parser_end fails unless nothing but semicolons is left.
 */
void
sqf_parser_end(SqfParser *parser)
{
	while (sqf_parser_accept(parser, ";"))
		;
	if (parser->token.kind != SQF_TOKEN_END)
		sqf_parser_refuse(parser);
}

/*
 * sqf_parser_fail ends the parsing: this failure is told, unless there was one
 * before, and there are no more tokens.
 */
void
sqf_parser_fail(SqfParser *parser, char *failure)
{
	if (parser->failure == NULL)
		parser->failure = failure;
	memset(&parser->token, 0, sizeof(SqfToken));
	parser->token.kind = SQF_TOKEN_END;
	parser->token.start = parser->behind;
}

/*
 * sqf_parser_refuse fails because the next token cannot stand where it does.
 */
void
sqf_parser_refuse(SqfParser *parser)
{
	if (parser->token.kind == SQF_TOKEN_END)
		sqf_parser_fail(parser, "ends too early");
	else
		sqf_parser_fail(parser, psprintf("has a syntax error near \"%s\"",
										 show_token(&parser->token)));
}

/*
 * sqf_parser_check_schema fails if a name says another schema than main: a file
 * knows only itself.
 */
void
sqf_parser_check_schema(SqfParser *parser, const char *schema)
{
	if (pg_strcasecmp(schema, "main") != 0)
		sqf_parser_fail(parser, psprintf("names the schema \"%s\"", schema));
}

/*
 * sqf_parser_enter begins a function that may call itself; sqf_parser_leave ends
 * it.  False, and then a failure, if the text is nested too deeply.
 */
bool
sqf_parser_enter(SqfParser *parser)
{
	if (++parser->nesting > SQF_SQL_MAX_DEPTH || stack_is_too_deep())
		sqf_parser_fail(parser, "is nested too deeply");
	return parser->failure == NULL;
}

/*
 * sqf_parser_leave ends what sqf_parser_enter began, whatever that gave.
 */
void
sqf_parser_leave(SqfParser *parser)
{
	parser->nesting--;
}

/*
 * sqf_parser_deepen takes note of a tree, or fails if it is deeper than a tree may
 * be.
 */
void
sqf_parser_deepen(SqfParser *parser, int depth)
{
	parser->deepest = Max(parser->deepest, depth);
	if (depth > SQF_SQL_MAX_DEPTH)
		sqf_parser_fail(parser, "is nested too deeply");
}

/*
 * sqf_parser_next takes the next token.
 */
void
sqf_parser_next(SqfParser *parser)
{
	bool		behind_parenthesis = sqf_parser_at(parser, ")");

	CHECK_FOR_INTERRUPTS();
	if (parser->failure != NULL)
		return;
	parser->behind = parser->token.start + parser->token.length;
	read_token(parser, behind_parenthesis);
}

/*
 * sqf_parser_at tells whether this keyword or operator is next.
 */
bool
sqf_parser_at(const SqfParser *parser, const char *word)
{
	return parser->token.word != NULL && strcmp(parser->token.word, word) == 0;
}

/*
 * sqf_parser_at_any tells whether one of these keywords is next.
 */
bool
sqf_parser_at_any(const SqfParser *parser, const char *const *words, int count)
{
	for (int i = 0; i < count; i++)
		if (sqf_parser_at(parser, words[i]))
			return true;
	return false;
}

/*
 * sqf_parser_accept takes this keyword or operator if it is next.
 */
bool
sqf_parser_accept(SqfParser *parser, const char *word)
{
	if (!sqf_parser_at(parser, word))
		return false;
	sqf_parser_next(parser);
	return true;
}

/*
 * sqf_parser_expect takes this keyword or operator, or fails.
 */
void
sqf_parser_expect(SqfParser *parser, const char *word)
{
	if (!sqf_parser_accept(parser, word))
		sqf_parser_refuse(parser);
}

/*
 * sqf_parser_at_number tells whether a number without a sign is next.
 */
bool
sqf_parser_at_number(const SqfParser *parser)
{
	return parser->token.kind == SQF_TOKEN_INTEGER ||
		parser->token.kind == SQF_TOKEN_FLOAT;
}

/*
 * sqf_parser_at_identifier tells whether what is next can be the name of a column
 * or of a function in an expression.
 */
bool
sqf_parser_at_identifier(const SqfParser *parser)
{
	return is_identifier(&parser->token);
}

/*
 * sqf_parser_at_name tells whether what is next can be a name where only a name
 * can stand: a string can.
 */
bool
sqf_parser_at_name(const SqfParser *parser)
{
	return parser->token.kind == SQF_TOKEN_STRING ||
		is_identifier(&parser->token);
}

/*
 * sqf_parser_at_alias tells whether what is next can be a name where it might be
 * the beginning of what follows: an alias without AS, a word of a type.
 */
bool
sqf_parser_at_alias(const SqfParser *parser)
{
	return parser->token.kind == SQF_TOKEN_STRING ||
		is_plain_name(&parser->token);
}

/*
 * sqf_parser_text takes the next token and gives what it says, palloc'd.
 */
char *
sqf_parser_text(SqfParser *parser)
{
	char	   *text = sqf_token_text(&parser->token);

	sqf_parser_next(parser);
	return text;
}

/*
 * sqf_parser_name takes a name, palloc'd, or fails.
 */
char *
sqf_parser_name(SqfParser *parser)
{
	if (!sqf_parser_at_name(parser))
		sqf_parser_refuse(parser);
	return sqf_parser_text(parser);
}

/*
 * sqf_parser_alias takes an alias, with or without AS; NULL if there is none.
 */
char *
sqf_parser_alias(SqfParser *parser)
{
	if (sqf_parser_accept(parser, "AS"))
		return sqf_parser_name(parser);
	return sqf_parser_at_alias(parser) ? sqf_parser_text(parser) : NULL;
}

static void
skip_signed_number(SqfParser *parser)
{
	if (!sqf_parser_accept(parser, "-"))
		sqf_parser_accept(parser, "+");
	if (sqf_parser_at_number(parser))
		sqf_parser_next(parser);
	else
		sqf_parser_refuse(parser);
}

/*
 * sqf_parser_type takes the words of a type, and what stands in parentheses behind
 * them.  They are given as they are written, palloc'd; "" if there are none.
 */
char *
sqf_parser_type(SqfParser *parser)
{
	const char *start = parser->token.start;

	if (!sqf_parser_at_alias(parser))
		return pstrdup("");
	while (sqf_parser_at_alias(parser))
		sqf_parser_next(parser);
	if (sqf_parser_accept(parser, "("))
	{
		skip_signed_number(parser);
		if (sqf_parser_accept(parser, ","))
			skip_signed_number(parser);
		sqf_parser_expect(parser, ")");
	}
	return pnstrdup(start, parser->behind - start);
}

/*
 * sqf_parser_skip_order takes collation and order behind the name of a column,
 * which old files may have where they mean nothing.
 */
void
sqf_parser_skip_order(SqfParser *parser)
{
	if (sqf_parser_accept(parser, "COLLATE"))
		(void) sqf_parser_name(parser);
	if (!sqf_parser_accept(parser, "DESC"))
		sqf_parser_accept(parser, "ASC");
}

/*
 * sqf_parser_names takes names in parentheses; NIL if no parenthesis is next.
 */
List *
sqf_parser_names(SqfParser *parser)
{
	List	   *names = NIL;

	if (!sqf_parser_accept(parser, "("))
		return NIL;
	do
	{
		names = lappend(names, sqf_parser_name(parser));
		sqf_parser_skip_order(parser);
	} while (sqf_parser_accept(parser, ","));
	sqf_parser_expect(parser, ")");
	return names;
}
