/*-------------------------------------------------------------------------
 *
 * build.h
 *	  The statements of a migration are built, and tried on empty tables.
 *
 * IDENTIFICATION
 *	  src/migrate/build.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_BUILD_H
#define SQF_BUILD_H

#include "migrate/column_constant.h"
#include "migrate/migration.h"

/* A migration being built; statements that passed their trial, by kind. */
typedef struct SqfBuild
{
	SqfMigration *migration;
	List	   *before_load;	/* SqfStep, and so are the others */
	List	   *after_load;
	List	   *keys;
	List	   *checks;
	List	   *foreign_keys;
	List	   *views;
	List	   *comments;
	List	   *scopes;			/* SqfScopeTable: tables, and views so far */
	List	   *constraint_names;	/* made up for those without one */
	bool		is_careful;		/* each statement is tried by itself */
	bool		is_trying;		/* else: one of them is under way */
} SqfBuild;

/* build.c */
extern void sqf_build_migration(SqfMigration *migration);

/* build_step.c */
extern SqfStep *sqf_build_step(SqfStepKind kind, const char *name, char *object,
							   char *statement, char *reason,
							   SqfMigratedTable *table);
extern bool sqf_build_try(SqfBuild *build, SqfStep *step,
						  const char *original, const char *otherwise);
extern SqfScope *sqf_build_scope(const SqfBuild *build,
								 const SqfMigratedTable *table);
extern SqfScope *sqf_build_view_scope(const SqfBuild *build, SqfLease *lease,
									  pg_tz *zone);
extern char *sqf_build_index_name(SqfBuild *build, const char *given,
								  char *object);
extern char *sqf_build_constraint_name(SqfBuild *build, const char *given,
									   const SqfMigratedTable *table,
									   const char *columns, const char *label);
extern char *sqf_build_source(const SqfSqlExpr *expr);
extern void sqf_build_tell_remark(SqfBuild *build, char *object,
								  const char *original, char *remark,
								  const char *became);

/* build_columns.c */
extern void sqf_build_create_table(SqfBuild *build, SqfMigratedTable *table);
extern char *sqf_build_write_table(const SqfBuild *build,
								   const SqfMigratedTable *table, bool final);
extern void sqf_build_columns(SqfBuild *build, SqfMigratedTable *table);
extern void sqf_build_checks(SqfBuild *build, SqfMigratedTable *table);

/* build_keys.c */
extern void sqf_build_keys(SqfBuild *build, SqfMigratedTable *table, bool named);
extern void sqf_build_indexes(SqfBuild *build, SqfMigratedTable *table);
extern void sqf_build_foreign_keys(SqfBuild *build, SqfMigratedTable *table);

/* build_views.c */
extern void sqf_build_views(SqfBuild *build);
extern void sqf_build_tell_triggers(SqfBuild *build, SqfMigratedTable *table);

#endif							/* SQF_BUILD_H */
