/*-------------------------------------------------------------------------
 *
 * literal.h
 *	  A value as it would be written in SQLite's SQL.
 *
 * IDENTIFICATION
 *	  src/remote/literal.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_LITERAL_H
#define SQF_LITERAL_H

#include "lib/stringinfo.h"
#include "remote/handle.h"

struct sqlite3_value;

extern void sqf_literal_append(StringInfo buf, struct sqlite3_value *value,
							   SqfEncoding encoding);

#endif							/* SQF_LITERAL_H */
