# The example of Candle Annotator: docs/examples/candle-annotator.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Example qw(start_example migrate_in_zones check_dirty call_instead);
use Test::More;

start_example('candle-annotator');

migrate_in_zones(
	witnesses => [
		[ 'SELECT id, name, created_at FROM charts ORDER BY id', 'SELECT id, name, extract(epoch FROM created_at)::bigint FROM charts ORDER BY id' ],
		[
			'SELECT chart_id, count(*), sum(id), sum(time), min(time), max(time) FROM candles GROUP BY chart_id ORDER BY chart_id',
			'SELECT chart_id, count(*), sum(id), sum(extract(epoch FROM time))::bigint, min(extract(epoch FROM time))::bigint, max(extract(epoch FROM time))::bigint FROM candles GROUP BY chart_id ORDER BY chart_id'
		],
		['SELECT sum(CAST(round(close * 100000) AS bigint)) FROM candles'],
		[ 'SELECT name, is_active FROM annotation_types ORDER BY id', 'SELECT name, is_active::int FROM annotation_types ORDER BY id' ],
		[
			"SELECT id, timestamp, json_extract(geometry, '\$.startPrice') FROM annotations ORDER BY id",
			"SELECT id, extract(epoch FROM timestamp)::bigint, geometry ->> 'startPrice' FROM annotations ORDER BY id"
		],
		[
			'SELECT id, start_time, end_time, label, confidence, outcome, color, notes, source FROM span_annotations ORDER BY id',
			'SELECT id, extract(epoch FROM start_time)::bigint, extract(epoch FROM end_time)::bigint, label, confidence, outcome, color, notes, source FROM span_annotations ORDER BY id'
		],
	],
	inserts => [
		[ "INSERT INTO charts (name) VALUES ('new') RETURNING id", 6 ],
		[ "INSERT INTO candles (chart_id, time, open, high, low, close) VALUES (6, now(), 1, 1, 1, 1) RETURNING id", 304 ],
		[ "INSERT INTO annotation_types (name, display_name, color, category) VALUES ('n', 'N', '', '') RETURNING id, is_active", '5|t' ],
		[ "INSERT INTO annotations (chart_id, timestamp, label_type) VALUES (6, now(), 'line') RETURNING id", 6 ],
		[ "INSERT INTO span_label_types (name, display_name, color) VALUES ('n', 'N', '') RETURNING id", 5 ],
		[ "INSERT INTO span_annotations (chart_id, start_time, end_time, label) VALUES (6, now(), now(), 'O') RETURNING id", 6 ],
	]);

call_instead(
	schema => 'public',
	statements => [
		[ "INSERT INTO charts (name) VALUES ('new') RETURNING id", 6 ],
		[ "INSERT INTO candles (chart_id, time, open, high, low, close) VALUES (6, now(), 1, 1, 1, 1) RETURNING id", 304 ],
		[ "UPDATE annotation_types SET is_active = NOT is_active WHERE id = 1 RETURNING is_active", 'f' ],
		[ "DELETE FROM candles WHERE chart_id = 6 RETURNING chart_id", 6 ],
	]);

check_dirty(schema => 'public');

done_testing();
