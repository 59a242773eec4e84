/*-------------------------------------------------------------------------
 *
 * user_sql.c
 *	  What a statement must be that a user wrote, and not we.
 *
 * The authorizer judges it like those of a file's views: it reads, and calls
 * nothing that has side effects.  Beyond that it must be one statement, return
 * rows, and have no parameters; BEGIN and COMMIT, which the authorizer lets
 * through, would end the snapshot of everybody who reads the file.
 *
 * SQLite sees a cancel between two of its steps, not within a function, so a
 * user's statement gets limits under which most functions end soon: of its text,
 * and of the values that it meets or makes.  What it collects of them is limited,
 * too.
 *
 * IDENTIFICATION
 *	  src/remote/user_sql.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <sqlite3.h>

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "remote/affinity.h"
#include "remote/authorizer.h"
#include "remote/compat.h"
#include "remote/error.h"
#include "remote/user_sql.h"

/* Some values of SQF_SHORT_VALUE. */
#define MAX_MEMORY			((int64) 256 * 1024 * 1024)

/* To compile this much takes half a second. */
#define MAX_SQL_LENGTH		(1024 * 1024)

/* The end of a comment that begins here, or NULL if none does. */
static const char *
find_comment_end(const char *text)
{
	const char *end;

	if (text[0] == '-' && text[1] == '-')
		return text + strcspn(text, "\n");
	if (text[0] != '/' || text[1] != '*')
		return NULL;
	end = strstr(text + 2, "*/");
	return end != NULL ? end + 2 : text + strlen(text);
}

/* Past all that is no statement: blanks, semicolons and comments. */
static const char *
skip_nothings(const char *text)
{
	for (;;)
	{
		const char *end;

		text += strspn(text, " \t\n\f\r;");
		end = find_comment_end(text);
		if (end == NULL)
			return text;
		text = end;
	}
}

pg_noreturn static void
raise_empty(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_SYNTAX_ERROR),
			 errmsg("there is no SQLite statement in the text")));
}

/* What can be told before SQLite sees the text. */
static void
check_text(const char *utf8)
{
	if (strlen(utf8) > MAX_SQL_LENGTH)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the SQLite statement has more than %d bytes",
						MAX_SQL_LENGTH)));
	if (*utf8 == '\0')
		raise_empty();
}

/* SQLite, or the authorizer, does not take the statement. */
pg_noreturn static void
raise_refusal(const SqfLease *lease, int rc, const char *sql)
{
	struct sqlite3 *db = lease->handle->db;

	/* a cancel looks like a refusal */
	CHECK_FOR_INTERRUPTS();
	switch (sqf_authorizer_refusal())
	{
		case SQF_REFUSED_STATEMENT:
			sqf_error_raise_not_reading(lease->source, sql);
		case SQF_REFUSED_USE:
			sqf_error_raise_not_allowed(lease->source, db, sql);
		case SQF_REFUSED_NOTHING:
			sqf_error_raise(lease->source, db, rc, sql);
	}
	pg_unreachable();
}

/* What is told by the compiled statement, before its first step. */
static void
check_statement(const SqfStatement *statement, const char *tail)
{
	if (*skip_nothings(tail) != '\0')
		ereport(ERROR,
				(errcode(ERRCODE_SYNTAX_ERROR),
				 errmsg("there is more than one SQLite statement in the text"),
				 errhint("Call the function once for each.")));
	if (!sqlite3_stmt_readonly(statement->raw) ||
		sqlite3_column_count(statement->raw) == 0)
		sqf_error_raise_not_reading(statement->lease->source, statement->sql);
	if (sqlite3_bind_parameter_count(statement->raw) > 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_PARAMETER),
				 errmsg("the SQLite statement has parameters, and no values are given for them"),
				 errhint("Write the values into the text of the statement.")));
}

/*
 * sqf_user_sql_prepare compiles the one statement of a text that a user wrote,
 * under limits of its own.  It lives in the current memory context and ends with
 * it, or by sqf_statement_finish.  Throws unless the statement only reads.
 */
SqfStatement *
sqf_user_sql_prepare(SqfLease *lease, const char *sql)
{
	const char *utf8 = skip_nothings(pg_server_to_any(sql, strlen(sql), PG_UTF8));
	const char *tail;
	struct sqlite3_stmt *raw;
	SqfStatement *statement;
	int			rc;

	check_text(utf8);
	sqf_authorizer_forget_refusal();
	rc = sqf_statement_compile(lease, utf8, &raw, &tail);
	if (rc != SQLITE_OK)
		raise_refusal(lease, rc, sql);
	if (raw == NULL)
		raise_empty();
	statement = sqf_statement_adopt(lease, raw, sql);
	statement->max_length = SQF_SHORT_VALUE;
	statement->max_memory = MAX_MEMORY;
	check_statement(statement, tail);
	return statement;
}

static bool
is_declared_decimal(const char *declared)
{
	return pg_strncasecmp(declared, "NUM", 3) == 0 ||
		pg_strncasecmp(declared, "DEC", 3) == 0;
}

/* The type that reads what a declared column should hold. */
static const char *
type_of_declaration(const char *declared)
{
	if (is_declared_decimal(declared))
		return "numeric";
	switch (sqf_affinity_of(declared))
	{
		case SQF_AFFINITY_INTEGER:
			return "bigint";
		case SQF_AFFINITY_REAL:
			return "double precision";
		default:
			return "text";
	}
}

/*
 * sqf_user_sql_type returns the name of a PostgreSQL type for a column, counted
 * from 0: one that reads its value in the current row, if there is one, else what
 * was declared.
 */
const char *
sqf_user_sql_type(const SqfStatement *statement, int column, bool has_row)
{
	const char *declared = sqlite3_column_decltype(statement->raw, column);

	if (declared == NULL)
		declared = "";
	switch (has_row ? sqf_statement_class(statement, column) : SQF_CLASS_NULL)
	{
		case SQF_CLASS_INTEGER:
			return is_declared_decimal(declared) ? "numeric" : "bigint";
		case SQF_CLASS_REAL:
			return is_declared_decimal(declared) ? "numeric" : "double precision";
		case SQF_CLASS_TEXT:
			return "text";
		case SQF_CLASS_BLOB:
			return "bytea";
		case SQF_CLASS_NULL:
			return type_of_declaration(declared);
	}
	pg_unreachable();
}
