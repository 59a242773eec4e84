/*-------------------------------------------------------------------------
 *
 * load_order.c
 *	  Existing tables are put in an order in which their foreign keys hold, and
 *	  where there is none, keys are made to wait for the end of the loads.
 *
 * IDENTIFICATION
 *	  src/migrate/load_order.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_constraint.h"
#include "foreign/rights.h"
#include "lib/stringinfo.h"
#include "migrate/build.h"
#include "migrate/load_order.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/rel.h"

/* A foreign key between two existing tables of the migration. */
typedef struct Link
{
	const SqfMigratedTable *child;
	const SqfMigratedTable *parent;
	char	   *constraint;
	bool		deferrable;
	bool		is_owned;		/* may the caller alter it? */
} Link;

static const SqfMigratedTable *
find_existing(const SqfMigration *migration, Oid relid)
{
	ListCell   *cell;

	foreach(cell, migration->tables)
	{
		const SqfMigratedTable *table = lfirst(cell);

		if (table->existing == relid)
			return table;
	}
	return NULL;
}

/* A table that refers to itself is loaded by one statement, at whose end its key holds. */
static List *
find_links(const SqfMigration *migration)
{
	Relation	pg_constraint = table_open(ConstraintRelationId, AccessShareLock);
	SysScanDesc scan = systable_beginscan(pg_constraint, InvalidOid, false, NULL, 0, NULL);
	List	   *links = NIL;
	HeapTuple	tuple;

	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_constraint form = (Form_pg_constraint) GETSTRUCT(tuple);
		Link	   *link;

		if (form->contype != CONSTRAINT_FOREIGN || form->conrelid == form->confrelid ||
			find_existing(migration, form->conrelid) == NULL ||
			find_existing(migration, form->confrelid) == NULL)
			continue;
		link = palloc(sizeof(Link));
		link->child = find_existing(migration, form->conrelid);
		link->parent = find_existing(migration, form->confrelid);
		link->constraint = pstrdup(NameStr(form->conname));
		link->deferrable = form->condeferrable;
		link->is_owned = sqf_rights_is_owner(form->conrelid);
		links = lappend(links, link);
	}
	systable_endscan(scan);
	table_close(pg_constraint, AccessShareLock);
	return links;
}

/* Are all parents of a table among those that are loaded before it? */
static bool
is_ready(const SqfMigratedTable *table, const List *links, const List *loaded)
{
	ListCell   *cell;

	foreach(cell, links)
	{
		const Link *link = lfirst(cell);

		if (link->child == table && !list_member_ptr(loaded, link->parent))
			return false;
	}
	return true;
}

/* The tables that must be loaded before a table, and have not been. */
static List *
find_ancestors(const SqfMigratedTable *table, const List *links,
			   const List *loaded)
{
	List	   *ancestors = NIL;
	const SqfMigratedTable *child = table;
	int			next = 0;

	for (;;)
	{
		ListCell   *cell;

		foreach(cell, links)
		{
			const Link *link = lfirst(cell);

			if (link->child == child && !list_member_ptr(loaded, link->parent))
				ancestors = list_append_unique_ptr(ancestors, (void *) link->parent);
		}
		if (next == list_length(ancestors))
			return ancestors;
		child = list_nth(ancestors, next++);
	}
}

/* Are all that a table waits for in a circle with it? */
static bool
begins_circle(const SqfMigratedTable *table, const List *links,
			  const List *loaded)
{
	ListCell   *cell;

	foreach(cell, find_ancestors(table, links, loaded))
	{
		if (!list_member_ptr(find_ancestors(lfirst(cell), links, loaded), table))
			return false;
	}
	return true;
}

static SqfMigratedTable *
choose_next(const List *waiting, const List *links, const List *loaded)
{
	ListCell   *cell;

	foreach(cell, waiting)
	{
		if (is_ready(lfirst(cell), links, loaded))
			return lfirst(cell);
	}
	foreach(cell, waiting)
	{
		if (begins_circle(lfirst(cell), links, loaded))
			return lfirst(cell);
	}
	return linitial(waiting);
}

static SqfStep *
make_step(const Link *link, char *statement, char *reason)
{
	return sqf_build_step(SQF_STEP_RUN, "foreign keys",
						  psprintf("constraint \"%s\" of table \"%s\"",
								   link->constraint, link->child->name),
						  statement, reason, NULL);
}

static void
check_owned(const Link *link)
{
	if (link->is_owned)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("must be owner of table %s", link->child->target),
			 errdetail("Its foreign key \"%s\" is part of a circle, and has to wait for the end of the load.",
					   link->constraint),
			 errhint("Call as its owner, or let the owner run: ALTER TABLE %s ALTER CONSTRAINT %s DEFERRABLE;",
					 link->child->target, quote_identifier(link->constraint))));
}

/*
 * The key waits for the end of the loads, and is then as it was.  SET CONSTRAINTS
 * fails if another key of this name is not deferrable, and one that is made so
 * need not be set.
 */
static void
defer(const Link *link, List **before, List **after)
{
	char	   *reason = pstrdup("the tables refer to each other in a circle");
	char	   *name = quote_qualified_identifier(link->child->scope.schema,
												  link->constraint);
	char	   *alter = psprintf("ALTER TABLE %s ALTER CONSTRAINT %s",
								 link->child->target,
								 quote_identifier(link->constraint));

	if (link->deferrable)
	{
		*before = lappend(*before,
						  make_step(link, psprintf("SET CONSTRAINTS %s DEFERRED", name),
									reason));
		return;
	}
	check_owned(link);
	*before = lappend(*before,
					  make_step(link, psprintf("%s DEFERRABLE INITIALLY DEFERRED", alter),
								reason));
	*after = lappend(*after,
					 make_step(link, psprintf("%s NOT DEFERRABLE", alter),
							   pstrdup("as it was")));
}

static bool
loads_existing(const SqfMigration *migration)
{
	ListCell   *cell;

	foreach(cell, migration->tables)
	{
		if (OidIsValid(((SqfMigratedTable *) lfirst(cell))->existing))
			return true;
	}
	return false;
}

/*
 * What the target's keys and triggers have to say belongs to the run, and tables
 * are altered only when nothing waits any more.
 */
static SqfStep *
make_check(void)
{
	return sqf_build_step(SQF_STEP_RUN, "foreign keys", pstrdup("all that wait"),
						  pstrdup("SET CONSTRAINTS ALL IMMEDIATE"),
						  pstrdup("all rows are in"), NULL);
}

/*
 * sqf_load_order puts the tables of a migration in the order in which they are
 * loaded.  *before and *after get the steps by which foreign keys that hold in no
 * order are made to wait, and are put back.
 */
void
sqf_load_order(SqfMigration *migration, List **before, List **after)
{
	List	   *links = find_links(migration);
	List	   *waiting = list_copy(migration->tables);
	List	   *loaded = NIL;
	ListCell   *cell;

	*before = NIL;
	*after = NIL;
	while (waiting != NIL)
	{
		SqfMigratedTable *next = choose_next(waiting, links, loaded);

		foreach(cell, links)
		{
			const Link *link = lfirst(cell);

			if (link->child == next && !list_member_ptr(loaded, link->parent))
				defer(link, before, after);
		}
		waiting = list_delete_ptr(waiting, next);
		loaded = lappend(loaded, next);
	}
	migration->tables = loaded;
	if (loads_existing(migration))
		*after = lcons(make_check(), *after);
}
