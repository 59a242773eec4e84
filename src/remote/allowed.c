/*-------------------------------------------------------------------------
 *
 * allowed.c
 *	  The directories that files may be read from: sqlite_fdw.allowed_directories.
 *
 * The setting is looked at whenever a file is about to be read, so that a change
 * counts at once.
 *
 * IDENTIFICATION
 *	  src/remote/allowed.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <limits.h>
#include <stdlib.h>

#include "remote/allowed.h"
#include "utils/varlena.h"

char	   *sqf_allowed_directories = NULL;

/* The directories of a setting as a List of char *; false if it is none. */
static bool
parse(const char *value, List **directories)
{
	ListCell   *cell;

	if (!SplitDirectoriesString(pstrdup(value), ',', directories))
		return false;
	foreach(cell, *directories)
	{
		const char *directory = lfirst(cell);

		if (!is_absolute_path(directory))
			return false;
	}
	return true;
}

/*
 * sqf_allowed_check_setting is the check hook of the setting.  A wrong value is
 * refused where somebody gives it; one from a file is taken with a warning, for
 * then no file may be read, while the default would let all be.
 */
bool
sqf_allowed_check_setting(char **value, void **extra, GucSource source)
{
	List	   *directories;

	if (parse(*value, &directories))
		return true;
	if (source >= PGC_S_INTERACTIVE)
	{
		GUC_check_errdetail("It is a list of absolute paths of directories, separated by commas.");
		GUC_check_errhint("For example: SET %s = '/srv/data, /var/lib/app';",
						  "sqlite_fdw.allowed_directories");
		return false;
	}
	ereport(WARNING,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid value for parameter \"%s\": no SQLite database can be read",
					"sqlite_fdw.allowed_directories"),
			 errdetail("It is a list of absolute paths of directories, separated by commas.")));
	return true;
}

static bool
is_below(const char *path, const char *directory)
{
	size_t		len = strlen(directory);

	if (strcmp(directory, "/") == 0)
		return true;
	return strncmp(path, directory, len) == 0 && path[len] == '/';
}

/*
 * sqf_allowed_require throws unless a path, which must be resolved if there is a
 * file, leads into an allowed directory.
 */
void
sqf_allowed_require(const SqfSource *source, const char *path)
{
	List	   *directories;
	ListCell   *cell;

	if (sqf_allowed_directories[0] == '\0')
		return;
	if (!parse(sqf_allowed_directories, &directories))
		directories = NIL;
	foreach(cell, directories)
	{
		char		resolved[PATH_MAX];

		if (realpath(lfirst(cell), resolved) != NULL && is_below(path, resolved))
			return;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("SQLite database %s is outside of the allowed directories", source->label),
			 source->path_visible && strcmp(path, source->path) != 0 ?
			 errdetail("The path leads to \"%s\".", path) : 0,
			 errhint("Move the file into one of them, or, as a superuser, add its directory to the setting \"%s\".",
					 "sqlite_fdw.allowed_directories")));
}
