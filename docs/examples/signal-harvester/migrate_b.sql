-- Copies var/app.db into the tables of postgresql_b.sql.
--
--   psql -v source=/srv/signal-harvester/var/app.db -f migrate_b.sql
--
-- Views over the foreign tables have the shape of the new tables: a view says
-- what a column was called, and what becomes of rows that change their form.  One
-- call loads them all.

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
	WHERE v.value IS NOT NULL
	ORDER BY s.artifact_id, v.kind;
CREATE VIEW shaped.experiment_runs AS
	SELECT id, experiment_id, coalesce(artifact_count, 0) AS artifact_count, precision, recall, f1_score, accuracy,
		started_at, completed_at, error_message, metadata_json
	FROM legacy_b.experiment_runs;
CREATE VIEW shaped.experiments AS
	SELECT id, name, description, config_json, baseline_id, created_at, updated_at FROM legacy_b.experiments;
CREATE VIEW shaped.cursors AS SELECT * FROM legacy_b.cursors;
CREATE VIEW shaped.snapshots AS SELECT * FROM legacy_b.snapshots;

-- Parents first; ids that are GENERATED ALWAYS are kept, those of the scores are
-- new, and the sequences go on behind them.
CALL sqlite.migrate('shaped', 'harvester', if_exists => 'append');

COMMIT;
