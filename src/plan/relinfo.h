/*-------------------------------------------------------------------------
 *
 * relinfo.h
 *	  What planning knows of a foreign relation.
 *
 * IDENTIFICATION
 *	  src/plan/relinfo.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_RELINFO_H
#define SQF_RELINFO_H

#include "foreign/column_map.h"
#include "remote/catalog.h"
#include "remote/index.h"

/* Hangs on RelOptInfo.fdw_private of a foreign table. */
typedef struct SqfRelInfo
{
	SqfColumnMap *map;
	SqfTable   *table;
	List	   *indexes;		/* SqfIndex */
	char	   *schema_id;		/* of the file when it was looked at */
	SqfEncoding encoding;		/* of the file */
	bool		is_utc;			/* are times without a zone in UTC? */
	bool		ships;			/* may conditions on it be sent at all? */
	List	   *remote_conds;	/* RestrictInfo that are sent to SQLite */
} SqfRelInfo;

#endif							/* SQF_RELINFO_H */
