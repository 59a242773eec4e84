/*-------------------------------------------------------------------------
 *
 * name_hint.h
 *	  What the name of a column says about its values.
 *
 * IDENTIFICATION
 *	  src/migrate/name_hint.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_NAME_HINT_H
#define SQF_NAME_HINT_H

extern bool sqf_name_is_time(const char *name);
extern bool sqf_name_is_boolean(const char *name);
extern bool sqf_name_is_uuid(const char *name);

#endif							/* SQF_NAME_HINT_H */
