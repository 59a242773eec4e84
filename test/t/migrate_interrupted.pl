# A run that is cancelled, timed out or killed while it loads leaves nothing but its record, and the file free.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use Folder qw(folder_state untouched_ok);
use PsqlSession;
use Test::More;
use TestServer;
use Time::HiRes qw(sleep);

my $node = start_server();
my $folder = app_folder('interrupted');
my $file = "$folder/source.db";

app_run(qq{sqlite3 '$file' "CREATE TABLE a (id INTEGER PRIMARY KEY, v TEXT);
	INSERT INTO a VALUES (1, 'first');
	CREATE TABLE big (id INTEGER PRIMARY KEY, v TEXT, n INTEGER);
	INSERT INTO big WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250000) SELECT i, hex(randomblob(20)), i FROM n;
	CREATE INDEX by_v ON big (v)"});
my $before = folder_state($folder);
my $session = PsqlSession->new($node);
my $watcher = PsqlSession->new($node);

# What other sessions see of the load: its table and the rows so far.
sub progress
{
	return $watcher->run('SELECT relid, tuples_processed, command, type FROM pg_stat_progress_copy WHERE pid = ' . $_[0]->pid);
}

# Begin a run, and wait until it has loaded some rows of the big table.
sub begin_run
{
	my ($of, $call) = @_;

	$of->send($call);
	for (1 .. 3000)
	{
		my ($relid, $rows) = split /\|/, progress($of);
		return $rows if defined $rows && $rows > 1000;
		die 'the run was too quick: ' . $of->answer if $of->has_answered;
		sleep 0.005;
	}
	die 'no rows are loaded';
}

sub nothing_is_left
{
	my ($what) = @_;

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	is($watcher->run(q{SELECT count(*) FROM pg_namespace WHERE nspname ~ '^(app|sqlite_migration)'}), '0', "$what: no schema");
	is($watcher->run('SELECT count(*) FROM pg_foreign_server'), '0', "$what: no server");
	is($watcher->run('SELECT count(*) FROM pg_stat_progress_copy'), '0', "$what: no progress");
	is(app_run("timeout 5 sqlite3 '$file' 'BEGIN EXCLUSIVE; ROLLBACK' && echo free"), 'free', "$what: no lock");
	return;
}

sub session_is_free
{
	my ($what) = @_;

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	is($session->run('SELECT count(*) FROM sqlite.connections()'), '0', "$what: nothing is open");
	is($session->run('SHOW search_path'), '"$user", public', "$what: the settings are the session's own");
	return;
}

sub last_state
{
	return $watcher->run('SELECT state, error, finished_at IS NOT NULL FROM sqlite.migration ORDER BY run DESC LIMIT 1');
}

$session->run('SET client_min_messages = warning');
my $call = "CALL sqlite.migrate('$file', 'app')";

subtest 'progress' => sub {
	my $rows = begin_run($session, $call);
	my ($relid, $later, $command, $type) = split /\|/, progress($session);

	cmp_ok($rows, '<', 250000, "while it loads, $rows rows");
	cmp_ok($later, '>=', $rows, 'then more of them');
	is("$command $type", 'COPY FROM CALLBACK', 'as COPY has it');
	like($session->answer, qr/\|\{a,big\}\|250001\|0\|0\|/, 'the run ends');
	is($watcher->run(q{SELECT 'app.big'::regclass::oid}), $relid, 'the table was the target');
	is(progress($session), '', 'afterwards there is none');
	session_is_free('a run');
	$session->run('DROP SCHEMA app CASCADE');
};

subtest 'a cancel' => sub {
	begin_run($session, $call);
	$watcher->run('SELECT pg_cancel_backend(' . $session->pid . ')');
	like($session->answer, qr/^ERROR:  57014: canceling statement due to user request$/m, 'the error');
	is(last_state(), 'failed|canceling statement due to user request|t', 'the record');
	is($watcher->run('SELECT table_name, rows FROM sqlite.migration_table WHERE run = (SELECT max(run) FROM sqlite.migration) ORDER BY 1'), "a|1\nbig|0", 'how far it came');
	nothing_is_left('a cancel');
	session_is_free('a cancel');
};

subtest 'a timeout' => sub {
	$session->run('SET statement_timeout = 400');
	my $answer = $session->run("CALL sqlite.migrate('$file', 'app')");
	$session->run('RESET statement_timeout');
	SKIP: {
		skip 'this machine is too fast', 2 if $answer !~ /ERROR/;
		like($answer, qr/^ERROR:  57014: canceling statement due to statement timeout$/m, 'the error');
		is(last_state(), 'failed|canceling statement due to statement timeout|t', 'the record');
	}
	$session->run('DROP SCHEMA IF EXISTS app CASCADE');
	nothing_is_left('a timeout');
	session_is_free('a timeout');
};

subtest 'a cancel in a transaction block' => sub {
	my $runs = $watcher->run('SELECT count(*) FROM sqlite.migration');
	$session->run('BEGIN; SAVEPOINT s');
	begin_run($session, $call);
	$watcher->run('SELECT pg_cancel_backend(' . $session->pid . ')');
	like($session->answer, qr/^ERROR:  57014: /m, 'the error');
	$session->run('ROLLBACK TO s');
	is($session->run('SELECT count(*) FROM sqlite.connections() WHERE in_use'), '0', 'nothing is in use');
	$session->run('COMMIT');
	session_is_free('a savepoint');
	is($watcher->run('SELECT count(*) FROM sqlite.migration'), $runs, 'the record goes with it');
	nothing_is_left('a savepoint');
};

subtest 'a termination' => sub {
	my $victim = PsqlSession->new($node);
	my $runs = $watcher->run('SELECT count(*) FROM sqlite.migration');

	begin_run($victim, $call);
	$watcher->run('SELECT pg_terminate_backend(' . $victim->pid . ')');
	like($victim->answer, qr/^FATAL:  57P01: /m, 'the error');
	$node->poll_query_until('postgres', 'SELECT count(*) = 0 FROM pg_stat_activity WHERE pid = ' . $victim->pid);
	is($watcher->run('SELECT count(*) FROM sqlite.migration'), $runs, 'there is no record');
	nothing_is_left('a termination');
};

subtest 'a client that goes away' => sub {
	my $victim = PsqlSession->new($node);

	$victim->run('SET client_connection_check_interval = 100');
	begin_run($victim, $call);
	$victim->{run}->kill_kill;
	$node->poll_query_until('postgres', 'SELECT count(*) = 0 FROM pg_stat_activity WHERE pid = ' . $victim->pid);
	nothing_is_left('a client that goes away');
};

subtest 'a crash of the server' => sub {
	begin_run($session, $call);
	$node->stop('immediate');
	$node->start;
	$watcher = PsqlSession->new($node);
	$session = PsqlSession->new($node);
	$session->run('SET client_min_messages = warning');
	nothing_is_left('a crash');
};

subtest 'another run after all of these' => sub {
	like($session->run($call), qr/\|\{a,big\}\|250001\|0\|0\|/, 'works');
	is($watcher->run('SELECT count(*) FROM app.big'), '250000', 'all rows');
	is($watcher->run('SELECT state FROM sqlite.migration ORDER BY run DESC LIMIT 1'), 'done', 'the record');
	is($watcher->run(q{SELECT count(*) FROM sqlite.migration WHERE state = 'running'}), '0', 'no run is said to go on');
};

untouched_ok($before, $folder, 'nothing of the file changed');

done_testing();
