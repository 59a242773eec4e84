/*-------------------------------------------------------------------------
 *
 * name_hint.c
 *	  The words of a column's name hint at what its numbers mean.
 *
 * A name alone decides nothing; it is one witness beside the declared type and
 * the range of the values.
 *
 * IDENTIFICATION
 *	  src/migrate/name_hint.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <ctype.h>

#include "migrate/name_hint.h"
#include "nodes/pg_list.h"

static const char *const time_words[] = {
	"accessed", "at", "birthday", "changed", "completed", "created", "date",
	"datetime", "deadline", "deleted", "due", "ended", "executed", "expire",
	"expires", "expiry", "finished", "inserted", "last", "modified", "mtime",
	"ctime", "atime", "published", "scheduled", "seen", "since", "started",
	"time", "timestamp", "ts", "until", "updated", "when"
};

/* What these name is an amount, even beside a word of time. */
static const char *const amount_words[] = {
	"age", "count", "delay", "duration", "elapsed", "id", "interval", "length",
	"limit", "millis", "ms", "num", "number", "offset", "seconds", "size",
	"timeout", "timezone", "total", "ttl", "zone"
};

static const char *const boolean_first_words[] = {
	"allow", "allows", "can", "did", "does", "has", "is", "should", "use",
	"uses", "was"
};

static const char *const boolean_words[] = {
	"active", "archived", "deleted", "disabled", "enabled", "hidden", "locked",
	"pinned", "published", "read", "required", "verified", "visible"
};

/*
 * The words of a name in lower case: created_at, createdAt and "created at" all
 * are created and at.
 */
static List *
split_words(const char *name)
{
	List	   *words = NIL;
	const char *p = name;

	while (*p != '\0')
	{
		char		word[NAMEDATALEN];
		int			len = 0;

		while (*p != '\0' && !isalnum((unsigned char) *p))
			p++;
		while (isalnum((unsigned char) *p))
		{
			if (len > 0 && isupper((unsigned char) *p) &&
				!isupper((unsigned char) p[-1]))
				break;
			if (len < NAMEDATALEN - 1)
				word[len++] = pg_ascii_tolower((unsigned char) *p);
			p++;
		}
		if (len > 0)
			words = lappend(words, pnstrdup(word, len));
	}
	return words;
}

static bool
is_one_of(const char *word, const char *const *list, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (strcmp(list[i], word) == 0)
			return true;
	return false;
}

static bool
any_is_one_of(const List *words, const char *const *list, size_t length)
{
	ListCell   *cell;

	foreach(cell, words)
	{
		if (is_one_of(lfirst(cell), list, length))
			return true;
	}
	return false;
}

/*
 * sqf_name_is_time tells whether a name speaks of a point in time.
 */
bool
sqf_name_is_time(const char *name)
{
	List	   *words = split_words(name);

	return any_is_one_of(words, time_words, lengthof(time_words)) &&
		!any_is_one_of(words, amount_words, lengthof(amount_words));
}

/* The last word that is no number: "enabled" of enabled_3. */
static const char *
last_word(const List *words)
{
	for (int i = list_length(words) - 1; i > 0; i--)
	{
		const char *word = list_nth(words, i);

		if (strspn(word, "0123456789") < strlen(word))
			return word;
	}
	return linitial(words);
}

/*
 * sqf_name_is_boolean tells whether a name asks a question of yes or no.
 */
bool
sqf_name_is_boolean(const char *name)
{
	List	   *words = split_words(name);

	if (words == NIL)
		return false;
	return (list_length(words) > 1 &&
			is_one_of(linitial(words), boolean_first_words,
					  lengthof(boolean_first_words))) ||
		is_one_of(last_word(words), boolean_words, lengthof(boolean_words));
}

/*
 * sqf_name_is_uuid tells whether a name speaks of a uuid.
 */
bool
sqf_name_is_uuid(const char *name)
{
	static const char *const words[] = {"guid", "uuid"};

	return any_is_one_of(split_words(name), words, lengthof(words));
}
