/*-------------------------------------------------------------------------
 *
 * value_reader.h
 *	  What the rooms that read values share; private to src/remote.
 *
 * IDENTIFICATION
 *	  src/remote/value_reader.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_VALUE_READER_H
#define SQF_VALUE_READER_H

#include "remote/value_in.h"

/* A call that may throw; see sqf_reader_call. */
typedef Datum (*SqfRiskyCall) (SqfReader *reader, void *arg);

/*
 * sqf_reader_fail notes why the value cannot be read and returns false.  The
 * strings must be constants or outlive the row.
 */
static inline bool
sqf_reader_fail(SqfReader *reader, int sqlstate, const char *reason,
				const char *hint_type)
{
	memset(&reader->fault, 0, sizeof(reader->fault));
	reader->fault.sqlstate = sqlstate;
	reader->fault.reason = reason;
	reader->fault.hint_type = hint_type;
	return false;
}

/*
 * sqf_reader_fail_for_good is the same for a value that no type holds as it is;
 * only as SQLite's literal it can be read.
 */
static inline bool
sqf_reader_fail_for_good(SqfReader *reader, int sqlstate, const char *reason)
{
	(void) sqf_reader_fail(reader, sqlstate, reason, NULL);
	reader->fault.hint_format = SQF_FORMAT_LITERAL;
	return false;
}

extern bool sqf_reader_call(SqfReader *reader, SqfRiskyCall call, void *arg,
							Datum *value);
extern bool sqf_reader_call_input(SqfReader *reader, const char *text,
								  int32 typmod, Datum *value);
extern bool sqf_reader_get_utf8(SqfReader *reader, const char **text,
								int *len);

/* value_time.c */
extern bool sqf_reader_get_duration(SqfReader *reader, int64 *microseconds);

extern SqfReadFunction sqf_number_reader(Oid base_type);
extern SqfReadFunction sqf_text_reader(Oid base_type, SqfFormat format);
extern SqfReadFunction sqf_time_reader(Oid base_type);

#endif							/* SQF_VALUE_READER_H */
