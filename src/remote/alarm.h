/*-------------------------------------------------------------------------
 *
 * alarm.h
 *	  Stops SQLite where it does not ask whether it should.
 *
 * IDENTIFICATION
 *	  src/remote/alarm.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_ALARM_H
#define SQF_ALARM_H

struct sqlite3;

extern void sqf_alarm_watch(struct sqlite3 *db);
extern void sqf_alarm_unwatch(void);
extern void sqf_alarm_stop(void);

#endif							/* SQF_ALARM_H */
