/*-------------------------------------------------------------------------
 *
 * file_state.h
 *	  The state of a SQLite file as stat(2) tells it.
 *
 * IDENTIFICATION
 *	  src/remote/file_state.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_FILE_STATE_H
#define SQF_FILE_STATE_H

#include <sys/stat.h>

/* What moves whenever somebody replaces, writes or truncates a file. */
typedef struct SqfFileStamp
{
	dev_t		device;
	ino_t		inode;
	off_t		size;
	struct timespec mtime;
	struct timespec ctime;
} SqfFileStamp;

typedef struct SqfFileState
{
	SqfFileStamp file;
	SqfFileStamp wal;			/* all zero without a -wal */
	struct timespec wal_birth;	/* zero where the system does not tell */
	bool		has_wal;
	bool		has_shm;
	bool		has_other_names;	/* hard links: a -wal may be beside them */
} SqfFileState;

extern bool sqf_file_state_read(const char *path, SqfFileState *state);
extern bool sqf_file_state_read_file(const char *path, SqfFileState *state);
extern bool sqf_file_state_same_inode(const SqfFileState *a,
									  const SqfFileState *b);
extern bool sqf_file_state_same_wal(const SqfFileState *a,
									const SqfFileState *b);
extern bool sqf_file_state_equal(const SqfFileState *a, const SqfFileState *b);
extern char *sqf_file_state_text(const SqfFileState *state);
extern void sqf_file_state_settle(const SqfFileState *state);

#endif							/* SQF_FILE_STATE_H */
