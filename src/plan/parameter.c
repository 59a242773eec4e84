/*-------------------------------------------------------------------------
 *
 * parameter.c
 *	  What has no column of the statement's tables becomes a parameter of it.
 *
 * PostgreSQL evaluates it when the scan starts, and SQLite is given a twin of the
 * value (remote/value_out.c), if there is one.
 *
 * IDENTIFICATION
 *	  src/plan/parameter.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "foreign/private.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/clauses.h"
#include "optimizer/optimizer.h"
#include "plan/parameter.h"

/*
 * sqf_deparse_begin starts a statement that reads these tables.
 */
void
sqf_deparse_begin(SqfDeparse *deparse, PlannerInfo *root, Relids relids)
{
	deparse->root = root;
	deparse->relids = relids;
	deparse->params = NIL;
	deparse->bindings = NIL;
	deparse->depth = 0;
}

/*
 * sqf_parameter_has_columns tells whether an expression has columns of the
 * statement's tables.
 */
bool
sqf_parameter_has_columns(const SqfDeparse *deparse, Node *node)
{
	return bms_overlap(pull_varnos(deparse->root, node), deparse->relids);
}

/*
 * sqf_parameter_is_one tells whether PostgreSQL can evaluate an expression when
 * the scan starts.
 */
bool
sqf_parameter_is_one(const SqfDeparse *deparse, Node *node)
{
	return !sqf_parameter_has_columns(deparse, node) && !contain_volatile_functions(node) &&
		!contain_subplans(node) && !contain_agg_clause(node) &&
		!contain_window_function(node);
}

/* "?3" */
static char *
add_parameter(SqfDeparse *deparse, Node *node, List *binding)
{
	deparse->params = lappend(deparse->params, node);
	deparse->bindings = lappend(deparse->bindings, binding);
	return psprintf("?%d", list_length(deparse->params));
}

/*
 * sqf_parameter_add_bound makes a parameter of an expression, which is bound so
 * that it compares with a value by a strategy.  Returns how it is written
 * (palloc'd).
 */
char *
sqf_parameter_add_bound(SqfDeparse *deparse, Node *node, SqfBinding kind, int strategy,
						const SqfValue *value)
{
	return add_parameter(deparse, node,
						 list_make4_int(kind, strategy, value->format,
										!value->is_exact_time));
}

static bool
is_integer_type(Oid type)
{
	return type == INT2OID || type == INT4OID || type == INT8OID;
}

/*
 * sqf_parameter_choose_binding tells how a parameter of a type is bound so that it
 * compares with a value; false if it cannot.
 */
bool
sqf_parameter_choose_binding(const SqfValue *value, Oid type, SqfBinding *kind)
{
	switch (value->domain)
	{
		case SQF_DOMAIN_INTEGER:
			*kind = is_integer_type(type) ? SQF_BIND_INTEGER :
				type == NUMERICOID ? SQF_BIND_AMONG_INTEGERS : SQF_BIND_REAL;
			return is_integer_type(type) || type == NUMERICOID ||
				type == FLOAT8OID;
		case SQF_DOMAIN_REAL:
			*kind = SQF_BIND_REAL;
			return type == FLOAT8OID;
		case SQF_DOMAIN_DECIMAL:
			*kind = SQF_BIND_DECIMAL;
			return type == NUMERICOID;
		case SQF_DOMAIN_BOOLEAN:
			*kind = SQF_BIND_BOOLEAN;
			return type == BOOLOID;
		case SQF_DOMAIN_TEXT:
			*kind = SQF_BIND_TEXT;
			return type == TEXTOID || type == VARCHAROID;
		case SQF_DOMAIN_BYTES:
			*kind = SQF_BIND_BYTES;
			return type == BYTEAOID;
		case SQF_DOMAIN_UUID:
			*kind = value->format == SQF_FORMAT_UUID_TEXT ? SQF_BIND_UUID_TEXT :
				SQF_BIND_UUID_BYTES;
			return type == UUIDOID && value->format != SQF_FORMAT_NONE;
		default:
			return false;
	}
}

/*
 * sqf_parameter_add_count makes a parameter of a bigint (palloc'd).
 */
char *
sqf_parameter_add_count(SqfDeparse *deparse, Node *node)
{
	return add_parameter(deparse, node, list_make4_int(SQF_BIND_INTEGER, 0, 0, 0));
}

/*
 * sqf_parameter_have_twins tells whether every value that the parameters from the
 * given one on can have, counted from 0, has a twin in SQLite.
 */
bool
sqf_parameter_have_twins(const SqfDeparse *deparse, int from)
{
	ListCell   *cell;

	for_each_from(cell, deparse->bindings, from)
	{
		switch ((SqfBinding) list_nth_int(lfirst(cell), SQF_BINDING_KIND))
		{
			case SQF_BIND_INTEGER:
			case SQF_BIND_BOOLEAN:
			case SQF_BIND_TEXT:
			case SQF_BIND_BYTES:
			case SQF_BIND_PREFIX:
			case SQF_BIND_START:
			case SQF_BIND_UUID_TEXT:
			case SQF_BIND_UUID_BYTES:
			case SQF_BIND_UUID_DIGITS:
				break;
			default:
				return false;
		}
	}
	return true;
}
