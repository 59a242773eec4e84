/*-------------------------------------------------------------------------
 *
 * facts.c
 *	  What the planner asks of a table is found out once, and again when the
 *	  file has changed.
 *
 * To describe a table and its indexes takes a dozen statements of SQLite, more
 * than a look-up by key.  What they say is true as long as SQLite's own page
 * cache is, so it is kept with the handle and goes when SQLite has seen a change.
 *
 * IDENTIFICATION
 *	  src/remote/facts.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "remote/facts.h"
#include "remote/remembered.h"
#include "remote/stat1.h"

/* A file with many more tables is hardly planned for again and again. */
#define MAX_TABLES_PER_HANDLE	256

typedef struct Entry
{
	dlist_node	node;			/* in the handle's list */
	SqfRemembered *remembered;
	char	   *name;			/* as it was asked for */
	SqfFacts	facts;
} Entry;

static Entry *
recall(const SqfHandle *handle, const char *name)
{
	dlist_iter	iter;

	dlist_foreach(iter, (dlist_head *) &handle->facts)
	{
		Entry	   *entry = dlist_container(Entry, node, iter.cur);

		if (strcmp(entry->name, name) == 0)
			return entry;
	}
	return NULL;
}

/* Fill in the facts, in the current memory context; false if there is no table. */
static bool
find_out(SqfLease *lease, Entry *entry, char **failure)
{
	SqfTable   *table = sqf_catalog_find(lease, entry->name);
	List	   *stats = NIL;

	if (table == NULL || !sqf_catalog_read_columns(lease, table, failure))
		return false;
	entry->facts.table = table;
	if (table->kind != SQF_TABLE_VIEW)
		stats = sqf_stat1_read(lease, table);
	entry->facts.indexes = sqf_index_list(lease, table, stats);
	sqf_row_count_estimate(lease, table, stats, &entry->facts.row_count);
	return true;
}

static Entry *
create_entry(SqfLease *lease, const char *name, char **failure)
{
	SqfRemembered *remembered = sqf_remembered_create("sqlite_fdw facts");
	MemoryContext old = MemoryContextSwitchTo(remembered->context);
	Entry	   *entry = palloc0(sizeof(Entry));
	bool		is_known;

	entry->remembered = remembered;
	entry->name = pstrdup(name);
	is_known = find_out(lease, entry, failure);
	MemoryContextSwitchTo(old);
	return is_known ? entry : NULL;
}

static void
keep(SqfHandle *handle, Entry *entry)
{
	dlist_push_head(&handle->facts, &entry->node);
	sqf_remembered_keep(entry->remembered);
	handle->facts_count++;
}

/*
 * sqf_facts_find returns what is known of the table or view of this name, as
 * SQLite compares names; it stays valid until the current memory context ends.
 * The result is NULL, and *failure too, if there is none; if SQLite cannot read
 * it, *failure tells why (palloc'd).
 */
const SqfFacts *
sqf_facts_find(SqfLease *lease, const char *name, char **failure)
{
	Entry	   *entry = NULL;

	*failure = NULL;
	if (lease->handle != NULL)
		entry = recall(lease->handle, name);
	if (entry == NULL)
	{
		entry = create_entry(lease, name, failure);
		if (entry == NULL)
			return NULL;
		if (lease->handle->facts_count >= MAX_TABLES_PER_HANDLE)
			sqf_facts_forget(lease->handle);
		keep(lease->handle, entry);
	}
	sqf_remembered_use(entry->remembered);
	return &entry->facts;
}

/*
 * sqf_facts_forget forgets what is known of the tables of a file.  Does not
 * throw.
 */
void
sqf_facts_forget(SqfHandle *handle)
{
	dlist_mutable_iter iter;

	dlist_foreach_modify(iter, &handle->facts)
	{
		Entry	   *entry = dlist_container(Entry, node, iter.cur);

		dlist_delete(&entry->node);
		sqf_remembered_forget(entry->remembered);
	}
	handle->facts_count = 0;
}
