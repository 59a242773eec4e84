/*-------------------------------------------------------------------------
 *
 * selection.c
 *	  Tables are chosen by names and patterns.
 *
 * IDENTIFICATION
 *	  src/migrate/selection.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <fnmatch.h>

#include "foreign/closest.h"
#include "migrate/selection.h"

/* A name matches itself, whatever characters it is made of. */
static bool
matches(const char *pattern, const char *name)
{
	return strcmp(pattern, name) == 0 || fnmatch(pattern, name, 0) == 0;
}

static bool
any_matches(const List *patterns, const char *name)
{
	ListCell   *cell;

	foreach(cell, patterns)
	{
		if (matches(lfirst(cell), name))
			return true;
	}
	return false;
}

/*
 * sqf_selection_has tells whether a table, by its name in PostgreSQL, is to be
 * migrated.
 */
bool
sqf_selection_has(const SqfMigrationRequest *request, const char *name)
{
	return (request->tables == NIL || any_matches(request->tables, name)) &&
		!any_matches(request->exclude_tables, name);
}

static void
check_patterns(const SqfMigrationRequest *request, const List *patterns,
			   const List *names)
{
	ListCell   *cell;

	foreach(cell, patterns)
	{
		const char *pattern = lfirst(cell);
		SqfClosest	closest;
		bool		is_met = false;
		ListCell   *name;

		sqf_closest_begin(&closest, pattern);
		foreach(name, names)
		{
			is_met |= matches(pattern, lfirst(name));
			sqf_closest_offer(&closest, lfirst(name));
		}
		if (is_met)
			continue;
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("source \"%s\" has no table that matches \"%s\"",
						request->source, pattern),
				 closest.name != NULL ?
				 errhint("Perhaps you meant the table \"%s\".", closest.name) : 0));
	}
}

/*
 * sqf_selection_check throws if a name or pattern that was asked for matches none
 * of the names (char *) of all tables.
 */
void
sqf_selection_check(const SqfMigrationRequest *request, const List *names)
{
	check_patterns(request, request->tables, names);
	check_patterns(request, request->exclude_tables, names);
}
