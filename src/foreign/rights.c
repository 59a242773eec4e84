/*-------------------------------------------------------------------------
 *
 * rights.c
 *	  Rights that a call needs are asked for here before it begins, and a refusal
 *	  says which GRANT helps.
 *
 * PostgreSQL would refuse the same, but later, after the file has been read, and
 * without a hint.
 *
 * IDENTIFICATION
 *	  src/foreign/rights.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_database.h"
#include "catalog/pg_foreign_data_wrapper.h"
#include "catalog/pg_foreign_server.h"
#include "catalog/pg_namespace.h"
#include "commands/dbcommands.h"
#include "foreign/rights.h"
#include "miscadmin.h"
#include "remote/compat.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#define WRAPPER		"sqlite_fdw"

static bool
is_allowed(Oid catalog, Oid object, AclMode mode, Oid user)
{
	if (catalog == RelationRelationId)
		return pg_class_aclcheck(object, user, mode) == ACLCHECK_OK;
#if PG_VERSION_NUM >= 160000
	return object_aclcheck(catalog, object, user, mode) == ACLCHECK_OK;
#else
	switch (catalog)
	{
		case ForeignServerRelationId:
			return pg_foreign_server_aclcheck(object, user, mode) == ACLCHECK_OK;
		case ForeignDataWrapperRelationId:
			return pg_foreign_data_wrapper_aclcheck(object, user, mode) == ACLCHECK_OK;
		case DatabaseRelationId:
			return pg_database_aclcheck(object, user, mode) == ACLCHECK_OK;
		default:
			Assert(catalog == NamespaceRelationId);
			return pg_namespace_aclcheck(object, user, mode) == ACLCHECK_OK;
	}
#endif
}

/* The word of GRANT for a right. */
static const char *
name_right(AclMode mode)
{
	switch (mode)
	{
		case ACL_USAGE:
			return "USAGE";
		case ACL_CREATE:
			return "CREATE";
		case ACL_SELECT:
			return "SELECT";
		case ACL_INSERT:
			return "INSERT";
		case ACL_UPDATE:
			return "UPDATE";
		default:
			Assert(mode == ACL_TRUNCATE);
			return "TRUNCATE";
	}
}

/*
 * sqf_rights_grant returns the statement that gives a right, as SQL, to a role;
 * palloc'd.
 */
char *
sqf_rights_grant(const char *right, Oid role)
{
	return psprintf("GRANT %s TO %s;", right,
					quote_identifier(GetUserNameFromId(role, false)));
}

/* kind and name are PostgreSQL's words in its own error; object is SQL. */
pg_noreturn static void
raise_denied(AclMode mode, const char *kind, const char *name, const char *object,
			 Oid role)
{
	char	   *right = psprintf("%s ON %s", name_right(mode), object);

	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("permission denied for %s %s", kind, name),
			 role != GetUserId() ?
			 errdetail("It is role \"%s\" that lacks the right.", GetUserNameFromId(role, false)) : 0,
			 errhint("As its owner, run: %s", sqf_rights_grant(right, role))));
}

/*
 * sqf_rights_need_server throws unless the current user has USAGE on a server.
 */
void
sqf_rights_need_server(const ForeignServer *server)
{
	if (!is_allowed(ForeignServerRelationId, server->serverid, ACL_USAGE, GetUserId()))
		raise_denied(ACL_USAGE, "foreign server", server->servername,
					 psprintf("FOREIGN SERVER %s", quote_identifier(server->servername)),
					 GetUserId());
}

/*
 * sqf_rights_need_wrapper throws unless the current user may make servers.
 */
void
sqf_rights_need_wrapper(void)
{
	Oid			wrapper = GetForeignDataWrapperByName(WRAPPER, false)->fdwid;

	if (!is_allowed(ForeignDataWrapperRelationId, wrapper, ACL_USAGE, GetUserId()))
		raise_denied(ACL_USAGE, "foreign-data wrapper", WRAPPER,
					 "FOREIGN DATA WRAPPER " WRAPPER, GetUserId());
}

/*
 * sqf_rights_need_database throws unless the current user has a right on the
 * database, such as ACL_CREATE for new schemas.
 */
void
sqf_rights_need_database(AclMode mode)
{
	char	   *name = get_database_name(MyDatabaseId);

	if (!is_allowed(DatabaseRelationId, MyDatabaseId, mode, GetUserId()))
		raise_denied(mode, "database", name,
					 psprintf("DATABASE %s", quote_identifier(name)), GetUserId());
}

/*
 * sqf_rights_need_schema throws unless a role has a right on a schema.
 */
void
sqf_rights_need_schema(Oid schema, AclMode mode, Oid role)
{
	char	   *name = get_namespace_name(schema);

	if (!is_allowed(NamespaceRelationId, schema, mode, role))
		raise_denied(mode, "schema", name,
					 psprintf("SCHEMA %s", quote_identifier(name)), role);
}

/*
 * sqf_rights_find_schema returns the schema that a user names; throws if there is
 * none, or the current user may not use it.
 */
Oid
sqf_rights_find_schema(const char *name)
{
	Oid			schema = LookupNamespaceNoError(name);

	if (OidIsValid(schema))
		sqf_rights_need_schema(schema, ACL_USAGE, GetUserId());
	return LookupExplicitNamespace(name, false);
}

static const char *
name_relkind(Oid relid)
{
	switch (get_rel_relkind(relid))
	{
		case RELKIND_FOREIGN_TABLE:
			return "foreign table";
		case RELKIND_VIEW:
			return "view";
		case RELKIND_SEQUENCE:
			return "sequence";
		default:
			return "table";
	}
}

pg_noreturn static void
raise_relation_denied(Oid relid, AclMode mode)
{
	const char *kind = name_relkind(relid);
	char	   *name = get_rel_name(relid);
	char	   *qualified = quote_qualified_identifier(get_namespace_name(get_rel_namespace(relid)),
													   name);

	raise_denied(mode, kind, name,
				 get_rel_relkind(relid) == RELKIND_SEQUENCE ?
				 psprintf("SEQUENCE %s", qualified) : qualified, GetUserId());
}

/*
 * sqf_rights_need_relation throws unless the current user has a right on a table,
 * foreign table, view or sequence as a whole.
 */
void
sqf_rights_need_relation(Oid relid, AclMode mode)
{
	if (!is_allowed(RelationRelationId, relid, mode, GetUserId()))
		raise_relation_denied(relid, mode);
}

/*
 * sqf_rights_need_any_column is content with the right on one of its columns.
 */
void
sqf_rights_need_any_column(Oid relid, AclMode mode)
{
	if (!is_allowed(RelationRelationId, relid, mode, GetUserId()) &&
		pg_attribute_aclcheck_all(relid, GetUserId(), mode, ACLMASK_ANY) != ACLCHECK_OK)
		raise_relation_denied(relid, mode);
}

/*
 * sqf_rights_need_role throws unless the current user may give things to a role.
 */
void
sqf_rights_need_role(Oid role)
{
	char	   *name = GetUserNameFromId(role, false);
#if PG_VERSION_NUM >= 160000
	bool		is_allowed = member_can_set_role(GetUserId(), role);
#else
	bool		is_allowed = is_member_of_role(GetUserId(), role);
#endif

	if (!is_allowed)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied to give tables to role \"%s\"", name),
				 errhint("As one who administers that role, run: %s",
						 sqf_rights_grant(quote_identifier(name), GetUserId()))));
}

/*
 * sqf_rights_is_owner tells whether the current user owns a relation, or is a
 * member of the role that does.
 */
bool
sqf_rights_is_owner(Oid relid)
{
	Relation	relation = table_open(relid, AccessShareLock);
	bool		owned = has_privs_of_role(GetUserId(), relation->rd_rel->relowner);

	table_close(relation, AccessShareLock);
	return owned;
}
