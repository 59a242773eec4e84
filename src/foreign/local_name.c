/*-------------------------------------------------------------------------
 *
 * local_name.c
 *	  A SQLite name of any length becomes a PostgreSQL name of its own.
 *
 * IDENTIFICATION
 *	  src/foreign/local_name.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "mb/pg_wchar.h"
#include "foreign/local_name.h"

static bool
is_taken(const List *taken, const char *name)
{
	ListCell   *cell;

	foreach(cell, taken)
	{
		if (strcmp(lfirst(cell), name) == 0)
			return true;
	}
	return false;
}

/* As much of a name as leaves room for a suffix, in whole characters. */
static char *
clip(const char *name, const char *suffix)
{
	int			room = NAMEDATALEN - 1 - strlen(suffix);
	int			len = pg_mbcliplen(name, strlen(name), room);

	return psprintf("%.*s%s", len, name, suffix);
}

/*
 * sqf_local_name_reserved returns the names that a column cannot have, to begin
 * a list of taken ones with.
 */
List *
sqf_local_name_reserved(void)
{
	static char *const names[] = {
		"ctid", "xmin", "cmin", "xmax", "cmax", "tableoid"
	};
	List	   *reserved = NIL;

	for (size_t i = 0; i < lengthof(names); i++)
		reserved = lappend(reserved, names[i]);
	return reserved;
}

/*
 * sqf_local_name_choose returns the name under which a SQLite table or column
 * is known in PostgreSQL: its own, in lower case if asked for, cut to 63 bytes.
 * An empty name becomes a word, and a name that is in *taken already gets a
 * number; the result is added there.
 */
char *
sqf_local_name_choose(const char *remote, bool lower, List **taken)
{
	char	   *wanted = pstrdup(remote[0] != '\0' ? remote : "unnamed");
	char	   *name;

	if (lower)
		for (char *p = wanted; *p != '\0'; p++)
			*p = pg_ascii_tolower((unsigned char) *p);

	name = clip(wanted, "");
	for (int number = 2; is_taken(*taken, name); number++)
		name = clip(wanted, psprintf("_%d", number));
	*taken = lappend(*taken, name);
	return name;
}
