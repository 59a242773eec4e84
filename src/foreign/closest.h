/*-------------------------------------------------------------------------
 *
 * closest.h
 *	  The known name that is nearest to a wrong one.
 *
 * IDENTIFICATION
 *	  src/foreign/closest.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_CLOSEST_H
#define SQF_CLOSEST_H

typedef struct SqfClosest
{
	const char *wanted;
	const char *name;			/* the nearest so far, or NULL */
	int			distance;
} SqfClosest;

extern void sqf_closest_begin(SqfClosest *closest, const char *wanted);
extern void sqf_closest_offer(SqfClosest *closest, const char *name);

#endif							/* SQF_CLOSEST_H */
