# A backend that is killed while it reads leaves no lock and no file: the application writes, empties its log and ends as ever.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use Crash qw(crash_under_way);
use Folder qw(folder_names folder_state untouched_ok);
use Test::More;
use TestServer;

my $node = start_server();
my $made = 0;

$node->append_conf('postgresql.conf', "restart_after_crash = on\n");
$node->restart;

# A file of three rows, and a foreign table of it.
sub new_file
{
	my ($journal_mode) = @_;
	my $name = 'k' . ++$made;
	my $folder = app_folder($name);
	my $file = "$folder/source.db";

	app_run(qq{umask 022; sqlite3 '$file' "PRAGMA journal_mode = $journal_mode; CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);
		INSERT INTO t VALUES (1, 'one'), (2, 'two'), (3, 'three')"});
	$node->safe_psql('postgres', "CREATE SERVER $name FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$file');
		CREATE SCHEMA $name; CREATE FOREIGN TABLE $name.t (id bigint, v text) SERVER $name");
	return ($folder, $file);
}

# Kill a backend that has a snapshot of the file, in a transaction that holds it.
sub kill_reader
{
	my ($mode) = @_;
	my ($is_under_way) = crash_under_way($node,
		"BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM k$made.t; SELECT mode, 1 / (mode = '$mode')::int FROM sqlite.connections(); SELECT pg_sleep(60)", 1.5, 0);

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	return ok($is_under_way, 'a reader is killed');
}

for my $case ([ 'a running application, rollback journal', 'delete', '' ], [ 'a running application, WAL', 'wal', 'SELECT * FROM t' ], [ 'a -shm without a read mark', 'wal', '' ])
{
	my ($name, $journal_mode, $then) = @$case;

	subtest $name => sub {
		my ($folder, $file) = new_file($journal_mode);
		my $app = Application->open($file);

		$app->run("INSERT INTO t VALUES (4, 'four')");
		$app->run($then);
		my $before = folder_state($folder, except => qr/-shm$/);
		kill_reader('locked');
		untouched_ok($before, $folder, 'nothing changed', except => qr/-shm$/);
		is($app->run("INSERT INTO t VALUES (5, 'five'); UPDATE t SET v = 'x'; SELECT changes()"), '5', 'the application writes at once');
		is($app->run('PRAGMA wal_checkpoint(TRUNCATE)'), $journal_mode eq 'wal' ? '0|0|0' : '0|-1|-1', 'and empties its log');
		is($app->run('BEGIN EXCLUSIVE; ROLLBACK; VACUUM'), '', 'and has the file for itself alone');
		$app->quit;
		is(folder_names($folder), 'source.db', 'nothing is left beside the file when it ends');
		is(app_run("find '$folder' ! -user \$(id -u) | wc -l"), '0', 'and the file is its own');
	};
}

subtest 'a stopped application, WAL' => sub {
	my ($folder, $file) = new_file('wal');
	my $before = folder_state($folder);

	kill_reader('immutable');
	untouched_ok($before, $folder, 'nothing changed, nothing was made');
	is(app_run(qq{sqlite3 '$file' "UPDATE t SET v = 'x'; SELECT changes()"}), '3', 'the application writes');
	is(folder_names($folder), 'source.db', 'nothing is left beside the file');
};

subtest 'an application that was killed, WAL' => sub {
	my ($folder, $file) = new_file('wal');
	my $app = Application->open($file);

	$app->run("INSERT INTO t VALUES (4, 'four')");
	$app->crash;
	my $before = folder_state($folder);
	kill_reader('locked');
	untouched_ok($before, $folder, 'nothing changed');
	is(app_run(qq{sqlite3 '$file' "UPDATE t SET v = 'x'; SELECT changes()"}), '4', 'the application writes, and has lost nothing');
	is(folder_names($folder), 'source.db', 'nothing is left beside the file');
};

done_testing();
