# The example of Dagster's run storage and event logs: docs/examples/dagster.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_run);
use Example qw(start_example migrate_in_zones check_dirty call_instead make_files query run_script checks_ok);
use Folder qw(folder_names folder_state untouched_ok);
use Test::More;

start_example('dagster');

my $shards;
my $shards_before;

# The event logs of all runs, a file each, in one INSERT.
sub migrate_shards
{
	my ($database, $zone, $file) = @_;

	if (!defined $shards)
	{
		$shards = make_files('shards', 'shards.sh', $file);
		$shards_before = folder_state($shards);
		is(scalar(split(/ /, folder_names($shards))), 201, 'there are 200 files of runs, and their index');
	}
	my ($status, $output, $messages) = run_script($database, $zone, 'migrate_shards.sql', shards => $shards);
	is($status, 0, 'the event logs are copied') or diag($messages);
	unlike($messages, qr/WARNING|NOTICE/, 'without a warning');
	($status, $output, $messages) = run_script($database, $zone, 'check_shards.sql', shards => $shards);
	is($status, 0, 'their checks run') or diag($messages);
	checks_ok($output, 'check of the event logs');

	my $witness = app_run(qq{for file in '$shards'/*-*.db; do
		sqlite3 -batch -init /dev/null "file:\$file?immutable=1" 'SELECT run_id, id, event, dagster_event_type, timestamp, step_key, asset_key, partition FROM event_logs ORDER BY id'
	done});
	utf8::decode($witness);
	my $found = query($database, q{SELECT run_id, row_number() OVER (PARTITION BY run_id ORDER BY id), event, dagster_event_type,
		to_char("timestamp", 'YYYY-MM-DD HH24:MI:SS.US'), step_key, asset_key, partition FROM dagster.event_logs ORDER BY run_id COLLATE "C", id});
	is($found, $witness, 'every event is as the sqlite3 shell has it');
	untouched_ok($shards_before, $shards, 'the files and their folder are as they were');
	return;
}

migrate_in_zones(
	more => \&migrate_shards,
	witnesses => [
		[
			'SELECT id, run_id, snapshot_id, status, run_body, partition, create_timestamp, backfill_id FROM runs ORDER BY id',
			'SELECT id, run_id, snapshot_id, status, run_body, partition, create_timestamp, backfill_id FROM dagster.runs ORDER BY id'
		],
		[
			"SELECT id, strftime('%Y-%m-%d %H:%M:%S', update_timestamp), substr(update_timestamp, 21) FROM runs ORDER BY id",
			"SELECT id, to_char(update_timestamp, 'YYYY-MM-DD HH24:MI:SS'), to_char(update_timestamp, 'US') FROM dagster.runs ORDER BY id"
		],
		[
			'SELECT count(start_time), sum(CAST(round(start_time * 1000) AS integer)), sum(CAST(round(end_time * 1000) AS integer)) FROM runs',
			'SELECT count(start_time), sum(round(start_time * 1000)::bigint), sum(round(end_time * 1000)::bigint) FROM dagster.runs'
		],
		[
			'SELECT id, snapshot_id, lower(hex(snapshot_body)), snapshot_type FROM snapshots ORDER BY id',
			"SELECT id, snapshot_id, encode(snapshot_body, 'hex'), snapshot_type FROM dagster.snapshots ORDER BY id"
		],
		[ 'SELECT id, run_id, key, value FROM run_tags ORDER BY id', 'SELECT id, run_id, key, value FROM dagster.run_tags ORDER BY id' ],
		[ 'SELECT key, value IS NULL FROM kvs ORDER BY key', 'SELECT key, (value IS NULL)::int FROM dagster.kvs ORDER BY key COLLATE "C"' ],
		[ 'SELECT run_storage_id FROM instance_info', 'SELECT run_storage_id FROM dagster.instance_info' ],
	],
	inserts => [
		[ "INSERT INTO dagster.runs (run_id, status) VALUES ('new', 'QUEUED') RETURNING id", 202 ],
		[ "INSERT INTO dagster.run_tags (run_id, key, value) VALUES ('new', 'k', 'v') RETURNING id", 405 ],
		[ "INSERT INTO dagster.snapshots (snapshot_id, snapshot_body, snapshot_type) VALUES ('new', '', 'PIPELINE') RETURNING id", 4 ],
		[ "INSERT INTO dagster.bulk_actions (key, status, timestamp) VALUES ('new', 'REQUESTED', now()) RETURNING id", 3 ],
		[ "INSERT INTO dagster.backfill_tags (backfill_id, key) VALUES ('new', 'k') RETURNING id", 3 ],
		[ "INSERT INTO dagster.event_logs (run_id, event) VALUES ('new', '{}') RETURNING id", 1572 ],
		[ "INSERT INTO dagster.secondary_indexes (name) VALUES ('new') RETURNING id", 5 ],
	]);

call_instead(
	schema => 'dagster',
	statements => [
		[ "INSERT INTO dagster.runs (run_id, status) VALUES ('new', 'QUEUED') RETURNING id", 202 ],
		[ "INSERT INTO dagster.run_tags (run_id, key, value) VALUES ('new', 'k', 'v') RETURNING id", 405 ],
		[ "UPDATE dagster.runs SET status = 'SUCCESS' WHERE run_id = 'new' RETURNING id", 202 ],
		[ "DELETE FROM dagster.runs WHERE run_id = 'new' RETURNING id", 202 ],
		[ "SELECT count(*) FROM dagster.run_tags WHERE run_id = 'new'", 0 ],
	]);

check_dirty(schema => 'dagster');

done_testing();
