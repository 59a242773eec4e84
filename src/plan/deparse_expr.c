/*-------------------------------------------------------------------------
 *
 * deparse_expr.c
 *	  Expressions are written in SQLite's words, or found not to have any.
 *
 * One walk both judges and writes, so that what is sent is what was judged; the
 * allow-list that it asks is shippable.c.  Whatever has no column of the
 * statement's tables and is not volatile is a parameter: PostgreSQL evaluates
 * it when the scan starts, and exec/params.c gives SQLite a twin of the value.
 *
 * IDENTIFICATION
 *	  src/plan/deparse_expr.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_operator.h"
#include "catalog/pg_type.h"
#include "foreign/private.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/clauses.h"
#include "optimizer/optimizer.h"
#include "plan/deparse_expr.h"
#include "remote/value_out.h"
#include "utils/array.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"

/* An array with more elements than this is left to PostgreSQL, but for those of
 * integers and texts. */
#define MAX_ELEMENTS	100

static const char *const comparisons[] = {
	[BTLessStrategyNumber] = "<",
	[BTLessEqualStrategyNumber] = "<=",
	[BTEqualStrategyNumber] = "=",
	[BTGreaterEqualStrategyNumber] = ">=",
	[BTGreaterStrategyNumber] = ">",
	[SQF_NOT_EQUAL] = "<>",
};

/* The strategy that says the same with the sides exchanged. */
static const int commuted[] = {
	[BTLessStrategyNumber] = BTGreaterStrategyNumber,
	[BTLessEqualStrategyNumber] = BTGreaterEqualStrategyNumber,
	[BTEqualStrategyNumber] = BTEqualStrategyNumber,
	[BTGreaterEqualStrategyNumber] = BTLessEqualStrategyNumber,
	[BTGreaterStrategyNumber] = BTLessStrategyNumber,
	[SQF_NOT_EQUAL] = SQF_NOT_EQUAL,
};

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
}

/*
 * sqf_deparse_all joins conditions, a List of char *, by AND; NULL if there are
 * none.
 */
char *
sqf_deparse_all(const List *conditions)
{
	StringInfoData sql;
	ListCell   *cell;

	if (conditions == NIL)
		return NULL;
	initStringInfo(&sql);
	foreach(cell, conditions)
		appendStringInfo(&sql, "%s%s", sql.len > 0 ? " AND " : "",
						 (char *) lfirst(cell));
	return sql.data;
}

/*
 * sqf_deparse_add_guards adds guards that are not there yet to a List of them.
 */
List *
sqf_deparse_add_guards(List *guards, const List *more)
{
	ListCell   *cell;
	ListCell   *other;

	foreach(cell, more)
	{
		bool		is_known = false;

		foreach(other, guards)
			if (strcmp(lfirst(other), lfirst(cell)) == 0)
				is_known = true;
		if (!is_known)
			guards = lappend(guards, lfirst(cell));
	}
	return guards;
}

/* ---------------------------------------------------------------------------
 * Parameters
 * ---------------------------------------------------------------------------
 */

static bool
has_columns(const SqfDeparse *deparse, Node *node)
{
	return bms_overlap(pull_varnos(deparse->root, node), deparse->relids);
}

static bool
is_parameter(const SqfDeparse *deparse, Node *node)
{
	return !has_columns(deparse, node) && !contain_volatile_functions(node) &&
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

static char *
add_bound(SqfDeparse *deparse, Node *node, SqfBinding kind, int strategy,
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
 * How a parameter of this type is bound so that it compares with the value;
 * false if it cannot.
 */
static bool
choose_binding(const SqfValue *value, Oid type, SqfBinding *kind)
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
		default:
			return false;
	}
}

/*
 * sqf_deparse_count makes a parameter of a bigint (palloc'd).
 */
char *
sqf_deparse_count(SqfDeparse *deparse, Node *node)
{
	return add_parameter(deparse, node, list_make4_int(SQF_BIND_INTEGER, 0, 0, 0));
}

/*
 * sqf_deparse_has_twins tells whether every value that the parameters from the
 * given one on can have, counted from 0, has a twin in SQLite.
 */
bool
sqf_deparse_has_twins(const SqfDeparse *deparse, int from)
{
	ListCell   *cell;

	for_each_from(cell, deparse->bindings, from)
		switch ((SqfBinding) list_nth_int(lfirst(cell), SQF_BINDING_KIND))
		{
			case SQF_BIND_INTEGER:
			case SQF_BIND_BOOLEAN:
			case SQF_BIND_TEXT:
			case SQF_BIND_BYTES:
			case SQF_BIND_PREFIX:
			case SQF_BIND_START:
			case SQF_BIND_UUID_BYTES:
			case SQF_BIND_UUID_DIGITS:
				break;
			default:
				return false;
		}
	return true;
}

/* ---------------------------------------------------------------------------
 * Values
 * ---------------------------------------------------------------------------
 */

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

/* An operand beside others of a domain: a value, or a parameter. */
static bool
deparse_operand(SqfDeparse *deparse, Node *node, const SqfValue *like,
				SqfValue *value)
{
	SqfBinding	kind;

	if (!is_parameter(deparse, node))
		return sqf_deparse_value(deparse, node, value) &&
			value->domain == like->domain;
	if (!choose_binding(like, exprType(node), &kind))
		return false;
	memset(value, 0, sizeof(SqfValue));
	value->scale = -1;
	value->domain = like->domain;
	value->type = exprType(node);
	value->is_guardable = true;
	value->sql = add_bound(deparse, node, kind, 0, like);
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
deparse_arithmetic(SqfDeparse *deparse, const OpExpr *op, SqfValue *value)
{
	const char *operator = sqf_shippable_arithmetic(op->opfuncid);
	SqfValue	integers = {.domain = SQF_DOMAIN_INTEGER};
	SqfValue	left;
	SqfValue	right;

	if (operator == NULL || list_length(op->args) != 2 ||
		!deparse_operand(deparse, linitial(op->args), &integers, &left) ||
		!deparse_operand(deparse, lsecond(op->args), &integers, &right))
		return false;
	memset(value, 0, sizeof(SqfValue));
	value->scale = -1;
	value->domain = SQF_DOMAIN_INTEGER;
	value->type = op->opresulttype;
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
	memset(value, 0, sizeof(SqfValue));
	value->scale = -1;
	value->domain = domain;
	value->type = type;
	value->is_guardable = true;
	value->needs_collate = domain == SQF_DOMAIN_TEXT;
}

/*
 * Times are compared by their column's format, and a uuid has many spellings:
 * values of these do not compare with each other.
 */
static bool
can_be_mixed(SqfDomain domain)
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

	if (!deparse_operand(deparse, node, like, &part))
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
		if (has_columns(deparse, lfirst(cell)))
			return sqf_deparse_value(deparse, lfirst(cell), like);
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
		!can_be_mixed(like.domain))
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
	if (!find_domain(deparse, results, &like) || !can_be_mixed(like.domain))
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
		!can_be_mixed(like.domain))
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

/*
 * sqf_deparse_value writes an expression that has columns of the statement's
 * tables; false if it has no words for it.
 */
bool
sqf_deparse_value(SqfDeparse *deparse, Node *node, SqfValue *value)
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

/* ---------------------------------------------------------------------------
 * Conditions
 * ---------------------------------------------------------------------------
 */

/*
 * A comparison of values: what SQLite finds true, the strays, and what breaks a
 * guard where more than a column is compared.
 */
static void
make_condition(SqfCondition *condition, char *exact, const SqfValue *left,
			   const SqfValue *right)
{
	bool		is_simple = left->is_column && (right == NULL || right->is_column);
	StringInfoData sql;

	condition->exact = left->is_guardable &&
		(right == NULL || right->is_guardable) ? exact : NULL;
	condition->guards = sqf_deparse_add_guards(NIL, left->guards);
	if (right != NULL)
		condition->guards = sqf_deparse_add_guards(condition->guards, right->guards);
	condition->pass_guards = condition->guards;

	initStringInfo(&sql);
	appendStringInfoString(&sql, exact);
	if (is_simple && left->strays != NULL)
		appendStringInfo(&sql, " OR %s", left->strays);
	if (is_simple && right != NULL && right->strays != NULL)
		appendStringInfo(&sql, " OR %s", right->strays);
	if (!is_simple && condition->guards != NIL)
		appendStringInfo(&sql, " OR NOT (%s)",
						 sqf_deparse_all(condition->guards));
	condition->sql = sql.len > (int) strlen(exact) ?
		psprintf("(%s)", sql.data) : exact;
}

/* What is sent may be too much, and is no more than a first sieve. */
static void
make_prefilter(SqfCondition *condition, char *sql)
{
	memset(condition, 0, sizeof(SqfCondition));
	condition->sql = sql;
}

/*
 * COLLATE BINARY keeps SQLite from using an index in another order; = under the
 * declared collation beside it lets it, and is true whenever the other is.
 */
static char *
write_comparison(const SqfValue *value, int strategy, const char *other)
{
	if (!value->needs_collate)
		return psprintf("%s %s %s", value->sql, comparisons[strategy], other);
	if (strategy == BTEqualStrategyNumber && value->is_column)
		return psprintf("(%s = %s AND %s = %s COLLATE BINARY)", value->sql,
						other, value->sql, other);
	return psprintf("%s %s %s COLLATE BINARY", value->sql,
					comparisons[strategy], other);
}

static bool
text_compares(const SqfValue *value, int strategy, Oid collation)
{
	if (value->domain != SQF_DOMAIN_TEXT)
		return true;
	if (strategy == BTEqualStrategyNumber || strategy == SQF_NOT_EQUAL)
		return sqf_shippable_equals_bytes(collation);
	return value->sorts && sqf_shippable_sorts_as_c(collation);
}

/* Do the values of a comparison's two sides count time alike? */
static bool
times_compare(Oid left, Oid right)
{
	return left == right || (left != TIMESTAMPTZOID && right != TIMESTAMPTZOID);
}

/*
 * Whole units lie between the bounds just if the instant does; other numbers lie
 * there, too, if their instant does.  A written time is bounded by its date.
 */
static bool
compare_time(SqfDeparse *deparse, const SqfValue *value, int strategy,
			 Node *other, SqfCondition *condition)
{
	SqfBinding	kind = value->domain == SQF_DOMAIN_COUNTED_TIME ?
		SQF_BIND_COUNTED_TIME : SQF_BIND_WRITTEN_TIME;
	const char *above = kind == SQF_BIND_COUNTED_TIME ? ">" : ">=";
	char	   *sql = NULL;

	if (!times_compare(value->type, exprType(other)) || strategy == SQF_NOT_EQUAL)
		return false;
	if (strategy >= BTEqualStrategyNumber)
		sql = psprintf("%s %s %s", value->sql, above,
					   add_bound(deparse, other, kind,
								 strategy == BTEqualStrategyNumber ?
								 BTGreaterEqualStrategyNumber : strategy, value));
	if (strategy <= BTEqualStrategyNumber)
		sql = psprintf("%s%s%s < %s", sql != NULL ? sql : "",
					   sql != NULL ? " AND " : "", value->sql,
					   add_bound(deparse, other, kind,
								 strategy == BTEqualStrategyNumber ?
								 BTLessEqualStrategyNumber : strategy, value));
	if (strategy == BTEqualStrategyNumber)
		sql = psprintf("(%s)", sql);
	if (value->is_exact_time)
		make_condition(condition, sql, value, NULL);
	else
		make_prefilter(condition, sql);
	return true;
}

/*
 * A uuid is stored as its bytes, or as text in one of many spellings, which have
 * the digits in common.
 */
static bool
compare_uuid(SqfDeparse *deparse, const SqfValue *value, int strategy,
			 Node *other, SqfCondition *condition)
{
	char	   *bytes;
	char	   *digits;

	if (strategy != BTEqualStrategyNumber || exprType(other) != UUIDOID)
		return false;
	bytes = add_bound(deparse, other, SQF_BIND_UUID_BYTES, strategy, value);
	digits = add_bound(deparse, other, SQF_BIND_UUID_DIGITS, strategy, value);
	make_prefilter(condition,
				   psprintf("(%s = %s OR lower(replace(replace(replace(%s, '-', ''), '{', ''), '}', '')) = %s)",
							value->sql, bytes, value->sql, digits));
	return true;
}

/* A value beside one that PostgreSQL gives. */
static bool
compare_with_parameter(SqfDeparse *deparse, const SqfValue *value,
					   int strategy, Node *other, SqfCondition *condition)
{
	SqfBinding	kind;

	if (!is_parameter(deparse, other))
		return false;
	if (value->domain == SQF_DOMAIN_COUNTED_TIME ||
		value->domain == SQF_DOMAIN_WRITTEN_TIME)
		return compare_time(deparse, value, strategy, other, condition);
	if (value->domain == SQF_DOMAIN_UUID)
		return compare_uuid(deparse, value, strategy, other, condition);
	if (!choose_binding(value, exprType(other), &kind))
		return false;
	make_condition(condition,
				   write_comparison(value, strategy,
									add_bound(deparse, other, kind, strategy, value)),
				   value, NULL);

	/* what equals a value of the type can be read as one */
	if (strategy == BTEqualStrategyNumber && value->strays == NULL &&
		value->is_column && exprType(other) == value->type)
		condition->pass_guards = NIL;
	return true;
}

/* Two values of SQLite. */
static bool
compare_values(const SqfValue *left, int strategy, const SqfValue *right,
			   SqfCondition *condition)
{
	bool		is_number = left->domain == SQF_DOMAIN_INTEGER ||
		left->domain == SQF_DOMAIN_DECIMAL;

	if (!can_be_mixed(left->domain))
		return false;
	if (left->domain != right->domain &&
		!(is_number && (right->domain == SQF_DOMAIN_INTEGER ||
						right->domain == SQF_DOMAIN_DECIMAL)))
		return false;
	make_condition(condition,
				   psprintf("%s %s %s%s", left->sql, comparisons[strategy],
							right->sql,
							left->needs_collate || right->needs_collate ?
							" COLLATE BINARY" : ""),
				   left, right);
	return true;
}

/* Is this the domain that an operator of another compares such values in? */
static bool
domain_fits(const SqfValue *value, SqfDomain operators)
{
	switch (value->domain)
	{
		case SQF_DOMAIN_INTEGER:
			return operators == SQF_DOMAIN_INTEGER ||
				operators == SQF_DOMAIN_DECIMAL || operators == SQF_DOMAIN_REAL;
		case SQF_DOMAIN_WRITTEN_TIME:
			return operators == SQF_DOMAIN_COUNTED_TIME;
		default:
			return value->domain == operators;
	}
}

static bool
deparse_comparison(SqfDeparse *deparse, Oid operator, Oid collation,
				   Node *left_node, Node *right_node, SqfCondition *condition)
{
	SqfDomain	domain;
	int			strategy = sqf_shippable_comparison(operator, &domain);
	SqfValue	left;
	SqfValue	right;

	if (strategy == 0)
		return false;
	if (!has_columns(deparse, left_node))
	{
		Node	   *node = left_node;

		left_node = right_node;
		right_node = node;
		strategy = commuted[strategy];
	}
	if (!sqf_deparse_value(deparse, left_node, &left) ||
		!domain_fits(&left, domain) ||
		!text_compares(&left, strategy, collation))
		return false;
	if (!has_columns(deparse, right_node))
		return compare_with_parameter(deparse, &left, strategy, right_node,
									  condition);
	return sqf_deparse_value(deparse, right_node, &right) &&
		domain_fits(&right, domain) &&
		text_compares(&right, strategy, collation) &&
		compare_values(&left, strategy, &right, condition);
}

/* LIKE and starts_with: all that begins as the pattern does. */
static bool
deparse_prefix(SqfDeparse *deparse, const List *args, Oid collation,
			   SqfBinding kind, SqfCondition *condition)
{
	Node	   *pattern = lsecond(args);
	SqfValue	value;
	const char *collate;
	const char *first;
	const char *end;

	if (!is_parameter(deparse, pattern) ||
		!sqf_deparse_value(deparse, linitial(args), &value) ||
		value.domain != SQF_DOMAIN_TEXT || !value.sorts ||
		!sqf_shippable_equals_bytes(collation))
		return false;
	collate = value.needs_collate ? " COLLATE BINARY" : "";
	first = add_bound(deparse, pattern, kind, BTGreaterEqualStrategyNumber, &value);
	end = add_bound(deparse, pattern, kind, BTLessStrategyNumber, &value);
	make_prefilter(condition,
				   psprintf("(%s >= %s%s AND %s < %s%s)", value.sql, first,
							collate, value.sql, end, collate));
	return true;
}

static bool
deparse_operator(SqfDeparse *deparse, const OpExpr *op,
				 SqfCondition *condition)
{
	if (list_length(op->args) != 2)
		return false;
	if (op->opfuncid == F_TEXTLIKE)
		return deparse_prefix(deparse, op->args, op->inputcollid,
							  SQF_BIND_PREFIX, condition);
	if (op->opfuncid == F_STARTS_WITH)
		return deparse_prefix(deparse, op->args, op->inputcollid,
							  SQF_BIND_START, condition);
	return deparse_comparison(deparse, op->opno, op->inputcollid,
							  linitial(op->args), lsecond(op->args), condition);
}

/* IS DISTINCT FROM is SQLite's IS NOT. */
static bool
deparse_distinct(SqfDeparse *deparse, const DistinctExpr *distinct,
				 SqfCondition *condition)
{
	Node	   *left_node = linitial(distinct->args);
	Node	   *right_node = lsecond(distinct->args);
	SqfDomain	domain;
	SqfValue	left;
	SqfValue	right;

	if (!has_columns(deparse, left_node))
	{
		left_node = lsecond(distinct->args);
		right_node = linitial(distinct->args);
	}
	/* the operator of the node is the = of the types */
	if (sqf_shippable_comparison(distinct->opno, &domain) != BTEqualStrategyNumber ||
		!sqf_deparse_value(deparse, left_node, &left) ||
		!domain_fits(&left, domain) || !can_be_mixed(left.domain) ||
		!text_compares(&left, BTEqualStrategyNumber, distinct->inputcollid) ||
		!deparse_operand(deparse, right_node, &left, &right))
		return false;
	make_condition(condition,
				   psprintf("%s IS NOT %s%s", left.sql, right.sql,
							left.needs_collate || right.needs_collate ?
							" COLLATE BINARY" : ""),
				   &left, has_columns(deparse, right_node) ? &right : NULL);
	return true;
}

static bool deparse_list(SqfDeparse *deparse, const BoolExpr *list,
						 SqfCondition *condition);

/* An array that is known is as many comparisons as it has elements. */
static bool
deparse_elements(SqfDeparse *deparse, const ScalarArrayOpExpr *op,
				 SqfCondition *condition)
{
	const Const *array = lsecond(op->args);
	BoolExpr	list = {.xpr = {T_BoolExpr},.boolop = op->useOr ? OR_EXPR : AND_EXPR};
	Oid			type;
	int16		typlen;
	bool		typbyval;
	char		typalign;
	Datum	   *elements;
	bool	   *nulls;
	int			count;

	if (!IsA(array, Const) || array->constisnull)
		return false;
	type = get_element_type(array->consttype);
	get_typlenbyvalalign(type, &typlen, &typbyval, &typalign);
	deconstruct_array(DatumGetArrayTypeP(array->constvalue), type, typlen,
					  typbyval, typalign, &elements, &nulls, &count);
	if (count == 0 || count > MAX_ELEMENTS)
		return false;
	for (int i = 0; i < count; i++)
		list.args = lappend(list.args,
							make_opclause(op->opno, BOOLOID, false, linitial(op->args),
										  (Expr *) makeConst(type, -1, array->constcollid,
															 typlen, elements[i], nulls[i], typbyval),
										  InvalidOid, op->inputcollid));
	return deparse_list(deparse, &list, condition);
}

/* = ANY and <> ALL of an array that PostgreSQL gives. */
static bool
deparse_array(SqfDeparse *deparse, const ScalarArrayOpExpr *op,
			  SqfCondition *condition)
{
	Node	   *array = lsecond(op->args);
	SqfDomain	domain;
	int			strategy = sqf_shippable_comparison(op->opno, &domain);
	Oid			element = get_element_type(exprType(array));
	SqfValue	value;
	SqfBinding	kind;
	char	   *elements;

	if (strategy != (op->useOr ? BTEqualStrategyNumber : SQF_NOT_EQUAL) ||
		!is_parameter(deparse, array) || !OidIsValid(element) ||
		!sqf_deparse_value(deparse, linitial(op->args), &value) ||
		!domain_fits(&value, domain) ||
		!text_compares(&value, strategy, op->inputcollid))
		return false;
	if (!choose_binding(&value, element, &kind) ||
		(kind != SQF_BIND_INTEGER && kind != SQF_BIND_TEXT))
		return deparse_elements(deparse, op, condition);
	elements = psprintf("(SELECT e.value FROM json_each(%s) AS e)",
						add_bound(deparse, array, SQF_BIND_ARRAY, 0, &value));
	make_condition(condition,
				   psprintf("%s%s %s %s", value.sql,
							value.needs_collate ? " COLLATE BINARY" : "",
							op->useOr ? "IN" : "NOT IN", elements),
				   &value, NULL);
	if (op->useOr && value.strays == NULL && value.is_column &&
		element == value.type)
		condition->pass_guards = NIL;
	return true;
}

static bool
deparse_null_test(SqfDeparse *deparse, const NullTest *test,
				  SqfCondition *condition)
{
	bool		is_null = test->nulltesttype == IS_NULL;
	SqfValue	value;

	if (test->argisrow ||
		!sqf_deparse_value(deparse, (Node *) test->arg, &value))
		return false;
	condition->sql = psprintf("%s %s", value.sql,
							  is_null ? "IS NULL" : "IS NOT NULL");
	condition->exact = value.is_guardable ? condition->sql : NULL;
	condition->guards = value.guards;
	condition->pass_guards = value.guards;
	if (is_null && value.is_column)
	{
		/* NULL itself is always read as NULL */
		condition->pass_guards = NIL;
		condition->exact = condition->sql;
		if (!value.is_guardable)
			condition->guards = list_make1(psprintf("%s IS NULL", value.sql));
	}
	else if (!value.is_column && value.guards != NIL)
		condition->sql = psprintf("(%s OR NOT (%s))", condition->sql,
								  sqf_deparse_all(value.guards));
	return true;
}

/* A column of booleans, by what it is compared with: "= 1", "IS NOT 0". */
static bool
deparse_boolean(SqfDeparse *deparse, Node *node, const char *comparison,
				SqfCondition *condition)
{
	SqfValue	value;

	if (!sqf_deparse_value(deparse, node, &value) ||
		value.domain != SQF_DOMAIN_BOOLEAN)
		return false;
	make_condition(condition, psprintf("%s %s", value.sql, comparison), &value,
				   NULL);
	return true;
}

static bool
deparse_boolean_test(SqfDeparse *deparse, const BooleanTest *test,
					 SqfCondition *condition)
{
	static const char *const comparison[] = {
		[IS_TRUE] = "= 1",
		[IS_NOT_TRUE] = "IS NOT 1",
		[IS_FALSE] = "= 0",
		[IS_NOT_FALSE] = "IS NOT 0",
		[IS_UNKNOWN] = "IS NULL",
		[IS_NOT_UNKNOWN] = "IS NOT NULL",
	};
	static const char *const tests[] = {
		[IS_TRUE] = "IS TRUE",
		[IS_NOT_TRUE] = "IS NOT TRUE",
		[IS_FALSE] = "IS FALSE",
		[IS_NOT_FALSE] = "IS NOT FALSE",
		[IS_UNKNOWN] = "IS NULL",
		[IS_NOT_UNKNOWN] = "IS NOT NULL",
	};
	SqfCondition inner;

	if (deparse_boolean(deparse, (Node *) test->arg,
						comparison[test->booltesttype], condition))
		return true;
	if (!sqf_deparse_condition(deparse, (Node *) test->arg, &inner) ||
		inner.exact == NULL)
		return false;
	condition->exact = psprintf("(%s) %s", inner.exact, tests[test->booltesttype]);
	condition->guards = inner.guards;
	condition->pass_guards = inner.guards;
	condition->sql = inner.guards == NIL ? condition->exact :
		psprintf("(%s OR NOT (%s))", condition->exact,
				 sqf_deparse_all(inner.guards));
	return true;
}

static bool
deparse_not(SqfDeparse *deparse, Node *node, SqfCondition *condition)
{
	SqfCondition inner;

	if (deparse_boolean(deparse, node, "= 0", condition))
		return true;
	if (!sqf_deparse_condition(deparse, node, &inner) || inner.exact == NULL)
		return false;
	condition->exact = psprintf("NOT (%s)", inner.exact);
	condition->guards = inner.guards;
	condition->pass_guards = inner.guards;
	condition->sql = inner.guards == NIL ? condition->exact :
		psprintf("(%s OR NOT (%s))", condition->exact,
				 sqf_deparse_all(inner.guards));
	return true;
}

/*
 * AND may leave out what has no words, and is a sieve then; OR may not.  A row
 * that one side of an OR lets in makes PostgreSQL look at the other side, too.
 */
static bool
deparse_list(SqfDeparse *deparse, const BoolExpr *list,
			 SqfCondition *condition)
{
	bool		is_and = list->boolop == AND_EXPR;
	const char *word = is_and ? " AND " : " OR ";
	StringInfoData sql;
	StringInfoData exact;
	bool		is_exact = true;
	ListCell   *cell;

	memset(condition, 0, sizeof(SqfCondition));
	initStringInfo(&sql);
	initStringInfo(&exact);
	foreach(cell, list->args)
	{
		SqfCondition part;

		if (!sqf_deparse_condition(deparse, lfirst(cell), &part))
		{
			if (!is_and)
				return false;
			is_exact = false;
			continue;
		}
		appendStringInfo(&sql, "%s%s", sql.len > 0 ? word : "(", part.sql);
		if (part.exact == NULL)
			is_exact = false;
		else
			appendStringInfo(&exact, "%s%s", exact.len > 0 ? word : "(", part.exact);
		condition->guards = sqf_deparse_add_guards(condition->guards, part.guards);
		condition->pass_guards = sqf_deparse_add_guards(condition->pass_guards,
											is_and ? part.pass_guards : part.guards);
	}
	if (sql.len == 0)
		return false;
	appendStringInfoChar(&sql, ')');
	appendStringInfoChar(&exact, ')');
	condition->sql = sql.data;
	condition->exact = is_exact ? exact.data : NULL;
	return true;
}

static bool
deparse_any_condition(SqfDeparse *deparse, Node *node, SqfCondition *condition)
{
	switch (nodeTag(node))
	{
		case T_OpExpr:
			return deparse_operator(deparse, (OpExpr *) node, condition);
		case T_FuncExpr:
			return ((FuncExpr *) node)->funcid == F_STARTS_WITH &&
				deparse_prefix(deparse, ((FuncExpr *) node)->args,
							   ((FuncExpr *) node)->inputcollid,
							   SQF_BIND_START, condition);
		case T_DistinctExpr:
			return deparse_distinct(deparse, (DistinctExpr *) node, condition);
		case T_ScalarArrayOpExpr:
			return deparse_array(deparse, (ScalarArrayOpExpr *) node, condition);
		case T_NullTest:
			return deparse_null_test(deparse, (NullTest *) node, condition);
		case T_BooleanTest:
			return deparse_boolean_test(deparse, (BooleanTest *) node, condition);
		case T_BoolExpr:
			if (((BoolExpr *) node)->boolop == NOT_EXPR)
				return deparse_not(deparse, linitial(((BoolExpr *) node)->args),
								   condition);
			return deparse_list(deparse, (BoolExpr *) node, condition);
		default:
			return deparse_boolean(deparse, node, "= 1", condition);
	}
}

/*
 * sqf_deparse_condition writes a condition; false if it has no words for it, and
 * then the statement's parameters are as before.
 */
bool
sqf_deparse_condition(SqfDeparse *deparse, Node *node, SqfCondition *condition)
{
	int			params = list_length(deparse->params);

	memset(condition, 0, sizeof(SqfCondition));
	if (deparse_any_condition(deparse, node, condition))
		return true;
	deparse->params = list_truncate(deparse->params, params);
	deparse->bindings = list_truncate(deparse->bindings, params);
	return false;
}
