/*-------------------------------------------------------------------------
 *
 * tell.c
 *	  A NOTICE per table says what the data chose, why, and what they missed.
 *
 * IDENTIFICATION
 *	  src/migrate/tell.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "migrate/tell.h"

/*
 * sqf_tell_type returns the name of a type as users write it.
 */
const char *
sqf_tell_type(const char *type)
{
	static const char prefix[] = "pg_catalog.";

	return strncmp(type, prefix, strlen(prefix)) == 0 ?
		type + strlen(prefix) : type;
}

/* "timestamptz (format unix)"; iso goes without saying. */
static char *
type_and_format(const char *type, SqfFormat format)
{
	return psprintf("%s%s", sqf_tell_type(type),
					format > SQF_FORMAT_ISO ?
					psprintf(" (format %s)", sqf_format_name(format)) : "");
}

static void
begin_line(StringInfo lines, const char *column)
{
	if (lines->len > 0)
		appendStringInfoChar(lines, '\n');
	appendStringInfo(lines, "%s: ", column);
}

/* "published_at: text because of 1 of 4000 values, rowid 17 TEXT ''; ..." */
static void
append_near_miss(StringInfo lines, const SqfChoice *choice)
{
	const SqfCandidate *near = choice->near_miss;
	const SqfMiss *first = linitial(choice->misses);

	appendStringInfo(lines, "%s %s %lld of %lld values, %s %s",
					 type_and_format(choice->type, choice->format),
					 choice->is_given ? "does not read" : "because of",
					 (long long) choice->failures,
					 (long long) choice->values,
					 first->row[0] != '\0' ? psprintf("%s has", first->row) : "such as",
					 first->value);
	if (!choice->is_given)
		appendStringInfo(lines, "; otherwise %s",
						 type_and_format(near->type, near->format));
}

static void
append_choice(StringInfo lines, const SqfColumn *column,
			  const SqfChoice *choice)
{
	if (choice->near_miss == NULL && choice->evidence == NULL &&
		choice->remark == NULL)
		return;

	begin_line(lines, column->name);
	if (choice->near_miss != NULL)
		append_near_miss(lines, choice);
	else
		appendStringInfoString(lines, sqf_tell_type(choice->type));
	if (choice->near_miss == NULL && choice->evidence != NULL)
		appendStringInfo(lines, ", %s", choice->evidence);
	if (choice->remark != NULL)
		appendStringInfo(lines, "; %s", choice->remark);
}

/* Which rows were looked at. */
static char *
describe_rows(const SqfSample *sample)
{
	if (sample->rows == 0)
		return pstrdup("which has no rows");
	if (!sample->is_complete)
		return psprintf("by a sample of %lld rows", (long long) sample->rows);
	return sample->rows == 1 ? pstrdup("by its one row") :
		psprintf("by all of its %lld rows", (long long) sample->rows);
}

/*
 * sqf_tell_words returns a line for each choice for a table that goes beyond its
 * declared type, and why; NULL if there is none.
 */
char *
sqf_tell_words(const SqfInference *inference)
{
	StringInfoData lines;

	initStringInfo(&lines);
	for (int i = 0; i < inference->table->column_count; i++)
		append_choice(&lines, &inference->table->columns[i],
					  &inference->choices[i]);
	return lines.len > 0 ? lines.data : NULL;
}

/*
 * sqf_tell_choices raises a NOTICE about the choices for a table that go beyond
 * its declared types; none if there are no such choices.
 */
void
sqf_tell_choices(const SqfInference *inference)
{
	const char *kind = inference->table->kind == SQF_TABLE_VIEW ? "view" : "table";
	char	   *lines;

	if (inference->sample.failure != NULL)
	{
		ereport(WARNING,
				(errmsg("SQLite %s \"%s\" gets its types as declared",
						kind, inference->table->name),
				 errdetail("Its rows cannot be read: %s.",
						   inference->sample.failure)));
		return;
	}

	lines = sqf_tell_words(inference);
	if (lines == NULL)
		return;

	ereport(NOTICE,
			(errmsg(inference->sample.rows == 0 ?
					"types in SQLite %s \"%s\", %s" :
					"types in SQLite %s \"%s\" %s",
					kind, inference->table->name,
					describe_rows(&inference->sample)),
			 errdetail_internal("%s", lines)));
}
