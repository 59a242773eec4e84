# The example of ConfRadar: docs/examples/confradar.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Example qw(start_example migrate_in_zones check_dirty call_instead);
use Test::More;

start_example('confradar');

migrate_in_zones(
	witnesses => [
		[
			'SELECT count(*), sum(id), sum(unixepoch(created_at)), sum(unixepoch(updated_at)) FROM conferences',
			'SELECT count(*), sum(id), sum(extract(epoch FROM created_at))::bigint, sum(extract(epoch FROM updated_at))::bigint FROM conferences'
		],
		['SELECT id, key, name, homepage FROM conferences ORDER BY id'],
		['SELECT id, conference_id, url, notes FROM sources ORDER BY id'],
		['SELECT id, conference_id, kind, due_date, timezone, source_id FROM deadlines ORDER BY id'],
		[
			'SELECT sum(unixepoch(created_at)) FROM deadlines',
			'SELECT sum(extract(epoch FROM created_at))::bigint FROM deadlines'
		],
	],
	inserts => [
		[ "INSERT INTO conferences (key, name) VALUES ('new', 'New') RETURNING id", 60 ],
		[ "INSERT INTO sources (conference_id, url) VALUES (60, '') RETURNING id", 62 ],
		[ "INSERT INTO deadlines (conference_id, kind, due_date, source_id) VALUES (60, 'submission', '2026-09-01', 62) RETURNING id", 170 ],
	]);

call_instead(
	schema => 'public',
	statements => [
		[ "INSERT INTO conferences (key, name) VALUES ('new', 'New') RETURNING id", 60 ],
		[ "INSERT INTO sources (conference_id, url) VALUES (60, '') RETURNING id", 62 ],
		[ "INSERT INTO deadlines (conference_id, kind, due_date) VALUES (60, 'submission', '2026-09-01') RETURNING id", 170 ],
		[ "UPDATE conferences SET name = 'Newer' WHERE id = 60 RETURNING key", 'new' ],
		[ "DELETE FROM conferences WHERE id = 60 RETURNING id", 60 ],
		[ "SELECT (SELECT count(*) FROM sources WHERE conference_id = 60) + (SELECT count(*) FROM deadlines WHERE conference_id = 60)", 0 ],
	]);

check_dirty(schema => 'public');

done_testing();
