-- Compares what was migrated with what is known of the file; validate.sql has the comparison with the file itself.

\set ON_ERROR_STOP on
\pset null NULL

\echo Values
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('tweets', '251', (SELECT count(*)::text FROM tweets)),
	('artifacts', '200', (SELECT count(*)::text FROM artifacts)),
	('an id of 19 digits', '1988000000001971832', (SELECT max(tweet_id) FROM tweets)),
	('a time that stayed text', '2025-11-05T09:00:00.000Z', (SELECT max(created_at) FROM tweets WHERE source = 'x')),
	('Z', '2025-11-08 10:00:00', (SELECT published_at::text FROM artifacts WHERE source_id = 'arxiv:2511.00001v1')),
	('+00:00', '2025-11-08 10:00:00', (SELECT published_at::text FROM artifacts WHERE source_id = 'hn:45850000')),
	('a fraction of a second', '2025-11-08 10:00:00.25', (SELECT published_at::text FROM artifacts WHERE source = 'reddit')),
	('+02:00 is the same instant', '2025-11-08 10:00:00', (SELECT published_at::text FROM artifacts WHERE source_id = 'fb:1_2')),
	('no time', NULL, (SELECT published_at::text FROM artifacts WHERE source_id = 'fb:1_3')),
	('an empty text is no NULL', '', (SELECT text FROM artifacts WHERE source = 'reddit')),
	('text beyond ASCII', '日本語の投稿', (SELECT text FROM artifacts WHERE source_id = 'fb:1_2')),
	('escaped JSON', 'E. Schrödinger', (SELECT raw_json -> 'authors' ->> 0 FROM artifacts WHERE id = 1)),
	('JSON null', 'null', (SELECT jsonb_typeof(raw_json -> 'score') FROM artifacts WHERE id = 1)),
	('JSON that was not escaped', 'Übersetzer', (SELECT raw_json -> 'topics' ->> 0 FROM artifacts WHERE id = 2)),
	('Python in a JSON string stays a string', '{''owner'': ''rust-lang'', ''private'': False}', (SELECT raw_json ->> 'repr' FROM artifacts WHERE id = 2)),
	('all digits of a score', '73.4567891234', (SELECT discovery_score::text FROM artifact_scores WHERE artifact_id = 1)),
	('a third', '0.3333333333333333', (SELECT novelty_score::text FROM artifact_scores WHERE artifact_id = 1)),
	('f1', '0.8000000000000002', (SELECT f1_score::text FROM experiment_runs WHERE id = 1)),
	('an experiment whose baseline came later', 'baseline', (SELECT b.name FROM experiments AS e JOIN experiments AS b ON b.id = e.baseline_id WHERE e.name = 'weights-v1')),
	('zeros in front of a code', '007', (SELECT invite_code FROM beta_users WHERE id = 2)),
	('a time of the server''s default', '2025-11-09 00:00:00', (SELECT created_at::text FROM beta_users WHERE id = 1)),
	('a time of the code', '2025-11-09 08:30:00', (SELECT activated_at::text FROM beta_users WHERE id = 1)),
	('artifacts by score, the tenth and the next', '127, 159', (SELECT string_agg(artifact_id::text, ', ' ORDER BY discovery_score DESC, artifact_id) FROM (
		SELECT artifact_id, discovery_score FROM artifact_scores ORDER BY discovery_score DESC, artifact_id OFFSET 9 LIMIT 2) AS p))
) AS v (what, expected, found);
