# From REPEATABLE READ on a transaction sees one state of the file, from its first look at it on.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder);
use Folder qw(folder_state untouched_ok);
use PsqlSession;
use Test::More;
use TestServer;

my $node = start_server();
my $folder = app_folder('snapshot');
my $file = "$folder/source.db";
my $app = Application->open($file);
my $rows = 3;

$app->run('PRAGMA journal_mode = wal; CREATE TABLE t (id INTEGER PRIMARY KEY); CREATE TABLE u (id INTEGER PRIMARY KEY)');
$app->run("INSERT INTO $_ VALUES (1), (2), (3)") for qw(t u);
$app->run('SELECT * FROM t');
import_file($node, 'src', $file);
$node->safe_psql('postgres', q{
	CREATE FUNCTION volatile_count() RETURNS bigint VOLATILE LANGUAGE plpgsql AS
		'BEGIN RETURN (SELECT count(*) FROM src.u); END';
});

my $session = PsqlSession->new($node);
my $other = PsqlSession->new($node);
$_->run('SET search_path = src, public') for $session, $other;

sub commit_row
{
	$rows++;
	my $said = $app->run("BEGIN; INSERT INTO t VALUES ($rows); INSERT INTO u VALUES ($rows); COMMIT; SELECT count(*) FROM u");
	die "the application could not commit: $said" if $said ne $rows;
	return;
}

for my $level ('REPEATABLE READ', 'SERIALIZABLE')
{
	subtest $level => sub {
		my $seen = $rows;

		$session->run("BEGIN ISOLATION LEVEL $level");
		is($session->run('SELECT count(*) FROM t'), $seen, 'the first look fixes the state');
		commit_row();
		is($session->run('SELECT count(*) FROM u'), $seen, 'another table is of the same state');
		is($session->run('SELECT count(*) FROM t'), $seen, 'so is the same table again');
		is($session->run('SELECT volatile_count()'), $seen, 'and what a volatile function reads');
		is($session->run(q{SELECT rows FROM sqlite.inventory('src') WHERE name = 'u'}), $seen, 'and the inventory');
		is($other->run('SELECT count(*) FROM u'), $rows, 'another session sees the new row');

		$session->run('SAVEPOINT s');
		like($session->run('SELECT 1 / (count(*) - count(*)) FROM u'), qr/^ERROR:  22012:/m, 'an error');
		$session->run('ROLLBACK TO s');
		is($session->run('SELECT count(*) FROM u'), $seen, 'after a savepoint rolled back it is still the same state');

		$session->run('DECLARE c CURSOR FOR SELECT id FROM t');
		is($session->run('FETCH 1 FROM c'), '1', 'a cursor');
		commit_row();
		is($session->run('SELECT count(*) FROM t'), $seen, 'a statement beside it');
		like($session->run('FETCH ALL FROM c'), qr/\n$seen$/, 'sees what it sees');
		is($session->run('SELECT count(*) FROM sqlite.connections()'), '1', 'one handle does it all');

		$session->run('SAVEPOINT s2; ROLLBACK TO s2; COMMIT AND CHAIN');
		is($session->run('SELECT count(*) FROM u'), $rows, 'the next transaction sees what was committed since');
		$session->run('COMMIT');
		is($session->run('SELECT count(*) FILTER (WHERE in_use) FROM sqlite.connections()'), '0', 'nothing is in use afterwards');
	};
}

subtest 'the state is that of the first look, not of BEGIN' => sub {
	$session->run('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM pg_class');
	commit_row();
	is($session->run('SELECT count(*) FROM t'), $rows, 'a row committed between them is seen');
	$session->run('ROLLBACK');
};

subtest 'sqlite.disconnect leaves a transaction its state' => sub {
	my $seen = $rows;
	$session->run('BEGIN ISOLATION LEVEL REPEATABLE READ');
	is($session->run('SELECT count(*) FROM t'), $seen, 'a state');
	commit_row();
	like($session->run('SELECT sqlite.disconnect()'), qr/^0\nWARNING:  55006: /, 'it closes nothing and warns');
	is($session->run('SELECT count(*) FROM t'), $seen, 'the same state');
	$session->run('COMMIT');
};

subtest 'the application checkpoints meanwhile' => sub {
	my $seen = $rows;
	$session->run('BEGIN ISOLATION LEVEL REPEATABLE READ');
	is($session->run('SELECT count(*) FROM t'), $seen, 'a state');
	commit_row();
	like($app->run('PRAGMA wal_checkpoint(PASSIVE)'), qr/^0\|/, 'the application checkpoints what it may');
	commit_row();
	is($session->run('SELECT count(*) FROM u'), $seen, 'the same state');
	$session->run('COMMIT');
	like($app->run('PRAGMA wal_checkpoint(TRUNCATE)'), qr/^0\|0\|0$/, 'afterwards it checkpoints all');
	is($session->run('SELECT count(*) FROM u'), $rows, 'and we see all');
};

my $before = folder_state($folder);
$session->run('SELECT count(*) FROM t');
untouched_ok($before, $folder, 'nothing of the file changed');

done_testing();
