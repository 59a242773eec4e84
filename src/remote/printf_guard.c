/*-------------------------------------------------------------------------
 *
 * printf_guard.c
 *	  SQLite's printf() is asked first how far it would count.
 *
 * printf('%.2000000000c', 'x') appends one letter after the other.  Old libraries
 * go on when the text is too long already, for half a minute, in one step of
 * SQLite's machine, which no cancel ends.  There, printf() and format() are ours:
 * they refuse such a call, and give every other one to SQLite's own, which the
 * handle cannot reach any more under that name, so it is called on a database in
 * memory.
 *
 * All of it runs within a step of SQLite's, so nothing here throws.
 *
 * IDENTIFICATION
 *	  src/remote/printf_guard.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <sqlite3.h>

#include "remote/printf_guard.h"

/* Libraries from here on end when the text is too long. */
#define SQLITE_WITH_SHORT_PRINTF	3046000

/* The database in memory, and the statement for the last number of arguments. */
typedef struct Original
{
	sqlite3    *db;
	sqlite3_stmt *call;
	int			count;
} Original;

/* The arguments that a format takes one after the other. */
typedef struct Arguments
{
	sqlite3_value **values;
	int			count;
	int			next;
} Arguments;

static int64
take_number(Arguments *arguments)
{
	if (arguments->next >= arguments->count)
		return 0;
	return sqlite3_value_int(arguments->values[arguments->next++]);
}

/* How often "%c" is repeated; *p stands behind the point, and moves on. */
static int64
read_precision(const char **p, Arguments *arguments)
{
	int64		precision = 0;

	if (**p == '*')
	{
		(*p)++;
		precision = take_number(arguments);
		return precision < 0 ? -precision : precision;
	}
	for (; **p >= '0' && **p <= '9'; (*p)++)
		precision = (precision * 10 + (**p - '0')) & PG_UINT32_MAX;
	return precision & PG_INT32_MAX;
}

/* The letters that all "%c" of a format make; it is read as SQLite reads it. */
static int64
count_letters(const char *format, Arguments *arguments)
{
	int64		letters = 0;

	while ((format = strchr(format, '%')) != NULL)
	{
		int64		precision = 0;

		for (format++; *format != '\0' && strchr("-+ #!0,123456789*.l", *format) != NULL;)
		{
			char		c = *format++;

			if (c == '*')
				(void) take_number(arguments);
			else if (c == '.')
				precision = read_precision(&format, arguments);
		}
		/* SQLite ends at what it does not know */
		if (*format == '\0' || strchr("%nrdiuoxXpsqQwzfeEgGc", *format) == NULL)
			break;
		if (*format == 'c')
			letters += precision;
		if (*format != '%' && *format != 'n')
			arguments->next++;
		format++;
	}
	return letters;
}

/* The statement that calls SQLite's own function; NULL if there is no memory. */
static sqlite3_stmt *
prepare_call(Original *original, int count)
{
	sqlite3_str *sql;
	char	   *text;

	if (original->call != NULL && original->count == count)
		return original->call;
	(void) sqlite3_finalize(original->call);
	original->call = NULL;
	if (original->db == NULL &&
		sqlite3_open_v2(":memory:", &original->db,
						SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
		return NULL;

	sql = sqlite3_str_new(original->db);
	sqlite3_str_appendall(sql, "SELECT printf(");
	for (int i = 1; i <= count; i++)
		sqlite3_str_appendf(sql, i == 1 ? "?%d" : ", ?%d", i);
	sqlite3_str_appendall(sql, ")");
	text = sqlite3_str_finish(sql);
	if (text == NULL ||
		sqlite3_prepare_v2(original->db, text, -1, &original->call, NULL) != SQLITE_OK)
		original->call = NULL;
	sqlite3_free(text);
	original->count = count;
	return original->call;
}

/* The function that SQL calls. */
static void
guarded_printf(sqlite3_context *context, int count, sqlite3_value **values)
{
	sqlite3_stmt *call = prepare_call(sqlite3_user_data(context), count);
	int			limit = sqlite3_limit(sqlite3_context_db_handle(context),
									  SQLITE_LIMIT_LENGTH, -1);
	Arguments	arguments = {.values = values,.count = count,.next = 1};
	int			rc = call == NULL ? SQLITE_NOMEM : SQLITE_OK;
	const char *format;

	for (int i = 0; i < count && rc == SQLITE_OK; i++)
		rc = sqlite3_bind_value(call, i + 1, values[i]);
	if (rc != SQLITE_OK)
	{
		sqlite3_result_error_code(context, rc);
		return;
	}
	format = count > 0 ? (const char *) sqlite3_value_text(values[0]) : NULL;
	if (format != NULL && count_letters(format, &arguments) > limit)
		sqlite3_result_error_toobig(context);
	else
	{
		(void) sqlite3_limit(sqlite3_db_handle(call), SQLITE_LIMIT_LENGTH, limit);
		rc = sqlite3_step(call);
		if (rc == SQLITE_ROW)
			sqlite3_result_value(context, sqlite3_column_value(call, 0));
		else
			sqlite3_result_error_code(context, rc);
		(void) sqlite3_reset(call);
	}
	(void) sqlite3_clear_bindings(call);
}

static void
free_original(void *arg)
{
	Original   *original = arg;

	(void) sqlite3_finalize(original->call);
	(void) sqlite3_close_v2(original->db);
	sqlite3_free(original);
}

/*
 * sqf_printf_guard_install puts printf() and format() on a handle where the
 * library needs it; what they hold ends with the handle.  Returns SQLite's result
 * code.
 */
int
sqf_printf_guard_install(struct sqlite3 *db)
{
	static const char *const names[] = {"printf", "format"};

	if (sqlite3_libversion_number() >= SQLITE_WITH_SHORT_PRINTF)
		return SQLITE_OK;
	for (size_t i = 0; i < lengthof(names); i++)
	{
		Original   *original = sqlite3_malloc(sizeof(Original));
		int			rc;

		if (original == NULL)
			return SQLITE_NOMEM;
		memset(original, 0, sizeof(Original));
		/* frees it also if it fails */
		rc = sqlite3_create_function_v2(db, names[i], -1,
										SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
										original, guarded_printf, NULL, NULL,
										free_original);
		if (rc != SQLITE_OK)
			return rc;
	}
	return SQLITE_OK;
}
