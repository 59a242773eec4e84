/*-------------------------------------------------------------------------
 *
 * catalog.h
 *	  What a SQLite file holds: its tables and their columns.
 *
 * IDENTIFICATION
 *	  src/remote/catalog.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_CATALOG_H
#define SQF_CATALOG_H

#include "nodes/pg_list.h"
#include "remote/affinity.h"
#include "remote/statement.h"

typedef enum SqfTableKind
{
	SQF_TABLE_ORDINARY,
	SQF_TABLE_VIEW,
	SQF_TABLE_VIRTUAL,
	SQF_TABLE_SHADOW			/* where a virtual table keeps its data */
} SqfTableKind;

typedef enum SqfColumnKind
{
	SQF_COLUMN_ORDINARY = 0,	/* the numbers are PRAGMA table_xinfo's */
	SQF_COLUMN_HIDDEN = 1,		/* of a virtual table */
	SQF_COLUMN_GENERATED_VIRTUAL = 2,
	SQF_COLUMN_GENERATED_STORED = 3
} SqfColumnKind;

typedef struct SqfColumn
{
	char	   *name;
	char	   *declared_type;	/* "" without one */
	SqfAffinity affinity;
	bool		not_null;
	char	   *default_value;	/* SQL of the DEFAULT, or NULL */
	int			key_position;	/* in the primary key, from 1; 0 if not in it */
	SqfColumnKind kind;
	char	   *collation;		/* "BINARY" without one; NULL where SQLite
								 * does not say, as of a view */
	bool		is_rowid_alias; /* INTEGER PRIMARY KEY: never NULL */
	bool		keeps_type;		/* of a STRICT table: each value that is not
								 * NULL has the class that the type says */
	bool		has_usable_name;	/* can the database's encoding write it? */
} SqfColumn;

typedef struct SqfTable
{
	char	   *name;
	SqfTableKind kind;
	bool		without_rowid;
	bool		strict;
	char	   *module;			/* of a virtual table, else NULL */
	int			column_count;	/* 0 until sqf_catalog_read_columns */
	SqfColumn  *columns;
	List	   *key;			/* SqfColumn, the primary key in its order */
	const char *rowid_name;		/* a name that no column hides, or NULL where
								 * there is no row id */
} SqfTable;

/* One pair of columns of a foreign key. */
typedef struct SqfForeignKeyPart
{
	char	   *column;
	char	   *parent_table;
	char	   *parent_column;	/* NULL: the parent's primary key */
	int			position;		/* within the key, from 0 */
} SqfForeignKeyPart;

extern List *sqf_catalog_tables(SqfLease *lease);
extern SqfTable *sqf_catalog_find(SqfLease *lease, const char *name);
extern bool sqf_catalog_read_columns(SqfLease *lease, SqfTable *table,
									 char **failure);
extern SqfStatement *sqf_catalog_pragma(SqfLease *lease, const char *pragma,
										const char *name);
extern const SqfColumn *sqf_catalog_column(const SqfTable *table,
										   const char *name);
extern List *sqf_catalog_foreign_keys(SqfLease *lease, const SqfTable *table);

#endif							/* SQF_CATALOG_H */
