-- Run after sqlite.sql: values that SQLite took and PostgreSQL will not take.
--
-- Each "finds" line says what sqlite.check must list: table | column | rowid.

BEGIN;

-- A column of dates takes anything, and a year alone becomes a number.  20260315
-- as well: PostgreSQL would take that one for a date without asking.
-- finds: deadlines | due_date | 9001
-- finds: deadlines | due_date | 9002
-- finds: deadlines | due_date | 9003
-- finds: deadlines | due_date | 9004
-- A time of day in a date: a cast would cut it off.
-- finds: deadlines | due_date | 9005
INSERT INTO deadlines (id, conference_id, kind, due_date) VALUES
	(9001, 1, 'workshop', 'TBD'),
	(9002, 1, 'tutorial', ''),
	(9003, 1, 'demo', '2026'),
	(9004, 1, 'poster', '20260315'),
	(9005, 1, 'rebuttal', '2026-07-01 23:59:59');

-- Two texts to SQLite, one day to PostgreSQL: unique there, a duplicate here.
-- finds: deadlines | conference_id, kind, due_date | 9006
INSERT INTO deadlines (id, conference_id, kind, due_date) VALUES (9006, 2, 'submission', '2026-01-15 00:00:00');

-- ON DELETE CASCADE needs PRAGMA foreign_keys, which nobody set: conference 60 is gone, these are not.
-- finds: deadlines | conference_id | 9007
INSERT INTO deadlines (id, conference_id, kind, due_date) VALUES (9007, 60, 'submission', '2026-04-30');
-- finds: sources | conference_id | 9008
INSERT INTO sources (id, conference_id, url) VALUES (9008, 60, 'https://example.org/60');
-- finds: deadlines | source_id | 9009
INSERT INTO deadlines (id, conference_id, kind, due_date, source_id) VALUES (9009, 5, 'workshop', '2026-04-30', 9999);

-- Longer than VARCHAR(64) and VARCHAR(512), which SQLite does not count.
-- finds: conferences | key | 9010
-- finds: conferences | homepage | 9011
INSERT INTO conferences (id, "key", name, homepage) VALUES
	(9010, 'the-very-first-international-conference-on-conferences-about-conferences', 'Long key', NULL),
	(9011, 'long-homepage', 'Long homepage', 'https://example.org/?' || replace(hex(zeroblob(300)), '00', 'xy'));

-- A time that no clock shows.
-- finds: conferences | updated_at | 9012
INSERT INTO conferences (id, "key", name, updated_at) VALUES (9012, 'no-clock', 'No clock', '2025-10-26 25:61:00');

COMMIT;
