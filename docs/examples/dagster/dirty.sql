-- Run after sqlite.sql: values that SQLite took and PostgreSQL will not take.
--
-- Each "finds" line says what sqlite.check must list: table | column | rowid.

BEGIN;

-- A number where the others are text: SQLite's default of an old version, or a script.
-- finds: runs | update_timestamp | 9001
INSERT INTO runs (id, run_id, status, update_timestamp) VALUES (9001, 'a-9001', 'SUCCESS', 1761444013);

-- Text in a column of doubles.
-- finds: runs | start_time | 9002
INSERT INTO runs (id, run_id, status, start_time) VALUES (9002, 'a-9002', 'FAILURE', 'None');

-- Longer than VARCHAR(63) and VARCHAR(32).
-- finds: runs | status | 9003
INSERT INTO runs (id, run_id, status) VALUES (9003, 'a-9003', 'FAILURE: the process was killed because it used more memory than allowed');
-- finds: bulk_actions | key | 9004
INSERT INTO bulk_actions (id, "key", status, timestamp) VALUES (9004, 'b7e23ec2-9d3c-4d57-a1b7-3e4f6a0c9d21', 'REQUESTED', '2025-10-26 02:00:13');

-- A snapshot and a run that are gone.
-- finds: runs | snapshot_id | 9005
INSERT INTO runs (id, run_id, snapshot_id, status) VALUES (9005, 'a-9005', 'gone', 'SUCCESS');
-- finds: run_tags | run_id | 9006
INSERT INTO run_tags (id, run_id, "key", value) VALUES (9006, 'gone', 'owner', 'nobody');

-- A body that was cut within a character.
-- finds: runs | run_body | 9007
INSERT INTO runs (id, run_id, status, run_body) VALUES (9007, 'a-9007', 'SUCCESS', CAST(x'7b2261223a2022c3' AS TEXT));

-- No time at all.
-- finds: daemon_heartbeats | timestamp | 9008
INSERT INTO daemon_heartbeats (rowid, daemon_type, timestamp) VALUES (9008, 'BACKFILL', '');

COMMIT;
