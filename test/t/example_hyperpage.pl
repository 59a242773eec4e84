# The example of Hyperpage: docs/examples/hyperpage.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Example qw(start_example migrate_in_zones check_dirty);
use Test::More;

start_example('hyperpage');

# milliseconds since 1970 of a column
my $ms = sub { my ($column) = @_; return "(extract(epoch FROM $column) * 1000)::bigint"; };

migrate_in_zones(
	witnesses => [
		[
			'SELECT id, type, status, created_at, updated_at, started_at, completed_at, retry_count FROM jobs ORDER BY created_at, id',
			"SELECT k.old_id, type, status, @{[ $ms->('created_at') ]}, @{[ $ms->('updated_at') ]}, @{[ $ms->('started_at') ]}, @{[ $ms->('completed_at') ]}, attempts
			 FROM jobs JOIN rekey.jobs AS k USING (id) ORDER BY id"
		],
		[
			"SELECT id, name, priority, tool, json_extract(payload, '\$.timeoutMs') FROM jobs ORDER BY created_at, id",
			"SELECT payload #>> '{legacy,id}', payload #>> '{legacy,name}', payload #>> '{legacy,priority}', payload #>> '{legacy,tool}', payload ->> 'timeoutMs' FROM jobs ORDER BY id"
		],
		[
			'SELECT h.id, h.job_id, h.attempt, h.duration_ms, h.error_message, h.started_at FROM job_history AS h ORDER BY h.id',
			"SELECT h.id, k.old_id, details ->> 'attempt', details ->> 'duration_ms', details ->> 'error', @{[ $ms->('created_at') ]}
			 FROM job_history AS h JOIN rekey.jobs AS k ON k.id = h.job_id ORDER BY h.id"
		],
		[ 'SELECT id, reset_time FROM rate_limits WHERE reset_time > 0 ORDER BY id', "SELECT key, @{[ $ms->('reset_at') ]} FROM rate_limits WHERE key <> 'jira:instance-1' ORDER BY key" ],
		[ 'SELECT tool_name, enabled, notifications FROM tool_configs ORDER BY tool_name',
			"SELECT key, (config ->> 'enabled')::boolean::int, (config ->> 'notifications')::boolean::int FROM tool_configs ORDER BY key COLLATE \"C\"" ],
		[ "SELECT key, value FROM app_state WHERE value NOT LIKE '{%' AND value NOT LIKE '[%' ORDER BY key",
			"SELECT key, value #>> '{}' FROM app_state WHERE jsonb_typeof(value) = 'string' ORDER BY key COLLATE \"C\"" ],
		[ 'SELECT id, created_at FROM users ORDER BY id', "SELECT old_id, @{[ $ms->('created_at') ]} FROM users JOIN rekey.users USING (id) ORDER BY old_id" ],
		[ 'SELECT id, user_id, access_token, iv_access, expires_at FROM oauth_tokens ORDER BY id',
			"SELECT t.id, k.old_id, access_token, raw ->> 'iv_access', @{[ $ms->('expires_at') ]} FROM oauth_tokens AS t JOIN rekey.users AS k ON k.id = t.user_id ORDER BY t.id" ],
		[ 'SELECT session_id, user_id, created_at, last_activity + 2592000000 FROM user_sessions ORDER BY session_id',
			"SELECT session_token, k.old_id, @{[ $ms->('created_at') ]}, @{[ $ms->('expires_at') ]} FROM user_sessions AS s JOIN rekey.users AS k ON k.id = s.user_id ORDER BY session_token" ],
	],
	inserts => [
		[ "INSERT INTO jobs (type, payload, status) VALUES ('refresh', '{}', 'pending') RETURNING id", 124 ],
		[ "INSERT INTO job_history (job_id, status) VALUES (124, 'pending') RETURNING id", 5 ],
		[ "INSERT INTO rate_limits (key, remaining, reset_at) VALUES ('new', 1, now()) RETURNING id", 4 ],
		[ "INSERT INTO tool_configs (key, owner_type, owner_id, config) VALUES ('new', 'global', '', '{}') RETURNING id", 4 ],
		[ "INSERT INTO users (email) VALUES ('new\@example.com') RETURNING id IS NOT NULL", 't' ],
		[ "INSERT INTO oauth_tokens (user_id, provider, access_token) SELECT id, 'jira', '' FROM users LIMIT 1 RETURNING id", 3 ],
	]);

check_dirty(schema => 'wanted', also => ['wanted.sql']);

done_testing();
