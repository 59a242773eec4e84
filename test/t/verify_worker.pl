# SQLite's figures come from a parallel worker where one is to be had, are the same as without, and nothing is left of it.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use Folder qw(folder_names folder_state untouched_ok);
use PsqlSession;
use Test::More;
use TestServer;
use Time::HiRes qw(sleep time);

my $node = start_server();
my $watcher = PsqlSession->new($node);
my $folder = app_folder('verify_worker');
my $file = "$folder/app.db";
# To go on after an error of a value takes a subtransaction, which older versions do not have beside a worker.
my $is_older = $node->pg_version < 17;
my $of_verify = ($is_older ? '' : 'documents ') . 'empty large many plain';
my $from_worker = qr/a parallel worker has asked SQLite for its figures of table "(\w+)"/;
my %setting = (
	worker => 'SET min_parallel_table_scan_size = 0;',
	alone => 'SET min_parallel_table_scan_size = 0; SET max_parallel_maintenance_workers = 0;',
	large => '',
	none_free => 'SET min_parallel_table_scan_size = 0; SET max_parallel_workers = 0;');

# Of one table a sum is too large for an integer, another has more columns than one SELECT asks for; JSON as
# deep as this is read by a function that may throw, on every version.
my $columns = join ', ', map { "c$_ INTEGER" } 1 .. 600;
my $values = join ', ', map { "$_ * 7" } 1 .. 600;
app_run(qq{umask 022; sqlite3 '$file' "PRAGMA journal_mode = delete;
	CREATE TABLE plain (id INTEGER PRIMARY KEY, name TEXT, amount REAL, data BLOB);
	INSERT INTO plain WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) SELECT i, 'name ' || i, i / 4.0, zeroblob(i % 9) FROM n;
	CREATE TABLE documents (id INTEGER PRIMARY KEY, doc JSON, price DECIMAL(10,2)); INSERT INTO documents VALUES (1, '[1, null]', '1.50'), (2, replace(hex(zeroblob(150)), '0', '[') || replace(hex(zeroblob(150)), '0', ']'), 2), (3, NULL, 1e3);
	CREATE TABLE empty (id INTEGER PRIMARY KEY, name TEXT);
	CREATE TABLE large (id INTEGER PRIMARY KEY, n INTEGER); INSERT INTO large VALUES (1, 9223372036854775807), (2, 9223372036854775806), (3, -5);
	CREATE TABLE many (id INTEGER PRIMARY KEY, $columns); INSERT INTO many VALUES (1, $values), (2, $values)"});
my $before = folder_state($folder);

# What a statement says and gives in a session of its own, and which tables' figures were a worker's.
sub ask
{
	my ($how, $statement) = @_;
	my ($status, $output, $messages) = $node->psql('postgres', "SET client_min_messages = debug1; $setting{$how} $statement");

	return ($output, join(' ', sort $messages =~ /$from_worker/g), $messages);
}

my $verify = "SELECT * FROM sqlite.verify('$file', 'app') ORDER BY 1, 2, 3";

sub no_worker_is_left
{
	my ($name) = @_;

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	is( $watcher->run("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'parallel worker'"),
		'0', "$name: no worker is left");
	return is(folder_names($folder), 'app.db', "$name: nothing is beside the file");
}

subtest 'sqlite.migrate' => sub {
	for my $commit ('all', 'table')
	{
		my ($output, $tables, $messages) = ask('worker', "CALL sqlite.migrate('$file', 'app_$commit', commit => '$commit')");

		# a table without pages is not worth a worker, unless the least size is nothing
		is($tables, 'documents empty large many plain', "commit => '$commit': from workers");
		like($output, qr/\|t$/, 'verified') or diag $messages;
	}
	my (undef, $tables) = ask('large', "CALL sqlite.migrate('$file', 'app')");

	is($tables, '', 'small tables do without');
	no_worker_is_left('afterwards');
};

subtest 'sqlite.verify' => sub {
	my ($alone, $none) = ask('alone', $verify);
	my ($together, $all) = ask('worker', $verify);

	is($none, '', 'no worker is allowed');
	is($all, $of_verify, 'workers are');
	is($together, $alone, 'both find the same');
	unlike($together, qr/\|f\|/, 'nothing differs');
	like($together, qr/large\|n\|sum\|18446744073709551608\|18446744073709551608\|t/, 'a sum larger than any integer of SQLite\'s');
	like($together, qr/many\|c600\|sum\|8400\|8400\|t/, 'the last column of many');
	is((ask('none_free', $verify))[0], $alone, 'the same when no worker is free');
	no_worker_is_left('afterwards');
};

subtest 'tables that differ' => sub {
	$watcher->run('UPDATE app.plain SET amount = amount + 1 WHERE id = 7; DELETE FROM app.large WHERE id = 3; UPDATE app.many SET c600 = 1 WHERE id = 1');
	my ($alone) = ask('alone', $verify);
	my ($together, $tables) = ask('worker', $verify);

	is($tables, $of_verify, 'workers asked');
	is($together, $alone, 'both find the same');
	like($together, qr/large\|n\|sum\|18446744073709551608\|18446744073709551613\|f/, 'what differs');
};

subtest 'rows that do not fit' => sub {
	$watcher->run("CREATE SCHEMA narrow; CREATE TABLE narrow.large (id int PRIMARY KEY, n int)");
	my $query = "SELECT * FROM sqlite.verify('$file', 'narrow') WHERE table_name = 'large' ORDER BY 1, 2, 3";
	my ($alone) = ask('alone', $query);
	my ($together, $tables) = ask('worker', $query);

	is($together, $alone, 'both find the same');
	like($together, qr/2 rows do not fit/, 'and say so');
	is($tables, 'large', 'a worker was at it');
	no_worker_is_left('afterwards');
};

# Where readers or functions need what is forbidden beside a worker, there is none.
subtest 'functions of users' => sub {
	$watcher->run(q{CREATE FUNCTION fits(n bigint) RETURNS boolean LANGUAGE plpgsql AS
		$$BEGIN BEGIN RETURN 1 / n < 2; EXCEPTION WHEN division_by_zero THEN RETURN true; END; END$$});
	$watcher->run('CREATE SCHEMA own');
	$watcher->run('CREATE DOMAIN own.fitting AS bigint CHECK (public.fits(VALUE))');
	$watcher->run('CREATE TABLE own.large (id bigint PRIMARY KEY, n own.fitting); CREATE TABLE own.plain (id bigint PRIMARY KEY, name text, amount float8, data bytea)');
	$watcher->run('ALTER TABLE own.plain ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; CREATE POLICY fitting ON own.plain USING (public.fits(id))');
	$watcher->run('CREATE ROLE mover; GRANT pg_read_server_files TO mover; GRANT USAGE ON FOREIGN DATA WRAPPER sqlite_fdw TO mover; GRANT CREATE ON DATABASE postgres TO mover; ALTER SCHEMA own OWNER TO mover; ALTER TABLE own.large OWNER TO mover; ALTER TABLE own.plain OWNER TO mover');
	my ($output, $tables, $messages) =
	  ask('worker', "SET ROLE mover; CALL sqlite.migrate('$file', 'own', tables => ARRAY['large', 'plain'], if_exists => 'append')");

	is($tables, $is_older ? '' : 'large plain', 'are not called beside a worker where they cannot be');
	like($output, qr/\|t$/, 'verified') or diag $messages;
};

subtest 'a writer at work' => sub {
	for my $mode ('delete', 'wal')
	{
		my $live = app_folder("verify_writer_$mode") . '/live.db';
		app_run(qq{umask 022; sqlite3 '$live' "PRAGMA journal_mode = $mode; CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER);
			INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) SELECT i, i FROM n"});
		$node->psql('postgres', "CALL sqlite.migrate('$live', '$mode')");
		my $app = Application->open($live);
		$app->run('PRAGMA busy_timeout = 60000');
		$app->send('UPDATE t SET n = n; ' x 100);
		my ($equal, $from) = (0, 0);
		for (1 .. 15)
		{
			my ($output, $tables, $messages) = ask('worker', "SELECT bool_and(matches) FROM sqlite.verify('$live', '$mode')");

			$output eq 't' or diag $messages;
			$equal++ if $output eq 't';
			$from++ if $tables ne '';
		}
		$app->answer;
		is($equal, 15, "$mode: every state is equal");
		note "$mode: $from times with a worker";
		$app->run('UPDATE t SET n = 0');
		is((ask('worker', "SELECT bool_and(matches) FROM sqlite.verify('$live', '$mode')"))[0], 'f', "$mode: the next one differs");
		$app->quit;
	}
};

subtest 'an end beside the worker' => sub {
	my $large = app_folder('verify_large') . '/large.db';
	app_run(qq{umask 022; sqlite3 '$large' "CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, s TEXT);
		INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600000) SELECT i, i, 'row ' || i FROM n"});
	my $session = PsqlSession->new($node);
	$session->run("CALL sqlite.migrate('$large', 'large')");
	for my $end ('pg_cancel_backend', 'pg_terminate_backend')
	{
		my $is_cancel = $end eq 'pg_cancel_backend';

		$session->send("SELECT bool_and(matches) FROM sqlite.verify('$large', 'large')");
		my $worker = '';
		for (1 .. 500)
		{
			$worker = $watcher->run("SELECT min(pid) FROM pg_stat_activity WHERE backend_type = 'parallel worker'");
			last if $worker ne '';
			sleep 0.002;
		}
		isnt($worker, '', "$end: a table of this size has a worker");
		my $began = time;
		is($watcher->run("SELECT $end(" . ($is_cancel ? $session->pid : $worker) . ')'), 't', "$end: is sent");
		my $answer = $session->answer;
		cmp_ok(time - $began, '<', 2, "$end: ends soon");
		like($answer, $is_cancel ? qr/ERROR:  57014: canceling statement/ : qr/^t$/, "$end: an error, or the same without it");
		no_worker_is_left($end);
		is($session->run("SELECT bool_and(matches) FROM sqlite.verify('$large', 'large')"), 't', "$end: the session goes on");
	}
};

untouched_ok($before, $folder, 'the folder and the file are as they were');
done_testing();
