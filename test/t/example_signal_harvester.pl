# The example of Signal Harvester: docs/examples/signal-harvester.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Example qw(start_example migrate_in_zones check_dirty call_instead checks_ok failing_checks
  latencies new_database query run_script same_as_sqlite);
use Test::More;

my $measured = 0;

start_example('signal-harvester');

# What 95 per cent of the transactions stay below, in milliseconds.
sub p95
{
	my @sorted = sort { $a <=> $b } @_;
	return $sorted[ int(@sorted * 0.95) ] / 1000;
}

# validate.sql, the second shape, and how long the pipeline's questions take.
sub more
{
	my ($database, $zone, $file) = @_;

	my ($status, $output, $messages) = run_script($database, $zone, 'validate.sql');
	is($status, 0, 'the validation runs') or diag($messages);
	checks_ok($output, 'validate');
	is(() = $output =~ /^\d\. /mg, 9, 'it has nine lines');

	new_database("broken_$database", $database);
	query("broken_$database", q{
		UPDATE alembic_version SET version_num = '20251112_0009';
		UPDATE artifact_scores SET discovery_score = discovery_score + 1e-9 WHERE id = 2;
		DELETE FROM cursors WHERE name = 'brand';
		UPDATE experiment_runs SET metadata_json = '[]' WHERE id = 1;
		ALTER TABLE snapshots DROP CONSTRAINT snapshots_signal_id_fkey;
		ALTER TABLE snapshots ADD FOREIGN KEY (signal_id) REFERENCES tweets (tweet_id) NOT VALID;
		ALTER TABLE beta_users ALTER created_at TYPE timestamptz USING created_at AT TIME ZONE 'UTC';
		SELECT setval('experiments_id_seq', 3);
		SET session_replication_role = replica;
		UPDATE snapshots SET signal_id = 'gone' WHERE status = 'ready';
	});
	is(
		failing_checks((run_script("broken_$database", $zone, 'validate.sql'))[1]),
		join("\n",
			'3. Types: beta_users.created_at',
			'4. Migration version: alembic_version',
			'5. Counts: cursors',
			(map { "6. Checksums: $_" } qw(alembic_version artifact_scores beta_users cursors experiment_runs snapshots)),
			'7. Foreign keys: snapshots.signal_id: orphans',
			'8. JSON structure: experiment_runs.metadata_json',
			'9. Sequences: experiments'),
		'the validation sees what was broken, and nothing else');

	foreach my $script ('postgresql_b.sql', 'migrate_b.sql', 'check_b.sql')
	{
		($status, $output, $messages) = run_script($database, $zone, $script, ON_ERROR_STOP => 1, source => $file);
		is($status, 0, "$script runs") or diag($messages);
	}
	checks_ok($output, 'check_b');
	same_as_sqlite(
		$database, $file,
		[
			"SELECT id, source_id, text, unixepoch(published_at), unixepoch(created_at) FROM artifacts ORDER BY id",
			'SELECT id, external_id, content, trunc(extract(epoch FROM published_at))::bigint, extract(epoch FROM created_at)::bigint FROM harvester.artifacts ORDER BY id'
		],
		[
			'SELECT tweet_id, unixepoch(created_at), unixepoch(notified_at), like_count FROM tweets ORDER BY tweet_id',
			'SELECT tweet_id, extract(epoch FROM created_at)::bigint, extract(epoch FROM notified_at)::bigint, like_count FROM harvester.tweets ORDER BY tweet_id COLLATE "C"'
		]);

	measure($database) unless $measured++;
	return;
}

# The pipeline's questions, on native and on foreign tables.
sub measure
{
	my ($database) = @_;

	foreach my $schema (qw(public legacy))
	{
		my @latencies = latencies($database, 'latency.sql', 100, schema => $schema);
		is(scalar @latencies, 100, "pgbench asks 100 times, in schema $schema");
		cmp_ok(p95(@latencies), '<', 100, "p95 of all questions together, in ms, in schema $schema");
		note("p95 in schema $schema: " . p95(@latencies) . ' ms');
	}
	return;
}

migrate_in_zones(
	more => \&more,
	witnesses => [
		[
			'SELECT tweet_id, source, query_names, text, created_at, urgency, tags, raw_json, notified_at FROM tweets ORDER BY tweet_id',
			'SELECT tweet_id, source, query_names, text, created_at, urgency, tags, raw_json, notified_at FROM tweets ORDER BY tweet_id COLLATE "C"'
		],
		['SELECT name, since_id, updated_at FROM cursors ORDER BY name'],
		[
			"SELECT id, source_id, text, unixepoch(published_at), unixepoch(created_at), json_extract(raw_json, '\$.n') FROM artifacts ORDER BY id",
			"SELECT id, source_id, text, trunc(extract(epoch FROM published_at))::bigint, extract(epoch FROM created_at)::bigint, raw_json ->> 'n' FROM artifacts ORDER BY id"
		],
		[
			'SELECT artifact_id FROM artifact_scores ORDER BY discovery_score DESC, artifact_id',
			'SELECT artifact_id FROM artifact_scores ORDER BY discovery_score DESC, artifact_id'
		],
		['SELECT sum(CAST(round(discovery_score * 1000000000) AS bigint)), sum(CAST(round(novelty_score * 1000000000) AS bigint)) FROM artifact_scores'],
		['SELECT artifact_id, category, urgency, tags, entities FROM artifact_classifications ORDER BY id'],
		['SELECT id, name, baseline_id, status FROM experiments ORDER BY id'],
		[ "SELECT id, unixepoch(created_at), unixepoch(activated_at), invite_code FROM beta_users ORDER BY id",
			'SELECT id, extract(epoch FROM created_at)::bigint, extract(epoch FROM activated_at)::bigint, invite_code FROM beta_users ORDER BY id' ],
	],
	inserts => [
		[ "INSERT INTO artifacts (type, source, source_id) VALUES ('post', 'x', 'new') RETURNING id", 201 ],
		[ "INSERT INTO artifact_scores (artifact_id) VALUES (201) RETURNING id", 201 ],
		[ "INSERT INTO artifact_classifications (artifact_id) VALUES (201) RETURNING id", 201 ],
		[ "INSERT INTO experiments (name, config_json) VALUES ('new', '{}') RETURNING id", 5 ],
		[ "INSERT INTO experiment_runs (experiment_id) VALUES (5) RETURNING id", 3 ],
		[ "INSERT INTO discovery_labels (artifact_id, label) VALUES (201, 'noise') RETURNING id", 31 ],
		[ "INSERT INTO beta_users (email, invite_code) VALUES ('new', 'new') RETURNING id", 3 ],
		[ "INSERT INTO harvester.artifacts (type, source, external_id) VALUES ('post', 'x', 'new') RETURNING id", 201 ],
		[ "INSERT INTO harvester.experiment_runs (experiment_id, started_at) VALUES (1, now()) RETURNING id", 3 ],
		[ "INSERT INTO harvester.artifact_scores (artifact_id, kind, value, computed_at) VALUES (201, 'novelty', 1, now()) RETURNING id", 1201 ],
	]);

call_instead(
	schema => 'public',
	statements => [
		[ "INSERT INTO artifacts (type, source, source_id) VALUES ('post', 'x', 'new') RETURNING id", 201 ],
		[ "INSERT INTO artifact_scores (artifact_id, discovery_score) VALUES (201, 73.4567891234) RETURNING id, discovery_score", '201|73.4567891234' ],
		[ "UPDATE artifact_scores SET discovery_score = 1 WHERE artifact_id = 201 RETURNING id", 201 ],
		[ "DELETE FROM artifacts WHERE id = 201 RETURNING id", 201 ],
		[ "SELECT count(*) FROM artifact_scores WHERE artifact_id = 201", 0 ],
		[ "SELECT version_num FROM alembic_version", '20251112_0010' ],
	]);

check_dirty(schema => 'public');

done_testing();
