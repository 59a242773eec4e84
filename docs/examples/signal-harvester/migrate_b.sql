-- Copies var/app.db into the tables of postgresql_b.sql.
--
--   psql -v source=/srv/signal-harvester/var/app.db -f migrate_b.sql
--
-- Views over the foreign tables have the shape of the new tables: a view says
-- what a column was called, and what becomes of rows that change their form.

\set ON_ERROR_STOP on
BEGIN;

CREATE EXTENSION IF NOT EXISTS sqlite_fdw;
CREATE SERVER signal_harvester_b FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database :'source');
CREATE SCHEMA legacy_b;
CREATE SCHEMA shaped;

-- Here the data choose: times with a zone become timestamptz, lists and objects jsonb.
-- The option times makes one type of the times that SQLite's own default wrote without a zone.
IMPORT FOREIGN SCHEMA main LIMIT TO (tweets, cursors, artifacts, artifact_scores, experiments, experiment_runs, snapshots)
	FROM SERVER signal_harvester_b INTO legacy_b
	OPTIONS (infer 'full', times 'timestamptz');

CREATE VIEW shaped.tweets AS
	SELECT tweet_id, coalesce(source, 'x') AS source, query_names, text, author_id, author_username, lang, created_at,
		coalesce(like_count, 0) AS like_count, coalesce(retweet_count, 0) AS retweet_count,
		coalesce(reply_count, 0) AS reply_count, coalesce(quote_count, 0) AS quote_count,
		category, sentiment, urgency, tags, reasoning, salience, notified_at, raw_json,
		coalesce(inserted_at, created_at) AS inserted_at, updated_at
	FROM legacy_b.tweets;
CREATE VIEW shaped.artifacts AS
	SELECT id, type, source, source_id AS external_id, title, NULL::text AS summary, text AS content, url,
		published_at, coalesce(author_entity_ids, '[]') AS author_entity_ids, raw_json AS metadata_json,
		created_at, updated_at
	FROM legacy_b.artifacts;
CREATE VIEW shaped.artifact_scores AS
	SELECT s.artifact_id, v.kind, v.value, s.updated_at AS computed_at
	FROM legacy_b.artifact_scores AS s, LATERAL (VALUES
		('novelty', s.novelty_score), ('emergence', s.emergence_score), ('obscurity', s.obscurity_score),
		('cross_source', s.cross_source_score), ('expert_signal', s.expert_signal_score),
		('discovery', s.discovery_score)) AS v (kind, value)
	WHERE v.value IS NOT NULL;

INSERT INTO harvester.tweets (tweet_id, source, query_names, text, author_id, author_username, lang, created_at,
		like_count, retweet_count, reply_count, quote_count, category, sentiment, urgency, tags, reasoning,
		salience, notified_at, raw_json, inserted_at, updated_at)
	SELECT tweet_id, source, query_names, text, author_id, author_username, lang, created_at,
		like_count, retweet_count, reply_count, quote_count, category, sentiment, urgency, tags, reasoning,
		salience, notified_at, raw_json, inserted_at, updated_at
	FROM shaped.tweets;
INSERT INTO harvester.cursors (name, since_id, updated_at)
	SELECT name, since_id, updated_at FROM legacy_b.cursors;

-- The ids are GENERATED ALWAYS, so PostgreSQL wants to be told that ours are meant.
INSERT INTO harvester.artifacts (id, type, source, external_id, title, summary, content, url, published_at,
		author_entity_ids, metadata_json, created_at, updated_at)
	OVERRIDING SYSTEM VALUE
	SELECT id, type, source, external_id, title, summary, content, url, published_at,
		author_entity_ids, metadata_json, created_at, updated_at
	FROM shaped.artifacts;
-- These rows are new, so they get new ids.
INSERT INTO harvester.artifact_scores (artifact_id, kind, value, computed_at)
	SELECT artifact_id, kind, value, computed_at FROM shaped.artifact_scores ORDER BY artifact_id, kind;
INSERT INTO harvester.experiments (id, name, description, config_json, baseline_id, created_at, updated_at)
	OVERRIDING SYSTEM VALUE
	SELECT id, name, description, config_json, baseline_id, created_at, updated_at FROM legacy_b.experiments;
INSERT INTO harvester.experiment_runs (id, experiment_id, artifact_count, precision, recall, f1_score, accuracy,
		started_at, completed_at, error_message, metadata_json)
	OVERRIDING SYSTEM VALUE
	SELECT id, experiment_id, coalesce(artifact_count, 0), precision, recall, f1_score, accuracy,
		started_at, completed_at, error_message, metadata_json
	FROM legacy_b.experiment_runs;
INSERT INTO harvester.snapshots (id, signal_id, status, size_kb, file_path, created_at)
	SELECT id, signal_id, status, size_kb, file_path, created_at FROM legacy_b.snapshots;

-- The copied ids, and those of rows that are gone.
CREATE FOREIGN TABLE legacy_b.sqlite_sequence (name text, seq bigint) SERVER signal_harvester_b;
SELECT t.name AS "table", setval(pg_get_serial_sequence('harvester.' || t.name, 'id'), greatest(t.last, s.seq)) AS last FROM (VALUES
	('artifacts', (SELECT max(id) FROM harvester.artifacts)),
	('experiments', (SELECT max(id) FROM harvester.experiments)),
	('experiment_runs', (SELECT max(id) FROM harvester.experiment_runs))
) AS t (name, last) LEFT JOIN legacy_b.sqlite_sequence AS s USING (name);

COMMIT;
ANALYZE;
