/*-------------------------------------------------------------------------
 *
 * closest.c
 *	  Hints for mistyped names are found here.
 *
 * PostgreSQL has the same since 16 (ClosestMatchState); 15 has only the
 * distance.
 *
 * IDENTIFICATION
 *	  src/foreign/closest.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "foreign/closest.h"
#include "utils/builtins.h"
#include "utils/varlena.h"

/* What varstr_levenshtein_less_equal takes without throwing. */
#define MAX_LENGTH		255

/* Names further than this many edits from the wrong one are no help. */
#define MAX_DISTANCE	3

/*
 * sqf_closest_begin starts the search for a name like the wanted one.
 */
void
sqf_closest_begin(SqfClosest *closest, const char *wanted)
{
	closest->wanted = wanted;
	closest->name = NULL;
	closest->distance = Min(MAX_DISTANCE, (int) strlen(wanted) / 2);
}

/*
 * sqf_closest_offer compares one more name; of equally near ones the first
 * stays.  The name must live as long as the search.
 */
void
sqf_closest_offer(SqfClosest *closest, const char *name)
{
	int			distance;

	if (strlen(closest->wanted) > MAX_LENGTH ||
		strlen(name) > MAX_LENGTH)
		return;
	distance = varstr_levenshtein_less_equal(closest->wanted,
											 strlen(closest->wanted),
											 name, strlen(name), 1, 1, 1,
											 closest->distance, true);
	if (distance > closest->distance ||
		(distance == closest->distance && closest->name != NULL))
		return;
	closest->name = name;
	closest->distance = distance;
}
