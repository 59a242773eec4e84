#include "postgres.h"
#include "migrate/translate.h"
char *sqf_translate_default(const SqfSqlExpr *expr, const SqfScopeColumn *column, const SqfScope *scope, char **remark, char **failure)
{ if (expr->kind <= SQF_SQL_BLOB) return scope->read_constant(column, expr, failure, scope->arg); *failure = "stub"; return NULL; }
char *sqf_translate_condition(const SqfSqlExpr *expr, const SqfScope *scope, char **remark, char **failure) { *failure = "stub"; return NULL; }
char *sqf_translate_generated(const SqfSqlExpr *expr, const SqfScopeColumn *column, const SqfScope *scope, char **remark, char **failure) { *failure = "stub"; return NULL; }
char *sqf_translate_index_term(const SqfSqlExpr *expr, const char *collation, const SqfScope *scope, char **remark, char **failure) { *failure = "stub"; return NULL; }
char *sqf_translate_view(const SqfSqlView *view, const SqfScope *scope, List **columns, char **remark, char **failure) { *failure = "stub"; return NULL; }
