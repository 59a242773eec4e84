/*-------------------------------------------------------------------------
 *
 * jsonb.h
 *	  Plain JSON becomes jsonb.
 *
 * IDENTIFICATION
 *	  src/remote/jsonb.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_JSONB_H
#define SQF_JSONB_H

extern bool sqf_json_is_plain(const char *text, int len);
extern bool sqf_jsonb_is_plain(const char *text, int len);
extern bool sqf_jsonb_read(const char *text, int len, Datum *value);

#endif							/* SQF_JSONB_H */
