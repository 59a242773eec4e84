# Runs in one session, and runs at the same time, do not get into each other's way, and leave nothing open.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use Folder qw(folder_state untouched_ok);
use PsqlSession;
use Test::More;
use TestServer;

my $node = start_server();
my $folder = app_folder('repeated');

app_run(qq{for n in 1 2; do sqlite3 '$folder'/\$n.db "CREATE TABLE parent_\$n (id INTEGER PRIMARY KEY, v TEXT UNIQUE);
	CREATE TABLE child_\$n (id INTEGER PRIMARY KEY, p INTEGER REFERENCES parent_\$n, n INTEGER);
	INSERT INTO parent_\$n VALUES (1, 'a'), (2, 'b'); INSERT INTO child_\$n VALUES (1, 1, 1), (2, 2, 2)"; done
	sqlite3 '$folder/bad.db' "CREATE TABLE t (id INTEGER PRIMARY KEY, u TEXT UNIQUE);
		INSERT INTO t VALUES (1, 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'), (2, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'), (3, 'b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')"});
my $before = folder_state($folder);
my $session = PsqlSession->new($node);
my $other = PsqlSession->new($node);

$_->run('SET client_min_messages = warning') for $session, $other;

sub open_files
{
	return $session->run('SELECT count(*) FROM sqlite.connections()');
}

sub run_often
{
	my ($times) = @_;
	for my $i (1 .. $times)
	{
		my $good = $session->run("CALL sqlite.migrate('$folder/1.db', 'often')");
		die $good if $good !~ /\|4\|0\|0\|/;
		my $bad = $session->run("CALL sqlite.migrate('$folder/bad.db', 'bad')");
		die $bad if $bad !~ /^ERROR:  23505:/m;
		$session->run('DROP SCHEMA often CASCADE');
	}
	return;
}

subtest 'many runs, half of which fail' => sub {
	run_often(5);
	my $memory = $session->rss_anon_kb;
	run_often(20);
	cmp_ok($session->rss_anon_kb - $memory, '<', 2048, 'take no more memory');
	is(open_files(), '0', 'leave no file open');
	is($session->run('SELECT state, count(*) FROM sqlite.migration GROUP BY 1 ORDER BY 1'), "done|25\nfailed|25", 'are all recorded');
};

subtest 'two files into one schema at once' => sub {
	$session->run('CREATE SCHEMA both');
	$session->run('BEGIN');
	like($session->run("CALL sqlite.migrate('$folder/1.db', 'both')"), qr/\|4\|0\|0\|/, 'one in a transaction that goes on');
	$other->send("CALL sqlite.migrate('$folder/2.db', 'both')");
	select undef, undef, undef, 0.3;
	$session->run('COMMIT');
	like($other->answer, qr/\|4\|0\|0\|/, 'the other one may wait, but works');
	is($session->run(q{SELECT count(*) FROM pg_class WHERE relnamespace = 'both'::regnamespace AND relkind = 'r'}), '4', 'all tables');
};

subtest 'one file into one new schema at once' => sub {
	$session->run('BEGIN');
	like($session->run("CALL sqlite.migrate('$folder/1.db', 'same')"), qr/\|4\|0\|0\|/, 'one in a transaction that goes on');
	$other->send("CALL sqlite.migrate('$folder/1.db', 'same')");
	select undef, undef, undef, 0.3;
	$session->run('COMMIT');
	like($other->answer, qr/^ERROR:  (23505|42P06|42P07):/m, 'the other one fails');
	is($session->run('SELECT count(*) FROM same.parent_1'), '2', 'the rows came once');
	like($other->run("CALL sqlite.migrate('$folder/1.db', 'same')"), qr/^ERROR:  42P07:/m, 'and again later');
};

untouched_ok($before, $folder, 'nothing of the files changed');

done_testing();
