/*-------------------------------------------------------------------------
 *
 * load_order.h
 *	  Tables with foreign keys are loaded parents first.
 *
 * IDENTIFICATION
 *	  src/migrate/load_order.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_LOAD_ORDER_H
#define SQF_LOAD_ORDER_H

#include "migrate/migration.h"

extern void sqf_load_order(SqfMigration *migration, List **before,
						   List **after);

#endif							/* SQF_LOAD_ORDER_H */
