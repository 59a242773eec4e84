/*-------------------------------------------------------------------------
 *
 * guard.c
 *	  What SQLite computes with, PostgreSQL must be able to read: the one test
 *	  of that which SQLite has no words for.
 *
 * IDENTIFICATION
 *	  src/remote/guard.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <sqlite3.h>

#include "mb/pg_wchar.h"
#include "remote/guard.h"

/*
 * SQLite calls it from within a step, so it must not throw.  The files have no
 * right to call it: it is for statements of our own.
 */
static void
is_text(sqlite3_context *context, int count, sqlite3_value **arguments)
{
	sqlite3_value *value = arguments[0];
	const char *text;
	int			len;

	if (sqlite3_value_type(value) != SQLITE_TEXT)
	{
		sqlite3_result_int(context, sqlite3_value_type(value) == SQLITE_NULL);
		return;
	}
	text = (const char *) sqlite3_value_text(value);
	len = sqlite3_value_bytes(value);
	sqlite3_result_int(context, text !=NULL &&
					   memchr(text, '\0', len) == NULL &&
					   pg_encoding_verifymbstr(PG_UTF8, text, len) == len);
}

/*
 * sqf_guard_install makes the function known to a handle.  Returns SQLite's
 * result code.
 */
int
sqf_guard_install(struct sqlite3 *db)
{
	return sqlite3_create_function_v2(db, SQF_TEXT_GUARD, 1,
									  SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
									  NULL, is_text, NULL, NULL, NULL);
}
