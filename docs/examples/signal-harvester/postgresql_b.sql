-- The second PostgreSQL schema of Signal Harvester: every table retyped, and some renamed and reshaped.
--
-- It stands in a schema of its own here, so that both can be tried in one database.

CREATE SCHEMA harvester;
SET search_path = harvester;

CREATE TABLE tweets (
    tweet_id VARCHAR(64) PRIMARY KEY,
    source VARCHAR(50) NOT NULL DEFAULT 'x',
    query_names TEXT,
    text TEXT,
    author_id VARCHAR(64),
    author_username VARCHAR(255),
    lang VARCHAR(16),
    created_at TIMESTAMP WITH TIME ZONE,
    like_count INTEGER NOT NULL DEFAULT 0,
    retweet_count INTEGER NOT NULL DEFAULT 0,
    reply_count INTEGER NOT NULL DEFAULT 0,
    quote_count INTEGER NOT NULL DEFAULT 0,
    category VARCHAR(100),
    sentiment VARCHAR(50),
    urgency INTEGER,
    tags JSONB,
    reasoning TEXT,
    salience DOUBLE PRECISION,
    notified_at TIMESTAMP WITH TIME ZONE,
    raw_json JSONB,
    inserted_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    updated_at TIMESTAMP WITH TIME ZONE
);

CREATE TABLE cursors (
    name VARCHAR(255) PRIMARY KEY,
    since_id VARCHAR(64),
    updated_at TIMESTAMP WITH TIME ZONE
);

-- external_id was source_id, content was text, metadata_json was raw_json; summary is new
CREATE TABLE artifacts (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    type VARCHAR(50) NOT NULL,
    source VARCHAR(50) NOT NULL,
    external_id VARCHAR(500) NOT NULL UNIQUE,
    title TEXT,
    summary TEXT,
    content TEXT,
    url TEXT,
    published_at TIMESTAMP WITH TIME ZONE,
    author_entity_ids JSONB NOT NULL DEFAULT '[]',
    metadata_json JSONB,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now()
);

-- one row per kind of score, where there were six columns
CREATE TABLE artifact_scores (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    artifact_id BIGINT NOT NULL REFERENCES artifacts (id) ON DELETE CASCADE,
    kind VARCHAR(50) NOT NULL,
    value DOUBLE PRECISION NOT NULL,
    computed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    UNIQUE (artifact_id, kind)
);

CREATE TABLE experiments (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name VARCHAR(200) NOT NULL UNIQUE,
    description TEXT,
    config_json JSONB NOT NULL,
    baseline_id BIGINT REFERENCES experiments (id) ON DELETE SET NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now()
);

-- status is gone
CREATE TABLE experiment_runs (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    experiment_id BIGINT NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
    artifact_count INTEGER NOT NULL DEFAULT 0,
    precision DOUBLE PRECISION,
    recall DOUBLE PRECISION,
    f1_score DOUBLE PRECISION,
    accuracy DOUBLE PRECISION,
    started_at TIMESTAMP WITH TIME ZONE NOT NULL,
    completed_at TIMESTAMP WITH TIME ZONE,
    error_message TEXT,
    metadata_json JSONB
);

CREATE TABLE snapshots (
    id UUID PRIMARY KEY,
    signal_id VARCHAR(64) NOT NULL REFERENCES tweets (tweet_id) ON DELETE CASCADE,
    status VARCHAR(20) NOT NULL DEFAULT 'processing',
    size_kb INTEGER,
    file_path TEXT,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL
);

RESET search_path;
