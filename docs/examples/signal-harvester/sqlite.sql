-- The SQLite database of Signal Harvester, var/app.db, as its Alembic revisions
-- (raw SQL) and its Python code write it.
--
-- Times are ISO text, with Z or +00:00 by the source they came from.  JSON is
-- the text that json.dumps gives.  Scores are doubles.

PRAGMA journal_mode = WAL;

BEGIN;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO alembic_version VALUES ('20251112_0010');

CREATE TABLE tweets (
    tweet_id TEXT PRIMARY KEY,
    source TEXT DEFAULT 'x',
    query_names TEXT,
    text TEXT,
    author_id TEXT,
    author_username TEXT,
    lang TEXT,
    created_at TEXT,
    like_count INTEGER DEFAULT 0,
    retweet_count INTEGER DEFAULT 0,
    reply_count INTEGER DEFAULT 0,
    quote_count INTEGER DEFAULT 0,
    category TEXT,
    sentiment TEXT,
    urgency INTEGER,
    tags TEXT,
    reasoning TEXT,
    salience REAL,
    notified_at TEXT,
    raw_json TEXT,
    inserted_at TEXT,
    updated_at TEXT
);
CREATE INDEX idx_tweets_created_at ON tweets (created_at);
CREATE INDEX idx_tweets_salience ON tweets (salience DESC);
CREATE INDEX idx_tweets_notified_at ON tweets (notified_at);

CREATE TABLE cursors (
    name TEXT PRIMARY KEY,
    since_id TEXT,
    updated_at TEXT
);

CREATE TABLE artifacts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL UNIQUE,
    title TEXT,
    text TEXT,
    url TEXT,
    published_at TEXT,
    author_entity_ids TEXT,
    raw_json TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
);
CREATE UNIQUE INDEX idx_artifacts_source_id ON artifacts (source_id);
CREATE INDEX idx_artifacts_source ON artifacts (source);
CREATE INDEX idx_artifacts_published_at ON artifacts (published_at);

CREATE TABLE artifact_classifications (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    artifact_id INTEGER NOT NULL,
    category TEXT,
    sentiment TEXT,
    urgency INTEGER,
    tags TEXT,
    topics TEXT,
    entities TEXT,
    reasoning TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    FOREIGN KEY (artifact_id) REFERENCES artifacts (id) ON DELETE CASCADE
);

CREATE TABLE artifact_scores (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    artifact_id INTEGER NOT NULL,
    novelty_score REAL DEFAULT 0.0,
    emergence_score REAL DEFAULT 0.0,
    obscurity_score REAL DEFAULT 0.0,
    cross_source_score REAL DEFAULT 0.0,
    expert_signal_score REAL DEFAULT 0.0,
    discovery_score REAL DEFAULT 0.0,
    notified_at TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    FOREIGN KEY (artifact_id) REFERENCES artifacts (id) ON DELETE CASCADE
);
CREATE INDEX idx_artifact_scores_discovery ON artifact_scores (discovery_score DESC, artifact_id);

CREATE TABLE experiments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    description TEXT,
    config_json TEXT NOT NULL,
    baseline_id INTEGER,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    status TEXT DEFAULT 'draft',
    FOREIGN KEY (baseline_id) REFERENCES experiments (id) ON DELETE SET NULL
);

CREATE TABLE experiment_runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    experiment_id INTEGER NOT NULL,
    artifact_count INTEGER DEFAULT 0,
    true_positives INTEGER DEFAULT 0,
    false_positives INTEGER DEFAULT 0,
    true_negatives INTEGER DEFAULT 0,
    false_negatives INTEGER DEFAULT 0,
    precision REAL,
    recall REAL,
    f1_score REAL,
    accuracy REAL,
    started_at TEXT NOT NULL,
    completed_at TEXT,
    status TEXT DEFAULT 'running',
    error_message TEXT,
    metadata_json TEXT,
    FOREIGN KEY (experiment_id) REFERENCES experiments (id) ON DELETE CASCADE
);

CREATE TABLE discovery_labels (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    artifact_id INTEGER NOT NULL UNIQUE,
    label TEXT NOT NULL,
    confidence REAL DEFAULT 1.0,
    annotator TEXT,
    notes TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    FOREIGN KEY (artifact_id) REFERENCES artifacts (id) ON DELETE CASCADE
);

CREATE TABLE snapshots (
    id TEXT PRIMARY KEY,
    signal_id TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'processing',
    size_kb INTEGER,
    file_path TEXT,
    created_at TEXT NOT NULL,
    FOREIGN KEY (signal_id) REFERENCES tweets (tweet_id) ON DELETE CASCADE
);

CREATE TABLE beta_users (
    id INTEGER PRIMARY KEY,
    email VARCHAR(255) NOT NULL UNIQUE,
    invite_code VARCHAR(64) NOT NULL UNIQUE,
    status VARCHAR(20) DEFAULT 'pending',
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
    activated_at DATETIME,
    metadata TEXT
);

-- 19 digits as text: more than a double can hold.  Some days before and after a change of the clocks.
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 249)
INSERT INTO tweets (tweet_id, query_names, text, author_id, author_username, lang, created_at,
    like_count, retweet_count, category, sentiment, urgency, tags, reasoning, salience, notified_at,
    raw_json, inserted_at, updated_at)
SELECT printf('1988%015d', i * 7919 + 1), CASE i % 3 WHEN 0 THEN 'brand,bugs' ELSE 'brand' END,
    CASE i % 5 WHEN 0 THEN 'Café app crashes again 😡 #' || i ELSE 'Signal number ' || i END,
    CAST(1000000 + i % 40 AS TEXT), 'user' || (i % 40), CASE i % 4 WHEN 0 THEN 'de' ELSE 'en' END,
    strftime('%Y-%m-%dT%H:%M:%S.000Z', 1761436800 + i * 3600, 'unixepoch'),
    i % 17, i % 5, CASE i % 5 WHEN 0 THEN 'bug' ELSE 'praise' END, 'neutral', i % 11,
    CASE i % 5 WHEN 0 THEN '["bug", "café"]' ELSE '["praise"]' END, 'model says so',
    (i * 37 % 1000) / 10.0,
    CASE WHEN i * 37 % 1000 > 800 THEN strftime('%Y-%m-%dT%H:%M:%SZ', 1761440400 + i * 3600, 'unixepoch') END,
    '{"id": "' || printf('1988%015d', i * 7919 + 1) || '", "public_metrics": {"like_count": ' || (i % 17) || '}, "text": "Caf\u00e9 ' || i || '"}',
    strftime('%Y-%m-%dT%H:%M:%SZ', 1761437105 + i * 3600, 'unixepoch'),
    strftime('%Y-%m-%dT%H:%M:%SZ', 1761437105 + i * 3600, 'unixepoch')
FROM n;
-- made by hand in the UI: microseconds as id, and little else
INSERT INTO tweets (tweet_id, source, text, created_at, inserted_at) VALUES
    ('1762596005123456', 'manual', 'Написано руками', '2025-11-08T10:00:05Z', '2025-11-08T10:00:05Z');

INSERT INTO cursors VALUES
    ('brand', '1988000000001971832', '2025-11-08T10:00:05Z'),
    ('never run', NULL, NULL);

-- Each source writes its times its own way; artifact 6 has none.
INSERT INTO artifacts (type, source, source_id, title, text, url, published_at, author_entity_ids, raw_json, created_at, updated_at) VALUES
    ('preprint', 'arxiv', 'arxiv:2511.00001v1', 'Schrödinger bridges', 'We prove …', 'https://arxiv.org/abs/2511.00001', '2025-11-08T10:00:00Z', '[12, 57]', '{"id": "2511.00001", "authors": ["E. Schr\u00f6dinger"], "score": null}', '2025-11-08T10:00:05Z', '2025-11-08T10:00:05Z'),
    ('repo', 'github', 'github:rust-lang/rust', 'rust', NULL, 'https://github.com/rust-lang/rust', '2025-11-08T10:00:00Z', NULL, '{"full_name": "rust-lang/rust", "topics": ["Übersetzer"], "repr": "{''owner'': ''rust-lang'', ''private'': False}"}', '2025-11-08T10:00:06Z', '2025-11-08T10:00:06Z'),
    ('post', 'hackernews', 'hn:45850000', 'Show HN', 'text', 'https://news.ycombinator.com/item?id=45850000', '2025-11-08T10:00:00+00:00', '[]', '{"by": "pg", "score": 123}', '2025-11-08T10:00:07Z', '2025-11-08T10:00:07Z'),
    ('post', 'reddit', 'reddit:t3_abc', 'TIL', '', 'https://reddit.com/abc', '2025-11-08T10:00:00.250000+00:00', NULL, '{"ups": 1}', '2025-11-08T10:00:08Z', '2025-11-08T10:00:08Z'),
    ('post', 'facebook', 'fb:1_2', NULL, '日本語の投稿', NULL, '2025-11-08T12:00:00+02:00', '[3]', '{"from": "fb"}', '2025-11-08T10:00:09Z', '2025-11-08T10:00:09Z'),
    ('post', 'facebook', 'fb:1_3', NULL, 'no date', NULL, NULL, NULL, NULL, '2025-11-08T10:00:10Z', '2025-11-08T10:00:10Z');
WITH RECURSIVE n(i) AS (SELECT 7 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
INSERT INTO artifacts (type, source, source_id, title, text, url, published_at, author_entity_ids, raw_json, created_at, updated_at)
SELECT CASE i % 2 WHEN 0 THEN 'preprint' ELSE 'post' END, CASE i % 2 WHEN 0 THEN 'arxiv' ELSE 'hackernews' END,
    'gen:' || i, 'Title ' || i, 'Text of ' || i, 'https://example.com/' || i,
    strftime('%Y-%m-%dT%H:%M:%S', 1761436800 + i * 7200, 'unixepoch') || CASE i % 2 WHEN 0 THEN 'Z' ELSE '+00:00' END,
    '[' || i || ', ' || (i + 1) || ']', '{"n": ' || i || ', "tags": ["a", "b\u00fc"]}',
    strftime('%Y-%m-%dT%H:%M:%SZ', 1761436805 + i * 7200, 'unixepoch'),
    strftime('%Y-%m-%dT%H:%M:%SZ', 1761436805 + i * 7200, 'unixepoch')
FROM n;

INSERT INTO artifact_classifications (artifact_id, category, sentiment, urgency, tags, topics, entities, reasoning, created_at, updated_at)
SELECT id, CASE id % 3 WHEN 0 THEN 'research' ELSE 'tool' END, 'neutral', id % 11, '["ml", "grün"]', '["diffusion"]',
    '[{"name": "Schr\u00f6dinger", "type": "person"}]', 'because', created_at, updated_at
FROM artifacts;

-- 73.4567891234 has more digits than four bytes hold
INSERT INTO artifact_scores (artifact_id, novelty_score, emergence_score, obscurity_score, cross_source_score, expert_signal_score, discovery_score, notified_at, created_at, updated_at)
SELECT id, id / 3.0, id / 7.0, 0.1, id % 2, 12.5, CASE id WHEN 1 THEN 73.4567891234 ELSE (id * 31 % 997) / 9.97 END,
    CASE WHEN id % 10 = 0 THEN updated_at END, created_at, updated_at
FROM artifacts;

-- an experiment points at another one of the table, and not always an older one
INSERT INTO experiments (id, name, description, config_json, baseline_id, created_at, updated_at, status) VALUES
    (1, 'weights-v1', NULL, '{"novelty": 0.35, "threshold": null, "sources": ["arxiv"]}', 2, '2025-11-08T10:00:05Z', '2025-11-08T10:00:05Z', 'running'),
    (2, 'baseline', 'Ausgangslage', '{}', NULL, '2025-11-07T10:00:05Z', '2025-11-07T10:00:05Z', 'completed'),
    (3, 'weights-v2', NULL, '{"novelty": 1e-2}', 1, '2025-11-09T10:00:05Z', '2025-11-09T10:00:05Z', 'draft');

-- the last one was deleted, and its id is never given again
INSERT INTO experiments (id, name, config_json, created_at, updated_at) VALUES
    (4, 'deleted', '{}', '2025-11-09T11:00:05Z', '2025-11-09T11:00:05Z');
DELETE FROM experiments WHERE id = 4;

INSERT INTO experiment_runs (experiment_id, artifact_count, true_positives, false_positives, true_negatives, false_negatives, precision, recall, f1_score, accuracy, started_at, completed_at, status, error_message, metadata_json) VALUES
    (2, 200, 20, 5, 170, 5, 0.8, 0.8, 0.8000000000000002, 0.95, '2025-11-07T11:00:00Z', '2025-11-07T11:00:42Z', 'completed', NULL, '{"git": "abc", "seconds": 42.1}'),
    (1, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, '2025-11-08T11:00:00Z', NULL, 'failed', 'ZeroDivisionError: division by zero', NULL);

INSERT INTO discovery_labels (artifact_id, label, confidence, annotator, notes, created_at, updated_at)
SELECT id, CASE id % 2 WHEN 0 THEN 'discovery' ELSE 'noise' END, CASE id WHEN 3 THEN 0.7 ELSE 1.0 END, 'zoë', NULL, updated_at, updated_at
FROM artifacts WHERE id <= 30;

INSERT INTO snapshots VALUES
    ('0b4f1c1e-7a53-4d2b-8a44-8f2d7f9f2f10', '1762596005123456', 'ready', 120, '/var/snapshots/ä.html', '2025-11-08T10:01:00Z'),
    ('b7e23ec2-9d3c-4d57-a1b7-3e4f6a0c9d21', '1988000000000007920', 'processing', NULL, NULL, '2025-11-08T10:02:00Z');

-- the server's default writes another form than the code
INSERT INTO beta_users (id, email, invite_code, status, created_at, activated_at, metadata) VALUES
    (1, 'ana@example.com', 'f2c8a1', 'active', '2025-11-09 00:00:00', '2025-11-09T08:30:00Z', '{}'),
    (2, 'Ægir@example.com', '007', 'pending', '2025-11-09 00:00:01', NULL, NULL);

COMMIT;
