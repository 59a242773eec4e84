/*-------------------------------------------------------------------------
 *
 * match.c
 *	  Columns of a source meet the columns of a target that have their names.
 *
 * The target's type leads.  How times are stored is as the foreign table says, if
 * it does, or else as the data tell.
 *
 * IDENTIFICATION
 *	  src/migrate/match.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "migrate/match.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

/* The target's column of the same name, if it takes values. */
static AttrNumber
find_attnum(const SqfSourceTable *source, int column, Relation target)
{
	AttrNumber	attnum = get_attnum(RelationGetRelid(target),
									source->local_names[column]);

	/* a generated column makes its own values */
	if (attnum <= 0 ||
		TupleDescAttr(RelationGetDescr(target), attnum - 1)->attgenerated != '\0')
		return InvalidAttrNumber;
	return attnum;
}

static void
match_names(const SqfSourceTable *source, Relation target, SqfMatch *match)
{
	int			count = source->table->column_count;

	match->table = *source->table;
	match->table.columns = palloc(count * sizeof(SqfColumn));
	match->table.column_count = 0;
	match->columns = palloc(count * sizeof(int));
	match->attnums = palloc(count * sizeof(AttrNumber));
	match->types = palloc(count * sizeof(char *));
	match->formats = palloc0(count * sizeof(SqfFormat));
	match->mixes_units = palloc0(count * sizeof(bool));
	for (int i = 0; i < count; i++)
	{
		AttrNumber	attnum = find_attnum(source, i, target);
		int			matched = match->table.column_count;
		Form_pg_attribute attribute;

		if (attnum == InvalidAttrNumber)
			continue;
		attribute = TupleDescAttr(RelationGetDescr(target), attnum - 1);
		match->table.columns[matched] = source->table->columns[i];
		match->columns[matched] = i;
		match->attnums[matched] = attnum;
		match->types[matched] =
			format_type_extended(attribute->atttypid, attribute->atttypmod,
								 FORMAT_TYPE_TYPEMOD_GIVEN |
								 FORMAT_TYPE_FORCE_QUALIFY);
		match->table.column_count++;
	}
}

static Oid
matched_type(const SqfMatch *match, Relation target, int index)
{
	return getBaseType(get_atttype(RelationGetRelid(target),
								   match->attnums[index]));
}

/* Does the foreign table leave open how the values of a time are stored? */
static bool
is_to_be_found(const SqfSourceTable *source, int column, Oid type)
{
	if (!sqf_format_applies(SQF_FORMAT_ISO, type))
		return false;
	if (source->formats == NULL)
		return true;
	return source->formats[column] == SQF_FORMAT_NONE &&
		!sqf_format_applies(SQF_FORMAT_ISO, getBaseType(source->types[column]));
}

static void
find_formats(const SqfSourceTable *source, Relation target,
			 const SqfInferSettings *settings, SqfMatch *match)
{
	int			count = match->table.column_count;
	SqfTable	times = match->table;
	const char **types = palloc(count * sizeof(char *));
	int		   *places = palloc(count * sizeof(int));
	SqfInference *inference;

	times.columns = palloc(count * sizeof(SqfColumn));
	times.column_count = 0;
	for (int i = 0; i < count; i++)
	{
		Oid			type = matched_type(match, target, i);

		if (is_to_be_found(source, match->columns[i], type))
		{
			types[times.column_count] = match->types[i];
			places[times.column_count] = i;
			times.columns[times.column_count++] = match->table.columns[i];
		}
		else if (source->formats != NULL)
			match->formats[i] = sqf_source_format(source, match->columns[i], type);
	}
	if (times.column_count == 0)
		return;

	inference = sqf_infer_table(source->lease, &times, settings, types);
	for (int i = 0; i < times.column_count; i++)
	{
		match->formats[places[i]] = inference->choices[i].format;
		match->mixes_units[places[i]] = inference->choices[i].mixes_units;
	}
}

/*
 * sqf_match_columns finds the columns that a source and its target both have.
 * All is palloc'd.
 */
SqfMatch *
sqf_match_columns(const SqfSourceTable *source, Relation target,
				  const SqfInferSettings *settings)
{
	SqfMatch   *match = palloc0(sizeof(SqfMatch));

	match_names(source, target, match);
	find_formats(source, target, settings, match);
	return match;
}
