/*-------------------------------------------------------------------------
 *
 * deparse_value.h
 *	  Values in SQLite's words.
 *
 * IDENTIFICATION
 *	  src/plan/deparse_value.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_DEPARSE_VALUE_H
#define SQF_DEPARSE_VALUE_H

#include "plan/parameter.h"

extern bool sqf_deparse_value(SqfDeparse *deparse, Node *node,
							  SqfValue *value);
extern bool sqf_deparse_operand(SqfDeparse *deparse, Node *node,
								const SqfValue *like, SqfValue *value);
extern bool sqf_deparse_can_be_mixed(SqfDomain domain);

#endif							/* SQF_DEPARSE_VALUE_H */
