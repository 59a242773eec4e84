/*-------------------------------------------------------------------------
 *
 * rights.h
 *	  What the current user must be allowed, and the GRANT that would help.
 *
 * IDENTIFICATION
 *	  src/foreign/rights.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_RIGHTS_H
#define SQF_RIGHTS_H

#include "foreign/foreign.h"
#include "nodes/parsenodes.h"

extern Oid	sqf_rights_find_schema(const char *name);
extern void sqf_rights_need_server(const ForeignServer *server);
extern void sqf_rights_need_wrapper(void);
extern void sqf_rights_need_database(AclMode mode);
extern void sqf_rights_need_schema(Oid schema, AclMode mode, Oid role);
extern void sqf_rights_need_relation(Oid relid, AclMode mode);
extern void sqf_rights_need_any_column(Oid relid, AclMode mode);
extern void sqf_rights_need_role(Oid role);
extern bool sqf_rights_is_owner(Oid relid);
extern char *sqf_rights_grant(const char *object, Oid role);

#endif							/* SQF_RIGHTS_H */
