# Processes that scan together read one state of the file, whatever its application does; and nothing stays behind.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use Folder qw(folder_names folder_state untouched_ok);
use PsqlSession;
use Test::More;
use TestServer;
use Time::HiRes qw(sleep);

my $node = start_server();
my $made = 0;
my $rows = 20000;
my $watcher = PsqlSession->new($node);

# new_file($journal_mode): a session, and the folder and the file that it reads.
# All that it asks is planned for workers.
sub new_file
{
	my ($journal_mode) = @_;
	my $name = 'p' . ++$made;
	my $folder = app_folder("parallel$made");
	my $file = "$folder/source.db";

	app_run(qq{sqlite3 '$file' "PRAGMA journal_mode = $journal_mode;
		CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);
		INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $rows)
		SELECT i, 'row ' || i FROM n;"});
	import_file($node, $name, $file);
	my $session = PsqlSession->new($node);
	$session->run("SET search_path = $name");
	$session->run('SET sqlite_fdw.pushdown = off');
	$session->run('SET parallel_setup_cost = 0');
	$session->run('SET parallel_tuple_cost = 0');
	$session->run('SET min_parallel_table_scan_size = 0');
	$session->run('SET max_parallel_workers_per_gather = 2');
	$session->run('SET parallel_leader_participation = off');
	return ($session, $folder, $file);
}

my $query = 'SELECT count(v), sum(id) FROM t';

# What the query gives for so many rows.
sub answer_of
{
	my ($count) = @_;
	return "$count|" . $count * ($count + 1) / 2;
}

# Are workers started?  The leader takes no part if they are.
sub workers_are
{
	my ($session, $expected, $name) = @_;
	my $plan = $session->run("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) $query");

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	like($plan, qr/Parallel Foreign Scan on t/, "$name: planned for workers");
	return like($plan, $expected ? qr/Workers Launched: [12]/ : qr/Workers Launched: 0/,
		"$name: " . ($expected ? 'workers read' : 'the leader reads alone'));
}

sub no_worker_is_left
{
	my ($file, $name) = @_;

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	is( $watcher->run("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'parallel worker'"),
		'0', "$name: no worker is left");
	is(app_run("timeout 5 sqlite3 '$file' 'BEGIN EXCLUSIVE; ROLLBACK' && echo free"), 'free', "$name: no lock is left");
	return;
}

subtest 'a rollback journal' => sub {
	my ($session, $folder, $file) = new_file('delete');
	my $before = folder_state($folder);

	is($session->run($query), answer_of($rows), 'all rows');
	workers_are($session, 1, 'at rest');
	is($session->run('SELECT mode, in_use FROM sqlite.connections()'), 'locked|f', 'the leader holds no lock afterwards');
	no_worker_is_left($file, 'afterwards');
	untouched_ok($before, $folder, 'nothing changed');
};

subtest 'a rollback journal, a writer waits to commit when the workers begin' => sub {
	my ($session, $folder, $file) = new_file('delete');
	my $app = Application->open($file);

	$session->run('BEGIN ISOLATION LEVEL REPEATABLE READ');
	is($session->run('SELECT v FROM t WHERE id = 1'), 'row 1', 'the snapshot has begun');
	$app->run('PRAGMA busy_timeout = 60000');
	$app->send("INSERT INTO t VALUES ($rows + 1, 'new')");
	my $refused = '';
	for (1 .. 500)
	{
		# from here on, nobody else gets a lock
		$refused = app_run("sqlite3 '$file' 'SELECT count(*) FROM t'");
		last if $refused =~ /locked/;
		sleep 0.01;
	}
	like($refused, qr/locked/, 'other readers are refused');
	workers_are($session, 1, 'meanwhile');
	is($session->run($query), answer_of($rows), 'all rows of the snapshot');
	$session->run('COMMIT');
	$app->answer;
	is($session->run($query), answer_of($rows + 1), 'then the new row is seen');
	$app->quit;
	no_worker_is_left($file, 'afterwards');
	is(folder_names($folder), 'source.db', 'nothing is beside the file');
};

subtest 'a rollback journal, another file is there when the workers would begin' => sub {
	my ($session, $folder, $file) = new_file('delete');

	$session->run('BEGIN ISOLATION LEVEL REPEATABLE READ');
	$session->run('SELECT v FROM t WHERE id = 1');
	app_run(qq{cp '$file' '$folder/new.db' && sqlite3 '$folder/new.db' "INSERT INTO t VALUES ($rows + 1, 'new')" && mv '$folder/new.db' '$file'});
	workers_are($session, 0, 'the old file is the leader\'s alone');
	is($session->run($query), answer_of($rows), 'all rows of the old one');
	$session->run('COMMIT');
	is($session->run($query), answer_of($rows + 1), 'then those of the new one');
	workers_are($session, 1, 'of which workers read');
};

subtest 'a rollback journal, another file takes its place while workers read' => sub {
	my ($session, $folder, $file) = new_file('delete');
	my $slow = 'SELECT count(v), sum(id) FROM t WHERE id <= 300 AND pg_sleep(0.01) IS NOT NULL';

	app_run(qq{cp '$file' '$folder/new.db' && sqlite3 '$folder/new.db' "DELETE FROM t"});
	like($session->run("EXPLAIN (COSTS OFF) $slow"), qr/Parallel Foreign Scan/, 'a slow query for workers');
	$session->send($slow);
	for (1 .. 500)
	{
		last if $watcher->run("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'parallel worker' AND wait_event = 'PgSleep'") > 0;
		sleep 0.01;
	}
	app_run("mv '$folder/new.db' '$file'");
	is($session->answer, answer_of(300), 'all rows of the old one');
};

subtest 'WAL' => sub {
	my ($session, $folder, $file) = new_file('wal');
	my $before = folder_state($folder);

	is($session->run($query), answer_of($rows), 'the application is stopped: all rows');
	workers_are($session, 1, 'the application is stopped');
	untouched_ok($before, $folder, 'nothing changed');

	my $app = Application->open($file);
	$app->run("INSERT INTO t VALUES ($rows + 1, 'new')");
	is(folder_names($folder), 'source.db source.db-shm source.db-wal', 'the application runs');
	$before = folder_state($folder);
	is($session->run($query), answer_of($rows + 1), 'the row in the -wal is seen');
	workers_are($session, 0, 'beside a -wal');
	untouched_ok($before, $folder, 'nothing changed');

	$app->run('PRAGMA wal_checkpoint(TRUNCATE)');
	is(-s "$file-wal", 0, 'the -wal is empty');
	workers_are($session, 0, 'beside one that is empty');
	is($session->run($query), answer_of($rows + 1), 'all rows');
	$app->quit;
	is(folder_names($folder), 'source.db', 'the application can end');
};

subtest 'WAL, the application starts when the workers would begin' => sub {
	my ($session, $folder, $file) = new_file('wal');

	$session->run('BEGIN ISOLATION LEVEL REPEATABLE READ');
	$session->run('SELECT v FROM t WHERE id = 1');
	my $app = Application->open($file);
	$app->run("INSERT INTO t VALUES ($rows + 1, 'new')");
	like($session->run($query), qr/^ERROR:  40001: /m, 'an error that asks to run it again');
	$session->run('ROLLBACK');
	is($session->run($query), answer_of($rows + 1), 'which then gives all rows');
	$app->quit;
};

subtest 'a cancel, and ends before the end' => sub {
	my ($session, $folder, $file) = new_file('delete');
	my $before = folder_state($folder);
	my $long = 'SELECT count(*) FROM t, generate_series(1, 1000000) AS g WHERE v = g::text || id';

	is($session->run($query), answer_of($rows), 'all rows');
	my $descriptors = $session->descriptors;
	like($session->run("EXPLAIN (COSTS OFF) $long"), qr/Parallel Foreign Scan/, 'a query for workers');
	$session->send($long);
	for (1 .. 500)
	{
		last if $watcher->run("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'parallel worker'") > 0;
		sleep 0.01;
	}
	sleep 0.2;
	$watcher->run('SELECT pg_cancel_backend(' . $session->pid . ')');
	like($session->answer, qr/^ERROR:  57014: canceling statement due to user request$/m, 'cancelled');
	cmp_ok($session->seconds, '<', 20, 'soon');
	no_worker_is_left($file, 'after a cancel');

	is($session->run('SELECT count(*) FROM (SELECT v FROM t LIMIT 5) AS q'), '5', 'a LIMIT') for 1 .. 3;
	like($session->run('SELECT sum(1 / (id - 777)) FROM t'), qr/^ERROR:  22012: division by zero$/m, 'an error of PostgreSQL\'s in a worker');
	no_worker_is_left($file, 'after an error');
	is($session->run($query), answer_of($rows), 'all rows, again');
	is($session->descriptors, $descriptors, 'no descriptor is left');
	untouched_ok($before, $folder, 'nothing changed');
};

done_testing();
