/*-------------------------------------------------------------------------
 *
 * request.h
 *	  What a call of sqlite.migrate or sqlite.plan asks for.
 *
 * IDENTIFICATION
 *	  src/migrate/request.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_REQUEST_H
#define SQF_REQUEST_H

#include "fmgr.h"
#include "migrate/migration.h"

extern List *sqf_request_names(FunctionCallInfo fcinfo, int argument);
extern SqfMigrationRequest *sqf_request_of_plan(FunctionCallInfo fcinfo);
extern SqfMigrationRequest *sqf_request_of_migrate(FunctionCallInfo fcinfo);
extern SqfMigrationRequest *sqf_request_of_verify(FunctionCallInfo fcinfo);

#endif							/* SQF_REQUEST_H */
