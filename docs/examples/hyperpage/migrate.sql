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

-- Views over the foreign tables have the names and the shape of the new tables.
-- New keys are looked up, not joined: a row whose key has no partner is then not
-- left out, but refused, as the new column must not be NULL.
CREATE SCHEMA shaped;
CREATE VIEW shaped.jobs AS
	SELECT (SELECT k.id FROM rekey.jobs AS k WHERE k.old_id = j.id) AS id, j.type,
		-- what has no column any more
		j.payload || jsonb_build_object('legacy', jsonb_strip_nulls(jsonb_build_object('id', j.id, 'name', j.name,
			'priority', j.priority, 'tool', j.tool, 'endpoint', j.endpoint, 'result', j.result))) AS payload,
		j.status, j.started_at, j.completed_at,
		coalesce(j.retry_count, 0) AS attempts,
		-- a JavaScript Error had become {}
		CASE WHEN j.result -> 'success' = 'false' THEN coalesce(j.result #>> '{error,message}', 'unknown') END AS last_error,
		j.created_at, j.updated_at
	FROM legacy.jobs AS j;
CREATE VIEW shaped.job_history AS
	SELECT h.id, (SELECT k.id FROM rekey.jobs AS k WHERE k.old_id = h.job_id) AS job_id, h.status,
		jsonb_strip_nulls(jsonb_build_object('attempt', h.attempt, 'duration_ms', h.duration_ms, 'error', h.error_message)) AS details,
		h.started_at AS created_at
	FROM legacy.job_history AS h;
-- remaining and reset_at must not be NULL: nothing known is nothing left, until it is known
CREATE VIEW shaped.rate_limits AS
	SELECT id AS key, coalesce(limit_remaining, 0) AS remaining, coalesce(reset_time, last_updated) AS reset_at,
		jsonb_build_object('platform', platform, 'total', limit_total) AS metadata
	FROM legacy.rate_limits ORDER BY id COLLATE "C";
CREATE VIEW shaped.tool_configs AS
	SELECT tool_name AS key, 'global' AS owner_type, '' AS owner_id,
		coalesce(config, '{}') || jsonb_build_object('enabled', enabled, 'notifications', notifications <> 0,
			'refreshInterval', refresh_interval) AS config,
		updated_at
	FROM legacy.tool_configs ORDER BY tool_name COLLATE "C";
-- Objects and lists are JSON; everything else was meant as text.  NULL becomes JSON's null.
CREATE VIEW shaped.app_state AS
	SELECT key, CASE WHEN value IS NULL THEN 'null' WHEN value ~ '^[[{]' THEN value::jsonb ELSE to_jsonb(value) END AS value,
		updated_at
	FROM legacy.app_state;
-- email must be there, and is compared with case: the old one was not
CREATE VIEW shaped.users AS
	SELECT (SELECT k.id FROM rekey.users AS k WHERE k.old_id = u.id) AS id,
		coalesce(lower(u.email), replace(u.id, ':', '-') || '@users.invalid') AS email,
		coalesce(u.display_name, u.username) AS name, u.created_at, u.updated_at
	FROM legacy.users AS u;
-- the new table has no columns for the ivs, and without them the tokens are lost
CREATE VIEW shaped.oauth_tokens AS
	SELECT t.id, (SELECT k.id FROM rekey.users AS k WHERE k.old_id = t.user_id) AS user_id,
		t.tool_name AS provider, t.access_token, t.refresh_token, t.scopes AS scope, t.expires_at,
		jsonb_strip_nulls(jsonb_build_object('iv_access', t.iv_access, 'iv_refresh', t.iv_refresh, 'token_type', t.token_type,
			'refresh_expires_at', to_char(t.refresh_expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'metadata', t.metadata)) AS raw,
		t.created_at, t.updated_at
	FROM legacy.oauth_tokens AS t;
CREATE VIEW shaped.user_sessions AS
	SELECT md5('hyperpage session ' || s.session_id)::uuid AS id, (SELECT k.id FROM rekey.users AS k WHERE k.old_id = s.user_id) AS user_id,
		s.session_id::text AS session_token, s.created_at, s.last_activity + interval '720 hours' AS expires_at
	FROM legacy.user_sessions AS s;

-- One call loads all views into the tables of their names, parents first, counts,
-- and lets the sequences go on: behind the ids that were copied or made, and those
-- of rows that are gone.
CALL sqlite.migrate('shaped', 'public', if_exists => 'append');

COMMIT;
