/*-------------------------------------------------------------------------
 *
 * option.c
 *	  Every option is checked when it is given, and read back, here.
 *
 * IDENTIFICATION
 *	  src/foreign/option.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/reloptions.h"
#include "catalog/pg_attribute.h"
#include "catalog/pg_authid.h"
#include "catalog/pg_foreign_data_wrapper.h"
#include "catalog/pg_foreign_server.h"
#include "catalog/pg_foreign_table.h"
#include "catalog/pg_user_mapping.h"
#include "commands/defrem.h"
#include "foreign/closest.h"
#include "foreign/foreign.h"
#include "foreign/option.h"
#include "foreign/rights.h"
#include "miscadmin.h"
#include "remote/compat.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"

#define DEFAULT_BUSY_TIMEOUT	5000
#define DEFAULT_TIMEZONE		"UTC"

/* IMPORT FOREIGN SCHEMA's options have no catalogue; this stands for one. */
#define IMPORT_CONTEXT			InvalidOid

typedef void (*CheckOption) (const DefElem *def);

static void check_database(const DefElem *def);
static void check_milliseconds(const DefElem *def);
static void check_timezone(const DefElem *def);
static void check_boolean(const DefElem *def);
static void check_name(const DefElem *def);
static void check_on_error_of_table(const DefElem *def);
static void check_on_error_of_column(const DefElem *def);
static void check_reject_limit(const DefElem *def);
static void check_format(const DefElem *def);
static void check_infer(const DefElem *def);
static void check_identifiers(const DefElem *def);
static void check_times(const DefElem *def);
static void check_types_from(const DefElem *def);

typedef struct KnownOption
{
	const char *name;
	Oid			context;		/* catalogue of the objects it belongs to */
	CheckOption check;			/* NULL: its feature has not landed */
} KnownOption;

static const KnownOption known_options[] = {
	{"database", ForeignServerRelationId, check_database},
	{"busy_timeout", ForeignServerRelationId, check_milliseconds},
	{"timezone", ForeignServerRelationId, check_timezone},
	{"keep_connections", ForeignServerRelationId, check_boolean},
	{"updatable", ForeignServerRelationId, NULL},
	{"batch_size", ForeignServerRelationId, NULL},

	{"table", ForeignTableRelationId, check_name},
	{"on_error", ForeignTableRelationId, check_on_error_of_table},
	{"reject_limit", ForeignTableRelationId, check_reject_limit},
	{"updatable", ForeignTableRelationId, NULL},
	{"batch_size", ForeignTableRelationId, NULL},

	{"column_name", AttributeRelationId, check_name},
	{"format", AttributeRelationId, check_format},
	{"on_error", AttributeRelationId, check_on_error_of_column},
	{"key", AttributeRelationId, NULL},

	{"infer", IMPORT_CONTEXT, check_infer},
	{"import_views", IMPORT_CONTEXT, check_boolean},
	{"import_not_null", IMPORT_CONTEXT, check_boolean},
	{"import_generated", IMPORT_CONTEXT, check_boolean},
	{"identifiers", IMPORT_CONTEXT, check_identifiers},
	{"types_from", IMPORT_CONTEXT, check_types_from},
	{"times", IMPORT_CONTEXT, check_times},
	{"import_collate", IMPORT_CONTEXT, NULL},
};

/* Words of the wrapper that had this name before, and what to say instead. */
static const struct
{
	const char *name;
	const char *hint;
}			former_options[] = {
	{"column_type", "Give the column the type you want; for a column of times, the option \"format\" says how they are stored."},
	{"force_readonly", "Leave it out: SQLite databases are only ever read."},
	{"truncatable", "Leave it out: SQLite databases are only ever read."},
};

/* ---------------------------------------------------------------------------
 * Errors
 * ---------------------------------------------------------------------------
 */

pg_noreturn static void
raise_bad_value(const DefElem *def, const char *expected)
{
	ereport(ERROR,
			(errcode(ERRCODE_FDW_INVALID_ATTRIBUTE_VALUE),
			 errmsg("invalid value for option \"%s\": \"%s\"",
					def->defname, defGetString((DefElem *) def)),
			 errhint("Expected: %s.", expected)));
}

/* The known name in this context that is nearest to a wrong one, or NULL. */
static const char *
closest_option(const char *name, Oid context)
{
	SqfClosest	closest;

	sqf_closest_begin(&closest, name);
	for (size_t i = 0; i < lengthof(known_options); i++)
		if (known_options[i].context == context && known_options[i].check != NULL)
			sqf_closest_offer(&closest, known_options[i].name);
	return closest.name;
}

/* All names that can be given in this context, for a hint. */
static char *
list_options(Oid context)
{
	StringInfoData names;

	initStringInfo(&names);
	for (size_t i = 0; i < lengthof(known_options); i++)
		if (known_options[i].context == context && known_options[i].check != NULL)
			appendStringInfo(&names, "%s%s", names.len > 0 ? ", " : "",
							 known_options[i].name);
	return names.data;
}

static char *
hint_for_unknown(const char *name, Oid context)
{
	const char *closest = closest_option(name, context);
	char	   *names;

	for (size_t i = 0; i < lengthof(former_options); i++)
		if (strcmp(former_options[i].name, name) == 0)
			return pstrdup(former_options[i].hint);
	if (closest != NULL)
		return psprintf("Perhaps you meant the option \"%s\".", closest);
	names = list_options(context);
	if (names[0] == '\0')
		return pstrdup("There are no valid options in this context.");
	return psprintf("Valid options in this context are: %s.", names);
}

pg_noreturn static void
raise_unknown(const char *name, Oid context)
{
	ereport(ERROR,
			(errcode(ERRCODE_FDW_INVALID_OPTION_NAME),
			 errmsg("invalid option \"%s\"", name),
			 errhint("%s", hint_for_unknown(name, context))));
}

pg_noreturn static void
raise_not_landed(const char *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("option \"%s\" is not supported by this version of sqlite_fdw",
					name),
			 errhint("Leave it out; it would have no effect.")));
}

/* ---------------------------------------------------------------------------
 * Checks of single options
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_option_may_see_paths tells whether the current user may name files of the
 * server, and so be told of them.
 */
bool
sqf_option_may_see_paths(void)
{
	return has_privs_of_role(GetUserId(), ROLE_PG_READ_SERVER_FILES);
}

static void
check_database(const DefElem *def)
{
	const char *path = defGetString((DefElem *) def);

	if (!sqf_option_may_see_paths())
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied to set option \"database\""),
				 errdetail("Only roles with privileges of the \"%s\" role may set this option.",
						   "pg_read_server_files"),
				 errhint("As a superuser, run: %s",
						 sqf_rights_grant("pg_read_server_files", GetUserId()))));
	if (path[0] != '/')
		raise_bad_value(def, "the absolute path of a SQLite database on the server, such as /srv/app.db");
}

static void
check_milliseconds(const DefElem *def)
{
	int			value;

	if (!parse_int(defGetString((DefElem *) def), &value, GUC_UNIT_MS,
				   NULL) || value < 0)
		raise_bad_value(def, "a number of milliseconds, 0 or more");
}

static void
check_timezone(const DefElem *def)
{
	pg_tz	   *zone = pg_tzset(defGetString((DefElem *) def));

	if (zone == NULL || !pg_tz_acceptable(zone))
		raise_bad_value(def, "the name of a time zone, such as UTC or Europe/Berlin");
}

static void
check_boolean(const DefElem *def)
{
	bool		value;

	if (!parse_bool(defGetString((DefElem *) def), &value))
		raise_bad_value(def, "a boolean, such as true or false");
}

/* SQLite takes any name, the empty one too. */
static void
check_name(const DefElem *def)
{
	(void) defGetString((DefElem *) def);
}

/* The value of on_error, as far as known. */
static bool
parse_on_error(const char *word, SqfOnError *on_error)
{
	static const char *const words[] = {
		[SQF_ON_ERROR_STOP] = "stop",
		[SQF_ON_ERROR_SET_NULL] = "set_null",
		[SQF_ON_ERROR_IGNORE] = "ignore",
	};

	for (size_t i = 0; i < lengthof(words); i++)
		if (strcmp(words[i], word) == 0)
		{
			*on_error = (SqfOnError) i;
			return true;
		}
	return false;
}

static void
check_on_error_of_table(const DefElem *def)
{
	SqfOnError	on_error;

	if (!parse_on_error(defGetString((DefElem *) def), &on_error) ||
		on_error == SQF_ON_ERROR_SET_NULL)
		raise_bad_value(def, "stop or ignore");
}

static void
check_on_error_of_column(const DefElem *def)
{
	SqfOnError	on_error;

	if (!parse_on_error(defGetString((DefElem *) def), &on_error) ||
		on_error == SQF_ON_ERROR_IGNORE)
		raise_bad_value(def, "stop or set_null");
}

static void
check_reject_limit(const DefElem *def)
{
	int			value;

	if (!parse_int(defGetString((DefElem *) def), &value, 0, NULL) || value < 0)
		raise_bad_value(def, "a number of rows, 0 or more");
}

static void
check_format(const DefElem *def)
{
	SqfFormat	format;

	if (!sqf_format_parse(defGetString((DefElem *) def), &format))
		raise_bad_value(def, "iso, unix, unix_ms, unix_us, unix_ns, julian, literal, uuid_text or uuid_blob");
}

static void
check_infer(const DefElem *def)
{
	const char *value = defGetString((DefElem *) def);

	if (strcmp(value, "sample") != 0 && strcmp(value, "full") != 0 &&
		strcmp(value, "declared") != 0)
		raise_bad_value(def, "sample, full or declared");
}

static void
check_times(const DefElem *def)
{
	const char *value = defGetString((DefElem *) def);

	if (strcmp(value, "timestamp") != 0 && strcmp(value, "timestamptz") != 0)
		raise_bad_value(def, "timestamp or timestamptz");
}

static void
check_types_from(const DefElem *def)
{
	(void) sqf_rights_find_schema(defGetString((DefElem *) def));
}

static void
check_identifiers(const DefElem *def)
{
	const char *value = defGetString((DefElem *) def);

	if (strcmp(value, "keep") != 0 && strcmp(value, "lower") != 0)
		raise_bad_value(def, "keep or lower");
}

static void
check_option(const DefElem *def, Oid context)
{
	for (size_t i = 0; i < lengthof(known_options); i++)
	{
		const KnownOption *option = &known_options[i];

		if (option->context != context ||
			strcmp(option->name, def->defname) != 0)
			continue;
		if (option->check == NULL)
			raise_not_landed(def->defname);
		option->check(def);
		return;
	}
	raise_unknown(def->defname, context);
}

static DefElem *
find_option(const List *options, const char *name)
{
	ListCell   *cell;

	foreach(cell, options)
	{
		DefElem    *def = lfirst_node(DefElem, cell);

		if (strcmp(def->defname, name) == 0)
			return def;
	}
	return NULL;
}

static void
check_has_database(const List *options)
{
	if (find_option(options, "database") == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_FDW_DYNAMIC_PARAMETER_VALUE_NEEDED),
				 errmsg("a server of sqlite_fdw needs the option \"database\""),
				 errhint("Give it the absolute path of the file: OPTIONS (database '/srv/app.db').")));
}

PG_FUNCTION_INFO_V1(sqlite_fdw_validator);

/*
 * sqlite_fdw_validator(options text[], catalogue oid) is called for every
 * CREATE and ALTER of a wrapper, server, user mapping, table or column.
 */
Datum
sqlite_fdw_validator(PG_FUNCTION_ARGS)
{
	List	   *options = untransformRelOptions(PG_GETARG_DATUM(0));
	Oid			context = PG_GETARG_OID(1);
	ListCell   *cell;

	foreach(cell, options)
		check_option(lfirst_node(DefElem, cell), context);
	if (context == ForeignServerRelationId)
		check_has_database(options);

	PG_RETURN_VOID();
}

/* ---------------------------------------------------------------------------
 * Reading options back; all were checked when they were given
 * ---------------------------------------------------------------------------
 */

static bool
get_boolean(const List *options, const char *name, bool missing)
{
	DefElem    *def = find_option(options, name);
	bool		value = missing;

	if (def != NULL)
		(void) parse_bool(defGetString(def), &value);
	return value;
}

static char *
get_string(const List *options, const char *name, const char *missing)
{
	DefElem    *def = find_option(options, name);

	return def != NULL ? defGetString(def) : pstrdup(missing);
}

/*
 * sqf_option_of_server fills in a server's options; of NIL, the defaults.  The
 * strings live in the current memory context.
 */
void
sqf_option_of_server(const List *given, SqfServerOptions *options)
{
	DefElem    *busy_timeout = find_option(given, "busy_timeout");

	options->database = get_string(given, "database", "");
	options->busy_timeout = DEFAULT_BUSY_TIMEOUT;
	if (busy_timeout != NULL)
		(void) parse_int(defGetString(busy_timeout), &options->busy_timeout,
						 GUC_UNIT_MS, NULL);
	options->timezone = pg_tzset(get_string(given, "timezone",
											DEFAULT_TIMEZONE));
	options->keep_connections = get_boolean(given, "keep_connections", true);
}

static SqfOnError
get_on_error(const List *options)
{
	SqfOnError	on_error = SQF_ON_ERROR_STOP;

	(void) parse_on_error(get_string(options, "on_error", "stop"), &on_error);
	return on_error;
}

/*
 * sqf_option_of_table fills in the options of a foreign table.
 */
void
sqf_option_of_table(Oid relid, SqfTableOptions *options)
{
	List	   *given = GetForeignTable(relid)->options;
	DefElem    *reject_limit = find_option(given, "reject_limit");

	options->table = get_string(given, "table", get_rel_name(relid));
	options->on_error = get_on_error(given);
	options->reject_limit = -1;
	if (reject_limit != NULL)
		(void) parse_int(defGetString(reject_limit), &options->reject_limit, 0,
						 NULL);
}

/*
 * sqf_option_of_column fills in the options of a column of a foreign table.
 */
void
sqf_option_of_column(Oid relid, AttrNumber attnum, SqfColumnOptions *options)
{
	List	   *given = GetForeignColumnOptions(relid, attnum);
	DefElem    *format = find_option(given, "format");

	options->column_name = get_string(given, "column_name",
									  get_attname(relid, attnum, false));
	options->format = SQF_FORMAT_NONE;
	if (format != NULL)
		(void) sqf_format_parse(defGetString(format), &options->format);
	options->on_error = get_on_error(given);
}

/*
 * sqf_option_of_import checks the options of IMPORT FOREIGN SCHEMA and fills
 * them in.
 */
void
sqf_option_of_import(const List *given, SqfImportOptions *options)
{
	ListCell   *cell;

	foreach(cell, given)
		check_option(lfirst_node(DefElem, cell), IMPORT_CONTEXT);

	options->import_views = get_boolean(given, "import_views", true);
	options->import_not_null = get_boolean(given, "import_not_null", true);
	options->import_generated = get_boolean(given, "import_generated", true);
	options->lower_identifiers =
		strcmp(get_string(given, "identifiers", "keep"), "lower") == 0;
	options->infer = get_string(given, "infer", "sample");
	options->times = find_option(given, "times") != NULL ?
		get_string(given, "times", "") : NULL;
	options->types_from = find_option(given, "types_from") != NULL ?
		get_string(given, "types_from", "") : NULL;
}
