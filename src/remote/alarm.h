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
struct sqlite3_stmt;

extern int	sqf_alarm_step(struct sqlite3 *db, struct sqlite3_stmt *raw);
extern void sqf_alarm_stop(void);

#endif							/* SQF_ALARM_H */
