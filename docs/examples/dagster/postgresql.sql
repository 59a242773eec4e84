-- The tables of runs.db, and of the runs' event logs, as Dagster's PostgreSQL storage makes them.
--
-- They have a schema of their own: Dagster's tables have names such as jobs and
-- snapshots, which other applications of the same database have as well.

CREATE SCHEMA dagster;
SET search_path = dagster;

CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO alembic_version VALUES ('7e2f3204cf8e');

CREATE TABLE secondary_indexes (
	id BIGSERIAL NOT NULL,
	name VARCHAR(512),
	create_timestamp TIMESTAMP WITHOUT TIME ZONE DEFAULT CURRENT_TIMESTAMP,
	migration_completed TIMESTAMP WITHOUT TIME ZONE,
	PRIMARY KEY (id),
	UNIQUE (name)
);

CREATE TABLE snapshots (
	id BIGSERIAL NOT NULL,
	snapshot_id VARCHAR(255) NOT NULL,
	snapshot_body BYTEA NOT NULL,
	snapshot_type VARCHAR(63) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (snapshot_id)
);

CREATE TABLE runs (
	id BIGSERIAL NOT NULL,
	run_id VARCHAR(255),
	snapshot_id VARCHAR(255),
	pipeline_name TEXT,
	mode TEXT,
	status VARCHAR(63),
	run_body TEXT,
	partition TEXT,
	partition_set TEXT,
	create_timestamp TIMESTAMP WITHOUT TIME ZONE DEFAULT CURRENT_TIMESTAMP,
	update_timestamp TIMESTAMP WITHOUT TIME ZONE DEFAULT CURRENT_TIMESTAMP,
	start_time DOUBLE PRECISION,
	end_time DOUBLE PRECISION,
	backfill_id VARCHAR(255),
	PRIMARY KEY (id),
	UNIQUE (run_id),
	CONSTRAINT fk_runs_snapshot_id_snapshots_snapshot_id FOREIGN KEY(snapshot_id) REFERENCES snapshots (snapshot_id)
);
CREATE INDEX idx_run_status ON runs (status);
CREATE INDEX idx_run_range ON runs (status, update_timestamp, create_timestamp);

CREATE TABLE run_tags (
	id BIGSERIAL NOT NULL,
	run_id VARCHAR(255),
	key TEXT,
	value TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(run_id) REFERENCES runs (run_id) ON DELETE CASCADE
);
CREATE INDEX idx_run_tags ON run_tags (key, value);

CREATE TABLE daemon_heartbeats (
	daemon_type VARCHAR(255) NOT NULL,
	daemon_id VARCHAR(255),
	timestamp TIMESTAMP WITHOUT TIME ZONE NOT NULL,
	body TEXT,
	UNIQUE (daemon_type)
);

CREATE TABLE bulk_actions (
	id BIGSERIAL NOT NULL,
	key VARCHAR(32) NOT NULL,
	status VARCHAR(255) NOT NULL,
	timestamp TIMESTAMP WITHOUT TIME ZONE NOT NULL,
	body TEXT,
	action_type VARCHAR(32),
	selector_id TEXT,
	job_name TEXT,
	PRIMARY KEY (id),
	UNIQUE (key)
);

CREATE TABLE backfill_tags (
	id BIGSERIAL NOT NULL,
	backfill_id VARCHAR(255),
	key TEXT,
	value TEXT,
	PRIMARY KEY (id)
);

CREATE TABLE kvs (
	key TEXT NOT NULL,
	value TEXT
);
CREATE UNIQUE INDEX idx_kvs_keys_unique ON kvs (key);

CREATE TABLE instance_info (
	run_storage_id TEXT
);

CREATE TABLE event_logs (
	id BIGSERIAL NOT NULL,
	run_id VARCHAR(255) NOT NULL,
	event TEXT NOT NULL,
	dagster_event_type TEXT,
	timestamp TIMESTAMP WITHOUT TIME ZONE,
	step_key TEXT,
	asset_key TEXT,
	partition TEXT,
	PRIMARY KEY (id)
);
CREATE INDEX idx_step_key ON event_logs (step_key);
CREATE INDEX idx_event_type ON event_logs (dagster_event_type, id);
CREATE INDEX idx_events_by_run_id ON event_logs (run_id, id);
CREATE INDEX idx_events_by_asset ON event_logs (asset_key, dagster_event_type, id) WHERE asset_key IS NOT NULL;

RESET search_path;
