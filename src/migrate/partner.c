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
#include "foreign/connection.h"
#include "foreign/foreign.h"
#include "foreign/local_name.h"
#include "lib/stringinfo.h"
#include "migrate/finding.h"
#include "migrate/match.h"
#include "migrate/partner.h"
#include "migrate/run_sql.h"
#include "migrate/selection.h"
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
		sqf_finding_add(migration, psprintf("table \"%s\"", name),
						pstrdup("a table or view"),
						psprintf("Schema \"%s\" has no table of this name.",
								 request->target_schema),
						pstrdup("left out; create_missing => true makes it"));
		return false;
	}
	if (has_partner && !request->only_verifies &&
		sqf_partner_is_bookkeeping(name) && has_rows(migration, name))
	{
		sqf_finding_add(migration, psprintf("table \"%s\"", name),
						pstrdup("notes of a migration tool"),
						pstrdup("The target has notes of its own, about its own schema."),
						pstrdup("left alone"));
		return false;
	}
	return true;
}

/* ---------------------------------------------------------------------------
 * Foreign tables of the target's types
 * ---------------------------------------------------------------------------
 */

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
	appendStringInfoChar(sql, ')');
}

static char *
write_copy(const SqfMigration *migration, const SqfStaging *staging,
		   const SqfSourceTable *source, const SqfMatch *match)
{
	const char *server = source->foreign_table == InvalidOid ? staging->server :
		quote_identifier(GetForeignServer(GetForeignTable(source->foreign_table)->serverid)->servername);
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

/* A column that the target does not have. */
static void
leave_out_column(SqfMigration *migration, const char *table, const char *name)
{
	SqfUnmatchedColumn *column = palloc(sizeof(SqfUnmatchedColumn));

	column->table_name = table;
	column->column_name = name;
	migration->unmatched = lappend(migration->unmatched, column);
	sqf_finding_add(migration, psprintf("column \"%s\".\"%s\"", table, name),
					pstrdup("a column"),
					pstrdup("The target has no column of this name."),
					pstrdup("left out"));
}

static void
tell_unmatched(SqfMigration *migration, const SqfSourceTable *source,
			   const SqfMatch *match, Relation target)
{
	for (int i = 0; i < source->table->column_count; i++)
	{
		const char *name = source->local_names[i];

		if (get_attnum(RelationGetRelid(target), name) == InvalidAttrNumber)
			leave_out_column(migration, source->local_name, name);
	}
}

/* Names as PostgreSQL has them, if they were asked for in lower case. */
static void
lower_names(const SqfMigrationRequest *request, SqfSourceTable *source)
{
	List	   *taken = NIL;

	if (!request->lower_identifiers || OidIsValid(source->foreign_table))
		return;
	for (int i = 0; i < source->table->column_count; i++)
		source->local_names[i] = sqf_local_name_choose(source->local_names[i],
													   true, &taken);
	taken = NIL;
	source->local_name = sqf_local_name_choose(source->local_name, true, &taken);
}

static void
plan_copy(SqfMigration *migration, SqfStaging *staging,
		  const SqfSourceTable *source, Oid partner)
{
	SqfInferSettings settings = {.mode = SQF_INFER_SAMPLE,.zone = source->zone};
	Relation	target = table_open(partner, AccessShareLock);
	const SqfMatch *match = sqf_match_columns(source, target, &settings);

	tell_unmatched(migration, source, match, target);
	table_close(target, AccessShareLock);
	sqf_staging_add_foreign_table(staging, source->local_name,
								  write_copy(migration, staging, source, match),
								  "with the types of the target");
	staging->copies = lappend(staging->copies, pstrdup(source->local_name));
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

		lower_names(request, source);
		partner = sqf_partner_find(migration, source->local_name);
		if (OidIsValid(partner) && source->table->kind != SQF_TABLE_VIEW &&
			sqf_selection_has(request, source->local_name) &&
			sqf_partner_allows(migration, source->local_name))
			plan_copy(migration, staging, source, partner);
	}
}

/* ---------------------------------------------------------------------------
 * What the target takes
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_partner_describe says of a table whose target is there which columns are
 * loaded, and how.
 */
void
sqf_partner_describe(SqfMigration *migration, SqfMigratedTable *table)
{
	Relation	target = table_open(table->existing, AccessShareLock);

	for (int i = 0; i < table->column_count; i++)
	{
		SqfMigratedColumn *column = &table->columns[i];
		AttrNumber	attnum = get_attnum(table->existing, column->name);
		Form_pg_attribute attribute;

		column->is_loaded = attnum > 0;
		if (attnum <= 0)
		{
			leave_out_column(migration, table->name, column->name);
			continue;
		}
		attribute = TupleDescAttr(RelationGetDescr(target), attnum - 1);
		column->is_loaded = attribute->attgenerated == '\0';
		table->overrides |= attribute->attidentity == ATTRIBUTE_IDENTITY_ALWAYS;
	}
	table_close(target, AccessShareLock);
}
