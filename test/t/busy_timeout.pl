# A file that another process has locked is waited for as long as busy_timeout says, and no longer than needed.

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
my $folder = app_folder('busy');
my $file = "$folder/source.db";

app_run(qq{sqlite3 '$file' 'CREATE TABLE t (id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)'});
my $before = folder_state($folder);
import_file($node, 'src', $file);

my $session = PsqlSession->new($node);
my $app = Application->open($file);

sub set_timeout
{
	my ($ms) = @_;

	$session->run("ALTER SERVER src OPTIONS (DROP busy_timeout)");
	is($session->run("ALTER SERVER src OPTIONS (ADD busy_timeout '$ms')"), '', "busy_timeout is $ms ms");
	return;
}

sub is_locked
{
	my ($query) = @_;
	my $answer = $session->run($query);

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	like($answer, qr/^ERROR:  55P03: SQLite database "\Q$file\E" is locked by another process$/m, "$query: an error");
	like($answer, qr/^HINT:  .*busy_timeout/m, 'that names the option');
	return;
}

my $query = 'SELECT id FROM src.t';
my @queries = ($query, q{SELECT * FROM sqlite.inventory('src')},
	'IMPORT FOREIGN SCHEMA main FROM SERVER src INTO public', 'EXPLAIN SELECT id FROM src.t');

subtest '0 does not wait' => sub {
	set_timeout(0);
	$app->run('BEGIN EXCLUSIVE');
	for (@queries)
	{
		is_locked($_);
		cmp_ok($session->seconds, '<', 0.5, 'at once');
	}
	$app->run('COMMIT');
	is($session->run($query), '1', 'without a lock it reads');
};

subtest '1000 waits a second' => sub {
	set_timeout(1000);
	$app->run('BEGIN EXCLUSIVE');
	for (@queries)
	{
		is_locked($_);
		cmp_ok($session->seconds, '>=', 0.95, 'not before a second');
		cmp_ok($session->seconds, '<', 2, 'and not much later');
	}
	$app->run('COMMIT');
};

subtest 'the wait ends with the lock' => sub {
	set_timeout(30000);
	$app->run('BEGIN EXCLUSIVE; INSERT INTO t VALUES (2)');
	$session->send($query);
	sleep(0.7);
	ok(!$session->has_answered, 'it waits');
	$app->run('COMMIT');
	is($session->answer, "1\n2", 'it reads what was committed');
	cmp_ok($session->seconds, '<', 2, 'soon after the lock has gone');
};

subtest 'each server has its own' => sub {
	$session->run("CREATE SERVER patient FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$file', busy_timeout '800');
		CREATE FOREIGN TABLE patient (id bigint) SERVER patient OPTIONS (\"table\" 't')");
	set_timeout(0);
	$app->run('BEGIN EXCLUSIVE');
	is_locked($query);
	cmp_ok($session->seconds, '<', 0.5, 'one does not wait');
	is_locked('SELECT id FROM patient');
	cmp_ok($session->seconds, '>=', 0.75, 'the other does, on the same handle');
	is_locked($query);
	cmp_ok($session->seconds, '<', 0.5, 'and the first again not');
	$app->run('ROLLBACK');
};

subtest 'a writer that has not come to writing is no obstacle' => sub {
	set_timeout(0);
	$app->run('BEGIN IMMEDIATE; INSERT INTO t VALUES (3)');
	is($session->run($query), "1\n2", 'what is committed is read');
	is($app->run('ROLLBACK'), '', 'and the writer goes on');
};

subtest 'in a savepoint' => sub {
	set_timeout(0);
	$session->run('BEGIN; SAVEPOINT s');
	$app->run('BEGIN EXCLUSIVE');
	is_locked($query);
	$session->run('ROLLBACK TO s');
	$app->run('COMMIT');
	is($session->run($query), "1\n2", 'the transaction can try again');
	$session->run('COMMIT');
};

$app->run('DELETE FROM t WHERE id > 1; VACUUM');
my $later = folder_state($folder);
$session->run($query);
untouched_ok($later, $folder, 'nothing of the file changed');
$app->quit;

done_testing();
