/*-------------------------------------------------------------------------
 *
 * translate_like.c
 *	  LIKE and GLOB, whose rules differ from PostgreSQL's LIKE.
 *
 * SQLite's LIKE takes A for a, but only in ASCII, which is what ILIKE does under
 * the collation "C"; and it has no escape character unless told.
 *
 * IDENTIFICATION
 *	  src/migrate/translate_like.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "mb/pg_wchar.h"
#include "migrate/translate_internal.h"
#include "utils/builtins.h"

/* ---------------------------------------------------------------------------
 * LIKE
 * ---------------------------------------------------------------------------
 */

/* One character, none of the wildcards, which SQLite would then not obey. */
static bool
is_plain_escape(const char *escape)
{
	return escape[0] != '\0' && strchr("%_", escape[0]) == NULL &&
		pg_mblen(escape) == (int) strlen(escape);
}

/* PostgreSQL raises an error where nothing follows an escape character. */
static bool
ends_with_escape(const char *pattern, const char *escape)
{
	size_t		len = strlen(escape);

	while (*pattern != '\0')
	{
		if (strncmp(pattern, escape, len) == 0)
		{
			pattern += len;
			if (*pattern == '\0')
				return true;
		}
		pattern += pg_mblen(pattern);
	}
	return false;
}

static bool
choose_escape(SqfTranslation *t, const SqfSqlExpr *expr,
			  const SqfSqlExpr *pattern, const char **escape)
{
	const SqfSqlExpr *given;

	*escape = "";
	if (list_length(expr->args) < 3)
		return true;
	given = lthird(expr->args);
	if (given->kind != SQF_SQL_STRING || pattern->kind != SQF_SQL_STRING ||
		!is_plain_escape(given->text) ||
		ends_with_escape(pattern->text, given->text))
		return sqf_translate_fail(t, expr, "ESCAPE is not known in this form");
	*escape = given->text;
	return true;
}

static bool
translate_like(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *value,
			   SqfOperand *result)
{
	SqfOperand	pattern;
	const char *escape;

	if (!sqf_expr_value(t, lsecond(expr->args), &pattern) ||
		!sqf_operand_to_text(t, expr, &pattern) ||
		!choose_escape(t, expr, lsecond(expr->args), &escape))
		return false;
	sqf_operand_init(result, SQF_KIND_BOOL,
					 psprintf("(%s COLLATE \"C\" %sILIKE %s ESCAPE %s)", value->sql,
							  expr->negated ? "NOT " : "", pattern.sql,
							  quote_literal_cstr(escape)));
	return true;
}

/* ---------------------------------------------------------------------------
 * GLOB
 * ---------------------------------------------------------------------------
 */

/* A pattern of * and ? alone as one of LIKE, with its usual escape character. */
static char *
glob_to_like(const char *glob)
{
	StringInfoData like;

	initStringInfo(&like);
	for (; *glob != '\0'; glob++)
	{
		if (strchr("%_\\", *glob) != NULL)
			appendStringInfoChar(&like, '\\');
		appendStringInfoChar(&like, *glob == '*' ? '%' : *glob == '?' ? '_' : *glob);
	}
	return like.data;
}

/* A character of the pattern, which stands for itself. */
static void
append_plain(StringInfo regex, const char *c, int len)
{
	if (len == 1 && !isalnum((unsigned char) *c))
		appendStringInfoChar(regex, '\\');
	appendBinaryStringInfo(regex, c, len);
}

/* A character in brackets, or from it to another one; false: nothing fits. */
static bool
append_range(StringInfo regex, const char **p)
{
	const char *from = *p;
	const char *to;

	*p += pg_mblen(*p);
	append_plain(regex, from, *p - from);
	if (**p != '-' || (*p)[1] == ']' || (*p)[1] == '\0')
		return true;
	to = *p + 1;
	*p = to + pg_mblen(to);
	appendStringInfoChar(regex, '-');
	append_plain(regex, to, *p - to);

	/* of UTF-8, bytes are in the order of the characters */
	return strncmp(from, to, MAX_MULTIBYTE_CHAR_LEN) <= 0;
}

/*
 * What stands in brackets, *p being behind the first; false if they never match,
 * or are empty.
 */
static bool
append_set(StringInfo regex, const char **p)
{
	bool		is_first = true;

	appendStringInfoChar(regex, '[');
	if (**p == '^')
	{
		appendStringInfoChar(regex, '^');
		(*p)++;
	}
	for (; **p != '\0' && (is_first || **p != ']'); is_first = false)
		if (!append_range(regex, p))
			return false;
	if (**p != ']')
		return false;
	(*p)++;
	appendStringInfoChar(regex, ']');
	return true;
}

/* Any pattern as a regular expression; NULL if its brackets never match. */
static char *
glob_to_regex(const char *glob)
{
	StringInfoData regex;
	const char *p = glob;

	initStringInfo(&regex);
	appendStringInfoChar(&regex, '^');
	while (*p != '\0')
	{
		int			len = pg_mblen(p);
		const char *c = p;

		p += len;
		if (*c == '*')
			appendStringInfoString(&regex, ".*");
		else if (*c == '?')
			appendStringInfoChar(&regex, '.');
		else if (*c != '[')
			append_plain(&regex, c, len);
		else if (!append_set(&regex, &p))
			return NULL;
	}
	appendStringInfoChar(&regex, '$');
	return regex.data;
}

static bool
translate_glob(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *value,
			   SqfOperand *result)
{
	const SqfSqlExpr *pattern = lsecond(expr->args);
	char	   *regex;
	char	   *sql;

	if (pattern->kind != SQF_SQL_STRING)
		return sqf_translate_fail(t, expr, "GLOB is only known with a constant pattern");
	if (strchr(pattern->text, '[') == NULL)
		sql = psprintf("(%s %sLIKE %s)", value->sql, expr->negated ? "NOT " : "",
					   quote_literal_cstr(glob_to_like(pattern->text)));
	else
	{
		regex = glob_to_regex(pattern->text);
		if (regex == NULL)
			return sqf_translate_fail(t, expr, "a pattern never matches");
		sql = psprintf("(%s COLLATE \"C\" %s %s)", value->sql,
					   expr->negated ? "!~" : "~", quote_literal_cstr(regex));
	}
	sqf_operand_init(result, SQF_KIND_BOOL, sql);
	return true;
}

/*
 * sqf_like_translate translates LIKE and GLOB; REGEXP and MATCH are functions of
 * the application.
 */
bool
sqf_like_translate(SqfTranslation *t, const SqfSqlExpr *expr,
				   SqfOperand *result)
{
	SqfOperand	value;

	if (strcmp(expr->text, "LIKE") != 0 && strcmp(expr->text, "GLOB") != 0)
		return sqf_translate_fail(t, expr, "%s is a function of the application",
								  expr->text);
	if (!sqf_expr_value(t, linitial(expr->args), &value) ||
		!sqf_operand_to_text(t, expr, &value))
		return false;
	return strcmp(expr->text, "LIKE") == 0 ?
		translate_like(t, expr, &value, result) :
		translate_glob(t, expr, &value, result);
}
