-- Run after sqlite.sql: values that SQLite took and PostgreSQL will not take.
--
-- Each "finds" line says what sqlite.check must list: table | column | rowid.
-- A CHECK constraint is about a row, so it names no column.

BEGIN;

-- JavaScript's ways to store what is no JSON.
-- finds: jobs | payload | 9001
-- finds: jobs | payload | 9002
-- finds: jobs | result | 9003
INSERT INTO jobs (rowid, id, type, name, status, priority, payload, result, created_at, updated_at) VALUES
  (9001, 'job_9001', 'refresh', 'x', 'pending', 1, '[object Object]', NULL, 1762520000123, 1762520000123),
  (9002, 'job_9002', 'refresh', 'x', 'pending', 1, '', NULL, 1762520000123, 1762520000123),
  (9003, 'job_9003', 'refresh', 'x', 'failed', 1, '{}', 'undefined', 1762520000123, 1762520000123);

-- JSON, but no object: an object cannot be added to it.
-- finds: jobs |  | 9004
INSERT INTO jobs (rowid, id, type, name, status, priority, payload, created_at, updated_at)
  VALUES (9004, 'job_9004', 'refresh', 'x', 'pending', 1, '"text"', 1762520000123, 1762520000123);

-- A primary key of text lets NULL in.
-- finds: jobs | id | 9005
INSERT INTO jobs (rowid, id, type, name, status, priority, payload, created_at, updated_at)
  VALUES (9005, NULL, 'refresh', 'x', 'pending', 1, '{}', 1762520000123, 1762520000123);

-- A Date that was turned into text.
-- finds: jobs | started_at | 9006
INSERT INTO jobs (rowid, id, type, name, status, priority, payload, created_at, updated_at, started_at)
  VALUES (9006, 'job_9006', 'refresh', 'x', 'pending', 1, '{}', 1762520000123, 1762520000123, 'Fri Nov 07 2025 12:53:20 GMT+0000');

-- The name of a level where its number was asked for.
-- finds: jobs | priority | 9007
INSERT INTO jobs (rowid, id, type, name, status, priority, payload, created_at, updated_at)
  VALUES (9007, 'job_9007', 'refresh', 'x', 'pending', 'high', '{}', 1762520000123, 1762520000123);

-- History of a job that is gone.
-- finds: job_history | job_id | 9008
INSERT INTO job_history (id, job_id, attempt, status, started_at) VALUES (9008, 'gone', 1, 'failed', 1762520000123);

-- Neither yes nor no.
-- finds: tool_configs | enabled | 9009
INSERT INTO tool_configs (rowid, tool_name, enabled, config, updated_at) VALUES (9009, 'slack', 'maybe', NULL, 1762520000123);
-- finds: tool_configs | notifications | 9010
INSERT INTO tool_configs (rowid, tool_name, enabled, notifications, updated_at) VALUES (9010, 'notion', 1, NULL, 1762520000123);

-- The same address twice: SQLite has no unique index here.
-- finds: users | email | 9011
INSERT INTO users (rowid, id, provider, provider_user_id, email, created_at, updated_at)
  VALUES (9011, 'gitlab:99', 'gitlab', '99', 'søren@example.com', 1762520000123, 1762520000123);

-- A token of a user who is gone, and one whose iv lost its half: it can never be decrypted.
-- finds: oauth_tokens | user_id | 9012
-- finds: oauth_tokens |  | 9013
INSERT INTO oauth_tokens (id, user_id, tool_name, access_token, iv_access, created_at, updated_at) VALUES
  (9012, 'github:gone', 'github', 'aa', '000102030405060708090a0b0c0d0e0f:101112131415161718191a1b1c1d1e1f', 1762520000123, 1762520000123),
  (9013, 'github:99', 'github', 'aa', '000102030405060708090a0b0c0d0e0f', 1762520000123, 1762520000123);

-- Seconds of now where the others are milliseconds: the 21st of January 1970.
-- finds: user_sessions | last_activity | 9014
INSERT INTO user_sessions (rowid, session_id, user_id, provider, created_at, last_activity)
  VALUES (9014, '16fd2706-8baf-433b-82eb-8c7fada847da', 'github:99', 'github', 1762520000123, 1762520000);

COMMIT;
