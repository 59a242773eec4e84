-- Run after sqlite.sql: values that SQLite took and PostgreSQL will not take.
--
-- Each "finds" line says what sqlite.check must list: table | column | rowid.

BEGIN;

-- Some collectors write '' where they know no time.
-- finds: artifacts | published_at | 9001
INSERT INTO artifacts (id, type, source, source_id, published_at, created_at, updated_at)
    VALUES (9001, 'post', 'facebook', 'fb:9001', '', '2025-11-08T10:00:05Z', '2025-11-08T10:00:05Z');

-- json.dumps writes NaN, \u0000 and half characters; jsonb has none of them.
-- finds: artifacts | raw_json | 9002
-- finds: artifacts | raw_json | 9003
-- finds: artifacts | raw_json | 9004
-- Of a key that is there twice, jsonb would keep the last value alone.
-- finds: artifacts | raw_json | 9005
INSERT INTO artifacts (id, type, source, source_id, raw_json, created_at, updated_at) VALUES
    (9002, 'post', 'reddit', 'r:9002', '{"score": NaN}', '2025-11-08T10:00:05Z', '2025-11-08T10:00:05Z'),
    (9003, 'post', 'reddit', 'r:9003', '{"title": "a\u0000b"}', '2025-11-08T10:00:05Z', '2025-11-08T10:00:05Z'),
    (9004, 'post', 'reddit', 'r:9004', '{"title": "\ud83d"}', '2025-11-08T10:00:05Z', '2025-11-08T10:00:05Z'),
    (9005, 'post', 'reddit', 'r:9005', '{"score": 1, "score": 2}', '2025-11-08T10:00:05Z', '2025-11-08T10:00:05Z');

-- A time that is no ISO text.
-- finds: artifacts | created_at | 9006
INSERT INTO artifacts (id, type, source, source_id, created_at, updated_at)
    VALUES (9006, 'repo', 'github', 'g:9006', 'Sat, 08 Nov 2025 10:00:05 GMT', '2025-11-08T10:00:05Z');

-- A Python dict that was written with str() instead of json.dumps().
-- finds: experiments | config_json | 9007
INSERT INTO experiments (id, name, config_json, created_at, updated_at)
    VALUES (9007, 'by hand', '{''novelty'': 0.3}', '2025-11-08T10:00:05Z', '2025-11-08T10:00:05Z');

-- A primary key of text lets NULL in.
-- finds: tweets | tweet_id | 9008
INSERT INTO tweets (rowid, tweet_id, text) VALUES (9008, NULL, 'no id');

-- A word of a model where a number was asked for; in SQLite urgency > 100 finds it.
-- finds: tweets | urgency | 9009
INSERT INTO tweets (rowid, tweet_id, urgency) VALUES (9009, '1989000000000000001', 'high');

-- More than an integer holds.
-- finds: tweets | like_count | 9010
INSERT INTO tweets (rowid, tweet_id, like_count) VALUES (9010, '1989000000000000002', 5000000000);

-- Longer than varchar(50); an explicit cast would cut it without a word.
-- finds: discovery_labels | label | 9011
INSERT INTO discovery_labels (id, artifact_id, label, created_at, updated_at)
    VALUES (9011, 100, 'probably a discovery, but somebody has to look again', '2025-11-08T10:00:05Z', '2025-11-08T10:00:05Z');

-- Text among scores: it sorts above every number.
-- finds: artifact_scores | discovery_score | 9012
INSERT INTO artifact_scores (id, artifact_id, discovery_score, created_at, updated_at)
    VALUES (9012, 100, 'n/a', '2025-11-08T10:00:05Z', '2025-11-08T10:00:05Z');

-- Rows that the sqlite3 shell left behind: it does not check foreign keys.
-- finds: artifact_scores | artifact_id | 9013
INSERT INTO artifact_scores (id, artifact_id, created_at, updated_at)
    VALUES (9013, 7777, '2025-11-08T10:00:05Z', '2025-11-08T10:00:05Z');
-- finds: snapshots | signal_id | 9014
INSERT INTO snapshots (rowid, id, signal_id, created_at)
    VALUES (9014, 'c56a4180-65aa-42ec-a945-5fd21dec0538', '404', '2025-11-08T10:00:05Z');
-- finds: experiments | baseline_id | 9015
INSERT INTO experiments (id, name, config_json, baseline_id, created_at, updated_at)
    VALUES (9015, 'baseline gone', '{}', 4711, '2025-11-08T10:00:05Z', '2025-11-08T10:00:05Z');

COMMIT;
