/*-------------------------------------------------------------------------
 *
 * deparse_select.c
 *	  The clauses of a scan's SELECT are written here.
 *
 * IDENTIFICATION
 *	  src/plan/deparse_select.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "foreign/private.h"
#include "optimizer/optimizer.h"
#include "optimizer/paths.h"
#include "plan/deparse_select.h"
#include "remote/select.h"

/*
 * sqf_deparse_begin_select starts the SELECT of a foreign table or a join of some.
 */
void
sqf_deparse_begin_select(SqfSelect *select, PlannerInfo *root, RelOptInfo *rel)
{
	const SqfRelInfo *info = rel->fdw_private;
	int			table = -1;

	memset(select, 0, sizeof(SqfSelect));
	select->guard = -1;
	select->visible = info->tables;
	sqf_deparse_begin(&select->deparse, root, rel->relids);
	initStringInfo(&select->columns);
	appendStringInfoString(&select->columns, "SELECT ");
	while ((table = bms_next_member(info->tables, table)) >= 0)
	{
		select->tables = lappend_int(select->tables, table);
		select->relids = lappend_oid(select->relids,
									 root->simple_rte_array[table]->relid);
	}
}

static const SqfRelInfo *
get_table_info(const SqfSelect *select, Index table)
{
	return select->deparse.root->simple_rel_array[table]->fdw_private;
}

/*
 * sqf_deparse_add_text adds a column, already written; returns its position.
 */
int
sqf_deparse_add_text(SqfSelect *select, const char *sql)
{
	appendStringInfo(&select->columns, "%s%s",
					 select->column_count > 0 ? ", " : "", sql);
	return select->column_count++;
}

/*
 * sqf_deparse_find_table returns a table's position in the list of tables.
 */
int
sqf_deparse_find_table(const SqfSelect *select, Index table)
{
	ListCell   *cell;

	foreach(cell, select->tables)
	{
		if ((Index) lfirst_int(cell) == table)
			return foreach_current_index(cell);
	}
	elog(ERROR, "table %u is not of this SELECT", table);
}

/*
 * sqf_deparse_find_columns makes the columns that a target and the conditions of
 * a relation need its outputs; false if one of them cannot be given.
 */
bool
sqf_deparse_find_columns(SqfRelInfo *info, const PathTarget *target)
{
	List	   *columns = pull_var_clause((Node *) target->exprs,
										  PVC_RECURSE_AGGREGATES |
										  PVC_RECURSE_WINDOWFUNCS |
										  PVC_INCLUDE_PLACEHOLDERS);
	ListCell   *cell;

	foreach(cell, info->conds)
		columns = list_concat(columns,
							  pull_var_clause((Node *) lfirst_node(RestrictInfo, cell)->clause,
											  PVC_INCLUDE_PLACEHOLDERS));
	foreach(cell, columns)
	{
		if (!sqf_relinfo_can_give(info, lfirst(cell)))
			return false;
		info->outputs = list_append_unique(info->outputs, lfirst(cell));
	}
	return true;
}

/*
 * sqf_deparse_add_column adds a column of a foreign table, which fills an
 * attribute of the scan's tuple.
 */
void
sqf_deparse_add_column(SqfSelect *select, int attribute, Index table,
					   AttrNumber attnum)
{
	const SqfRelInfo *info = get_table_info(select, table);
	const SqfColumn *column = sqf_column_map_find_column(info->map, attnum,
														 info->table);

	sqf_select_append_column(&select->columns, sqf_shippable_alias(table),
							 column->name);
	select->column_count++;
	select->outputs = lappend(select->outputs,
							  sqf_output_stored(attribute,
												sqf_deparse_find_table(select, table),
												attnum));
}

/*
 * sqf_deparse_ships tells whether all tables of the SELECT are read as they are;
 * on_error 'ignore' judges each row here.
 */
bool
sqf_deparse_ships(const SqfSelect *select)
{
	ListCell   *cell;

	foreach(cell, select->tables)
	{
		if (!get_table_info(select, lfirst_int(cell))->ships)
			return false;
	}
	return true;
}

/*
 * sqf_deparse_schema_id returns the id of the schema that all tables of the
 * SELECT were found in.
 */
const char *
sqf_deparse_schema_id(const SqfSelect *select)
{
	return get_table_info(select, linitial_int(select->tables))->schema_id;
}

/*
 * sqf_deparse_add_keys ends the columns with those that tell the rows of each
 * table apart, for messages.  Without columns nothing can go wrong.
 */
void
sqf_deparse_add_keys(SqfSelect *select)
{
	ListCell   *cell;

	foreach(cell, select->tables)
	{
		Index		table = lfirst_int(cell);

		select->keys = lappend(select->keys, select->column_count == 0 ? NIL :
							   sqf_select_append_key(&select->columns,
													 sqf_shippable_alias(table),
													 get_table_info(select, table)->table));
	}
	if (select->column_count == 0)
		sqf_deparse_add_text(select, "NULL");
}

/* ---------------------------------------------------------------------------
 * FROM
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_deparse_partner writes the condition by which SQLite finds the partners of
 * an outer, semi or anti join, where it cannot be checked again: it must be
 * exact for all that PostgreSQL reads, and its parameters must have twins.
 * Returns NULL if there is no such SQL.
 */
char *
sqf_deparse_partner(SqfSelect *select, const RestrictInfo *restrictinfo,
					SqfCondition *condition)
{
	int			params = list_length(select->deparse.params);

	if (restrictinfo->pseudoconstant ||
		!sqf_deparse_condition(&select->deparse, (Node *) restrictinfo->clause,
							   condition) ||
		condition->exact == NULL ||
		strcmp(condition->sql, condition->exact) != 0 ||
		!sqf_parameter_have_twins(&select->deparse, params))
		return NULL;
	return condition->sql;
}

/* What was found to be exact when the join was planned. */
static char *
write_partners(SqfSelect *select, const List *on)
{
	List	   *conditions = NIL;
	SqfCondition condition;
	ListCell   *cell;

	foreach(cell, on)
		conditions = lappend(conditions,
							 sqf_deparse_partner(select, lfirst(cell), &condition));
	return sqf_deparse_all(conditions);
}

/*
 * A table; in blocks it is read by row ids alone, because an index would be
 * searched whole for each of them.
 */
static void
append_table(StringInfo sql, const char *alias, const SqfTable *table,
			 bool in_blocks)
{
	sqf_select_append_table(sql, alias, table);
	if (in_blocks)
		appendStringInfoString(sql, " NOT INDEXED");
}

/*
 * sqf_deparse_from writes the FROM of a foreign table or a join of some.
 */
char *
sqf_deparse_from(SqfSelect *select, RelOptInfo *rel)
{
	const SqfRelInfo *info = rel->fdw_private;
	StringInfoData sql;

	initStringInfo(&sql);
	if (info->outer == NULL)
		append_table(&sql, sqf_shippable_alias(rel->relid), info->table,
					 select->in_blocks);
	else if (info->jointype == JOIN_INNER)
		appendStringInfo(&sql, "%s, %s", sqf_deparse_from(select, info->outer),
						 sqf_deparse_from(select, info->inner));
	else if (info->jointype == JOIN_LEFT)
		appendStringInfo(&sql, "%s LEFT JOIN %s ON %s",
						 sqf_deparse_from(select, info->outer),
						 sqf_deparse_from(select, info->inner),
						 write_partners(select, info->on));
	else
		return sqf_deparse_from(select, info->outer);
	return sql.data;
}

/* The semi and anti joins below a relation, as conditions of its WHERE. */
static List *
write_exists(SqfSelect *select, RelOptInfo *rel)
{
	const SqfRelInfo *info = rel->fdw_private;
	List	   *conditions;

	if (info->outer == NULL)
		return NIL;
	conditions = write_exists(select, info->outer);
	if (info->jointype == JOIN_SEMI || info->jointype == JOIN_ANTI)
		return lappend(conditions,
					   psprintf("%sEXISTS (SELECT 1 FROM %s WHERE %s)",
								info->jointype == JOIN_ANTI ? "NOT " : "",
								sqf_deparse_from(select, info->inner),
								write_partners(select, info->on)));
	return list_concat(conditions, write_exists(select, info->inner));
}

/* ---------------------------------------------------------------------------
 * WHERE
 * ---------------------------------------------------------------------------
 */

static char *
write_where(const List *conditions)
{
	return conditions == NIL ? "" :
		psprintf(" WHERE %s", sqf_deparse_all(conditions));
}

/* The block to read: its bounds are the two parameters after all others. */
static char *
write_block(const SqfSelect *select)
{
	Index		table = linitial_int(select->tables);
	int			params = list_length(select->deparse.params);

	return psprintf("%s.%s BETWEEN ?%d AND ?%d", sqf_shippable_alias(table),
					get_table_info(select, table)->table->rowid_name,
					params + 1, params + 2);
}

/*
 * sqf_deparse_block_end writes the SELECT that finds where a block of row ids
 * ends: its parameters are the first row id and how many rows the block has, and
 * it gives the first row id of the next block, if there is one.
 */
char *
sqf_deparse_block_end(const SqfTable *table)
{
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT ");
	sqf_select_append_column(&sql, SQF_TABLE_ALIAS, table->rowid_name);
	appendStringInfoString(&sql, " FROM ");
	append_table(&sql, SQF_TABLE_ALIAS, table, true);
	appendStringInfo(&sql, " WHERE %s.%s >= ?1 ORDER BY %s.%s LIMIT 1 OFFSET ?2",
					 SQF_TABLE_ALIAS, table->rowid_name,
					 SQF_TABLE_ALIAS, table->rowid_name);
	return sql.data;
}

/*
 * sqf_deparse_where writes the WHERE of those conditions, a List of
 * RestrictInfo, on the rows of a relation that SQLite knows; "" if it knows none
 * of them.  *plain_where is without those that have a parameter which may have
 * no twin.
 */
char *
sqf_deparse_where(SqfSelect *select, RelOptInfo *rel, const List *conds,
				  char **plain_where)
{
	List	   *conditions = write_exists(select, rel);
	List	   *plain = list_copy(conditions);
	SqfCondition condition;
	ListCell   *cell;

	foreach(cell, conds)
	{
		RestrictInfo *restrictinfo = lfirst_node(RestrictInfo, cell);
		int			params = list_length(select->deparse.params);

		if (list_length(conditions) >= SQF_MAX_LIST ||
			restrictinfo->pseudoconstant ||
			!sqf_deparse_condition(&select->deparse,
								   (Node *) restrictinfo->clause, &condition))
			continue;
		conditions = lappend(conditions, condition.sql);
		if (sqf_parameter_have_twins(&select->deparse, params))
			plain = lappend(plain, condition.sql);
		if (condition.exact == NULL)
			select->notes = lappend(select->notes,
									psprintf("prefilter: %s", condition.sql));
	}
	if (select->in_blocks)
	{
		conditions = lappend(conditions, write_block(select));
		plain = lappend(plain, write_block(select));
	}
	*plain_where = write_where(plain);
	return write_where(conditions);
}

/*
 * sqf_deparse_exact_where writes the WHERE of all conditions of a relation, so
 * that it is exactly true for what PostgreSQL finds true as long as the guards
 * hold; returns false if there is no such WHERE.
 */
bool
sqf_deparse_exact_where(SqfSelect *select, RelOptInfo *rel, char **where)
{
	const SqfRelInfo *info = rel->fdw_private;
	List	   *conditions = write_exists(select, rel);
	SqfCondition condition;
	SqfValue	value;
	ListCell   *cell;

	foreach(cell, info->conds)
	{
		RestrictInfo *restrictinfo = lfirst_node(RestrictInfo, cell);

		if (list_length(conditions) >= SQF_MAX_LIST ||
			restrictinfo->pseudoconstant ||
			!sqf_deparse_condition(&select->deparse,
								   (Node *) restrictinfo->clause, &condition) ||
			condition.exact == NULL)
			return false;
		conditions = lappend(conditions, condition.sql);
		select->guards = sqf_deparse_add_guards(select->guards,
												condition.pass_guards);
	}
	foreach(cell, info->hidden)
	{
		if (!sqf_deparse_value(&select->deparse, lfirst(cell), &value) ||
			!value.is_guardable)
			return false;
		select->guards = sqf_deparse_add_guards(select->guards, value.guards);
	}
	*where = write_where(conditions);
	return list_length(select->guards) <= SQF_MAX_LIST;
}

/* ---------------------------------------------------------------------------
 * ORDER BY
 * ---------------------------------------------------------------------------
 */

static bool
sorts_descending(const PathKey *pathkey)
{
#if PG_VERSION_NUM >= 180000
	return pathkey->pk_cmptype == COMPARE_GT;
#else
	return pathkey->pk_strategy == BTGreaterStrategyNumber;
#endif
}

/* Are these tables of the statement, with columns that can be given? */
static bool
is_visible(const SqfSelect *select, Relids relids)
{
	/* outer joins are among the relids, too */
	Relids		tables = bms_intersect(relids,
									   select->deparse.root->all_baserels);

	return bms_is_subset(relids, select->deparse.relids) &&
		bms_is_subset(tables, select->visible);
}

/* Does SQLite sort by this member of the class as PostgreSQL does? */
static bool
sorts_by(SqfSelect *select, const PathKey *pathkey,
		 const EquivalenceMember *member, SqfValue *value)
{
	return !member->em_is_const && !bms_is_empty(member->em_relids) &&
		is_visible(select, member->em_relids) &&
		sqf_deparse_value(&select->deparse, (Node *) member->em_expr, value) &&
		value->sorts &&
		sqf_shippable_order(pathkey->pk_opfamily, value->domain) &&
		(value->domain != SQF_DOMAIN_TEXT ||
		 sqf_shippable_sorts_as_c(pathkey->pk_eclass->ec_collation));
}

/* A member of the class that the statement has a value for. */
static bool
find_sort_value(SqfSelect *select, const PathKey *pathkey, SqfValue *value)
{
	EquivalenceClass *class = pathkey->pk_eclass;
#if PG_VERSION_NUM >= 180000
	EquivalenceMemberIterator members;
	EquivalenceMember *member;

	if (class->ec_has_volatile)
		return false;
	/* those of partitions are kept apart */
	setup_eclass_member_iterator(&members, class, select->deparse.relids);
	while ((member = eclass_member_iterator_next(&members)) != NULL)
	{
		if (sorts_by(select, pathkey, member, value))
			return true;
	}
#else
	ListCell   *cell;

	if (class->ec_has_volatile)
		return false;
	foreach(cell, class->ec_members)
	{
		if (sorts_by(select, pathkey, lfirst(cell), value))
			return true;
	}
#endif
	return false;
}

/*
 * sqf_deparse_order writes the ORDER BY of a sort order; NULL if SQLite does not
 * sort what can be read as PostgreSQL does.  *attnums are the columns it sorts
 * by, 0 for what is more than a column.
 */
char *
sqf_deparse_order(SqfSelect *select, const List *pathkeys, List **attnums)
{
	StringInfoData sql;
	ListCell   *cell;

	*attnums = NIL;
	initStringInfo(&sql);
	foreach(cell, pathkeys)
	{
		const PathKey *pathkey = lfirst_node(PathKey, cell);
		bool		is_descending = sorts_descending(pathkey);
		SqfValue	value;

		if (!find_sort_value(select, pathkey, &value))
			return NULL;

		/* fractions that are rounded away here would sort before the next key */
		if (value.domain == SQF_DOMAIN_COUNTED_TIME &&
			lnext(pathkeys, cell) != NULL)
			return NULL;
		*attnums = lappend_int(*attnums, value.attnum);
		select->guards = sqf_deparse_add_guards(select->guards, value.guards);
		appendStringInfo(&sql, "%s%s%s%s",
						 sql.len > 0 ? ", " : " ORDER BY ", value.sql,
						 value.needs_collate ? " COLLATE BINARY" : "",
						 is_descending ? " DESC" : "");

		/* SQLite's NULL is smaller than all, PostgreSQL's greater */
		if (pathkey->pk_nulls_first == is_descending)
			appendStringInfoString(&sql, is_descending ? " NULLS FIRST" :
								   " NULLS LAST");
	}
	return sql.data;
}
