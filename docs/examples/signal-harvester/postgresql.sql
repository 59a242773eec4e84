-- The PostgreSQL schema of Signal Harvester, as its Alembic revisions write it.
--
-- Only some of them choose PostgreSQL's types; the tables of the first ones keep
-- TEXT.  A second shape, with all tables retyped and some renamed, is in
-- postgresql_b.sql.

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
    id BIGSERIAL PRIMARY KEY,
    type VARCHAR(50) NOT NULL,
    source VARCHAR(50) NOT NULL,
    source_id VARCHAR(500) NOT NULL UNIQUE,
    title TEXT,
    text TEXT,
    url TEXT,
    published_at TIMESTAMP,
    author_entity_ids TEXT,
    raw_json JSONB,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX idx_artifacts_source_id ON artifacts (source_id);
CREATE INDEX idx_artifacts_source ON artifacts (source);
CREATE INDEX idx_artifacts_published_at ON artifacts (published_at);

CREATE TABLE artifact_classifications (
    id BIGSERIAL PRIMARY KEY,
    artifact_id BIGINT NOT NULL REFERENCES artifacts (id) ON DELETE CASCADE,
    category VARCHAR(100),
    sentiment VARCHAR(50),
    urgency INTEGER,
    tags TEXT,
    topics TEXT,
    entities TEXT,
    reasoning TEXT,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE artifact_scores (
    id BIGSERIAL PRIMARY KEY,
    artifact_id BIGINT NOT NULL REFERENCES artifacts (id) ON DELETE CASCADE,
    novelty_score REAL DEFAULT 0.0,
    emergence_score REAL DEFAULT 0.0,
    obscurity_score REAL DEFAULT 0.0,
    cross_source_score REAL DEFAULT 0.0,
    expert_signal_score REAL DEFAULT 0.0,
    discovery_score REAL DEFAULT 0.0,
    notified_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX idx_artifact_scores_discovery ON artifact_scores (discovery_score DESC, artifact_id);

CREATE TABLE experiments (
    id BIGSERIAL PRIMARY KEY,
    name VARCHAR(200) NOT NULL UNIQUE,
    description TEXT,
    config_json JSONB NOT NULL,
    baseline_id BIGINT REFERENCES experiments (id) ON DELETE SET NULL,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    status VARCHAR(50) DEFAULT 'draft'
);

CREATE TABLE experiment_runs (
    id BIGSERIAL PRIMARY KEY,
    experiment_id BIGINT NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
    artifact_count INTEGER DEFAULT 0,
    true_positives INTEGER DEFAULT 0,
    false_positives INTEGER DEFAULT 0,
    true_negatives INTEGER DEFAULT 0,
    false_negatives INTEGER DEFAULT 0,
    precision REAL,
    recall REAL,
    f1_score REAL,
    accuracy REAL,
    started_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    completed_at TIMESTAMP,
    status VARCHAR(50) DEFAULT 'running',
    error_message TEXT,
    metadata_json JSONB
);

CREATE TABLE discovery_labels (
    id BIGSERIAL PRIMARY KEY,
    artifact_id BIGINT NOT NULL UNIQUE REFERENCES artifacts (id) ON DELETE CASCADE,
    label VARCHAR(50) NOT NULL,
    confidence REAL DEFAULT 1.0,
    annotator VARCHAR(100),
    notes TEXT,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE snapshots (
    id TEXT PRIMARY KEY,
    signal_id TEXT NOT NULL REFERENCES tweets (tweet_id) ON DELETE CASCADE,
    status TEXT NOT NULL DEFAULT 'processing',
    size_kb INTEGER,
    file_path TEXT,
    created_at TEXT NOT NULL
);

CREATE TABLE beta_users (
    id SERIAL PRIMARY KEY,
    email VARCHAR(255) NOT NULL UNIQUE,
    invite_code VARCHAR(64) NOT NULL UNIQUE,
    status VARCHAR(20) DEFAULT 'pending',
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    activated_at TIMESTAMP,
    metadata TEXT
);

-- One more revision, written for the move.  REAL has eight bytes in SQLite and
-- four in PostgreSQL: 73.4567891234 would become 73.45679, and with it every
-- checksum and every page that begins after a score.  sqlite_fdw would refuse it.
ALTER TABLE tweets ALTER salience TYPE double precision;
ALTER TABLE artifact_scores
    ALTER novelty_score TYPE double precision,
    ALTER emergence_score TYPE double precision,
    ALTER obscurity_score TYPE double precision,
    ALTER cross_source_score TYPE double precision,
    ALTER expert_signal_score TYPE double precision,
    ALTER discovery_score TYPE double precision;
ALTER TABLE experiment_runs
    ALTER precision TYPE double precision,
    ALTER recall TYPE double precision,
    ALTER f1_score TYPE double precision,
    ALTER accuracy TYPE double precision;
ALTER TABLE discovery_labels ALTER confidence TYPE double precision;
