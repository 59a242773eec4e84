/*-------------------------------------------------------------------------
 *
 * source.h
 *	  What the remote wing needs to know of a SQLite file to open it.
 *
 * IDENTIFICATION
 *	  src/remote/source.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_SOURCE_H
#define SQF_SOURCE_H

/* How long a file stays open when nobody reads it any more. */
typedef enum SqfKeep
{
	SQF_KEEP_NOT,				/* it is closed at once */
	SQF_KEEP_TRANSACTION,
	SQF_KEEP_SESSION
} SqfKeep;

typedef struct SqfSource
{
	char	   *path;			/* absolute, as the user wrote it */
	char	   *label;			/* how messages call it: the path in quotes,
								 * or the server's name for those who may not
								 * see paths */
	bool		path_visible;	/* may the current user see paths? */
	int			busy_timeout;	/* ms to wait for another process's lock */
	SqfKeep		keep;
} SqfSource;

#endif							/* SQF_SOURCE_H */
