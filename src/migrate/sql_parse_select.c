/*-------------------------------------------------------------------------
 *
 * sql_parse_select.c
 *	  SELECT and VALUES of SQLite's SQL are parsed here.
 *
 * IDENTIFICATION
 *	  src/migrate/sql_parse_select.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "migrate/sql_parser.h"

static List *parse_from(SqfParser *parser);

/* ---------------------------------------------------------------------------
 * FROM
 * ---------------------------------------------------------------------------
 */

/* What the words before JOIN say, as SQLite adds them up. */
#define SAYS_NATURAL	0x01
#define SAYS_INNER		0x02
#define SAYS_CROSS		0x04
#define SAYS_LEFT		0x08
#define SAYS_RIGHT		0x10
#define SAYS_OUTER		0x20

static const struct
{
	const char *word;
	int			says;
}			join_words[] = {
	{"NATURAL", SAYS_NATURAL},
	{"INNER", SAYS_INNER},
	{"CROSS", SAYS_INNER | SAYS_CROSS},
	{"LEFT", SAYS_LEFT | SAYS_OUTER},
	{"RIGHT", SAYS_RIGHT | SAYS_OUTER},
	{"FULL", SAYS_LEFT | SAYS_RIGHT | SAYS_OUTER},
	{"OUTER", SAYS_OUTER},
};

static bool
at_join_word(const SqfParser *parser)
{
	return parser->token.kind == SQF_TOKEN_KEYWORD &&
		parser->token.use == SQF_KEYWORD_JOIN;
}

/* SQLite knows up to three of them in a row. */
static int
parse_join_words(SqfParser *parser)
{
	int			said = 0;

	for (int count = 0; count < 3 && at_join_word(parser); count++)
	{
		for (size_t i = 0; i < lengthof(join_words); i++)
			if (sqf_parser_at(parser, join_words[i].word))
				said |= join_words[i].says;
		sqf_parser_next(parser);
	}
	return said;
}

/* False for words that cannot stand together. */
static bool
find_join_kind(int said, SqfSqlJoinKind *kind)
{
	bool		left = (said & SAYS_LEFT) != 0;
	bool		right = (said & SAYS_RIGHT) != 0;
	bool		outer = (said & SAYS_OUTER) != 0;

	if (outer && ((said & SAYS_INNER) != 0 || !(left || right)))
		return false;
	if (left && right)
		*kind = SQF_SQL_JOIN_FULL;
	else if (left)
		*kind = SQF_SQL_JOIN_LEFT;
	else if (right)
		*kind = SQF_SQL_JOIN_RIGHT;
	else if (said & SAYS_CROSS)
		*kind = SQF_SQL_JOIN_CROSS;
	else
		*kind = SQF_SQL_JOIN_INNER;
	return true;
}

/* A comma, or JOIN with the words before it; false if there is no more table. */
static bool
parse_join_operator(SqfParser *parser, SqfSqlJoinKind *kind, bool *natural)
{
	int			said;

	*natural = false;
	*kind = SQF_SQL_JOIN_COMMA;
	if (sqf_parser_accept(parser, ","))
		return true;
	if (!sqf_parser_at(parser, "JOIN") && !at_join_word(parser))
		return false;
	said = parse_join_words(parser);
	if (!find_join_kind(said, kind))
		sqf_parser_refuse(parser);
	*natural = (said & SAYS_NATURAL) != 0;
	sqf_parser_expect(parser, "JOIN");
	return true;
}

/* [main.]table, or a table-valued function, whose arguments nobody asks for. */
static void
parse_table_name(SqfParser *parser, SqfSqlFrom *from)
{
	from->table = sqf_parser_name(parser);
	if (sqf_parser_accept(parser, "."))
	{
		sqf_parser_check_schema(parser, from->table);
		from->is_main = true;
		from->table = sqf_parser_name(parser);
	}
	if (sqf_parser_accept(parser, "("))
	{
		from->has_arguments = true;
		if (!sqf_parser_at(parser, ")"))
			(void) sqf_parser_exprs(parser);
		sqf_parser_expect(parser, ")");
	}
}

/* Which index SQLite shall use changes no row. */
static void
skip_indexed_by(SqfParser *parser)
{
	if (sqf_parser_accept(parser, "NOT"))
		sqf_parser_expect(parser, "INDEXED");
	else if (sqf_parser_accept(parser, "INDEXED"))
	{
		sqf_parser_expect(parser, "BY");
		(void) sqf_parser_name(parser);
	}
}

static void
parse_join_condition(SqfParser *parser, SqfSqlFrom *from)
{
	if (from->join == SQF_SQL_JOIN_FIRST &&
		(sqf_parser_at(parser, "ON") || sqf_parser_at(parser, "USING")))
		sqf_parser_refuse(parser);
	if (sqf_parser_accept(parser, "ON"))
		from->on = sqf_parser_expr(parser);
	else if (sqf_parser_accept(parser, "USING"))
	{
		from->using = sqf_parser_names(parser);
		if (from->using == NIL)
			sqf_parser_refuse(parser);
	}
}

/*
 * Parentheses round one table are none, but the alias inside is lost, as SQLite
 * loses it.
 */
static void
unwrap_nested(SqfSqlFrom *from)
{
	SqfSqlFrom *inner = linitial(from->nested);

	from->table = inner->table;
	from->is_main = inner->is_main;
	from->has_arguments = inner->has_arguments;
	from->select = inner->select;
	from->nested = inner->nested;
}

static SqfSqlFrom *
parse_from_item(SqfParser *parser, SqfSqlJoinKind join, bool natural)
{
	SqfSqlFrom *from = palloc0(sizeof(SqfSqlFrom));

	from->join = join;
	from->natural = natural;
	if (!sqf_parser_accept(parser, "("))
		parse_table_name(parser, from);
	else
	{
		if (sqf_parser_at_select(parser))
			from->select = sqf_parser_select(parser);
		else
			from->nested = parse_from(parser);
		sqf_parser_expect(parser, ")");
	}
	from->alias = sqf_parser_alias(parser);
	skip_indexed_by(parser);
	parse_join_condition(parser, from);
	return from;
}

/*
 * The tables of a FROM, or of parentheses in one.  Parentheses round what stands
 * first are none unless they have an alias: joins go from left to right.
 */
static List *
parse_from(SqfParser *parser)
{
	List	   *list = NIL;
	SqfSqlJoinKind join = SQF_SQL_JOIN_FIRST;
	bool		natural = false;

	if (sqf_parser_enter(parser))
	{
		do
		{
			SqfSqlFrom *from = parse_from_item(parser, join, natural);

			if (list == NIL && from->nested != NIL && from->alias == NULL)
				list = from->nested;
			else
			{
				if (list_length(from->nested) == 1)
					unwrap_nested(from);
				list = lappend(list, from);
			}
		} while (parse_join_operator(parser, &join, &natural));
	}
	sqf_parser_leave(parser);
	sqf_parser_deepen(parser, parser->deepest + 1);
	return list;
}

/*
 * sqf_parser_whole_table takes a table where a SELECT of all its columns is meant,
 * as behind IN, and gives that SELECT.
 */
SqfSqlSelect *
sqf_parser_whole_table(SqfParser *parser)
{
	SqfSqlSelect *select = palloc0(sizeof(SqfSqlSelect));
	SqfSqlCore *core = palloc0(sizeof(SqfSqlCore));
	SqfSqlFrom *from = palloc0(sizeof(SqfSqlFrom));

	parse_table_name(parser, from);
	core->outputs = list_make1(palloc0(sizeof(SqfSqlOutput)));
	core->from = list_make1(from);
	select->cores = list_make1(core);
	select->depth = 1;
	return select;
}

/* ---------------------------------------------------------------------------
 * SELECT
 * ---------------------------------------------------------------------------
 */

/* Whether t.* is next. */
static bool
at_table_star(const SqfParser *parser)
{
	SqfToken	next;

	if (!sqf_parser_at_name(parser))
		return false;
	next = sqf_token_read(parser->token.start + parser->token.length);
	if (next.word == NULL || strcmp(next.word, ".") != 0)
		return false;
	next = sqf_token_read(next.start + next.length);
	return next.word != NULL && strcmp(next.word, "*") == 0;
}

static SqfSqlOutput *
parse_output(SqfParser *parser)
{
	SqfSqlOutput *output = palloc0(sizeof(SqfSqlOutput));

	if (sqf_parser_accept(parser, "*"))
		return output;
	if (at_table_star(parser))
	{
		output->star_of = sqf_parser_name(parser);
		sqf_parser_expect(parser, ".");
		sqf_parser_expect(parser, "*");
		return output;
	}
	output->expr = sqf_parser_expr(parser);
	output->alias = sqf_parser_alias(parser);
	return output;
}

static void
parse_select_core(SqfParser *parser, SqfSqlCore *core)
{
	core->distinct = sqf_parser_accept(parser, "DISTINCT");
	if (!core->distinct)
		sqf_parser_accept(parser, "ALL");
	do
		core->outputs = lappend(core->outputs, parse_output(parser));
	while (sqf_parser_accept(parser, ","));
	if (sqf_parser_accept(parser, "FROM"))
		core->from = parse_from(parser);
	if (sqf_parser_accept(parser, "WHERE"))
		core->where = sqf_parser_expr(parser);
	if (sqf_parser_accept(parser, "GROUP"))
	{
		sqf_parser_expect(parser, "BY");
		core->group_by = sqf_parser_exprs(parser);
	}
	if (sqf_parser_accept(parser, "HAVING"))
		core->having = sqf_parser_expr(parser);
	if (sqf_parser_at(parser, "WINDOW"))
		sqf_parser_fail(parser, pstrdup("has a WINDOW clause"));
}

static void
parse_values(SqfParser *parser, SqfSqlCore *core)
{
	do
	{
		sqf_parser_expect(parser, "(");
		core->values = lappend(core->values, sqf_parser_exprs(parser));
		sqf_parser_expect(parser, ")");
	} while (sqf_parser_accept(parser, ","));
}

/* UNION and its like, or NULL. */
static char *
parse_compound(SqfParser *parser)
{
	if (sqf_parser_accept(parser, "UNION"))
		return pstrdup(sqf_parser_accept(parser, "ALL") ? "UNION ALL" : "UNION");
	if (sqf_parser_accept(parser, "INTERSECT"))
		return pstrdup("INTERSECT");
	if (sqf_parser_accept(parser, "EXCEPT"))
		return pstrdup("EXCEPT");
	return NULL;
}

static void
parse_cores(SqfParser *parser, SqfSqlSelect *select)
{
	char	   *compound = NULL;

	do
	{
		SqfSqlCore *core = palloc0(sizeof(SqfSqlCore));

		core->compound = compound;
		if (sqf_parser_accept(parser, "VALUES"))
			parse_values(parser, core);
		else
		{
			sqf_parser_expect(parser, "SELECT");
			parse_select_core(parser, core);
		}
		select->cores = lappend(select->cores, core);
	} while ((compound = parse_compound(parser)) != NULL);
}

/* How SQLite is to compute a common table changes no row. */
static void
skip_materialized(SqfParser *parser)
{
	if (sqf_parser_accept(parser, "NOT"))
		sqf_parser_expect(parser, "MATERIALIZED");
	else
		sqf_parser_accept(parser, "MATERIALIZED");
}

static void
parse_with(SqfParser *parser, SqfSqlSelect *select)
{
	if (!sqf_parser_accept(parser, "WITH"))
		return;
	select->recursive = sqf_parser_accept(parser, "RECURSIVE");
	do
	{
		SqfSqlCommonTable *table = palloc0(sizeof(SqfSqlCommonTable));

		table->name = sqf_parser_name(parser);
		table->columns = sqf_parser_names(parser);
		sqf_parser_expect(parser, "AS");
		skip_materialized(parser);
		sqf_parser_expect(parser, "(");
		table->select = sqf_parser_select(parser);
		sqf_parser_expect(parser, ")");
		select->with = lappend(select->with, table);
	} while (sqf_parser_accept(parser, ","));
}

/* LIMIT count OFFSET skipped, or LIMIT skipped, count */
static void
parse_order_and_limit(SqfParser *parser, SqfSqlSelect *select)
{
	if (sqf_parser_accept(parser, "ORDER"))
	{
		sqf_parser_expect(parser, "BY");
		select->order_by = sqf_parser_terms(parser);
	}
	if (!sqf_parser_accept(parser, "LIMIT"))
		return;
	select->limit = sqf_parser_expr(parser);
	if (sqf_parser_accept(parser, "OFFSET"))
		select->offset = sqf_parser_expr(parser);
	else if (sqf_parser_accept(parser, ","))
	{
		select->offset = select->limit;
		select->limit = sqf_parser_expr(parser);
	}
}

/*
 * sqf_parser_at_select tells whether a SELECT begins here, where an expression or
 * a table could, too.
 */
bool
sqf_parser_at_select(const SqfParser *parser)
{
	return sqf_parser_at(parser, "SELECT") || sqf_parser_at(parser, "VALUES") ||
		sqf_parser_at(parser, "WITH");
}

/*
 * sqf_parser_select takes a SELECT with all that belongs to it.
 */
SqfSqlSelect *
sqf_parser_select(SqfParser *parser)
{
	SqfSqlSelect *select = palloc0(sizeof(SqfSqlSelect));
	int			deepest_outside = parser->deepest;

	parser->deepest = 0;
	if (sqf_parser_enter(parser))
	{
		parse_with(parser, select);
		parse_cores(parser, select);
		/* behind VALUES neither of them may stand */
		if (((SqfSqlCore *) llast(select->cores))->values == NIL)
			parse_order_and_limit(parser, select);
	}
	sqf_parser_leave(parser);
	select->depth = parser->deepest + 1;
	parser->deepest = deepest_outside;
	sqf_parser_deepen(parser, select->depth);
	return select;
}
