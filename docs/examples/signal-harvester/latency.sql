-- What the pipeline asks at each step, for pgbench: on the native tables, or on the foreign ones.
--
--   pgbench -n -f latency.sql -D schema=public -t 200 -l harvester
--   pgbench -n -f latency.sql -D schema=legacy -t 200 -l harvester
--
-- The third column of the log has microseconds.  pgbench counts all of it as one
-- transaction, so a bound for a single query is kept if all of them together keep it.

-- the tweets to be notified
SELECT tweet_id, text, salience FROM :schema.tweets WHERE salience >= 80 AND notified_at IS NULL ORDER BY salience DESC LIMIT 20;
-- the newest tweets, a page of them
SELECT tweet_id, text, author_username, created_at, tags FROM :schema.tweets ORDER BY created_at DESC, tweet_id DESC LIMIT 50 OFFSET 50;
-- a search; SQLite's LIKE does not tell the case of ASCII letters, so it is ILIKE
SELECT tweet_id, text FROM :schema.tweets WHERE text ILIKE '%crash%' ORDER BY tweet_id LIMIT 50;
-- where a query went on the last time
SELECT since_id FROM :schema.cursors WHERE name = 'brand';
-- the best discoveries
SELECT a.id, a.title, a.url, s.discovery_score FROM :schema.artifacts AS a JOIN :schema.artifact_scores AS s ON s.artifact_id = a.id
	WHERE s.discovery_score >= 50 ORDER BY s.discovery_score DESC, a.id LIMIT 50;
-- one artifact with all that is known of it
SELECT * FROM :schema.artifacts AS a LEFT JOIN :schema.artifact_classifications AS c ON c.artifact_id = a.id
	LEFT JOIN :schema.artifact_scores AS s ON s.artifact_id = a.id WHERE a.id = 42;
-- artifacts without a label
SELECT count(*) FROM :schema.artifacts AS a WHERE NOT EXISTS (SELECT FROM :schema.discovery_labels AS l WHERE l.artifact_id = a.id);
-- labels by source
SELECT a.source, l.label, count(*), avg(l.confidence) FROM :schema.discovery_labels AS l JOIN :schema.artifacts AS a ON a.id = l.artifact_id
	GROUP BY a.source, l.label;
-- topics of the last weeks
SELECT t.topic, count(*) FROM :schema.artifact_classifications AS c, jsonb_array_elements_text(c.topics::jsonb) AS t (topic)
	WHERE c.created_at >= '2025-10-26' GROUP BY t.topic ORDER BY count(*) DESC;
-- an experiment against its baseline
SELECT e.name, b.name AS baseline, r.precision, r.recall FROM :schema.experiments AS e
	LEFT JOIN :schema.experiments AS b ON b.id = e.baseline_id LEFT JOIN :schema.experiment_runs AS r ON r.experiment_id = e.id
	ORDER BY e.id, r.started_at;
