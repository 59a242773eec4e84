/*-------------------------------------------------------------------------
 *
 * catalog_cache.h
 *	  What PostgreSQL's catalogues say of servers and foreign tables.
 *
 * IDENTIFICATION
 *	  src/foreign/catalog_cache.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_CATALOG_CACHE_H
#define SQF_CATALOG_CACHE_H

#include "foreign/column_map.h"
#include "foreign/option.h"

typedef struct SqfServer
{
	SqfServerOptions options;
	char	   *label;			/* how messages call its file */
	char	   *path_label;		/* the same for those who may see paths */
} SqfServer;

extern const SqfServer *sqf_catalog_cache_server(Oid serverid);
extern const SqfColumnMap *sqf_catalog_cache_columns(Oid relid);
extern void sqf_catalog_cache_initialize(void);

#endif							/* SQF_CATALOG_CACHE_H */
