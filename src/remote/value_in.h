/*-------------------------------------------------------------------------
 *
 * value_in.h
 *	  SQLite values become PostgreSQL values.
 *
 * IDENTIFICATION
 *	  src/remote/value_in.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_VALUE_IN_H
#define SQF_VALUE_IN_H

#include "datatype/timestamp.h"
#include "fmgr.h"
#include "pgtime.h"
#include "remote/statement.h"

/* How the values of a column are stored, or to be read. */
typedef enum SqfFormat
{
	SQF_FORMAT_NONE,			/* text in any form that SQLite itself reads */
	SQF_FORMAT_ISO,
	SQF_FORMAT_UNIX,
	SQF_FORMAT_UNIX_MS,
	SQF_FORMAT_UNIX_US,
	SQF_FORMAT_UNIX_NS,
	SQF_FORMAT_JULIAN,
	SQF_FORMAT_LITERAL,			/* of text: any value as SQLite would write it */
	SQF_FORMAT_UUID_TEXT,		/* of uuid: as PostgreSQL prints it */
	SQF_FORMAT_UUID_BLOB		/* likewise: its 16 bytes */
} SqfFormat;

/* Microseconds from the Unix epoch to PostgreSQL's. */
#define SQF_EPOCH_SHIFT \
	((int64) (POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE) * USECS_PER_DAY)

/* Why a value cannot be read; valid after a reader returned false. */
typedef struct SqfFault
{
	int			sqlstate;		/* as a cast in PostgreSQL would have it */
	const char *reason;			/* ends the sentence "TEXT 'x' ..." */
	const char *cause;			/* what PostgreSQL's input function said, or
								 * NULL; it may repeat the value */
	const char *hint_type;		/* a type that can hold the value, or NULL */
	bool		keeps_format;	/* with that type, the column keeps its format */
	SqfFormat	hint_format;	/* a format that would read it, or NONE */
} SqfFault;

typedef struct SqfReader SqfReader;

struct sqlite3_stmt;
struct sqlite3_value;

typedef bool (*SqfReadFunction) (SqfReader *reader, Datum *value);

/* Reads the values of one column into one type; chosen once per scan. */
struct SqfReader
{
	SqfReadFunction read;		/* never sees a NULL */
	Oid			type;			/* the column's type, perhaps a domain */
	Oid			base_type;
	int32		typmod;			/* of the base type */
	SqfFormat	format;
	pg_tz	   *zone;			/* of times written without one */
	SqfEncoding encoding;		/* of the file */

	int			class_as_is;	/* the class, as SQLite numbers them, whose
								 * values are the type's without a look; 0:
								 * none */
	FmgrInfo	input;			/* the base type's input function */
	Oid			io_param;
	bool		is_domain;
	void	   *domain_cache;
	MemoryContext context;		/* where the reader lives */
	bool		goes_on;		/* the caller goes on after a fault, so
								 * whatever throws does so in a subtransaction */
	bool		only_tries;		/* the caller asks whether values can be read,
								 * and does not look at them */

	/* what is being read */
	struct sqlite3_value *stored;
	int			storage;		/* its class, as SQLite numbers them */
	struct sqlite3_stmt *raw;	/* whose value it is */

	int64		rounded;		/* values with digits beyond microseconds */
	SqfFault	fault;
};

/* A column of a SELECT that is read, and where the value goes. */
typedef struct SqfReading
{
	SqfReader  *reader;
	int			column;			/* from 0 */
	int			target;			/* position in the values of the row */
} SqfReading;

extern SqfReader *sqf_reader_create(Oid type, int32 typmod, SqfFormat format,
									pg_tz *zone, SqfEncoding encoding);
extern bool sqf_reader_takes_all(const SqfReader *reader, SqfStorageClass class);
extern bool sqf_reader_read(SqfReader *reader, SqfStatement *statement,
							int column, Datum *value, bool *is_null);
extern const char *sqf_value_blob(struct sqlite3_value *stored, int *len);
extern int	sqf_reader_read_row(const SqfReading *readings, int from, int to,
								SqfStatement *statement, Datum *values,
								bool *is_null);

/* What a text looks like as a time. */
typedef struct SqfTimeShape
{
	bool		is_canonical;	/* as format 'iso' has it */
	bool		has_date;
	bool		has_time;
	bool		is_midnight;	/* or has no time */
	bool		has_zone;
} SqfTimeShape;

extern bool sqf_time_shape(const char *text, SqfTimeShape *shape);
extern bool sqf_uuid_is_canonical(const char *text);

extern bool sqf_format_parse(const char *name, SqfFormat *format);
extern const char *sqf_format_name(SqfFormat format);
extern bool sqf_format_applies(SqfFormat format, Oid base_type);

#endif							/* SQF_VALUE_IN_H */
