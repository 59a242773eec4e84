/*-------------------------------------------------------------------------
 *
 * sql_parse_expr.c
 *	  Expressions of SQLite's SQL are parsed with SQLite's precedence here.
 *
 * Operators are taken by how tightly they bind.  Where SQLite's grammar says more
 * than the order of the operators, it is told at the function that knows it.
 *
 * IDENTIFICATION
 *	  src/migrate/sql_parse_expr.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "migrate/sql_parse.h"
#include "migrate/sql_parser.h"

/* What binds looser comes first. */
typedef enum Precedence
{
	PRECEDENCE_NONE,
	PRECEDENCE_OR,
	PRECEDENCE_AND,
	PRECEDENCE_NOT,
	PRECEDENCE_EQUAL,			/* IS, IN, LIKE, BETWEEN too */
	PRECEDENCE_LESS,
	PRECEDENCE_BITS,
	PRECEDENCE_PLUS,
	PRECEDENCE_TIMES,
	PRECEDENCE_CONCAT,
	PRECEDENCE_COLLATE
} Precedence;

typedef struct Operator Operator;

/* Takes the operator and what follows it; left is what stands before. */
typedef SqfSqlExpr *(*OperatorParser) (SqfParser *parser, SqfSqlExpr *left,
									   const char *start, const Operator *op);

struct Operator
{
	const char *word;
	Precedence	precedence;
	OperatorParser parse;
};

static SqfSqlExpr *parse_operators(SqfParser *parser, Precedence loosest);

/*
 * sqf_parser_make_expr makes an expression whose text begins at start.  The caller
 * fills it, and ends with sqf_parser_finish_expr.
 */
SqfSqlExpr *
sqf_parser_make_expr(SqfSqlExprKind kind, const char *start)
{
	SqfSqlExpr *expr = palloc0(sizeof(SqfSqlExpr));

	expr->kind = kind;
	expr->source = start;
	return expr;
}

/*
 * sqf_parser_finish_expr gives an expression whose text ends with what was taken
 * last; it fails if the expression has become too deep.
 */
SqfSqlExpr *
sqf_parser_finish_expr(SqfParser *parser, SqfSqlExpr *expr)
{
	int			depth = 0;
	ListCell   *cell;

	foreach(cell, expr->args)
		depth = Max(depth, ((SqfSqlExpr *) lfirst(cell))->depth);
	if (expr->operand != NULL)
		depth = Max(depth, expr->operand->depth);
	if (expr->otherwise != NULL)
		depth = Max(depth, expr->otherwise->depth);
	if (expr->filter != NULL)
		depth = Max(depth, expr->filter->depth);
	if (expr->select != NULL)
		depth = Max(depth, expr->select->depth);
	expr->depth = depth + 1;
	expr->source_length = parser->behind - expr->source;
	sqf_parser_deepen(parser, expr->depth);
	return expr;
}

/* ---------------------------------------------------------------------------
 * Operators
 * ---------------------------------------------------------------------------
 */

static SqfSqlExpr *
parse_binary(SqfParser *parser, SqfSqlExpr *left, const char *start,
			 const Operator *op)
{
	SqfSqlExpr *expr = sqf_parser_make_expr(SQF_SQL_BINARY, start);

	sqf_parser_next(parser);
	expr->text = pstrdup(op->word);
	expr->args = list_make2(left, parse_operators(parser, op->precedence + 1));
	return sqf_parser_finish_expr(parser, expr);
}

static SqfSqlExpr *
parse_collate(SqfParser *parser, SqfSqlExpr *left, const char *start,
			  const Operator *op)
{
	SqfSqlExpr *expr = sqf_parser_make_expr(SQF_SQL_COLLATE, start);

	sqf_parser_next(parser);
	expr->text = sqf_parser_name(parser);
	expr->args = list_make1(left);
	return sqf_parser_finish_expr(parser, expr);
}

static SqfSqlExpr *
parse_like(SqfParser *parser, SqfSqlExpr *left, const char *start,
		   const Operator *op)
{
	SqfSqlExpr *expr = sqf_parser_make_expr(SQF_SQL_LIKE, start);

	sqf_parser_next(parser);
	expr->text = pstrdup(op->word);
	expr->args = list_make2(left, parse_operators(parser, PRECEDENCE_LESS));
	if (sqf_parser_accept(parser, "ESCAPE"))
		expr->args = lappend(expr->args,
							 parse_operators(parser, PRECEDENCE_LESS));
	return sqf_parser_finish_expr(parser, expr);
}

/* IS, IS NOT, IS DISTINCT FROM, IS NOT DISTINCT FROM */
static SqfSqlExpr *
parse_is(SqfParser *parser, SqfSqlExpr *left, const char *start,
		 const Operator *op)
{
	SqfSqlExpr *expr = sqf_parser_make_expr(SQF_SQL_IS, start);

	sqf_parser_next(parser);
	expr->negated = sqf_parser_accept(parser, "NOT");
	if (sqf_parser_accept(parser, "DISTINCT"))
	{
		sqf_parser_expect(parser, "FROM");
		expr->negated = !expr->negated;
	}
	expr->args = list_make2(left, parse_operators(parser, PRECEDENCE_LESS));
	return sqf_parser_finish_expr(parser, expr);
}

/* ISNULL, NOTNULL, NOT NULL; the word that tells it is next. */
static SqfSqlExpr *
parse_null_test(SqfParser *parser, SqfSqlExpr *left, const char *start,
				const Operator *op)
{
	SqfSqlExpr *expr = sqf_parser_make_expr(SQF_SQL_IS, start);
	SqfSqlExpr *null = sqf_parser_make_expr(SQF_SQL_NULL,
											parser->token.start);

	expr->negated = !sqf_parser_at(parser, "ISNULL");
	sqf_parser_next(parser);
	expr->args = list_make2(left, sqf_parser_finish_expr(parser, null));
	return sqf_parser_finish_expr(parser, expr);
}

/*
 * Between BETWEEN and its AND stands what binds tighter than AND, a comparison
 * for example.
 */
static SqfSqlExpr *
parse_between(SqfParser *parser, SqfSqlExpr *left, const char *start,
			  const Operator *op)
{
	SqfSqlExpr *expr = sqf_parser_make_expr(SQF_SQL_BETWEEN, start);
	SqfSqlExpr *low;

	sqf_parser_next(parser);
	low = parse_operators(parser, PRECEDENCE_NOT);
	sqf_parser_expect(parser, "AND");
	expr->args = list_make3(left, low, parse_operators(parser, PRECEDENCE_LESS));
	return sqf_parser_finish_expr(parser, expr);
}

/* The list may be empty; instead of a SELECT there may be a table. */
static SqfSqlExpr *
parse_in(SqfParser *parser, SqfSqlExpr *left, const char *start,
		 const Operator *op)
{
	SqfSqlExpr *expr = sqf_parser_make_expr(SQF_SQL_IN, start);

	sqf_parser_next(parser);
	expr->args = list_make1(left);
	if (!sqf_parser_accept(parser, "("))
		expr->select = sqf_parser_whole_table(parser);
	else
	{
		if (sqf_parser_at_select(parser))
			expr->select = sqf_parser_select(parser);
		else if (!sqf_parser_at(parser, ")"))
			expr->args = list_concat(expr->args, sqf_parser_exprs(parser));
		sqf_parser_expect(parser, ")");
	}
	return sqf_parser_finish_expr(parser, expr);
}

static SqfSqlExpr *parse_negated(SqfParser *parser, SqfSqlExpr *left,
								 const char *start, const Operator *op);

static const Operator operators[] = {
	{"OR", PRECEDENCE_OR, parse_binary},
	{"AND", PRECEDENCE_AND, parse_binary},
	{"=", PRECEDENCE_EQUAL, parse_binary},
	{"<>", PRECEDENCE_EQUAL, parse_binary},
	{"IS", PRECEDENCE_EQUAL, parse_is},
	{"IN", PRECEDENCE_EQUAL, parse_in},
	{"LIKE", PRECEDENCE_EQUAL, parse_like},
	{"GLOB", PRECEDENCE_EQUAL, parse_like},
	{"REGEXP", PRECEDENCE_EQUAL, parse_like},
	{"MATCH", PRECEDENCE_EQUAL, parse_like},
	{"BETWEEN", PRECEDENCE_EQUAL, parse_between},
	{"ISNULL", PRECEDENCE_EQUAL, parse_null_test},
	{"NOTNULL", PRECEDENCE_EQUAL, parse_null_test},
	{"NOT", PRECEDENCE_EQUAL, parse_negated},
	{"<", PRECEDENCE_LESS, parse_binary},
	{"<=", PRECEDENCE_LESS, parse_binary},
	{">", PRECEDENCE_LESS, parse_binary},
	{">=", PRECEDENCE_LESS, parse_binary},
	{"&", PRECEDENCE_BITS, parse_binary},
	{"|", PRECEDENCE_BITS, parse_binary},
	{"<<", PRECEDENCE_BITS, parse_binary},
	{">>", PRECEDENCE_BITS, parse_binary},
	{"+", PRECEDENCE_PLUS, parse_binary},
	{"-", PRECEDENCE_PLUS, parse_binary},
	{"*", PRECEDENCE_TIMES, parse_binary},
	{"/", PRECEDENCE_TIMES, parse_binary},
	{"%", PRECEDENCE_TIMES, parse_binary},
	{"||", PRECEDENCE_CONCAT, parse_binary},
	{"->", PRECEDENCE_CONCAT, parse_binary},
	{"->>", PRECEDENCE_CONCAT, parse_binary},
	{"COLLATE", PRECEDENCE_COLLATE, parse_collate},
};

/* The operator that is next, or NULL. */
static const Operator *
find_operator(const SqfParser *parser)
{
	if (parser->token.word == NULL)
		return NULL;
	for (size_t i = 0; i < lengthof(operators); i++)
		if (strcmp(operators[i].word, parser->token.word) == 0)
			return &operators[i];
	return NULL;
}

/* NOT NULL, NOT IN, NOT LIKE and its like, NOT BETWEEN */
static SqfSqlExpr *
parse_negated(SqfParser *parser, SqfSqlExpr *left, const char *start,
			  const Operator *op)
{
	SqfSqlExpr *expr;

	sqf_parser_expect(parser, "NOT");
	if (sqf_parser_at(parser, "NULL"))
		return parse_null_test(parser, left, start, op);
	op = find_operator(parser);
	if (op == NULL || (op->parse != parse_in && op->parse != parse_like &&
					   op->parse != parse_between))
	{
		sqf_parser_refuse(parser);
		return left;
	}
	expr = op->parse(parser, left, start, op);
	expr->negated = true;
	return expr;
}

/* ---------------------------------------------------------------------------
 * What operators stand between
 * ---------------------------------------------------------------------------
 */

static SqfSqlExpr *
parse_prefix(SqfParser *parser, const char *word)
{
	SqfSqlExpr *expr = sqf_parser_make_expr(SQF_SQL_UNARY,
											parser->token.start);

	sqf_parser_next(parser);
	expr->text = pstrdup(word);
	/* what binds tighter than a sign has no operators */
	expr->args = list_make1(parse_operators(parser, strcmp(word, "NOT") == 0 ?
											PRECEDENCE_NOT :
											PRECEDENCE_COLLATE + 1));
	return sqf_parser_finish_expr(parser, expr);
}

static bool
find_literal_kind(const SqfParser *parser, SqfSqlExprKind *kind)
{
	static const char *const currents[] = {
		"CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP"
	};

	if (parser->token.kind == SQF_TOKEN_INTEGER)
		*kind = SQF_SQL_INTEGER;
	else if (parser->token.kind == SQF_TOKEN_FLOAT)
		*kind = SQF_SQL_FLOAT;
	else if (parser->token.kind == SQF_TOKEN_STRING)
		*kind = SQF_SQL_STRING;
	else if (parser->token.kind == SQF_TOKEN_BLOB)
		*kind = SQF_SQL_BLOB;
	else if (sqf_parser_at_any(parser, currents, lengthof(currents)))
		*kind = SQF_SQL_CURRENT;
	else if (sqf_parser_at(parser, "NULL"))
		*kind = SQF_SQL_NULL;
	else
		return false;
	return true;
}

/*
 * sqf_parser_literal takes a constant; NULL, the pointer, if none is next.
 */
SqfSqlExpr *
sqf_parser_literal(SqfParser *parser)
{
	SqfSqlExprKind kind;
	SqfSqlExpr *expr;

	if (!find_literal_kind(parser, &kind))
		return NULL;
	expr = sqf_parser_make_expr(kind, parser->token.start);
	if (kind == SQF_SQL_CURRENT)
		expr->text = pstrdup(parser->token.word);
	else if (kind != SQF_SQL_NULL)
		expr->text = sqf_token_text(&parser->token);
	sqf_parser_next(parser);
	return sqf_parser_finish_expr(parser, expr);
}

/* CASE [operand] WHEN ... THEN ... [ELSE ...] END */
static SqfSqlExpr *
parse_case(SqfParser *parser)
{
	SqfSqlExpr *expr = sqf_parser_make_expr(SQF_SQL_CASE,
											parser->token.start);

	sqf_parser_expect(parser, "CASE");
	if (!sqf_parser_at(parser, "WHEN"))
		expr->operand = sqf_parser_expr(parser);
	do
	{
		sqf_parser_expect(parser, "WHEN");
		expr->args = lappend(expr->args, sqf_parser_expr(parser));
		sqf_parser_expect(parser, "THEN");
		expr->args = lappend(expr->args, sqf_parser_expr(parser));
	} while (sqf_parser_at(parser, "WHEN"));
	if (sqf_parser_accept(parser, "ELSE"))
		expr->otherwise = sqf_parser_expr(parser);
	sqf_parser_expect(parser, "END");
	return sqf_parser_finish_expr(parser, expr);
}

/* CAST (value AS type); a quoted type is a name, and what follows it is nothing. */
static SqfSqlExpr *
parse_cast(SqfParser *parser)
{
	SqfSqlExpr *expr = sqf_parser_make_expr(SQF_SQL_CAST,
											parser->token.start);
	SqfToken	first;

	sqf_parser_expect(parser, "CAST");
	sqf_parser_expect(parser, "(");
	expr->args = list_make1(sqf_parser_expr(parser));
	sqf_parser_expect(parser, "AS");
	first = parser->token;
	expr->text = sqf_parser_type(parser);
	if (first.kind == SQF_TOKEN_QUOTED || first.kind == SQF_TOKEN_STRING)
		expr->text = sqf_token_text(&first);
	sqf_parser_expect(parser, ")");
	return sqf_parser_finish_expr(parser, expr);
}

static SqfSqlExpr *
parse_exists(SqfParser *parser)
{
	SqfSqlExpr *expr = sqf_parser_make_expr(SQF_SQL_EXISTS,
											parser->token.start);

	sqf_parser_expect(parser, "EXISTS");
	sqf_parser_expect(parser, "(");
	expr->select = sqf_parser_select(parser);
	sqf_parser_expect(parser, ")");
	return sqf_parser_finish_expr(parser, expr);
}

/* (SELECT ...), (expression), (one, another) */
static SqfSqlExpr *
parse_parentheses(SqfParser *parser)
{
	SqfSqlExpr *expr = sqf_parser_make_expr(SQF_SQL_ROW,
											parser->token.start);

	sqf_parser_expect(parser, "(");
	if (sqf_parser_at_select(parser))
	{
		expr->kind = SQF_SQL_SUBQUERY;
		expr->select = sqf_parser_select(parser);
	}
	else
		expr->args = sqf_parser_exprs(parser);
	sqf_parser_expect(parser, ")");
	if (list_length(expr->args) == 1)
		return linitial(expr->args);
	return sqf_parser_finish_expr(parser, expr);
}

/* Behind OVER: nobody asks what the window is. */
static void
skip_window(SqfParser *parser)
{
	int			depth = 0;

	if (sqf_parser_at_name(parser))
	{
		sqf_parser_next(parser);
		return;
	}
	do
	{
		if (sqf_parser_at(parser, "("))
			depth++;
		else if (sqf_parser_at(parser, ")"))
			depth--;
		if (parser->token.kind == SQF_TOKEN_END)
			sqf_parser_refuse(parser);
		sqf_parser_next(parser);
	} while (depth > 0 && parser->failure == NULL);
}

/* The parenthesis behind a function's name is next. */
static SqfSqlExpr *
parse_function(SqfParser *parser, char *name, const char *start)
{
	SqfSqlExpr *expr = sqf_parser_make_expr(SQF_SQL_FUNCTION, start);

	expr->text = name;
	sqf_parser_expect(parser, "(");
	if (sqf_parser_accept(parser, "*"))
		expr->is_star = true;
	else
	{
		expr->is_distinct = sqf_parser_accept(parser, "DISTINCT");
		if (!expr->is_distinct)
			sqf_parser_accept(parser, "ALL");
		if (!sqf_parser_at(parser, ")") && !sqf_parser_at(parser, "ORDER"))
			expr->args = sqf_parser_exprs(parser);
		if (sqf_parser_at(parser, "ORDER"))
			sqf_parser_fail(parser,
							psprintf("has an ORDER BY in the call of \"%s\"", name));
	}
	sqf_parser_expect(parser, ")");
	if (sqf_parser_accept(parser, "FILTER"))
	{
		sqf_parser_expect(parser, "(");
		sqf_parser_expect(parser, "WHERE");
		expr->filter = sqf_parser_expr(parser);
		sqf_parser_expect(parser, ")");
	}
	if (sqf_parser_accept(parser, "OVER"))
	{
		expr->is_window = true;
		skip_window(parser);
	}
	return sqf_parser_finish_expr(parser, expr);
}

/* A column, perhaps with its table, perhaps with the schema of that. */
static SqfSqlExpr *
parse_column(SqfParser *parser, SqfToken *first)
{
	SqfSqlExpr *expr = sqf_parser_make_expr(SQF_SQL_NAME, first->start);

	expr->text = sqf_token_text(first);
	expr->is_quoted = first->start[0] == '"' && !sqf_parser_at(parser, ".");
	for (int i = 0; i < 2 && sqf_parser_accept(parser, "."); i++)
	{
		if (i == 1)
			sqf_parser_check_schema(parser, expr->qualifier);
		expr->qualifier = expr->text;
		expr->text = sqf_parser_name(parser);
	}
	return sqf_parser_finish_expr(parser, expr);
}

static SqfSqlExpr *
parse_name(SqfParser *parser)
{
	SqfToken	first = parser->token;

	if (!sqf_parser_at_identifier(parser))
		sqf_parser_refuse(parser);
	sqf_parser_next(parser);
	if (sqf_parser_at(parser, "("))
		return parse_function(parser, sqf_token_text(&first), first.start);
	return parse_column(parser, &first);
}

/* A string is the name of a table if a period follows. */
static SqfSqlExpr *
parse_string(SqfParser *parser)
{
	SqfToken	first = parser->token;
	SqfSqlExpr *literal = sqf_parser_literal(parser);

	if (sqf_parser_at(parser, "."))
		return parse_column(parser, &first);
	return literal;
}

static SqfSqlExpr *
parse_operand(SqfParser *parser)
{
	static const char *const prefixes[] = {"NOT", "-", "+", "~"};
	SqfSqlExpr *literal;

	if (sqf_parser_at_any(parser, prefixes, lengthof(prefixes)))
		return parse_prefix(parser, parser->token.word);
	if (sqf_parser_at(parser, "("))
		return parse_parentheses(parser);
	if (sqf_parser_at(parser, "CASE"))
		return parse_case(parser);
	if (sqf_parser_at(parser, "CAST"))
		return parse_cast(parser);
	if (sqf_parser_at(parser, "EXISTS"))
		return parse_exists(parser);
	if (sqf_parser_at(parser, "RAISE"))
		sqf_parser_refuse(parser);
	if (parser->token.kind == SQF_TOKEN_STRING)
		return parse_string(parser);
	literal = sqf_parser_literal(parser);
	return literal != NULL ? literal : parse_name(parser);
}

/*
 * An expression whose operators, but for what stands in parentheses, bind at least
 * as tightly as the loosest.  Behind a NOT may stand what binds looser than the
 * operator before it: a + NOT b = c is a + (NOT (b = c)).
 */
static SqfSqlExpr *
parse_operators(SqfParser *parser, Precedence loosest)
{
	const char *start = parser->token.start;
	SqfSqlExpr *expr;
	const Operator *op;

	if (!sqf_parser_enter(parser))
	{
		sqf_parser_leave(parser);
		return sqf_parser_make_expr(SQF_SQL_NULL, start);
	}
	expr = parse_operand(parser);
	while ((op = find_operator(parser)) != NULL && op->precedence >= loosest)
		expr = op->parse(parser, expr, start, op);
	sqf_parser_leave(parser);
	return expr;
}

/*
 * sqf_parser_expr takes an expression.
 */
SqfSqlExpr *
sqf_parser_expr(SqfParser *parser)
{
	return parse_operators(parser, PRECEDENCE_OR);
}

/*
 * sqf_parser_exprs takes one or more expressions with commas between them.
 */
List *
sqf_parser_exprs(SqfParser *parser)
{
	List	   *exprs = NIL;

	do
		exprs = lappend(exprs, sqf_parser_expr(parser));
	while (sqf_parser_accept(parser, ","));
	return exprs;
}

/* The outermost of several collations is the one that counts. */
static SqfSqlTerm *
parse_term(SqfParser *parser)
{
	SqfSqlTerm *term = palloc0(sizeof(SqfSqlTerm));

	term->expr = sqf_parser_expr(parser);
	while (term->expr->kind == SQF_SQL_COLLATE)
	{
		if (term->collation == NULL)
			term->collation = term->expr->text;
		term->expr = linitial(term->expr->args);
	}
	term->descending = sqf_parser_accept(parser, "DESC");
	if (!term->descending)
		sqf_parser_accept(parser, "ASC");
	if (sqf_parser_accept(parser, "NULLS"))
	{
		term->nulls_first = sqf_parser_accept(parser, "FIRST");
		term->nulls_last = !term->nulls_first;
		if (term->nulls_last)
			sqf_parser_expect(parser, "LAST");
	}
	return term;
}

/*
 * sqf_parser_terms takes the terms of an ORDER BY, an index or a key: SqfSqlTerm.
 */
List *
sqf_parser_terms(SqfParser *parser)
{
	List	   *terms = NIL;

	do
		terms = lappend(terms, parse_term(parser));
	while (sqf_parser_accept(parser, ","));
	return terms;
}

/*
 * sqf_sql_parse_expr parses a text that is one expression.  It gives NULL for a
 * text that is not of SQLite's grammar, or says what this parser does not know,
 * and then *failure tells what and where, as a clause that can follow "SQLite's
 * text ".  The tree is palloc'd, and points into sql.
 */
SqfSqlExpr *
sqf_sql_parse_expr(const char *sql, char **failure)
{
	SqfParser	parser;
	SqfSqlExpr *expr;

	sqf_parser_begin(&parser, sql);
	expr = sqf_parser_expr(&parser);
	sqf_parser_end(&parser);
	*failure = parser.failure;
	return parser.failure == NULL ? expr : NULL;
}
