/*-------------------------------------------------------------------------
 *
 * deparse_select.h
 *	  The SELECT of a scan.
 *
 * IDENTIFICATION
 *	  src/plan/deparse_select.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_DEPARSE_SELECT_H
#define SQF_DEPARSE_SELECT_H

#include "lib/stringinfo.h"
#include "plan/deparse_expr.h"

/* A SELECT in the making, and what the executor must know of it. */
typedef struct SqfSelect
{
	SqfDeparse	deparse;
	StringInfoData columns;		/* "SELECT ..." */
	int			column_count;
	List	   *outputs;		/* integer Lists, see SqfOutputField */
	Relids		visible;		/* tables whose columns can be given */
	List	   *tables;			/* integer List: range table indexes */
	List	   *relids;			/* Oid List: the same tables */
	List	   *keys;			/* of each, names of the columns of its key */
	List	   *guards;			/* char *: what each row must fulfil */
	List	   *group_guards;	/* char *: what each group of them must */
	List	   *implied;		/* char *: those of guards that hold for each row
								 * if group_guards do */
	int			guard;			/* position of what is above 0 if one does not;
								 * -1 without */
	bool		in_blocks;		/* is it run once for each block of row ids? */
	bool		may_overflow;	/* can SQLite fail where PostgreSQL would not? */
	List	   *notes;			/* char *: for EXPLAIN VERBOSE */
} SqfSelect;

extern void sqf_deparse_begin_select(SqfSelect *select, PlannerInfo *root,
									 RelOptInfo *rel);
extern int	sqf_deparse_add_text(SqfSelect *select, const char *sql);
extern void sqf_deparse_add_column(SqfSelect *select, int attribute,
								   Index table, AttrNumber attnum);
extern bool sqf_deparse_find_columns(SqfRelInfo *info, const PathTarget *target);
extern int	sqf_deparse_find_table(const SqfSelect *select, Index table);
extern const char *sqf_deparse_schema_id(const SqfSelect *select);
extern bool sqf_deparse_ships(const SqfSelect *select);
extern void sqf_deparse_add_keys(SqfSelect *select);
extern char *sqf_deparse_partner(SqfSelect *select,
								 const RestrictInfo *restrictinfo,
								 SqfCondition *condition);
extern char *sqf_deparse_from(SqfSelect *select, RelOptInfo *rel);
extern char *sqf_deparse_where(SqfSelect *select, RelOptInfo *rel,
							   const List *conds, char **plain_where);
extern char *sqf_deparse_block_end(const SqfTable *table);
extern bool sqf_deparse_exact_where(SqfSelect *select, RelOptInfo *rel,
									char **where);
extern char *sqf_deparse_order(SqfSelect *select, const List *pathkeys,
							   List **attnums);

#endif							/* SQF_DEPARSE_SELECT_H */
