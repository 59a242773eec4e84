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

extern void sqf_literal_append(StringInfo buf, struct sqlite3_stmt *raw,
							   int column, SqfEncoding encoding);

#endif							/* SQF_LITERAL_H */
