# One statement of sqlite.query reads hundreds of files: one after the other, each of one state, and leaves none open.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use Folder qw(folder_state untouched_ok);
use PsqlSession;
use Test::More;
use TestServer;

my $count = 250;
my $node = start_server();
my $folder = app_folder('many');
my $live = app_folder('live');

# every other one is in WAL mode, and its application has stopped
app_run(qq{for n in \$(seq $count); do
	mode=delete; [ \$((n % 2)) -eq 0 ] || mode=wal
	sqlite3 '$folder'/\$n.db "PRAGMA journal_mode = \$mode; CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);
		INSERT INTO t VALUES (1, 'first of \$n'), (2, 'second of \$n')" >/dev/null
done});
app_run(qq{for mode in delete wal; do sqlite3 '$live'/\$mode.db "PRAGMA journal_mode = \$mode; CREATE TABLE t (id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)"; done});
my $before = folder_state($folder);

# read_at(path, n, stop) gives the path, but waits for lock 42 first if n is stop
$node->safe_psql('postgres', q{
	CREATE FUNCTION read_at(path text, n bigint, stop bigint) RETURNS text LANGUAGE plpgsql AS $$
	BEGIN
	  IF n = stop THEN
	    PERFORM pg_advisory_lock(42);
	    PERFORM pg_advisory_unlock(42);
	  END IF;
	  RETURN path;
	END $$});
my $session = PsqlSession->new($node);
my $other = PsqlSession->new($node);

my $all = 'SELECT count(*), count(DISTINCT q.v), sum(q.id) '
  . "FROM pg_ls_dir('$folder') AS f, LATERAL sqlite.query('$folder/' || f, 'SELECT id, v FROM t') AS q(id bigint, v text)";
my $answer = join '|', 2 * $count, 2 * $count, 3 * $count;

sub open_files
{
	return $session->run('SELECT count(*) FROM sqlite.connections()');
}

# Run a statement, and at its stop let the application do something.
sub run_with_stop
{
	my ($query, $application) = @_;

	$other->run('SELECT pg_advisory_lock(42)');
	$session->send($query);
	wait_for_event($node, $session, 'advisory');
	$application->();
	$other->run('SELECT pg_advisory_unlock(42)');
	return $session->answer;
}

$session->run($all);
my $descriptors = $session->descriptors;

subtest 'all of them in one statement' => sub {
	is($session->run($all), $answer, 'every row');
	is(open_files(), '0', 'no handle is left');
	is($session->descriptors, $descriptors, 'nor a descriptor');
	is( $session->run(
			"SELECT max(c.n) FROM pg_ls_dir('$folder') AS f, LATERAL sqlite.query('$folder/' || f, 'SELECT 1') AS q(one int), "
			  . 'LATERAL (SELECT count(*) * q.one AS n FROM sqlite.connections()) AS c'),
		'1', 'one is open at a time');
	untouched_ok($before, $folder, 'nothing of the files changed');
};

subtest 'in a transaction' => sub {
	$session->run('BEGIN');
	is($session->run($all), $answer, 'every row') for 1 .. 2;
	is(open_files(), '0', 'no handle is left before its end');
	is(app_run("timeout 5 sqlite3 '$folder/2.db' 'BEGIN EXCLUSIVE; ROLLBACK' && echo free"), 'free', 'nor a lock');
	$session->run('COMMIT');
};

subtest 'an error among many' => sub {
	like($session->run($all =~ s/SELECT id, v/SELECT v, id/r), qr/^ERROR:  22P02: .*\nDETAIL:  .*SQLite database "\Q$folder\E\/\d+\.db"/m, 'names the file');
	is(open_files(), '0', 'no handle is left');
	is($session->descriptors, $descriptors, 'nor a descriptor');
};

subtest 'REPEATABLE READ' => sub {
	my $read = sub { "SELECT q.v FROM sqlite.query('$folder/$_[0].db', 'SELECT v FROM t WHERE id = 1') AS q(v text)" };

	$session->run('BEGIN ISOLATION LEVEL REPEATABLE READ');
	is( $session->run("SELECT count(*) FROM generate_series(1, $count) AS n, LATERAL sqlite.query('$folder/' || n || '.db', 'SELECT id FROM t') AS q(id int)"),
		2 * $count, 'all of them');
	cmp_ok(open_files(), '<=', 17, 'most were closed');
	is($session->run($read->(1)), 'first of 1', 'one that was is read again');
	app_run("sqlite3 '$folder/3.db' \"UPDATE t SET v = 'changed'\"");
	$session->run('SAVEPOINT s');
	like($session->run($read->(3)), qr/^ERROR:  40001: SQLite database ".*3\.db" was opened or changed/m, 'one that has changed since is not');
	$session->run('ROLLBACK TO s');
	app_run("cp '$folder/5.db' '$folder/copy'; mv '$folder/copy' '$folder/5.db'");
	like($session->run($read->(5)), qr/^ERROR:  40001: /m, 'nor one that was replaced');
	$session->run('ROLLBACK TO s');
	like(app_run("sqlite3 '$folder/$count.db' \"UPDATE t SET v = 'changed'\""), qr/locked/, 'one that is still open cannot change');
	is($session->run($read->($count)), "first of $count", 'and is read');
	$session->run('COMMIT');
	is(open_files(), '0', 'no handle is left');
	is($session->descriptors, $descriptors, 'nor a descriptor');
	is($session->run($read->(3)), 'changed', 'the next transaction sees the change');
};

subtest 'one statement sees one state of a file' => sub {
	my $app = Application->open("$live/wal.db");
	$app->run('INSERT INTO t VALUES (2)');
	my $reads = sub {
		my ($stop, @files) = @_;
		return "SELECT f.n, q.count FROM unnest(ARRAY[" . join(',', map { "'$_'" } @files) . "]) WITH ORDINALITY AS f(path, n), "
		  . "LATERAL sqlite.query(read_at(f.path, f.n, $stop), 'SELECT count(*) FROM t') AS q(count int)";
	};
	my ($wal, $delete) = ("$live/wal.db", "$live/delete.db");
	my $commit_wal = sub { is($app->run('INSERT INTO t SELECT max(id) + 1 FROM t'), '', 'the application commits') };
	my $commit_delete = sub { is(app_run("sqlite3 '$delete' 'INSERT INTO t SELECT max(id) + 1 FROM t'"), '', 'the application commits') };

	is(run_with_stop($reads->(2, $wal, $wal), $commit_wal), "1|2\n2|2", 'WAL mode, twice in a row: the state of the first time');
	is($session->run($reads->(0, $wal, $delete, $wal)), "1|3\n2|1\n3|3", 'again after another file');
	like(run_with_stop($reads->(3, $wal, $delete, $wal), $commit_wal), qr/^ERROR:  40001: .*wal\.db" was opened or changed/m, 'not if it has changed');
	is($session->run($reads->(0, $delete, $wal, $delete)), "1|1\n2|4\n3|1", 'a rollback journal');
	like(run_with_stop($reads->(3, $delete, $wal, $delete), $commit_delete), qr/^ERROR:  40001: .*delete\.db" was opened or changed/m, 'not if it has changed');
	is($session->run($reads->(0, $delete)), '1|2', 'the next statement sees it');

	# a server's file stays where it is until the statement ends
	$session->run("CREATE SERVER live FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$wal')");
	my $count_in = sub { "SELECT * FROM sqlite.query(read_at('$_[0]', $_[1], 2), 'SELECT count(*) FROM t') AS q(count int)" };
	is(run_with_stop(join(' UNION ALL ', $count_in->('live', 1), $count_in->('live', 2), $count_in->($wal, 3)), $commit_wal),
		"4\n4\n4", 'two calls on a server, and one on its path');
	is($session->run('SELECT count(*) FILTER (WHERE in_use) FROM sqlite.connections()'), '0', 'nothing is in use');
	$app->quit;
};

subtest 'a large result goes to disk' => sub {
	my $rows = sub {
		"SELECT count(*) FROM sqlite.query('$live/delete.db', 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $_[0]) SELECT i, hex(zeroblob(50)) FROM n') AS q(i bigint, v text)"
	};

	$session->run('SET work_mem = 64');
	is($session->run($rows->(1000)), '1000', 'few rows');
	my $memory = $session->rss_anon_kb;
	is($session->run($rows->(400000)), '400000', 'many');
	cmp_ok($session->rss_anon_kb - $memory, '<', 4096, 'take no more memory');
	is( $session->run("SELECT sum(q.n) FROM generate_series(1, 5000) AS g, LATERAL sqlite.query('$live/delete.db', 'SELECT ' || g || ' - ' || g || ' + 1') AS q(n int)"),
		'5000', 'nor do many calls');
	cmp_ok($session->rss_anon_kb - $memory, '<', 4096, 'of which nothing stays');
};

done_testing();
