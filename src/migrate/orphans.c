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
#include "lib/stringinfo.h"
#include "migrate/orphans.h"
#include "miscadmin.h"
#include "nodes/bitmapset.h"
#include "remote/quote.h"
#include "remote/select.h"
#include "utils/lsyscache.h"
#include "utils/relcache.h"

/* Both ends of a foreign key in SQLite; NIL where a name is not there. */
typedef struct Ends
{
	const char *constraint;
	SqfTable   *parent;
	List	   *child_columns;	/* SqfColumn */
	List	   *parent_columns; /* SqfColumn */
} Ends;

static const SqfColumn *
find_child_column(const SqfSourceTable *source, Relation target,
				  AttrNumber attnum)
{
	const char *name = get_attname(RelationGetRelid(target), attnum, false);

	for (int i = 0; i < source->table->column_count; i++)
		if (strcmp(source->local_names[i], name) == 0)
			return &source->table->columns[i];
	return NULL;
}

/* Find both ends in the file; false if one of them is not there. */
static bool
find_ends(const SqfSourceTable *source, Relation target,
		  const ForeignKeyCacheInfo *key, Ends *ends)
{
	char	   *failure;

	ends->constraint = get_constraint_name(key->conoid);
	ends->child_columns = NIL;
	ends->parent_columns = NIL;
	ends->parent = sqf_catalog_find(source->lease, get_rel_name(key->confrelid));
	if (ends->parent == NULL ||
		!sqf_catalog_read_columns(source->lease, ends->parent, &failure))
		return false;
	for (int i = 0; i < key->nkeys; i++)
	{
		const SqfColumn *child = find_child_column(source, target, key->conkey[i]);
		const SqfColumn *parent =
			sqf_catalog_column(ends->parent,
							   get_attname(key->confrelid, key->confkey[i], false));

		if (child == NULL || parent == NULL)
			return false;
		ends->child_columns = lappend(ends->child_columns, (void *) child);
		ends->parent_columns = lappend(ends->parent_columns, (void *) parent);
	}
	return true;
}

static char *
build_select(const SqfSourceTable *source, const Ends *ends, List **key)
{
	StringInfoData sql;
	ListCell   *child;
	ListCell   *parent;

	initStringInfo(&sql);
	appendStringInfo(&sql, "%s WHERE ",
					 sqf_select_columns(source->table, ends->child_columns, key));
	foreach(child, ends->child_columns)
	{
		appendStringInfoString(&sql, SQF_TABLE_ALIAS ".");
		sqf_quote_append_identifier(&sql, ((SqfColumn *) lfirst(child))->name);
		appendStringInfoString(&sql, " IS NOT NULL AND ");
	}
	appendStringInfoString(&sql, "NOT EXISTS (SELECT 1 FROM main.");
	sqf_quote_append_identifier(&sql, ends->parent->name);
	appendStringInfoString(&sql, " AS r2 WHERE ");
	forboth(child, ends->child_columns, parent, ends->parent_columns)
	{
		if (foreach_current_index(child) > 0)
			appendStringInfoString(&sql, " AND ");
		appendStringInfoString(&sql, "r2.");
		sqf_quote_append_identifier(&sql, ((SqfColumn *) lfirst(parent))->name);
		/* PostgreSQL's key will not take 'ANNA' for 'anna' */
		appendStringInfoString(&sql, " COLLATE BINARY = " SQF_TABLE_ALIAS ".");
		sqf_quote_append_identifier(&sql, ((SqfColumn *) lfirst(child))->name);
	}
	appendStringInfoChar(&sql, ')');
	return sql.data;
}

static void
report_orphan(const Ends *ends, SqfStatement *statement, const List *key,
			  SqfTargetFault report, void *arg)
{
	StringInfoData names;
	StringInfoData values;
	ListCell   *cell;

	initStringInfo(&names);
	initStringInfo(&values);
	foreach(cell, ends->child_columns)
	{
		int			index = foreach_current_index(cell);
		const char *separator = index > 0 ? ", " : "";
		char	   *value = sqf_statement_literal(statement, index, SQF_SHOWN_BYTES);
		char	   *space = strchr(value, ' ');

		appendStringInfo(&names, "%s%s", separator,
						 ((SqfColumn *) lfirst(cell))->name);
		appendStringInfo(&values, "%s%s", separator,
						 space != NULL ? space + 1 : value);
	}
	report(names.data,
		   sqf_statement_row_id(statement, list_length(ends->child_columns), key),
		   values.data,
		   psprintf("has no row in \"%s\" for foreign key \"%s\"",
					ends->parent->name, ends->constraint), arg);
}

/*
 * sqf_orphans_report reports the rows of a SQLite table that have no parent, by
 * the foreign keys of the target whose parent table is in the same file; if
 * constraint is not InvalidOid, by that one alone.
 */
void
sqf_orphans_report(const SqfSourceTable *source, Relation target,
				   Oid constraint, SqfTargetFault report, void *arg)
{
	ListCell   *cell;

	foreach(cell, RelationGetFKeyList(target))
	{
		const ForeignKeyCacheInfo *foreign_key = lfirst(cell);
		Ends		ends;
		List	   *key;
		SqfStatement *statement;

		if ((OidIsValid(constraint) && foreign_key->conoid != constraint) ||
			!find_ends(source, target, foreign_key, &ends))
			continue;
		statement = sqf_statement_prepare(source->lease,
										  build_select(source, &ends, &key));
		while (sqf_statement_step(statement))
		{
			CHECK_FOR_INTERRUPTS();
			report_orphan(&ends, statement, key, report, arg);
		}
		sqf_statement_finish(statement);
	}
}
