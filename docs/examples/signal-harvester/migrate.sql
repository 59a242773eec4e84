-- Copies var/app.db into the tables of postgresql.sql.
--
--   psql -v source=/srv/signal-harvester/var/app.db -f migrate.sql
--
-- All of it is one transaction: it is done as a whole, or not at all.  A row
-- that does not fit ends it, rather than being left out.

\set ON_ERROR_STOP on
BEGIN;

CREATE EXTENSION IF NOT EXISTS sqlite_fdw;

-- Some of the new columns are timestamps without a zone.  The old times have
-- one, Z or +00:00 or another; they become what a clock in the server's zone
-- shows, which is UTC.  A plain cast would cut +02:00 off.
CREATE SERVER signal_harvester FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database :'source', timezone 'UTC');
CREATE SCHEMA legacy;

-- The new tables give the types.  Columns that stayed TEXT are copied to the letter.
IMPORT FOREIGN SCHEMA main FROM SERVER signal_harvester INTO legacy
	OPTIONS (types_from 'public', infer 'full');

-- alembic_version is not copied: the new database has been stamped already.
INSERT INTO tweets (tweet_id, source, query_names, text, author_id, author_username, lang, created_at,
		like_count, retweet_count, reply_count, quote_count, category, sentiment, urgency, tags, reasoning,
		salience, notified_at, raw_json, inserted_at, updated_at)
	SELECT tweet_id, source, query_names, text, author_id, author_username, lang, created_at,
		like_count, retweet_count, reply_count, quote_count, category, sentiment, urgency, tags, reasoning,
		salience, notified_at, raw_json, inserted_at, updated_at
	FROM legacy.tweets;
INSERT INTO cursors (name, since_id, updated_at)
	SELECT name, since_id, updated_at FROM legacy.cursors;
INSERT INTO artifacts (id, type, source, source_id, title, text, url, published_at, author_entity_ids,
		raw_json, created_at, updated_at)
	SELECT id, type, source, source_id, title, text, url, published_at, author_entity_ids,
		raw_json, created_at, updated_at
	FROM legacy.artifacts;
INSERT INTO artifact_classifications (id, artifact_id, category, sentiment, urgency, tags, topics, entities,
		reasoning, created_at, updated_at)
	SELECT id, artifact_id, category, sentiment, urgency, tags, topics, entities,
		reasoning, created_at, updated_at
	FROM legacy.artifact_classifications;
INSERT INTO artifact_scores (id, artifact_id, novelty_score, emergence_score, obscurity_score,
		cross_source_score, expert_signal_score, discovery_score, notified_at, created_at, updated_at)
	SELECT id, artifact_id, novelty_score, emergence_score, obscurity_score,
		cross_source_score, expert_signal_score, discovery_score, notified_at, created_at, updated_at
	FROM legacy.artifact_scores;
-- One INSERT: a foreign key to the same table is checked when all rows are in.
INSERT INTO experiments (id, name, description, config_json, baseline_id, created_at, updated_at, status)
	SELECT id, name, description, config_json, baseline_id, created_at, updated_at, status
	FROM legacy.experiments;
INSERT INTO experiment_runs (id, experiment_id, artifact_count, true_positives, false_positives, true_negatives,
		false_negatives, precision, recall, f1_score, accuracy, started_at, completed_at, status,
		error_message, metadata_json)
	SELECT id, experiment_id, artifact_count, true_positives, false_positives, true_negatives,
		false_negatives, precision, recall, f1_score, accuracy, started_at, completed_at, status,
		error_message, metadata_json
	FROM legacy.experiment_runs;
INSERT INTO discovery_labels (id, artifact_id, label, confidence, annotator, notes, created_at, updated_at)
	SELECT id, artifact_id, label, confidence, annotator, notes, created_at, updated_at
	FROM legacy.discovery_labels;
INSERT INTO snapshots (id, signal_id, status, size_kb, file_path, created_at)
	SELECT id, signal_id, status, size_kb, file_path, created_at FROM legacy.snapshots;
INSERT INTO beta_users (id, email, invite_code, status, created_at, activated_at, metadata)
	SELECT id, email, invite_code, status, created_at, activated_at, metadata FROM legacy.beta_users;

-- The ids were copied, so the sequences still begin at 1.  AUTOINCREMENT gives no
-- id twice, so the ids of rows that are gone count too: sqlite_sequence has them.
CREATE FOREIGN TABLE legacy.sqlite_sequence (name text, seq bigint) SERVER signal_harvester;
SELECT t.name AS "table", setval(pg_get_serial_sequence(t.name, 'id'), greatest(t.last, s.seq)) AS last FROM (VALUES
	('artifacts', (SELECT max(id) FROM artifacts)),
	('artifact_classifications', (SELECT max(id) FROM artifact_classifications)),
	('artifact_scores', (SELECT max(id) FROM artifact_scores)),
	('experiments', (SELECT max(id) FROM experiments)),
	('experiment_runs', (SELECT max(id) FROM experiment_runs)),
	('discovery_labels', (SELECT max(id) FROM discovery_labels)),
	('beta_users', (SELECT max(id) FROM beta_users))
) AS t (name, last) LEFT JOIN legacy.sqlite_sequence AS s USING (name);

COMMIT;
ANALYZE;
