/*-------------------------------------------------------------------------
 *
 * permission.c
 *	  What a migration will need rights for is asked before it reads or writes.
 *
 * IDENTIFICATION
 *	  src/migrate/permission.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "foreign/connection.h"
#include "foreign/rights.h"
#include "migrate/partner.h"
#include "migrate/permission.h"
#include "migrate/run_sql.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/regproc.h"

/*
 * sqf_permission_to_stage throws unless the current user may make what stands
 * between a source and its reader: a schema of foreign tables, and a server if the
 * source is a path.
 */
void
sqf_permission_to_stage(const SqfMigrationRequest *request)
{
	if (sqf_source_schema(request->source) != NULL)
	{
		if (request->if_exists != SQF_IF_EXISTS_ERROR)
			sqf_rights_need_database(ACL_CREATE);
		return;
	}
	sqf_rights_need_database(ACL_CREATE);
	if (sqf_connection_find_server(request->source) == NULL)
		sqf_rights_need_wrapper();
}

static bool
makes_tables(const SqfMigrationRequest *request)
{
	return request->if_exists == SQF_IF_EXISTS_ERROR || request->create_missing;
}

/*
 * sqf_permission_to_migrate throws unless the current user may make what a
 * migration makes: its staging, the target schema, tables in it, and an owner for
 * them.
 */
void
sqf_permission_to_migrate(const SqfMigrationRequest *request)
{
	Oid			target = get_namespace_oid(request->target_schema, true);
	Oid			owner = request->owner == NULL ? InvalidOid :
		get_role_oid(request->owner, false);

	sqf_permission_to_stage(request);
	if (!OidIsValid(target))
		sqf_rights_need_database(ACL_CREATE);
	else
	{
		sqf_rights_need_schema(target, ACL_USAGE, GetUserId());
		if (makes_tables(request))
			sqf_rights_need_schema(target, ACL_CREATE, GetUserId());
	}
	if (!OidIsValid(owner) || !makes_tables(request))
		return;
	sqf_rights_need_role(owner);
	if (OidIsValid(target) && !superuser())
		sqf_rights_need_schema(target, ACL_CREATE, owner);
}

/* A step sets it past the rows that were loaded. */
static void
need_sequence(const SqfMigratedTable *table, const SqfMigratedColumn *column)
{
	char	   *name = sqf_partner_sequence(table, column);
	Oid			sequence;

	if (name == NULL)
		return;
	sequence = DatumGetObjectId(DirectFunctionCall1(regclassin, CStringGetDatum(name)));
	sqf_rights_need_relation(sequence, ACL_UPDATE);
	if (pg_class_aclcheck(sequence, GetUserId(), ACL_SELECT) != ACLCHECK_OK)
		sqf_rights_need_relation(sequence, ACL_USAGE);
}

/*
 * sqf_permission_to_insert throws unless the current user may load a table by a
 * statement; also if the types do not go together.  A right on some columns may do:
 * PostgreSQL knows what the statement needs.
 */
void
sqf_permission_to_insert(const SqfMigratedTable *table, const char *statement)
{
	ErrorData  *error = sqf_run_sql_try(psprintf("EXPLAIN %s", statement), NULL);

	if (error == NULL)
		return;
	if (error->sqlerrcode == ERRCODE_INSUFFICIENT_PRIVILEGE && error->hint == NULL)
		error->hint = psprintf("As its owner, run: %s",
							   sqf_rights_grant(psprintf("INSERT ON %s", table->target),
												GetUserId()));
	ReThrowError(error);
}

/*
 * sqf_permission_to_load throws unless the current user may do what else a load of
 * an existing table needs: look at it, empty it if asked for, and set its sequences.
 */
void
sqf_permission_to_load(const SqfMigrationRequest *request,
					   const SqfMigratedTable *table)
{
	sqf_rights_need_any_column(table->existing, ACL_SELECT);
	if (request->if_exists == SQF_IF_EXISTS_TRUNCATE &&
		get_rel_relkind(table->existing) != RELKIND_VIEW)
		sqf_rights_need_relation(table->existing, ACL_TRUNCATE);
	for (int i = 0; i < table->column_count; i++)
		if (table->columns[i].is_loaded)
			need_sequence(table, &table->columns[i]);
}

/*
 * sqf_permission_to_ignore throws unless the current user may change the options of
 * a foreign table by a statement.
 */
void
sqf_permission_to_ignore(Oid foreign_table, const char *statement)
{
	if (!sqf_rights_is_owner(foreign_table))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("must be owner of foreign table %s", get_rel_name(foreign_table)),
				 errdetail("With on_error => 'ignore' its options say so for the time of the migration."),
				 errhint("As its owner, run: %s;", statement)));
}
