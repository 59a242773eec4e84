/*-------------------------------------------------------------------------
 *
 * catalog_cache.c
 *	  The options of servers and foreign tables are read once, and again when
 *	  they have changed.
 *
 * PostgreSQL tells of each change of its catalogues, as it does for its own
 * caches and plans.
 *
 * IDENTIFICATION
 *	  src/foreign/catalog_cache.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "foreign/catalog_cache.h"
#include "foreign/foreign.h"
#include "remote/remembered.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/syscache.h"

#define INITIAL_SIZE	16

typedef struct Entry
{
	Oid			object;
	SqfRemembered *remembered;
	const void *facts;
} Entry;

typedef const void *(*Describe) (Oid object);

static HTAB *servers = NULL;
static HTAB *tables = NULL;

/* Counts the changes, so that one is noticed while facts are being read. */
static uint64 changes = 0;

static void
forget(HTAB *cache, Entry *entry)
{
	sqf_remembered_forget(entry->remembered);
	(void) hash_search(cache, &entry->object, HASH_REMOVE, NULL);
}

static void
forget_all(HTAB *cache)
{
	HASH_SEQ_STATUS status;
	Entry	   *entry;

	changes++;
	hash_seq_init(&status, cache);
	while ((entry = hash_seq_search(&status)) != NULL)
		forget(cache, entry);
}

/* A server, or the name of a schema, has changed. */
static void
on_syscache_change(Datum cache, int cacheid, uint32 hashvalue)
{
	forget_all((HTAB *) DatumGetPointer(cache));
}

/* A table or one of its columns has changed; without relid any may have. */
static void
on_relcache_change(Datum arg, Oid relid)
{
	Entry	   *entry;

	if (!OidIsValid(relid))
	{
		forget_all(tables);
		return;
	}
	changes++;
	entry = hash_search(tables, &relid, HASH_FIND, NULL);
	if (entry != NULL)
		forget(tables, entry);
}

static HTAB *
create_cache(const char *name)
{
	HASHCTL		control = {.keysize = sizeof(Oid), .entrysize = sizeof(Entry)};

	return hash_create(name, INITIAL_SIZE, &control, HASH_ELEM | HASH_BLOBS);
}

/*
 * Find out what the catalogues say of an object, and remember it.  If they change
 * on the way, it is as good as any other moment's, but for this caller only.
 */
static const void *
find_out(HTAB *cache, Oid object, Describe describe)
{
	SqfRemembered *remembered = sqf_remembered_create("sqlite_fdw catalog");
	MemoryContext old = MemoryContextSwitchTo(remembered->context);
	uint64		before = changes;
	const void *facts = describe(object);
	Entry	   *entry;

	MemoryContextSwitchTo(old);
	if (before != changes)
		return facts;

	entry = hash_search(cache, &object, HASH_ENTER, NULL);
	entry->remembered = remembered;
	entry->facts = facts;
	sqf_remembered_keep(remembered);
	sqf_remembered_use(remembered);
	return facts;
}

static const void *
find(HTAB *cache, Oid object, Describe describe)
{
	Entry	   *entry = hash_search(cache, &object, HASH_FIND, NULL);

	if (entry == NULL)
		return find_out(cache, object, describe);
	sqf_remembered_use(entry->remembered);
	return entry->facts;
}

static const void *
describe_server(Oid serverid)
{
	ForeignServer *server = GetForeignServer(serverid);
	SqfServer  *facts = palloc(sizeof(SqfServer));

	sqf_option_of_server(server->options, &facts->options);
	facts->label = psprintf("of server \"%s\"", server->servername);
	facts->path_label = psprintf("\"%s\"", facts->options.database);
	return facts;
}

/* The caller has a lock on the table, as everyone who plans or runs a query. */
static const void *
describe_columns(Oid relid)
{
	Relation	relation = table_open(relid, NoLock);
	SqfColumnMap *map = sqf_column_map_create(relation);

	table_close(relation, NoLock);
	return map;
}

/*
 * sqf_catalog_cache_server returns the options of a server.  They stay valid
 * until the current memory context ends.
 */
const SqfServer *
sqf_catalog_cache_server(Oid serverid)
{
	return find(servers, serverid, describe_server);
}

/*
 * sqf_catalog_cache_columns returns the map of a foreign table's columns, on
 * which the caller has a lock.  It stays valid likewise.
 */
const SqfColumnMap *
sqf_catalog_cache_columns(Oid relid)
{
	return find(tables, relid, describe_columns);
}

/*
 * sqf_catalog_cache_initialize is called once, when the library is loaded.
 */
void
sqf_catalog_cache_initialize(void)
{
	servers = create_cache("sqlite_fdw servers");
	tables = create_cache("sqlite_fdw tables");
	CacheRegisterSyscacheCallback(FOREIGNSERVEROID, on_syscache_change,
								  PointerGetDatum(servers));
	CacheRegisterSyscacheCallback(FOREIGNTABLEREL, on_syscache_change,
								  PointerGetDatum(tables));
	CacheRegisterSyscacheCallback(NAMESPACEOID, on_syscache_change,
								  PointerGetDatum(tables));
	CacheRegisterRelcacheCallback(on_relcache_change, (Datum) 0);
}
