-- Copies data/hyperpage.db into the tables of postgresql.sql, which have other keys and other columns.
--
--   psql -v source=/srv/hyperpage/data/hyperpage.db -f migrate.sql
--
-- All of it is one transaction: it is done as a whole, or not at all.

\set ON_ERROR_STOP on
BEGIN;

CREATE EXTENSION IF NOT EXISTS sqlite_fdw;
CREATE SERVER hyperpage FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database :'source');
CREATE SCHEMA legacy;

-- The data choose the types: milliseconds become timestamptz, with all their
-- digits, and JSON becomes jsonb.  app_state.value stays text: it holds both.
IMPORT FOREIGN SCHEMA main EXCEPT (schema_migrations) FROM SERVER hyperpage INTO legacy
	OPTIONS (infer 'full');

-- New keys for old ones.  They are tables, as the application needs them too: for
-- ids in links, in logs and in what users have saved.
CREATE SCHEMA rekey;
CREATE TABLE rekey.jobs (old_id text PRIMARY KEY, id bigint NOT NULL UNIQUE);
INSERT INTO rekey.jobs (old_id, id)
	SELECT id, row_number() OVER (ORDER BY created_at, id COLLATE "C") FROM legacy.jobs;
-- made from the old id, so that a second try gives the same
CREATE TABLE rekey.users (old_id text PRIMARY KEY, id uuid NOT NULL UNIQUE);
INSERT INTO rekey.users (old_id, id)
	SELECT id, md5('hyperpage user ' || id)::uuid FROM legacy.users;

-- Views over the foreign tables have the shape of the new tables.
CREATE SCHEMA shaped;
CREATE VIEW shaped.jobs AS
	SELECT k.id, j.type,
		-- what has no column any more
		j.payload || jsonb_build_object('legacy', jsonb_strip_nulls(jsonb_build_object('id', j.id, 'name', j.name,
			'priority', j.priority, 'tool', j.tool, 'endpoint', j.endpoint, 'result', j.result))) AS payload,
		j.status, NULL::timestamptz AS scheduled_at, j.started_at, j.completed_at,
		coalesce(j.retry_count, 0) AS attempts,
		-- a JavaScript Error had become {}
		CASE WHEN j.result -> 'success' = 'false' THEN coalesce(j.result #>> '{error,message}', 'unknown') END AS last_error,
		j.created_at, j.updated_at
	FROM legacy.jobs AS j JOIN rekey.jobs AS k ON k.old_id = j.id;
CREATE VIEW shaped.job_history AS
	SELECT h.id, k.id AS job_id, h.status,
		jsonb_strip_nulls(jsonb_build_object('attempt', h.attempt, 'duration_ms', h.duration_ms, 'error', h.error_message)) AS details,
		h.started_at AS created_at
	FROM legacy.job_history AS h JOIN rekey.jobs AS k ON k.old_id = h.job_id;
-- remaining and reset_at must not be NULL: nothing known is nothing left, until it is known
CREATE VIEW shaped.rate_limits AS
	SELECT id AS key, coalesce(limit_remaining, 0) AS remaining, coalesce(reset_time, last_updated) AS reset_at,
		jsonb_build_object('platform', platform, 'total', limit_total) AS metadata
	FROM legacy.rate_limits;
CREATE VIEW shaped.tool_configs AS
	SELECT tool_name AS key, 'global' AS owner_type, '' AS owner_id,
		coalesce(config, '{}') || jsonb_build_object('enabled', enabled, 'notifications', notifications <> 0,
			'refreshInterval', refresh_interval) AS config,
		updated_at
	FROM legacy.tool_configs;
-- Objects and lists are JSON; everything else was meant as text.  NULL becomes JSON's null.
CREATE VIEW shaped.app_state AS
	SELECT key, CASE WHEN value IS NULL THEN 'null' WHEN value ~ '^[[{]' THEN value::jsonb ELSE to_jsonb(value) END AS value,
		updated_at
	FROM legacy.app_state;
-- email must be there, and is compared with case: the old one was not
CREATE VIEW shaped.users AS
	SELECT k.id, coalesce(lower(u.email), replace(u.id, ':', '-') || '@users.invalid') AS email,
		coalesce(u.display_name, u.username) AS name, u.created_at, u.updated_at
	FROM legacy.users AS u JOIN rekey.users AS k ON k.old_id = u.id;
-- the new table has no columns for the ivs, and without them the tokens are lost
CREATE VIEW shaped.oauth_tokens AS
	SELECT t.id, k.id AS user_id, t.tool_name AS provider, t.access_token, t.refresh_token, t.scopes AS scope, t.expires_at,
		jsonb_strip_nulls(jsonb_build_object('iv_access', t.iv_access, 'iv_refresh', t.iv_refresh, 'token_type', t.token_type,
			'refresh_expires_at', to_char(t.refresh_expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'metadata', t.metadata)) AS raw,
		t.created_at, t.updated_at
	FROM legacy.oauth_tokens AS t JOIN rekey.users AS k ON k.old_id = t.user_id;
CREATE VIEW shaped.user_sessions AS
	SELECT md5('hyperpage session ' || s.session_id)::uuid AS id, k.id AS user_id, s.session_id::text AS session_token,
		s.created_at, s.last_activity + interval '720 hours' AS expires_at
	FROM legacy.user_sessions AS s JOIN rekey.users AS k ON k.old_id = s.user_id;

INSERT INTO jobs (id, type, payload, status, scheduled_at, started_at, completed_at, attempts, last_error, created_at, updated_at)
	SELECT id, type, payload, status, scheduled_at, started_at, completed_at, attempts, last_error, created_at, updated_at
	FROM shaped.jobs ORDER BY id;
INSERT INTO job_history (id, job_id, status, details, created_at)
	SELECT id, job_id, status, details, created_at FROM shaped.job_history ORDER BY id;
INSERT INTO rate_limits (key, remaining, reset_at, metadata)
	SELECT key, remaining, reset_at, metadata FROM shaped.rate_limits ORDER BY key COLLATE "C";
INSERT INTO tool_configs (key, owner_type, owner_id, config, updated_at)
	SELECT key, owner_type, owner_id, config, updated_at FROM shaped.tool_configs ORDER BY key COLLATE "C";
INSERT INTO app_state (key, value, updated_at)
	SELECT key, value, updated_at FROM shaped.app_state;
INSERT INTO users (id, email, name, created_at, updated_at)
	SELECT id, email, name, created_at, updated_at FROM shaped.users ORDER BY id;
INSERT INTO oauth_tokens (id, user_id, provider, access_token, refresh_token, scope, expires_at, raw, created_at, updated_at)
	SELECT id, user_id, provider, access_token, refresh_token, scope, expires_at, raw, created_at, updated_at
	FROM shaped.oauth_tokens ORDER BY id;
INSERT INTO user_sessions (id, user_id, session_token, created_at, expires_at)
	SELECT id, user_id, session_token, created_at, expires_at FROM shaped.user_sessions ORDER BY id;

-- A join leaves out rows whose key has no partner; here that ends the migration.
DO $$
BEGIN
	IF (SELECT count(*) FROM jobs) <> (SELECT count(*) FROM legacy.jobs)
		OR (SELECT count(*) FROM job_history) <> (SELECT count(*) FROM legacy.job_history)
		OR (SELECT count(*) FROM oauth_tokens) <> (SELECT count(*) FROM legacy.oauth_tokens)
		OR (SELECT count(*) FROM user_sessions) <> (SELECT count(*) FROM legacy.user_sessions)
	THEN
		RAISE EXCEPTION 'rows were left out';
	END IF;
END
$$;

-- Ids were copied or made, so these sequences still begin at 1; rate_limits and
-- tool_configs got theirs from their sequences.  AUTOINCREMENT gives no id twice,
-- so the ids of rows that are gone count too: sqlite_sequence has them.
CREATE FOREIGN TABLE legacy.sqlite_sequence (name text, seq bigint) SERVER hyperpage;
SELECT t.name AS "table", setval(pg_get_serial_sequence(t.name, 'id'), greatest(t.last, s.seq)) AS last FROM (VALUES
	('jobs', (SELECT max(id) FROM jobs)),
	('job_history', (SELECT max(id) FROM job_history)),
	('oauth_tokens', (SELECT max(id) FROM oauth_tokens))
) AS t (name, last) LEFT JOIN legacy.sqlite_sequence AS s USING (name);

COMMIT;
ANALYZE;
