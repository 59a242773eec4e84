/*-------------------------------------------------------------------------
 *
 * build_keys.c
 *	  Primary, unique and foreign keys and indexes are built here.
 *
 * A unique index must be neither stricter nor laxer than SQLite's.  Where case
 * does not matter, lower() under the collation "C" folds the same letters as
 * SQLite does.
 *
 * IDENTIFICATION
 *	  src/migrate/build_keys.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "migrate/build.h"
#include "migrate/describe.h"
#include "migrate/finding.h"
#include "migrate/sql_list.h"
#include "migrate/sql_parse.h"
#include "remote/schema_text.h"
#include "utils/builtins.h"

/* ---------------------------------------------------------------------------
 * Terms
 * ---------------------------------------------------------------------------
 */

static bool
is_binary(const char *collation)
{
	return collation == NULL || pg_strcasecmp(collation, "BINARY") == 0;
}

/* The column that a term is, or NULL for an expression. */
static SqfMigratedColumn *
find_term_column(const SqfMigratedTable *table, const SqfSqlTerm *term)
{
	return term->expr->kind == SQF_SQL_NAME && term->expr->qualifier == NULL ?
		sqf_describe_column(table, term->expr->text) : NULL;
}

/* The collation by which SQLite compares a term. */
static const char *
find_collation(const SqfMigratedTable *table, const SqfSqlTerm *term)
{
	const SqfMigratedColumn *column = find_term_column(table, term);

	if (term->collation != NULL)
		return term->collation;
	return column != NULL ? column->remote->collation : NULL;
}

static bool
are_plain_columns(const SqfMigratedTable *table, const List *terms)
{
	ListCell   *cell;

	foreach(cell, terms)
	{
		if (find_term_column(table, lfirst(cell)) == NULL ||
			!is_binary(find_collation(table, lfirst(cell))))
			return false;
	}
	return true;
}

/* "a, b" in PostgreSQL's names; NULL if one of them is not migrated. */
static char *
list_columns(const SqfMigratedTable *table, const List *terms, char *separator,
			 bool quoted)
{
	StringInfoData list;
	ListCell   *cell;

	initStringInfo(&list);
	foreach(cell, terms)
	{
		const SqfMigratedColumn *column = find_term_column(table, lfirst(cell));

		if (column == NULL)
			return NULL;
		appendStringInfo(&list, "%s%s",
						 foreach_current_index(cell) > 0 ? separator : "",
						 quoted ? quote_identifier(column->name) : column->name);
	}
	return list.data;
}

/* A term as PostgreSQL's index has it; NULL, and why, if it cannot be. */
static char *
translate_term(const SqfMigratedTable *table, const SqfScope *scope,
			   const SqfSqlTerm *term, char **remark, char **failure)
{
	const SqfMigratedColumn *column = find_term_column(table, term);
	const char *collation = find_collation(table, term);
	const char *direction = term->descending ? " DESC" : "";
	char	   *sql;

	if (column != NULL && is_binary(collation))
		return psprintf("%s%s", quote_identifier(column->name), direction);
	sql = sqf_translate_index_term(term->expr, collation, scope, remark, failure);
	return sql == NULL ? NULL : psprintf("(%s)%s", sql, direction);
}

static char *
translate_terms(const SqfMigratedTable *table, const SqfScope *scope,
				const List *terms, char **remark, char **failure)
{
	StringInfoData list;
	ListCell   *cell;

	initStringInfo(&list);
	foreach(cell, terms)
	{
		char	   *term = translate_term(table, scope, lfirst(cell), remark, failure);

		if (term == NULL)
			return NULL;
		appendStringInfo(&list, "%s%s", foreach_current_index(cell) > 0 ? ", " : "",
						 term);
	}
	return list.data;
}

/* ---------------------------------------------------------------------------
 * Indexes
 * ---------------------------------------------------------------------------
 */

/* A unique index is not to be made of half of its terms, or of all rows. */
static void
build_index(SqfBuild *build, SqfMigratedTable *table, const SqfSqlIndex *index,
			char *object, char *original, char *reason)
{
	const SqfScope *scope = sqf_build_scope(build, table);
	char	   *remark = NULL;
	char	   *remark_of_where = NULL;
	char	   *failure = NULL;
	char	   *terms = translate_terms(table, scope, index->columns, &remark, &failure);
	char	   *where = NULL;
	char	   *name = NULL;
	SqfStep    *step;

	if (terms != NULL && index->where != NULL)
		where = sqf_translate_predicate(index->where, scope, &remark_of_where,
										&failure);
	if (terms == NULL || (index->where != NULL && where == NULL))
	{
		sqf_finding_add(build->migration, object, original,
						psprintf("%s.", failure), pstrdup("left out"));
		return;
	}
	if (index->name != NULL)
		name = sqf_build_index_name(build, index->name, object);
	step = sqf_build_step(index->unique ? SQF_STEP_UNIQUE : SQF_STEP_RUN,
						  index->unique ? "unique keys" : "indexes", object,
						  psprintf("CREATE %sINDEX %s%sON %s (%s)%s%s",
								   index->unique ? "UNIQUE " : "",
								   name != NULL ? quote_identifier(name) : "",
								   name != NULL ? " " : "",
								   table->target, terms,
								   where != NULL ? " WHERE " : "",
								   where != NULL ? where : ""),
						  reason, table);
	if (!sqf_build_try(build, step, original, "left out"))
		return;
	sqf_build_tell_remark(build, object, original, remark, step->statement);
	sqf_build_tell_remark(build, object, original, remark_of_where, step->statement);
	build->keys = lappend(build->keys, step);
}

/*
 * sqf_build_indexes builds the indexes that have a name.
 */
void
sqf_build_indexes(SqfBuild *build, SqfMigratedTable *table)
{
	ListCell   *cell;

	if (table->remote == NULL)
		return;
	foreach(cell, sqf_schema_texts_of(table->lease, "index", table->remote->name))
	{
		const SqfSchemaText *text = lfirst(cell);
		char	   *object = psprintf("index \"%s\" of table \"%s\"", text->name,
									  table->name);
		char	   *failure;
		SqfSqlIndex *index = sqf_sql_parse_index(text->sql, &failure);

		if (index == NULL)
			sqf_finding_add(build->migration, object, text->sql,
							psprintf("Its text %s.", failure), pstrdup("left out"));
		else
			build_index(build, table, index, object, text->sql,
						pstrdup("has the name that it has in SQLite"));
	}
}

/* ---------------------------------------------------------------------------
 * Primary and unique keys
 * ---------------------------------------------------------------------------
 */

static char *
key_words(const SqfSqlConstraint *constraint)
{
	return constraint->kind == SQF_SQL_PRIMARY_KEY ? "PRIMARY KEY" : "UNIQUE";
}

static bool
has_nulls(const SqfMigratedTable *table, const List *terms)
{
	ListCell   *cell;

	foreach(cell, terms)
	{
		if (find_term_column(table, lfirst(cell))->has_nulls)
			return true;
	}
	return false;
}

static void
tell_conflict_clause(SqfBuild *build, char *object,
					 const SqfSqlConstraint *constraint)
{
	if (constraint->on_conflict != NULL &&
		strcmp(constraint->on_conflict, "ABORT") != 0)
		sqf_finding_add(build->migration, object,
						psprintf("ON CONFLICT %s", constraint->on_conflict),
						pstrdup("PostgreSQL has no such clause; a statement says ON CONFLICT itself."),
						pstrdup("the constraint stands without it"));
}

/* UNIQUE over texts whose case does not matter can only be an index. */
static void
build_unique_index(SqfBuild *build, SqfMigratedTable *table,
				   const SqfSqlConstraint *constraint, char *object,
				   char *original)
{
	SqfSqlIndex index = {
		.name = constraint->kind == SQF_SQL_UNIQUE ? constraint->name : NULL,
		.unique = true,
		.columns = constraint->columns
	};

	build_index(build, table, &index, object, original,
				pstrdup("SQLite compares the texts by another collation"));
}

static void
build_key(SqfBuild *build, SqfMigratedTable *table,
		  const SqfSqlConstraint *constraint)
{
	char	   *columns = list_columns(table, constraint->columns, ", ", true);
	bool		is_primary = constraint->kind == SQF_SQL_PRIMARY_KEY;
	char	   *original;
	char	   *object;
	char	   *name = NULL;
	SqfStep    *step;

	object = is_primary ? psprintf("primary key of table \"%s\"", table->name) :
		psprintf("unique key %sof table \"%s\"", constraint->name != NULL ?
				 psprintf("\"%s\" ", constraint->name) : "", table->name);
	if (columns == NULL)
	{
		sqf_finding_add(build->migration, object, pstrdup(key_words(constraint)),
						pstrdup("One of its columns is not migrated."),
						pstrdup("left out"));
		return;
	}
	original = psprintf("%s (%s)", key_words(constraint), columns);
	tell_conflict_clause(build, object, constraint);
	if (!are_plain_columns(table, constraint->columns))
		build_unique_index(build, table, constraint, object, original);
	if (!is_primary && !are_plain_columns(table, constraint->columns))
		return;

	if (is_primary && has_nulls(table, constraint->columns))
	{
		is_primary = false;
		sqf_finding_add(build->migration, object, original,
						pstrdup("Some of its values are NULL, which SQLite allows."),
						pstrdup("became UNIQUE"));
	}
	if (constraint->name != NULL)
		name = sqf_build_index_name(build, constraint->name, object);
	step = sqf_build_step(SQF_STEP_UNIQUE, is_primary ? "primary keys" : "unique keys",
						  object,
						  psprintf("ALTER TABLE %s ADD %s%s%s%s (%s)", table->target,
								   name != NULL ? "CONSTRAINT " : "",
								   name != NULL ? quote_identifier(name) : "",
								   name != NULL ? " " : "",
								   is_primary ? "PRIMARY KEY" : "UNIQUE", columns),
						  pstrdup("as in SQLite"), table);
	if (sqf_build_try(build, step, original, "left out"))
		build->keys = lappend(build->keys, step);
}

/* SQLite makes one index of constraints that say the same. */
static bool
is_said_before(const SqfMigratedTable *table, const SqfSqlConstraint *constraint)
{
	char	   *columns = list_columns(table, constraint->columns, ",", true);
	ListCell   *cell;

	foreach(cell, table->declared->constraints)
	{
		const SqfSqlConstraint *other = lfirst(cell);
		char	   *others;

		if (other == constraint)
			return false;
		if (other->kind != SQF_SQL_UNIQUE && other->kind != SQF_SQL_PRIMARY_KEY)
			continue;
		others = list_columns(table, other->columns, ",", true);
		if (columns != NULL && others != NULL && strcmp(columns, others) == 0)
			return true;
	}
	return false;
}

/*
 * sqf_build_keys builds the primary and unique keys that have a name, or those
 * that have none.
 */
void
sqf_build_keys(SqfBuild *build, SqfMigratedTable *table, bool named)
{
	ListCell   *cell;

	if (table->declared == NULL)
		return;
	foreach(cell, table->declared->constraints)
	{
		const SqfSqlConstraint *constraint = lfirst(cell);

		if ((constraint->name != NULL) != named)
			continue;
		if (constraint->kind == SQF_SQL_PRIMARY_KEY ||
			(constraint->kind == SQF_SQL_UNIQUE && !is_said_before(table, constraint)))
			build_key(build, table, constraint);
	}
}

/* ---------------------------------------------------------------------------
 * Foreign keys
 * ---------------------------------------------------------------------------
 */

/* "a, b" of the parent; NULL if one of them is not migrated. */
static char *
list_parent_columns(const SqfMigratedTable *parent,
					const SqfSqlConstraint *constraint)
{
	List	   *names = constraint->parent_columns;
	List	   *targets = NIL;
	ListCell   *cell;

	if (names == NIL)
		foreach(cell, parent->remote->key)
			names = lappend(names, ((SqfColumn *) lfirst(cell))->name);
	foreach(cell, names)
	{
		const SqfMigratedColumn *column = sqf_describe_column(parent, lfirst(cell));

		if (column == NULL)
			return NULL;
		targets = lappend(targets, (char *) column->name);
	}
	return sqf_sql_list_identifiers(targets);
}

static void
append_actions(StringInfo sql, const SqfSqlConstraint *constraint)
{
	if (constraint->on_delete != NULL)
		appendStringInfo(sql, " ON DELETE %s", constraint->on_delete);
	if (constraint->on_update != NULL)
		appendStringInfo(sql, " ON UPDATE %s", constraint->on_update);
	if (constraint->deferrable)
		appendStringInfoString(sql, " DEFERRABLE");
	if (constraint->initially_deferred)
		appendStringInfoString(sql, " INITIALLY DEFERRED");
}

/* FOREIGN KEY as PostgreSQL has it; NULL, and why, if it cannot be. */
static char *
write_foreign_key(const SqfBuild *build, const SqfMigratedTable *table,
				  const SqfSqlConstraint *constraint, char **failure)
{
	const SqfMigratedTable *parent = sqf_describe_find(build->migration, table,
													   constraint->parent);
	char	   *columns = list_columns(table, constraint->columns, ", ", true);
	char	   *parent_columns;
	StringInfoData sql;

	if (parent == NULL)
		*failure = psprintf("Table \"%s\" is not migrated.", constraint->parent);
	else if (constraint->parent_columns == NIL && parent->remote->key == NIL)
		*failure = psprintf("Table \"%s\" has no primary key.", constraint->parent);
	else if (columns == NULL ||
			 (parent_columns = list_parent_columns(parent, constraint)) == NULL)
		*failure = pstrdup("One of its columns is not migrated.");
	else
	{
		initStringInfo(&sql);
		appendStringInfo(&sql, "FOREIGN KEY (%s) REFERENCES %s (%s)", columns,
						 parent->target, parent_columns);
		append_actions(&sql, constraint);
		return sql.data;
	}
	return NULL;
}

static void
build_foreign_key(SqfBuild *build, SqfMigratedTable *table,
				  const SqfSqlConstraint *constraint)
{
	char	   *columns = list_columns(table, constraint->columns, "_", false);
	char	   *name = sqf_build_constraint_name(build, constraint->name, table,
												 columns, "fkey");
	char	   *object = psprintf("constraint \"%s\" of table \"%s\"", name, table->name);
	char	   *original = psprintf("FOREIGN KEY to \"%s\"", constraint->parent);
	char	   *failure = NULL;
	char	   *sql = write_foreign_key(build, table, constraint, &failure);
	SqfStep    *add;
	SqfStep    *validate;

	if (sql == NULL)
	{
		sqf_finding_add(build->migration, object, original, failure,
						pstrdup("left out"));
		return;
	}
	add = sqf_build_step(SQF_STEP_RUN, "foreign keys", object,
						 psprintf("ALTER TABLE %s ADD CONSTRAINT %s %s NOT VALID",
								  table->target, quote_identifier(name), sql),
						 pstrdup("as in SQLite; the rows are looked at next"), table);
	if (!sqf_build_try(build, add, sql, "left out"))
		return;
	validate = sqf_build_step(SQF_STEP_VALIDATE, "foreign keys", object,
							  psprintf("ALTER TABLE %s VALIDATE CONSTRAINT %s",
									   table->target, quote_identifier(name)),
							  pstrdup("rows without a parent are listed, and stay"),
							  table);
	validate->constraint = name;
	build->foreign_keys = lappend(lappend(build->foreign_keys, add), validate);
}

/*
 * sqf_build_foreign_keys builds the foreign keys of a table; the keys of their
 * parents are there.
 */
void
sqf_build_foreign_keys(SqfBuild *build, SqfMigratedTable *table)
{
	ListCell   *cell;

	if (table->declared == NULL)
		return;
	foreach(cell, table->declared->constraints)
	{
		const SqfSqlConstraint *constraint = lfirst(cell);

		if (constraint->kind == SQF_SQL_FOREIGN_KEY)
			build_foreign_key(build, table, constraint);
	}
}
