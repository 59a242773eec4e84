/*-------------------------------------------------------------------------
 *
 * schema_text.c
 *	  What a SQLite file keeps of the statements that made its tables.
 *
 * IDENTIFICATION
 *	  src/remote/schema_text.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "remote/schema_text.h"
#include "remote/statement.h"

/* Indexes of constraints have no text; the order is that of creation. */
#define LIST_TEXTS \
	"SELECT s.type, s.name, s.tbl_name, s.sql FROM sqlite_schema AS s" \
	" WHERE s.sql IS NOT NULL ORDER BY s.rowid"

enum TextColumn
{
	TEXT_TYPE,
	TEXT_NAME,
	TEXT_TABLE,
	TEXT_SQL
};

/* The table is there as soon as one is declared AUTOINCREMENT. */
#define FIND_LAST_ROWID \
	"SELECT s.seq FROM main.sqlite_sequence AS s WHERE s.name = ?1 COLLATE NOCASE"

/*
 * sqf_schema_texts returns a List of SqfSchemaText of all that has a text, in the
 * order in which it was made.  All is palloc'd.
 */
List *
sqf_schema_texts(SqfLease *lease)
{
	SqfStatement *statement = sqf_statement_prepare(lease, LIST_TEXTS);
	List	   *texts = NIL;

	while (sqf_statement_step(statement))
	{
		SqfSchemaText *text = palloc(sizeof(SqfSchemaText));

		text->type = sqf_statement_text(statement, TEXT_TYPE);
		text->name = sqf_statement_text(statement, TEXT_NAME);
		text->table = sqf_statement_text(statement, TEXT_TABLE);
		text->sql = sqf_statement_text(statement, TEXT_SQL);
		texts = lappend(texts, text);
	}
	sqf_statement_finish(statement);
	return texts;
}

/*
 * sqf_schema_last_rowid finds the largest row id that an AUTOINCREMENT table ever
 * had; false if SQLite did not note one.
 */
bool
sqf_schema_last_rowid(SqfLease *lease, const char *table, int64 *rowid)
{
	char	   *failure;
	SqfStatement *statement = sqf_statement_try_prepare(lease, FIND_LAST_ROWID,
														&failure);
	bool		is_noted;

	if (statement == NULL)
		return false;
	sqf_statement_bind_text(statement, 1, table);
	is_noted = sqf_statement_step(statement) &&
		sqf_statement_class(statement, 0) == SQF_CLASS_INTEGER;
	if (is_noted)
		*rowid = sqf_statement_int64(statement, 0);
	sqf_statement_finish(statement);
	return is_noted;
}
