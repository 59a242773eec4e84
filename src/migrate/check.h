/*-------------------------------------------------------------------------
 *
 * check.h
 *	  Which values of a source do not convert.
 *
 * IDENTIFICATION
 *	  src/migrate/check.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_CHECK_H
#define SQF_CHECK_H

#include "migrate/orphans.h"
#include "migrate/source_tables.h"
#include "nodes/bitmapset.h"

/* What is wrong with a row; all but the table and the message may be NULL. */
typedef struct SqfCheckFault
{
	const char *table_name;
	const char *column_name;	/* or names of several */
	const char *row_id;
	const char *storage_class;
	const char *value;
	const char *target_type;
	const char *message;
	bool		fits;			/* read all the same, but hardly as it was meant */
	bool		is_nulled;		/* NULL stands for the value, as its column's
								 * on_error says */
} SqfCheckFault;

typedef void (*SqfCheckSink) (const SqfCheckFault *fault, void *arg);

extern void sqf_check_against_target(const SqfSourceTable *source, Oid target,
									 const SqfLoadedTables *loaded,
									 int shown_bytes,
									 SqfCheckSink sink, void *arg);
extern void sqf_check_missing_columns(const char *table_name, Oid target,
									  const Bitmapset *attrs,
									  SqfCheckSink sink, void *arg);
extern void sqf_check_source_table(const SqfSourceTable *source,
								   int shown_bytes, SqfCheckSink sink,
								   void *arg);

#endif							/* SQF_CHECK_H */
