/*-------------------------------------------------------------------------
 *
 * quote.h
 *	  Names and literals written as SQLite SQL.
 *
 * IDENTIFICATION
 *	  src/remote/quote.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_QUOTE_H
#define SQF_QUOTE_H

#include "lib/stringinfo.h"

extern void sqf_quote_append_identifier(StringInfo buf, const char *name);
extern void sqf_quote_append_literal(StringInfo buf, const char *text, int len);
extern char *sqf_quote_for_shell(const char *word);

#endif							/* SQF_QUOTE_H */
