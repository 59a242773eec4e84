/*-------------------------------------------------------------------------
 *
 * partner.c
 *	  A table of the target that is there already takes rows by the names of its
 *	  columns.
 *
 * Its types lead: the rows are read through a foreign table of the same types,
 * which stands only for the migration, and whose formats are those of the user's
 * foreign table, or what the data tell.
 *
 * IDENTIFICATION
 *	  src/migrate/partner.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "commands/defrem.h"
#include "foreign/connection.h"
#include "foreign/foreign.h"
#include "foreign/local_name.h"
#include "foreign/rights.h"
#include "lib/stringinfo.h"
#include "migrate/finding.h"
#include "migrate/match.h"
#include "migrate/partner.h"
#include "migrate/run_sql.h"
#include "migrate/selection.h"
#include "remote/schema_text.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

/* Where ORMs and migration tools note which of their steps they have done. */
static const char *const bookkeeping[] = {
	"__drizzle_migrations", "_prisma_migrations", "alembic_version",
	"django_migrations", "schema_migrations", "schema_version"
};

/*
 * sqf_partner_find returns the table of the target that has a name, if the
 * migration may load tables that are there; else InvalidOid.
 */
Oid
sqf_partner_find(const SqfMigration *migration, const char *name)
{
	const SqfMigrationRequest *request = migration->request;
	Oid			schema = get_namespace_oid(request->target_schema, true);
	Oid			relid;

	if (request->if_exists == SQF_IF_EXISTS_ERROR || !OidIsValid(schema))
		return InvalidOid;
	relid = get_relname_relid(name, schema);
	switch (OidIsValid(relid) ? get_rel_relkind(relid) : '\0')
	{
		case RELKIND_RELATION:
		case RELKIND_PARTITIONED_TABLE:
		case RELKIND_FOREIGN_TABLE:
		case RELKIND_VIEW:
			return relid;
		default:
			return InvalidOid;
	}
}

/*
 * sqf_partner_is_bookkeeping tells whether a migration tool notes its own steps in
 * a table of this name.
 */
bool
sqf_partner_is_bookkeeping(const char *name)
{
	for (size_t i = 0; i < lengthof(bookkeeping); i++)
		if (strcmp(name, bookkeeping[i]) == 0)
			return true;
	return false;
}

static bool
has_rows(const SqfMigration *migration, const char *name)
{
	char	   *target =
		quote_qualified_identifier(migration->request->target_schema, name);

	return sqf_run_sql_int64(psprintf("SELECT count(*) FROM (SELECT FROM %s LIMIT 1) AS r",
									  target)) > 0;
}

/* Said of a table when it is met first. */
static void
leave_out_table(SqfMigration *migration, const char *name, const char *what,
				char *why, const char *done)
{
	char	   *object = psprintf("table \"%s\"", name);
	ListCell   *cell;

	foreach(cell, migration->findings)
	{
		const SqfFinding *finding = lfirst(cell);

		if (strcmp(finding->object, object) == 0 && strcmp(finding->why, why) == 0)
			return;
	}
	sqf_finding_add(migration, object, pstrdup(what), why, pstrdup(done));
}

/*
 * sqf_partner_allows tells whether a table of the source may be migrated; if not,
 * because the target does not have it or it is another tool's, that is a finding.
 */
bool
sqf_partner_allows(SqfMigration *migration, const char *name)
{
	const SqfMigrationRequest *request = migration->request;
	bool		has_partner = OidIsValid(sqf_partner_find(migration, name));

	if (request->if_exists == SQF_IF_EXISTS_ERROR)
		return true;
	if (!has_partner && !request->create_missing)
	{
		leave_out_table(migration, name, "a table or view",
						psprintf("Schema \"%s\" has no table of this name.",
								 request->target_schema),
						"left out; create_missing => true makes it");
		return false;
	}
	if (has_partner && !request->only_verifies &&
		sqf_partner_is_bookkeeping(name) && has_rows(migration, name))
	{
		leave_out_table(migration, name, "notes of a migration tool",
						pstrdup("The target has notes of its own, about its own schema."),
						"left alone");
		return false;
	}
	return true;
}

/*
 * sqf_partner_keeps_view tells whether a view of SQLite's stays behind because the
 * target has a relation of its name; a finding says so.
 */
bool
sqf_partner_keeps_view(SqfMigration *migration, const char *name)
{
	if (!OidIsValid(sqf_partner_find(migration, name)))
		return false;
	leave_out_table(migration, name, "a view",
					pstrdup("The target has a relation of this name."), "left alone");
	return true;
}

/* ---------------------------------------------------------------------------
 * Foreign tables of the target's types
 * ---------------------------------------------------------------------------
 */

/* What the user's foreign table says of a column, but for its name and format. */
static void
append_users_options(StringInfo sql, const SqfSourceTable *source,
					 const char *local_name)
{
	AttrNumber	attnum;
	ListCell   *cell;

	if (!OidIsValid(source->foreign_table))
		return;
	attnum = get_attnum(source->foreign_table, local_name);
	foreach(cell, GetForeignColumnOptions(source->foreign_table, attnum))
	{
		DefElem    *option = lfirst(cell);

		if (strcmp(option->defname, "column_name") != 0 &&
			strcmp(option->defname, "format") != 0)
			appendStringInfo(sql, ", %s %s", quote_identifier(option->defname),
							 quote_literal_cstr(defGetString(option)));
	}
}

static void
append_column(StringInfo sql, const SqfSourceTable *source,
			  const SqfMatch *match, int index)
{
	const char *local_name = source->local_names[match->columns[index]];
	const char *remote_name = match->table.columns[index].name;

	appendStringInfo(sql, "%s%s %s OPTIONS (column_name %s",
					 index > 0 ? ", " : "", quote_identifier(local_name),
					 match->types[index], quote_literal_cstr(remote_name));
	if (match->formats[index] != SQF_FORMAT_NONE)
		appendStringInfo(sql, ", format '%s'",
						 sqf_format_name(match->formats[index]));
	append_users_options(sql, source, local_name);
	appendStringInfoChar(sql, ')');
}

/* A foreign table of our own is made for it. */
static const char *
name_server_of(Oid foreign_table)
{
	ForeignServer *server = GetForeignServer(GetForeignTable(foreign_table)->serverid);

	sqf_rights_need_server(server);
	return quote_identifier(server->servername);
}

static char *
write_copy(const SqfMigration *migration, const SqfStaging *staging,
		   const SqfSourceTable *source, const SqfMatch *match)
{
	const char *server = source->foreign_table == InvalidOid ? staging->server :
		name_server_of(source->foreign_table);
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "CREATE FOREIGN TABLE %s (",
					 quote_qualified_identifier(staging->own_schema, source->local_name));
	for (int i = 0; i < match->table.column_count; i++)
		append_column(&sql, source, match, i);
	appendStringInfo(&sql, ") SERVER %s OPTIONS (\"table\" %s%s)", server,
					 quote_literal_cstr(source->table->name),
					 sqf_staging_reject_options(migration->request));
	return sql.data;
}

static void
tell_column(SqfMigration *migration, const char *table, const char *column,
			const char *why)
{
	sqf_finding_add(migration, psprintf("column \"%s\".\"%s\"", table, column),
					pstrdup("a column"), pstrdup(why), pstrdup("left out"));
}

/*
 * Does the target take values for a column of this name?  If not, that is told,
 * of the name that the source has for it.
 */
static bool
takes_column(SqfMigration *migration, Relation target, const char *table,
			 const char *column, const char *source_column, bool is_generated)
{
	AttrNumber	attnum = get_attnum(RelationGetRelid(target), column);

	if (attnum <= 0)
	{
		SqfUnmatchedColumn *unmatched = palloc(sizeof(SqfUnmatchedColumn));

		unmatched->table_name = table;
		unmatched->column_name = source_column;
		migration->unmatched = lappend(migration->unmatched, unmatched);
		tell_column(migration, table, source_column,
					"The target has no column of this name.");
		return false;
	}
	if (TupleDescAttr(RelationGetDescr(target), attnum - 1)->attgenerated == '\0')
		return true;
	/* what SQLite computes, too, is no value that is lost */
	if (!is_generated)
		tell_column(migration, table, source_column,
					"The target computes this column.");
	return false;
}

static bool
is_generated(const SqfColumn *column)
{
	return column->kind == SQF_COLUMN_GENERATED_VIRTUAL ||
		column->kind == SQF_COLUMN_GENERATED_STORED;
}

static void
tell_unmatched(SqfMigration *migration, const SqfSourceTable *source,
			   Relation target)
{
	bool		is_file = !OidIsValid(source->foreign_table);

	for (int i = 0; i < source->table->column_count; i++)
	{
		const SqfColumn *column = &source->table->columns[i];

		if (column->kind != SQF_COLUMN_HIDDEN)
			(void) takes_column(migration, target, source->local_name,
								source->local_names[i],
								is_file ? column->name : source->local_names[i],
								is_generated(column));
	}
}

/* Names as a migration gives them to what it makes of a file. */
static void
choose_names(const SqfMigrationRequest *request, SqfSourceTable *source)
{
	bool		lower = request->lower_identifiers;
	List	   *taken = sqf_local_name_reserved();

	if (OidIsValid(source->foreign_table))
		return;
	for (int i = 0; i < source->table->column_count; i++)
		source->local_names[i] = sqf_local_name_choose(source->local_names[i],
													   lower, &taken);
	taken = NIL;
	source->local_name = sqf_local_name_choose(source->local_name, lower, &taken);
}

static void
plan_copy(SqfMigration *migration, SqfStaging *staging,
		  const SqfSourceTable *source, Oid partner)
{
	SqfInferSettings settings = {.mode = SQF_INFER_SAMPLE,.zone = source->zone};
	Relation	target = table_open(partner, AccessShareLock);
	const SqfMatch *match = sqf_match_columns(source, target, &settings);

	tell_unmatched(migration, source, target);
	table_close(target, AccessShareLock);
	sqf_staging_add_foreign_table(staging, source->local_name,
								  write_copy(migration, staging, source, match),
								  "with the types of the target");
	staging->copies = lappend(staging->copies, pstrdup(source->local_name));
}

/*
 * sqf_partner_is_twin_view tells whether both a table of the source and its
 * partner are views: what the target's shows has been loaded elsewhere.
 */
bool
sqf_partner_is_twin_view(const SqfTable *remote, Oid partner)
{
	return remote->kind == SQF_TABLE_VIEW &&
		get_rel_relkind(partner) == RELKIND_VIEW;
}

/*
 * sqf_partner_plan adds to a staging, which has a schema of its own, foreign
 * tables for the tables of the source whose partners are there.
 */
void
sqf_partner_plan(SqfMigration *migration, SqfStaging *staging)
{
	const SqfMigrationRequest *request = migration->request;
	ListCell   *cell;

	foreach(cell, sqf_source_tables(request->source, NIL))
	{
		SqfSourceTable *source = lfirst(cell);
		Oid			partner;

		choose_names(request, source);
		partner = sqf_partner_find(migration, source->local_name);
		if (OidIsValid(partner) && sqf_selection_has(request, source->local_name) &&
			!sqf_partner_is_twin_view(source->table, partner) &&
			sqf_partner_allows(migration, source->local_name))
			plan_copy(migration, staging, source, partner);
	}
}

/* ---------------------------------------------------------------------------
 * What the target takes
 * ---------------------------------------------------------------------------
 */

/* Rows of a view or of a foreign table lie elsewhere, and so does what numbers them. */
static bool
has_own_rows(Relation target)
{
	return target->rd_rel->relkind == RELKIND_RELATION ||
		target->rd_rel->relkind == RELKIND_PARTITIONED_TABLE;
}

/* An option of postgres_fdw, or what stands for it where there is none. */
static const char *
find_far_name(const List *options, const char *option, const char *otherwise)
{
	ListCell   *cell;

	foreach(cell, options)
	{
		DefElem    *def = lfirst_node(DefElem, cell);

		if (strcmp(def->defname, option) == 0)
			return defGetString(def);
	}
	return otherwise;
}

static bool
is_of_postgres_fdw(Oid relid)
{
	ForeignServer *server = GetForeignServer(GetForeignTable(relid)->serverid);

	return strcmp(GetForeignDataWrapper(server->fdwid)->fdwname, "postgres_fdw") == 0;
}

/* What moves the sequence on, on the server that has the rows. */
static char *
write_far_setval(const SqfMigratedTable *table, const SqfMigratedColumn *column)
{
	Oid			relid = table->existing;
	const List *options = GetForeignTable(relid)->options;
	const char *far_table =
		quote_qualified_identifier(find_far_name(options, "schema_name",
												 get_namespace_name(get_rel_namespace(relid))),
								   find_far_name(options, "table_name", table->name));
	const char *far_column =
		find_far_name(GetForeignColumnOptions(relid, get_attnum(relid, column->name)),
					  "column_name", column->name);
	const char *quoted = quote_identifier(far_column);
	int64		noted = 0;

	(void) sqf_schema_last_rowid(table->lease, table->remote->name, &noted);
	return psprintf("SELECT setval(pg_get_serial_sequence(%s, %s), greatest(max(%s), " INT64_FORMAT
					")) FROM %s HAVING greatest(max(%s), " INT64_FORMAT ") > 0;",
					quote_literal_cstr(far_table), quote_literal_cstr(far_column), quoted,
					noted, far_table, quoted, noted);
}

static void
tell_hidden_ids(SqfMigration *migration, const SqfMigratedTable *table,
				const SqfMigratedColumn *column)
{
	bool		is_far = get_rel_relkind(table->existing) == RELKIND_FOREIGN_TABLE &&
		is_of_postgres_fdw(table->existing);

	sqf_finding_add(migration, psprintf("column \"%s\".\"%s\"", table->name, column->name),
					pstrdup("ids"),
					pstrdup("The target is a view or a foreign table, and what gives the next id lies behind it."),
					is_far ? psprintf("no sequence was set; to set it, run on the other server: %s",
									  write_far_setval(table, column)) :
					pstrdup("no sequence was set: set it by setval() where the rows are"));
}

/*
 * sqf_partner_describe says of a table whose target is there which columns are
 * loaded, and how.
 */
void
sqf_partner_describe(SqfMigration *migration, SqfMigratedTable *table)
{
	Relation	target = table_open(table->existing, AccessShareLock);

	/* below a view there may be an identity column */
	table->overrides = target->rd_rel->relkind == RELKIND_VIEW;
	for (int i = 0; i < table->column_count; i++)
	{
		SqfMigratedColumn *column = &table->columns[i];
		AttrNumber	attnum = get_attnum(table->existing, column->name);

		column->is_loaded = takes_column(migration, target, table->name,
										 column->name, column->name,
										 column->remote != NULL &&
										 is_generated(column->remote));
		if (!column->is_loaded)
			continue;
		table->overrides |=
			TupleDescAttr(RelationGetDescr(target), attnum - 1)->attidentity ==
			ATTRIBUTE_IDENTITY_ALWAYS;
		if (!has_own_rows(target) && column->remote != NULL &&
			column->remote->is_rowid_alias)
			tell_hidden_ids(migration, table, column);
	}
	table_close(target, AccessShareLock);
}

static bool
loads_any_column(const SqfMigratedTable *table)
{
	for (int i = 0; i < table->column_count; i++)
		if (table->columns[i].is_loaded)
			return true;
	return false;
}

static void
check_partner(const SqfMigration *migration, const SqfMigratedTable *table)
{
	const SqfMigrationRequest *request = migration->request;

	if (!loads_any_column(table))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("table %s has no column of those that source \"%s\" has for it",
						table->target, request->source),
				 errhint("Name the columns as the target does, in foreign tables or views of your own, and name their schema as the source; or leave the table out with exclude_tables.")));
	if (request->if_exists == SQF_IF_EXISTS_TRUNCATE &&
		get_rel_relkind(table->existing) == RELKIND_VIEW)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("%s is a view and cannot be emptied", table->target),
				 errhint("Use if_exists => 'append', or leave it out with exclude_tables.")));
}

/*
 * sqf_partner_check_all throws if tables that are there cannot be loaded, whatever
 * the rows, or if there is nothing to do at all.
 */
void
sqf_partner_check_all(const SqfMigration *migration)
{
	const SqfMigrationRequest *request = migration->request;
	ListCell   *cell;

	if (request->if_exists == SQF_IF_EXISTS_ERROR)
		return;
	foreach(cell, migration->tables)
	{
		const SqfMigratedTable *table = lfirst(cell);

		if (OidIsValid(table->existing))
			check_partner(migration, table);
	}
	if (migration->tables == NIL && migration->views == NIL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("schema \"%s\" has no table that source \"%s\" could be loaded into",
						request->target_schema, request->source),
				 errhint("Tables are found by their names, as they are written; identifiers => 'lower' writes those of the file in lower case.")));
}

/* ---------------------------------------------------------------------------
 * After the load
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_partner_only returns what stands before the name of a target so that its own
 * rows are meant, and not those of tables that inherit from it.
 */
const char *
sqf_partner_only(Oid target)
{
	return get_rel_relkind(target) == RELKIND_RELATION ? "ONLY " : "";
}

/*
 * sqf_partner_sequence returns the sequence, as SQL, from which a column of an
 * existing table takes its next id, or NULL.  SPI must be connected.
 */
char *
sqf_partner_sequence(const SqfMigratedTable *table,
					 const SqfMigratedColumn *column)
{
	AttrNumber	attnum = get_attnum(table->existing, column->name);
	List	   *names;

	/* its own, as a serial or an identity column has it, or one that its default names */
	names = sqf_run_sql_texts(psprintf("SELECT format('%%I.%%I', n.nspname, s.relname)"
									   " FROM pg_depend AS d JOIN pg_class AS s ON s.oid ="
									   " CASE WHEN d.classid = 'pg_class'::regclass THEN d.objid ELSE d.refobjid END"
									   " AND s.relkind = 'S'"
									   " JOIN pg_namespace AS n ON n.oid = s.relnamespace"
									   " WHERE d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')"
									   " AND d.refclassid = 'pg_class'::regclass AND d.refobjid = %u AND d.refobjsubid = %d"
									   " OR d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass"
									   " AND d.objid = (SELECT oid FROM pg_attrdef WHERE adrelid = %u AND adnum = %d)",
									   table->existing, attnum, table->existing, attnum), 1);
	return names == NIL ? NULL : linitial(names);
}

/*
 * sqf_partner_can_analyze tells whether the caller may have the rows of an
 * existing table counted for the planner, and whether it has any itself.
 */
bool
sqf_partner_can_analyze(const SqfMigratedTable *table)
{
	return get_rel_relkind(table->existing) != RELKIND_VIEW &&
		sqf_rights_is_owner(table->existing);
}
