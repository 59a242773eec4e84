-- The run storage of Dagster, history/runs.db, as its SQLAlchemy tables and Alembic revisions write it.
--
-- CURRENT_TIMESTAMP writes whole seconds, Python microseconds: both forms are in
-- one table.  start_time and end_time are seconds as doubles, and stay doubles.

PRAGMA journal_mode = WAL;

BEGIN;

CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO alembic_version VALUES ('7e2f3204cf8e');

CREATE TABLE secondary_indexes (
	id INTEGER NOT NULL, 
	name VARCHAR(512), 
	create_timestamp DATETIME DEFAULT CURRENT_TIMESTAMP, 
	migration_completed DATETIME, 
	PRIMARY KEY (id), 
	UNIQUE (name)
);

CREATE TABLE snapshots (
	id INTEGER NOT NULL, 
	snapshot_id VARCHAR(255) NOT NULL, 
	snapshot_body BLOB NOT NULL, 
	snapshot_type VARCHAR(63) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (snapshot_id)
);

CREATE TABLE runs (
	id INTEGER NOT NULL, 
	run_id VARCHAR(255), 
	snapshot_id VARCHAR(255), 
	pipeline_name TEXT, 
	mode TEXT, 
	status VARCHAR(63), 
	run_body TEXT, 
	partition TEXT, 
	partition_set TEXT, 
	create_timestamp DATETIME DEFAULT CURRENT_TIMESTAMP, 
	update_timestamp DATETIME DEFAULT CURRENT_TIMESTAMP, 
	start_time FLOAT, 
	end_time FLOAT, 
	backfill_id VARCHAR(255), 
	PRIMARY KEY (id), 
	UNIQUE (run_id), 
	CONSTRAINT fk_runs_snapshot_id_snapshots_snapshot_id FOREIGN KEY(snapshot_id) REFERENCES snapshots (snapshot_id)
);
CREATE INDEX idx_run_status ON runs (status);
CREATE INDEX idx_run_range ON runs (status, update_timestamp, create_timestamp);

CREATE TABLE run_tags (
	id INTEGER NOT NULL, 
	run_id VARCHAR(255), 
	"key" TEXT, 
	value TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(run_id) REFERENCES runs (run_id) ON DELETE CASCADE
);
CREATE INDEX idx_run_tags ON run_tags ("key", value);

CREATE TABLE daemon_heartbeats (
	daemon_type VARCHAR(255) NOT NULL, 
	daemon_id VARCHAR(255), 
	timestamp TIMESTAMP NOT NULL, 
	body TEXT, 
	UNIQUE (daemon_type)
);

CREATE TABLE bulk_actions (
	id INTEGER NOT NULL, 
	"key" VARCHAR(32) NOT NULL, 
	status VARCHAR(255) NOT NULL, 
	timestamp TIMESTAMP NOT NULL, 
	body TEXT, 
	action_type VARCHAR(32), 
	selector_id TEXT, 
	job_name TEXT, 
	PRIMARY KEY (id), 
	UNIQUE ("key")
);

CREATE TABLE backfill_tags (
	id INTEGER NOT NULL, 
	backfill_id VARCHAR(255), 
	"key" TEXT, 
	value TEXT, 
	PRIMARY KEY (id)
);

CREATE TABLE kvs (
	"key" TEXT NOT NULL, 
	value TEXT
);
CREATE UNIQUE INDEX idx_kvs_keys_unique ON kvs ("key");

CREATE TABLE instance_info (
	run_storage_id TEXT
);

-- the times of completed migrations were written in local time by older versions
INSERT INTO secondary_indexes (name, create_timestamp, migration_completed) VALUES
	('run_partitions', '2025-10-26 02:00:13', '2025-10-26 04:00:13.123456'),
	('run_repo_label_tags', '2025-10-26 02:00:14', '2025-10-26 04:00:14.000001'),
	('bulk_action_types', '2025-10-26 02:00:14', NULL),
	('run_start_end_overwritten', '2025-10-26 02:00:14', '2025-10-26 04:00:14.654321');

-- zlib of JSON
INSERT INTO snapshots (snapshot_id, snapshot_body, snapshot_type) VALUES
	('6cb7c3ef5ac8ea76dec8f07ba51f4e65ab0cbbe7', x'789c15c9310a80300c00c0af486687cebe4270154ad4a081981653112dfdbbed7a97c1fb55d0cc7b183a183992b0d2a418ed0809fa0e144f6ab721cbdb20e16e15328447e96af585f9768e1628b537b2f5e29838683dbd45ca0fbe70219d', 'PIPELINE'),
	('0f5b4d24e1fd0cd1ea6aab5c8b1cd3a0c3a0d3c2', x'789c0dca410a80400840d1ab84eb4ed0be7dd03242c48c060667508320ba7bee3efcf70222577247846980f911bea3345d2ae9aad4fd6a01e3001ed23dc596d54c909b9e62a22c0e7b7eb22827713876312fc98fd461b77c3fe04523c5', 'EXECUTION_PLAN'),
	('44136fa355b3678a1146ad16f7e8649e94fb4fc2', x'789cabae0500017500f9', 'PIPELINE');

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 199)
INSERT INTO runs (run_id, snapshot_id, pipeline_name, mode, status, run_body, partition, partition_set,
	create_timestamp, update_timestamp, start_time, end_time, backfill_id)
SELECT printf('%08x-9d3c-4d57-a1b7-%012x', i * 2654435761 % 4294967296, i),
	CASE i % 2 WHEN 0 THEN '6cb7c3ef5ac8ea76dec8f07ba51f4e65ab0cbbe7' END,
	'daily_crawl', 'default', CASE i % 7 WHEN 0 THEN 'FAILURE' ELSE 'SUCCESS' END,
	'{"__class__": "DagsterRun", "run_id": "' || printf('%08x-9d3c-4d57-a1b7-%012x', i * 2654435761 % 4294967296, i) || '", "run_config": {}, "tags": {"n": "' || i || '"}}',
	date(1743465600 + i * 86400, 'unixepoch'), 'crawl_partitions',
	datetime(1743466000 + i * 86400, 'unixepoch'),
	datetime(1743466030 + i * 86400, 'unixepoch') || printf('.%06d', i * 7919 % 1000000),
	1743466001.123 + i * 86400, 1743466029.5 + i * 86400,
	CASE WHEN i % 50 = 0 THEN 'bf' || i END
FROM n;
-- queued: it has not begun.  The message has a character that JSON writes as two halves.
INSERT INTO runs (run_id, pipeline_name, mode, status, run_body, create_timestamp, update_timestamp) VALUES
	('ffffffff-0000-4000-8000-000000000000', '__ASSET_JOB', NULL, 'QUEUED', '{"__class__": "DagsterRun", "note": "\ud83d\ude00 K\u00f6ln"}', '2025-10-26 02:00:13', '2025-10-26 02:00:13.123456');

INSERT INTO run_tags (run_id, "key", value)
SELECT run_id, 'dagster/partition', partition FROM runs WHERE partition IS NOT NULL
UNION ALL SELECT run_id, '.dagster/repository', 'confradar@__repository__' FROM runs
UNION ALL SELECT run_id, 'owner', 'zoë' FROM runs WHERE id <= 3;

INSERT INTO daemon_heartbeats VALUES
	('SENSOR', 'b7e23ec2-9d3c-4d57-a1b7-3e4f6a0c9d21', '2025-10-26 02:00:13.123456', '{"__class__": "DaemonHeartbeat", "errors": []}'),
	('SCHEDULER', NULL, '2025-10-26 02:00:13.000000', NULL);

INSERT INTO bulk_actions ("key", status, timestamp, body, action_type, selector_id, job_name) VALUES
	('bf0', 'COMPLETED', '2025-04-01 00:06:40.000000', '{"__class__": "PartitionBackfill"}', 'PARTITION_BACKFILL', NULL, 'daily_crawl'),
	('bf50', 'FAILED', '2025-05-21 00:06:40.500000', '{"__class__": "PartitionBackfill"}', 'PARTITION_BACKFILL', NULL, 'daily_crawl');
INSERT INTO backfill_tags (backfill_id, "key", value) VALUES ('bf0', 'owner', 'zoë'), ('bf50', 'owner', NULL);

INSERT INTO kvs VALUES ('asset_daemon_cursor', '{"cursor": 12}'), ('empty', ''), ('nothing', NULL);
INSERT INTO instance_info VALUES ('3f0a7a51-0f0e-4a47-9a3b-0d1c2b3a4f5e');

COMMIT;
