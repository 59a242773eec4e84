/*-------------------------------------------------------------------------
 *
 * leave_out.c
 *	  Rows that scans leave out, because a load has found fault with them.
 *
 * A value that its column cannot hold is found by the scan itself.  What the target
 * of a load would refuse, a scan cannot know; it is told here, by the ids of the
 * rows, and heeds it where on_error is 'ignore'.
 *
 * IDENTIFICATION
 *	  src/exec/leave_out.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "exec/leave_out.h"
#include "nodes/pg_list.h"

typedef struct TableRows
{
	char	   *schema;
	char	   *table;
	SqfTextSet *rows;
} TableRows;

struct SqfLeaveOut
{
	MemoryContext context;
	List	   *tables;			/* TableRows */
};

/* NULL: none. */
static SqfLeaveOut *current = NULL;

/*
 * sqf_leave_out_create returns an empty list, which lives in the current memory
 * context.
 */
SqfLeaveOut *
sqf_leave_out_create(void)
{
	SqfLeaveOut *list = palloc0(sizeof(SqfLeaveOut));

	list->context = CurrentMemoryContext;
	return list;
}

static SqfTextSet *
find_rows(const SqfLeaveOut *list, const char *schema, const char *table)
{
	ListCell   *cell;

	foreach(cell, list->tables)
	{
		const TableRows *known = lfirst(cell);

		if (strcmp(known->schema, schema) == 0 && strcmp(known->table, table) == 0)
			return known->rows;
	}
	return NULL;
}

/*
 * sqf_leave_out_rows returns the ids, as sqf_statement_row_id writes them, of the
 * rows of a foreign table that are to be left out, for the caller to add to.
 */
SqfTextSet *
sqf_leave_out_rows(SqfLeaveOut *list, const char *schema, const char *table)
{
	SqfTextSet *rows = find_rows(list, schema, table);
	MemoryContext old;
	TableRows  *added;

	if (rows != NULL)
		return rows;
	old = MemoryContextSwitchTo(list->context);
	added = palloc(sizeof(TableRows));
	added->schema = pstrdup(schema);
	added->table = pstrdup(table);
	added->rows = sqf_text_set_create();
	list->tables = lappend(list->tables, added);
	MemoryContextSwitchTo(old);
	return added->rows;
}

/*
 * sqf_leave_out_use lets scans that begin from now on heed a list, or none if it is
 * NULL.  Returns the one that they heeded before, for the caller to put it back,
 * after an error too.
 */
SqfLeaveOut *
sqf_leave_out_use(SqfLeaveOut *list)
{
	SqfLeaveOut *previous = current;

	current = list;
	return previous;
}

/*
 * sqf_leave_out_find returns what a scan of a foreign table leaves out, or NULL.
 */
const SqfTextSet *
sqf_leave_out_find(const char *schema, const char *table)
{
	return current == NULL ? NULL : find_rows(current, schema, table);
}
