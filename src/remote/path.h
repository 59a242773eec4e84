/*-------------------------------------------------------------------------
 *
 * path.h
 *	  From the path a user wrote to a file that can be read, or the reason.
 *
 * IDENTIFICATION
 *	  src/remote/path.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_PATH_H
#define SQF_PATH_H

#include <sys/types.h>

#include "remote/source.h"

extern char *sqf_path_resolve(const SqfSource *source);
extern bool sqf_path_leads_to(const char *path, dev_t device, ino_t inode);
extern void sqf_path_check_beside(const SqfSource *source, const char *path);

#endif							/* SQF_PATH_H */
