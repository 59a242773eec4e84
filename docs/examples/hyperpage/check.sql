-- Compares what was migrated with what the file holds, and with what is known of it.

\set ON_ERROR_STOP on
\pset null NULL

\echo Counts
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('jobs', (SELECT count(*) FROM legacy.jobs), (SELECT count(*) FROM jobs)),
	('job_history', (SELECT count(*) FROM legacy.job_history), (SELECT count(*) FROM job_history)),
	('rate_limits', (SELECT count(*) FROM legacy.rate_limits), (SELECT count(*) FROM rate_limits)),
	('tool_configs', (SELECT count(*) FROM legacy.tool_configs), (SELECT count(*) FROM tool_configs)),
	('app_state', (SELECT count(*) FROM legacy.app_state), (SELECT count(*) FROM app_state)),
	('users', (SELECT count(*) FROM legacy.users), (SELECT count(*) FROM users)),
	('oauth_tokens', (SELECT count(*) FROM legacy.oauth_tokens), (SELECT count(*) FROM oauth_tokens)),
	('user_sessions', (SELECT count(*) FROM legacy.user_sessions), (SELECT count(*) FROM user_sessions)),
	('jobs that only one side has', 0, (SELECT count(*) FROM (
		(SELECT k.old_id, j.created_at, j.updated_at, j.started_at, j.completed_at, j.status FROM jobs AS j JOIN rekey.jobs AS k USING (id)
			EXCEPT ALL SELECT id, created_at, updated_at, started_at, completed_at, status FROM legacy.jobs)
		UNION ALL
		(SELECT id, created_at, updated_at, started_at, completed_at, status FROM legacy.jobs
			EXCEPT ALL SELECT k.old_id, j.created_at, j.updated_at, j.started_at, j.completed_at, j.status FROM jobs AS j JOIN rekey.jobs AS k USING (id))) AS d))
) AS v (what, expected, found);

\echo Times
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('with milliseconds', '2025-11-07 12:53:20.123', (SELECT (created_at AT TIME ZONE 'UTC')::text FROM jobs WHERE payload #>> '{legacy,id}' = 'job_1762520000123_a1')),
	('of 1971: not taken for seconds', '1971-02-21 16:00:00.123', (SELECT (min(created_at) AT TIME ZONE 'UTC')::text FROM jobs)),
	('no year beyond ours', '2025', (SELECT extract(year FROM max(created_at) AT TIME ZONE 'UTC')::text FROM jobs)),
	('a limit ends', '2025-11-07 13:53:20', (SELECT (reset_at AT TIME ZONE 'UTC')::text FROM rate_limits WHERE key = 'github:global')),
	('a limit of which nothing is known', '2025-11-07 12:53:20.125', (SELECT (reset_at AT TIME ZONE 'UTC')::text FROM rate_limits WHERE key = 'jira:instance-1')),
	('a session ends 30 days after it was used', '2025-12-07 13:09:59.999', (SELECT (max(expires_at) AT TIME ZONE 'UTC')::text FROM user_sessions))
) AS v (what, expected, found);

\echo Values
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('jobs are numbered as they were made', '1', (SELECT id::text FROM jobs ORDER BY created_at LIMIT 1)),
	('the history of a job', 'Jira', (SELECT DISTINCT j.payload #>> '{legacy,name}' FROM job_history AS h JOIN jobs AS j ON j.id = h.job_id WHERE h.status = 'failed')),
	('its error', 'ECONNRESET – Verbindung verloren', (SELECT details ->> 'error' FROM job_history WHERE id = 1)),
	('what is not known is not there', '{"attempt": 2}', (SELECT details::text FROM job_history WHERE id = 2)),
	('payload', '{"data": {"q": "größer"}, "timeoutMs": 30000}', (SELECT (payload - 'legacy')::text FROM jobs WHERE payload #>> '{legacy,name}' = 'Jira')),
	('an error without words', 'unknown', (SELECT last_error FROM jobs WHERE status = 'failed')),
	('attempts', '3', (SELECT attempts::text FROM jobs WHERE status = 'failed')),
	('booleans', 'false, false', (SELECT config ->> 'enabled' || ', ' || (config ->> 'notifications') FROM tool_configs WHERE key = 'jira')),
	('a config', '["a", "b"]', (SELECT config ->> 'repos' FROM tool_configs WHERE key = 'github')),
	('plain words', '"dark"', (SELECT value::text FROM app_state WHERE key = 'theme')),
	('an object', 'true', (SELECT value ->> 'beta' FROM app_state WHERE key = 'features')),
	('a list', 'jira', (SELECT value ->> 1 FROM app_state WHERE key = 'order')),
	('a number that became text stays it', '"1762520000123.0"', (SELECT value::text FROM app_state WHERE key = 'lastSeen')),
	('words with quotes', 'Grüß "Gott"', (SELECT value #>> '{}' FROM app_state WHERE key = 'greeting')),
	('an empty text', '""', (SELECT value::text FROM app_state WHERE key = 'empty')),
	('nothing', 'null', (SELECT value::text FROM app_state WHERE key = 'nothing')),
	('an address in lower case', 'zoe@example.com', (SELECT email FROM users WHERE name = 'Zoë')),
	('no address', 'gitlab-007@users.invalid', (SELECT email FROM users WHERE name = 'bond')),
	('a token with its iv', 'c0ffee00deadbeef 000102030405060708090a0b0c0d0e0f:101112131415161718191a1b1c1d1e1f', (SELECT access_token || ' ' || (raw ->> 'iv_access') FROM oauth_tokens WHERE provider = 'github')),
	('a time within JSON', '2025-12-07T12:53:20.000Z', (SELECT raw ->> 'refresh_expires_at' FROM oauth_tokens WHERE provider = 'github')),
	('digits of a token', '00000000000000000000', (SELECT access_token FROM oauth_tokens WHERE provider = 'gitlab')),
	('whose session it is', 'Zoë', (SELECT u.name FROM user_sessions AS s JOIN users AS u ON u.id = s.user_id WHERE session_token = '3fa85f64-5717-4562-b3fc-2c963f66afa6'))
) AS v (what, expected, found);

\echo Keys and sequences
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('foreign keys, all of them valid', '3', (SELECT count(*)::text FROM pg_constraint WHERE contype = 'f' AND convalidated AND connamespace = 'public'::regnamespace)),
	('next job', '124', (SELECT (last_value + is_called::int)::text FROM jobs_id_seq)),
	('next of the history: 4 was used and deleted', '5', (SELECT (last_value + is_called::int)::text FROM job_history_id_seq)),
	('next limit', '4', (SELECT (last_value + is_called::int)::text FROM rate_limits_id_seq)),
	('next config', '4', (SELECT (last_value + is_called::int)::text FROM tool_configs_id_seq)),
	('next token', '3', (SELECT (last_value + is_called::int)::text FROM oauth_tokens_id_seq))
) AS v (what, expected, found);
