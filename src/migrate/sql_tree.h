/*-------------------------------------------------------------------------
 *
 * sql_tree.h
 *	  What SQLite's SQL says, as a tree: expressions, SELECT, CREATE.
 *
 * The parser makes these trees from the texts that a file keeps, the translator
 * writes PostgreSQL's SQL from them.  All is palloc'd, names and strings without
 * their quotes; only an expression's source points into the text, which must live
 * as long as the tree.  No path through a tree is longer than SQF_SQL_MAX_DEPTH.
 *
 * IDENTIFICATION
 *	  src/migrate/sql_tree.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_SQL_TREE_H
#define SQF_SQL_TREE_H

#include "nodes/pg_list.h"

/* SQLite's own limit of an expression's depth, if it was built as usual. */
#define SQF_SQL_MAX_DEPTH	1000

typedef struct SqfSqlSelect SqfSqlSelect;

typedef enum SqfSqlExprKind
{
	SQF_SQL_NULL,
	SQF_SQL_INTEGER,			/* text: the digits, or 0x.. */
	SQF_SQL_FLOAT,				/* text: as written, without _ */
	SQF_SQL_STRING,				/* text: between '' */
	SQF_SQL_BLOB,				/* text: the hexadecimal digits */
	SQF_SQL_CURRENT,			/* text: CURRENT_DATE, _TIME or _TIMESTAMP */
	SQF_SQL_NAME,				/* text: a column, or TRUE or FALSE; qualifier */
	SQF_SQL_UNARY,				/* text: - + ~ NOT */
	SQF_SQL_BINARY,				/* text: || -> ->> * / % + - & | << >> < <= >
								 * >= = <> AND OR; == and != are = and <> */
	SQF_SQL_LIKE,				/* text: LIKE GLOB REGEXP MATCH; args: value,
								 * pattern, perhaps escape; negated */
	SQF_SQL_IS,					/* IS, IS NOT DISTINCT FROM; negated; ISNULL and
								 * its like have a SQF_SQL_NULL on the right */
	SQF_SQL_BETWEEN,			/* args: value, low, high; negated */
	SQF_SQL_IN,					/* args: value, then the list unless there is a
								 * select; negated */
	SQF_SQL_CASE,				/* operand or NULL; args: WHEN, THEN, ... */
	SQF_SQL_CAST,				/* text: the type; args: value */
	SQF_SQL_COLLATE,			/* text: the collation; args: value */
	SQF_SQL_FUNCTION,			/* text: the name; args; is_star, is_distinct,
								 * filter, is_window */
	SQF_SQL_ROW,				/* args, two or more */
	SQF_SQL_EXISTS,				/* select; a NOT before it is a UNARY */
	SQF_SQL_SUBQUERY			/* select */
} SqfSqlExprKind;

typedef struct SqfSqlExpr
{
	SqfSqlExprKind kind;
	const char *source;			/* the expression as the file has it: here, in
								 * the text that was parsed, */
	int			source_length;	/* and that many bytes */
	int			depth;			/* nodes from here down to the deepest */
	char	   *text;			/* keywords and operators in capitals, names as
								 * written */
	char	   *qualifier;		/* of a NAME: the table, or NULL */
	bool		is_quoted;		/* of a NAME: "x", which SQLite takes for a
								 * string where no column has this name */
	bool		negated;
	List	   *args;			/* SqfSqlExpr */
	struct SqfSqlExpr *operand; /* of CASE, or NULL */
	struct SqfSqlExpr *otherwise;	/* ELSE of CASE, or NULL */
	SqfSqlSelect *select;		/* or NULL */
	bool		is_star;		/* count(*) */
	bool		is_distinct;	/* count(DISTINCT x) */
	bool		is_window;		/* has OVER */
	struct SqfSqlExpr *filter;	/* FILTER (WHERE ...), or NULL */
} SqfSqlExpr;

/* A column of an index or a key, or a term of ORDER BY. */
typedef struct SqfSqlTerm
{
	SqfSqlExpr *expr;			/* without its COLLATE */
	char	   *collation;		/* or NULL */
	bool		descending;
	bool		nulls_first;	/* if said */
	bool		nulls_last;
} SqfSqlTerm;

/* ---------------------------------------------------------------------------
 * SELECT
 * ---------------------------------------------------------------------------
 */

typedef struct SqfSqlOutput
{
	SqfSqlExpr *expr;			/* NULL for * */
	char	   *star_of;		/* t of t.*, else NULL */
	char	   *alias;			/* or NULL */
} SqfSqlOutput;

typedef enum SqfSqlJoinKind
{
	SQF_SQL_JOIN_FIRST,			/* nothing stands to the left */
	SQF_SQL_JOIN_COMMA,
	SQF_SQL_JOIN_INNER,
	SQF_SQL_JOIN_CROSS,
	SQF_SQL_JOIN_LEFT,
	SQF_SQL_JOIN_RIGHT,
	SQF_SQL_JOIN_FULL
} SqfSqlJoinKind;

/* One table of a FROM, and how it is joined to what stands to its left. */
typedef struct SqfSqlFrom
{
	SqfSqlJoinKind join;
	bool		natural;
	SqfSqlExpr *on;				/* or NULL */
	List	   *using;			/* names, or NIL */
	char	   *table;			/* or NULL, then one of the next two */
	bool		is_main;		/* main.table: no common table of that name */
	bool		has_arguments;	/* a table-valued function */
	SqfSqlSelect *select;
	List	   *nested;			/* SqfSqlFrom, in parentheses */
	char	   *alias;			/* or NULL */
} SqfSqlFrom;

/* SELECT without WITH, ORDER BY and LIMIT; or VALUES. */
typedef struct SqfSqlCore
{
	char	   *compound;		/* how it follows the one before: UNION, UNION
								 * ALL, INTERSECT, EXCEPT; NULL for the first */
	bool		distinct;
	List	   *outputs;		/* SqfSqlOutput */
	List	   *from;			/* SqfSqlFrom */
	SqfSqlExpr *where;			/* or NULL */
	List	   *group_by;		/* SqfSqlExpr */
	SqfSqlExpr *having;			/* or NULL */
	List	   *values;			/* Lists of SqfSqlExpr, or NIL */
} SqfSqlCore;

typedef struct SqfSqlCommonTable
{
	char	   *name;
	List	   *columns;		/* names, or NIL */
	SqfSqlSelect *select;
} SqfSqlCommonTable;

struct SqfSqlSelect
{
	bool		recursive;
	List	   *with;			/* SqfSqlCommonTable */
	List	   *cores;			/* SqfSqlCore */
	List	   *order_by;		/* SqfSqlTerm */
	SqfSqlExpr *limit;			/* or NULL */
	SqfSqlExpr *offset;			/* or NULL */
	int			depth;			/* as of an expression */
};

/* ---------------------------------------------------------------------------
 * CREATE
 * ---------------------------------------------------------------------------
 */

typedef enum SqfSqlConstraintKind
{
	SQF_SQL_NOT_NULL,
	SQF_SQL_PRIMARY_KEY,
	SQF_SQL_UNIQUE,
	SQF_SQL_CHECK,
	SQF_SQL_FOREIGN_KEY
} SqfSqlConstraintKind;

/* A constraint of a table, or of a column, which then is its only one. */
typedef struct SqfSqlConstraint
{
	SqfSqlConstraintKind kind;
	char	   *name;			/* or NULL */
	List	   *columns;		/* SqfSqlTerm; of a foreign key without order */
	char	   *on_conflict;	/* REPLACE, IGNORE, FAIL, ABORT, ROLLBACK, or
								 * NULL */
	bool		autoincrement;
	SqfSqlExpr *check;
	char	   *parent;			/* of a foreign key */
	List	   *parent_columns; /* names; NIL: the parent's primary key */
	char	   *on_delete;		/* CASCADE, SET NULL, SET DEFAULT, RESTRICT, NO
								 * ACTION, or NULL */
	char	   *on_update;
	bool		deferrable;
	bool		initially_deferred;
} SqfSqlConstraint;

typedef struct SqfSqlColumn
{
	char	   *name;
	char	   *type;			/* as written, "" without one */
	char	   *collation;		/* or NULL */
	SqfSqlExpr *default_value;	/* or NULL */
	SqfSqlExpr *generated;		/* or NULL */
	bool		stored;
} SqfSqlColumn;

typedef struct SqfSqlTable
{
	char	   *name;
	List	   *columns;		/* SqfSqlColumn */
	List	   *constraints;	/* SqfSqlConstraint, of columns too, in the order
								 * of the text */
	bool		without_rowid;
	bool		strict;
} SqfSqlTable;

typedef struct SqfSqlIndex
{
	char	   *name;
	char	   *table;
	bool		unique;
	List	   *columns;		/* SqfSqlTerm */
	SqfSqlExpr *where;			/* or NULL */
} SqfSqlIndex;

typedef struct SqfSqlView
{
	char	   *name;
	List	   *columns;		/* names, or NIL */
	SqfSqlSelect *select;
} SqfSqlView;

#endif							/* SQF_SQL_TREE_H */
