/*-------------------------------------------------------------------------
 *
 * affinity.c
 *	  A declared type has an affinity by the substrings it contains.
 *
 * The rules are those of https://www.sqlite.org/datatype3.html, section 3.1,
 * in their order: the first that fits decides ("CHARINT" is INTEGER).
 *
 * IDENTIFICATION
 *	  src/remote/affinity.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "remote/affinity.h"

static bool
contains_word(const char *text, const char *word)
{
	size_t		len = strlen(word);

	for (; *text !='\0'; text ++)
		if (pg_strncasecmp(text, word, len) == 0)
			return true;
	return false;
}

/*
 * sqf_affinity_of returns the affinity of a column declared with this type.
 * A column without a declared type has "", never NULL.
 */
SqfAffinity
sqf_affinity_of(const char *declared_type)
{
	if (contains_word(declared_type, "INT"))
		return SQF_AFFINITY_INTEGER;
	if (contains_word(declared_type, "CHAR") ||
		contains_word(declared_type, "CLOB") ||
		contains_word(declared_type, "TEXT"))
		return SQF_AFFINITY_TEXT;
	if (declared_type[0] == '\0' || contains_word(declared_type, "BLOB"))
		return SQF_AFFINITY_BLOB;
	if (contains_word(declared_type, "REAL") ||
		contains_word(declared_type, "FLOA") ||
		contains_word(declared_type, "DOUB"))
		return SQF_AFFINITY_REAL;
	return SQF_AFFINITY_NUMERIC;
}
