/*-------------------------------------------------------------------------
 *
 * translate_json.c
 *	  json_valid(), json_extract() and ->>, over columns of JSON.
 *
 * IDENTIFICATION
 *	  src/migrate/translate_json.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_proc.h"
#include "migrate/translate_internal.h"
#include "utils/builtins.h"

/*
 * sqf_json_valid translates json_valid(x): what PostgreSQL keeps as JSON is valid.
 */
bool
sqf_json_valid(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *args,
			   int count, SqfOperand *result)
{
	char	   *sql;

	if (args[0].kind == SQF_KIND_JSON || args[0].kind == SQF_KIND_JSONB)
		sql = psprintf("(%s IS NOT NULL OR NULL::boolean)", args[0].sql);
	else if (args[0].kind == SQF_KIND_TEXT && args[0].moment == NULL &&
			 !args[0].is_mixed)
	{
#if PG_VERSION_NUM >= 160000
		sql = psprintf("(%s IS JSON)", args[0].sql);
#else
		return sqf_translate_fail(t, expr, "IS JSON needs PostgreSQL 16");
#endif
	}
	else
		return sqf_translate_fail(t, expr, "json_valid() is only known of text and JSON");
	sqf_translate_remark(t, "json_valid(NULL) is NULL, as in SQLite since version 3.45");
	sqf_operand_init(result, SQF_KIND_BOOL, sql);
	return true;
}

/* ---------------------------------------------------------------------------
 * Paths
 * ---------------------------------------------------------------------------
 */

/* PostgreSQL takes digits for the place in an array, too. */
static bool
is_plain_key(const char *key, int len)
{
	if (len == 0)
		return false;
	for (int i = 0; i < len; i++)
		if (!isdigit((unsigned char) key[i]) && key[i] != '-')
			return true;
	return false;
}

/* A key as an element of an array in an array's text. */
static void
append_key(StringInfo array, const char *key, int len)
{
	appendStringInfo(array, "%s\"", array->len > 1 ? "," : "");
	for (int i = 0; i < len; i++)
	{
		if (key[i] == '"' || key[i] == '\\')
			appendStringInfoChar(array, '\\');
		appendStringInfoChar(array, key[i]);
	}
	appendStringInfoChar(array, '"');
}

/* $.a."b c" as {"a","b c"}; NULL for what is more than keys. */
static char *
translate_path(const char *path)
{
	StringInfoData array;

	initStringInfo(&array);
	appendStringInfoChar(&array, '{');
	if (*path++ != '$' || *path == '\0')
		return NULL;
	while (*path != '\0')
	{
		int			len;

		if (*path++ != '.')
			return NULL;
		if (*path == '"')
		{
			path++;
			len = strcspn(path, "\"\\");
			if (path[len] != '"' || !is_plain_key(path, len))
				return NULL;
			append_key(&array, path, len);
			path++;
		}
		else
		{
			len = strcspn(path, ".[\"\\");
			if (!is_plain_key(path, len) || (path[len] != '\0' && path[len] != '.'))
				return NULL;
			append_key(&array, path, len);
		}
		path += len;
	}
	appendStringInfoChar(&array, '}');
	return array.data;
}

/* What stands at a path, JSON's null being NULL. */
static bool
extract(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *json,
		const char *path, SqfOperand *result)
{
	if (json->kind != SQF_KIND_JSON && json->kind != SQF_KIND_JSONB)
		return sqf_translate_fail(t, expr, "JSON is only looked into in columns of JSON");
	if (path == NULL)
		return sqf_translate_fail(t, expr, "only a constant path of keys is known");
	if (json->kind == SQF_KIND_JSON)
		sqf_translate_remark(t, "of a key that a JSON text repeats, the last value counts");
	sqf_operand_init(result, SQF_KIND_JSON_VALUE,
					 psprintf("NULLIF((%s)%s #> %s, 'null'::jsonb)", json->sql,
							  json->kind == SQF_KIND_JSON ? "::jsonb" : "",
							  quote_literal_cstr(path)));
	return true;
}

/*
 * sqf_json_extract translates json_extract(x, '$.a.b').
 */
bool
sqf_json_extract(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *args,
				 int count, SqfOperand *result)
{
	const SqfSqlExpr *path = lsecond(expr->args);

	return extract(t, expr, &args[0],
				   path->kind != SQF_SQL_STRING ? NULL : translate_path(path->text),
				   result);
}

/*
 * sqf_json_arrow translates x ->> 'a' and x ->> '$.a'; what -> gives is JSON
 * text, with the spaces as SQLite writes them.
 */
bool
sqf_json_arrow(SqfTranslation *t, const SqfSqlExpr *expr, SqfOperand *result)
{
	const SqfSqlExpr *path = lsecond(expr->args);
	StringInfoData array;
	SqfOperand	json;

	if (strcmp(expr->text, "->>") != 0)
		return sqf_translate_fail(t, expr, "operator %s is not known", expr->text);
	if (!sqf_expr_value(t, linitial(expr->args), &json))
		return false;
	if (path->kind != SQF_SQL_STRING)
		return extract(t, expr, &json, NULL, result);
	if (path->text[0] == '$')
		return extract(t, expr, &json, translate_path(path->text), result);
	initStringInfo(&array);
	appendStringInfoChar(&array, '{');
	append_key(&array, path->text, strlen(path->text));
	appendStringInfoChar(&array, '}');
	return extract(t, expr, &json,
				   is_plain_key(path->text, strlen(path->text)) &&
				   path->text[0] != '[' ? array.data : NULL, result);
}

/*
 * sqf_json_value_text makes text of what json_extract() found.
 */
bool
sqf_json_value_text(SqfTranslation *t, SqfOperand *operand)
{
	sqf_translate_remark(t, "what json_extract() finds is text, numbers too, written as PostgreSQL writes JSON");
	sqf_operand_init(operand, SQF_KIND_TEXT,
					 psprintf("CASE jsonb_typeof(%s) WHEN 'boolean' THEN (%s = 'true'::jsonb)::integer::text ELSE %s #>> '{}' END",
							  operand->sql, operand->sql, operand->sql));
	return true;
}
