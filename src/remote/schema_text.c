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

#include <sqlite3.h>

#include "remote/remembered.h"
#include "remote/schema_text.h"
#include "remote/statement.h"

/*
 * Indexes of constraints have no text; the order is that of creation.  SQLite does
 * not look at all of a row that somebody has forged.
 */
#define LIST_TEXTS \
	"SELECT s.type, s.name, s.tbl_name, s.sql FROM sqlite_schema AS s" \
	" WHERE s.sql <> '' AND s.type IS NOT NULL AND s.name IS NOT NULL" \
	" AND s.tbl_name IS NOT NULL ORDER BY s.rowid"

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

/* What a snapshot of a file has; it is read once, and goes with the snapshot. */
struct SqfSchemaTexts
{
	SqfRemembered *remembered;
	List	   *all;			/* SqfSchemaText, in the order of creation */
	SqfSchemaText **by_table;	/* the same, those of a table beside each other */
};

static List *
read_texts(SqfLease *lease)
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
		text->position = list_length(texts);
		texts = lappend(texts, text);
	}
	sqf_statement_finish(statement);
	return texts;
}

static int
compare_texts(const void *a, const void *b)
{
	const SqfSchemaText *left = *(SqfSchemaText *const *) a;
	const SqfSchemaText *right = *(SqfSchemaText *const *) b;
	int			order = sqlite3_stricmp(left->table, right->table);

	return order != 0 ? order : left->position - right->position;
}

static SqfSchemaTexts *
create_texts(SqfLease *lease)
{
	SqfRemembered *remembered = sqf_remembered_create("sqlite_fdw schema texts");
	MemoryContext old = MemoryContextSwitchTo(remembered->context);
	SqfSchemaTexts *texts = palloc(sizeof(SqfSchemaTexts));
	int			count;
	ListCell   *cell;

	texts->remembered = remembered;
	texts->all = read_texts(lease);
	count = list_length(texts->all);
	texts->by_table = palloc(Max(count, 1) * sizeof(SqfSchemaText *));
	foreach(cell, texts->all)
		texts->by_table[foreach_current_index(cell)] = lfirst(cell);
	qsort(texts->by_table, count, sizeof(SqfSchemaText *), compare_texts);
	MemoryContextSwitchTo(old);
	return texts;
}

static const SqfSchemaTexts *
find_texts(SqfLease *lease)
{
	SqfHandle  *handle = lease->handle;

	if (handle == NULL || handle->schema_texts == NULL)
	{
		SqfSchemaTexts *texts = create_texts(lease);

		handle = lease->handle;
		sqf_remembered_keep(texts->remembered);
		handle->schema_texts = texts;
	}
	sqf_remembered_use(handle->schema_texts->remembered);
	return handle->schema_texts;
}

/*
 * sqf_schema_texts returns a List of SqfSchemaText of all that has a text, in the
 * order in which it was made.  It stays valid until the current memory context
 * ends, and is not to be changed.
 */
const List *
sqf_schema_texts(SqfLease *lease)
{
	return find_texts(lease)->all;
}

/* The first position of a table's texts, or where they would be. */
static int
find_first(const SqfSchemaTexts *texts, const char *table)
{
	int			from = 0;
	int			to = list_length(texts->all);

	while (from < to)
	{
		int			middle = (from + to) / 2;

		if (sqlite3_stricmp(texts->by_table[middle]->table, table) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/*
 * sqf_schema_texts_of returns those of a type that belong to a table or view, as
 * SQLite compares names; they stay valid as above.  The List is palloc'd.
 */
List *
sqf_schema_texts_of(SqfLease *lease, const char *type, const char *table)
{
	const SqfSchemaTexts *texts = find_texts(lease);
	List	   *found = NIL;

	for (int i = find_first(texts, table); i < list_length(texts->all); i++)
	{
		SqfSchemaText *text = texts->by_table[i];

		if (sqlite3_stricmp(text->table, table) != 0)
			break;
		if (strcmp(text->type, type) == 0)
			found = lappend(found, text);
	}
	return found;
}

/*
 * sqf_schema_texts_forget forgets the texts of a file.  Does not throw.
 */
void
sqf_schema_texts_forget(SqfHandle *handle)
{
	if (handle->schema_texts == NULL)
		return;
	sqf_remembered_forget(handle->schema_texts->remembered);
	handle->schema_texts = NULL;
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
