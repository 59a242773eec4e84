-- Compares what was migrated with what the file holds, and with what is known of it.

\set ON_ERROR_STOP on
\pset null NULL
SET search_path = dagster;

\echo Counts
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('secondary_indexes', (SELECT count(*) FROM legacy.secondary_indexes), (SELECT count(*) FROM secondary_indexes)),
	('snapshots', (SELECT count(*) FROM legacy.snapshots), (SELECT count(*) FROM snapshots)),
	('runs', (SELECT count(*) FROM legacy.runs), (SELECT count(*) FROM runs)),
	('run_tags', (SELECT count(*) FROM legacy.run_tags), (SELECT count(*) FROM run_tags)),
	('daemon_heartbeats', (SELECT count(*) FROM legacy.daemon_heartbeats), (SELECT count(*) FROM daemon_heartbeats)),
	('bulk_actions', (SELECT count(*) FROM legacy.bulk_actions), (SELECT count(*) FROM bulk_actions)),
	('backfill_tags', (SELECT count(*) FROM legacy.backfill_tags), (SELECT count(*) FROM backfill_tags)),
	('kvs', (SELECT count(*) FROM legacy.kvs), (SELECT count(*) FROM kvs)),
	('instance_info', (SELECT count(*) FROM legacy.instance_info), (SELECT count(*) FROM instance_info)),
	('runs that only one side has', 0, (SELECT count(*) FROM ((TABLE runs EXCEPT ALL TABLE legacy.runs) UNION ALL (TABLE legacy.runs EXCEPT ALL TABLE runs)) AS d)),
	('tags that only one side has', 0, (SELECT count(*) FROM ((TABLE run_tags EXCEPT ALL TABLE legacy.run_tags) UNION ALL (TABLE legacy.run_tags EXCEPT ALL TABLE run_tags)) AS d)),
	('snapshots that only one side has', 0, (SELECT count(*) FROM ((TABLE snapshots EXCEPT ALL TABLE legacy.snapshots) UNION ALL (TABLE legacy.snapshots EXCEPT ALL TABLE snapshots)) AS d))
) AS v (what, expected, found);

\echo Values
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('a time of SQLite''s default: whole seconds', '2025-10-26 02:00:13', (SELECT create_timestamp::text FROM runs WHERE status = 'QUEUED')),
	('a time of Python: microseconds', '2025-10-26 02:00:13.123456', (SELECT update_timestamp::text FROM runs WHERE status = 'QUEUED')),
	('a start is a number still', '1743466001.123', (SELECT start_time::text FROM runs WHERE id = 1)),
	('not begun', NULL, (SELECT start_time::text FROM runs WHERE status = 'QUEUED')),
	('the body is text, to the letter', '{"__class__": "DagsterRun", "note": "\ud83d\ude00 K\u00f6ln"}', (SELECT run_body FROM runs WHERE status = 'QUEUED')),
	('the same as JSON', '😀 Köln', (SELECT run_body::jsonb ->> 'note' FROM runs WHERE status = 'QUEUED')),
	('a partition is text', '2025-04-01', (SELECT partition FROM runs WHERE id = 1)),
	('failed runs', '29', (SELECT count(*)::text FROM runs WHERE status = 'FAILURE')),
	('bytes of snapshots', '94 93 10', (SELECT string_agg(octet_length(snapshot_body)::text, ' ' ORDER BY id) FROM snapshots)),
	('a snapshot, byte for byte', '789cabae0500017500f9', (SELECT encode(snapshot_body, 'hex') FROM snapshots WHERE id = 3)),
	('a migration that is not complete', NULL, (SELECT migration_completed::text FROM secondary_indexes WHERE name = 'bulk_action_types')),
	('a heartbeat', '2025-10-26 02:00:13.123456', (SELECT "timestamp"::text FROM daemon_heartbeats WHERE daemon_type = 'SENSOR')),
	('an empty value', '', (SELECT value FROM kvs WHERE key = 'empty')),
	('no value', NULL, (SELECT value FROM kvs WHERE key = 'nothing')),
	('tags of runs, with an umlaut', '3', (SELECT count(*)::text FROM run_tags JOIN runs USING (run_id) WHERE key = 'owner' AND value = 'zoë')),
	('version of the schema', (SELECT version_num FROM legacy.alembic_version), (SELECT version_num FROM alembic_version))
) AS v (what, expected, found);

\echo Keys and sequences
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('foreign keys, all of them valid', '2', (SELECT count(*)::text FROM pg_constraint WHERE contype = 'f' AND convalidated AND connamespace = 'dagster'::regnamespace)),
	('next run', '202', (SELECT (last_value + is_called::int)::text FROM runs_id_seq)),
	('next tag', '405', (SELECT (last_value + is_called::int)::text FROM run_tags_id_seq)),
	('next snapshot', '4', (SELECT (last_value + is_called::int)::text FROM snapshots_id_seq)),
	('next backfill', '3', (SELECT (last_value + is_called::int)::text FROM bulk_actions_id_seq))
) AS v (what, expected, found);
