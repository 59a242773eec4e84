/*-------------------------------------------------------------------------
 *
 * shippable.h
 *	  What may be sent to SQLite, and what it is worth there.
 *
 * IDENTIFICATION
 *	  src/plan/shippable.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_SHIPPABLE_H
#define SQF_SHIPPABLE_H

#include "access/stratnum.h"
#include "nodes/primnodes.h"
#include "plan/relinfo.h"

/* How the values of an expression compare, in SQLite as in PostgreSQL. */
typedef enum SqfDomain
{
	SQF_DOMAIN_NONE,			/* not at all; only IS [NOT] NULL is the same */
	SQF_DOMAIN_INTEGER,
	SQF_DOMAIN_REAL,
	SQF_DOMAIN_DECIMAL,
	SQF_DOMAIN_BOOLEAN,
	SQF_DOMAIN_TEXT,
	SQF_DOMAIN_BYTES,
	SQF_DOMAIN_UUID,
	SQF_DOMAIN_COUNTED_TIME,	/* a number, by the column's format */
	SQF_DOMAIN_WRITTEN_TIME		/* format 'iso' */
} SqfDomain;

/*
 * An expression of columns, in SQLite's words.  A guard is a condition under
 * which PostgreSQL reads the very value that SQLite computes with; strays are
 * values which PostgreSQL reads and SQLite compares otherwise.
 */
typedef struct SqfValue
{
	char	   *sql;
	SqfDomain	domain;
	Oid			type;			/* in PostgreSQL */
	SqfFormat	format;			/* of times */
	bool		is_column;
	bool		says_not_null;	/* SQLite takes its word, whatever is stored */
	Index		table;			/* of the column: range table index */
	AttrNumber	attnum;			/* of the column, else 0 */
	int			scale;			/* digits after the point of a decimal that
								 * has a declared precision of at most 15;
								 * else -1 */
	char	   *strays;			/* condition; NULL: there are none */
	List	   *guards;			/* List of char *; NIL: always */
	bool		is_guardable;	/* is there a guard that says all? */
	bool		sum_is_guard;	/* is a sum of them REAL, not an integer, if one
								 * breaks a guard? */
	bool		is_exact_time;	/* does a guarded time equal its count? */
	bool		needs_collate;	/* COLLATE BINARY, to compare as text */
	bool		sorts;			/* does SQLite sort what can be read as
								 * PostgreSQL does?  Of text, under "C". */
} SqfValue;

/* Comparison by another strategy number than those of a btree. */
#define SQF_NOT_EQUAL	(BTMaxStrategyNumber + 1)

extern bool sqf_pushdown;

extern void sqf_shippable_column(const SqfRelInfo *info, Index table,
								 AttrNumber attnum, SqfValue *value);
extern char *sqf_shippable_alias(Index table);
extern int	sqf_shippable_comparison(Oid operator, SqfDomain *domain);
extern bool sqf_shippable_order(Oid family, SqfDomain domain);
extern const char *sqf_shippable_arithmetic(Oid function, bool *divides);
extern bool sqf_shippable_sorts_as_c(Oid collation);
extern bool sqf_shippable_equals_bytes(Oid collation);

#endif							/* SQF_SHIPPABLE_H */
