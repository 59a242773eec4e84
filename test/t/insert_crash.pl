# An INSERT of many rows at once that a crash ends leaves all of its rows or none, and the file and its application as they were.
#
# The backend or the postmaster is killed, or the server stopped without a
# checkpoint, at points that a seed decides.  SEED=n chooses other points,
# CRASH_POINTS=n so many of them.
# a stage of its own

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use Crash qw(crash_under_way crash_ways);
use Folder qw(folder_state untouched_ok);
use Test::More;
use TestServer;
use Time::HiRes qw(time);

my $seed = $ENV{SEED} // 20261120;
my $points = $ENV{CRASH_POINTS} // 20;
my $rows = 60000;
my @ways = crash_ways();
my $node = start_server();
my %applications;

srand($seed);
diag "SEED=$seed";
$node->append_conf('postgresql.conf', "restart_after_crash = on\nsynchronous_commit = on\n");
$node->restart;

sub ask
{
	my ($query) = @_;
	return $node->safe_psql('postgres', $query);
}

# A file for each journal mode; its application has it open.
my %folder = map { $_ => app_folder("insert_$_") } qw(delete wal);
my %file = map { $_ => "$folder{$_}/source.db" } keys %folder;
for my $mode (sort keys %file)
{
	app_run(qq{umask 022; sqlite3 '$file{$mode}' "PRAGMA journal_mode = $mode; CREATE TABLE t (id INTEGER PRIMARY KEY, parent INTEGER, word TEXT);
		INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $rows) SELECT i, i % 100, hex(randomblob(20)) FROM n;
		CREATE TABLE log (n INTEGER PRIMARY KEY)"});
	import_file($node, $mode, $file{$mode});
	$applications{$mode} = Application->open($file{$mode});
	$applications{$mode}->run('INSERT INTO log VALUES (0); SELECT count(*) FROM t');
}
ask("CREATE TABLE parents (id bigint PRIMARY KEY); INSERT INTO parents SELECT generate_series(0, 99)");

# The table has what an INSERT does beside rows: keys, an index, a CHECK.
sub new_table
{
	my ($name) = @_;
	return "CREATE TABLE $name (id bigint PRIMARY KEY, parent bigint REFERENCES parents, word text CHECK (word <> ''));"
	  . " CREATE INDEX ON $name (word)";
}

sub insert_of
{
	my ($mode, $table, $point) = @_;
	return "INSERT INTO $table SELECT id + $point * 1000000, parent, word FROM $mode.t";
}

# Rows of a point, as the table and as its index have them.
sub rows_of
{
	my ($table, $point) = @_;
	my $count = "SELECT count(*), count(DISTINCT word), sum(id) FROM $table WHERE id / 1000000 = $point";

	return ask("SET enable_indexscan = off; SET enable_bitmapscan = off; $count") . ' '
	  . ask("SET enable_seqscan = off; $count");
}

ask(new_table('t'));
like(ask('EXPLAIN ' . insert_of('wal', 't', 0)), qr/SqliteBulkInsert/, 'many rows are written at once');
my $began = time;
ask(insert_of('wal', 't', 0));
my $seconds = time - $began;
my $whole = join '|', $rows, $rows;
like(rows_of('t', 0), qr/^\Q$whole\E\|\d+ \Q$whole\E\|/, 'all rows of an INSERT that nobody disturbed');

my ($under_way, $kept) = (0, 0);
for my $point (1 .. $points)
{
	my $mode = $point % 2 ? 'wal' : 'delete';
	# with the last quarter, and little in the write-ahead log, into a table of the same transaction
	my $is_new = $point > $points * 3 / 4;
	my $way = $point % @ways;
	my $table = $is_new ? "new_$point" : 't';
	my $insert = insert_of($mode, $table, $point);
	my $wait = $seconds * (0.1 + rand 1.1);

	if ($is_new && ask('SHOW wal_level') ne 'minimal')
	{
		$node->append_conf('postgresql.conf', "wal_level = minimal\nmax_wal_senders = 0\n");
		$node->restart;
	}
	my $before = folder_state($folder{$mode}, except => qr/-shm$/);
	my ($is_under_way, $answer) = crash_under_way($node, $is_new ? 'BEGIN; ' . new_table($table) . "; $insert; COMMIT" : $insert, $wait, $way);
	my $what = sprintf 'point %d, %s after %.2f s, journal mode %s', $point, $ways[$way], $wait, $mode;

	untouched_ok($before, $folder{$mode}, "$what: the folder and the file are as they were", except => qr/-shm$/);
	is($applications{$mode}->run("INSERT INTO log VALUES ($point); SELECT max(n) FROM log"), $point, "$what: the application writes at once");
	my $is_there = ask("SELECT to_regclass('$table') IS NOT NULL") eq 't' && ask("SELECT EXISTS (SELECT FROM $table WHERE id / 1000000 = $point)") eq 't';
	if ($is_there)
	{
		like(rows_of($table, $point), qr/^\Q$whole\E\|(\d+) \Q$whole\E\|\1$/, "$what: all rows, once");
	}
	else
	{
		is($answer, '', "$what: no rows, and nobody was told of any") if $is_under_way;
		ok($is_under_way, "$what: what was told to be done is there");
		ask($is_new ? new_table($table) . "; $insert" : $insert);
		like(rows_of($table, $point), qr/^\Q$whole\E\|(\d+) \Q$whole\E\|\1$/, "$what: the same INSERT works");
	}
	$under_way++ if $is_under_way;
	# it takes no longer than that, however long the first one took
	$seconds = $wait if !$is_under_way && $wait < $seconds;
	$kept++ if $is_there;
	ask($is_new ? "DROP TABLE $table" : "DELETE FROM t WHERE id / 1000000 = $point");
}
cmp_ok($under_way, '>=', $points / 2, 'most crashes came while the INSERT was under way');
diag '| points | under way | rows were there afterwards |';
diag "| $points | $under_way | $kept |";

for my $mode (sort keys %file)
{
	$applications{$mode}->quit;
	is(app_run("find '$folder{$mode}' -type f | wc -l; find '$folder{$mode}' ! -user \$(id -u)"), '1', "$mode: nothing new is beside the file, and it is the application's own");
	is(app_run("sqlite3 '$file{$mode}' 'PRAGMA integrity_check'"), 'ok', "$mode: the file is whole");
}
done_testing();
