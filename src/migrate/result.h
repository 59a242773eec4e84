/*-------------------------------------------------------------------------
 *
 * result.h
 *	  Rows that a set-returning function gives.
 *
 * IDENTIFICATION
 *	  src/migrate/result.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_RESULT_H
#define SQF_RESULT_H

#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

/* A column of text, or NULL. */
static inline void
sqf_result_set_text(Datum *values, bool *nulls, int column, const char *text)
{
	nulls[column] = text == NULL;
	values[column] = text == NULL ? (Datum) 0 : CStringGetTextDatum(text);
}

static inline void
sqf_result_put(ReturnSetInfo *result, Datum *values, bool *nulls)
{
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

#endif							/* SQF_RESULT_H */
