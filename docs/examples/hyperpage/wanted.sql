-- What the views of migrate.sql expect of the old tables, as empty tables, for sqlite.check in the dirty variant.
--
-- The new tables cannot serve: they have other keys and other columns.  Here are
-- the old ones with the types and constraints that the migration relies on.

CREATE SCHEMA wanted;

CREATE TABLE wanted.jobs (
	id text PRIMARY KEY,
	type varchar(100) NOT NULL,
	name text NOT NULL,
	status varchar(50) NOT NULL,
	priority integer NOT NULL,
	tool text,
	endpoint text,
	payload jsonb NOT NULL CHECK (jsonb_typeof(payload) = 'object'),
	result jsonb,
	created_at timestamptz NOT NULL,
	updated_at timestamptz NOT NULL,
	started_at timestamptz,
	completed_at timestamptz,
	retry_count integer
);
CREATE TABLE wanted.job_history (
	id bigint PRIMARY KEY,
	job_id text NOT NULL REFERENCES wanted.jobs,
	attempt integer NOT NULL,
	status varchar(50) NOT NULL,
	started_at timestamptz NOT NULL,
	duration_ms integer,
	error_message text
);
CREATE TABLE wanted.rate_limits (
	id varchar(255) PRIMARY KEY,
	platform text NOT NULL,
	limit_remaining integer,
	limit_total integer,
	reset_time timestamptz,
	last_updated timestamptz NOT NULL
);
CREATE TABLE wanted.tool_configs (
	tool_name varchar(255) PRIMARY KEY,
	enabled boolean NOT NULL,
	config jsonb CHECK (jsonb_typeof(config) = 'object'),
	refresh_interval integer,
	notifications boolean NOT NULL,
	updated_at timestamptz NOT NULL
);
CREATE TABLE wanted.app_state (
	key varchar(255) PRIMARY KEY,
	value text,
	updated_at timestamptz NOT NULL,
	-- what begins like JSON must be JSON
	CHECK (CASE WHEN value ~ '^[[{]' THEN jsonb_typeof(value::jsonb) IS NOT NULL ELSE true END)
);
CREATE TABLE wanted.users (
	id text PRIMARY KEY,
	email varchar(320) UNIQUE,
	username text,
	display_name varchar(255),
	created_at timestamptz NOT NULL,
	updated_at timestamptz NOT NULL
);
CREATE TABLE wanted.oauth_tokens (
	id bigint PRIMARY KEY,
	user_id text NOT NULL REFERENCES wanted.users,
	tool_name varchar(50) NOT NULL,
	access_token text NOT NULL,
	refresh_token text,
	expires_at timestamptz,
	refresh_expires_at timestamptz,
	scopes text,
	metadata jsonb,
	iv_access text NOT NULL CHECK (iv_access ~ '^[0-9a-f]{32}:[0-9a-f]{32}$'),
	iv_refresh text,
	created_at timestamptz NOT NULL,
	updated_at timestamptz NOT NULL
);
CREATE TABLE wanted.user_sessions (
	session_id text PRIMARY KEY,
	user_id text NOT NULL REFERENCES wanted.users,
	created_at timestamptz NOT NULL,
	last_activity timestamptz NOT NULL
);
