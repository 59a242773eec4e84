-- Copies history/runs.db into the tables of postgresql.sql.
--
--   psql -v source=/srv/dagster/history/runs.db -f migrate.sql
--
-- All of it is one transaction: it is done as a whole, or not at all.

\set ON_ERROR_STOP on
BEGIN;

CREATE EXTENSION IF NOT EXISTS sqlite_fdw;
CREATE SERVER dagster_runs FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database :'source');
CREATE SCHEMA legacy;

-- The new tables give the types.  By the data alone start_time would be a time,
-- run_id a uuid and run_body jsonb, but Dagster reads a number and two texts.
IMPORT FOREIGN SCHEMA main FROM SERVER dagster_runs INTO legacy
	OPTIONS (types_from 'dagster', infer 'full');

-- alembic_version is not copied: the new database has been stamped already.  The
-- storage may have made rows of its own when it was started for the first time.
DELETE FROM dagster.secondary_indexes;
DELETE FROM dagster.instance_info;

INSERT INTO dagster.secondary_indexes (id, name, create_timestamp, migration_completed)
	SELECT id, name, create_timestamp, migration_completed FROM legacy.secondary_indexes;
INSERT INTO dagster.snapshots (id, snapshot_id, snapshot_body, snapshot_type)
	SELECT id, snapshot_id, snapshot_body, snapshot_type FROM legacy.snapshots;
INSERT INTO dagster.runs (id, run_id, snapshot_id, pipeline_name, mode, status, run_body, partition, partition_set,
		create_timestamp, update_timestamp, start_time, end_time, backfill_id)
	SELECT id, run_id, snapshot_id, pipeline_name, mode, status, run_body, partition, partition_set,
		create_timestamp, update_timestamp, start_time, end_time, backfill_id
	FROM legacy.runs;
INSERT INTO dagster.run_tags (id, run_id, key, value)
	SELECT id, run_id, key, value FROM legacy.run_tags;
INSERT INTO dagster.daemon_heartbeats (daemon_type, daemon_id, "timestamp", body)
	SELECT daemon_type, daemon_id, "timestamp", body FROM legacy.daemon_heartbeats;
INSERT INTO dagster.bulk_actions (id, key, status, "timestamp", body, action_type, selector_id, job_name)
	SELECT id, key, status, "timestamp", body, action_type, selector_id, job_name FROM legacy.bulk_actions;
INSERT INTO dagster.backfill_tags (id, backfill_id, key, value)
	SELECT id, backfill_id, key, value FROM legacy.backfill_tags;
INSERT INTO dagster.kvs (key, value)
	SELECT key, value FROM legacy.kvs;
INSERT INTO dagster.instance_info (run_storage_id)
	SELECT run_storage_id FROM legacy.instance_info;

-- The ids were copied, so the sequences still begin at 1.
SELECT t.name AS "table", setval(pg_get_serial_sequence('dagster.' || t.name, 'id'), t.last) AS last FROM (VALUES
	('secondary_indexes', (SELECT max(id) FROM dagster.secondary_indexes)),
	('snapshots', (SELECT max(id) FROM dagster.snapshots)),
	('runs', (SELECT max(id) FROM dagster.runs)),
	('run_tags', (SELECT max(id) FROM dagster.run_tags)),
	('bulk_actions', (SELECT max(id) FROM dagster.bulk_actions)),
	('backfill_tags', (SELECT max(id) FROM dagster.backfill_tags))
) AS t (name, last);

COMMIT;
ANALYZE;
