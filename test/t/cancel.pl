# A cancel, a timeout and a termination end what SQLite does within 100 ms, and nothing stays behind.
#
# What is measured is printed; on a loaded machine up to 500 ms pass.
# runs alone

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use Endless qw(make_endless);
use Folder qw(folder_state untouched_ok);
use HalfWritten qw(stop_in_header);
use PsqlSession;
use Test::More;
use TestServer;
use Time::HiRes qw(sleep time);

my $allowed_ms = 500;
my $node = start_server();
my $folder = app_folder('cancel');
my $file = "$folder/source.db";
my $locked = "$folder/locked.db";

app_run(qq{sqlite3 '$file' "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);
	INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
	SELECT i, hex(randomblob(20)) FROM n;
	CREATE VIEW recursive AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) SELECT count(*) AS n FROM n;
	CREATE VIEW sorted AS SELECT a.v || b.id AS v FROM t AS a, (SELECT id FROM t LIMIT 100) AS b ORDER BY 1 DESC;
	CREATE VIEW crossed AS SELECT count(*) AS n FROM t AS a, t AS b;
	CREATE VIEW distincts AS SELECT count(DISTINCT a.v || b.id) AS n FROM t AS a, (SELECT id FROM t LIMIT 100) AS b;
	CREATE VIEW grouped AS SELECT count(*) AS n FROM (SELECT a.v || b.id AS v FROM t AS a, (SELECT id FROM t LIMIT 100) AS b GROUP BY 1);
	CREATE VIEW nothing_found AS SELECT a.id AS n FROM t AS a, t AS b WHERE a.v || b.v = 'x';
	CREATE VIEW windows AS SELECT sum(id) OVER (ORDER BY v) AS n FROM (SELECT a.id, a.v || b.id AS v FROM t AS a, (SELECT id FROM t LIMIT 100) AS b)"});
app_run(qq{sqlite3 '$locked' "CREATE TABLE t (id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)"});

import_file($node, 'src', $file);
import_file($node, 'locked', $locked, "busy_timeout '60000'");
$node->safe_psql('postgres', 'CREATE SCHEMA target');
my $watcher = PsqlSession->new($node);
my $session = PsqlSession->new($node);
my $before = folder_state($folder);

# The session is as good as new, and neither file has a lock of it.
sub all_is_free
{
	my ($what) = @_;

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	is($session->run('SELECT count(*) FILTER (WHERE in_use) FROM sqlite.connections()'), '0', "$what: nothing is in use");
	is($session->run('SELECT count(*) FROM src.t WHERE id < 10'), '9', "$what: the session reads on");
	is(app_run("timeout 5 sqlite3 '$file' 'BEGIN EXCLUSIVE; ROLLBACK' && echo free"), 'free', "$what: no lock is left");
	return;
}

# Was it quick enough?  On a loaded machine once in a while something else is
# slow, so what was late is tried again.
sub in_time_ok
{
	my ($name, $measure) = @_;
	my $ms;

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	for (1 .. 3)
	{
		$ms = int($measure->() * 1000);
		note("$name: $ms ms");
		last if $ms <= $allowed_ms;
	}
	return cmp_ok($ms, '<=', $allowed_ms, "$name: ended in time ($ms ms)");
}

# Run a query that would take long, cancel it after a while; how soon does it end?
sub cancels
{
	my ($what, $query, $after) = @_;

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	return in_time_ok($what, sub {
		$session->send($query);
		sleep($after);
		die "$what was too quick: " . $session->answer if $session->has_answered;
		my $cancelled_at = time;
		$watcher->run('SELECT pg_cancel_backend(' . $session->pid . ')');
		my $answer = $session->answer;
		my $seconds = time - $cancelled_at;
		like($answer, qr/^ERROR:  57014: canceling statement due to user request$/m, "$what: cancelled");
		$session->run('ROLLBACK TO s') if $what eq 'a savepoint';
		return $seconds;
	});
}

# The same by a timeout of 300 ms.
sub times_out
{
	my ($what, $query) = @_;

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	in_time_ok($what, sub {
		$session->run('SET statement_timeout = 300');
		my $answer = $session->run($query);
		my $seconds = $session->seconds - 0.3;
		like($answer, qr/^(ERROR:  57014: canceling statement due to statement timeout|NOTICE:  00000: caught)$/m, $what);
		$session->run('RESET statement_timeout');
		return $seconds;
	});
	return;
}

my %queries = (
	'a recursive view' => 'SELECT * FROM src.recursive',
	'a big ORDER BY' => 'SELECT count(*) FROM src.sorted',
	'a count over a cross join' => 'SELECT * FROM src.crossed',
	'a count of distinct values' => 'SELECT * FROM src.distincts',
	'a big GROUP BY' => 'SELECT * FROM src.grouped',
	'a search that finds nothing' => 'SELECT * FROM src.nothing_found',
	'a window function' => 'SELECT count(*) FROM src.windows',
	'an ANALYZE' => 'ANALYZE src.recursive',
	'a statement of the user' => q{SELECT * FROM sqlite.query('src', 'SELECT count(DISTINCT a.v || b.id) FROM t AS a, t AS b') AS q(n bigint)},
);

for my $what (sort keys %queries)
{
	# at several moments of the work, as its parts differ
	cancels($what, $queries{$what}, $_) for 0.2, 1.1;
	all_is_free($what);
}

subtest 'statement_timeout' => sub {
	times_out($_, $queries{$_}) for sort keys %queries;
	all_is_free('a timeout');
};

subtest 'within a plpgsql exception block and a savepoint' => sub {
	$session->run('BEGIN; SAVEPOINT s');
	cancels('a savepoint', 'SELECT * FROM src.recursive', 0.2);
	$session->run('ROLLBACK TO s');
	is($session->run('SELECT count(*) FROM src.t WHERE id < 10'), '9', 'the transaction goes on');
	$session->run('COMMIT');
	times_out('an exception block may catch it',
		q{DO $$ BEGIN PERFORM * FROM src.recursive; EXCEPTION WHEN query_canceled THEN RAISE NOTICE 'caught'; END $$});
	all_is_free('a block');
};

subtest 'while waiting for a lock' => sub {
	my $app = Application->open($locked);

	$app->run('BEGIN EXCLUSIVE');
	cancels('reading', 'SELECT * FROM locked.t', 0.3);
	cancels('IMPORT', 'IMPORT FOREIGN SCHEMA main FROM SERVER locked INTO target', 0.3);
	cancels('sqlite.inventory', "SELECT * FROM sqlite.inventory('locked')", 0.3);
	cancels('sqlite.query', "SELECT * FROM sqlite.query('locked', 'SELECT 1') AS q(n int)", 0.3);
	cancels('EXPLAIN', 'EXPLAIN SELECT * FROM locked.t', 0.3);
	times_out('a timeout', 'SELECT * FROM locked.t');
	is($app->run('COMMIT'), '', 'the application goes on');
	is($session->run('SELECT * FROM locked.t'), '1', 'the session reads afterwards');
	is($app->run('BEGIN EXCLUSIVE; ROLLBACK'), '', 'no lock is left');
	$app->quit;
	all_is_free('a wait');
};

SKIP: {
	skip 'Python is not here: install python3', 1 if !-x '/usr/bin/python3';
	subtest 'while the header of a -shm is half written' => sub {
		my $half = app_folder('half') . '/half.db';
		my $application = stop_in_header($half);

		$session->run(qq{CREATE SERVER half FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$half');
			CREATE FOREIGN TABLE half (id bigint) SERVER half OPTIONS ("table" 't')});
		cancels('reading', 'SELECT * FROM half', 1);
		times_out('a timeout', 'SELECT * FROM half');
		app_run("kill $application");
		like($session->run('SELECT * FROM half'), qr/^(|ERROR:  55000: .*)$/m, 'without that application there is no wait');
	};
}

subtest 'pg_terminate_backend' => sub {
	my $app = Application->open($locked);

	$app->run('BEGIN EXCLUSIVE');
	for my $query ((map { $queries{$_} } sort keys %queries), 'SELECT * FROM locked.t')
	{
		in_time_ok($query, sub {
			my $victim = PsqlSession->new($node);

			$victim->send($query);
			sleep(0.3);
			my $terminated_at = time;
			$watcher->run('SELECT pg_terminate_backend(' . $victim->pid . ')');
			like($victim->answer, qr/^FATAL:  57P01: terminating connection due to administrator command$/m, $query);
			return time - $terminated_at;
		});
	}
	$app->quit;
	all_is_free('a termination');
};

subtest 'count(*) of a table without end' => sub {
	my $endless = "$folder/endless.db";

	make_endless($endless);
	$session->run(qq{CREATE SERVER endless FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$endless');
		CREATE FOREIGN TABLE endless (a bigint) SERVER endless OPTIONS ("table" 't');
		CREATE FOREIGN TABLE counted (n bigint) SERVER endless});
	is($session->run('SELECT count(*) FROM (SELECT FROM endless LIMIT 10000) AS rows'), '10000', 'it has rows');
	like($session->run('EXPLAIN SELECT count(*) FROM endless'), qr/SQLite SQL: SELECT count\(\*\) FROM/, 'which SQLite counts');
	cancels('count(*)', 'SELECT count(*) FROM endless', 0.3);
	cancels('count(*) of a user', q{SELECT * FROM sqlite.query('endless', 'SELECT count(*) FROM t') AS q(n bigint)}, 0.3);
	cancels('count(*) of a view', 'SELECT * FROM counted', 0.3);
	times_out('a timeout', 'SELECT count(*) FROM endless');

	# SQLite knows no way to interrupt one statement of several
	$session->run('BEGIN; DECLARE c CURSOR FOR SELECT a FROM endless');
	is($session->run('FETCH 2 FROM c'), "1\n1", 'a cursor is open');
	times_out('and a block catches the cancel', q{DO $$ BEGIN PERFORM count(*) FROM endless; EXCEPTION WHEN query_canceled THEN RAISE NOTICE 'caught'; END $$});
	like($session->run('FETCH 2 FROM c'), qr/^ERROR:  57014: canceling SQLite statement due to an interrupt$/m, 'the cursor is at its end, too');
	$session->run('ROLLBACK');
	all_is_free('count(*)');
	app_run("rm '$endless'");
};

subtest 'sqlite.inventory and IMPORT of a big file' => sub {
	my $big = "$folder/big.db";

	app_run(qq{sqlite3 '$big' "PRAGMA page_size = 512; PRAGMA journal_mode = off; PRAGMA synchronous = off;
		CREATE TABLE t (id INTEGER PRIMARY KEY, v);
		INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600000)
		SELECT i, zeroblob(400) FROM n"});
	$node->safe_psql('postgres', "CREATE SERVER big FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$big')");
	$session->run("SELECT * FROM sqlite.inventory('big')");
	note(sprintf 'the inventory takes %.1f s', $session->seconds);
	for my $ms (50, 200, 400, 600)
	{
		in_time_ok("the inventory after $ms ms", sub {
			$session->run("SET statement_timeout = $ms");
			my $answer = $session->run("SELECT * FROM sqlite.inventory('big')");
			my $seconds = $session->seconds - $ms / 1000;
			like($answer, qr/^(ERROR:  57014:|table\|t\|\|600000\|)/m, "cancelled after $ms ms, unless it has ended");
			$session->run('RESET statement_timeout');
			return $seconds;
		});
	}
	app_run("rm '$big'");
};

untouched_ok($before =~ s/^\. .*\n//r, $folder, 'nothing of the files changed', except => qr/^\.$/);

done_testing();
