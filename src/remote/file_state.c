/*-------------------------------------------------------------------------
 *
 * file_state.c
 *	  The state of a SQLite file is taken here, by stat(2) alone.
 *
 * No function here opens a file: close(2) on a second descriptor of the
 * database, its -wal, -shm or -journal would drop every lock that SQLite holds
 * on it in this process (POSIX advisory locks belong to the process).
 *
 * The header's change counter is not part of the state: it does not move in
 * WAL mode.
 *
 * IDENTIFICATION
 *	  src/remote/file_state.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <fcntl.h>
#include <limits.h>
#include <math.h>
#include <time.h>

#include "miscadmin.h"
#include "remote/file_state.h"

/*
 * File systems stamp with the kernel's tick, 10 ms at the most; some keep only
 * whole seconds, FAT two.  Within that time a second write leaves no trace.
 */
#define TICK_SECONDS		0.02
#define COARSE_TICK_SECONDS	2.1

static bool
read_stamp(const char *path, SqfFileStamp *stamp, bool *has_other_names)
{
	struct stat st;

	memset(stamp, 0, sizeof(*stamp));
	if (stat(path, &st) != 0)
		return false;
	*has_other_names = st.st_nlink > 1;
	stamp->device = st.st_dev;
	stamp->inode = st.st_ino;
	stamp->size = st.st_size;
	stamp->mtime = st.st_mtim;
	stamp->ctime = st.st_ctim;
	return true;
}

/*
 * When a file was made; zero where the system does not tell.  The number of an
 * inode alone is soon given to another file.
 */
static struct timespec
read_birth(const char *path)
{
	struct timespec birth = {0};
#ifdef STATX_BTIME
	struct statx st;

	if (statx(AT_FDCWD, path, AT_STATX_DONT_SYNC, STATX_BTIME, &st) == 0 &&
		(st.stx_mask & STATX_BTIME) != 0)
	{
		birth.tv_sec = st.stx_btime.tv_sec;
		birth.tv_nsec = st.stx_btime.tv_nsec;
	}
#endif
	return birth;
}

static bool
stamp_equal(const SqfFileStamp *a, const SqfFileStamp *b)
{
	return a->device == b->device &&
		a->inode == b->inode &&
		a->size == b->size &&
		a->mtime.tv_sec == b->mtime.tv_sec &&
		a->mtime.tv_nsec == b->mtime.tv_nsec &&
		a->ctime.tv_sec == b->ctime.tv_sec &&
		a->ctime.tv_nsec == b->ctime.tv_nsec;
}

/*
 * sqf_file_state_read takes the state of the database file at path and of the
 * files beside it.  Returns false, with errno set, if there is no such file.
 * Allocates nothing, since it is also called while memory is being freed.
 */
bool
sqf_file_state_read(const char *path, SqfFileState *state)
{
	SqfFileStamp shm;
	bool		unused;
	char		beside[PATH_MAX + sizeof("-wal")];

	snprintf(beside, sizeof(beside), "%s-wal", path);
	state->has_wal = read_stamp(beside, &state->wal, &unused);
	memset(&state->wal_birth, 0, sizeof(state->wal_birth));
	if (state->has_wal)
		state->wal_birth = read_birth(beside);
	snprintf(beside, sizeof(beside), "%s-shm", path);
	state->has_shm = read_stamp(beside, &shm, &unused);
	return read_stamp(path, &state->file, &state->has_other_names);
}

/*
 * sqf_file_state_read_file takes the state of the database file alone; what is
 * beside it stays as it is in *state.  Else it is the same.
 */
bool
sqf_file_state_read_file(const char *path, SqfFileState *state)
{
	return read_stamp(path, &state->file, &state->has_other_names);
}

/*
 * sqf_file_state_same_inode tells whether both states are of one file, changed
 * or not.
 */
bool
sqf_file_state_same_inode(const SqfFileState *a, const SqfFileState *b)
{
	return a->file.device == b->file.device && a->file.inode == b->file.inode;
}

/*
 * sqf_file_state_same_wal tells whether both states have one -wal, written or not,
 * or none.
 */
bool
sqf_file_state_same_wal(const SqfFileState *a, const SqfFileState *b)
{
	return a->has_wal == b->has_wal &&
		a->wal.device == b->wal.device &&
		a->wal.inode == b->wal.inode &&
		a->wal_birth.tv_sec == b->wal_birth.tv_sec &&
		a->wal_birth.tv_nsec == b->wal_birth.tv_nsec;
}

/*
 * sqf_file_state_equal tells whether nobody wrote the file or its -wal between
 * the two states, provided that the earlier one was settled.
 */
bool
sqf_file_state_equal(const SqfFileState *a, const SqfFileState *b)
{
	return a->has_wal == b->has_wal &&
		stamp_equal(&a->file, &b->file) &&
		stamp_equal(&a->wal, &b->wal);
}

static char *
stamp_text(const SqfFileStamp *stamp)
{
	return psprintf("%lld bytes, written %lld.%09ld, changed %lld.%09ld",
					(long long) stamp->size,
					(long long) stamp->mtime.tv_sec, stamp->mtime.tv_nsec,
					(long long) stamp->ctime.tv_sec, stamp->ctime.tv_nsec);
}

/*
 * sqf_file_state_text returns the sizes and times of a state, palloc'd.
 */
char *
sqf_file_state_text(const SqfFileState *state)
{
	char	   *text = stamp_text(&state->file);

	return state->has_wal ? psprintf("%s, -wal of %s", text, stamp_text(&state->wal)) :
		text;
}

/* Seconds until a write at time ts can be told from a later one. */
static double
seconds_too_young(const struct timespec *ts, const struct timespec *now)
{
	double		age = (double) (now->tv_sec - ts->tv_sec) +
		(double) (now->tv_nsec - ts->tv_nsec) / 1e9;
	double		tick = ts->tv_nsec == 0 ? COARSE_TICK_SECONDS : TICK_SECONDS;

	/* a time in the future is no danger once the clock has moved on */
	if (fabs(age) >= tick)
		return 0;
	return tick - age;
}

/*
 * sqf_file_state_settle waits until the times in a state are old enough that
 * any later write changes them, as git does for its index.  Call it after
 * taking the state and before reading the file.  At most 4.2 seconds, 40 ms on
 * file systems with a fine clock; throws on cancel.
 */
void
sqf_file_state_settle(const SqfFileState *state)
{
	for (;;)
	{
		struct timespec now;
		double		wait;

		clock_gettime(CLOCK_REALTIME, &now);
		wait = Max(seconds_too_young(&state->file.mtime, &now),
				   seconds_too_young(&state->file.ctime, &now));
		if (wait <= 0)
			return;
		CHECK_FOR_INTERRUPTS();
		pg_usleep((long) (Min(wait, 0.01) * 1000000) + 1);
	}
}
