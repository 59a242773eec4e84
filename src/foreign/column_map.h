/*-------------------------------------------------------------------------
 *
 * column_map.h
 *	  Which SQLite column stands behind which column of a foreign table.
 *
 * IDENTIFICATION
 *	  src/foreign/column_map.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_COLUMN_MAP_H
#define SQF_COLUMN_MAP_H

#include "foreign/option.h"
#include "remote/facts.h"
#include "remote/value_in.h"
#include "utils/rel.h"

typedef struct SqfMappedColumn
{
	char	   *local_name;		/* NULL where the column was dropped */
	char	   *remote_name;
	Oid			type;
	int32		typmod;
	SqfFormat	format;
	SqfOnError	on_error;
} SqfMappedColumn;

typedef struct SqfColumnMap
{
	Oid			relid;
	char	   *schema_name;
	char	   *local_table;
	char	   *remote_table;
	SqfOnError	on_error;
	int			reject_limit;	/* -1: none */
	int			natts;
	SqfMappedColumn *columns;	/* by attnum - 1 */
} SqfColumnMap;

extern SqfColumnMap *sqf_column_map_create(Relation relation);
extern const SqfFacts *sqf_column_map_find_facts(const SqfColumnMap *map,
												 SqfLease *lease);
extern SqfTable *sqf_column_map_find_table(const SqfColumnMap *map,
										   SqfLease *lease);
extern const SqfColumn *sqf_column_map_find_column(const SqfColumnMap *map,
												   AttrNumber attnum,
												   const SqfTable *table);

#endif							/* SQF_COLUMN_MAP_H */
