-- Checks of the second shape.

\set ON_ERROR_STOP on
\pset null NULL

\echo Values in the second shape
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('tweets', '251', (SELECT count(*)::text FROM harvester.tweets)),
	('artifacts', '200', (SELECT count(*)::text FROM harvester.artifacts)),
	('scores: six of each artifact', '1200', (SELECT count(*)::text FROM harvester.artifact_scores)),
	('a tweet''s instant', '2025-11-08 10:00:05', (SELECT (created_at AT TIME ZONE 'UTC')::text FROM harvester.tweets WHERE source = 'manual')),
	('tags of a tweet', 'café', (SELECT tags ->> 1 FROM harvester.tweets WHERE tweet_id = '1988000000000000001')),
	('counts that nobody wrote', '0', (SELECT quote_count::text FROM harvester.tweets WHERE source = 'manual')),
	('one instant, three spellings', '2025-11-08 10:00:00', (SELECT string_agg(DISTINCT (published_at AT TIME ZONE 'UTC')::text, ', ') FROM harvester.artifacts WHERE id IN (1, 3, 5))),
	('a renamed column', 'fb:1_2', (SELECT external_id FROM harvester.artifacts WHERE content = '日本語の投稿')),
	('no authors: an empty list', '[]', (SELECT author_entity_ids::text FROM harvester.artifacts WHERE id = 2)),
	('all digits of a score', '73.4567891234', (SELECT value::text FROM harvester.artifact_scores WHERE artifact_id = 1 AND kind = 'discovery')),
	('a uuid', '0b4f1c1e-7a53-4d2b-8a44-8f2d7f9f2f10', (SELECT id::text FROM harvester.snapshots WHERE status = 'ready')),
	('the baseline of an experiment', '2', (SELECT baseline_id::text FROM harvester.experiments WHERE id = 1)),
	('next artifact', '201', (SELECT (pg_sequence_last_value('harvester.artifacts_id_seq') + 1)::text)),
	('next experiment: 4 was used and deleted', '5', (SELECT (pg_sequence_last_value('harvester.experiments_id_seq') + 1)::text))
) AS v (what, expected, found);
