/*-------------------------------------------------------------------------
 *
 * verify.h
 *	  A source is read again, and compared with the target.
 *
 * IDENTIFICATION
 *	  src/migrate/verify.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_VERIFY_H
#define SQF_VERIFY_H

#include "executor/tuptable.h"
#include "migrate/migration.h"
#include "storage/dsm.h"
#include "storage/shm_toc.h"

/* So many differing keys are listed. */
#define SQF_VERIFY_KEYS		20

/* Rows are summed up in so many groups by their keys; a power of two. */
#define SQF_VERIFY_BUCKETS	32768

/* Do both sides agree? */
typedef enum SqfVerdict
{
	SQF_DIFFERS,
	SQF_MATCHES,
	SQF_NOT_COMPARED
} SqfVerdict;

/* One thing that was compared. */
typedef struct SqfVerified
{
	const char *table_name;		/* or NULL */
	const char *column_name;	/* NULL: of the table as a whole */
	const char *property;
	char	   *source;
	char	   *target;
	SqfVerdict	verdict;
	List	   *keys;			/* char *, the first that differ */
} SqfVerified;

/* What both sides can say of a column's values. */
typedef enum SqfFigureKind
{
	SQF_FIGURE_NONE,
	SQF_FIGURE_INTEGER,			/* and what is stored as one */
	SQF_FIGURE_FLOAT,
	SQF_FIGURE_BYTES			/* of text or bytea */
} SqfFigureKind;

/* Which bytes of a value are hashed. */
typedef enum SqfHashKind
{
	SQF_HASH_DATUM,
	SQF_HASH_FIXED,
	SQF_HASH_BYTES,
	SQF_HASH_NUMERIC,
	SQF_HASH_OUTPUT				/* its text */
} SqfHashKind;

typedef struct SqfVerifyColumn
{
	const SqfMigratedColumn *column;
	const char *source;			/* SQL of its values */
	const char *target;
	Oid			type;			/* of the target, below a domain */
	int16		type_length;
	Oid			output;			/* the type's output function */
	SqfHashKind hash;
	bool		is_key;
	uint64		name_hash;
	SqfFigureKind figure;
	int64		unit;			/* of a time: its microseconds; else 0 */
} SqfVerifyColumn;

typedef struct SqfVerifyTable
{
	const SqfMigratedTable *table;
	Oid			target;
	bool		has_key;		/* else a row is its own key */
	bool		all_rows_fit;	/* can they all be read as the target's types? */
	int			column_count;
	SqfVerifyColumn *columns;
} SqfVerifyTable;

/* What a row comes to. */
typedef struct SqfVerifyRow
{
	uint64		key;
	uint64		row;
	const uint64 *columns;		/* each mixed with the key */
	const TupleTableSlot *slot;
} SqfVerifyRow;

typedef void (*SqfVerifyRowSink) (const SqfVerifyTable *table,
								  const SqfVerifyRow *row, void *arg);

/* What a column's values come to; min, max and sums are of the kind's. */
typedef struct SqfFigures
{
	bool		is_known;		/* but for the nulls, which always are */
	int64		nulls;
	int64		count;			/* that are not NULL */
	int64		min;
	int64		max;
	int64		high_sum;		/* of the upper and the lower 32 bits */
	int64		low_sum;
	double		float_min;
	double		float_max;
	int64		bytes;
} SqfFigures;

/* A worker asks SQLite for those of a table. */
typedef struct SqfFigureRequest SqfFigureRequest;

/* What one side of a table comes to. */
typedef struct SqfVerifySums
{
	bool		wants_figures;
	int64		rows;
	uint64		checksum;
	uint64	   *columns;		/* checksum, by column */
	SqfFigures *figures;		/* by column, if wanted */
	uint64	   *buckets;		/* checksums of rows, by their keys */
} SqfVerifySums;

/* The first keys, in their order. */
typedef struct SqfKeyList
{
	int			count;
	char	   *keys[SQF_VERIFY_KEYS];	/* as a table's rows have them */
	char	   *lines[SQF_VERIFY_KEYS]; /* the same and what is wrong */
} SqfKeyList;

/* Rows that are not the same on both sides. */
typedef struct SqfDifferences
{
	int64		missing;		/* rows of the source without a twin */
	int64		extra;			/* likewise of the target */
	SqfKeyList	rows;
	SqfKeyList *columns;		/* by column: same key, other value */
} SqfDifferences;

/* A comparison under way. */
typedef struct SqfVerification
{
	SqfMigration *migration;
	bool		is_of_run;		/* at its end: what it made is known to be there */
	List	   *lines;			/* SqfVerified */
} SqfVerification;

/* verify.c */
extern void sqf_verify_run(SqfMigration *migration);

/* verify_table.c */
extern SqfVerified *sqf_verify_note(SqfVerification *verification,
									const char *table_name,
									const char *column_name,
									const char *property, char *source,
									char *target, bool matches);
extern void sqf_verify_table(SqfVerification *verification,
							 const SqfMigratedTable *table);

/* verify_rows.c */
extern void sqf_verify_scan(const SqfVerifyTable *table, bool of_target,
							SqfVerifyRowSink sink, void *arg);
extern void sqf_verify_sum(const SqfVerifyTable *table, bool of_target,
						   SqfVerifySums *sums);
extern SqfHashKind sqf_verify_hash_kind(Oid type, int16 length,
										bool by_value);
extern uint64 sqf_verify_hash_text(const char *text);

/* verify_keys.c */
extern SqfDifferences *sqf_verify_differences(const SqfVerifyTable *table,
											  const SqfVerifySums *source,
											  const SqfVerifySums *target);

/* verify_literal.c */
extern void sqf_verify_try_literals(SqfVerifyTable *table,
									SqfVerifySums *source,
									const SqfVerifySums *target);

/* verify_figures.c */
extern SqfFigureKind sqf_verify_figure_kind(const SqfMigratedTable *table,
											const SqfMigratedColumn *column,
											Oid type, int64 *unit);
extern void sqf_verify_count_value(const SqfVerifyColumn *column,
								   SqfFigures *figures, Datum value,
								   bool is_null);
extern void sqf_verify_compare_figures(SqfVerification *verification,
									   const SqfVerifyTable *table,
									   const SqfFigures *source,
									   const SqfFigures *target);

/* verify_ask.c */
extern PGDLLEXPORT void sqf_verify_ask_worker(dsm_segment *segment,
											  shm_toc *toc);
extern bool sqf_verify_is_large(const SqfVerifyTable *table);
extern SqfFigureRequest *sqf_verify_ask(const SqfVerifyTable *table);
extern SqfFigures *sqf_verify_take_answer(SqfFigureRequest *request);
extern SqfFigures *sqf_verify_figures_of_file(const SqfVerifyTable *table);

/* verify_columns.c */
extern void sqf_verify_columns(SqfVerification *verification,
							   const SqfVerifyTable *table);

/* verify_target.c */
extern void sqf_verify_keys_and_ids(SqfVerification *verification,
									const SqfVerifyTable *table);

#endif							/* SQF_VERIFY_H */
