/*-------------------------------------------------------------------------
 *
 * path.c
 *	  A path is resolved here, and a file that cannot be read is explained.
 *
 * IDENTIFICATION
 *	  src/remote/path.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <fcntl.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "remote/allowed.h"
#include "remote/compat.h"
#include "remote/path.h"
#include "remote/quote.h"

/* A directory on the way need not be readable; not every system can say so. */
#ifdef O_PATH
#define DIRECTORY_FLAGS	(O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
#else
#define DIRECTORY_FLAGS	(O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
#endif

/* The OS user that the server runs as, for messages. */
static const char *
server_os_user(void)
{
	/* cppcheck-suppress getpwuidCalled ; a backend has one thread */
	struct passwd *pw = getpwuid(geteuid());

	return pw != NULL ? pw->pw_name : psprintf("%u", (unsigned) geteuid());
}

/*
 * The longest leading part of path, cut at slashes, for which the server can
 * go on: the returned prefix is the first one that refuses or is missing.
 */
static char *
first_failing_part(const char *path, int *failure)
{
	char	   *part = pstrdup(path);
	struct stat st;

	for (char *slash = strchr(part + 1, '/');; slash = strchr(slash + 1, '/'))
	{
		if (slash != NULL)
			*slash = '\0';
		if (stat(part, &st) != 0 ||
			(S_ISDIR(st.st_mode) && access(part, X_OK) != 0))
		{
			*failure = errno;
			return part;
		}
		if (slash == NULL)
			return NULL;
		*slash = '/';
	}
}

pg_noreturn static void
raise_missing(const SqfSource *source, const char *part)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_FILE),
			 errmsg("SQLite database %s does not exist", source->label),
			 source->path_visible ?
			 errdetail("There is no \"%s\" as the server sees it.", part) : 0,
			 errhint("A server in a container sees only what is mounted into it, and one started by systemd may have PrivateTmp or ProtectHome set.")));
}

pg_noreturn static void
raise_refused(const SqfSource *source, const char *part)
{
	struct stat st;
	bool		is_directory = stat(part, &st) == 0 && S_ISDIR(st.st_mode);

	if (!source->path_visible)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("the server may not read SQLite database %s",
						source->label)));

	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("the server may not read SQLite database %s",
					source->label),
			 errdetail("The server runs as the operating system's user \"%s\", whom \"%s\" refuses.",
					   server_os_user(), part),
			 errhint("As its owner, run: setfacl -m u:%s:%s %s",
					 server_os_user(), is_directory ? "x" : "r",
					 sqf_quote_for_shell(part))));
}

/* Raise the error that says why path cannot be read. */
pg_noreturn static void
explain_failure(const SqfSource *source, const char *path, int failure)
{
	char	   *part = first_failing_part(path, &failure);

	if (part == NULL)
		part = pstrdup(path);

	/* a dangling symbolic link and a missing name look alike to users */
	if (failure == ENOENT || failure == ENOTDIR)
		raise_missing(source, part);
	if (failure == EACCES || failure == EPERM)
		raise_refused(source, part);

	errno = failure;
	ereport(ERROR,
			(errcode_for_file_access(),
			 errmsg("could not access SQLite database %s: %m",
					source->label)));
}

/* What is there, and what is not, outside of the allowed directories is not told. */
pg_noreturn static void
explain_unresolved(const SqfSource *source, int failure)
{
	char	   *written = pstrdup(source->path);

	canonicalize_path(written);
	sqf_allowed_require(source, written);
	explain_failure(source, source->path, failure);
}

static void
check_is_regular(const SqfSource *source, const struct stat *st)
{
	const char *kind = S_ISDIR(st->st_mode) ? "a directory" :
		S_ISFIFO(st->st_mode) ? "a named pipe" :
		S_ISSOCK(st->st_mode) ? "a socket" : "a device";

	if (S_ISREG(st->st_mode))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_WRONG_OBJECT_TYPE),
			 errmsg("SQLite database %s is %s, not a file",
					source->label, kind)));
}

static void
check_is_not_empty(const SqfSource *source, const struct stat *st)
{
	if (st->st_size > 0)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("SQLite database %s is empty", source->label),
			 errdetail("The file has no bytes at all, so it holds no tables."),
			 errhint("Check that the path is the one the application writes to.")));
}

/*
 * sqf_path_resolve returns the path with all symbolic links resolved, of a
 * regular file in an allowed directory that the server can read and that is not
 * empty; throws, with the first directory that refuses and a command that helps,
 * if there is no such file.  The result is palloc'd.
 */
char *
sqf_path_resolve(const SqfSource *source)
{
	char		resolved[PATH_MAX];
	struct stat st;

	if (realpath(source->path, resolved) == NULL)
		explain_unresolved(source, errno);
	sqf_allowed_require(source, resolved);
	if (stat(resolved, &st) != 0)
		explain_failure(source, resolved, errno);
	check_is_regular(source, &st);
	if (access(resolved, R_OK) != 0)
		explain_failure(source, resolved, errno);
	check_is_not_empty(source, &st);

	return pstrdup(resolved);
}

/*
 * sqf_path_leads_to tells whether a resolved path leads to the file of this device
 * and inode without any symbolic link.  It is walked name by name, because somebody
 * may put a link in the place of a directory at any time.  No file is opened.
 */
bool
sqf_path_leads_to(const char *path, dev_t device, ino_t inode)
{
	char	   *name = pstrdup(path) + 1;
	int			directory = open("/", DIRECTORY_FLAGS);
	struct stat st;
	bool		leads;

	for (char *slash; directory >= 0 && (slash = strchr(name, '/')) != NULL; name = slash + 1)
	{
		int			outer = directory;

		*slash = '\0';
		directory = openat(outer, name, DIRECTORY_FLAGS);
		close(outer);
	}
	if (directory < 0)
		return false;
	leads = fstatat(directory, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
		st.st_dev == device && st.st_ino == inode;
	close(directory);
	return leads;
}

/*
 * sqf_path_check_beside throws if the server may not read one of the files that
 * SQLite keeps beside the one at path, which must be resolved.  SQLite's own
 * error would not say so.
 */
void
sqf_path_check_beside(const SqfSource *source, const char *path)
{
	static const char *const suffixes[] = {"-wal", "-shm", "-journal"};

	for (size_t i = 0; i < lengthof(suffixes); i++)
	{
		char	   *beside = psprintf("%s%s", path, suffixes[i]);

		if (access(beside, R_OK) != 0 && errno == EACCES)
			raise_refused(source, beside);
		pfree(beside);
	}
}
