/*-------------------------------------------------------------------------
 *
 * connection.h
 *	  From a server, a table or a user's word to a lease on a SQLite file.
 *
 * IDENTIFICATION
 *	  src/foreign/connection.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_CONNECTION_H
#define SQF_CONNECTION_H

#include "foreign/foreign.h"
#include "pgtime.h"
#include "remote/handle.h"
#include "utils/snapshot.h"

extern SqfSource *sqf_connection_describe_source(const char *source);
extern SqfLease *sqf_connection_lease_server(Oid serverid, Snapshot snapshot);
extern SqfLease *sqf_connection_lease_shared(Oid serverid, Snapshot snapshot,
											 const SqfSharedSnapshot *shared);
extern SqfLease *sqf_connection_lease_source(const char *source);
extern ForeignServer *sqf_connection_find_server(const char *source);
extern pg_tz *sqf_connection_source_zone(const char *source);
extern bool sqf_connection_is_ours(Oid serverid);
extern Snapshot sqf_connection_current_snapshot(void);

#endif							/* SQF_CONNECTION_H */
