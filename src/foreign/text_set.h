/*-------------------------------------------------------------------------
 *
 * text_set.h
 *	  A set of texts.
 *
 * IDENTIFICATION
 *	  src/foreign/text_set.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_TEXT_SET_H
#define SQF_TEXT_SET_H

typedef struct SqfTextSet SqfTextSet;

extern SqfTextSet *sqf_text_set_create(void);
extern bool sqf_text_set_add(SqfTextSet *set, const char *text);
extern bool sqf_text_set_has(const SqfTextSet *set, const char *text);
extern int64 sqf_text_set_count(const SqfTextSet *set);

#endif							/* SQF_TEXT_SET_H */
