/*-------------------------------------------------------------------------
 *
 * value_in.c
 *	  A SQLite value becomes a PostgreSQL value, or a fault, here.
 *
 * SQLite types values, not columns: any storage class can stand in any column.
 * A reader is chosen once per column by the target type and then meets the
 * class of each value.  A value arrives as itself or not at all; what each type
 * takes is in docs/types.md, and the readers themselves in value_number.c,
 * value_text.c and value_time.c.
 *
 * IDENTIFICATION
 *	  src/remote/value_in.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <sqlite3.h>

#include "access/transam.h"
#include "access/xact.h"
#include "catalog/pg_type.h"
#include "common/shortest_dec.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "remote/error.h"
#include "remote/utf16.h"
#include "remote/value_reader.h"
#include "utils/builtins.h"
#include "utils/bytea.h"
#include "utils/float.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/resowner.h"
#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#endif

static const struct
{
	SqfFormat	format;
	const char *name;
}			formats[] = {
	{SQF_FORMAT_ISO, "iso"},
	{SQF_FORMAT_UNIX, "unix"},
	{SQF_FORMAT_UNIX_MS, "unix_ms"},
	{SQF_FORMAT_UNIX_US, "unix_us"},
	{SQF_FORMAT_UNIX_NS, "unix_ns"},
	{SQF_FORMAT_JULIAN, "julian"},
	{SQF_FORMAT_LITERAL, "literal"},
	{SQF_FORMAT_UUID_TEXT, "uuid_text"},
	{SQF_FORMAT_UUID_BLOB, "uuid_blob"},
};

/*
 * sqf_format_parse finds the format of this name; false if there is none.
 */
bool
sqf_format_parse(const char *name, SqfFormat *format)
{
	for (size_t i = 0; i < lengthof(formats); i++)
		if (strcmp(formats[i].name, name) == 0)
		{
			*format = formats[i].format;
			return true;
		}
	return false;
}

/*
 * sqf_format_name returns a format's name as the option has it.
 */
const char *
sqf_format_name(SqfFormat format)
{
	for (size_t i = 0; i < lengthof(formats); i++)
		if (formats[i].format == format)
			return formats[i].name;
	pg_unreachable();
}

/*
 * sqf_format_applies tells whether values of this format can become values of
 * this type.
 */
bool
sqf_format_applies(SqfFormat format, Oid base_type)
{
	switch (base_type)
	{
		case DATEOID:
		case TIMESTAMPOID:
		case TIMESTAMPTZOID:
			return format < SQF_FORMAT_LITERAL;
		case TEXTOID:
			return format == SQF_FORMAT_NONE || format == SQF_FORMAT_LITERAL;
		case TIMEOID:
		case TIMETZOID:
			return format == SQF_FORMAT_NONE || format == SQF_FORMAT_ISO;
		case INTERVALOID:
			return format == SQF_FORMAT_NONE ||
				(format >= SQF_FORMAT_UNIX && format <= SQF_FORMAT_UNIX_NS);
		case UUIDOID:
			return format == SQF_FORMAT_NONE || format == SQF_FORMAT_UUID_TEXT ||
				format == SQF_FORMAT_UUID_BLOB;
		default:
			return format == SQF_FORMAT_NONE;
	}
}

/* ---------------------------------------------------------------------------
 * What the readers share
 * ---------------------------------------------------------------------------
 */

/* Does an error speak of the data, rather than of the server? */
static bool
is_data_error(int sqlstate)
{
	int			category = ERRCODE_TO_CATEGORY(sqlstate);

	return category == ERRCODE_DATA_EXCEPTION ||
		category == ERRCODE_INTEGRITY_CONSTRAINT_VIOLATION ||
		category == ERRCODE_PROGRAM_LIMIT_EXCEEDED ||
		category == ERRCODE_SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION ||
		category == ERRCODE_FEATURE_NOT_SUPPORTED;
}

static bool
fail_with_error(SqfReader *reader, const ErrorData *error)
{
	sqf_reader_fail(reader, error->sqlerrcode,
					psprintf("is not valid for type %s",
							 format_type_be(reader->type)),
					"text");
	reader->fault.cause = error->message;
	return false;
}

/* Settings of the session by which types read and print a text. */
typedef struct InputSettings
{
	pg_tz	   *timezone;
	int			date_style;
	int			date_order;
	int			interval_style;
	int			float_digits;
	int			bytea_style;
} InputSettings;

static InputSettings
set_input_settings(InputSettings settings)
{
	InputSettings before = {session_timezone, DateStyle, DateOrder,
	IntervalStyle, extra_float_digits, bytea_output};

	session_timezone = settings.timezone;
	DateStyle = settings.date_style;
	DateOrder = settings.date_order;
	IntervalStyle = settings.interval_style;
	extra_float_digits = settings.float_digits;
	bytea_output = settings.bytea_style;
	return before;
}

/* In a PG_CATCH block: what was thrown, which is over with that. */
static ErrorData *
catch_error(MemoryContext context)
{
	ErrorData  *error;

	MemoryContextSwitchTo(context);
	error = CopyErrorData();
	FlushErrorState();
	return error;
}

/* Take an error as the value's fault, or throw it again if it is none. */
static bool
blame_value(SqfReader *reader, ErrorData *error, bool may_go_on)
{
	if (!is_data_error(error->sqlerrcode) || !may_go_on)
		ReThrowError(error);
	return fail_with_error(reader, error);
}

/* There is nothing to clean up after the error but by the caller's throwing. */
static bool
call_plainly(SqfReader *reader, SqfRiskyCall call, void *arg, Datum *value)
{
	MemoryContext context = CurrentMemoryContext;
	ErrorData  *volatile error = NULL;

	PG_TRY();
	{
		*value = call(reader, arg);
	}
	PG_CATCH();
	{
		error = catch_error(context);
	}
	PG_END_TRY();
	return error == NULL || blame_value(reader, error, !reader->goes_on);
}

static bool
call_in_subtransaction(SqfReader *reader, SqfRiskyCall call, void *arg,
					   Datum *value)
{
	MemoryContext context = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	ErrorData  *volatile error = NULL;

	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(context);
	PG_TRY();
	{
		*value = call(reader, arg);
		ReleaseCurrentSubTransaction();
	}
	PG_CATCH();
	{
		/* whatever it is: thrown on, it must not find the subtransaction open */
		error = catch_error(context);
		RollbackAndReleaseCurrentSubTransaction();
	}
	PG_END_TRY();
	MemoryContextSwitchTo(context);
	CurrentResourceOwner = owner;
	return error == NULL || blame_value(reader, error, true);
}

/* A way to make a call that may throw. */
typedef bool (*CallWay) (SqfReader *reader, SqfRiskyCall call, void *arg,
						 Datum *value);

/*
 * What a value means must not depend on who reads it: during the call the time
 * zone is the server's and the styles of dates, intervals, floats and bytea are
 * PostgreSQL's defaults.
 */
static bool
call_with_settings(CallWay way, SqfReader *reader, SqfRiskyCall call,
				   void *arg, Datum *value)
{
	InputSettings ours = {reader->zone, USE_ISO_DATES, DATEORDER_MDY,
	INTSTYLE_POSTGRES, 1, BYTEA_OUTPUT_HEX};
	InputSettings theirs = set_input_settings(ours);
	volatile bool ok = false;

	PG_TRY();
	{
		ok = way(reader, call, arg, value);
	}
	PG_FINALLY();
	{
		(void) set_input_settings(theirs);
	}
	PG_END_TRY();
	return ok;
}

/*
 * sqf_reader_call runs a call that may throw because of the value and turns
 * such an error into a fault.
 */
bool
sqf_reader_call(SqfReader *reader, SqfRiskyCall call, void *arg, Datum *value)
{
	return call_with_settings(reader->goes_on ? call_in_subtransaction : call_plainly,
							  reader, call, arg, value);
}

/* What a type's input function is called with. */
typedef struct InputCall
{
	const char *text;
	int32		typmod;
#if PG_VERSION_NUM >= 160000
	ErrorSaveContext soft_error;
#endif
} InputCall;

static Datum call_input(SqfReader *reader, void *arg);

/*
 * Types that come often and have nothing to do with settings are spared the
 * change of them.
 */
static bool
call_input_in(CallWay way, SqfReader *reader, InputCall *call, Datum *value)
{
	switch (reader->base_type)
	{
		case JSONOID:
		case JSONBOID:
		case NUMERICOID:
			return way(reader, call_input, call, value);
		default:
			return call_with_settings(way, reader, call_input, call, value);
	}
}

#if PG_VERSION_NUM >= 160000

/* So many fit into the smallest max_stack_depth, 100 kB. */
#define SAFE_LEVELS		200

static Datum
call_input(SqfReader *reader, void *arg)
{
	InputCall  *call = arg;
	Datum		value = 0;

	(void) InputFunctionCallSafe(&reader->input, (char *) call->text,
								 reader->io_param, call->typmod,
								 (Node *) &call->soft_error, &value);
	return value;
}

/*
 * Might a text be too deep for a parser that calls itself?  That is an error
 * which no type reports softly.  Each level begins with one of these.
 */
static bool
may_be_deep(const char *text)
{
	for (int levels = 0; (text = strpbrk(text, "[{(!-+")) != NULL; text++)
		if (++levels > SAFE_LEVELS)
			return true;
	return false;
}

/*
 * PostgreSQL's own types report errors softly; others may throw.
 */
static bool
run_input(SqfReader *reader, InputCall *call, Datum *value)
{
	bool		is_soft = reader->input.fn_oid < FirstNormalObjectId &&
		!may_be_deep(call->text);

	call->soft_error.type = T_ErrorSaveContext;
	call->soft_error.details_wanted = true;
	if (!call_input_in(reader->goes_on && !is_soft ?
					   call_in_subtransaction : call_plainly,
					   reader, call, value))
		return false;
	if (call->soft_error.error_occurred)
		return fail_with_error(reader, call->soft_error.error_data);
	return true;
}

#else

static Datum
call_input(SqfReader *reader, void *arg)
{
	InputCall  *call = arg;

	return InputFunctionCall(&reader->input, (char *) call->text,
							 reader->io_param, call->typmod);
}

static bool
run_input(SqfReader *reader, InputCall *call, Datum *value)
{
	return call_input_in(reader->goes_on ? call_in_subtransaction : call_plainly,
						 reader, call, value);
}

#endif

/*
 * sqf_reader_call_input reads text, in the server's encoding, by the base
 * type's own input function, with the given type modifier.
 */
bool
sqf_reader_call_input(SqfReader *reader, const char *text, int32 typmod,
					  Datum *value)
{
	InputCall	call = {.text = text,.typmod = typmod};

	return run_input(reader, &call, value);
}

/* ---------------------------------------------------------------------------
 * Text of a value
 * ---------------------------------------------------------------------------
 */

/*
 * sqf_reader_get_utf8 gets the UTF-8 form of a TEXT value, terminated, valid
 * until the next step.  It may still hold NUL bytes and, in a UTF-8 file,
 * invalid UTF-8.
 */
bool
sqf_reader_get_utf8(SqfReader *reader, const char **text, int *len)
{
	if (reader->encoding == SQF_ENCODING_UTF16)
	{
		const void *units = sqlite3_value_text16(reader->stored);

		*text = units == NULL ? NULL :
			sqf_utf16_to_utf8(units, sqlite3_value_bytes16(reader->stored) / 2, len);
		if (units != NULL && *text == NULL)
			return sqf_reader_fail_for_good(reader,
											ERRCODE_CHARACTER_NOT_IN_REPERTOIRE,
											"is not valid UTF-16");
	}
	else
	{
		*text = (const char *) sqlite3_value_text(reader->stored);
		*len = sqlite3_value_bytes(reader->stored);
	}
	if (*text == NULL)
		sqf_error_raise_no_memory();
	return true;
}

/*
 * sqf_value_blob returns the bytes of a BLOB, valid until the next step; never
 * NULL.  Throws if SQLite has no memory for them.
 */
const char *
sqf_value_blob(struct sqlite3_value *stored, int *len)
{
	/* first the pointer: a zeroblob gets its bytes only now */
	const char *bytes = sqlite3_value_blob(stored);

	*len = sqlite3_value_bytes(stored);
	if (*len == 0)
		return "";
	if (bytes == NULL)
		sqf_error_raise_no_memory();
	return bytes;
}

/* ---------------------------------------------------------------------------
 * Choosing and calling a reader
 * ---------------------------------------------------------------------------
 */

static SqfReadFunction
choose_read_function(Oid base_type, SqfFormat format)
{
	SqfReadFunction read = sqf_number_reader(base_type);

	if (read == NULL)
		read = sqf_time_reader(base_type);
	if (read == NULL)
		read = sqf_text_reader(base_type, format);
	return read;
}

/* Types of SQLite's very own; a domain of one has constraints to be checked. */
static int
choose_class_as_is(Oid type)
{
	switch (type)
	{
		case INT8OID:
			return SQLITE_INTEGER;
		case FLOAT8OID:
			return SQLITE_FLOAT;
		default:
			return 0;
	}
}

/*
 * sqf_reader_create makes the reader of a column of this type.  It lives in the
 * current memory context; zone must live as long.  The caller has checked that
 * the format applies to the type.
 */
SqfReader *
sqf_reader_create(Oid type, int32 typmod, SqfFormat format, pg_tz *zone,
				  SqfEncoding encoding)
{
	SqfReader  *reader = palloc0(sizeof(SqfReader));
	Oid			input_function;

	reader->type = type;
	reader->base_type = getBaseTypeAndTypmod(type, &typmod);
	reader->typmod = typmod;
	reader->is_domain = reader->base_type != type;
	reader->format = format;
	reader->zone = zone;
	reader->encoding = encoding;
	reader->context = CurrentMemoryContext;
	reader->read = choose_read_function(reader->base_type, format);
	reader->class_as_is = choose_class_as_is(type);

	getTypeInputInfo(reader->base_type, &input_function, &reader->io_param);
	fmgr_info(input_function, &reader->input);
	return reader;
}

/*
 * sqf_reader_takes_all tells whether each value of a storage class is one of the
 * type, so that there is no need to read it to know.
 */
bool
sqf_reader_takes_all(const SqfReader *reader, SqfStorageClass class)
{
	if (reader->is_domain || reader->typmod >= 0)
		return false;
	switch (reader->base_type)
	{
		case INT8OID:
			return class == SQF_CLASS_INTEGER;
		case FLOAT8OID:
			return class == SQF_CLASS_REAL;
		case NUMERICOID:
		case TEXTOID:			/* also as a literal */
			return class == SQF_CLASS_INTEGER || class == SQF_CLASS_REAL;
		case BYTEAOID:
			return class == SQF_CLASS_BLOB;
		default:
			return false;
	}
}

/* A value on its way through a domain's constraints. */
typedef struct DomainCall
{
	Datum		value;
	bool		is_null;
} DomainCall;

static Datum
call_domain_check(SqfReader *reader, void *arg)
{
	DomainCall *call = arg;

	domain_check(call->value, call->is_null, reader->type,
				 &reader->domain_cache, reader->context);
	return call->value;
}

static bool
check_domain(SqfReader *reader, Datum *value, bool is_null)
{
	DomainCall	call = {.value = *value, .is_null = is_null};

	if (sqf_reader_call(reader, call_domain_check, &call, value))
		return true;
	reader->fault.hint_type = format_type_with_typemod(reader->base_type,
													   reader->typmod);
	reader->fault.keeps_format = true;
	return false;
}

/*
 * One column of the statement's current row.  No other thread uses the handle, so
 * the value needs no protection from any.
 */
static inline bool
read_column(SqfReader *reader, struct sqlite3_stmt *raw, int column,
			Datum *value, bool *is_null)
{
	struct sqlite3_value *stored = sqlite3_column_value(raw, column);
	int			storage = sqlite3_value_type(stored);

	*is_null = storage == SQLITE_NULL;
	if (storage == reader->class_as_is)
	{
		*value = storage == SQLITE_INTEGER ?
			Int64GetDatum(sqlite3_value_int64(stored)) :
			Float8GetDatum(sqlite3_value_double(stored));
		return true;
	}

	reader->stored = stored;
	reader->storage = storage;
	reader->raw = raw;
	if (*is_null)
		*value = (Datum) 0;
	else if (!reader->read(reader, value))
		return false;
	return !reader->is_domain || check_domain(reader, value, *is_null);
}

/*
 * sqf_reader_read reads a column, counted from 0, of the statement's current
 * row.  Returns false, with reader->fault set, if the value is none of the
 * type; nothing is thrown for the value's sake.  What the value needs is
 * allocated in the current memory context.
 */
bool
sqf_reader_read(SqfReader *reader, SqfStatement *statement, int column,
				Datum *value, bool *is_null)
{
	return read_column(reader, statement->raw, column, value, is_null);
}

/*
 * sqf_reader_read_row is the same for several columns, the readings at positions
 * from .. to - 1.  Returns the position of the first whose value is none of its
 * type, else to.
 */
int
sqf_reader_read_row(const SqfReading *readings, int from, int to,
					SqfStatement *statement, Datum *values, bool *is_null)
{
	struct sqlite3_stmt *raw = statement->raw;

	for (int i = from; i < to; i++)
	{
		const SqfReading *reading = &readings[i];

		if (!read_column(reading->reader, raw, reading->column,
						 &values[reading->target], &is_null[reading->target]))
			return i;
	}
	return to;
}
