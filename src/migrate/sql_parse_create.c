/*-------------------------------------------------------------------------
 *
 * sql_parse_create.c
 *	  CREATE TABLE, INDEX and VIEW of SQLite's SQL are parsed here.
 *
 * IDENTIFICATION
 *	  src/migrate/sql_parse_create.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "migrate/sql_parse.h"
#include "migrate/sql_parser.h"

/* A table that is being parsed. */
typedef struct TableParser
{
	SqfParser  *parser;
	SqfSqlTable *table;
	char	   *constraint_name;	/* said, but not yet used; or NULL */
	SqfSqlConstraint *foreign_key;	/* the last one, which DEFERRABLE in a
									 * column belongs to; or NULL */
} TableParser;

/* ---------------------------------------------------------------------------
 * Parts
 * ---------------------------------------------------------------------------
 */

/* CREATE is next, and then perhaps TEMP. */
static void
parse_create(SqfParser *parser)
{
	sqf_parser_expect(parser, "CREATE");
	if (!sqf_parser_accept(parser, "TEMP"))
		sqf_parser_accept(parser, "TEMPORARY");
}

/* TABLE, INDEX or VIEW, then [IF NOT EXISTS] [schema.]name, which is given. */
static char *
parse_created_name(SqfParser *parser, const char *what)
{
	char	   *name;

	sqf_parser_expect(parser, what);
	if (sqf_parser_accept(parser, "IF"))
	{
		sqf_parser_expect(parser, "NOT");
		sqf_parser_expect(parser, "EXISTS");
	}
	name = sqf_parser_name(parser);
	return sqf_parser_accept(parser, ".") ? sqf_parser_name(parser) : name;
}

/* ON CONFLICT and what then, or NULL. */
static char *
parse_on_conflict(SqfParser *parser)
{
	static const char *const resolutions[] = {
		"REPLACE", "IGNORE", "FAIL", "ABORT", "ROLLBACK"
	};
	char	   *resolution;

	if (!sqf_parser_accept(parser, "ON"))
		return NULL;
	sqf_parser_expect(parser, "CONFLICT");
	if (!sqf_parser_at_any(parser, resolutions, lengthof(resolutions)))
	{
		sqf_parser_refuse(parser);
		return NULL;
	}
	resolution = pstrdup(parser->token.word);
	sqf_parser_next(parser);
	return resolution;
}

static SqfSqlExpr *
parse_in_parentheses(SqfParser *parser)
{
	SqfSqlExpr *expr;

	sqf_parser_expect(parser, "(");
	expr = sqf_parser_expr(parser);
	sqf_parser_expect(parser, ")");
	return expr;
}

/* A name is next, of a column. */
static SqfSqlExpr *
parse_column_name(SqfParser *parser)
{
	SqfSqlExpr *expr = sqf_parser_make_expr(SQF_SQL_NAME, parser->token.start);

	expr->text = sqf_parser_name(parser);
	return sqf_parser_finish_expr(parser, expr);
}

static SqfSqlTerm *
make_column_term(SqfSqlExpr *name)
{
	SqfSqlTerm *term = palloc0(sizeof(SqfSqlTerm));

	term->expr = name;
	return term;
}

/* In an index or a key, a string is a name; SQLite looks for it without COLLATE. */
static List *
parse_key_terms(SqfParser *parser)
{
	List	   *terms = sqf_parser_terms(parser);
	ListCell   *cell;

	foreach(cell, terms)
	{
		SqfSqlTerm *term = lfirst(cell);

		if (term->expr->kind == SQF_SQL_STRING && term->collation == NULL)
			term->expr->kind = SQF_SQL_NAME;
	}
	return terms;
}

/* ---------------------------------------------------------------------------
 * Foreign keys
 * ---------------------------------------------------------------------------
 */

static char *
parse_action(SqfParser *parser)
{
	if (sqf_parser_accept(parser, "CASCADE"))
		return pstrdup("CASCADE");
	if (sqf_parser_accept(parser, "RESTRICT"))
		return pstrdup("RESTRICT");
	if (sqf_parser_accept(parser, "NO"))
	{
		sqf_parser_expect(parser, "ACTION");
		return pstrdup("NO ACTION");
	}
	sqf_parser_expect(parser, "SET");
	if (sqf_parser_accept(parser, "NULL"))
		return pstrdup("SET NULL");
	sqf_parser_expect(parser, "DEFAULT");
	return pstrdup("SET DEFAULT");
}

/* ON DELETE, ON UPDATE; what MATCH and ON INSERT say SQLite forgets. */
static void
parse_reference_actions(SqfParser *parser, SqfSqlConstraint *key)
{
	for (;;)
	{
		if (sqf_parser_accept(parser, "MATCH"))
			(void) sqf_parser_name(parser);
		else if (!sqf_parser_accept(parser, "ON"))
			return;
		else if (sqf_parser_accept(parser, "DELETE"))
			key->on_delete = parse_action(parser);
		else if (sqf_parser_accept(parser, "UPDATE"))
			key->on_update = parse_action(parser);
		else
		{
			sqf_parser_expect(parser, "INSERT");
			(void) parse_action(parser);
		}
	}
}

/* DEFERRABLE and what may follow it; NOT has been taken. */
static void
parse_deferrable(SqfParser *parser, bool negated, SqfSqlConstraint *key)
{
	bool		deferred = false;

	sqf_parser_expect(parser, "DEFERRABLE");
	if (sqf_parser_accept(parser, "INITIALLY"))
	{
		deferred = sqf_parser_accept(parser, "DEFERRED");
		if (!deferred)
			sqf_parser_expect(parser, "IMMEDIATE");
	}
	if (key == NULL)
		return;
	key->deferrable = !negated;
	key->initially_deferred = deferred && !negated;
}

static void
parse_references(SqfParser *parser, SqfSqlConstraint *key)
{
	sqf_parser_expect(parser, "REFERENCES");
	key->parent = sqf_parser_name(parser);
	key->parent_columns = sqf_parser_names(parser);
	parse_reference_actions(parser, key);
}

/* ---------------------------------------------------------------------------
 * Columns
 * ---------------------------------------------------------------------------
 */

/* Makes a constraint of the table, with the name that was said before it. */
static SqfSqlConstraint *
add_constraint(TableParser *in, SqfSqlConstraintKind kind)
{
	SqfSqlConstraint *constraint = palloc0(sizeof(SqfSqlConstraint));

	constraint->kind = kind;
	constraint->name = in->constraint_name;
	in->constraint_name = NULL;
	in->table->constraints = lappend(in->table->constraints, constraint);
	if (kind == SQF_SQL_FOREIGN_KEY)
		in->foreign_key = constraint;
	return constraint;
}

/* A name in place of a constant is a string, but for TRUE and FALSE. */
static SqfSqlExpr *
parse_default_word(SqfParser *parser)
{
	bool		is_quoted = parser->token.kind == SQF_TOKEN_QUOTED;
	SqfSqlExpr *expr = sqf_parser_make_expr(SQF_SQL_STRING,
											parser->token.start);

	if (!sqf_parser_at_alias(parser) && !sqf_parser_at(parser, "INDEXED"))
		sqf_parser_refuse(parser);
	expr->text = sqf_parser_text(parser);
	if (!is_quoted && (pg_strcasecmp(expr->text, "true") == 0 ||
					   pg_strcasecmp(expr->text, "false") == 0))
		expr->kind = SQF_SQL_NAME;
	return sqf_parser_finish_expr(parser, expr);
}

/* A constant with a sign; the plus is lost. */
static SqfSqlExpr *
parse_signed_default(SqfParser *parser)
{
	bool		is_negative = sqf_parser_at(parser, "-");
	SqfSqlExpr *expr = sqf_parser_make_expr(SQF_SQL_UNARY, parser->token.start);
	SqfSqlExpr *literal;

	sqf_parser_next(parser);
	literal = sqf_parser_literal(parser);
	if (literal == NULL)
	{
		sqf_parser_refuse(parser);
		return expr;
	}
	if (!is_negative)
		return literal;
	expr->text = pstrdup("-");
	expr->args = list_make1(literal);
	return sqf_parser_finish_expr(parser, expr);
}

static SqfSqlExpr *
parse_default(SqfParser *parser)
{
	SqfSqlExpr *literal;

	if (sqf_parser_at(parser, "("))
		return parse_in_parentheses(parser);
	if (sqf_parser_at(parser, "-") || sqf_parser_at(parser, "+"))
		return parse_signed_default(parser);
	literal = sqf_parser_literal(parser);
	return literal != NULL ? literal : parse_default_word(parser);
}

static void
parse_generated(SqfParser *parser, SqfSqlColumn *column)
{
	sqf_parser_expect(parser, "AS");
	column->generated = parse_in_parentheses(parser);
	if (sqf_parser_accept(parser, "VIRTUAL"))
		return;
	if (parser->token.kind == SQF_TOKEN_NAME)
	{
		SqfToken	token = parser->token;

		if (pg_strcasecmp(sqf_token_text(&token), "stored") != 0)
			sqf_parser_refuse(parser);
		column->stored = true;
		sqf_parser_next(parser);
	}
}

/* PRIMARY KEY [ASC|DESC] [ON CONFLICT ...] [AUTOINCREMENT] */
static void
parse_column_key(TableParser *in, SqfSqlTerm *term)
{
	SqfSqlConstraint *key = add_constraint(in, SQF_SQL_PRIMARY_KEY);

	sqf_parser_expect(in->parser, "KEY");
	key->columns = list_make1(term);
	term->descending = sqf_parser_accept(in->parser, "DESC");
	if (!term->descending)
		sqf_parser_accept(in->parser, "ASC");
	key->on_conflict = parse_on_conflict(in->parser);
	key->autoincrement = sqf_parser_accept(in->parser, "AUTOINCREMENT");
}

/* What has a name as a constraint has; false if none of these is next. */
static bool
parse_column_constraint(TableParser *in, SqfSqlExpr *name)
{
	SqfParser  *parser = in->parser;
	SqfSqlConstraint *constraint;

	if (sqf_parser_accept(parser, "PRIMARY"))
	{
		parse_column_key(in, make_column_term(name));
		return true;
	}
	if (sqf_parser_accept(parser, "UNIQUE"))
	{
		constraint = add_constraint(in, SQF_SQL_UNIQUE);
		constraint->on_conflict = parse_on_conflict(parser);
	}
	else if (sqf_parser_accept(parser, "CHECK"))
	{
		constraint = add_constraint(in, SQF_SQL_CHECK);
		constraint->check = parse_in_parentheses(parser);
	}
	else if (sqf_parser_at(parser, "REFERENCES"))
	{
		constraint = add_constraint(in, SQF_SQL_FOREIGN_KEY);
		parse_references(parser, constraint);
	}
	else
		return false;
	constraint->columns = list_make1(make_column_term(name));
	return true;
}

/* NOT NULL, or NOT DEFERRABLE */
static void
parse_column_not(TableParser *in, SqfSqlExpr *name)
{
	SqfSqlConstraint *constraint;

	if (!sqf_parser_accept(in->parser, "NULL"))
	{
		parse_deferrable(in->parser, true, in->foreign_key);
		return;
	}
	constraint = add_constraint(in, SQF_SQL_NOT_NULL);
	constraint->columns = list_make1(make_column_term(name));
	constraint->on_conflict = parse_on_conflict(in->parser);
}

/* What is no constraint in PostgreSQL; false if none of these is next. */
static bool
parse_column_property(TableParser *in, SqfSqlColumn *column)
{
	SqfParser  *parser = in->parser;

	if (sqf_parser_accept(parser, "DEFAULT"))
		column->default_value = parse_default(parser);
	else if (sqf_parser_accept(parser, "COLLATE"))
		column->collation = sqf_parser_name(parser);
	else if (sqf_parser_accept(parser, "NULL"))
		(void) parse_on_conflict(parser);
	else if (sqf_parser_at(parser, "DEFERRABLE"))
		parse_deferrable(parser, false, in->foreign_key);
	else if (sqf_parser_accept(parser, "GENERATED"))
	{
		sqf_parser_expect(parser, "ALWAYS");
		parse_generated(parser, column);
	}
	else if (sqf_parser_at(parser, "AS"))
		parse_generated(parser, column);
	else
		return false;
	in->constraint_name = NULL;
	return true;
}

/*
 * GENERATED ALWAYS are words of a type to SQLite's grammar, so it takes them off
 * the end.  Of a column that is called generated, ALWAYS remains.
 */
static void
strip_generated(char *type)
{
	static const char *const words[] = {"always", "generated"};
	size_t		length = strlen(type);

	if (length < strlen("generated always"))
		return;
	for (size_t i = 0; i < lengthof(words); i++)
	{
		size_t		word_length = strlen(words[i]);

		if (length < word_length ||
			pg_strcasecmp(type + length - word_length, words[i]) != 0)
			return;
		length -= word_length;
		while (length > 0 && strchr(" \t\n\f\r", type[length - 1]) != NULL)
			length--;
		type[length] = '\0';
	}
}

static void
parse_column(TableParser *in)
{
	SqfParser  *parser = in->parser;
	SqfSqlColumn *column = palloc0(sizeof(SqfSqlColumn));
	SqfSqlExpr *name = parse_column_name(parser);

	in->constraint_name = NULL;
	in->table->columns = lappend(in->table->columns, column);
	column->name = name->text;
	column->type = sqf_parser_type(parser);
	if (sqf_parser_at(parser, "AS"))
		strip_generated(column->type);
	for (;;)
	{
		if (sqf_parser_accept(parser, "CONSTRAINT"))
			in->constraint_name = sqf_parser_name(parser);
		else if (sqf_parser_accept(parser, "NOT"))
			parse_column_not(in, name);
		else if (!parse_column_constraint(in, name) &&
				 !parse_column_property(in, column))
			return;
	}
}

/* ---------------------------------------------------------------------------
 * Tables
 * ---------------------------------------------------------------------------
 */

static void
parse_table_key(TableParser *in, SqfSqlConstraintKind kind)
{
	SqfParser  *parser = in->parser;
	SqfSqlConstraint *key = add_constraint(in, kind);

	sqf_parser_expect(parser, "(");
	key->columns = parse_key_terms(parser);
	if (kind == SQF_SQL_PRIMARY_KEY)
		key->autoincrement = sqf_parser_accept(parser, "AUTOINCREMENT");
	sqf_parser_expect(parser, ")");
	key->on_conflict = parse_on_conflict(parser);
}

static List *
parse_foreign_key_columns(SqfParser *parser)
{
	List	   *terms = NIL;

	sqf_parser_expect(parser, "(");
	do
	{
		terms = lappend(terms, make_column_term(parse_column_name(parser)));
		sqf_parser_skip_order(parser);
	} while (sqf_parser_accept(parser, ","));
	sqf_parser_expect(parser, ")");
	return terms;
}

static void
parse_foreign_key(TableParser *in)
{
	SqfParser  *parser = in->parser;
	SqfSqlConstraint *key = add_constraint(in, SQF_SQL_FOREIGN_KEY);

	sqf_parser_expect(parser, "KEY");
	key->columns = parse_foreign_key_columns(parser);
	parse_references(parser, key);
	if (sqf_parser_accept(parser, "NOT"))
		parse_deferrable(parser, true, key);
	else if (sqf_parser_at(parser, "DEFERRABLE"))
		parse_deferrable(parser, false, key);
}

static void
parse_table_constraint(TableParser *in)
{
	SqfParser  *parser = in->parser;

	if (sqf_parser_accept(parser, "CONSTRAINT"))
		in->constraint_name = sqf_parser_name(parser);
	else if (sqf_parser_accept(parser, "PRIMARY"))
	{
		sqf_parser_expect(parser, "KEY");
		parse_table_key(in, SQF_SQL_PRIMARY_KEY);
	}
	else if (sqf_parser_accept(parser, "UNIQUE"))
		parse_table_key(in, SQF_SQL_UNIQUE);
	else if (sqf_parser_accept(parser, "CHECK"))
	{
		SqfSqlConstraint *check = add_constraint(in, SQF_SQL_CHECK);

		check->check = parse_in_parentheses(parser);
		check->on_conflict = parse_on_conflict(parser);
	}
	else
	{
		sqf_parser_expect(parser, "FOREIGN");
		parse_foreign_key(in);
	}
}

static bool
at_table_constraint(const SqfParser *parser)
{
	static const char *const words[] = {
		"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"
	};

	return sqf_parser_at_any(parser, words, lengthof(words));
}

/* Between constraints the comma may be missing; a column cannot follow them. */
static void
parse_table_constraints(TableParser *in)
{
	bool		has_comma;

	do
	{
		parse_table_constraint(in);
		has_comma = sqf_parser_accept(in->parser, ",");
		if (has_comma)
			in->constraint_name = NULL;
	} while (has_comma || at_table_constraint(in->parser));
}

static void
parse_columns_and_constraints(TableParser *in)
{
	do
	{
		if (in->table->columns != NIL && at_table_constraint(in->parser))
		{
			in->constraint_name = NULL;
			parse_table_constraints(in);
			return;
		}
		parse_column(in);
	} while (sqf_parser_accept(in->parser, ","));
}

static void
parse_table_option(SqfParser *parser, SqfSqlTable *table)
{
	static const char *const names[] = {"strict", "rowid"};
	bool		without = sqf_parser_accept(parser, "WITHOUT");
	SqfToken	token = parser->token;

	if (token.kind != SQF_TOKEN_NAME ||
		pg_strcasecmp(sqf_token_text(&token), names[without]) != 0)
		sqf_parser_refuse(parser);
	if (without)
		table->without_rowid = true;
	else
		table->strict = true;
	sqf_parser_next(parser);
}

/* A comma may stand even before the first. */
static void
parse_table_options(SqfParser *parser, SqfSqlTable *table)
{
	if (sqf_parser_at_name(parser))
		parse_table_option(parser, table);
	while (sqf_parser_accept(parser, ","))
		parse_table_option(parser, table);
}

/*
 * sqf_sql_parse_table parses CREATE TABLE as a file keeps it.  It gives NULL for a
 * text that is not of SQLite's grammar, or says what this parser does not know,
 * and then *failure tells what and where, as a clause that can follow "SQLite's
 * text ".  The tree is palloc'd, and points into sql.
 */
SqfSqlTable *
sqf_sql_parse_table(const char *sql, char **failure)
{
	SqfSqlTable *table = palloc0(sizeof(SqfSqlTable));
	SqfParser	parser;
	TableParser in = {&parser, table, NULL, NULL};

	sqf_parser_begin(&parser, sql);
	parse_create(&parser);
	table->name = parse_created_name(&parser, "TABLE");
	sqf_parser_expect(&parser, "(");
	parse_columns_and_constraints(&in);
	sqf_parser_expect(&parser, ")");
	parse_table_options(&parser, table);
	sqf_parser_end(&parser);
	*failure = parser.failure;
	return parser.failure == NULL ? table : NULL;
}

/* ---------------------------------------------------------------------------
 * Indexes and views
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_sql_parse_index parses CREATE INDEX.  Result and errors are like those of
 * sqf_sql_parse_table.
 */
SqfSqlIndex *
sqf_sql_parse_index(const char *sql, char **failure)
{
	SqfSqlIndex *index = palloc0(sizeof(SqfSqlIndex));
	SqfParser	parser;

	sqf_parser_begin(&parser, sql);
	sqf_parser_expect(&parser, "CREATE");
	index->unique = sqf_parser_accept(&parser, "UNIQUE");
	index->name = parse_created_name(&parser, "INDEX");
	sqf_parser_expect(&parser, "ON");
	index->table = sqf_parser_name(&parser);
	sqf_parser_expect(&parser, "(");
	index->columns = parse_key_terms(&parser);
	sqf_parser_expect(&parser, ")");
	if (sqf_parser_accept(&parser, "WHERE"))
		index->where = sqf_parser_expr(&parser);
	sqf_parser_end(&parser);
	*failure = parser.failure;
	return parser.failure == NULL ? index : NULL;
}

/*
 * sqf_sql_parse_view parses CREATE VIEW.  Result and errors are like those of
 * sqf_sql_parse_table.
 */
SqfSqlView *
sqf_sql_parse_view(const char *sql, char **failure)
{
	SqfSqlView *view = palloc0(sizeof(SqfSqlView));
	SqfParser	parser;

	sqf_parser_begin(&parser, sql);
	parse_create(&parser);
	view->name = parse_created_name(&parser, "VIEW");
	view->columns = sqf_parser_names(&parser);
	sqf_parser_expect(&parser, "AS");
	view->select = sqf_parser_select(&parser);
	sqf_parser_end(&parser);
	*failure = parser.failure;
	return parser.failure == NULL ? view : NULL;
}
