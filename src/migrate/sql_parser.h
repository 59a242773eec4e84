/*-------------------------------------------------------------------------
 *
 * sql_parser.h
 *	  What the parsers of SQLite's expressions, SELECTs and CREATEs share.
 *
 * A failure is kept, not raised: after the first one all tokens are gone, so that
 * every loop ends, and what is still parsed is thrown away by the one who asked
 * for the whole.  No function gives NULL then.
 *
 * IDENTIFICATION
 *	  src/migrate/sql_parser.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_SQL_PARSER_H
#define SQF_SQL_PARSER_H

#include "remote/sql_token.h"
#include "migrate/sql_tree.h"

typedef struct SqfParser
{
	SqfToken	token;			/* the next one */
	const char *behind;			/* the end of what was taken */
	int			nesting;		/* of the functions that call themselves */
	int			deepest;		/* depth of the deepest tree of this SELECT */
	char	   *failure;		/* or NULL */
} SqfParser;

extern void sqf_parser_begin(SqfParser *parser, const char *sql);
extern void sqf_parser_end(SqfParser *parser);
extern void sqf_parser_fail(SqfParser *parser, char *failure);
extern void sqf_parser_refuse(SqfParser *parser);
extern void sqf_parser_check_schema(SqfParser *parser, const char *schema);
extern bool sqf_parser_enter(SqfParser *parser);
extern void sqf_parser_leave(SqfParser *parser);
extern void sqf_parser_deepen(SqfParser *parser, int depth);

extern void sqf_parser_next(SqfParser *parser);
extern bool sqf_parser_at(const SqfParser *parser, const char *word);
extern bool sqf_parser_at_any(const SqfParser *parser,
							  const char *const *words, int count);
extern bool sqf_parser_accept(SqfParser *parser, const char *word);
extern void sqf_parser_expect(SqfParser *parser, const char *word);
extern bool sqf_parser_at_number(const SqfParser *parser);
extern bool sqf_parser_at_identifier(const SqfParser *parser);
extern bool sqf_parser_at_name(const SqfParser *parser);
extern bool sqf_parser_at_alias(const SqfParser *parser);
extern char *sqf_parser_text(SqfParser *parser);
extern char *sqf_parser_name(SqfParser *parser);
extern char *sqf_parser_alias(SqfParser *parser);
extern char *sqf_parser_type(SqfParser *parser);
extern void sqf_parser_skip_order(SqfParser *parser);
extern List *sqf_parser_names(SqfParser *parser);

/* in sql_parse_expr.c */
extern SqfSqlExpr *sqf_parser_make_expr(SqfSqlExprKind kind,
										const char *start);
extern SqfSqlExpr *sqf_parser_finish_expr(SqfParser *parser, SqfSqlExpr *expr);
extern SqfSqlExpr *sqf_parser_expr(SqfParser *parser);
extern SqfSqlExpr *sqf_parser_literal(SqfParser *parser);
extern List *sqf_parser_exprs(SqfParser *parser);
extern List *sqf_parser_terms(SqfParser *parser);

/* in sql_parse_select.c */
extern bool sqf_parser_at_select(const SqfParser *parser);
extern SqfSqlSelect *sqf_parser_select(SqfParser *parser);
extern SqfSqlSelect *sqf_parser_whole_table(SqfParser *parser);

#endif							/* SQF_SQL_PARSER_H */
