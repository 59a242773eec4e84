/*-------------------------------------------------------------------------
 *
 * text_set.c
 *	  A set of texts.
 *
 * IDENTIFICATION
 *	  src/foreign/text_set.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "foreign/text_set.h"

typedef struct TextEntry
{
	char	   *text;
	char		status;			/* simplehash's */
} TextEntry;

#define SH_PREFIX texts
#define SH_ELEMENT_TYPE TextEntry
#define SH_KEY_TYPE char *
#define SH_KEY text
#define SH_HASH_KEY(table, key) hash_bytes((const unsigned char *) (key), strlen(key))
#define SH_EQUAL(table, a, b) (strcmp(a, b) == 0)
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

struct SqfTextSet
{
	texts_hash *hash;
};

/*
 * sqf_text_set_create returns an empty set, which lives in the current memory
 * context.
 */
SqfTextSet *
sqf_text_set_create(void)
{
	SqfTextSet *set = palloc(sizeof(SqfTextSet));

	set->hash = texts_create(CurrentMemoryContext, 64, NULL);
	return set;
}

/*
 * sqf_text_set_add adds a copy of a text; false if it was there already.
 */
bool
sqf_text_set_add(SqfTextSet *set, const char *text)
{
	bool		found;
	TextEntry  *entry = texts_insert(set->hash, unconstify(char *, text), &found);

	if (!found)
		entry->text = MemoryContextStrdup(set->hash->ctx, text);
	return !found;
}

bool
sqf_text_set_has(const SqfTextSet *set, const char *text)
{
	return texts_lookup(set->hash, unconstify(char *, text)) != NULL;
}

int64
sqf_text_set_count(const SqfTextSet *set)
{
	return set->hash->members;
}
