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

extern char *sqf_select_columns(const SqfTable *table, const char *alias,
								const List *columns, List **key);

/* The table in such a SELECT, for conditions to be added. */
#define SQF_TABLE_ALIAS	"r1"

#endif							/* SQF_SELECT_H */
