# The example of GearBox: docs/examples/gearbox.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Example qw(start_example migrate_in_zones check_dirty call_instead);
use Test::More;

start_example('gearbox');

my $epoch = sub { my ($column) = @_; return "sum(extract(epoch FROM $column))::bigint"; };

migrate_in_zones(
	witnesses => [
		['SELECT count(*), sum(id) FROM categories'],
		['SELECT count(*), sum(id), sum(price_cents) FROM items'],
		['SELECT count(weight_grams), sum(CAST(round(weight_grams * 10) AS integer)) FROM items'],
		[ 'SELECT sum(created_at), sum(updated_at) FROM items', "SELECT @{[ $epoch->('created_at') ]}, @{[ $epoch->('updated_at') ]} FROM items" ],
		['SELECT count(*), sum(thread_id), CAST(sum(sort_order * 100) AS integer) FROM thread_candidates WHERE sort_order > 0'],
		['SELECT classification, count(*), sum(setup_id), sum(item_id) FROM setup_items GROUP BY classification ORDER BY classification'],
		['SELECT key, value FROM settings ORDER BY key'],
		[ 'SELECT id, user_id, expires_at FROM sessions WHERE expires_at > 4000000000', 'SELECT id, user_id, extract(epoch FROM expires_at)::bigint FROM sessions' ],
		['SELECT username, password_hash FROM users'],
	],
	inserts => [
		[ "INSERT INTO categories (name) VALUES ('New') RETURNING id", 6 ],
		[ "INSERT INTO items (name, category_id) VALUES ('New', 6) RETURNING id", 82 ],
		[ "INSERT INTO threads (name, category_id) VALUES ('New', 6) RETURNING id", 4 ],
		[ "INSERT INTO thread_candidates (thread_id, name, category_id) VALUES (4, 'New', 6) RETURNING id", 6 ],
		[ "INSERT INTO setups (name) VALUES ('New') RETURNING id", 3 ],
		[ "INSERT INTO setup_items (setup_id, item_id) VALUES (3, 82) RETURNING id", 41 ],
		[ "INSERT INTO users (username, password_hash) VALUES ('new', '') RETURNING id", 2 ],
		[ "INSERT INTO api_keys (name, key_hash, key_prefix) VALUES ('new', '', '') RETURNING id", 3 ],
	]);

call_instead(
	schema => 'public',
	but_for => [ "DELETE FROM sessions WHERE expires_at <= now() AT TIME ZONE 'UTC'" ],
	statements => [
		[ "INSERT INTO items (name, category_id) VALUES ('New', 1) RETURNING id", 82 ],
		[ "INSERT INTO setup_items (setup_id, item_id) VALUES (1, 82) RETURNING id", 41 ],
		[ "DELETE FROM items WHERE id = 82 RETURNING name", 'New' ],
		[ "SELECT count(*) FROM setup_items WHERE item_id = 82", 0 ],
		[ "INSERT INTO threads (name, category_id) VALUES ('New', 1) RETURNING id", 4 ],
		[ "INSERT INTO thread_candidates (thread_id, name, category_id) VALUES (4, 'New', 1) RETURNING id", 6 ],
		[ "UPDATE threads SET resolved_candidate_id = 6 WHERE id = 4 RETURNING status", 'active' ],
		[ "DELETE FROM thread_candidates WHERE id = 6 RETURNING id", 6 ],
		[ "SELECT resolved_candidate_id IS NULL FROM threads WHERE id = 4", 't' ],
		[ "SELECT string_agg(conname, ', ') FROM pg_constraint WHERE contype = 'f' AND condeferrable", '' ],
	]);

check_dirty(schema => 'public');

done_testing();
