-- The SQLite database of Hyperpage, data/hyperpage.db, as its own DDL, better-sqlite3 and Drizzle write it.
--
-- All times are integers: Unix milliseconds.  better-sqlite3 binds a number as a
-- double, so a number in a text column is the text of a double.  Encrypted
-- tokens are hex, and useless without their iv.

PRAGMA journal_mode = WAL;

BEGIN;

CREATE TABLE IF NOT EXISTS jobs (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  status TEXT NOT NULL,
  priority INTEGER NOT NULL,
  tool TEXT,
  endpoint TEXT,
  payload TEXT NOT NULL,
  result TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  started_at INTEGER,
  completed_at INTEGER,
  retry_count INTEGER DEFAULT 0,
  recovery_attempts INTEGER DEFAULT 0,
  persisted_at INTEGER DEFAULT (unixepoch() * 1000)
);
CREATE INDEX IF NOT EXISTS idx_jobs_status ON jobs (status);
CREATE INDEX IF NOT EXISTS idx_jobs_type ON jobs (type);
CREATE INDEX IF NOT EXISTS idx_jobs_created_at ON jobs (created_at);

CREATE TABLE IF NOT EXISTS job_history (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  job_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  status TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  completed_at INTEGER,
  duration_ms INTEGER,
  error_message TEXT,
  FOREIGN KEY (job_id) REFERENCES jobs(id)
);

CREATE TABLE IF NOT EXISTS rate_limits (
  id TEXT PRIMARY KEY,
  platform TEXT NOT NULL,
  limit_remaining INTEGER,
  limit_total INTEGER,
  reset_time INTEGER,
  last_updated INTEGER NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS idx_rate_limits_platform ON rate_limits (platform);

CREATE TABLE IF NOT EXISTS tool_configs (
  tool_name TEXT PRIMARY KEY,
  enabled INTEGER DEFAULT 1,
  config TEXT,
  refresh_interval INTEGER,
  notifications INTEGER DEFAULT 1,
  updated_at INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS app_state (
  key TEXT PRIMARY KEY,
  value TEXT,
  updated_at INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS users (
  id TEXT PRIMARY KEY,
  provider TEXT NOT NULL,
  provider_user_id TEXT NOT NULL,
  email TEXT,
  username TEXT,
  display_name TEXT,
  avatar_url TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS oauth_tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id TEXT NOT NULL,
  tool_name TEXT NOT NULL,
  access_token TEXT NOT NULL,
  refresh_token TEXT,
  token_type TEXT DEFAULT 'Bearer',
  expires_at INTEGER,
  refresh_expires_at INTEGER,
  scopes TEXT,
  metadata TEXT,
  iv_access TEXT NOT NULL,
  iv_refresh TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (user_id, tool_name),
  FOREIGN KEY (user_id) REFERENCES users(id)
);

CREATE TABLE IF NOT EXISTS user_sessions (
  session_id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL,
  provider TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_activity INTEGER NOT NULL,
  FOREIGN KEY (user_id) REFERENCES users(id)
);

CREATE TABLE IF NOT EXISTS schema_migrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  migration_name TEXT UNIQUE NOT NULL,
  executed_at INTEGER NOT NULL
);
INSERT INTO schema_migrations (migration_name, executed_at) VALUES
  ('001_initial_schema', 1762000000000), ('002_oauth', 1762100000000);

-- Milliseconds that matter, a date of 1971 among them.  An Error becomes {} in JSON.
INSERT INTO jobs (id, type, name, status, priority, tool, endpoint, payload, result, created_at, updated_at, started_at, completed_at, retry_count, recovery_attempts, persisted_at) VALUES
  ('job_1762520000123_a1', 'refresh', 'GitHub ↻', 'completed', 1, 'github', '/api/github', '{"data":{},"timeoutMs":30000}', '{"success":true,"data":{"n":3}}', 1762520000123, 1762520004999, 1762520001001, 1762520004999, 0, 0, 1762520000000),
  ('job_1762520000124_b2', 'refresh', 'Jira', 'failed', 4, 'jira', NULL, '{"data":{"q":"größer"},"timeoutMs":30000}', '{"success":false,"error":{}}', 1762520000124, 1762520009000, 1762520002000, 1762520009000, 3, 1, 1762520000000),
  ('job_36000000123_c3', 'import', 'clock was wrong', 'pending', 2, NULL, NULL, '{}', NULL, 36000000123, 36000000123, NULL, NULL, 0, 0, 36000000000);
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 119)
INSERT INTO jobs (id, type, name, status, priority, tool, endpoint, payload, result, created_at, updated_at, started_at, completed_at, retry_count, persisted_at)
SELECT 'job_' || (1762600000000 + i * 60007) || '_' || printf('%02x', i * 37 % 256), CASE i % 3 WHEN 0 THEN 'cleanup' ELSE 'refresh' END, 'Job ' || i,
  CASE i % 4 WHEN 0 THEN 'pending' ELSE 'completed' END, 1 + i % 4, 'tool' || (i % 5), NULL,
  '{"data":{"n":' || i || '},"timeoutMs":30000}', CASE WHEN i % 4 > 0 THEN '{"success":true}' END,
  1762600000000 + i * 60007, 1762600001000 + i * 60007,
  CASE WHEN i % 4 > 0 THEN 1762600000500 + i * 60007 END, CASE WHEN i % 4 > 0 THEN 1762600001000 + i * 60007 END,
  i % 3, 1762600000000 + i * 60000
FROM n;

INSERT INTO job_history (job_id, attempt, status, started_at, completed_at, duration_ms, error_message) VALUES
  ('job_1762520000124_b2', 1, 'failed', 1762520002000, 1762520003001, 1001, 'ECONNRESET – Verbindung verloren'),
  ('job_1762520000124_b2', 2, 'failed', 1762520005000, NULL, NULL, NULL),
  ('job_1762520000123_a1', 1, 'completed', 1762520001001, 1762520004999, 3998, NULL);

-- old ones are deleted, the last one among them
INSERT INTO job_history (job_id, attempt, status, started_at) VALUES ('job_1762520000123_a1', 2, 'completed', 1762520006000);
DELETE FROM job_history WHERE id = 4;

INSERT INTO rate_limits VALUES
  ('github:global', 'github', 4999, 5000, 1762523600000, 1762520000123, 1762000000000),
  ('gitlab:global', 'gitlab', 0, 600, 1762520060000, 1762520000124, 1762000000001),
  ('jira:instance-1', 'jira', NULL, NULL, NULL, 1762520000125, 1762000000002);

INSERT INTO tool_configs VALUES
  ('github', 1, '{"org":"acme","repos":["a","b"]}', 300000, 1, 1762520000123),
  ('jira', 0, NULL, NULL, 0, 1762520000124),
  ('größe', 1, '{}', 60000, 1, 1762520000125);

-- plain words, JSON, a number that became the text of a double, and nothing
INSERT INTO app_state (key, value, updated_at) VALUES
  ('theme', 'dark', 1762520000123),
  ('features', '{"beta":true,"limits":[1,2]}', 1762520000124),
  ('order', '["github","jira"]', 1762520000125),
  ('lastSeen', '1762520000123.0', 1762520000126),
  ('welcome', 'true', 1762520000127),
  ('greeting', 'Grüß "Gott"', 1762520000128),
  ('empty', '', 1762520000129),
  ('nothing', NULL, 1762520000130);

INSERT INTO users VALUES
  ('github:12345', 'github', '12345', 'Zoe@Example.com', 'zoe', 'Zoë', 'https://example.com/z.png', 1762000000000, 1762520000123),
  ('gitlab:007', 'gitlab', '007', NULL, 'bond', NULL, NULL, 1762000000001, 1762000000001),
  ('github:99', 'github', '99', 'søren@example.com', 'søren', 'Søren', NULL, 1762000000002, 1762000000002);

INSERT INTO oauth_tokens (user_id, tool_name, access_token, refresh_token, expires_at, refresh_expires_at, scopes, metadata, iv_access, iv_refresh, created_at, updated_at) VALUES
  ('github:12345', 'github', 'c0ffee00deadbeef', 'feedface', 1762606400000, 1765112000000, 'repo read:user', '{"login":"zoe"}', '000102030405060708090a0b0c0d0e0f:101112131415161718191a1b1c1d1e1f', '202122232425262728292a2b2c2d2e2f:303132333435363738393a3b3c3d3e3f', 1762520000123, 1762520000123),
  ('gitlab:007', 'gitlab', '00000000000000000000', NULL, NULL, NULL, NULL, NULL, '404142434445464748494a4b4c4d4e4f:505152535455565758595a5b5c5d5e5f', NULL, 1762520000124, 1762520000124);

INSERT INTO user_sessions VALUES
  ('3fa85f64-5717-4562-b3fc-2c963f66afa6', 'github:12345', 'github', 1762520000123, 1762520999999),
  ('9b2d1c1e-0a53-4d2b-8a44-8f2d7f9f2f10', 'gitlab:007', 'gitlab', 1762520000124, 1762520000124);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30)
INSERT INTO user_sessions
SELECT printf('%08x-0000-4000-8000-%012x', i * 2654435761 % 4294967296, i), 'github:99', 'github',
  1762500000007 + i * 100003, 1762500000007 + i * 200003
FROM n;

COMMIT;
