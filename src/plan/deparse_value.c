/*-------------------------------------------------------------------------
 *
 * deparse_value.c
 *	  Expressions that are values are written in SQLite's words.
 *
 * What several columns make together has the guards of all of them: SQLite must
 * not compute with what PostgreSQL would read as something else.
 *
 * IDENTIFICATION
 *	  src/plan/deparse_value.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "plan/deparse_expr.h"
#include "plan/deparse_value.h"
#include "utils/fmgroids.h"

/* A cast that changes no value, nor how SQLite would compare it. */
static Node *
strip_casts(Node *node)
{
	for (;;)
	{
		if (IsA(node, RelabelType))
			node = (Node *) ((RelabelType *) node)->arg;
		else if (IsA(node, FuncExpr))
		{
			FuncExpr   *call = (FuncExpr *) node;

			switch (call->funcid)
			{
				case F_INT4_INT2:
				case F_INT8_INT2:
				case F_INT8_INT4:
				case F_NUMERIC_INT2:
				case F_NUMERIC_INT4:
				case F_NUMERIC_INT8:
				case F_FLOAT8_INT2:
				case F_FLOAT8_INT4:
					node = linitial(call->args);
					break;
				default:
					return node;
			}
		}
		else
			return node;
	}
}

static bool
deparse_column(SqfDeparse *deparse, const Var *var, SqfValue *value)
{
	const SqfRelInfo *info;

	if (var->varlevelsup != 0 || var->varattno <= 0 ||
		!bms_is_member(var->varno, deparse->relids))
		return false;
	info = deparse->root->simple_rel_array[var->varno]->fdw_private;
	if (!info->ships ||
		info->map->columns[var->varattno - 1].on_error != SQF_ON_ERROR_STOP)
		return false;
	sqf_shippable_column(info, var->varno, var->varattno, value);
	return true;
}

/* A value that has no guards yet. */
static void
begin_value(SqfValue *value, SqfDomain domain, Oid type)
{
	memset(value, 0, sizeof(SqfValue));
	value->scale = -1;
	value->domain = domain;
	value->type = type;
	value->is_guardable = true;
}

/*
 * sqf_deparse_operand writes an operand beside others of a domain: a value, or a
 * parameter.  Returns false if it is neither.
 */
bool
sqf_deparse_operand(SqfDeparse *deparse, Node *node, const SqfValue *like,
					SqfValue *value)
{
	SqfBinding	kind;

	if (!sqf_parameter_is_one(deparse, node))
		return sqf_deparse_value(deparse, node, value) &&
			value->domain == like->domain;
	if (!sqf_parameter_choose_binding(like, exprType(node), &kind))
		return false;
	begin_value(value, like->domain, exprType(node));
	value->sql = sqf_parameter_add_bound(deparse, node, kind, 0, like);
	return true;
}

/* SQLite computes in 64 bits and turns what overflows into a REAL. */
static void
add_range_guard(SqfValue *value)
{
	const char *bounds = value->type == INT8OID ? NULL :
		value->type == INT4OID ? "-2147483648 AND 2147483647" : "-32768 AND 32767";

	value->guards = lappend(value->guards,
							psprintf("typeof(%s) IN ('integer', 'null')", value->sql));
	if (bounds != NULL)
		value->guards = lappend(value->guards,
								psprintf("coalesce(%s BETWEEN %s, 1)",
										 value->sql, bounds));
}

static bool
is_known_and_not_zero(Node *node)
{
	const Const *constant = (const Const *) strip_casts(node);

	if (!IsA(constant, Const) || constant->constisnull)
		return false;
	switch (constant->consttype)
	{
		case INT2OID:
			return DatumGetInt16(constant->constvalue) != 0;
		case INT4OID:
			return DatumGetInt32(constant->constvalue) != 0;
		case INT8OID:
			return DatumGetInt64(constant->constvalue) != 0;
		default:
			return false;
	}
}

static bool
deparse_arithmetic(SqfDeparse *deparse, const OpExpr *op, SqfValue *value)
{
	bool		divides;
	const char *operator = sqf_shippable_arithmetic(op->opfuncid, &divides);
	SqfValue	integers = {.domain = SQF_DOMAIN_INTEGER};
	SqfValue	left;
	SqfValue	right;

	if (operator == NULL || list_length(op->args) != 2 ||
		(divides && !is_known_and_not_zero(lsecond(op->args))) ||
		!sqf_deparse_operand(deparse, linitial(op->args), &integers, &left) ||
		!sqf_deparse_operand(deparse, lsecond(op->args), &integers, &right))
		return false;
	begin_value(value, SQF_DOMAIN_INTEGER, op->opresulttype);
	value->is_guardable = left.is_guardable && right.is_guardable;
	value->sql = psprintf("(%s %s %s)", left.sql, operator, right.sql);
	value->guards = sqf_deparse_add_guards(sqf_deparse_add_guards(NIL, left.guards), right.guards);
	add_range_guard(value);
	return true;
}

/* A value that several others of one domain make. */
static void
begin_made_value(SqfValue *value, SqfDomain domain, Oid type)
{
	begin_value(value, domain, type);
	value->needs_collate = domain == SQF_DOMAIN_TEXT;
}

/*
 * sqf_deparse_can_be_mixed tells whether values of a domain compare with each
 * other, whatever column they come from.  Times are compared by their column's
 * format, and a uuid has many spellings.
 */
bool
sqf_deparse_can_be_mixed(SqfDomain domain)
{
	return domain != SQF_DOMAIN_NONE && domain != SQF_DOMAIN_UUID &&
		domain != SQF_DOMAIN_COUNTED_TIME && domain != SQF_DOMAIN_WRITTEN_TIME;
}

/* Write one of them, and take its guards. */
static bool
add_to_made_value(SqfDeparse *deparse, Node *node, const SqfValue *like,
				  SqfValue *value, StringInfo sql)
{
	SqfValue	part;

	if (!sqf_deparse_operand(deparse, node, like, &part))
		return false;
	appendStringInfoString(sql, part.sql);
	value->guards = sqf_deparse_add_guards(value->guards, part.guards);
	value->is_guardable &= part.is_guardable;
	return true;
}

/* The domain that the first argument with columns has. */
static bool
find_domain(SqfDeparse *deparse, const List *nodes, SqfValue *like)
{
	ListCell   *cell;

	foreach(cell, nodes)
	{
		if (sqf_parameter_has_columns(deparse, lfirst(cell)))
			return sqf_deparse_value(deparse, lfirst(cell), like);
	}
	return false;
}

/* COALESCE of values of one domain. */
static bool
deparse_coalesce(SqfDeparse *deparse, const CoalesceExpr *coalesce,
				 SqfValue *value)
{
	StringInfoData sql;
	SqfValue	like;
	ListCell   *cell;

	if (list_length(coalesce->args) < 2 ||
		!find_domain(deparse, coalesce->args, &like) ||
		!sqf_deparse_can_be_mixed(like.domain))
		return false;
	begin_made_value(value, like.domain, coalesce->coalescetype);
	initStringInfo(&sql);
	foreach(cell, coalesce->args)
	{
		appendStringInfoString(&sql, sql.len > 0 ? ", " : "coalesce(");
		if (!add_to_made_value(deparse, lfirst(cell), &like, value, &sql))
			return false;
	}
	appendStringInfoChar(&sql, ')');
	value->sql = sql.data;
	return true;
}

/* What CASE x WHEN ... compares with stands for x. */
static Node *
replace_case_test(Node *node, void *tested)
{
	if (node == NULL)
		return NULL;
	if (IsA(node, CaseTestExpr))
		return copyObject(tested);
	return expression_tree_mutator(node, replace_case_test, tested);
}

/* A condition inside of a value has to be exact. */
static bool
add_exact_condition(SqfDeparse *deparse, Node *node, SqfValue *value,
					StringInfo sql)
{
	SqfCondition condition;

	if (!sqf_deparse_condition(deparse, node, &condition) ||
		condition.exact == NULL)
		return false;
	appendStringInfo(sql, "CASE WHEN %s THEN ", condition.exact);
	value->guards = sqf_deparse_add_guards(value->guards, condition.guards);
	return true;
}

/* CASE, one inside of the other, with results of one domain. */
static bool
deparse_case(SqfDeparse *deparse, const CaseExpr *expr, SqfValue *value)
{
	StringInfoData sql;
	SqfValue	like;
	List	   *results = NIL;
	ListCell   *cell;

	foreach(cell, expr->args)
		results = lappend(results, lfirst_node(CaseWhen, cell)->result);
	results = lappend(results, expr->defresult);
	if (!find_domain(deparse, results, &like) || !sqf_deparse_can_be_mixed(like.domain))
		return false;

	begin_made_value(value, like.domain, expr->casetype);
	initStringInfo(&sql);
	appendStringInfoChar(&sql, '(');
	foreach(cell, expr->args)
	{
		CaseWhen   *when = lfirst_node(CaseWhen, cell);
		Node	   *condition = (Node *) when->expr;

		if (expr->arg != NULL)
			condition = replace_case_test(condition, expr->arg);
		if (!add_exact_condition(deparse, condition, value, &sql) ||
			!add_to_made_value(deparse, (Node *) when->result, &like, value, &sql))
			return false;
		appendStringInfoString(&sql, " ELSE ");
	}
	if (!add_to_made_value(deparse, (Node *) expr->defresult, &like, value, &sql))
		return false;
	foreach(cell, expr->args)
		appendStringInfoString(&sql, " END");
	appendStringInfoChar(&sql, ')');
	value->sql = sql.data;
	return true;
}

/* NULLIF(a, b) is NULL where a = b, else a. */
static bool
deparse_nullif(SqfDeparse *deparse, const NullIfExpr *expr, SqfValue *value)
{
	OpExpr	   *equal = makeNode(OpExpr);
	SqfValue	like;
	StringInfoData sql;

	if (!sqf_deparse_value(deparse, linitial(expr->args), &like) ||
		!sqf_deparse_can_be_mixed(like.domain))
		return false;
	equal->opno = expr->opno;
	equal->opfuncid = expr->opfuncid;
	equal->opresulttype = BOOLOID;
	equal->inputcollid = expr->inputcollid;
	equal->args = expr->args;

	begin_made_value(value, like.domain, like.type);
	initStringInfo(&sql);
	appendStringInfoChar(&sql, '(');
	if (!add_exact_condition(deparse, (Node *) equal, value, &sql))
		return false;
	appendStringInfoString(&sql, "NULL ELSE ");
	if (!add_to_made_value(deparse, linitial(expr->args), &like, value, &sql))
		return false;
	appendStringInfoString(&sql, " END)");
	value->sql = sql.data;
	return true;
}

static bool
deparse_any_value(SqfDeparse *deparse, Node *node, SqfValue *value)
{
	node = strip_casts(node);
	switch (nodeTag(node))
	{
		case T_Var:
			return deparse_column(deparse, (Var *) node, value);
		case T_OpExpr:
			return deparse_arithmetic(deparse, (OpExpr *) node, value);
		case T_CoalesceExpr:
			return deparse_coalesce(deparse, (CoalesceExpr *) node, value);
		case T_CaseExpr:
			return deparse_case(deparse, (CaseExpr *) node, value);
		case T_NullIfExpr:
			return deparse_nullif(deparse, (NullIfExpr *) node, value);
		default:
			return false;
	}
}

/*
 * sqf_deparse_value writes an expression that has columns of the statement's
 * tables; false if it has no words for it.
 */
bool
sqf_deparse_value(SqfDeparse *deparse, Node *node, SqfValue *value)
{
	bool		found;

	if (deparse->depth >= SQF_MAX_DEPTH)
		return false;
	deparse->depth++;
	found = deparse_any_value(deparse, node, value);
	deparse->depth--;
	return found;
}
