/*-------------------------------------------------------------------------
 *
 * select.h
 *	  The SELECT of columns of one table.
 *
 * IDENTIFICATION
 *	  src/remote/select.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_SELECT_H
#define SQF_SELECT_H

#include "nodes/pg_list.h"
#include "remote/catalog.h"

extern void sqf_select_append_column(StringInfo sql, const char *alias,
									 const char *name);
extern List *sqf_select_append_key(StringInfo sql, const char *alias,
								   const SqfTable *table);
extern void sqf_select_append_table(StringInfo sql, const char *alias,
									const SqfTable *table);
extern char *sqf_select_columns(const SqfTable *table, const List *columns,
								List **key);

/* The table in such a SELECT, for conditions to be added. */
#define SQF_TABLE_ALIAS	"r1"

#endif							/* SQF_SELECT_H */
