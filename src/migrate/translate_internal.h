/*-------------------------------------------------------------------------
 *
 * translate_internal.h
 *	  What the rooms of the translator share.
 *
 * IDENTIFICATION
 *	  src/migrate/translate_internal.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_TRANSLATE_INTERNAL_H
#define SQF_TRANSLATE_INTERNAL_H

#include "lib/stringinfo.h"
#include "migrate/translate.h"

/* What the values of an expression are, in PostgreSQL. */
typedef enum SqfKind
{
	SQF_KIND_NULL,
	SQF_KIND_BOOL,				/* 0 and 1 in SQLite */
	SQF_KIND_INTEGER,
	SQF_KIND_REAL,
	SQF_KIND_NUMERIC,
	SQF_KIND_TEXT,
	SQF_KIND_BLOB,
	SQF_KIND_TIME,				/* as "like" has it: date, time, timestamp(tz) */
	SQF_KIND_UUID,
	SQF_KIND_JSON,
	SQF_KIND_JSONB,
	SQF_KIND_JSON_VALUE,		/* jsonb that json_extract() found */
	SQF_KIND_OTHER
} SqfKind;

/* What SQLite writes of a point in time. */
typedef enum SqfMomentShape
{
	SQF_MOMENT_WRITTEN,			/* date and time, perhaps with a fraction */
	SQF_MOMENT_DATE,
	SQF_MOMENT_TIME_OF_DAY,
	SQF_MOMENT_COUNT,			/* seconds since 1970 * scale + shift */
	SQF_MOMENT_OTHER			/* any other text of strftime() */
} SqfMomentShape;

/*
 * A point in time, known beyond what SQLite makes of it: where PostgreSQL keeps
 * a time, it is not written and read again.
 */
typedef struct SqfMoment
{
	char	   *instant;		/* PostgreSQL's SQL, a timestamp, in UTC */
	bool		is_now;			/* without a modifier */
	SqfMomentShape shape;
	double		scale;
	double		shift;
	bool		is_whole;		/* a count that is an INTEGER */
	char	   *text;			/* PostgreSQL's SQL for what SQLite writes, of
								 * all shapes but COUNT; NULL: not known */
	bool		is_digits;		/* the text is a number */
} SqfMoment;

/*
 * A translated expression.  Without like, moment and constant it is just a value
 * of its kind.
 */
typedef struct SqfOperand
{
	SqfKind		kind;
	char	   *sql;			/* fit to stand beside any operator; NULL of a
								 * moment, until sqf_operand_settle */
	const SqfScopeColumn *like; /* whose values are stored as these, or NULL */
	bool		is_column;		/* like itself, with its affinity */
	const SqfSqlExpr *constant; /* a literal, perhaps signed, or NULL */
	SqfMoment  *moment;			/* which it is, or NULL */
	bool		has_collation;	/* a column's */
	const char *collation;		/* "NOCASE" or "RTRIM"; NULL is BINARY */
	bool		is_collated;	/* by COLLATE */
	bool		is_mixed;		/* a number that SQLite may store as INTEGER or
								 * REAL, or text that it may store as number */
	bool		is_wide;		/* an INTEGER whose type is bigint */
	int64		minimum;		/* of an INTEGER, as far as known */
} SqfOperand;

typedef struct SqfQuery SqfQuery;

/* One call of a door. */
typedef struct SqfTranslation
{
	const SqfScope *scope;
	char	   *failure;		/* the first one, or NULL */
	List	   *remarks;		/* char * */
	char		volatility;		/* as of pg_proc.provolatile, so far */
	const char *now_zone;		/* in which 'now' is written */
	SqfQuery   *query;			/* the SELECT around, or NULL */
	int			subqueries;		/* in FROM without an alias, so far */
	MemoryContext context;		/* all of the translation; what comes of it goes
								 * to the caller's */
	MemoryContext caller;
	Size		written;		/* bytes of SQL, with all that went into others */
} SqfTranslation;

/* Writes a call whose arguments are translated. */
typedef bool (*SqfTranslateCall) (SqfTranslation *t, const SqfSqlExpr *expr,
								  SqfOperand *args, int count,
								  SqfOperand *result);

typedef struct SqfFunction
{
	const char *name;
	int			min_args;
	int			max_args;
	SqfTranslateCall translate;
} SqfFunction;

/* translate_operand.c */
extern bool sqf_translate_fail(SqfTranslation *t, const SqfSqlExpr *expr,
							   const char *format,...) __attribute__((format(printf, 3, 4)));
extern void sqf_translate_remark(SqfTranslation *t, const char *remark);
extern void sqf_translate_mark(SqfTranslation *t, char volatility);
extern void sqf_operand_init(SqfOperand *operand, SqfKind kind, char *sql);
extern void sqf_operand_from_column(SqfOperand *operand,
									const SqfScopeColumn *column, char *sql);
extern bool sqf_operand_settle(SqfTranslation *t, SqfOperand *operand);
extern bool sqf_operand_to_condition(SqfTranslation *t, const SqfSqlExpr *expr,
									 SqfOperand *operand, char **sql);
extern bool sqf_operand_to_number(SqfTranslation *t, const SqfSqlExpr *expr,
								  SqfOperand *operand);
extern bool sqf_operand_to_text(SqfTranslation *t, const SqfSqlExpr *expr,
								SqfOperand *operand);
extern bool sqf_operand_is_number(const SqfOperand *operand);
extern bool sqf_operand_unify(SqfTranslation *t, const SqfSqlExpr *expr,
							  SqfOperand *operands, int count,
							  SqfOperand *result);

/* translate_constant.c */
extern void sqf_constant_operand(const SqfSqlExpr *constant, SqfOperand *operand);
extern bool sqf_constant_is_literal(const SqfSqlExpr *expr);
extern SqfSqlExpr *sqf_constant_make(SqfSqlExprKind kind, const char *text,
									 const SqfSqlExpr *source);
extern bool sqf_constant_integer(const SqfSqlExpr *constant, int64 *value);
extern bool sqf_constant_number(const SqfSqlExpr *constant, double *value);
extern bool sqf_constant_looks_like_number(const char *text);
extern char *sqf_constant_exact(double value);
extern bool sqf_constant_read(SqfTranslation *t, const SqfSqlExpr *expr,
							  const SqfScopeColumn *column,
							  const SqfSqlExpr *constant, char **sql);
extern bool sqf_constant_beside(SqfTranslation *t, const SqfSqlExpr *expr,
								SqfOperand *value, const SqfOperand *constant,
								bool in_order, char **sql);

/* translate_compare.c */
extern bool sqf_compare(SqfTranslation *t, const SqfSqlExpr *expr,
						const char *operator, SqfOperand *left,
						SqfOperand *right, char **sql);
extern char *sqf_compare_sort_key(SqfTranslation *t, const SqfSqlExpr *expr,
								  SqfOperand *operand);
extern bool sqf_compare_translate(SqfTranslation *t, const SqfSqlExpr *expr,
								  SqfOperand *result);

/* translate_like.c */
extern bool sqf_like_translate(SqfTranslation *t, const SqfSqlExpr *expr,
							   SqfOperand *result);

/* translate_typeof.c */
extern bool sqf_typeof_is_call(const SqfSqlExpr *expr);
extern bool sqf_typeof_compare(SqfTranslation *t, const SqfSqlExpr *expr,
							   const SqfSqlExpr *call, const List *classes,
							   bool negated, SqfOperand *result);
extern bool sqf_typeof_translate(SqfTranslation *t, const SqfSqlExpr *expr,
								 SqfOperand *args, int count,
								 SqfOperand *result);

/* translate_expr.c */
extern bool sqf_expr_translate(SqfTranslation *t, const SqfSqlExpr *expr,
							   SqfOperand *result);
extern bool sqf_expr_value(SqfTranslation *t, const SqfSqlExpr *expr,
						   SqfOperand *result);
extern bool sqf_expr_condition(SqfTranslation *t, const SqfSqlExpr *expr,
							   char **sql);
extern bool sqf_expr_list(SqfTranslation *t, const List *args,
						  SqfOperand **operands);
extern bool sqf_expr_is_name(const SqfSqlExpr *expr, const char *name);
extern bool sqf_expr_is_call(const SqfSqlExpr *expr, const char *name, int args);

/* translate_arithmetic.c */
extern bool sqf_arithmetic_translate(SqfTranslation *t, const SqfSqlExpr *expr,
									 SqfOperand *result);
extern bool sqf_arithmetic_cast(SqfTranslation *t, const SqfSqlExpr *expr,
								SqfOperand *result);

/* translate_text.c */
extern SqfTranslateCall sqf_text_find(const SqfSqlExpr *expr);

/* translate_function.c */
extern SqfTranslateCall sqf_function_find(const SqfFunction *table, size_t count,
										  const SqfSqlExpr *expr);
extern bool sqf_function_translate(SqfTranslation *t, const SqfSqlExpr *expr,
								   SqfOperand *result);

/* translate_aggregate.c */
extern bool sqf_aggregate_is_call(const SqfSqlExpr *expr);
extern bool sqf_aggregate_translate(SqfTranslation *t, const SqfSqlExpr *expr,
									SqfOperand *result);

/* translate_random.c */
extern bool sqf_random_is_uuid(const SqfSqlExpr *expr);
extern bool sqf_random_uuid_text(SqfTranslation *t, const SqfSqlExpr *expr,
								 SqfOperand *result);
extern bool sqf_random_integer(SqfTranslation *t, const SqfSqlExpr *expr,
							   SqfOperand *args, int count, SqfOperand *result);
extern bool sqf_random_blob(SqfTranslation *t, const SqfSqlExpr *expr,
							SqfOperand *args, int count, SqfOperand *result);

/* translate_json.c */
extern bool sqf_json_valid(SqfTranslation *t, const SqfSqlExpr *expr,
						   SqfOperand *args, int count, SqfOperand *result);
extern bool sqf_json_extract(SqfTranslation *t, const SqfSqlExpr *expr,
							 SqfOperand *args, int count, SqfOperand *result);
extern bool sqf_json_arrow(SqfTranslation *t, const SqfSqlExpr *expr,
						   SqfOperand *result);
extern bool sqf_json_value_text(SqfTranslation *t, SqfOperand *operand);

/* The julian day on which Unix begins to count. */
#define SQF_UNIX_EPOCH_JULIAN	2440587.5

/* translate_time.c */
extern bool sqf_time_is_function(const char *name);
extern bool sqf_time_translate(SqfTranslation *t, const SqfSqlExpr *expr,
							   SqfOperand *result);
extern bool sqf_time_current(SqfTranslation *t, const SqfSqlExpr *expr,
							 SqfOperand *result);
extern SqfMoment *sqf_time_of_column(const SqfScopeColumn *column, const char *sql);

/* translate_moment.c */
extern bool sqf_moment_settle(SqfTranslation *t, SqfOperand *operand);
extern bool sqf_moment_as_column(SqfTranslation *t, const SqfSqlExpr *expr,
								 const SqfMoment *moment,
								 const SqfScopeColumn *column, char **sql);
extern SqfMoment *sqf_moment_arithmetic(const SqfSqlExpr *expr,
										const SqfOperand *left,
										const SqfOperand *right);
extern SqfMoment *sqf_moment_count(const SqfOperand *operand);
extern bool sqf_moment_is_counted(SqfFormat format);
extern double sqf_moment_scale(SqfFormat format);

/* translate_query.c */

/* A SELECT, or what its WITH brings, while it is translated. */
struct SqfQuery
{
	SqfQuery   *outer;
	List	   *common;			/* SqfFromItem, by WITH */
	List	   *sources;		/* SqfFromItem, what FROM brought so far */
	List	   *outputs;		/* SqfSqlOutput, whose aliases count for columns */
	bool		takes_aggregates;
	bool		in_aggregate;
	bool		is_grouped;		/* only keys and aggregates may stand here */
	List	   *keys;			/* SqfOperand, of GROUP BY */
};

/* A column of a table in FROM, or of a SELECT's result. */
typedef struct SqfSelected
{
	const char *name;			/* SQLite's */
	SqfOperand	operand;
	bool		is_hidden;		/* * leaves it out: the right one of USING */
} SqfSelected;

/* What stands in FROM, or is named by WITH. */
typedef struct SqfFromItem
{
	const char *name;			/* SQLite's alias, or name; NULL for none */
	List	   *columns;		/* SqfSelected, whose sql names them */
	bool		is_used;		/* of WITH: while it is translated itself */
} SqfFromItem;

extern bool sqf_query_column(SqfTranslation *t, const SqfSqlExpr *expr,
							 SqfOperand *result, bool *found);
extern const char *sqf_query_name(SqfTranslation *t, const SqfSqlExpr *expr);
extern bool sqf_query_groups(SqfTranslation *t, const SqfSqlExpr *expr,
							 SqfOperand *result);
extern bool sqf_query_is_groupable(const SqfOperand *operand);
extern SqfFromItem *sqf_query_common(SqfTranslation *t, const char *name);
extern List *sqf_query_columns_as(const List *columns, const char *alias);

/* translate_from.c */
extern bool sqf_from_translate(SqfTranslation *t, const SqfSqlExpr *expr,
							   const List *from, StringInfo sql);

/* translate_core.c */
typedef struct SqfCoreResult
{
	List	   *columns;		/* SqfSelected, by their sql in the core */
	char	   *rest;			/* " FROM ...", or "" */
	char	   *order;			/* " ORDER BY ...", or "" */
	List	   *order_columns;	/* of DISTINCT: int, from 0 */
} SqfCoreResult;

extern bool sqf_core_translate(SqfTranslation *t, const SqfSqlExpr *expr,
							   const SqfSqlCore *core, const SqfSqlSelect *select,
							   SqfCoreResult *result);
extern bool sqf_core_finish(SqfTranslation *t, const SqfSqlExpr *expr,
							SqfOperand *operand);

/* translate_order.c */
extern bool sqf_order_in_core(SqfTranslation *t, const SqfSqlCore *core,
							  const List *order_by, SqfCoreResult *result);
extern bool sqf_order_by_columns(SqfTranslation *t, const List *order_by,
								 const List *columns, const List *indexes,
								 StringInfo sql);
extern bool sqf_order_names(SqfTranslation *t, const List *order_by,
							const List *columns, List **indexes);

/* translate_select.c */
extern char *sqf_select_translate(SqfTranslation *t, const SqfSqlSelect *select,
								  const SqfSqlExpr *expr, List **columns);
extern char *sqf_select_named(SqfTranslation *t, const SqfSqlSelect *select,
							  const SqfSqlExpr *expr, const List *names,
							  List **columns);

#endif							/* SQF_TRANSLATE_INTERNAL_H */
