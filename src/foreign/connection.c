/*-------------------------------------------------------------------------
 *
 * connection.c
 *	  Who may read which file, and under which snapshot, is decided here.
 *
 * IDENTIFICATION
 *	  src/foreign/connection.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "foreign/catalog_cache.h"
#include "foreign/connection.h"
#include "foreign/foreign.h"
#include "foreign/option.h"
#include "foreign/rights.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/snapmgr.h"

#define SERVER_PREFIX	"server:"

/* A server's file, called by its path to those who may see paths. */
static SqfSource *
describe_server(Oid serverid)
{
	const SqfServer *server = sqf_catalog_cache_server(serverid);
	SqfSource  *source = palloc0(sizeof(SqfSource));

	source->path = server->options.database;
	source->path_visible = sqf_option_may_see_paths();
	source->label = source->path_visible ? server->path_label : server->label;
	source->busy_timeout = server->options.busy_timeout;
	source->keep = server->options.keep_connections ? SQF_KEEP_SESSION : SQF_KEEP_TRANSACTION;
	return source;
}

/* A path that a user named: there may be many of them in one statement. */
static SqfSource *
describe_path(const char *path)
{
	SqfServerOptions options;
	SqfSource  *source;

	if (!sqf_option_may_see_paths())
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied to name a file of the server"),
				 errdetail("Only roles with privileges of the \"%s\" role may name a path.",
						   "pg_read_server_files"),
				 errhint("Name a server of sqlite_fdw on which you have USAGE, or, as a superuser, run: %s",
						 sqf_rights_grant("pg_read_server_files", GetUserId()))));

	sqf_option_of_server(NIL, &options);
	source = palloc0(sizeof(SqfSource));
	source->path = pstrdup(path);
	source->path_visible = true;
	source->label = psprintf("\"%s\"", path);
	source->busy_timeout = options.busy_timeout;
	source->keep = SQF_KEEP_NOT;
	return source;
}

/*
 * sqf_connection_is_ours tells whether a server is one of this wrapper.
 */
bool
sqf_connection_is_ours(Oid serverid)
{
	ForeignServer *server = GetForeignServer(serverid);

	return strcmp(GetForeignDataWrapper(server->fdwid)->fdwname,
				  "sqlite_fdw") == 0;
}

static void
check_is_ours(const ForeignServer *server)
{
	if (!sqf_connection_is_ours(server->serverid))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("server \"%s\" is not one of sqlite_fdw",
						server->servername)));
}

static SqfSource *
describe_named_server(const char *name)
{
	ForeignServer *server = GetForeignServerByName(name, true);

	if (server == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("server \"%s\" does not exist", name),
				 errhint("A source is the absolute path of a SQLite database on the server, or the name of a server of sqlite_fdw.")));
	check_is_ours(server);
	sqf_rights_need_server(server);
	return describe_server(server->serverid);
}

/*
 * sqf_connection_find_server returns the server that a user's word for a source
 * names, whether the user may use it or not; NULL if it names none.
 */
ForeignServer *
sqf_connection_find_server(const char *source)
{
	if (source[0] == '/')
		return NULL;
	if (strncmp(source, SERVER_PREFIX, strlen(SERVER_PREFIX)) == 0)
		source += strlen(SERVER_PREFIX);
	return GetForeignServerByName(source, true);
}

/*
 * sqf_connection_describe_source finds the file of what a user calls a source:
 * an absolute path, or the name of a server.  It checks that the user may.
 */
SqfSource *
sqf_connection_describe_source(const char *source)
{
	if (source[0] == '/')
		return describe_path(source);
	if (strncmp(source, SERVER_PREFIX, strlen(SERVER_PREFIX)) == 0)
		return describe_named_server(source + strlen(SERVER_PREFIX));
	return describe_named_server(source);
}

/*
 * sqf_connection_source_zone returns the zone of times that are written without
 * one in what a user calls a source: that of the server, if it names one.
 */
pg_tz *
sqf_connection_source_zone(const char *source)
{
	ForeignServer *server = sqf_connection_find_server(source);
	SqfServerOptions options;

	sqf_option_of_server(server != NULL ? server->options : NIL, &options);
	return options.timezone;
}

/*
 * sqf_connection_current_snapshot returns the snapshot that a reader outside of
 * an executor's plan works under; NULL where there is none.
 */
Snapshot
sqf_connection_current_snapshot(void)
{
	return ActiveSnapshotSet() ? GetActiveSnapshot() : NULL;
}

/*
 * sqf_connection_lease_server gives a lease on the file of a server, in the
 * current memory context.  No right is checked here: who reads a foreign table
 * was allowed to by PostgreSQL.
 */
SqfLease *
sqf_connection_lease_server(Oid serverid, Snapshot snapshot)
{
	return sqf_handle_lease(describe_server(serverid), snapshot);
}

/*
 * sqf_connection_lease_shared is the same for a process that works for another
 * one, on the snapshot that this keeps.
 */
SqfLease *
sqf_connection_lease_shared(Oid serverid, Snapshot snapshot,
							const SqfSharedSnapshot *shared)
{
	return sqf_handle_lease_shared(describe_server(serverid), snapshot, shared);
}

/*
 * sqf_connection_lease_source gives a lease on what a user calls a source.
 */
SqfLease *
sqf_connection_lease_source(const char *source)
{
	return sqf_handle_lease(sqf_connection_describe_source(source),
							sqf_connection_current_snapshot());
}
