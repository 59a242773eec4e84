/*-------------------------------------------------------------------------
 *
 * housekeeping.c
 *	  sqlite.connections(), sqlite.disconnect() and sqlite.version().
 *
 * IDENTIFICATION
 *	  src/foreign/housekeeping.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "foreign/connection.h"
#include "foreign/option.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"
#include "utils/tuplestore.h"

#define SQLITE_FDW_VERSION	"3.0"

PG_FUNCTION_INFO_V1(sqlite_connections);

/*
 * sqlite.connections() returns a row per open file of this session.
 */
Datum
sqlite_connections(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	bool		path_visible = sqf_option_may_see_paths();
	dlist_iter	iter;

	InitMaterializedSRF(fcinfo, 0);
	dlist_foreach(iter, (dlist_head *) sqf_handle_list())
	{
		SqfHandle  *handle = dlist_container(SqfHandle, node, iter.cur);
		Datum		values[4];
		bool		nulls[4] = {0};

		values[0] = CStringGetTextDatum(handle->path);
		nulls[0] = !path_visible;
		values[1] = CStringGetTextDatum(sqf_open_mode_name(handle->mode));
		values[2] = BoolGetDatum(!sqf_handle_is_idle(handle));
		values[3] = TimestampTzGetDatum(handle->opened_at);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

/* Does the handle read the file that a source names, by this or that path? */
static bool
reads_source(const SqfHandle *handle, const SqfSource *source)
{
	SqfFileState state;

	if (strcmp(handle->alias, source->path) == 0 ||
		strcmp(handle->path, source->path) == 0)
		return true;
	return sqf_file_state_read(source->path, &state) &&
		sqf_file_state_same_inode(&handle->state, &state);
}

static void
warn_in_use(const SqfHandle *handle)
{
	ereport(WARNING,
			(errcode(ERRCODE_OBJECT_IN_USE),
			 sqf_option_may_see_paths() ?
			 errmsg("SQLite database \"%s\" is still being read in this transaction",
					handle->path) :
			 errmsg("a SQLite database is still being read in this transaction"),
			 errhint("Close the cursors on it, or end the transaction, and try again.")));
}

PG_FUNCTION_INFO_V1(sqlite_disconnect);

/*
 * sqlite.disconnect(source) closes this session's idle handles on a file, or on
 * all without a source, and returns how many.
 */
Datum
sqlite_disconnect(PG_FUNCTION_ARGS)
{
	SqfSource  *source = NULL;
	int			closed = 0;
	dlist_mutable_iter iter;

	if (!PG_ARGISNULL(0))
		source = sqf_connection_describe_source(text_to_cstring(PG_GETARG_TEXT_PP(0)));

	dlist_foreach_modify(iter, (dlist_head *) sqf_handle_list())
	{
		SqfHandle  *handle = dlist_container(SqfHandle, node, iter.cur);

		if (source != NULL && !reads_source(handle, source))
			continue;
		if (sqf_handle_is_idle(handle))
		{
			sqf_handle_close(handle);
			closed++;
		}
		else
			warn_in_use(handle);
	}
	PG_RETURN_INT32(closed);
}

PG_FUNCTION_INFO_V1(sqlite_version);

/*
 * sqlite.version() returns our version and that of the library in use.
 */
Datum
sqlite_version(PG_FUNCTION_ARGS)
{
	TupleDesc	tupdesc;
	Datum		values[2];
	bool		nulls[2] = {0};

	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	values[0] = CStringGetTextDatum(SQLITE_FDW_VERSION);
	values[1] = CStringGetTextDatum(sqf_open_library_version());
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(tupdesc, values, nulls)));
}
