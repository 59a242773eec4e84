/*-------------------------------------------------------------------------
 *
 * orphans.c
 *	  Rows whose foreign key leads nowhere are found by SQLite itself.
 *
 * SQLite enforces foreign keys only where the application asks it to, on each
 * connection anew, so that orphans are common.
 *
 * IDENTIFICATION
 *	  src/migrate/orphans.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_constraint.h"
#include "executor/spi.h"
#include "foreign/text_set.h"
#include "lib/stringinfo.h"
#include "migrate/orphans.h"
#include "migrate/run_sql.h"
#include "migrate/subtransaction.h"
#include "miscadmin.h"
#include "nodes/bitmapset.h"
#include "remote/quote.h"
#include "remote/select.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/relcache.h"

static const SqfColumn *
find_column(const SqfSourceTable *source, Oid target, AttrNumber attnum)
{
	const char *name = get_attname(target, attnum, false);

	for (int i = 0; i < source->table->column_count; i++)
		if (strcmp(source->local_names[i], name) == 0)
			return &source->table->columns[i];
	return NULL;
}

static const SqfLoadedTable *
find_loaded(const SqfLoadedTables *loaded, Oid target)
{
	ListCell   *cell;

	foreach(cell, loaded->tables)
	{
		const SqfLoadedTable *table = lfirst(cell);

		if (table->target == target)
			return table;
	}
	return NULL;
}

/* The parent of the same name in the file. */
static bool
find_parent_by_name(const SqfSourceTable *source,
					const ForeignKeyCacheInfo *key, SqfKeyEnds *ends)
{
	char	   *failure;

	ends->parent = sqf_catalog_find(source->lease, get_rel_name(key->confrelid));
	if (ends->parent == NULL ||
		!sqf_catalog_read_columns(source->lease, ends->parent, &failure))
		return false;
	for (int i = 0; i < key->nkeys; i++)
		ends->parent_columns =
			lappend(ends->parent_columns,
					(void *) sqf_catalog_column(ends->parent,
												get_attname(key->confrelid,
															key->confkey[i], false)));
	return true;
}

/* The parent as it is going to be loaded; SQLite compares tables of one file only. */
static bool
find_loaded_parent(const SqfSourceTable *source, const SqfLoadedTable *parent,
				   const ForeignKeyCacheInfo *key, SqfKeyEnds *ends)
{
	if (parent->source == NULL ||
		parent->source->lease->handle != source->lease->handle)
		return false;
	ends->parent = parent->source->table;
	for (int i = 0; i < key->nkeys; i++)
		ends->parent_columns =
			lappend(ends->parent_columns,
					(void *) find_column(parent->source, key->confrelid,
										 key->confkey[i]));
	return true;
}

static char *
list_names(Oid target, const ForeignKeyCacheInfo *key)
{
	StringInfoData names;

	initStringInfo(&names);
	for (int i = 0; i < key->nkeys; i++)
		appendStringInfo(&names, "%s%s", i > 0 ? ", " : "",
						 get_attname(target, key->conkey[i], false));
	return names.data;
}

/*
 * sqf_orphans_find_ends finds both ends of a foreign key of the target in the file;
 * false if that is not possible.  Where loaded is not NULL and does not have the
 * parent, ends->parent becomes NULL, as no row of the file will be one.
 */
bool
sqf_orphans_find_ends(const SqfSourceTable *source, Relation target,
					  const ForeignKeyCacheInfo *key,
					  const SqfLoadedTables *loaded, SqfKeyEnds *ends)
{
	const SqfLoadedTable *parent =
		loaded == NULL ? NULL : find_loaded(loaded, key->confrelid);

	*ends = (SqfKeyEnds)
	{
		.constraint = get_constraint_name(key->conoid),
		.names = list_names(RelationGetRelid(target), key)
	};
	for (int i = 0; i < key->nkeys; i++)
		ends->child_columns =
			lappend(ends->child_columns,
					(void *) find_column(source, RelationGetRelid(target),
										 key->conkey[i]));
	if (list_member_ptr(ends->child_columns, NULL))
		return false;
	if (loaded != NULL && parent == NULL)
		return true;
	if (!(parent != NULL ? find_loaded_parent(source, parent, key, ends) :
		  find_parent_by_name(source, key, ends)))
		return false;
	return !list_member_ptr(ends->parent_columns, NULL);
}

static void
append_no_parent(StringInfo sql, const SqfKeyEnds *ends)
{
	ListCell   *child;
	ListCell   *parent;

	appendStringInfoString(sql, " AND NOT EXISTS (SELECT 1 FROM main.");
	sqf_quote_append_identifier(sql, ends->parent->name);
	appendStringInfoString(sql, " AS r2 WHERE ");
	forboth(child, ends->child_columns, parent, ends->parent_columns)
	{
		if (foreach_current_index(child) > 0)
			appendStringInfoString(sql, " AND ");
		appendStringInfoString(sql, "r2.");
		sqf_quote_append_identifier(sql, ((SqfColumn *) lfirst(parent))->name);
		/* PostgreSQL's key will not take 'ANNA' for 'anna' */
		appendStringInfoString(sql, " COLLATE BINARY = " SQF_TABLE_ALIAS ".");
		sqf_quote_append_identifier(sql, ((SqfColumn *) lfirst(child))->name);
	}
	appendStringInfoChar(sql, ')');
}

static char *
build_select(const SqfSourceTable *source, const SqfKeyEnds *ends, List **key)
{
	StringInfoData sql;
	ListCell   *child;

	initStringInfo(&sql);
	appendStringInfo(&sql, "%s WHERE ",
					 sqf_select_columns(source->table, ends->child_columns, key));
	foreach(child, ends->child_columns)
	{
		if (foreach_current_index(child) > 0)
			appendStringInfoString(&sql, " AND ");
		appendStringInfoString(&sql, SQF_TABLE_ALIAS ".");
		sqf_quote_append_identifier(&sql, ((SqfColumn *) lfirst(child))->name);
		appendStringInfoString(&sql, " IS NOT NULL");
	}
	if (ends->parent != NULL)
		append_no_parent(&sql, ends);
	return sql.data;
}

static void
report_orphan(const SqfKeyEnds *ends, const char *parent,
			  SqfStatement *statement, const List *key,
			  SqfTargetFault report, void *arg)
{
	StringInfoData values;

	initStringInfo(&values);
	for (int i = 0; i < list_length(ends->child_columns); i++)
	{
		char	   *value = sqf_statement_literal(statement, i, SQF_SHOWN_BYTES);
		char	   *space = strchr(value, ' ');

		appendStringInfo(&values, "%s%s", i > 0 ? ", " : "",
						 space != NULL ? space + 1 : value);
	}
	report(ends->names,
		   sqf_statement_row_id(statement, list_length(ends->child_columns), key),
		   values.data,
		   psprintf("has no row in \"%s\" for foreign key \"%s\"",
					parent, ends->constraint), arg);
}

/* ---------------------------------------------------------------------------
 * Parents that the target has already
 * ---------------------------------------------------------------------------
 */

/* A question to PostgreSQL whose answer is yes only if nothing is wrong with it. */
typedef struct Question
{
	const char *sql;
	bool		yes;
} Question;

static void
ask(void *arg)
{
	Question   *question = arg;

	question->yes = sqf_run_sql_texts(question->sql, 1) != NIL;
}

static bool
has_row(const char *from)
{
	Question	question = {.sql = psprintf("SELECT 'yes' FROM %s LIMIT 1", from)};
	ErrorData  *error = sqf_subtransaction_run(ask, &question, SQF_UNDO);

	/* a value that is none of the column's type has no row, nor one that nobody may see */
	if (error != NULL &&
		ERRCODE_TO_CATEGORY(error->sqlerrcode) != ERRCODE_DATA_EXCEPTION &&
		error->sqlerrcode != ERRCODE_INSUFFICIENT_PRIVILEGE &&
		error->sqlerrcode != ERRCODE_UNDEFINED_FUNCTION)
		ReThrowError(error);
	return error == NULL && question.yes;
}

static char *
name_parent(const ForeignKeyCacheInfo *key)
{
	return quote_qualified_identifier(get_namespace_name(get_rel_namespace(key->confrelid)),
									  get_rel_name(key->confrelid));
}

/* Does the target have a parent for the current row, by what its foreign key calls equal? */
static bool
is_in_target(const ForeignKeyCacheInfo *key, SqfStatement *statement)
{
	StringInfoData from;

	initStringInfo(&from);
	appendStringInfo(&from, "%s AS p WHERE ", name_parent(key));
	for (int i = 0; i < key->nkeys; i++)
	{
		Oid			parent = get_atttype(key->confrelid, key->confkey[i]);
		Oid			child = get_atttype(key->conrelid, key->conkey[i]);

		if (i > 0)
			appendStringInfoString(&from, " AND ");
		generate_operator_clause(&from,
								 psprintf("p.%s", quote_identifier(get_attname(key->confrelid,
																			   key->confkey[i], false))),
								 parent, key->conpfeqop[i],
								 psprintf("CAST(%s AS %s)",
										  quote_literal_cstr(sqf_statement_text(statement, i)),
										  format_type_extended(child, -1, FORMAT_TYPE_FORCE_QUALIFY)),
								 child);
	}
	return has_row(from.data);
}

/* ---------------------------------------------------------------------------
 * The search
 * ---------------------------------------------------------------------------
 */

/* Rows of the target that are there, as far as they have been asked for. */
typedef struct Residents
{
	const ForeignKeyCacheInfo *key;
	bool		are_none;
	SqfTextSet *present;		/* keys, as texts */
	SqfTextSet *absent;
} Residents;

/* SQLite believes a column that says NOT NULL, and finds its NULLs not to be any. */
static bool
has_null(const SqfStatement *statement, int count)
{
	for (int i = 0; i < count; i++)
		if (sqf_statement_is_null(statement, i))
			return true;
	return false;
}

static bool
is_resident(Residents *residents, SqfStatement *statement)
{
	StringInfoData key;
	bool		is_there;

	if (residents->are_none)
		return false;
	initStringInfo(&key);
	for (int i = 0; i < residents->key->nkeys; i++)
	{
		const char *part = sqf_statement_text(statement, i);

		appendStringInfo(&key, "%zu:%s", strlen(part), part);
	}
	if (sqf_text_set_has(residents->present, key.data))
		return true;
	if (sqf_text_set_has(residents->absent, key.data))
		return false;
	is_there = is_in_target(residents->key, statement);
	(void) sqf_text_set_add(is_there ? residents->present : residents->absent,
							key.data);
	return is_there;
}

static void
report_orphans(const SqfSourceTable *source, Relation target,
			   const ForeignKeyCacheInfo *foreign_key,
			   const SqfLoadedTables *loaded, SqfTargetFault report, void *arg)
{
	char	   *parent = get_rel_name(foreign_key->confrelid);
	Residents	residents = {.key = foreign_key};
	SqfKeyEnds	ends;
	List	   *key;
	SqfStatement *statement;
	MemoryContext context = CurrentMemoryContext;
	MemoryContext row;

	if (!sqf_orphans_find_ends(source, target, foreign_key, loaded, &ends))
		return;
	residents.are_none = (loaded != NULL && loaded->are_emptied && ends.parent != NULL) ||
		!has_row(name_parent(foreign_key));
	residents.present = sqf_text_set_create();
	residents.absent = sqf_text_set_create();
	row = AllocSetContextCreate(context, "sqlite_fdw orphan", ALLOCSET_DEFAULT_SIZES);
	statement = sqf_statement_prepare(source->lease,
									  build_select(source, &ends, &key));
	while (sqf_statement_step(statement))
	{
		CHECK_FOR_INTERRUPTS();
		MemoryContextSwitchTo(row);
		if (!has_null(statement, foreign_key->nkeys) &&
			!is_resident(&residents, statement))
			report_orphan(&ends, parent, statement, key, report, arg);
		MemoryContextSwitchTo(context);
		MemoryContextReset(row);
	}
	sqf_statement_finish(statement);
	MemoryContextDelete(row);
}

/*
 * sqf_orphans_report reports the rows of a SQLite table that have no parent, neither
 * in the same file nor in the target, by the foreign keys of the target; if
 * constraint is not InvalidOid, by that one alone.  loaded says from what the
 * parents come; NULL: from the tables of their names.
 */
void
sqf_orphans_report(const SqfSourceTable *source, Relation target,
				   Oid constraint, const SqfLoadedTables *loaded,
				   SqfTargetFault report, void *arg)
{
	MemoryContext context = CurrentMemoryContext;
	ListCell   *cell;

	SPI_connect();
	/* what is reported has to stay when SPI ends */
	MemoryContextSwitchTo(context);
	foreach(cell, RelationGetFKeyList(target))
	{
		const ForeignKeyCacheInfo *key = lfirst(cell);

		if (!OidIsValid(constraint) || key->conoid == constraint)
			report_orphans(source, target, key, loaded, report, arg);
	}
	SPI_finish();
}
