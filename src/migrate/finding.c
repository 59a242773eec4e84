/*-------------------------------------------------------------------------
 *
 * finding.c
 *	  A finding says what a migration loses, changes or doubts.
 *
 * IDENTIFICATION
 *	  src/migrate/finding.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "migrate/finding.h"

/* "it is odd" becomes "It is odd."; a name at the beginning stays as it is. */
static char *
make_sentence(char *words)
{
	size_t		first_word = strspn(words, "abcdefghijklmnopqrstuvwxyz");
	size_t		length = strlen(words);

	if (words[first_word] == ' ')
		words[0] = pg_toupper((unsigned char) words[0]);
	return length > 0 && words[length - 1] != '.' ? psprintf("%s.", words) : words;
}

/*
 * sqf_finding_add notes that an object, or part of it, does not come over as it
 * is: what the file has, why it is not kept, in words that become a sentence, and
 * what was done instead.  The texts must live as long as the migration.
 */
SqfFinding *
sqf_finding_add(SqfMigration *migration, char *object, char *what, char *why,
				char *done)
{
	SqfFinding *finding = palloc0(sizeof(SqfFinding));

	finding->object = object;
	finding->what = what;
	finding->why = make_sentence(why);
	finding->done = done;
	migration->findings = lappend(migration->findings, finding);
	return finding;
}
