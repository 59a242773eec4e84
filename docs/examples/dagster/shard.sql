-- The event log of one run, history/runs/RUN_ID.db, as its SQLAlchemy tables and Alembic revisions write it.
--
-- :run is the run's id, :n its number; there are no events for number 0.  Ids
-- begin at 1 in each of these files.

PRAGMA journal_mode = WAL;

BEGIN;

CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO alembic_version VALUES ('46b412388816');

CREATE TABLE secondary_indexes (
	id INTEGER NOT NULL, 
	name VARCHAR(512), 
	create_timestamp TIMESTAMP DEFAULT CURRENT_TIMESTAMP, 
	migration_completed TIMESTAMP, 
	PRIMARY KEY (id), 
	UNIQUE (name)
);

CREATE TABLE event_logs (
	id INTEGER NOT NULL, 
	run_id VARCHAR(255) NOT NULL, 
	event TEXT NOT NULL, 
	dagster_event_type TEXT, 
	timestamp TIMESTAMP, 
	step_key TEXT, 
	asset_key TEXT, 
	partition TEXT, 
	PRIMARY KEY (id)
);
CREATE INDEX idx_step_key ON event_logs (step_key);
CREATE INDEX idx_event_type ON event_logs (dagster_event_type, id);
CREATE INDEX idx_events_by_run_id ON event_logs (run_id, id);
CREATE INDEX idx_events_by_asset ON event_logs (asset_key, dagster_event_type, id) WHERE asset_key IS NOT NULL;

-- every seventh run fails; the message has a character of four bytes
WITH e(id, type, message, step_key) AS (VALUES
	(1, 'PIPELINE_ENQUEUED', 'queued', NULL),
	(2, 'PIPELINE_STARTING', 'starting', NULL),
	(3, 'PIPELINE_START', 'started', NULL),
	(4, 'STEP_START', 'crawling', 'crawl'),
	(5, NULL, '17 pages 😀 from Köln', 'crawl'),
	(6, 'ASSET_MATERIALIZATION', 'stored', 'crawl'),
	(7, 'STEP_SUCCESS', 'done', 'crawl'),
	(8, 'PIPELINE_SUCCESS', 'done', NULL),
	(9, 'STEP_FAILURE', 'no connection', 'crawl'),
	(10, 'PIPELINE_FAILURE', 'failed', NULL))
INSERT INTO event_logs (run_id, event, dagster_event_type, timestamp, step_key, asset_key, partition)
SELECT :run,
	'{"__class__": "EventLogEntry", "user_message": "' || message || '", "run_id": "' || :run || '", "step_key": ' || coalesce('"' || step_key || '"', 'null') || '}',
	type,
	datetime(1743466000 + (:n - 1) * 86400 + id * 3, 'unixepoch') || printf('.%06d', (:n * 7919 + id * 104729) % 1000000),
	step_key,
	CASE type WHEN 'ASSET_MATERIALIZATION' THEN '["store_conferences"]' END,
	CASE type WHEN 'ASSET_MATERIALIZATION' THEN date(1743465600 + (:n - 1) * 86400, 'unixepoch') END
FROM e
WHERE :n > 0 AND (id <= 5 OR CASE :n % 7 WHEN 1 THEN id > 8 ELSE id <= 8 END)
ORDER BY id;

COMMIT;
