# The example of Dagster's run storage: docs/examples/dagster.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Example qw(start_example migrate_in_zones check_dirty);
use Test::More;

start_example('dagster');

migrate_in_zones(
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
		[ "INSERT INTO dagster.secondary_indexes (name) VALUES ('new') RETURNING id", 5 ],
	]);

check_dirty(schema => 'dagster');

done_testing();
