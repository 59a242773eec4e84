/*-------------------------------------------------------------------------
 *
 * allowed.h
 *	  The directories that files may be read from.
 *
 * IDENTIFICATION
 *	  src/remote/allowed.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_ALLOWED_H
#define SQF_ALLOWED_H

#include "remote/source.h"
#include "utils/guc.h"

extern char *sqf_allowed_directories;

extern bool sqf_allowed_check_setting(char **value, void **extra, GucSource source);
extern void sqf_allowed_require(const SqfSource *source, const char *path);

#endif							/* SQF_ALLOWED_H */
