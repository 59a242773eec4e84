/*-------------------------------------------------------------------------
 *
 * deparse_expr.c
 *	  Conditions are written in SQLite's words, or found not to have any.
 *
 * One walk both judges and writes, so that what is sent is what was judged; the
 * allow-list that it asks is shippable.c.
 *
 * IDENTIFICATION
 *	  src/plan/deparse_expr.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "plan/deparse_expr.h"
#include "utils/array.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"

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
		{
			if (strcmp(lfirst(other), lfirst(cell)) == 0)
				is_known = true;
		}
		if (!is_known)
			guards = lappend(guards, lfirst(cell));
	}
	return guards;
}

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
					   sqf_parameter_add_bound(deparse, other, kind,
											   strategy == BTEqualStrategyNumber ?
											   BTGreaterEqualStrategyNumber : strategy, value));
	if (strategy <= BTEqualStrategyNumber)
		sql = psprintf("%s%s%s < %s", sql != NULL ? sql : "",
					   sql != NULL ? " AND " : "", value->sql,
					   sqf_parameter_add_bound(deparse, other, kind,
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
	bytes = sqf_parameter_add_bound(deparse, other, SQF_BIND_UUID_BYTES, strategy, value);
	digits = sqf_parameter_add_bound(deparse, other, SQF_BIND_UUID_DIGITS, strategy, value);
	make_prefilter(condition,
				   psprintf("(%s = %s OR lower(replace(replace(replace(%s, '-', ''), '{', ''), '}', '')) = %s)",
							value->sql, bytes, value->sql, digits));
	condition->needs_scan = true;
	return true;
}

/* Is every value of a type one of another, wider or the same? */
static bool
is_of_type(Oid type, Oid wider)
{
	return type == wider ||
		(wider == INT8OID && (type == INT4OID || type == INT2OID)) ||
		(wider == INT4OID && type == INT2OID);
}

/* A value beside one that PostgreSQL gives. */
static bool
compare_with_parameter(SqfDeparse *deparse, const SqfValue *value,
					   int strategy, Node *other, SqfCondition *condition)
{
	SqfBinding	kind;

	if (!sqf_parameter_is_one(deparse, other))
		return false;
	if (value->domain == SQF_DOMAIN_COUNTED_TIME ||
		value->domain == SQF_DOMAIN_WRITTEN_TIME)
		return compare_time(deparse, value, strategy, other, condition);
	if (value->domain == SQF_DOMAIN_UUID && value->format == SQF_FORMAT_NONE)
		return compare_uuid(deparse, value, strategy, other, condition);
	if (!sqf_parameter_choose_binding(value, exprType(other), &kind))
		return false;
	make_condition(condition,
				   write_comparison(value, strategy,
									sqf_parameter_add_bound(deparse, other, kind, strategy, value)),
				   value, NULL);

	condition->needs_scan = value->needs_collate &&
		strategy != BTEqualStrategyNumber;

	/* what equals a value of the type can be read as one */
	if (strategy == BTEqualStrategyNumber && value->strays == NULL &&
		value->is_column && is_of_type(exprType(other), value->type))
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

	if (left->domain == SQF_DOMAIN_UUID)
	{
		if (right->domain != SQF_DOMAIN_UUID || left->format == SQF_FORMAT_NONE ||
			left->format != right->format)
			return false;
	}
	else if (!sqf_deparse_can_be_mixed(left->domain))
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
	if (!sqf_parameter_has_columns(deparse, left_node))
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
	if (!sqf_parameter_has_columns(deparse, right_node))
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

	if (!sqf_parameter_is_one(deparse, pattern) ||
		!sqf_deparse_value(deparse, linitial(args), &value) ||
		value.domain != SQF_DOMAIN_TEXT || !value.sorts ||
		!sqf_shippable_equals_bytes(collation))
		return false;
	collate = value.needs_collate ? " COLLATE BINARY" : "";
	first = sqf_parameter_add_bound(deparse, pattern, kind, BTGreaterEqualStrategyNumber, &value);
	end = sqf_parameter_add_bound(deparse, pattern, kind, BTLessStrategyNumber, &value);
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

	if (!sqf_parameter_has_columns(deparse, left_node))
	{
		left_node = lsecond(distinct->args);
		right_node = linitial(distinct->args);
	}
	/* the operator of the node is the = of the types */
	if (sqf_shippable_comparison(distinct->opno, &domain) != BTEqualStrategyNumber ||
		!sqf_deparse_value(deparse, left_node, &left) ||
		!domain_fits(&left, domain) || !sqf_deparse_can_be_mixed(left.domain) ||
		!text_compares(&left, BTEqualStrategyNumber, distinct->inputcollid) ||
		!sqf_deparse_operand(deparse, right_node, &left, &right))
		return false;
	make_condition(condition,
				   psprintf("%s IS NOT %s%s", left.sql, right.sql,
							left.needs_collate || right.needs_collate ?
							" COLLATE BINARY" : ""),
				   &left, sqf_parameter_has_columns(deparse, right_node) ? &right : NULL);
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
	if (count == 0 || count > SQF_MAX_LIST)
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
		!sqf_parameter_is_one(deparse, array) || !OidIsValid(element) ||
		!sqf_deparse_value(deparse, linitial(op->args), &value) ||
		!domain_fits(&value, domain) ||
		!text_compares(&value, strategy, op->inputcollid))
		return false;
	if (!sqf_parameter_choose_binding(&value, element, &kind) ||
		(kind != SQF_BIND_INTEGER && kind != SQF_BIND_TEXT))
		return deparse_elements(deparse, op, condition);
	elements = psprintf("(SELECT e.value FROM json_each(%s) AS e)",
						sqf_parameter_add_bound(deparse, array, SQF_BIND_ARRAY, 0, &value));
	make_condition(condition,
				   psprintf("%s%s %s %s", value.sql,
							value.needs_collate ? " COLLATE BINARY" : "",
							op->useOr ? "IN" : "NOT IN", elements),
				   &value, NULL);
	if (op->useOr && value.strays == NULL && value.is_column &&
		is_of_type(element, value.type))
		condition->pass_guards = NIL;
	return true;
}

/*
 * SQLite does not look whether a column that is declared NOT NULL is NULL, which it
 * can be all the same.
 */
static char *
write_null_test(const SqfValue *value, bool is_null)
{
	if (value->says_not_null)
		return psprintf("typeof(%s) %s 'null'", value->sql, is_null ? "=" : "<>");
	return psprintf("%s %s", value->sql, is_null ? "IS NULL" : "IS NOT NULL");
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
	condition->sql = write_null_test(&value, is_null);
	condition->exact = value.is_guardable ? condition->sql : NULL;
	condition->guards = value.guards;
	condition->pass_guards = value.guards;
	if (is_null && value.is_column)
	{
		/* NULL itself is always read as NULL */
		condition->pass_guards = NIL;
		condition->exact = condition->sql;
		if (!value.is_guardable)
			condition->guards = list_make1(write_null_test(&value, true));
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

/* What another condition decides, unless a guard of that is broken. */
static void
make_guarded(SqfCondition *condition, char *exact, List *guards)
{
	condition->exact = exact;
	condition->guards = guards;
	condition->pass_guards = guards;
	condition->sql = guards == NIL ? exact :
		psprintf("(%s OR NOT (%s))", exact, sqf_deparse_all(guards));
}

static bool
deparse_boolean_test(SqfDeparse *deparse, const BooleanTest *test,
					 SqfCondition *condition)
{
	static const char *const comparison[] = {
		[IS_TRUE] = "IS 1",
		[IS_NOT_TRUE] = "IS NOT 1",
		[IS_FALSE] = "IS 0",
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
	make_guarded(condition,
				 psprintf("(%s) %s", inner.exact, tests[test->booltesttype]),
				 inner.guards);
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
	make_guarded(condition, psprintf("NOT (%s)", inner.exact), inner.guards);
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
	if (list_length(list->args) > SQF_MAX_LIST)
		return false;
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
	bool		found = false;

	memset(condition, 0, sizeof(SqfCondition));
	if (deparse->depth < SQF_MAX_DEPTH)
	{
		deparse->depth++;
		found = deparse_any_condition(deparse, node, condition);
		deparse->depth--;
	}
	if (found)
		return true;
	deparse->params = list_truncate(deparse->params, params);
	deparse->bindings = list_truncate(deparse->bindings, params);
	return false;
}
