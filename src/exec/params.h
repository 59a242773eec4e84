/*-------------------------------------------------------------------------
 *
 * params.h
 *	  The parameters of a scan's statement.
 *
 * IDENTIFICATION
 *	  src/exec/params.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_PARAMS_H
#define SQF_PARAMS_H

#include "nodes/execnodes.h"
#include "remote/statement.h"

typedef struct SqfParams SqfParams;

extern SqfParams *sqf_params_begin(ForeignScanState *node);
extern bool sqf_params_bind(SqfParams *params, ExprContext *econtext,
							SqfStatement *statement);

#endif							/* SQF_PARAMS_H */
