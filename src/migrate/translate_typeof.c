/*-------------------------------------------------------------------------
 *
 * translate_typeof.c
 *	  typeof(x) = 'integer' and its like: what the type of x in PostgreSQL says.
 *
 * IDENTIFICATION
 *	  src/migrate/translate_typeof.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "migrate/translate_internal.h"

/*
 * sqf_typeof_is_call tells whether an expression is typeof(x).
 */
bool
sqf_typeof_is_call(const SqfSqlExpr *expr)
{
	return sqf_expr_is_call(expr, "typeof", 1);
}

/* The class of a time's values, or NULL if there may be two. */
static const char *
class_of_time(const SqfScopeColumn *column)
{
	if (!sqf_moment_is_counted(column->format))
		return "text";
	return column->affinity == SQF_AFFINITY_REAL ? "real" : NULL;
}

/* SQLite's name for the class of all values but NULL; NULL if there are two. */
static const char *
class_of(const SqfOperand *operand)
{
	if (operand->is_mixed)
		return NULL;
	switch (operand->kind)
	{
		case SQF_KIND_BOOL:
			return operand->like == NULL ||
				operand->like->affinity == SQF_AFFINITY_INTEGER ||
				operand->like->affinity == SQF_AFFINITY_NUMERIC ? "integer" :
				operand->like->affinity == SQF_AFFINITY_TEXT ? "text" : NULL;
		case SQF_KIND_INTEGER:
			return "integer";
		case SQF_KIND_REAL:
			return "real";
		case SQF_KIND_TEXT:
			return "text";
		case SQF_KIND_JSON:
		case SQF_KIND_JSONB:
			return operand->like->affinity == SQF_AFFINITY_TEXT ? "text" : NULL;
		case SQF_KIND_BLOB:
			return "blob";
		case SQF_KIND_TIME:
			return class_of_time(operand->like);
		case SQF_KIND_UUID:
			return operand->like->format == SQF_FORMAT_UUID_BLOB ? "blob" :
				operand->like->format == SQF_FORMAT_UUID_TEXT ? "text" : NULL;
		default:
			return NULL;
	}
}

static bool
has_class(const List *classes, const char *class)
{
	ListCell   *cell;

	foreach(cell, classes)
		if (strcmp(((SqfSqlExpr *) lfirst(cell))->text, class) == 0)
			return true;
	return false;
}

/* Does a number match, if it may be integer or real?  Else *known is false. */
static bool
number_matches(const List *classes, bool *known)
{
	bool		integer = has_class(classes, "integer");

	*known = integer == has_class(classes, "real");
	return integer;
}

/*
 * sqf_typeof_compare translates the question whether typeof(x) is one of some
 * classes, which are strings; or is none, if negated.
 */
bool
sqf_typeof_compare(SqfTranslation *t, const SqfSqlExpr *expr,
				   const SqfSqlExpr *call, const List *classes, bool negated,
				   SqfOperand *result)
{
	SqfOperand	value;
	const char *class;
	bool		known = true;
	bool		value_matches;
	bool		null_matches = has_class(classes, "null") != negated;

	if (!sqf_expr_translate(t, linitial(call->args), &value) ||
		!sqf_operand_settle(t, &value))
		return false;
	class = value.kind == SQF_KIND_NULL ? "null" : class_of(&value);
	if (class != NULL)
		value_matches = has_class(classes, class);
	else
	{
		value_matches = number_matches(classes, &known);
		known &= sqf_operand_is_number(&value) || value.kind == SQF_KIND_TIME;
	}
	if (!known)
		return sqf_translate_fail(t, expr, "typeof() depends on the value");
	value_matches ^= negated;
	sqf_translate_remark(t, "the type of the column decides typeof()");
	sqf_operand_init(result, SQF_KIND_BOOL, NULL);
	if (value_matches == null_matches)
		result->sql = value_matches ? "true" : "false";
	else
		result->sql = psprintf("(%s IS %sNULL)", value.sql,
							   value_matches ? "NOT " : "");
	return true;
}

/*
 * sqf_typeof_translate translates typeof(x) by itself.
 */
bool
sqf_typeof_translate(SqfTranslation *t, const SqfSqlExpr *expr,
					 SqfOperand *args, int count, SqfOperand *result)
{
	const char *class;

	if (!sqf_operand_settle(t, &args[0]))
		return false;
	class = args[0].kind == SQF_KIND_NULL ? "null" : class_of(&args[0]);
	if (class == NULL)
		return sqf_translate_fail(t, expr, "typeof() depends on the value");
	sqf_translate_remark(t, "the type of the column decides typeof()");
	sqf_operand_init(result, SQF_KIND_TEXT,
					 psprintf("CASE WHEN %s IS NULL THEN 'null' ELSE '%s' END",
							  args[0].sql, class));
	return true;
}
