/*-------------------------------------------------------------------------
 *
 * params.c
 *	  What the plan left to PostgreSQL is evaluated when the scan starts, and
 *	  bound to the statement.
 *
 * IDENTIFICATION
 *	  src/exec/params.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "exec/params.h"
#include "executor/executor.h"
#include "foreign/private.h"
#include "nodes/nodeFuncs.h"
#include "remote/value_out.h"

struct SqfParams
{
	int			count;
	List	   *states;			/* ExprState */
	SqfTwin    *twins;
};

/*
 * sqf_params_begin prepares the evaluation of a scan's parameters, in the
 * current memory context.
 */
SqfParams *
sqf_params_begin(ForeignScanState *node)
{
	ForeignScan *plan = (ForeignScan *) node->ss.ps.plan;
	List	   *bindings = sqf_private_get(node, SQF_SCAN_BINDINGS);
	SqfParams  *params = palloc(sizeof(SqfParams));
	ListCell   *expr;
	ListCell   *cell;

	params->count = list_length(plan->fdw_exprs);
	params->states = ExecInitExprList(plan->fdw_exprs, (PlanState *) node);
	params->twins = palloc(params->count * sizeof(SqfTwin));
	forboth(expr, plan->fdw_exprs, cell, bindings)
	{
		const List *binding = lfirst(cell);
		SqfTwin    *twin = &params->twins[foreach_current_index(expr)];

		twin->kind = list_nth_int(binding, SQF_BINDING_KIND);
		twin->strategy = list_nth_int(binding, SQF_BINDING_STRATEGY);
		twin->format = list_nth_int(binding, SQF_BINDING_FORMAT);
		twin->widen = list_nth_int(binding, SQF_BINDING_WIDEN);
		twin->type = exprType(lfirst(expr));
	}
	return params;
}

/* NULL compares as NULL does in PostgreSQL; an array that is NULL has no twin. */
static bool
bind_null(SqfStatement *statement, int parameter, const SqfTwin *twin)
{
	sqf_statement_bind_null(statement, parameter);
	return twin->kind != SQF_BIND_ARRAY;
}

/*
 * sqf_params_bind evaluates the parameters and binds them to a statement that
 * was reset, as many of them as it has.  Returns false if one of them has no twin
 * in SQLite, and is not bound.
 */
bool
sqf_params_bind(SqfParams *params, ExprContext *econtext,
				SqfStatement *statement)
{
	MemoryContext old = MemoryContextSwitchTo(econtext->ecxt_per_tuple_memory);
	int			count = Min(params->count,
							sqf_statement_parameter_count(statement));
	bool		has_twins = true;

	for (int i = 0; i < count; i++)
	{
		bool		is_null;
		Datum		value = ExecEvalExpr(list_nth(params->states, i), econtext,
										 &is_null);

		has_twins &= is_null ? bind_null(statement, i + 1, &params->twins[i]) :
			sqf_value_bind(statement, i + 1, &params->twins[i], value);
	}
	MemoryContextSwitchTo(old);
	return has_twins;
}
