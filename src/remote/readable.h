/*-------------------------------------------------------------------------
 *
 * readable.h
 *	  Text from SQLite that is for people.
 *
 * IDENTIFICATION
 *	  src/remote/readable.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_READABLE_H
#define SQF_READABLE_H

extern char *sqf_readable(const char *utf8, int len);

#endif							/* SQF_READABLE_H */
