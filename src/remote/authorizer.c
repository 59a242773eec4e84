/*-------------------------------------------------------------------------
 *
 * authorizer.c
 *	  Every statement compiled on a handle is judged by this allow-list.
 *
 * A file's views, generated columns and virtual tables run inside the server,
 * so a file is code that nobody here has read.  What is not listed is refused:
 * writing, ATTACH, loading extensions, and fts3_tokenizer, which takes a
 * pointer as a value.
 *
 * IDENTIFICATION
 *	  src/remote/authorizer.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <sqlite3.h>

#include "remote/authorizer.h"
#include "remote/guard.h"
#include "remote/interrupt.h"

/* All lists are sorted for bsearch, in lower case. */

static const char *const allowed_functions[] = {
	"->", "->>", "abs", "acos", "acosh", "asin", "asinh", "atan", "atan2",
	"atanh", "avg", "bm25", "ceil", "ceiling", "changes", "char",
	"coalesce", "concat", "concat_ws", "cos", "cosh", "count", "cume_dist",
	"current_date", "current_time", "current_timestamp", "date", "datetime",
	"degrees", "dense_rank", "exp", "first_value", "floor", "format", "glob",
	"group_concat", "hex", "highlight", "if", "ifnull", "iif", "instr", "json",
	"json_array", "json_array_length", "json_error_position", "json_extract",
	"json_group_array", "json_group_object", "json_insert", "json_object",
	"json_patch", "json_pretty", "json_quote", "json_remove", "json_replace",
	"json_set", "json_type", "json_valid", "jsonb", "jsonb_array",
	"jsonb_extract", "jsonb_group_array", "jsonb_group_object",
	"jsonb_insert", "jsonb_object", "jsonb_patch", "jsonb_remove",
	"jsonb_replace", "jsonb_set", "julianday", "lag", "last_insert_rowid",
	"last_value", "lead", "length", "like", "likelihood", "likely", "ln",
	"log", "log10", "log2", "lower", "ltrim", "match", "matchinfo", "max",
	"median", "min", "mod", "nth_value", "ntile", "nullif", "octet_length",
	"offsets", "percent_rank", "percentile", "percentile_cont",
	"percentile_disc", "pi", "pow", "power", "printf", "quote", "radians",
	"random", "randomblob", "rank", "regexp", "replace", "round", "row_number",
	"rtreedepth", "rtreenode", "rtrim", "sign", "sin", "sinh", "snippet",
	"soundex", "sqlite_compileoption_get", "sqlite_compileoption_used",
	SQF_TEXT_GUARD,
	"sqlite_source_id", "sqlite_version", "sqrt", "strftime", "string_agg",
	"substr", "substring", "subtype", "sum", "tan", "tanh", "time", "timediff",
	"total", "total_changes", "trim", "trunc", "typeof", "unhex", "unicode",
	"unistr", "unistr_quote", "unixepoch", "unlikely", "upper", "zeroblob"
};

/* Those that read; FTS and R-tree run data_version and page_size themselves. */
static const char *const allowed_pragmas[] = {
	"application_id", "cache_size", "compile_options", "data_version",
	"encoding", "foreign_key_list", "index_info", "index_list", "index_xinfo",
	"page_count", "page_size", "schema_version", "table_info", "table_list",
	"table_xinfo", "user_version"
};

/*
 * Those of them to which a value says what to look at.  A value for another one
 * changes a setting, some as soon as the statement is compiled.
 */
static const char *const allowed_pragmas_with_value[] = {
	"foreign_key_list", "index_info", "index_list", "index_xinfo",
	"table_info", "table_list", "table_xinfo"
};

/*
 * Built-in virtual tables that stand in every database without being of the
 * file are refused, except those that only compute or describe.
 */
static const char *const refused_tables[] = {
	"bytecode", "completion", "fsdir", "sqlite_dbdata", "sqlite_dbpage",
	"sqlite_dbptr", "sqlite_memstat", "sqlite_stmt", "tables_used"
};

static int
compare_names(const void *key, const void *element)
{
	return pg_strcasecmp((const char *) key, *(const char *const *) element);
}

#define IN_LIST(name, list) \
	((name) != NULL && \
	 bsearch((name), (list), lengthof(list), sizeof((list)[0]), compare_names) != NULL)

#ifdef USE_ASSERT_CHECKING
static bool
is_sorted(const char *const *list, int length)
{
	for (int i = 1; i < length; i++)
		if (pg_strcasecmp(list[i - 1], list[i]) >= 0)
			return false;
	return true;
}
#endif

static SqfRefusal last_refusal = SQF_REFUSED_NOTHING;

static bool
table_is_allowed(const char *name)
{
	if (name != NULL && pg_strncasecmp(name, "pragma_", strlen("pragma_")) == 0)
		return IN_LIST(name + strlen("pragma_"), allowed_pragmas);
	return !IN_LIST(name, refused_tables);
}

/* The page cache is set when a file is opened; to repeat that does no harm. */
static bool
pragma_is_allowed(const char *name, const char *value)
{
	if (value == NULL)
		return IN_LIST(name, allowed_pragmas);
	return IN_LIST(name, allowed_pragmas_with_value) ||
		(pg_strcasecmp(name, "cache_size") == 0 &&
		 strcmp(value, SQF_CACHE_SIZE) == 0);
}

/*
 * Built-in virtual tables compile statements that they do not run here: SQLite
 * declares their columns by an UPDATE of sqlite_master, and R-tree prepares the
 * writes to its three tables when it is opened.  The file is open for reading
 * only, so that running them fails.
 */
static bool
is_compiled_by_module(int action, const char *table)
{
	static const char *const rtree_suffixes[] = {"_node", "_parent", "_rowid"};

	if (action == SQLITE_UPDATE)
		return strcmp(table, "sqlite_master") == 0;
	for (size_t i = 0; i < lengthof(rtree_suffixes); i++)
	{
		const char *suffix = strrchr(table, '_');

		if (suffix != NULL && strcmp(suffix, rtree_suffixes[i]) == 0)
			return true;
	}
	return false;
}

/* May a statement do this?  What first and second are depends on the action. */
static bool
is_allowed(int action, const char *first, const char *second)
{
	switch (action)
	{
		case SQLITE_SELECT:
		case SQLITE_RECURSIVE:
		case SQLITE_TRANSACTION:
			return true;
		case SQLITE_READ:
			return table_is_allowed(first);
		case SQLITE_FUNCTION:
			return IN_LIST(second, allowed_functions);
		case SQLITE_PRAGMA:
			return pragma_is_allowed(first, second);
		case SQLITE_UPDATE:
		case SQLITE_INSERT:
		case SQLITE_DELETE:
			return is_compiled_by_module(action, first);
		default:
			return false;
	}
}

/*
 * The callback of sqlite3_set_authorizer.  It runs inside SQLite, so it must
 * not throw; SQLITE_DENY makes the compilation fail with SQLITE_AUTH.  Views over
 * views can keep SQLite compiling for minutes, in which it asks here but not the
 * progress handler, so this is also where a cancel is seen.
 */
static int
authorize(void *arg, int action, const char *first, const char *second,
		  const char *database, const char *trigger)
{
	if (sqf_interrupt_is_due())
		return SQLITE_DENY;
	if (is_allowed(action, first, second))
		return SQLITE_OK;
	last_refusal = action == SQLITE_READ || action == SQLITE_FUNCTION ||
		(action == SQLITE_PRAGMA && second == NULL) ?
		SQF_REFUSED_USE : SQF_REFUSED_STATEMENT;
	return SQLITE_DENY;
}

/*
 * sqf_authorizer_forget_refusal makes sqf_authorizer_refusal tell of what is
 * compiled from now on.
 */
void
sqf_authorizer_forget_refusal(void)
{
	last_refusal = SQF_REFUSED_NOTHING;
}

/*
 * sqf_authorizer_refusal tells what was refused last.  SQLite's result code does
 * not: for a function it is the one of a mistake in the statement.
 */
SqfRefusal
sqf_authorizer_refusal(void)
{
	return last_refusal;
}

/*
 * sqf_authorizer_install puts the allow-list on a handle.  Returns SQLite's
 * result code.
 */
int
sqf_authorizer_install(struct sqlite3 *db)
{
	Assert(is_sorted(allowed_functions, lengthof(allowed_functions)));
	Assert(is_sorted(allowed_pragmas, lengthof(allowed_pragmas)));
	Assert(is_sorted(allowed_pragmas_with_value, lengthof(allowed_pragmas_with_value)));
	Assert(is_sorted(refused_tables, lengthof(refused_tables)));

	return sqlite3_set_authorizer(db, authorize, NULL);
}
