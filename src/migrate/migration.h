/*-------------------------------------------------------------------------
 *
 * migration.h
 *	  What is known of a migration: what was asked for, its tables, the statements
 *	  that make it, and what it cannot keep.
 *
 * IDENTIFICATION
 *	  src/migrate/migration.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_MIGRATION_H
#define SQF_MIGRATION_H

#include "exec/leave_out.h"
#include "migrate/infer.h"
#include "migrate/source_tables.h"
#include "migrate/translate.h"

/* What to do where the target has tables of the names to be migrated. */
typedef enum SqfIfExists
{
	SQF_IF_EXISTS_ERROR,
	SQF_IF_EXISTS_APPEND,		/* load into them */
	SQF_IF_EXISTS_TRUNCATE		/* the same, when they have been emptied */
} SqfIfExists;

/* The arguments of sqlite.migrate and sqlite.plan. */
typedef struct SqfMigrationRequest
{
	char	   *source;
	char	   *target_schema;
	List	   *tables;			/* names and patterns; NIL: all */
	List	   *exclude_tables;
	SqfIfExists if_exists;
	bool		create_missing; /* tables that the target does not have */
	bool		lower_identifiers;
	SqfTimesAs	times;
	char	   *owner;			/* or NULL: who calls */
	bool		ignore_errors;	/* leave rows out that do not fit */
	int			reject_limit;	/* of them, per table; -1: any number */
	bool		hide_values;	/* of rejects */
	bool		dry_run;
	bool		commit_per_table;
	bool		allow_changed;	/* go on with a file that was written meanwhile */
	bool		verify;			/* compare when all is loaded */
	bool		only_verifies;	/* nothing is loaded, nothing of the user's is
								 * changed */
	int64		run;			/* to verify, or 0 */
} SqfMigrationRequest;

/* Something lost, changed or doubtful. */
typedef struct SqfFinding
{
	char	   *object;			/* "table t", "column t.c", "index i", ... */
	char	   *what;			/* as the file has it */
	char	   *why;
	char	   *done;			/* instead */
	List	   *row_ids;		/* char *, or NIL */
} SqfFinding;

typedef struct SqfMigratedColumn
{
	const char *name;			/* in PostgreSQL */
	char	   *type;			/* as SQL, with a collation of its own */
	Oid			typid;
	int32		typmod;
	const SqfColumn *remote;	/* NULL where a view computes it */
	SqfFormat	format;
	bool		has_nulls;		/* known only of what must not have any */
	bool		sets_null;		/* values that do not fit are read as NULL */
	int64		largest_id;		/* that a row-id alias may have, by its type */
	bool		is_at_end;		/* and has, or had */
	bool		is_identity;
	bool		is_loaded;		/* does the target take its values? */
	char	   *sequence;		/* as SQL, if it must not have PostgreSQL's name */
	bool		not_null;
	char	   *default_sql;	/* or NULL */
	char	   *generated_sql;	/* or NULL */
} SqfMigratedColumn;

typedef struct SqfMigratedTable
{
	const char *name;			/* in PostgreSQL */
	const char *source;			/* foreign table or view, as SQL */
	const char *source_schema;
	const char *target;			/* as SQL */
	Oid			source_oid;
	Oid			existing;		/* the target, if it is there already */
	SqfLease   *lease;			/* of its file */
	pg_tz	   *zone;			/* of times written without one */
	const SqfSourceTable *file_table;	/* NULL for a view that is no table's
										 * rows alone */
	const SqfSourceTable *read_table;	/* the foreign table that is read, below
										 * a view if need be; NULL where a view
										 * reads several */
	const SqfTable *remote;		/* likewise */
	const SqfSqlTable *declared;	/* its CREATE TABLE, or NULL */
	int			column_count;
	SqfMigratedColumn *columns;
	SqfScopeTable scope;
	int64		source_rows;	/* as SQLite counts them; -1: not counted */
	const char *choices;		/* of types, by the data, and why; or NULL */

	const char *definition;		/* of the target, as a run left it: to verify;
								 * else NULL */
	bool		overrides;		/* of an existing target: an identity column
								 * that is GENERATED ALWAYS is loaded */

	/* What came of it. */
	List	   *steps;			/* names of those done */
	int64		rows_before;	/* that the target had */
	int64		rows;
	int64		rejected;
	double		seconds;		/* of the load */
} SqfMigratedTable;

/* A view of SQLite's. */
typedef struct SqfMigratedView
{
	const char *name;			/* in PostgreSQL */
	const char *target;			/* as SQL */
	SqfLease   *lease;
	pg_tz	   *zone;
	const char *remote_name;
	const char *sql;			/* of SQLite's CREATE VIEW */
} SqfMigratedView;

/* A column of the source that the target does not have. */
typedef struct SqfUnmatchedColumn
{
	const char *table_name;
	const char *column_name;
} SqfUnmatchedColumn;

/* What a statement is for, where that is more than to be run. */
typedef enum SqfStepKind
{
	SQF_STEP_RUN,
	SQF_STEP_FRAME,				/* stands for what CALL does itself */
	SQF_STEP_LOAD,
	SQF_STEP_VALIDATE,			/* a constraint that rows may break */
	SQF_STEP_UNIQUE,			/* a key whose values may be equal by now */
	SQF_STEP_VERIFY,			/* the target is compared with the source */
	SQF_STEP_TELL				/* a finding; no statement */
} SqfStepKind;

typedef struct SqfStep
{
	SqfStepKind kind;
	const char *name;			/* "create table", "load", ... */
	char	   *object;
	char	   *statement;
	char	   *reason;
	SqfMigratedTable *table;	/* or NULL */
	char	   *constraint;		/* to VALIDATE */
	int			number;			/* in the record of a run that commits per
								 * table, from 1; 0: not to be run by it */
} SqfStep;

typedef struct SqfMigration
{
	const SqfMigrationRequest *request;
	const char *schema;			/* the target's, as SQL */
	const char *search_path;	/* of the caller */
	List	   *tables;			/* SqfMigratedTable, parents first where they can
								 * be */
	List	   *views;			/* SqfMigratedView */
	List	   *steps;			/* SqfStep */
	List	   *findings;		/* SqfFinding */
	int			recorded_findings;	/* so many of them are in the record */
	int			earlier_findings;	/* those of the run before it stopped */
	char	   *staging_schema; /* made for the run, or NULL */
	bool		is_circular;	/* existing tables refer to each other */
	bool		source_changed; /* while the run stood still, which is allowed */
	List	   *unmatched;		/* SqfUnmatchedColumn */
	SqfLeaveOut *leave_out;		/* rows that loads do without; NULL: none */
	bool		verified;
	bool		tells_no_values;	/* is an error that is thrown now our own, without
									 * values that are to be hidden? */
} SqfMigration;

#endif							/* SQF_MIGRATION_H */
