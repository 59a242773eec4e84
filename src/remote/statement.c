/*-------------------------------------------------------------------------
 *
 * statement.c
 *	  A SQLite statement is prepared, stepped and freed here.
 *
 * Values that become PostgreSQL values are read in value_in.c; the getters here
 * are for names, numbers and messages.
 *
 * IDENTIFICATION
 *	  src/remote/statement.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <sqlite3.h>

#include "common/shortest_dec.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "nodes/value.h"
#include "remote/alarm.h"
#include "remote/error.h"
#include "remote/literal.h"
#include "remote/quote.h"
#include "remote/readable.h"
#include "remote/statement.h"
#include "remote/utf16.h"
#include "remote/value_in.h"
#include "utils/memutils.h"

/*
 * What SQLite may take while it runs one statement: two values of the largest
 * size that PostgreSQL has, as a sort copies what it is given.  Sorts and groups
 * themselves go to disk beyond the page cache.
 */
#define MAX_MEMORY	((int64) 2048 * 1024 * 1024)

static void
finish_callback(void *arg)
{
	sqf_statement_finish((SqfStatement *) arg);
}

static void
check_lease(const SqfLease *lease)
{
	if (lease->handle == NULL || lease->handle->db == NULL)
		sqf_error_raise_moved(lease->source);
}

/*
 * sqf_statement_compile compiles the first statement of a text in UTF-8, and
 * returns SQLite's result code.  *raw is NULL if there is no statement in it;
 * *tail, unless the caller gives NULL, is what follows the statement.  A schema
 * that calls functions which an old library does not trust is tried once more.
 */
int
sqf_statement_compile(SqfLease *lease, const char *utf8,
					  struct sqlite3_stmt **raw, const char **tail)
{
	struct sqlite3 *db;
	int			rc;

	check_lease(lease);
	db = lease->handle->db;
	rc = sqlite3_prepare_v2(db, utf8, -1, raw, tail);
	if (sqf_open_trust_schema(db, rc))
		rc = sqlite3_prepare_v2(db, utf8, -1, raw, tail);
	return rc;
}

/*
 * sqf_statement_adopt makes a statement of what was compiled.  It lives in the
 * current memory context and ends with it, or by sqf_statement_finish.
 */
SqfStatement *
sqf_statement_adopt(SqfLease *lease, struct sqlite3_stmt *raw, const char *sql)
{
	SqfStatement *statement = palloc0(sizeof(SqfStatement));

	statement->raw = raw;
	statement->lease = lease;
	statement->max_memory = MAX_MEMORY;
	dlist_push_tail(&lease->handle->statements, &statement->node);
	statement->callback.func = finish_callback;
	statement->callback.arg = statement;
	MemoryContextRegisterResetCallback(CurrentMemoryContext,
									   &statement->callback);
	statement->sql = pstrdup(sql);
	return statement;
}

/*
 * sqf_statement_try_prepare compiles a statement and adopts it.  If SQLite
 * refuses the statement, the result is NULL and *failure tells why (palloc'd).
 */
SqfStatement *
sqf_statement_try_prepare(SqfLease *lease, const char *sql, char **failure)
{
	char	   *utf8 = pg_server_to_any(sql, strlen(sql), PG_UTF8);
	struct sqlite3_stmt *raw;
	int			rc = sqf_statement_compile(lease, utf8, &raw, NULL);

	if (utf8 != sql)
		pfree(utf8);
	if (rc != SQLITE_OK)
	{
		const char *message = sqlite3_errmsg(lease->handle->db);

		/* a cancel looks like a refusal by the authorizer */
		CHECK_FOR_INTERRUPTS();
		*failure = sqf_readable(message, strlen(message));
		return NULL;
	}
	return sqf_statement_adopt(lease, raw, sql);
}

/*
 * sqf_statement_prepare is the same, but throws if SQLite refuses.
 */
SqfStatement *
sqf_statement_prepare(SqfLease *lease, const char *sql)
{
	char	   *failure;
	SqfStatement *statement = sqf_statement_try_prepare(lease, sql, &failure);

	if (statement == NULL)
	{
		struct sqlite3 *db = lease->handle->db;

		sqf_error_raise(lease->source, db, sqlite3_extended_errcode(db), sql);
	}
	return statement;
}

/*
 * sqf_statement_prepare_kept is the same for SQL that will be run again and
 * again: the handle remembers what it compiled.
 */
SqfStatement *
sqf_statement_prepare_kept(SqfLease *lease, const char *sql)
{
	SqfStatementCache *cache;
	SqfKeptStatement *kept;
	SqfStatement *statement;

	check_lease(lease);
	cache = &lease->handle->cache;
	kept = sqf_statement_cache_take(cache, sql);
	if (kept != NULL)
	{
		statement = sqf_statement_adopt(lease, kept->raw, sql);
		statement->kept = kept;
	}
	else
	{
		statement = sqf_statement_prepare(lease, sql);
		statement->kept = sqf_statement_cache_adopt(cache, sql, statement->raw);
	}
	return statement;
}

/* A step that ends if SQLite takes more memory than this execution may. */
static int
step_watched(SqfStatement *statement, struct sqlite3 *db)
{
	int			rc;

	if (unlikely(statement->memory_bound == 0))
		statement->memory_bound = sqf_open_memory_used() + statement->max_memory;
	sqf_open_watch_memory(statement->memory_bound);
	rc = sqf_alarm_step(db, statement->raw);
	statement->took_memory = sqf_open_unwatch_memory();
	return rc;
}

/*
 * One step; the result is SQLite's.  Other statements of the handle may take
 * their steps in between, so a limit of a statement's own is the handle's only as
 * long as the step lasts.
 */
static int
step(SqfStatement *statement)
{
	struct sqlite3 *db;
	int			of_handle;
	int			rc;

	if (statement->raw == NULL)
		sqf_error_raise_moved(statement->lease->source);
	db = statement->lease->handle->db;
	if (statement->max_length == 0)
		return step_watched(statement, db);

	of_handle = sqlite3_limit(db, SQLITE_LIMIT_LENGTH, statement->max_length);
	rc = step_watched(statement, db);
	sqlite3_limit(db, SQLITE_LIMIT_LENGTH, of_handle);
	return rc;
}

/*
 * sqf_statement_step moves to the next row; false when there is none left.
 * Throws on any failure, cancel included.
 */
bool
sqf_statement_step(SqfStatement *statement)
{
	int			rc = step(statement);

	if (rc == SQLITE_TOOBIG && statement->max_length != 0)
		sqf_error_raise_too_long(statement->lease->source,
								 statement->max_length, statement->sql);
	if (rc == SQLITE_INTERRUPT && statement->took_memory)
		sqf_error_raise_too_much_memory(statement->lease->source,
										statement->max_memory, statement->sql);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		sqf_error_raise(statement->lease->source,
						sqlite3_db_handle(statement->raw), rc, statement->sql);
	return rc == SQLITE_ROW;
}

/*
 * sqf_statement_try_step is the same, but if SQLite fails, *failure tells why
 * (palloc'd); it is NULL otherwise.  A cancel throws nevertheless.
 */
bool
sqf_statement_try_step(SqfStatement *statement, char **failure)
{
	int			rc = step(statement);
	const char *message;

	*failure = NULL;
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
	{
		CHECK_FOR_INTERRUPTS();
		message = statement->took_memory ? "it takes too much memory" :
			(rc & 0xff) == SQLITE_INTERRUPT ? "it takes too long" :
			sqlite3_errmsg(sqlite3_db_handle(statement->raw));
		*failure = sqf_readable(message, strlen(message));
	}
	return rc == SQLITE_ROW;
}

/*
 * sqf_statement_reset makes the next step give the first row again.
 */
void
sqf_statement_reset(SqfStatement *statement)
{
	/* the result code repeats that of the last step, which was reported */
	if (statement->raw != NULL)
		(void) sqlite3_reset(statement->raw);
	statement->memory_bound = 0;
}

/*
 * sqf_statement_finish frees what SQLite holds for a statement, or keeps it for
 * the next one with this SQL; the memory goes with its context.  Harmless if done twice; does not throw.
 */
void
sqf_statement_finish(SqfStatement *statement)
{
	if (statement->raw == NULL)
		return;
	sqf_alarm_stop();
	dlist_delete(&statement->node);
	if (statement->kept != NULL)
		sqf_statement_cache_give_back(statement->kept);
	else
		(void) sqlite3_finalize(statement->raw);
	statement->raw = NULL;
}

static void
check_bound(const SqfStatement *statement, int rc)
{
	if (rc != SQLITE_OK)
		sqf_error_raise(statement->lease->source,
						sqlite3_db_handle(statement->raw), rc, statement->sql);
}

/*
 * sqf_statement_bind_int64 binds a number to a parameter, counted from 1.
 */
void
sqf_statement_bind_int64(SqfStatement *statement, int parameter, int64 value)
{
	check_bound(statement, sqlite3_bind_int64(statement->raw, parameter, value));
}

/*
 * sqf_statement_bind_double, and those that follow, are the same for the other
 * storage classes; bytes are copied.
 */
void
sqf_statement_bind_double(SqfStatement *statement, int parameter, double value)
{
	check_bound(statement, sqlite3_bind_double(statement->raw, parameter, value));
}

void
sqf_statement_bind_utf8(SqfStatement *statement, int parameter,
						const char *text, int len)
{
	check_bound(statement, sqlite3_bind_text(statement->raw, parameter, text,
											 len, SQLITE_TRANSIENT));
}

void
sqf_statement_bind_blob(SqfStatement *statement, int parameter,
						const char *bytes, int len)
{
	/* a NULL pointer would bind NULL */
	check_bound(statement, sqlite3_bind_blob(statement->raw, parameter, bytes,
											 len, SQLITE_TRANSIENT));
}

void
sqf_statement_bind_null(SqfStatement *statement, int parameter)
{
	check_bound(statement, sqlite3_bind_null(statement->raw, parameter));
}

/*
 * sqf_statement_bind_text binds a string in the server's encoding to a
 * parameter, counted from 1.
 */
void
sqf_statement_bind_text(SqfStatement *statement, int parameter,
						const char *text)
{
	char	   *utf8 = pg_server_to_any(text, strlen(text), PG_UTF8);

	check_bound(statement, sqlite3_bind_text(statement->raw, parameter, utf8, -1,
											 SQLITE_TRANSIENT));
	if (utf8 != text)
		pfree(utf8);
}

/*
 * sqf_statement_parameter_count returns the highest number of a parameter.
 */
int
sqf_statement_parameter_count(const SqfStatement *statement)
{
	return sqlite3_bind_parameter_count(statement->raw);
}

/*
 * sqf_statement_column_count returns how many columns a row has.
 */
int
sqf_statement_column_count(const SqfStatement *statement)
{
	return sqlite3_column_count(statement->raw);
}

/*
 * sqf_statement_column_name returns what SQLite calls a column, counted from 0.
 * The result is palloc'd.
 */
char *
sqf_statement_column_name(const SqfStatement *statement, int column)
{
	const char *utf8 = sqlite3_column_name(statement->raw, column);

	return utf8 != NULL ? sqf_readable(utf8, strlen(utf8)) : pstrdup("");
}

/*
 * sqf_statement_is_null tells whether a column, counted from 0, of the current
 * row is NULL.
 */
bool
sqf_statement_is_null(const SqfStatement *statement, int column)
{
	return sqlite3_column_type(statement->raw, column) == SQLITE_NULL;
}

/*
 * sqf_statement_class returns the storage class of a column of the current row.
 */
SqfStorageClass
sqf_statement_class(const SqfStatement *statement, int column)
{
	switch (sqlite3_column_type(statement->raw, column))
	{
		case SQLITE_INTEGER:
			return SQF_CLASS_INTEGER;
		case SQLITE_FLOAT:
			return SQF_CLASS_REAL;
		case SQLITE_TEXT:
			return SQF_CLASS_TEXT;
		case SQLITE_BLOB:
			return SQF_CLASS_BLOB;
		default:
			return SQF_CLASS_NULL;
	}
}

/*
 * The UTF-8 of a TEXT, or its bytes as they are where there is none.  SQLite is
 * not asked to convert UTF-16: it would repair what is invalid, in place.
 */
static const char *
get_text(const SqfStatement *statement, int column, int *len)
{
	struct sqlite3_stmt *raw = statement->raw;
	const char *text;

	if (statement->lease->handle->encoding == SQF_ENCODING_UTF16)
	{
		const void *units = sqlite3_column_text16(raw, column);
		int			bytes = sqlite3_column_bytes16(raw, column);

		text = units == NULL ? NULL : sqf_utf16_to_utf8(units, bytes / 2, len);

		if (text == NULL && units != NULL)
		{
			*len = bytes;
			return units;
		}
	}
	else
	{
		text = (const char *) sqlite3_column_text(raw, column);

		*len = sqlite3_column_bytes(raw, column);
	}
	if (text == NULL)
		sqf_error_raise_no_memory();
	return text;
}

/*
 * sqf_statement_bytes returns the bytes of a TEXT, as UTF-8 if it is valid, or of
 * a BLOB in the current row, valid until the next step.
 */
const char *
sqf_statement_bytes(const SqfStatement *statement, int column, int *len)
{
	if (sqlite3_column_type(statement->raw, column) == SQLITE_TEXT)
		return get_text(statement, column, len);
	return sqf_value_blob(sqlite3_column_value(statement->raw, column), len);
}

/*
 * sqf_statement_double returns a column of the current row as SQLite's own cast
 * to REAL gives it.
 */
double
sqf_statement_double(const SqfStatement *statement, int column)
{
	return sqlite3_column_double(statement->raw, column);
}

/*
 * sqf_statement_int64 returns a column of the current row as SQLite's own cast
 * to INTEGER gives it.
 */
int64
sqf_statement_int64(const SqfStatement *statement, int column)
{
	return sqlite3_column_int64(statement->raw, column);
}

/*
 * sqf_statement_text returns a column of the current row as a string, or NULL.
 * It is for names and messages, not for values: what the server's encoding
 * cannot hold comes as question marks.  The result is palloc'd.  Throws if SQLite
 * has no memory for it.
 */
char *
sqf_statement_text(const SqfStatement *statement, int column)
{
	const char *utf8;

	/* afterwards, what there was no memory for is NULL, too */
	if (sqf_statement_is_null(statement, column))
		return NULL;
	utf8 = (const char *) sqlite3_column_text(statement->raw, column);
	if (utf8 == NULL)
		sqf_error_raise_no_memory();
	return sqf_readable(utf8, strlen(utf8));
}

/*
 * sqf_statement_is_text tells whether a column of the current row is this very
 * text, in the server's encoding, so that SQLite would find it by it again.
 */
bool
sqf_statement_is_text(const SqfStatement *statement, int column,
					  const char *text)
{
	const char *utf8 = (const char *) sqlite3_column_text(statement->raw, column);
	char	   *sent = pg_server_to_any(text, strlen(text), PG_UTF8);

	return utf8 != NULL && strcmp(utf8, sent) == 0;
}

static void
append_bytes(StringInfo buf, const unsigned char *bytes, int len, int max_length)
{
	appendStringInfoString(buf, "x'");
	for (int i = 0; i < Min(len, max_length / 2); i++)
		appendStringInfo(buf, "%02x", bytes[i]);
	appendStringInfoChar(buf, '\'');
	if (len > max_length / 2)
		appendStringInfo(buf, "... (%d bytes)", len);
}

static void
append_text(StringInfo buf, const char *text, int len, int max_length)
{
	int			shown = Min(len, max_length);

	/* text that no PostgreSQL string can hold is shown by its bytes */
	if (memchr(text, '\0', len) != NULL ||
		pg_encoding_verifymbstr(PG_UTF8, text, len) < len)
	{
		append_bytes(buf, (const unsigned char *) text, len, max_length);
		return;
	}
	if (shown < len)
		shown = pg_encoding_mbcliplen(PG_UTF8, text, len, max_length);
	text = sqf_readable(text, shown);

	sqf_quote_append_literal(buf, text, strlen(text));
	if (shown < len)
		appendStringInfo(buf, "... (%d bytes)", len);
}

/*
 * sqf_statement_literal returns a column of the current row for a message: its
 * storage class and its value as SQLite writes it, at most about max_length
 * bytes of it.  The result is palloc'd.
 */
char *
sqf_statement_literal(const SqfStatement *statement, int column, int max_length)
{
	struct sqlite3_stmt *raw = statement->raw;
	char		number[DOUBLE_SHORTEST_DECIMAL_LEN];
	StringInfoData buf;
	const char *bytes;
	int			len;

	initStringInfo(&buf);
	switch (sqlite3_column_type(raw, column))
	{
		case SQLITE_INTEGER:
			appendStringInfo(&buf, "INTEGER %lld",
							 (long long) sqlite3_column_int64(raw, column));
			break;
		case SQLITE_FLOAT:
			double_to_shortest_decimal_buf(sqlite3_column_double(raw, column),
										   number);
			appendStringInfo(&buf, "REAL %s", number);
			break;
		case SQLITE_TEXT:
			bytes = sqf_statement_bytes(statement, column, &len);
			appendStringInfoString(&buf, "TEXT ");
			append_text(&buf, bytes, len, max_length);
			break;
		case SQLITE_BLOB:
			bytes = sqf_statement_bytes(statement, column, &len);
			appendStringInfoString(&buf, "BLOB ");
			append_bytes(&buf, (const unsigned char *) bytes, len, max_length);
			break;
		default:
			appendStringInfoString(&buf, "NULL");
			break;
	}
	return buf.data;
}

/*
 * sqf_statement_describe_key returns how a message names the current row:
 * "rowid 17", or the primary key.  key is the List of names of the columns from
 * first on.  The result is palloc'd.
 */
char *
sqf_statement_describe_key(const SqfStatement *statement, int first,
						   const List *key)
{
	StringInfoData buf;
	ListCell   *cell;

	initStringInfo(&buf);
	foreach(cell, key)
	{
		char	   *value = sqf_statement_literal(statement,
												  first + foreach_current_index(cell),
												  SQF_SHOWN_BYTES);
		char	   *space = strchr(value, ' ');

		/* "INTEGER 17" is plainly 17 */
		appendStringInfo(&buf, "%s%s %s", buf.len > 0 ? ", " : "",
						 strVal(lfirst(cell)), space != NULL ? space + 1 : value);
	}
	return buf.data;
}

/*
 * sqf_statement_rowid gets the current row's rowid, if that is its key; it is
 * what sqf_statement_row_id writes, without the words.
 */
bool
sqf_statement_rowid(const SqfStatement *statement, int first, const List *key,
					int64 *rowid)
{
	if (key == NIL || strcmp(strVal(linitial(key)), "rowid") != 0)
		return false;
	*rowid = sqf_statement_int64(statement, first);
	return true;
}

/*
 * sqf_statement_row_id returns what finds the current row again in SQLite: the
 * number of a rowid, else a condition on the key; NULL if there is no key.  key
 * is the List of names of the columns from first on.  The result is palloc'd.
 */
char *
sqf_statement_row_id(const SqfStatement *statement, int first, const List *key)
{
	StringInfoData buf;
	ListCell   *cell;
	int64		rowid;

	if (key == NIL)
		return NULL;
	if (sqf_statement_rowid(statement, first, key, &rowid))
		return psprintf("%lld", (long long) rowid);

	initStringInfo(&buf);
	foreach(cell, key)
	{
		int			column = first + foreach_current_index(cell);

		appendStringInfoString(&buf, buf.len > 0 ? " AND " : "");
		sqf_quote_append_identifier(&buf, strVal(lfirst(cell)));
		appendStringInfoString(&buf, sqf_statement_is_null(statement, column) ?
							   " IS " : " = ");
		sqf_literal_append(&buf, sqlite3_column_value(statement->raw, column),
						   statement->lease->handle->encoding);
	}
	return sqf_readable(buf.data, buf.len);
}
