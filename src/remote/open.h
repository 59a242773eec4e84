/*-------------------------------------------------------------------------
 *
 * open.h
 *	  Opening a SQLite file so that neither it nor the server is harmed.
 *
 * IDENTIFICATION
 *	  src/remote/open.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_OPEN_H
#define SQF_OPEN_H

#include "datatype/timestamp.h"
#include "remote/file_state.h"
#include "remote/source.h"

struct sqlite3;

typedef enum SqfOpenMode
{
	SQF_OPEN_LOCKED,			/* SQLite's ordinary read, -shm only read */
	SQF_OPEN_SHARED_MEMORY,		/* the same, with read marks set in the -shm */
	SQF_OPEN_IMMUTABLE			/* no locks; the state of the file is compared */
} SqfOpenMode;

/* What the operating system calls the file behind a descriptor of SQLite's. */
typedef struct SqfOpened
{
	bool		is_known;
	dev_t		device;
	ino_t		inode;
} SqfOpened;

extern struct sqlite3 *sqf_open_file(const SqfSource *source, const char *path,
									 SqfOpenMode mode, SqfOpened *file);
extern bool sqf_open_is_wal_file(const SqfSource *source, struct sqlite3 *db);
extern int64 sqf_open_memory_used(void);
extern void sqf_open_watch_memory(int64 bound);
extern bool sqf_open_unwatch_memory(void);
extern void sqf_open_set_deadline(TimestampTz when);
extern bool sqf_open_deadline_has_passed(void);
extern bool sqf_open_trust_schema(struct sqlite3 *db, int rc);
extern const char *sqf_open_mode_name(SqfOpenMode mode);
extern const char *sqf_open_library_version(void);

#endif							/* SQF_OPEN_H */
