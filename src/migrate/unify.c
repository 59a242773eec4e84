/*-------------------------------------------------------------------------
 *
 * unify.c
 *	  Both ends of a foreign key get one type here.
 *
 * PostgreSQL makes no foreign key between a bigint and a text, and SQLite never
 * asked.  Both get the first type that reads all values of both.
 *
 * IDENTIFICATION
 *	  src/migrate/unify.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "migrate/unify.h"

static bool
is_type_of(const SqfCandidate *candidate, const char *type, SqfFormat format)
{
	return candidate->format == format && strcmp(candidate->type, type) == 0;
}

/*
 * Does a type fit that was tried on a column?  One that was given up before is
 * not taken again, or two keys of one parent would go on for ever.
 */
static bool
fits(const SqfChoice *choice, const char *type, SqfFormat format)
{
	bool		is_left = false;
	ListCell   *cell;

	foreach(cell, choice->candidates)
	{
		const SqfCandidate *candidate = lfirst(cell);

		is_left |= is_type_of(candidate, choice->type, choice->format);
		if (is_left && is_type_of(candidate, type, format))
			return candidate->fits;
	}
	return false;
}

static bool
is_same(const SqfChoice *a, const SqfChoice *b)
{
	return strcmp(a->type, b->type) == 0 && a->format == b->format;
}

static void
take_type(SqfChoice *to, const SqfChoice *from, const char *why)
{
	to->type = from->type;
	to->format = from->format;
	to->evidence = pstrdup(why);
	to->near_miss = NULL;
	to->misses = NIL;
}

/* The best type that fits both ends; the last of all fits everything. */
static SqfChoice
find_common_type(const SqfChoice *child, const SqfChoice *parent)
{
	SqfChoice	common = {.type = "pg_catalog.text",.format = SQF_FORMAT_LITERAL};
	ListCell   *cell;

	foreach(cell, child->candidates)
	{
		const SqfCandidate *candidate = lfirst(cell);

		if (fits(child, candidate->type, candidate->format) &&
			fits(parent, candidate->type, candidate->format))
		{
			common.type = candidate->type;
			common.format = candidate->format;
			break;
		}
	}
	return common;
}

/*
 * A row id stays what it is, and keeps its identity: the other end follows if its
 * values can be read so.
 */
static bool
follow_row_id(SqfChoice *other, const SqfChoice *row_id)
{
	if (other->is_given || other->is_row_id ||
		(other->values > 0 && !fits(other, row_id->type, row_id->format)))
		return false;
	take_type(other, row_id, "as the other end of its foreign key");
	return true;
}

/*
 * Give two choices one type; true if one of them changed.  A column without
 * values follows the other, and so does one whose type is not given.
 */
static bool
unify(SqfChoice *child, SqfChoice *parent)
{
	static const char follows[] = "as the other end of its foreign key";
	static const char fits_both[] = "which reads both ends of a foreign key";
	SqfChoice	common;

	if (is_same(child, parent) || (child->is_given && parent->is_given))
		return false;
	if (parent->is_row_id)
		return follow_row_id(child, parent);
	if (child->is_row_id)
		return follow_row_id(parent, child);
	if (parent->is_given || (child->values == 0 && !child->is_given))
		take_type(child, parent, follows);
	else if (child->is_given || parent->values == 0)
		take_type(parent, child, follows);
	else
	{
		common = find_common_type(child, parent);
		if (!is_same(child, &common))
			take_type(child, &common, fits_both);
		if (!is_same(parent, &common))
			take_type(parent, &common, fits_both);
	}
	return true;
}

static SqfInference *
find_inference(const List *inferences, const char *table)
{
	ListCell   *cell;

	foreach(cell, inferences)
	{
		SqfInference *inference = lfirst(cell);

		if (pg_strcasecmp(inference->table->name, table) == 0)
			return inference;
	}
	return NULL;
}

static SqfChoice *
find_choice(SqfInference *inference, const char *column)
{
	const SqfColumn *found = sqf_catalog_column(inference->table, column);

	return found == NULL ? NULL :
		&inference->choices[found - inference->table->columns];
}

/* The parent's column of a part; without a name it is one of the key's. */
static SqfChoice *
find_parent_choice(SqfInference *parent, const SqfForeignKeyPart *part)
{
	if (part->parent_column != NULL)
		return find_choice(parent, part->parent_column);
	if (part->position >= list_length(parent->table->key))
		return NULL;
	return find_choice(parent,
					   ((SqfColumn *) list_nth(parent->table->key,
											   part->position))->name);
}

static bool
unify_part(const List *inferences, SqfInference *child,
		   const SqfForeignKeyPart *part)
{
	SqfInference *parent = find_inference(inferences, part->parent_table);
	SqfChoice  *child_choice = find_choice(child, part->column);
	SqfChoice  *parent_choice = parent == NULL ? NULL :
		find_parent_choice(parent, part);

	return child_choice != NULL && parent_choice != NULL &&
		unify(child_choice, parent_choice);
}

/*
 * sqf_unify_foreign_keys makes the choices for both ends of each foreign key
 * among some tables (a List of SqfInference) the same.
 */
void
sqf_unify_foreign_keys(SqfLease *lease, List *inferences)
{
	bool		changed = true;

	/* a change may travel along a chain of keys, at most once per table */
	for (int round = 0; changed && round <= list_length(inferences); round++)
	{
		ListCell   *cell;

		changed = false;
		foreach(cell, inferences)
		{
			SqfInference *child = lfirst(cell);
			ListCell   *part;

			foreach(part, sqf_catalog_foreign_keys(lease, child->table))
				changed |= unify_part(inferences, child, lfirst(part));
		}
	}
}
