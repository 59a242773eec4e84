/*-------------------------------------------------------------------------
 *
 * request.c
 *	  The arguments of a call are read and checked.
 *
 * IDENTIFICATION
 *	  src/migrate/request.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "migrate/request.h"
#include "parser/scansup.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"

/* In the order of the extension's script. */
enum CommonArgument
{
	ARG_SOURCE,
	ARG_TARGET_SCHEMA,
	ARG_EXCLUDE_TABLES,
	ARG_IDENTIFIERS,
	ARG_TIMES,
	ARG_OWNER,
	ARG_ON_ERROR,
	ARG_REJECT_LIMIT,
	ARG_IF_EXISTS,
	ARG_CREATE_MISSING,
	ARG_COMMON
};

enum PlanArgument
{
	PLAN_ARG_TABLES = ARG_COMMON
};

enum MigrateArgument
{
	MIGRATE_ARG_VERIFY = ARG_COMMON,
	MIGRATE_ARG_REJECT_VALUES,
	MIGRATE_ARG_DRY_RUN,
	MIGRATE_ARG_COMMIT,
	MIGRATE_ARG_ALLOW_CHANGED,
	MIGRATE_ARG_RUN,
	MIGRATE_ARG_TABLES
};

/* The first ones are the same as those of a migration. */
enum VerifyArgument
{
	VERIFY_ARG_TABLES = ARG_IDENTIFIERS + 1,
	VERIFY_ARG_RUN
};

static char *
get_text(FunctionCallInfo fcinfo, int argument)
{
	return PG_ARGISNULL(argument) ? NULL :
		text_to_cstring(PG_GETARG_TEXT_PP(argument));
}

static char *
require_text(FunctionCallInfo fcinfo, int argument, const char *name)
{
	if (PG_ARGISNULL(argument))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", name)));
	if (VARSIZE_ANY_EXHDR(PG_GETARG_TEXT_PP(argument)) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must not be empty", name)));
	return text_to_cstring(PG_GETARG_TEXT_PP(argument));
}

static SqfIfExists
get_if_exists(FunctionCallInfo fcinfo)
{
	static const char *const words[] = {
		[SQF_IF_EXISTS_ERROR] = "error",
		[SQF_IF_EXISTS_APPEND] = "append",
		[SQF_IF_EXISTS_TRUNCATE] = "truncate"
	};
	char	   *word = get_text(fcinfo, ARG_IF_EXISTS);

	if (word == NULL)
		return SQF_IF_EXISTS_ERROR;
	for (size_t i = 0; i < lengthof(words); i++)
		if (strcmp(word, words[i]) == 0)
			return (SqfIfExists) i;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid value for argument \"%s\": \"%s\"", "if_exists", word),
			 errhint("Valid values are \"error\", \"append\" and \"truncate\".")));
}

static bool
get_create_missing(FunctionCallInfo fcinfo, SqfIfExists if_exists)
{
	bool		create = !PG_ARGISNULL(ARG_CREATE_MISSING) &&
		PG_GETARG_BOOL(ARG_CREATE_MISSING);

	if (create && if_exists == SQF_IF_EXISTS_ERROR)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"create_missing\" needs if_exists => 'append' or 'truncate'")));
	return create;
}

/* Is the second of two words said?  NULL is the first. */
static bool
is_second(FunctionCallInfo fcinfo, int argument, const char *name,
		  const char *first, const char *second)
{
	char	   *word = get_text(fcinfo, argument);

	if (word == NULL || strcmp(word, first) == 0)
		return false;
	if (strcmp(word, second) == 0)
		return true;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid value for argument \"%s\": \"%s\"", name, word),
			 errhint("Valid values are \"%s\" and \"%s\".", first, second)));
}

static SqfTimesAs
get_times(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(ARG_TIMES))
		return SQF_TIMES_AS_STORED;
	return is_second(fcinfo, ARG_TIMES, "times", "timestamp", "timestamptz") ?
		SQF_TIMES_TIMESTAMPTZ : SQF_TIMES_TIMESTAMP;
}

static int
get_reject_limit(FunctionCallInfo fcinfo, bool ignore_errors)
{
	int			limit = PG_ARGISNULL(ARG_REJECT_LIMIT) ? -1 :
		PG_GETARG_INT32(ARG_REJECT_LIMIT);

	if (PG_ARGISNULL(ARG_REJECT_LIMIT))
		return -1;
	if (!ignore_errors)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"reject_limit\" needs on_error => 'ignore'")));
	if (limit < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"reject_limit\" must be greater than zero")));
	return limit;
}

/*
 * sqf_request_names returns the names in an argument of type text[], NIL if it is
 * NULL.
 */
List *
sqf_request_names(FunctionCallInfo fcinfo, int argument)
{
	Datum	   *names;
	int			count;
	List	   *list = NIL;

	if (PG_ARGISNULL(argument))
		return NIL;
	deconstruct_array_builtin(PG_GETARG_ARRAYTYPE_P(argument), TEXTOID, &names,
							  NULL, &count);
	for (int i = 0; i < count; i++)
		list = lappend(list, TextDatumGetCString(names[i]));
	return list;
}

/* An empty list that a program has made means no table, and not all of them. */
static List *
get_tables(FunctionCallInfo fcinfo, int argument)
{
	List	   *tables = sqf_request_names(fcinfo, argument);

	if (tables == NIL && !PG_ARGISNULL(argument))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"tables\" must not be empty"),
				 errhint("Leave it out to migrate all tables.")));
	return tables;
}

/* What is to be read, and where it belongs. */
static SqfMigrationRequest *
get_source(FunctionCallInfo fcinfo)
{
	SqfMigrationRequest *request = palloc0(sizeof(SqfMigrationRequest));

	request->source = require_text(fcinfo, ARG_SOURCE, "source");
	request->target_schema = require_text(fcinfo, ARG_TARGET_SCHEMA, "target_schema");
	truncate_identifier(request->target_schema, strlen(request->target_schema), true);
	request->exclude_tables = sqf_request_names(fcinfo, ARG_EXCLUDE_TABLES);
	request->lower_identifiers = is_second(fcinfo, ARG_IDENTIFIERS, "identifiers",
										   "keep", "lower");
	return request;
}

static SqfMigrationRequest *
get_common(FunctionCallInfo fcinfo)
{
	SqfMigrationRequest *request = get_source(fcinfo);

	request->verify = true;
	request->times = get_times(fcinfo);
	request->owner = get_text(fcinfo, ARG_OWNER);
	if (request->owner != NULL)
		(void) get_role_oid(request->owner, false);
	request->ignore_errors = is_second(fcinfo, ARG_ON_ERROR, "on_error", "stop",
									   "ignore");
	request->reject_limit = get_reject_limit(fcinfo, request->ignore_errors);
	request->if_exists = get_if_exists(fcinfo);
	request->create_missing = get_create_missing(fcinfo, request->if_exists);
	return request;
}

/*
 * sqf_request_of_plan reads the arguments of sqlite.plan.
 */
SqfMigrationRequest *
sqf_request_of_plan(FunctionCallInfo fcinfo)
{
	SqfMigrationRequest *request = get_common(fcinfo);

	request->tables = get_tables(fcinfo, PLAN_ARG_TABLES);
	return request;
}

/*
 * sqf_request_of_migrate reads the arguments of sqlite.migrate.
 */
SqfMigrationRequest *
sqf_request_of_migrate(FunctionCallInfo fcinfo)
{
	SqfMigrationRequest *request = get_common(fcinfo);

	request->tables = get_tables(fcinfo, MIGRATE_ARG_TABLES);
	request->verify = PG_ARGISNULL(MIGRATE_ARG_VERIFY) ||
		PG_GETARG_BOOL(MIGRATE_ARG_VERIFY);
	request->hide_values = is_second(fcinfo, MIGRATE_ARG_REJECT_VALUES,
									 "reject_values", "show", "hide");
	request->dry_run = !PG_ARGISNULL(MIGRATE_ARG_DRY_RUN) &&
		PG_GETARG_BOOL(MIGRATE_ARG_DRY_RUN);
	request->commit_per_table = is_second(fcinfo, MIGRATE_ARG_COMMIT, "commit",
										  "all", "table");
	request->allow_changed = !PG_ARGISNULL(MIGRATE_ARG_ALLOW_CHANGED) &&
		PG_GETARG_BOOL(MIGRATE_ARG_ALLOW_CHANGED);
	if (request->dry_run && request->commit_per_table)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a dry run cannot commit per table")));
	return request;
}

/*
 * sqf_request_of_verify reads the arguments of sqlite.verify: tables of the source
 * are read as if they were to be appended, and what the target does not have is
 * described, too.
 */
SqfMigrationRequest *
sqf_request_of_verify(FunctionCallInfo fcinfo)
{
	SqfMigrationRequest *request = get_source(fcinfo);

	request->tables = sqf_request_names(fcinfo, VERIFY_ARG_TABLES);
	request->run = PG_ARGISNULL(VERIFY_ARG_RUN) ? 0 : PG_GETARG_INT64(VERIFY_ARG_RUN);
	request->if_exists = SQF_IF_EXISTS_APPEND;
	request->create_missing = true;
	request->ignore_errors = true;
	request->reject_limit = -1;
	request->only_verifies = true;
	return request;
}
