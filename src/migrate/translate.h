/*-------------------------------------------------------------------------
 *
 * translate.h
 *	  From a tree of SQLite's SQL to PostgreSQL's SQL.
 *
 * IDENTIFICATION
 *	  src/migrate/translate.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_TRANSLATE_H
#define SQF_TRANSLATE_H

#include "migrate/sql_tree.h"
#include "remote/affinity.h"
#include "remote/value_in.h"

/* A column as SQLite's SQL names it, and what it is in PostgreSQL. */
typedef struct SqfScopeColumn
{
	const char *remote_name;
	const char *local_name;
	Oid			type;
	int32		typmod;
	SqfFormat	format;			/* how SQLite stores its values */
	SqfAffinity affinity;		/* of the declared type: what SQLite makes of a
								 * constant beside the column */
	const char *collation;		/* SQLite's: "BINARY", "NOCASE", "RTRIM" */
} SqfScopeColumn;

typedef struct SqfScopeTable
{
	const char *remote_name;
	const char *schema;			/* in PostgreSQL */
	const char *local_name;
	int			column_count;
	SqfScopeColumn *columns;
} SqfScopeTable;

/*
 * What names mean, and how constants become values.
 */
typedef struct SqfScope
{
	List	   *tables;			/* SqfScopeTable, all that a view may read */
	const SqfScopeTable *table; /* whose columns stand without a qualifier; NULL
								 * in a view */

	/*
	 * Reads a constant of SQLite's SQL as a value of the column would be read,
	 * and writes it as a constant of PostgreSQL's; NULL if it does not fit, and
	 * *failure tells why.
	 */
	char	   *(*read_constant) (const SqfScopeColumn *column,
								  const SqfSqlExpr *constant, char **failure,
								  void *arg);
	void	   *arg;
	const char *timezone;		/* of times written without a zone */
} SqfScope;

/*
 * Each gives PostgreSQL's SQL, palloc'd; or NULL, and *failure tells what it does
 * not know, as a sentence without its full stop, with the text in question.
 * *remark, NULL otherwise, tells what means something slightly else.
 */
extern char *sqf_translate_default(const SqfSqlExpr *expr,
								   const SqfScopeColumn *column,
								   const SqfScope *scope,
								   char **remark, char **failure);
extern char *sqf_translate_condition(const SqfSqlExpr *expr,
									 const SqfScope *scope,
									 char **remark, char **failure);
extern char *sqf_translate_predicate(const SqfSqlExpr *expr,
									 const SqfScope *scope,
									 char **remark, char **failure);
extern char *sqf_translate_generated(const SqfSqlExpr *expr,
									 const SqfScopeColumn *column,
									 const SqfScope *scope,
									 char **remark, char **failure);
extern char *sqf_translate_index_term(const SqfSqlExpr *expr,
									  const char *collation,
									  const SqfScope *scope,
									  char **remark, char **failure);
extern char *sqf_translate_view(const SqfSqlView *view, const SqfScope *scope,
								List **columns, char **remark, char **failure);

#endif							/* SQF_TRANSLATE_H */
