/*-------------------------------------------------------------------------
 *
 * lock_room.c
 *	  Whether the server has room for the locks of a migration is asked before
 *	  anything is read or made.
 *
 * PostgreSQL locks each table that a transaction makes until its end, in a table of
 * fixed size in shared memory.  When that is full, after minutes perhaps, not only the
 * migration fails but each session that needs a lock.
 *
 * IDENTIFICATION
 *	  src/migrate/lock_room.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/twophase.h"
#include "catalog/namespace.h"
#include "foreign/connection.h"
#include "foreign/local_name.h"
#include "foreign/rights.h"
#include "migrate/lock_room.h"
#include "migrate/selection.h"
#include "miscadmin.h"
#include "storage/lock.h"
#include "utils/lsyscache.h"

/* A foreign table and its native one. */
#define LEAST_LOCKS		2

/* With types, a TOAST table and its index, a primary key and a sequence. */
#define USUAL_LOCKS		9

/* PostgreSQL leaves some shared memory to grow into. */
#define GROWTH			1.25

/* Is a table of this name to be migrated? */
static bool
is_migrated(const SqfMigrationRequest *request, const char *name)
{
	Oid			target = get_namespace_oid(request->target_schema, true);

	if (!sqf_selection_has(request, name))
		return false;
	return request->if_exists == SQF_IF_EXISTS_ERROR || request->create_missing ||
		(OidIsValid(target) && OidIsValid(get_relname_relid(name, target)));
}

static int
count_of_file(const SqfMigrationRequest *request)
{
	SqfLease   *lease = sqf_connection_lease_source(request->source);
	List	   *taken = NIL;
	int			count = 0;
	ListCell   *cell;

	foreach(cell, sqf_catalog_tables(lease))
	{
		const SqfTable *table = lfirst(cell);

		if (table->kind != SQF_TABLE_VIEW && table->kind != SQF_TABLE_SHADOW &&
			is_migrated(request, sqf_local_name_choose(table->name,
													   request->lower_identifiers,
													   &taken)))
			count++;
	}
	sqf_handle_release(lease);
	return count;
}

static int
count_of_schema(const SqfMigrationRequest *request, const char *schema)
{
	int			count = 0;
	ListCell   *cell;

	foreach(cell, sqf_source_relations(sqf_rights_find_schema(schema), true))
	{
		if (is_migrated(request, get_rel_name(lfirst_oid(cell))))
			count++;
	}
	return count;
}

/*
 * sqf_lock_room_check throws if the locks of a migration would surely not fit, and
 * tells the user if they may not.
 */
void
sqf_lock_room_check(const SqfMigrationRequest *request)
{
	const char *schema = sqf_source_schema(request->source);
	int			tables = schema != NULL ? count_of_schema(request, schema) :
		count_of_file(request);
	int			holders = MaxBackends + max_prepared_xacts;
	int64		room = (int64) max_locks_per_xact * holders;
	int64		usual = (int64) tables * USUAL_LOCKS;
	bool		fits = tables * LEAST_LOCKS <= room * GROWTH;

	if (usual <= room)
		return;
	ereport(fits ? NOTICE : ERROR,
			(errcode(fits ? ERRCODE_SUCCESSFUL_COMPLETION :
					 ERRCODE_CONFIGURATION_LIMIT_EXCEEDED),
			 fits ? errmsg("%d tables may need more locks than the server has room for", tables) :
			 errmsg("the server has no room for the locks of %d tables", tables),
			 errdetail("They need %d locks each at the least, %d as a rule; there is room for about " INT64_FORMAT ", which all sessions share.",
					   LEAST_LOCKS, USUAL_LOCKS, room),
			 errhint("Run ALTER SYSTEM SET max_locks_per_transaction = " INT64_FORMAT "; and restart the server, or migrate some tables at a time, with the argument \"tables\".",
					 usual / holders + 1)));
}
