# A run reads one state of a file, whatever its application commits meanwhile.
#
# The application commits to two tables at once, so they always have equally many
# rows.  Between the first table and the second the run waits for a lock.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use PsqlSession;
use Test::More;
use TestServer;

my $node = start_server();
my $folder = app_folder('snapshot');
my $session = PsqlSession->new($node);
my $holder = PsqlSession->new($node);

$session->run('SET client_min_messages = warning');

# A view of which each row waits for lock 42, between the tables "first" and "second".
$node->safe_psql('postgres', q{
	CREATE FUNCTION public.wait_here(v bigint) RETURNS bigint LANGUAGE plpgsql AS $$
	BEGIN
	  PERFORM pg_advisory_lock_shared(42);
	  PERFORM pg_advisory_unlock_shared(42);
	  RETURN v;
	END $$});

sub make_source
{
	my ($name, $mode) = @_;
	my $file = "$folder/$name.db";
	my $app = Application->open($file);

	$app->run("PRAGMA journal_mode = $mode; CREATE TABLE first (id INTEGER PRIMARY KEY); CREATE TABLE second (id INTEGER PRIMARY KEY); INSERT INTO first VALUES (1), (2); INSERT INTO second VALUES (1), (2)");
	$app->run('SELECT * FROM first');
	import_file($node, $name, $file);
	$node->safe_psql('postgres', qq{
		CREATE SCHEMA ${name}_views;
		CREATE VIEW ${name}_views.a_first AS SELECT id FROM $name.first;
		CREATE VIEW ${name}_views.b_waiting AS SELECT public.wait_here(id) AS id FROM $name.first WHERE id = 1;
		CREATE VIEW ${name}_views.c_second AS SELECT id FROM $name.second;
		CREATE VIEW ${name}_views.d_both AS SELECT f.id FROM $name.first AS f JOIN $name.second AS s ON s.id = f.id});
	return $app;
}

# Run a migration, and do something while it waits.
sub run_with_stop
{
	my ($call, $meanwhile) = @_;

	$holder->run('SELECT pg_advisory_lock(42)');
	$session->send($call);
	wait_for_event($node, $session, 'advisory');
	$meanwhile->();
	$holder->run('SELECT pg_advisory_unlock(42)');
	return $session->answer;
}

sub counts
{
	my ($schema) = @_;
	return $session->run(join ' UNION ALL ', map { "SELECT count(*) FROM $schema.$_" } qw(a_first c_second d_both));
}

for my $isolation ('READ COMMITTED', 'REPEATABLE READ')
{
	my $name = 'wal_' . lc substr($isolation, 0, 4);
	my $target = "${name}_target";

	subtest "WAL mode, $isolation" => sub {
		my $app = make_source($name, 'wal');
		my $commits = 0;

		$session->run("SET default_transaction_isolation = '\L$isolation'");
		my $answer = run_with_stop("CALL sqlite.migrate('schema:${name}_views', '$target')", sub {
			is($app->run('BEGIN; INSERT INTO first VALUES (3); INSERT INTO second VALUES (3); COMMIT; SELECT count(*) FROM second'), '3', 'the application commits');
			$commits++;
		});
		like($answer, qr/\|\{a_first,b_waiting,c_second,d_both\}\|7\|0\|/, 'the run ends');
		is(counts($target), "2\n2\n2", 'all of the state of the beginning');
		$session->run("DROP SCHEMA $target CASCADE");
		like($session->run("CALL sqlite.migrate('schema:${name}_views', '$target')"), qr/\|10\|0\|/, 'the next run sees what was committed');
		is(counts($target), "3\n3\n3", 'all of it');
		is($session->run('SELECT count(*) FILTER (WHERE in_use) FROM sqlite.connections()'), '0', 'nothing is in use');
		$session->run('RESET default_transaction_isolation');
		is($app->run('PRAGMA wal_checkpoint(TRUNCATE)'), '0|0|0', 'and the application can empty its log');
		$app->quit;
	};
}

subtest 'a rollback journal' => sub {
	my $app = make_source('journal', 'delete');
	my $answer = run_with_stop("CALL sqlite.migrate('schema:journal_views', 'journal_target')", sub {
		like($app->run('INSERT INTO first VALUES (3)'), qr/locked/, 'the application has to wait');
	});
	like($answer, qr/\|7\|0\|/, 'the run ends');
	is($app->run('INSERT INTO first VALUES (3); INSERT INTO second VALUES (3); SELECT count(*) FROM second'), '3', 'then it can commit');
	is(counts('journal_target'), "2\n2\n2", 'one state');
	$app->quit;
};

subtest 'a transaction that goes on holds nothing' => sub {
	my $app = make_source('going_on', 'delete');

	$session->run('BEGIN');
	like($session->run("CALL sqlite.migrate('schema:going_on_views', 'going_on_target')"), qr/\|7\|0\|/, 'the run ends');
	is($app->run('INSERT INTO first VALUES (3); SELECT count(*) FROM first'), '3', 'the application commits before the transaction ends');
	$session->run('COMMIT');
	$app->quit;
};

subtest 'WAL mode without an application' => sub {
	make_source('stopped', 'wal')->quit;
	my $answer = run_with_stop("CALL sqlite.migrate('schema:stopped_views', 'stopped_target')", sub {
		is(app_run("sqlite3 '$folder/stopped.db' 'INSERT INTO second VALUES (3); SELECT count(*) FROM second'"), '3', 'one that comes commits');
	});
	like($answer, qr/^ERROR:  40001: SQLite database ".*stopped\.db" was opened or changed/m, 'the run says so');
	is($session->run("SELECT count(*) FROM pg_namespace WHERE nspname = 'stopped_target'"), '0', 'and leaves nothing');
	like($session->run('SELECT state, error FROM sqlite.migration ORDER BY run DESC LIMIT 1'), qr/^failed\|SQLite database /, 'but its record');
	like($session->run("CALL sqlite.migrate('schema:stopped_views', 'stopped_target')"), qr/\|8\|0\|/, 'another one works');
};

done_testing();
