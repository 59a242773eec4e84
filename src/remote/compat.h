/*-------------------------------------------------------------------------
 *
 * compat.h
 *	  What PostgreSQL 18 has and earlier versions have not.
 *
 * IDENTIFICATION
 *	  src/remote/compat.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_COMPAT_H
#define SQF_COMPAT_H

#if PG_VERSION_NUM < 180000
#define pg_noreturn _Noreturn
#endif

#endif							/* SQF_COMPAT_H */
