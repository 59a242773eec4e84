/*-------------------------------------------------------------------------
 *
 * column_constant.c
 *	  A constant is read as a value of its column would be, had SQLite stored it.
 *
 * So DEFAULT 1 of a column that became boolean is true, and a time of 0 seconds
 * is 1970, by the very reader that the rows go through.
 *
 * IDENTIFICATION
 *	  src/migrate/column_constant.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "migrate/column_constant.h"
#include "remote/quote.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

/* Write a constant for SQLite; false if it is none. */
static bool
append_constant(StringInfo sql, const SqfSqlExpr *constant)
{
	switch (constant->kind)
	{
		case SQF_SQL_NULL:
			appendStringInfoString(sql, "NULL");
			return true;
		case SQF_SQL_INTEGER:
		case SQF_SQL_FLOAT:
			appendStringInfoString(sql, constant->text);
			return true;
		case SQF_SQL_STRING:
			sqf_quote_append_literal(sql, constant->text, strlen(constant->text));
			return true;
		case SQF_SQL_BLOB:
			appendStringInfo(sql, "x'%s'", constant->text);
			return true;
		case SQF_SQL_UNARY:
			if (strcmp(constant->text, "-") != 0 && strcmp(constant->text, "+") != 0)
				return false;
			appendStringInfo(sql, "%s ", constant->text);
			return append_constant(sql, linitial(constant->args));
		default:
			return false;
	}
}

/* A column of TEXT affinity stores 1.0 as '1.0'. */
static char *
write_select(const SqfScopeColumn *column, const SqfSqlExpr *constant)
{
	bool		to_text = column->affinity == SQF_AFFINITY_TEXT &&
		constant->kind != SQF_SQL_BLOB && constant->kind != SQF_SQL_NULL;
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfoString(&sql, to_text ? "SELECT CAST(" : "SELECT ");
	if (!append_constant(&sql, constant))
		return NULL;
	if (to_text)
		appendStringInfoString(&sql, " AS TEXT)");
	return sql.data;
}

/* Numbers and truth values need no quotes. */
static char *
write_value(Oid type, Datum value)
{
	Oid			output;
	bool		is_varlena;
	char	   *text;

	getTypeOutputInfo(type, &output, &is_varlena);
	text = OidOutputFunctionCall(output, value);
	switch (getBaseType(type))
	{
		case BOOLOID:
			return pstrdup(DatumGetBool(value) ? "true" : "false");
		case INT2OID:
		case INT4OID:
		case INT8OID:
		case FLOAT4OID:
		case FLOAT8OID:
		case NUMERICOID:
			/* but Infinity and NaN do, and so does a sign */
			return strspn(text, "0123456789.") == strlen(text) ? text :
				quote_literal_cstr(text);
		default:
			return quote_literal_cstr(text);
	}
}

/*
 * sqf_column_constant_read is the read_constant of a SqfScope; arg is a SqfColumnConstants.
 */
char *
sqf_column_constant_read(const SqfScopeColumn *column, const SqfSqlExpr *constant,
				  char **failure, void *arg)
{
	const SqfColumnConstants *constants = arg;
	char	   *sql = write_select(column, constant);
	SqfReader  *reader = sqf_reader_create(column->type, column->typmod,
										   column->format, constants->zone,
										   constants->lease->handle->encoding);
	SqfStatement *statement;
	Datum		value;
	bool		is_null;
	char	   *result = NULL;

	*failure = NULL;
	reader->goes_on = true;
	statement = sql == NULL ? NULL :
		sqf_statement_try_prepare(constants->lease, sql, failure);
	if (statement == NULL)
	{
		if (*failure == NULL)
			*failure = pstrdup("it is no constant");
		return NULL;
	}
	if (sqf_statement_step(statement))
	{
		if (!sqf_reader_read(reader, statement, 0, &value, &is_null))
			*failure = psprintf("%s %s",
								sqf_statement_literal(statement, 0, SQF_SHOWN_BYTES),
								reader->fault.reason);
		else
			result = is_null ? pstrdup("NULL") : write_value(column->type, value);
	}
	sqf_statement_finish(statement);
	return result;
}
