-- Compares the event logs that were copied with what the files hold, and with what is known of them.
--
--   psql -v shards=/srv/dagster/history/runs -f check_shards.sql

\set ON_ERROR_STOP on
\pset null NULL
SET search_path = dagster;

-- what SQLite counts in each file of a run
CREATE TEMP TABLE shards AS
	SELECT f AS file, q.*
	FROM pg_ls_dir(:'shards') AS f,
		LATERAL sqlite.query(:'shards' || '/' || f,
			'SELECT count(*), min(id), max(id), count(DISTINCT run_id), min(run_id), sum(length(event)), max(timestamp) FROM event_logs')
			AS q(events bigint, first bigint, last bigint, runs bigint, run_id text, characters bigint, ended_at timestamp)
	WHERE f LIKE '%.db' AND f <> 'index.db';

\echo Counts
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('files', 200, (SELECT count(*) FROM shards)),
	('runs', (SELECT sum(runs) FROM shards), (SELECT count(DISTINCT run_id) FROM event_logs)),
	('events', 1571, (SELECT count(*) FROM event_logs)),
	('events, as SQLite counts them', (SELECT sum(events) FROM shards), (SELECT count(*) FROM event_logs)),
	('characters of events', (SELECT sum(characters) FROM shards), (SELECT sum(length(event)) FROM event_logs)),
	('files that differ', 0, (SELECT count(*) FROM
		((SELECT run_id, events, characters, ended_at FROM shards
		EXCEPT SELECT run_id, count(*), sum(length(event)), max("timestamp") FROM event_logs GROUP BY run_id)) AS d)),
	('files whose ids begin at 1', 200, (SELECT count(*) FROM shards WHERE first = 1 AND last = events)),
	('ids without a gap', (SELECT count(*) FROM event_logs), (SELECT max(id) - min(id) + 1 FROM event_logs)),
	('events before an earlier one', 0, (SELECT count(*) FROM
		(SELECT "timestamp" < lag("timestamp") OVER (ORDER BY id) AS is_late FROM event_logs) AS l WHERE is_late)),
	('handles that are open', 0, (SELECT count(*) FROM sqlite.connections() AS c WHERE c.database LIKE :'shards' || '/%'))
) AS v (what, expected, found);

\echo Values
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('runs that failed, as their status says', (SELECT count(*)::text FROM runs WHERE status = 'FAILURE'),
		(SELECT count(*)::text FROM event_logs WHERE dagster_event_type = 'PIPELINE_FAILURE')),
	('failures of other runs', '0', (SELECT count(*)::text FROM event_logs JOIN runs USING (run_id)
		WHERE dagster_event_type = 'PIPELINE_FAILURE' AND status <> 'FAILURE')),
	('assets, once each', '171', (SELECT count(*)::text FROM event_logs WHERE asset_key IS NOT NULL)),
	('assets of another partition than their run', '0', (SELECT count(*)::text FROM event_logs AS e JOIN runs USING (run_id)
		WHERE e.asset_key IS NOT NULL AND e.partition <> runs.partition)),
	('the first event, to the microsecond', '2025-04-01 00:06:43.112648', (SELECT "timestamp"::text FROM event_logs WHERE id = 1)),
	('an asset key is text', '["store_conferences"]', (SELECT DISTINCT asset_key FROM event_logs WHERE asset_key IS NOT NULL)),
	('messages without a type', '200', (SELECT count(*)::text FROM event_logs WHERE dagster_event_type IS NULL)),
	('one of them', '17 pages 😀 from Köln', (SELECT DISTINCT event::jsonb ->> 'user_message' FROM event_logs WHERE dagster_event_type IS NULL)),
	('next event', '1572', (SELECT (last_value + is_called::int)::text FROM event_logs_id_seq))
) AS v (what, expected, found);
