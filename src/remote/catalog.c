/*-------------------------------------------------------------------------
 *
 * catalog.c
 *	  The tables of a SQLite file are found and described here.
 *
 * SQLite's pragmas answer, as table-valued functions with bound names.  One odd
 * object, such as a view over a table that is gone or a virtual table whose
 * module is not there, must not keep the others from being seen.
 *
 * IDENTIFICATION
 *	  src/remote/catalog.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <sqlite3.h>

#include "mb/pg_wchar.h"
#include "remote/catalog.h"
#include "remote/index.h"
#include "remote/quote.h"
#include "remote/readable.h"
#include "remote/statement.h"
#include "remote/table_options.h"

/* The SQL of a virtual table names its module. */
#define LIST_TABLES \
	"SELECT l.name, l.type, l.wr, l.strict, s.sql" \
	" FROM pragma_table_list AS l" \
	" LEFT JOIN sqlite_schema AS s ON s.name = l.name AND s.type IN ('table', 'view')" \
	" WHERE l.schema = 'main'"

/* sqlite_sequence, sqlite_stat1 and their like are SQLite's own. */
#define MADE_BY_USERS \
	" AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"

/*
 * One table or view.  PRAGMA table_list would compile every view of the file on
 * the way, and those that are broken again for each of the others.
 */
#define FIND_TABLE \
	"SELECT s.name, s.type, 0, 0, s.sql FROM sqlite_schema AS s" \
	" WHERE s.type IN ('table', 'view') AND s.name = ?1 COLLATE NOCASE"

enum ListColumn
{
	LIST_NAME,
	LIST_TYPE,
	LIST_WITHOUT_ROWID,
	LIST_STRICT,
	LIST_SQL
};

/* Of PRAGMA table_xinfo. */
enum DescribeColumn
{
	DESCRIBE_NAME = 1,
	DESCRIBE_TYPE,
	DESCRIBE_NOT_NULL,
	DESCRIBE_DEFAULT,
	DESCRIBE_KEY,
	DESCRIBE_HIDDEN
};

#define LIST_FOREIGN_KEYS \
	"SELECT f.\"from\", f.\"table\", f.\"to\", f.seq" \
	" FROM pragma_foreign_key_list(?1, 'main') AS f ORDER BY f.id, f.seq"

enum ForeignKeyColumn
{
	FOREIGN_KEY_FROM,
	FOREIGN_KEY_TABLE,
	FOREIGN_KEY_TO,
	FOREIGN_KEY_POSITION
};

/* The first version that gives columns of views a type by their affinity. */
#define SQLITE_WITH_VIEW_TYPES	3041000

#define VIRTUAL_PREFIX	"CREATE VIRTUAL TABLE "

/* The kind by what either of the two lists says. */
static SqfTableKind
parse_kind(const char *type, const char *sql)
{
	if (strcmp(type, "view") == 0)
		return SQF_TABLE_VIEW;
	if (strcmp(type, "shadow") == 0)
		return SQF_TABLE_SHADOW;
	if (sql != NULL &&
		pg_strncasecmp(sql, VIRTUAL_PREFIX, strlen(VIRTUAL_PREFIX)) == 0)
		return SQF_TABLE_VIRTUAL;
	return SQF_TABLE_ORDINARY;
}

/* Skip a name as it is written in SQL, quoted in any of SQLite's ways or not. */
static const char *
skip_name(const char *p)
{
	char		close = *p == '[' ? ']' : *p;

	if (*p == '\0' || strchr("\"`'[", *p) == NULL)
		return p + strcspn(p, " \t\r\n");
	for (p++; *p != '\0'; p++)
		if (*p == close && (close == ']' || *++p != close))
			return *p == ']' ? p + 1 : p;
	return p;
}

/* SQLite keeps "CREATE VIRTUAL TABLE name USING module(...)" in this order. */
static char *
parse_module(const char *sql)
{
	static const char using[] = "USING";
	const char *p = skip_name(sql + strlen(VIRTUAL_PREFIX));

	p += strspn(p, " \t\r\n");
	if (pg_strncasecmp(p, using, strlen(using)) != 0)
		return NULL;
	p += strlen(using);
	p += strspn(p, " \t\r\n");
	return pnstrdup(p, strcspn(p, " \t\r\n("));
}

static SqfTable *
read_table(const SqfStatement *row)
{
	SqfTable   *table = palloc0(sizeof(SqfTable));
	char	   *sql = sqf_statement_text(row, LIST_SQL);

	table->name = sqf_statement_text(row, LIST_NAME);
	table->kind = parse_kind(sqf_statement_text(row, LIST_TYPE), sql);
	table->without_rowid = sqf_statement_int64(row, LIST_WITHOUT_ROWID) != 0;
	table->strict = sqf_statement_int64(row, LIST_STRICT) != 0;
	if (table->kind == SQF_TABLE_VIRTUAL)
		table->module = parse_module(sql);
	return table;
}

/* What PRAGMA table_list would tell of one table. */
static void
read_options(const SqfStatement *row, SqfTable *table)
{
	const char *sql = (const char *) sqlite3_column_text(row->raw, LIST_SQL);

	if (table->kind == SQF_TABLE_ORDINARY && sql != NULL)
		sqf_table_options_parse(sql, &table->strict, &table->without_rowid);
}

/*
 * sqf_catalog_tables returns a List of SqfTable of all that users made, by name,
 * without their columns.  All is palloc'd in the current memory context.
 */
List *
sqf_catalog_tables(SqfLease *lease)
{
	SqfStatement *statement =
		sqf_statement_prepare(lease,
							  LIST_TABLES MADE_BY_USERS " ORDER BY l.name");
	List	   *tables = NIL;

	while (sqf_statement_step(statement))
		tables = lappend(tables, read_table(statement));
	sqf_statement_finish(statement);
	return tables;
}

/*
 * sqf_catalog_find returns the table or view of this name, as SQLite compares
 * names, without its columns; NULL if there is none.  SQLite's own tables are
 * found too.
 */
SqfTable *
sqf_catalog_find(SqfLease *lease, const char *name)
{
	SqfStatement *statement =
		sqf_statement_prepare(lease, FIND_TABLE);
	SqfTable   *table = NULL;

	sqf_statement_bind_text(statement, 1, name);
	if (sqf_statement_step(statement))
	{
		table = read_table(statement);
		read_options(statement, table);
	}
	sqf_statement_finish(statement);
	return table;
}

/*
 * sqf_catalog_pragma prepares a pragma about the table or index of this name,
 * which must be there.  The virtual table of the same name would be slower: SQLite
 * makes one in each handle.  The caller finishes the statement.
 */
SqfStatement *
sqf_catalog_pragma(SqfLease *lease, const char *pragma, const char *name)
{
	StringInfoData sql;
	SqfStatement *statement;

	initStringInfo(&sql);
	appendStringInfo(&sql, "PRAGMA main.%s(", pragma);
	sqf_quote_append_identifier(&sql, name);
	appendStringInfoChar(&sql, ')');
	statement = sqf_statement_prepare(lease, sql.data);
	pfree(sql.data);
	return statement;
}

/*
 * The collation that a column declares.  SQLite is asked by the name as it has
 * it, which the server's encoding may not be able to write.
 */
static char *
find_collation(const SqfStatement *row, const SqfTable *table)
{
	const char *column = (const char *) sqlite3_column_text(row->raw, DESCRIBE_NAME);
	char	   *name = pg_server_to_any(table->name, strlen(table->name), PG_UTF8);
	const char *collation;

	if (table->kind == SQF_TABLE_VIEW ||
		sqlite3_table_column_metadata(row->lease->handle->db, "main", name,
									  column, NULL, &collation, NULL, NULL,
									  NULL) != SQLITE_OK)
		return NULL;
	return sqf_readable(collation, strlen(collation));
}

/* So many digits are an INTEGER, more may be a REAL. */
#define MAX_INTEGER_DIGITS	18

/* Is this SQL of a DEFAULT a number, with a fraction or without? */
static bool
is_number(const char *sql, bool may_have_fraction)
{
	const char *digits = "0123456789";
	size_t		length;

	sql += *sql == '-' || *sql == '+';
	length = strspn(sql, digits);
	sql += length;
	if (may_have_fraction && *sql == '.')
		sql += 1 + strspn(sql + 1, digits);
	return length > 0 && length <= MAX_INTEGER_DIGITS && *sql == '\0';
}

/* Is it one string? */
static bool
is_string(const char *sql)
{
	if (*sql++ != '\'')
		return false;
	while ((sql = strchr(sql, '\'')) != NULL && sql[1] == '\'')
		sql += 2;
	return sql != NULL && sql[1] == '\0';
}

/*
 * ALTER TABLE ADD COLUMN does not compare the DEFAULT with the type, and gives it
 * to all rows that are there.  So it must be seen to be of the right class.
 */
static bool
default_keeps_type(const SqfColumn *column)
{
	const char *sql = column->default_value;

	if (sql == NULL || pg_strcasecmp(sql, "NULL") == 0)
		return true;
	switch (column->affinity)
	{
		case SQF_AFFINITY_INTEGER:
			return is_number(sql, false);
		case SQF_AFFINITY_REAL:
			return is_number(sql, true);
		case SQF_AFFINITY_TEXT:
			return is_string(sql);
		default:
			return false;
	}
}

/* Generated columns are not checked even in a STRICT table. */
static bool
keeps_type(const SqfTable *table, const SqfColumn *column)
{
	return table->strict && column->kind == SQF_COLUMN_ORDINARY &&
		pg_strcasecmp(column->declared_type, "ANY") != 0 &&
		default_keeps_type(column);
}

static void
read_column(const SqfStatement *row, const SqfTable *table, SqfColumn *column)
{
	char	   *type = sqf_statement_text(row, DESCRIBE_TYPE);

	column->name = sqf_statement_text(row, DESCRIBE_NAME);
	/* newer libraries call a view's column without a type a BLOB */
	if (type == NULL ||
		(table->kind == SQF_TABLE_VIEW && strcmp(type, "BLOB") == 0 &&
		 sqlite3_libversion_number() >= SQLITE_WITH_VIEW_TYPES))
		type = pstrdup("");
	column->declared_type = type;
	column->affinity = sqf_affinity_of(column->declared_type);
	column->not_null = sqf_statement_int64(row, DESCRIBE_NOT_NULL) != 0;
	column->key_position = sqf_statement_int64(row, DESCRIBE_KEY);
	column->default_value = sqf_statement_text(row, DESCRIBE_DEFAULT);
	column->kind = (SqfColumnKind) sqf_statement_int64(row, DESCRIBE_HIDDEN);
	column->collation = find_collation(row, table);
	column->is_rowid_alias = false;
	column->keeps_type = keeps_type(table, column);
	column->has_usable_name = sqf_statement_is_text(row, DESCRIBE_NAME,
													column->name);
}

/* Does SQLite know how to read a column of the table, or * ? */
static bool
can_be_read(SqfLease *lease, const SqfTable *table, const char *column,
			char **failure)
{
	StringInfoData sql;
	SqfStatement *statement;

	initStringInfo(&sql);
	appendStringInfo(&sql, "SELECT r1.%s FROM main.", column);
	sqf_quote_append_identifier(&sql, table->name);
	appendStringInfoString(&sql, " AS r1");
	statement = sqf_statement_try_prepare(lease, sql.data, failure);
	pfree(sql.data);
	if (statement == NULL)
		return false;
	sqf_statement_finish(statement);
	return true;
}

/*
 * A row id has three names, each of which a column may take away; a table
 * WITHOUT ROWID has none of them.
 */
static const char *
find_rowid_name(SqfLease *lease, const SqfTable *table)
{
	static const char *const names[] = {"rowid", "_rowid_", "oid"};
	char	   *failure;

	if (table->kind == SQF_TABLE_VIEW)
		return NULL;
	for (size_t i = 0; i < lengthof(names); i++)
		if (sqf_catalog_column(table, names[i]) == NULL)
			return can_be_read(lease, table, names[i], &failure) ? names[i] : NULL;
	return NULL;
}

static int
compare_key_positions(const ListCell *a, const ListCell *b)
{
	return ((const SqfColumn *) lfirst(a))->key_position -
		((const SqfColumn *) lfirst(b))->key_position;
}

/* The primary key, apart from the columns, some of which may not be read. */
static List *
copy_key(const SqfTable *table)
{
	List	   *key = NIL;

	for (int i = 0; i < table->column_count; i++)
		if (table->columns[i].key_position > 0)
		{
			SqfColumn  *column = palloc(sizeof(SqfColumn));

			*column = table->columns[i];
			key = lappend(key, column);
		}
	list_sort(key, compare_key_positions);
	return key;
}

/*
 * An INTEGER PRIMARY KEY is the row id by another name, and needs no index; an
 * INTEGER PRIMARY KEY DESC has one, and may be NULL.
 */
static void
mark_rowid_alias(SqfLease *lease, SqfTable *table)
{
	SqfColumn  *column;

	if (table->rowid_name == NULL || list_length(table->key) != 1)
		return;
	column = (SqfColumn *)
		sqf_catalog_column(table, ((SqfColumn *) linitial(table->key))->name);
	Assert(column != NULL);
	if (pg_strcasecmp(column->declared_type, "INTEGER") != 0)
		return;
	column->is_rowid_alias = !sqf_index_has_key(lease, table);
}

/*
 * sqf_catalog_read_columns fills in the columns of a table.  If SQLite cannot
 * read the table the result is false, and *failure tells why (palloc'd).
 */
bool
sqf_catalog_read_columns(SqfLease *lease, SqfTable *table, char **failure)
{
	SqfStatement *statement;
	int			capacity = 16;

	if (!can_be_read(lease, table, "*", failure))
		return false;

	table->columns = palloc(capacity * sizeof(SqfColumn));
	statement = sqf_catalog_pragma(lease, "table_xinfo", table->name);
	while (sqf_statement_step(statement))
	{
		if (table->column_count == capacity)
		{
			capacity *= 2;
			table->columns = repalloc(table->columns,
									  capacity * sizeof(SqfColumn));
		}
		read_column(statement, table, &table->columns[table->column_count++]);
	}
	sqf_statement_finish(statement);
	table->rowid_name = find_rowid_name(lease, table);
	table->key = copy_key(table);
	mark_rowid_alias(lease, table);
	return true;
}

/*
 * sqf_catalog_column returns the column of this name, as SQLite compares names,
 * or NULL.
 */
const SqfColumn *
sqf_catalog_column(const SqfTable *table, const char *name)
{
	for (int i = 0; i < table->column_count; i++)
		if (pg_strcasecmp(table->columns[i].name, name) == 0)
			return &table->columns[i];
	return NULL;
}

/*
 * sqf_catalog_foreign_keys returns a List of the SqfForeignKeyParts of all
 * foreign keys of a table.
 */
List *
sqf_catalog_foreign_keys(SqfLease *lease, const SqfTable *table)
{
	SqfStatement *statement = sqf_statement_prepare(lease, LIST_FOREIGN_KEYS);
	List	   *parts = NIL;

	sqf_statement_bind_text(statement, 1, table->name);
	while (sqf_statement_step(statement))
	{
		SqfForeignKeyPart *part = palloc(sizeof(SqfForeignKeyPart));

		part->column = sqf_statement_text(statement, FOREIGN_KEY_FROM);
		part->parent_table = sqf_statement_text(statement, FOREIGN_KEY_TABLE);
		part->parent_column = sqf_statement_text(statement, FOREIGN_KEY_TO);
		part->position = sqf_statement_int64(statement, FOREIGN_KEY_POSITION);
		parts = lappend(parts, part);
	}
	sqf_statement_finish(statement);
	return parts;
}
