/*-------------------------------------------------------------------------
 *
 * verify_target.c
 *	  Keys, CHECKs and indexes of the source are looked for in the target, foreign
 *	  keys are tried, and sequences compared with the ids that are there.
 *
 * IDENTIFICATION
 *	  src/migrate/verify_target.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "migrate/definition.h"
#include "migrate/describe.h"
#include "migrate/orphans.h"
#include "migrate/run_sql.h"
#include "migrate/sql_list.h"
#include "migrate/sql_parse.h"
#include "migrate/verify.h"
#include "remote/schema_text.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

/* ---------------------------------------------------------------------------
 * Keys
 * ---------------------------------------------------------------------------
 */

/*
 * The names of columns that terms are; NIL if one is an expression, is not migrated,
 * or, where it matters, is compared by another collation than BINARY.
 */
static List *
list_columns(const SqfMigratedTable *table, const List *terms, bool any_collation)
{
	List	   *names = NIL;
	ListCell   *cell;

	foreach(cell, terms)
	{
		const SqfSqlTerm *term = lfirst(cell);
		const SqfMigratedColumn *column;
		const char *collation;

		if (term->expr->kind != SQF_SQL_NAME)
			return NIL;
		column = sqf_describe_column(table, term->expr->text);
		if (column == NULL)
			return NIL;
		collation = term->collation != NULL ? term->collation :
			column->remote->collation;
		if (!any_collation && collation != NULL &&
			pg_strcasecmp(collation, "BINARY") != 0)
			return NIL;
		names = lappend(names, (char *) column->name);
	}
	return names;
}

/* "{a,b}" as SQL, in the order of the names. */
static char *
write_names(const List *names)
{
	return psprintf("ARRAY(SELECT n::name FROM unnest(%s) AS n ORDER BY 1)",
					sqf_sql_list_array(names));
}

/* SQL of the names of the columns whose numbers an array has. */
static char *
write_attributes(Oid relid, const char *numbers)
{
	return psprintf("ARRAY(SELECT a.attname FROM pg_attribute AS a"
					" WHERE a.attrelid = %u AND a.attnum = ANY (%s) ORDER BY 1)",
					relid, numbers);
}

/* An index of the target on these columns, or NULL. */
static char *
find_index(const SqfVerifyTable *table, const List *names, bool unique)
{
	return sqf_run_sql_text(psprintf("SELECT i.indexrelid::regclass::text FROM pg_index AS i"
						" WHERE i.indrelid = %u AND i.indisvalid AND (i.indisunique OR NOT %s)"
						" AND i.indpred IS NULL AND i.indexprs IS NULL"
						" AND %s = %s ORDER BY i.indisprimary DESC, 1",
						table->target, unique ? "true" : "false",
						write_attributes(table->target,
										 "(i.indkey::int2[])[0:i.indnkeyatts - 1]"),
						write_names(names)));
}

static char *
find_index_of_name(const SqfVerifyTable *table, const char *name)
{
	return sqf_run_sql_text(psprintf("SELECT i.indexrelid::regclass::text FROM pg_index AS i"
						" JOIN pg_class AS c ON c.oid = i.indexrelid"
						" WHERE i.indrelid = %u AND i.indisvalid AND lower(c.relname) = lower(%s)",
						table->target, quote_literal_cstr(name)));
}

static void
look_for_unique(SqfVerification *verification, const SqfVerifyTable *table,
				const SqfSqlConstraint *constraint, const List *names)
{
	bool		is_primary = constraint->kind == SQF_SQL_PRIMARY_KEY;
	char	   *index = find_index(table, names, true);

	sqf_verify_note(verification, table->table->name, NULL,
					is_primary ? "primary key" : "unique key",
					psprintf("(%s)", sqf_sql_list_identifiers(names)), index, index != NULL);
}

static void
look_for_foreign_key(SqfVerification *verification, const SqfVerifyTable *table,
					 const SqfSqlConstraint *constraint, const List *names)
{
	const SqfMigratedTable *parent = sqf_describe_find(verification->migration,
													   table->table,
													   constraint->parent);
	Oid			schema = get_namespace_oid(verification->migration->request->target_schema,
										   false);
	Oid			parent_relid = parent == NULL ? InvalidOid :
		get_relname_relid(parent->name, schema);
	char	   *found;

	if (!OidIsValid(parent_relid))
		return;
	found = sqf_run_sql_text(psprintf("SELECT c.conname FROM pg_constraint AS c"
						 " WHERE c.conrelid = %u AND c.confrelid = %u AND c.contype = 'f'"
						 " AND %s = %s", table->target, parent_relid,
						 write_attributes(table->target, "c.conkey"),
						 write_names(names)));
	/* whether it holds is told by its name */
	if (found == NULL)
		sqf_verify_note(verification, table->table->name, NULL, "foreign key",
						psprintf("(%s) to %s", sqf_sql_list_identifiers(names), parent->name),
						NULL, false);
}

/* Add the names of the columns that an expression reads, each once. */
static void
collect_columns(const SqfMigratedTable *table, const SqfSqlExpr *expr,
				List **names)
{
	ListCell   *cell;

	if (expr == NULL)
		return;
	if (expr->kind == SQF_SQL_NAME)
	{
		const SqfMigratedColumn *column = sqf_describe_column(table, expr->text);

		if (column != NULL)
			*names = list_append_unique_ptr(*names, (char *) column->name);
	}
	foreach(cell, expr->args)
		collect_columns(table, lfirst(cell), names);
	collect_columns(table, expr->operand, names);
	collect_columns(table, expr->otherwise, names);
}

/* Do types other than those of SQLite's values say what a CHECK may have said? */
static bool
have_own_rules(const SqfVerifyTable *table, const List *names)
{
	ListCell   *cell;

	foreach(cell, names)
	{
		Oid			type = get_atttype(table->target,
									   get_attnum(table->target, lfirst(cell)));
		char		category;
		bool		is_preferred;

		get_type_category_preferred(type, &category, &is_preferred);
		if (category != TYPCATEGORY_STRING && category != TYPCATEGORY_NUMERIC &&
			type != BYTEAOID)
			return true;
	}
	return false;
}

/* Only that there is one can be told: another text may mean the same. */
static void
look_for_check(SqfVerification *verification, const SqfVerifyTable *table,
			   const SqfSqlConstraint *constraint)
{
	List	   *names = NIL;
	char	   *found;
	SqfVerified *line;

	collect_columns(table->table, constraint->check, &names);
	if (names == NIL)
		return;
	found = sqf_run_sql_text(psprintf("SELECT pg_get_constraintdef(c.oid)"
									  " FROM pg_constraint AS c"
									  " WHERE c.conrelid = %u AND c.contype = 'c'"
									  " AND %s = %s", table->target,
									  write_attributes(table->target, "c.conkey"),
									  write_names(names)));
	line = sqf_verify_note(verification, table->table->name, NULL, "check",
						   pnstrdup(constraint->check->source,
									constraint->check->source_length),
						   found, found != NULL);
	if (found == NULL && have_own_rules(table, names))
		line->verdict = SQF_NOT_COMPARED;
}

static void
look_for_keys(SqfVerification *verification, const SqfVerifyTable *table)
{
	ListCell   *cell;

	if (table->table->declared == NULL)
		return;
	foreach(cell, table->table->declared->constraints)
	{
		const SqfSqlConstraint *constraint = lfirst(cell);
		List	   *names = list_columns(table->table, constraint->columns,
											 constraint->kind == SQF_SQL_FOREIGN_KEY);

		if (constraint->kind == SQF_SQL_CHECK)
			look_for_check(verification, table, constraint);
		if (names == NIL)
			continue;
		if (constraint->kind == SQF_SQL_PRIMARY_KEY ||
			constraint->kind == SQF_SQL_UNIQUE)
			look_for_unique(verification, table, constraint, names);
		else if (constraint->kind == SQF_SQL_FOREIGN_KEY)
			look_for_foreign_key(verification, table, constraint, names);
	}
}

/* One of other terms than columns is known by its name alone. */
static void
look_for_index(SqfVerification *verification, const SqfVerifyTable *table,
			   const SqfSqlIndex *index)
{
	List	   *names = index->where != NULL ? NIL :
		list_columns(table->table, index->columns, false);
	char	   *found = names != NIL ? find_index(table, names, index->unique) :
		find_index_of_name(table, index->name);
	SqfVerified *line =
		sqf_verify_note(verification, table->table->name, NULL,
						psprintf(index->unique ? "unique index %s" : "index %s", index->name),
						names != NIL ? psprintf("(%s)", sqf_sql_list_identifiers(names)) : NULL, found,
						found != NULL);

	if (names == NIL && found == NULL)
		line->verdict = SQF_NOT_COMPARED;
}

static void
look_for_indexes(SqfVerification *verification, const SqfVerifyTable *table)
{
	ListCell   *cell;

	foreach(cell, sqf_schema_texts_of(table->table->lease, "index",
									  table->table->remote->name))
	{
		const SqfSchemaText *text = lfirst(cell);
		char	   *failure;
		SqfSqlIndex *index = sqf_sql_parse_index(text->sql, &failure);

		if (index != NULL)
			look_for_index(verification, table, index);
	}
}

/* ---------------------------------------------------------------------------
 * Foreign keys
 * ---------------------------------------------------------------------------
 */

/* SQL after SELECT ... that finds rows of the target without a parent. */
static char *
write_orphans(Oid constraint)
{
	return sqf_run_sql_text(psprintf("SELECT format('FROM %%s AS t WHERE %%s AND NOT EXISTS"
						" (SELECT FROM %%s AS p WHERE %%s)', c.conrelid::regclass,"
						" string_agg(format('t.%%I IS NOT NULL', a.attname), ' AND '),"
						" c.confrelid::regclass,"
						" string_agg(format('p.%%I OPERATOR(%%I.%%s) t.%%I', f.attname,"
						" n.nspname, o.oprname, a.attname), ' AND '))"
						" FROM pg_constraint AS c,"
						" unnest(c.conkey, c.confkey, c.conpfeqop) AS k (child, parent, operator)"
						" JOIN pg_operator AS o ON o.oid = k.operator"
						" JOIN pg_namespace AS n ON n.oid = o.oprnamespace,"
						" pg_attribute AS a, pg_attribute AS f"
						" WHERE c.oid = %u AND a.attrelid = c.conrelid AND a.attnum = k.child"
						" AND f.attrelid = c.confrelid AND f.attnum = k.parent"
						" GROUP BY c.oid, c.conrelid, c.confrelid", constraint));
}

static void
count_orphan(const char *columns, const char *row_id, const char *value,
			 const char *message, void *arg)
{
	(*(int64 *) arg)++;
}

static int64
count_source_orphans(const SqfVerifyTable *table, Oid constraint)
{
	Relation	target;
	int64		count = 0;

	if (table->table->file_table == NULL)
		return 0;
	target = table_open(table->target, AccessShareLock);
	sqf_orphans_report(table->table->file_table, target, constraint, NULL,
					   count_orphan, &count);
	table_close(target, AccessShareLock);
	return count;
}

/* "t.a, t.b" of the key; NULL without one */
static char *
list_key(const SqfVerifyTable *table)
{
	StringInfoData list;

	if (!table->has_key)
		return NULL;
	initStringInfo(&list);
	for (int i = 0; i < table->column_count; i++)
		if (table->columns[i].is_key)
			appendStringInfo(&list, "%s%s", list.len > 0 ? ", " : "",
							 table->columns[i].target);
	return list.data;
}

/* The first orphans, by their keys or as whole rows. */
static List *
list_orphans(const SqfVerifyTable *table, const char *orphans)
{
	char	   *key = list_key(table);

	return sqf_run_sql_texts(key == NULL ?
							 psprintf("SELECT t::text %s ORDER BY 1", orphans) :
							 psprintf("SELECT concat_ws(', ', %s) %s ORDER BY %s", key,
									  orphans, key), SQF_VERIFY_KEYS);
}

/* Orphans that are the source's own are no difference. */
static void
try_foreign_key(SqfVerification *verification, const SqfVerifyTable *table,
				Oid constraint)
{
	char	   *orphans = write_orphans(constraint);
	int64		count = sqf_run_sql_int64(psprintf("SELECT count(*) %s", orphans));
	int64		in_source = count == 0 ? 0 : count_source_orphans(table, constraint);
	SqfVerified *line;

	line = sqf_verify_note(verification, table->table->name, NULL,
						   psprintf("foreign key %s", get_constraint_name(constraint)),
						   count == 0 ? NULL :
						   psprintf(INT64_FORMAT " without a parent", in_source),
						   count == 0 ? pstrdup("holds") :
						   psprintf(INT64_FORMAT " without a parent", count),
						   count == in_source);
	if (count != in_source)
		line->keys = list_orphans(table, orphans);
}

static void
try_foreign_keys(SqfVerification *verification, const SqfVerifyTable *table)
{
	ListCell   *cell;

	foreach(cell, sqf_run_sql_texts(psprintf("SELECT oid::text FROM pg_constraint"
											 " WHERE conrelid = %u AND contype = 'f'"
											 " AND conparentid = 0 ORDER BY conname",
											 table->target), 0))
		try_foreign_key(verification, table,
						DatumGetObjectId(DirectFunctionCall1(oidin, CStringGetDatum(lfirst(cell)))));
}

/* ---------------------------------------------------------------------------
 * Sequences
 * ---------------------------------------------------------------------------
 */

/* The largest id that is there or, as SQLite noted, was. */
static int64
find_last_id(const SqfVerifyTable *table, const SqfVerifyColumn *column)
{
	const SqfTable *remote = table->table->remote;
	int64		last = sqf_run_sql_int64(psprintf("SELECT COALESCE(max(%s), 0)::int8 FROM %s AS t",
												  column->target, table->table->target));
	int64		noted;

	if (remote != NULL && column->column->remote != NULL &&
		column->column->remote->is_rowid_alias &&
		sqf_schema_last_rowid(table->table->lease, remote->name, &noted))
		last = Max(last, noted);
	return last;
}

/* A sequence that counts downwards, or that may not be read, tells nothing. */
static void
compare_sequence(SqfVerification *verification, const SqfVerifyTable *table,
				 const SqfVerifyColumn *column, const char *sequence)
{
	const char *literal = quote_literal_cstr(sequence);
	int64		last;
	int64		next;

	if (sqf_run_sql_int64(psprintf("SELECT count(*) FROM pg_sequence"
								   " WHERE seqrelid = %s::regclass AND seqincrement > 0"
								   " AND has_sequence_privilege(seqrelid, 'SELECT')",
								   literal)) == 0)
		return;
	if (column->column->is_at_end)
		return;					/* which is a finding: there is no next one */
	last = find_last_id(table, column);
	next = sqf_run_sql_int64(psprintf("SELECT s.last_value + CASE WHEN s.is_called"
									  " THEN q.seqincrement ELSE 0 END"
									  " FROM %s AS s, pg_sequence AS q"
									  " WHERE q.seqrelid = %s::regclass",
									  sequence, literal));
	sqf_verify_note(verification, table->table->name, column->column->name,
					"next id", psprintf("past " INT64_FORMAT, last),
					psprintf(INT64_FORMAT, next), next > last);
}

static void
compare_sequences(SqfVerification *verification, const SqfVerifyTable *table)
{
	for (int i = 0; i < table->column_count; i++)
	{
		const SqfVerifyColumn *column = &table->columns[i];
		char	   *sequence =
			sqf_run_sql_text(psprintf("SELECT pg_get_serial_sequence(%s, %s)",
						 quote_literal_cstr(table->table->target),
						 quote_literal_cstr(column->column->name)));

		if (sequence != NULL)
			compare_sequence(verification, table, column, sequence);
	}
}

/* ---------------------------------------------------------------------------
 * What a run made
 * ---------------------------------------------------------------------------
 */

static void
compare_definition(SqfVerification *verification, const SqfVerifyTable *table)
{
	const char *before = table->table->definition;
	List	   *changes = sqf_definition_compare(before,
												 sqf_definition_read(table->target));
	ListCell   *cell;

	foreach(cell, changes)
	{
		SqfRedefinition *change = lfirst(cell);

		sqf_verify_note(verification, table->table->name, NULL, "definition",
						change->before, change->now, false);
	}
	if (changes == NIL)
		sqf_verify_note(verification, table->table->name, NULL, "definition",
						psprintf(INT64_FORMAT " columns, constraints and indexes",
								 sqf_definition_count(before)),
						pstrdup("as the run left them"), true);
}

/*
 * sqf_verify_keys_and_ids compares what is more than rows: columns, keys, foreign
 * keys and the ids to come.  At the end of a run, its keys were made and tried just before.
 */
void
sqf_verify_keys_and_ids(SqfVerification *verification,
						const SqfVerifyTable *table)
{
	char		kind = get_rel_relkind(table->target);

	if (kind != RELKIND_RELATION && kind != RELKIND_PARTITIONED_TABLE)
		return;
	/* a view may have changed what rows and keys are */
	if (!verification->is_of_run && table->table->file_table != NULL)
	{
		sqf_verify_columns(verification, table);
		look_for_keys(verification, table);
		look_for_indexes(verification, table);
	}
	if (table->table->definition != NULL)
		compare_definition(verification, table);
	if (!verification->is_of_run)
		try_foreign_keys(verification, table);
	compare_sequences(verification, table);
}
