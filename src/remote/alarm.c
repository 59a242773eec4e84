/*-------------------------------------------------------------------------
 *
 * alarm.c
 *	  Stops SQLite where it does not ask whether it should.
 *
 * Between the steps of its machine SQLite asks our progress handler, but one
 * step can be long: count(*) of a whole table or index goes through all its pages
 * in one.  With pages that lead to each other a small file keeps it there for
 * ever.  In there SQLite looks only whether sqlite3_interrupt was called, which a
 * signal handler may do: that of a timeout, which is set as long as there is a
 * statement that has begun.
 *
 * An interrupt ends all statements of a handle, not only the one that is at work.
 * So it is left to the progress handler first.
 *
 * IDENTIFICATION
 *	  src/remote/alarm.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <signal.h>
#include <sqlite3.h>

#include "remote/alarm.h"
#include "remote/interrupt.h"
#include "utils/timeout.h"
#include "utils/timestamp.h"

/* A cancel is seen at the first alarm, and SQLite interrupted at the second. */
#define INTERVAL_MS		20

static TimeoutId timeout = MAX_TIMEOUTS;
static bool is_set = false;
static struct sqlite3 *volatile watched = NULL;
static volatile sig_atomic_t seen_before = false;

/* Runs in a signal handler, which holds off interrupts itself. */
static void
on_alarm(void)
{
	struct sqlite3 *db = watched;

	if (db == NULL || !sqf_interrupt_is_due_within(1))
		seen_before = false;
	else if (!seen_before)
		seen_before = true;
	else
		sqlite3_interrupt(db);
}

static void
set_alarm(void)
{
	TimestampTz first = TimestampTzPlusMilliseconds(GetCurrentTimestamp(),
													INTERVAL_MS);

	if (timeout == MAX_TIMEOUTS)
		timeout = RegisterTimeout(USER_TIMEOUT, on_alarm);
	enable_timeout_every(timeout, first, INTERVAL_MS);
	is_set = true;
}

/*
 * sqf_alarm_step takes a step of a statement of the handle db, which a cancel is
 * sure to end.  Returns SQLite's result code.
 */
int
sqf_alarm_step(struct sqlite3 *db, struct sqlite3_stmt *raw)
{
	int			rc;

	if (unlikely(!is_set))
		set_alarm();
	seen_before = false;
	watched = db;
	rc = sqlite3_step(raw);
	watched = NULL;
	return rc;
}

/*
 * sqf_alarm_stop is called when a statement has ended, so that an idle session
 * is not woken up; one that goes on sets the alarm again.  After an error, when
 * PostgreSQL drops all timeouts, all statements end.  Does not throw.
 */
void
sqf_alarm_stop(void)
{
	if (!is_set)
		return;
	disable_timeout(timeout, false);
	is_set = false;
}
