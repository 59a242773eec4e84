/*-------------------------------------------------------------------------
 *
 * statement.h
 *	  A prepared SQLite statement and the rows it gives.
 *
 * IDENTIFICATION
 *	  src/remote/statement.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_STATEMENT_H
#define SQF_STATEMENT_H

#include "nodes/pg_list.h"
#include "remote/handle.h"

/* How much of a value a message shows. */
#define SQF_SHOWN_BYTES	64

/* One pass of a function of SQLite's over this much takes about 100 ms. */
#define SQF_SHORT_VALUE	(16 * 1024 * 1024)

typedef struct SqfStatement
{
	dlist_node	node;			/* in the handle's list */
	struct sqlite3_stmt *raw;	/* NULL once finalized */
	SqfKeptStatement *kept;		/* NULL if it is not kept for others */
	SqfLease   *lease;
	char	   *sql;			/* in the server's encoding */
	int			max_length;		/* of the values that it meets or makes, in
								 * bytes; 0: as the handle has it */
	int64		max_memory;		/* that SQLite may take for an execution */
	int64		memory_bound;	/* of all that SQLite holds; 0: not begun */
	bool		took_memory;	/* it ended for that */
	MemoryContextCallback callback;
} SqfStatement;

extern int	sqf_statement_compile(SqfLease *lease, const char *utf8,
								  struct sqlite3_stmt **raw, const char **tail);
extern SqfStatement *sqf_statement_adopt(SqfLease *lease,
										 struct sqlite3_stmt *raw,
										 const char *sql);
extern SqfStatement *sqf_statement_prepare(SqfLease *lease, const char *sql);
extern SqfStatement *sqf_statement_try_prepare(SqfLease *lease, const char *sql,
											   char **failure);
extern SqfStatement *sqf_statement_prepare_kept(SqfLease *lease,
												const char *sql);
extern bool sqf_statement_step(SqfStatement *statement);
extern bool sqf_statement_try_step(SqfStatement *statement, char **failure);
extern void sqf_statement_reset(SqfStatement *statement);
extern void sqf_statement_finish(SqfStatement *statement);

/* SQLite's storage classes. */
typedef enum SqfStorageClass
{
	SQF_CLASS_NULL,
	SQF_CLASS_INTEGER,
	SQF_CLASS_REAL,
	SQF_CLASS_TEXT,
	SQF_CLASS_BLOB
} SqfStorageClass;

extern void sqf_statement_bind_int64(SqfStatement *statement, int parameter,
									 int64 value);
extern void sqf_statement_bind_double(SqfStatement *statement, int parameter,
									  double value);
extern void sqf_statement_bind_utf8(SqfStatement *statement, int parameter,
									const char *text, int len);
extern void sqf_statement_bind_blob(SqfStatement *statement, int parameter,
									const char *bytes, int len);
extern void sqf_statement_bind_null(SqfStatement *statement, int parameter);
extern void sqf_statement_bind_text(SqfStatement *statement, int parameter,
									const char *text);

extern int	sqf_statement_parameter_count(const SqfStatement *statement);
extern int	sqf_statement_column_count(const SqfStatement *statement);
extern char *sqf_statement_column_name(const SqfStatement *statement,
									   int column);
extern bool sqf_statement_is_null(const SqfStatement *statement, int column);
extern SqfStorageClass sqf_statement_class(const SqfStatement *statement,
										   int column);
extern const char *sqf_statement_bytes(const SqfStatement *statement,
									   int column, int *len);
extern double sqf_statement_double(const SqfStatement *statement, int column);
extern int64 sqf_statement_int64(const SqfStatement *statement, int column);
extern char *sqf_statement_text(const SqfStatement *statement, int column);
extern char *sqf_statement_describe_key(const SqfStatement *statement,
										int first, const List *key);
extern char *sqf_statement_row_id(const SqfStatement *statement, int first,
								  const List *key);
extern bool sqf_statement_rowid(const SqfStatement *statement, int first,
								const List *key, int64 *rowid);
extern bool sqf_statement_is_text(const SqfStatement *statement, int column,
								  const char *text);
extern char *sqf_statement_literal(const SqfStatement *statement, int column,
								   int max_length);

#endif							/* SQF_STATEMENT_H */
