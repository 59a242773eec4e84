/*-------------------------------------------------------------------------
 *
 * import.h
 *	  IMPORT FOREIGN SCHEMA.
 *
 * IDENTIFICATION
 *	  src/migrate/import.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_IMPORT_H
#define SQF_IMPORT_H

#include "nodes/parsenodes.h"

extern List *sqliteImportForeignSchema(ImportForeignSchemaStmt *stmt,
									   Oid serverOid);

#endif							/* SQF_IMPORT_H */
