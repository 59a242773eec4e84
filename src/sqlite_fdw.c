/*-------------------------------------------------------------------------
 *
 * sqlite_fdw.c
 *	  The roof of the house: the handler's table of callbacks, nothing else.
 *
 * Below it are plan/ and migrate/, exec/, foreign/ and remote/; an include
 * names its wing, and arrows only go down.  Only remote/ knows SQLite.
 *
 * IDENTIFICATION
 *	  src/sqlite_fdw.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "exec/analyze.h"
#include "exec/bulk_insert.h"
#include "exec/explain.h"
#include "exec/parallel.h"
#include "exec/scan.h"
#include "foreign/catalog_cache.h"
#include "foreign/fdwapi.h"
#include "migrate/import.h"
#include "plan/base_paths.h"
#include "plan/bulk_paths.h"
#include "plan/join_paths.h"
#include "plan/partial_path.h"
#include "plan/scan_plan.h"
#include "plan/shippable.h"
#include "plan/upper_paths.h"
#include "remote/allowed.h"
#include "remote/handle.h"
#include "utils/guc.h"

PG_MODULE_MAGIC;

void		_PG_init(void);

PG_FUNCTION_INFO_V1(sqlite_fdw_handler);

/*
 * sqlite_fdw_handler() returns the callbacks of the wrapper.
 */
Datum
sqlite_fdw_handler(PG_FUNCTION_ARGS)
{
	FdwRoutine *routine = makeNode(FdwRoutine);

	routine->GetForeignRelSize = sqliteGetForeignRelSize;
	routine->GetForeignPaths = sqliteGetForeignPaths;
	routine->GetForeignJoinPaths = sqliteGetForeignJoinPaths;
	routine->GetForeignUpperPaths = sqliteGetForeignUpperPaths;
	routine->GetForeignPlan = sqliteGetForeignPlan;

	routine->BeginForeignScan = sqliteBeginForeignScan;
	routine->IterateForeignScan = sqliteIterateForeignScan;
	routine->ReScanForeignScan = sqliteReScanForeignScan;
	routine->EndForeignScan = sqliteEndForeignScan;
	routine->ExplainForeignScan = sqliteExplainForeignScan;

	routine->IsForeignScanParallelSafe = sqliteIsForeignScanParallelSafe;
	routine->EstimateDSMForeignScan = sqliteEstimateDSMForeignScan;
	routine->InitializeDSMForeignScan = sqliteInitializeDSMForeignScan;
	routine->ReInitializeDSMForeignScan = sqliteReInitializeDSMForeignScan;
	routine->InitializeWorkerForeignScan = sqliteInitializeWorkerForeignScan;
	routine->ShutdownForeignScan = sqliteShutdownForeignScan;

	routine->AnalyzeForeignTable = sqliteAnalyzeForeignTable;

	routine->ImportForeignSchema = sqliteImportForeignSchema;

	PG_RETURN_POINTER(routine);
}

/*
 * Called when the library is loaded.
 */
void
_PG_init(void)
{
	sqf_handle_initialize();
	sqf_catalog_cache_initialize();
	sqf_bulk_insert_initialize();
	sqf_bulk_paths_initialize();

	DefineCustomBoolVariable("sqlite_fdw.pushdown",
							 "Lets SQLite find, join, group and sort rows.",
							 "When off, SQLite only reads its tables, and PostgreSQL does all else.",
							 &sqf_pushdown, true, PGC_USERSET,
							 GUC_EXPLAIN, NULL, NULL, NULL);
	DefineCustomBoolVariable("sqlite_fdw.bulk_insert",
							 "Writes the rows of INSERT ... SELECT from SQLite tables many at a time.",
							 "When off, PostgreSQL writes them one by one.",
							 &sqf_bulk_insert, true, PGC_USERSET,
							 GUC_EXPLAIN, NULL, NULL, NULL);
	DefineCustomStringVariable("sqlite_fdw.allowed_directories",
							   "Directories that SQLite databases may be read from.",
							   "A list of absolute paths, separated by commas. When empty, every directory is allowed.",
							   &sqf_allowed_directories, "", PGC_SUSET,
							   GUC_LIST_INPUT | GUC_SUPERUSER_ONLY,
							   sqf_allowed_check_setting, NULL, NULL);
	MarkGUCPrefixReserved("sqlite_fdw");
}
