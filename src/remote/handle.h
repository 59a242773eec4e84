/*-------------------------------------------------------------------------
 *
 * handle.h
 *	  Handles on SQLite files, and the snapshots read through them.
 *
 * IDENTIFICATION
 *	  src/remote/handle.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_HANDLE_H
#define SQF_HANDLE_H

#include "datatype/timestamp.h"
#include "lib/ilist.h"
#include "remote/file_state.h"
#include "remote/open.h"
#include "remote/source.h"
#include "remote/statement_cache.h"

struct sqlite3;
struct sqlite3_stmt;

typedef struct SqfSchemaTexts SqfSchemaTexts;

/* How the file stores text. */
typedef enum SqfEncoding
{
	SQF_ENCODING_UTF8,
	SQF_ENCODING_UTF16
} SqfEncoding;

/*
 * One open file of this session.  It lives until it is closed as idle, by
 * sqlite.disconnect, or as soon as SqfKeep says.
 */
typedef struct SqfHandle
{
	dlist_node	node;			/* in the list of all handles */
	char	   *path;			/* resolved */
	char	   *alias;			/* as first asked for; may be the same */
	struct sqlite3 *db;
	SqfOpenMode mode;
	SqfOpened	opened;
	bool		is_wal_file;	/* what the header said when it was opened or
								 * the snapshot began */
	SqfEncoding encoding;
	TimestampTz opened_at;
	uint64		last_used;		/* a counter, for closing the idlest */

	/* The state of the file when the last snapshot began, or just before. */
	SqfFileState state;

	/* Statements of our own, prepared when the file is opened. */
	struct sqlite3_stmt *begin;
	struct sqlite3_stmt *commit;
	struct sqlite3_stmt *schema_cookie;
	struct sqlite3_stmt *data_version;

	bool		in_snapshot;	/* a read transaction is open; what follows is
								 * valid only then, but for the cookie */
	bool		to_transaction_end; /* it ends with PostgreSQL's transaction */
	const struct SqfLease *holder;	/* for whom it stays, or NULL */
	bool		outlives;		/* even when PostgreSQL's transaction commits */
	const void *snapshot;		/* PostgreSQL's snapshot that it belongs to */
	int64		cookie;			/* schema cookie as of the last snapshot */
	int64		version;		/* SQLite's data_version, likewise */
	bool		is_used;		/* in this transaction */
	SqfKeep		keep;			/* the longest of those who used it in this
								 * transaction */

	dlist_head	leases;			/* SqfLease */
	dlist_head	statements;		/* SqfStatement */
	SqfStatementCache cache;	/* compiled ones that nobody uses */
	dlist_head	facts;			/* what is known of tables, see facts.c */
	int			facts_count;
	SqfSchemaTexts *schema_texts;	/* of the snapshot, see schema_text.c; or
									 * NULL */
} SqfHandle;

/*
 * A snapshot as another process must find the file to read the same; plain
 * memory.
 */
typedef struct SqfSharedSnapshot
{
	SqfFileState state;
	int64		cookie;
} SqfSharedSnapshot;

/* The right to read one snapshot of a file, until it is released. */
typedef struct SqfLease
{
	dlist_node	node;			/* in the handle's list */
	SqfHandle  *handle;			/* NULL once released */
	const SqfSource *source;	/* for messages; must live as long */
	MemoryContextCallback callback;
} SqfLease;

extern SqfLease *sqf_handle_lease(const SqfSource *source, const void *snapshot);
extern SqfLease *sqf_handle_lease_shared(const SqfSource *source,
										 const void *snapshot,
										 const SqfSharedSnapshot *shared);
extern void sqf_handle_hold(SqfLease *lease);
extern void sqf_handle_hold_across_commits(SqfLease *lease);
extern void sqf_handle_release(SqfLease *lease);
extern void sqf_handle_check_unmoved(const SqfLease *lease);
extern char *sqf_handle_schema_id(const SqfHandle *handle);
extern char *sqf_handle_state_id(const SqfHandle *handle);
extern const dlist_head *sqf_handle_list(void);
extern bool sqf_handle_is_idle(const SqfHandle *handle);
extern void sqf_handle_close(SqfHandle *handle);
extern void sqf_handle_initialize(void);

#endif							/* SQF_HANDLE_H */
