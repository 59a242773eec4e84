# A session has one handle per file, whatever leads to it, and holds no lock on it while it is idle.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use Folder qw(folder_state untouched_ok);
use PostgreSQL::Test::Utils;
use PsqlSession;
use Test::More;
use TestServer;
use Time::HiRes qw(sleep);

my $node = start_server();
my $folder = app_folder('handle');
my $file = "$folder/source.db";
my $wal = "$folder/wal.db";
my $links = PostgreSQL::Test::Utils::tempdir();

for ([ $file, 'delete' ], [ $wal, 'wal' ])
{
	my ($path, $journal_mode) = @$_;
	app_run(qq{sqlite3 '$path' "PRAGMA journal_mode = $journal_mode;
		CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c');
		CREATE TABLE u (id INTEGER PRIMARY KEY); INSERT INTO u VALUES (1)"});
}
symlink($file, "$links/link.db") or die $!;
app_run("ln '$file' '$folder/hard_link.db'; mkdir '$folder/other'");

my $before = folder_state($folder);
import_file($node, 'src', $file, "busy_timeout '500'");
import_file($node, 'other', $file, "busy_timeout '500'");
import_file($node, 'link', "$links/link.db", "busy_timeout '500'");
import_file($node, 'hard', "$folder/hard_link.db", "busy_timeout '500'");
import_file($node, 'dots', "$folder/other/../source.db", "busy_timeout '500'");
import_file($node, 'wal', $wal, "busy_timeout '500'");

my $session = PsqlSession->new($node);
my $app = Application->open($file);
my $app_wal = Application->open($wal);

# The locks that a process holds on a file, as the kernel lists them.
sub locks_of
{
	my ($pid, $path) = @_;
	my $inode = (stat $path)[1] or die "no $path";

	open(my $list, '<', '/proc/locks') or die "cannot read /proc/locks: $!";
	# what others lock while the list is read can make a line come twice, but for its number
	my %lines = map { s/^\S+ //r => (split)[3] } grep { /^\S+ (?:POSIX|OFDLCK) .* $pid \S+:$inode / } <$list>;
	return join ' ', values %lines;
}

# How many descriptors of a process lead to a file or what is beside it.
sub descriptors_of
{
	my ($pid, $path) = @_;

	return scalar grep { index(readlink($_) // '', $path) == 0 } glob "/proc/$pid/fd/*";
}

subtest 'one handle for all ways to a file' => sub {
	is( $session->run('SELECT count(*), (SELECT count(*) FROM sqlite.connections())
			FROM src.t JOIN other.t USING (id) JOIN link.t USING (id) JOIN hard.t USING (id) JOIN dots.t USING (id)'),
		'3|1', 'five servers, one of them by a symbolic link, one by a hard link: one handle in the same statement');
	is($session->run('SELECT count(*) FROM sqlite.connections()'), '1', 'and afterwards');
	is(descriptors_of($session->pid, $file) + descriptors_of($session->pid, "$folder/hard_link.db"), 1, 'one descriptor');
	is($session->run("SELECT count(*) > 0 FROM sqlite.inventory('$links/link.db')"), 't', 'a path uses it too');
	$session->run('SELECT count(*) FROM src.t');
	is($session->run(q{SELECT sqlite.disconnect('hard')}), '1', 'and any name closes it');
	is(descriptors_of($session->pid, $folder), 0, 'so that nothing is left open');
};

subtest 'idle in a READ COMMITTED transaction: no lock' => sub {
	$session->run('BEGIN');
	is($session->run('SELECT count(*) FROM src.t'), '3', 'a statement');
	is(locks_of($session->pid, $file), '', 'the kernel lists no lock of the session');
	is($app->run("INSERT INTO t VALUES (4, 'd')"), '', 'the application writes');
	is($session->run('SELECT count(*) FROM src.t'), '4', 'the next statement sees it');
	is($app->run('BEGIN EXCLUSIVE; ROLLBACK; VACUUM'), '', 'it may lock the file exclusively');
	$session->run('COMMIT');
};

subtest 'idle in a READ COMMITTED transaction: no lock on a live WAL file either' => sub {
	$app_wal->run("INSERT INTO t VALUES (4, 'd'); SELECT * FROM t");
	$session->run('BEGIN');
	is($session->run('SELECT count(*) FROM wal.t'), '4', 'a statement');
	is(locks_of($session->pid, $wal), '', 'the kernel lists no lock of the session');
	is(locks_of($session->pid, "$wal-shm"), '', 'nor on its -shm');
	like($app_wal->run('PRAGMA wal_checkpoint(TRUNCATE)'), qr/^0\|/, 'the application checkpoints all');
	is($app_wal->run('PRAGMA journal_mode = delete'), 'delete', 'and may change the journal mode');
	is($app_wal->run('PRAGMA journal_mode = wal'), 'wal', 'and back');
	$session->run('COMMIT');
	is($session->run('SELECT count(*) FROM wal.t'), '4', 'the session reads on');
};

subtest 'an open cursor locks, as every reader does' => sub {
	$session->run('BEGIN; DECLARE c CURSOR FOR SELECT id FROM src.t');
	is($session->run('FETCH 1 FROM c'), '1', 'a cursor is open');
	is(locks_of($session->pid, $file), 'READ', 'the kernel lists a lock for reading');
	like($app->run("INSERT INTO t VALUES (5, 'e')"), qr/database is locked/, 'the application cannot commit');
	is($session->run('SELECT count(*) FROM other.t'), '4', 'another statement of the session reads beside it');
	is(locks_of($session->pid, $file), 'READ', 'whose end leaves the cursor its lock');
	$session->run('SAVEPOINT s');
	like($session->run('SELECT 1 / (id - id) FROM link.t'), qr/^ERROR:  22012:/m, 'another fails');
	$session->run('ROLLBACK TO s');
	is(locks_of($session->pid, $file), 'READ', 'also then');
	is($session->run('FETCH 1 FROM c'), '2', 'the cursor goes on');
	$session->run('CLOSE c');
	is(locks_of($session->pid, $file), '', 'with the cursor the lock goes');
	is($app->run("INSERT INTO t VALUES (5, 'e')"), '', 'and the application writes');
	$session->run('COMMIT');
};

subtest 'a writer that waits for our cursor does not lock us up' => sub {
	$session->run('BEGIN; DECLARE c CURSOR FOR SELECT id FROM src.t');
	$session->run('FETCH 1 FROM c');
	$app->run('.timeout 20000');
	$app->send("INSERT INTO t VALUES (6, 'f')");
	sleep(0.3);
	is($session->run('SELECT count(*) FROM src.t'), '5', 'another statement reads, although a writer waits');
	is($session->run('SELECT count(*) FROM src.u'), '1', 'another table too');
	is($session->run('FETCH 1 FROM c'), '2', 'the cursor goes on');
	$session->run('COMMIT');
	is($app->answer, '', 'then the writer gets its turn');
	$app->run('.timeout 0');
	is($session->run('SELECT count(*) FROM src.t'), '6', 'and its row is seen');
};

subtest 'REPEATABLE READ keeps its lock to the end' => sub {
	$session->run('BEGIN ISOLATION LEVEL REPEATABLE READ');
	is($session->run('SELECT count(*) FROM src.t'), '6', 'a statement');
	is(locks_of($session->pid, $file), 'READ', 'the kernel lists a lock for reading');
	like($app->run("DELETE FROM t WHERE id > 3"), qr/database is locked/, 'the application cannot commit');
	$session->run('COMMIT');
	is(locks_of($session->pid, $file), '', 'with the transaction the lock goes');
	is($app->run("DELETE FROM t WHERE id > 3"), '', 'and the application writes');
};

subtest 'keep_connections' => sub {
	$session->run("ALTER SERVER src OPTIONS (ADD keep_connections 'false'); SELECT sqlite.disconnect()");
	$session->run('BEGIN');
	is($session->run('SELECT count(*) FROM src.t'), '3', 'a statement');
	is($session->run('SELECT count(*) FROM sqlite.connections()'), '1', 'the handle stays within the transaction');
	$session->run('COMMIT');
	is($session->run('SELECT count(*) FROM sqlite.connections()'), '0', 'and goes with it');
	is(descriptors_of($session->pid, $folder), 0, 'so that nothing is left open');
	$session->run("ALTER SERVER src OPTIONS (DROP keep_connections)");
};

subtest 'idle handles are capped' => sub {
	my $many = app_folder('many');
	for my $i (1 .. 40)
	{
		app_run("cp '$file' '$many/$i.db'");
		$session->run("CREATE SERVER m$i FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$many/$i.db');
			CREATE FOREIGN TABLE m$i (id bigint) SERVER m$i OPTIONS (\"table\" 't')");
		$session->run("SELECT count(*) FROM m$i") eq '3' or die "m$i cannot be read";
	}
	cmp_ok($session->run('SELECT count(*) FROM sqlite.connections()'), '<=', 16, 'at most 16 of 40 files stay open');
	is($session->run('SELECT count(*) FROM m1'), '3', 'and the first can still be read');
	is($session->run('SELECT ' . join('+', map { "(SELECT count(*) FROM m$_)" } 1 .. 40)), '120', 'and all of them at once');
	cmp_ok(descriptors_of($session->pid, $many), '<=', 41, 'as many descriptors as files');
};

$app->quit;
$app_wal->quit;
my $later = folder_state($folder);
$session->run('SELECT count(*) FROM src.t; SELECT count(*) FROM wal.t');
untouched_ok($later, $folder, 'nothing of the files changed');

done_testing();
