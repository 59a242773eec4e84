/*-------------------------------------------------------------------------
 *
 * tell.h
 *	  What inference chose, in words.
 *
 * IDENTIFICATION
 *	  src/migrate/tell.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_TELL_H
#define SQF_TELL_H

#include "migrate/infer.h"

extern const char *sqf_tell_type(const char *type);
extern char *sqf_tell_words(const SqfInference *inference);
extern void sqf_tell_choices(const SqfInference *inference);

#endif							/* SQF_TELL_H */
