/*-------------------------------------------------------------------------
 *
 * deparse_aggregate.c
 *	  Aggregates and what they are grouped by are written here.
 *
 * Every value that takes part must be one that PostgreSQL reads, and as SQLite
 * computes with it: the rows that break the guard of an argument are counted in
 * the same SELECT.  Where a group tells by itself, it is asked instead, because
 * groups are fewer than rows.
 *
 * IDENTIFICATION
 *	  src/plan/deparse_aggregate.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_aggregate.h"
#include "foreign/private.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "plan/deparse_aggregate.h"
#include "utils/fmgroids.h"

/* What an aggregate does, whatever it does it with. */
typedef enum AggregateKind
{
	AGGREGATE_NONE,
	AGGREGATE_COUNT,
	AGGREGATE_SUM,
	AGGREGATE_AVERAGE,
	AGGREGATE_MIN,
	AGGREGATE_MAX,
	AGGREGATE_AND,
	AGGREGATE_OR
} AggregateKind;

static AggregateKind
classify_aggregate(Oid function)
{
	switch (function)
	{
		case F_COUNT_:
		case F_COUNT_ANY:
			return AGGREGATE_COUNT;
		case F_SUM_INT2:
		case F_SUM_INT4:
		case F_SUM_INT8:
		case F_SUM_NUMERIC:
			return AGGREGATE_SUM;
		case F_AVG_INT2:
		case F_AVG_INT4:
		case F_AVG_INT8:
		case F_AVG_NUMERIC:
			return AGGREGATE_AVERAGE;
		case F_MIN_INT2:
		case F_MIN_INT4:
		case F_MIN_INT8:
		case F_MIN_FLOAT8:
		case F_MIN_NUMERIC:
		case F_MIN_TEXT:
		case F_MIN_TIMESTAMP:
		case F_MIN_TIMESTAMPTZ:
			return AGGREGATE_MIN;
		case F_MAX_INT2:
		case F_MAX_INT4:
		case F_MAX_INT8:
		case F_MAX_FLOAT8:
		case F_MAX_NUMERIC:
		case F_MAX_TEXT:
		case F_MAX_TIMESTAMP:
		case F_MAX_TIMESTAMPTZ:
			return AGGREGATE_MAX;
		case F_BOOL_AND:
		case F_EVERY:
			return AGGREGATE_AND;
		case F_BOOL_OR:
			return AGGREGATE_OR;
		default:
			return AGGREGATE_NONE;
	}
}

/* An argument or key as it is compared. */
static const char *
collate(const SqfValue *value)
{
	return value->needs_collate ? " COLLATE BINARY" : "";
}

/* Equal values of the domain are equal in both, and all are guarded. */
static bool
groups_exactly(const SqfValue *value, Oid collation)
{
	switch (value->domain)
	{
		case SQF_DOMAIN_NONE:
		case SQF_DOMAIN_WRITTEN_TIME:
			return false;
		case SQF_DOMAIN_COUNTED_TIME:
			return value->is_exact_time && value->is_guardable;
		case SQF_DOMAIN_TEXT:
			return value->is_guardable && sqf_shippable_equals_bytes(collation);
		default:
			return value->is_guardable;
	}
}

/*
 * What is made of decimals is shown with the scale of the one that was taken,
 * which SQLite does not know, unless all have the same.
 */
static bool
loses_scale(const SqfValue *value, int32 typmod)
{
	return value->domain == SQF_DOMAIN_DECIMAL && typmod < 0;
}

/* " FILTER (WHERE ...)", or "" without one. */
static bool
deparse_filter(SqfSelect *select, const Aggref *aggref, const char **filter)
{
	SqfCondition condition;

	*filter = "";
	if (aggref->aggfilter == NULL)
		return true;
	if (!sqf_deparse_condition(&select->deparse, (Node *) aggref->aggfilter,
							   &condition) ||
		condition.exact == NULL)
		return false;
	select->guards = sqf_deparse_add_guards(select->guards, condition.guards);
	*filter = psprintf(" FILTER (WHERE %s)", condition.exact);
	return true;
}

/* A column of the SELECT that is no column of a table. */
static void
add_computed(SqfSelect *select, int attribute, int scale, int divisor)
{
	select->outputs = lappend(select->outputs,
							  sqf_output_computed(attribute, scale, divisor));
}

/*
 * A sum of integers overflows with an error, and then PostgreSQL does it.
 * Decimals of a declared scale are summed as integers of the last digit.
 */
static bool
add_sum(SqfSelect *select, int attribute, const Aggref *aggref,
		const SqfValue *value, const char *filter, bool is_average)
{
	const char *distinct = aggref->aggdistinct != NIL ? "DISTINCT " : "";
	const char *argument = value->sql;
	int			scale = -1;
	int			position = list_length(select->outputs);

	if (value->domain == SQF_DOMAIN_DECIMAL)
	{
		if (value->scale < 0)
			return false;
		scale = value->scale;
		argument = psprintf("CAST(round(%s * 1e%d) AS INTEGER)", value->sql, scale);
	}
	else if (value->domain != SQF_DOMAIN_INTEGER)
		return false;
	else if (is_average)
		scale = 0;

	Assert(position == select->column_count);
	select->may_overflow = true;
	sqf_deparse_add_text(select, psprintf("sum(%s%s)%s", distinct, argument, filter));
	add_computed(select, attribute, scale, is_average ? position + 1 : -1);
	if (is_average)
	{
		sqf_deparse_add_text(select, psprintf("count(%s%s)%s", distinct, argument, filter));
		add_computed(select, SQF_OUTPUT_UNREAD, -1, -1);
	}
	return true;
}

static bool
add_extreme(SqfSelect *select, int attribute, const Aggref *aggref,
			const SqfValue *value, const char *filter, const char *function)
{
	bool		is_sorted = value->domain == SQF_DOMAIN_INTEGER ||
		value->domain == SQF_DOMAIN_REAL || value->domain == SQF_DOMAIN_DECIMAL ||
		value->domain == SQF_DOMAIN_COUNTED_TIME ||
		(value->domain == SQF_DOMAIN_TEXT && value->sorts &&
		 sqf_shippable_sorts_as_c(aggref->inputcollid));

	if (!is_sorted || (!value->is_column && loses_scale(value, -1)))
		return false;
	sqf_deparse_add_text(select, psprintf("%s(%s%s)%s", function, value->sql,
										  collate(value), filter));
	if (value->is_column)
		select->outputs = lappend(select->outputs,
								  sqf_output_stored(attribute,
													sqf_deparse_find_table(select, value->table),
													value->attnum));
	else
		add_computed(select, attribute, -1, -1);
	return true;
}

/* Of booleans, AND is the least and OR the greatest. */
static bool
add_boolean(SqfSelect *select, int attribute, const SqfValue *value,
			const char *filter, const char *function)
{
	if (value->domain != SQF_DOMAIN_BOOLEAN)
		return false;
	sqf_deparse_add_text(select, psprintf("%s(%s)%s", function, value->sql, filter));
	add_computed(select, attribute, -1, -1);
	return true;
}

static bool
add_count(SqfSelect *select, int attribute, const Aggref *aggref,
		  const SqfValue *value, const char *filter)
{
	sqf_deparse_add_text(select, psprintf("count(%s%s%s)%s",
										  aggref->aggdistinct != NIL ? "DISTINCT " : "",
										  value->sql, collate(value), filter));
	add_computed(select, attribute, -1, -1);
	return true;
}

/* What a group fulfils, so that each of its rows fulfils the guards of a value. */
static void
add_group_guards(SqfSelect *select, const List *of_group, const SqfValue *value)
{
	select->group_guards = sqf_deparse_add_guards(select->group_guards, of_group);
	select->implied = sqf_deparse_add_guards(select->implied, value->guards);
}

/*
 * A sum over integers and NULL alone is one of these, too.  What FILTER leaves
 * out is not summed, but PostgreSQL reads it.
 */
static void
guard_argument(SqfSelect *select, const Aggref *aggref, AggregateKind kind,
			   const SqfValue *value)
{
	char	   *guard;

	if (!value->sum_is_guard || value->guards == NIL ||
		aggref->aggfilter != NULL ||
		(kind != AGGREGATE_SUM && kind != AGGREGATE_AVERAGE))
	{
		select->guards = sqf_deparse_add_guards(select->guards, value->guards);
		return;
	}
	guard = psprintf("typeof(sum(%s%s)) IN ('integer', 'null')",
					 aggref->aggdistinct != NIL ? "DISTINCT " : "", value->sql);
	add_group_guards(select, list_make1(guard), value);
}

static bool
is_plain_aggregate(const Aggref *aggref)
{
	return aggref->agglevelsup == 0 && aggref->aggsplit == AGGSPLIT_SIMPLE &&
		aggref->aggkind == AGGKIND_NORMAL && !aggref->aggvariadic &&
		aggref->aggdirectargs == NIL && aggref->aggorder == NIL;
}

/*
 * sqf_deparse_aggregate adds an aggregate that fills an attribute of the scan's
 * tuple; false if SQLite has no equal.
 */
bool
sqf_deparse_aggregate(SqfSelect *select, int attribute, const Aggref *aggref)
{
	AggregateKind kind = classify_aggregate(aggref->aggfnoid);
	const char *filter;
	Node	   *argument;
	SqfValue	value;

	if (kind == AGGREGATE_NONE || !is_plain_aggregate(aggref) ||
		!deparse_filter(select, aggref, &filter))
		return false;
	if (aggref->aggstar)
	{
		sqf_deparse_add_text(select, psprintf("count(*)%s", filter));
		add_computed(select, attribute, -1, -1);
		return true;
	}

	argument = (Node *) linitial_node(TargetEntry, aggref->args)->expr;
	if (!sqf_deparse_value(&select->deparse, argument, &value) ||
		!groups_exactly(&value, exprCollation(argument)))
		return false;
	guard_argument(select, aggref, kind, &value);
	switch (kind)
	{
		case AGGREGATE_COUNT:
			return add_count(select, attribute, aggref, &value, filter);
		case AGGREGATE_SUM:
		case AGGREGATE_AVERAGE:
			return add_sum(select, attribute, aggref, &value, filter,
						   kind == AGGREGATE_AVERAGE);
		case AGGREGATE_MIN:
			return add_extreme(select, attribute, aggref, &value, filter, "min");
		case AGGREGATE_MAX:
			return add_extreme(select, attribute, aggref, &value, filter, "max");
		case AGGREGATE_AND:
			return add_boolean(select, attribute, &value, filter, "min");
		default:
			return add_boolean(select, attribute, &value, filter, "max");
	}
}

/*
 * The values of a column that SQLite takes for one group are the same bytes of
 * one class, or the same number as INTEGER and as REAL, which PostgreSQL reads
 * alike unless it counts a time in them.  So the guard of one of them will do.
 */
static void
guard_key(SqfSelect *select, const SqfValue *value)
{
	if (value->is_column && value->domain != SQF_DOMAIN_COUNTED_TIME)
		add_group_guards(select, value->guards, value);
	else
		select->guards = sqf_deparse_add_guards(select->guards, value->guards);
}

/*
 * sqf_deparse_group_key adds what rows are grouped by; *group_by is how it
 * stands in GROUP BY.  Returns false if SQLite does not group alike.
 */
bool
sqf_deparse_group_key(SqfSelect *select, int attribute, Node *node,
					  char **group_by)
{
	SqfValue	value;

	if (!sqf_deparse_value(&select->deparse, node, &value) ||
		!groups_exactly(&value, exprCollation(node)) ||
		(!value.is_column && loses_scale(&value, exprTypmod(node))))
		return false;
	guard_key(select, &value);
	*group_by = psprintf("%s%s", value.sql, collate(&value));
	if (value.is_column && IsA(node, Var))
		sqf_deparse_add_column(select, attribute, value.table, value.attnum);
	else
	{
		sqf_deparse_add_text(select, value.sql);
		add_computed(select, attribute, -1, -1);
	}
	return true;
}
