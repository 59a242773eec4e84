/*-------------------------------------------------------------------------
 *
 * utf16.h
 *	  UTF-16 as UTF-8.
 *
 * IDENTIFICATION
 *	  src/remote/utf16.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_UTF16_H
#define SQF_UTF16_H

extern char *sqf_utf16_to_utf8(const uint16 *units, int count, int *len);

#endif							/* SQF_UTF16_H */
