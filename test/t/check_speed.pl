# A check against a target costs little more than reading the rows, and bad rows cost little under on_error.
#
# Both sides of each ratio are timed here and now, by turns, and their medians
# compared; the limits leave room for the noise of a busy machine.
# runs alone

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Folder qw(folder_state untouched_ok);
use PostgreSQL::Test::Utils;
use PsqlSession;
use Test::More;
use TestServer;

# The promise is about a million rows; what a check samples to find the formats costs the same for fewer.
my $rows = 600_000;
my $runs = 3;

# What is promised, and what fails.
my %limits = (check => [ 1.5, 2.0 ], ignore => [ 1.2, 1.5 ], set_null => [ 1.2, 1.5 ]);

my @columns = qw(id amount price name noted_at is_open note created_at);
my $counts = join ', ', map { "count($_)" } @columns;

my $node = start_server();
my $session = PsqlSession->new($node);

# A check reads in one process, so what it is compared with does, too.
$session->run('SET max_parallel_workers_per_gather = 0');
my $folder = PostgreSQL::Test::Utils::tempdir();
chmod 0755, $folder;

# One per cent of the bad rows have a word where a number belongs.
my %files;
for my $kind (qw(clean bad))
{
	my $file = $files{$kind} = "$folder/$kind.db";
	my $amount = $kind eq 'bad' ? q(iif(i % 100 = 0, 'many', i % 1000)) : 'i % 1000';

	system('sqlite3', $file, qq{
		CREATE TABLE t (id INTEGER PRIMARY KEY, amount INTEGER, price REAL, name TEXT, noted_at TEXT, is_open INTEGER, note TEXT, created_at INTEGER);
		WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < $rows)
			INSERT INTO t SELECT i, $amount, i / 8.0, 'name ' || i, datetime(1771332186 + i, 'unixepoch'), i % 2, 'a longer text without any meaning', 1771332186 + i FROM n}) == 0
	  or die 'sqlite3 failed';
	chmod 0644, $file;
}
my $before = folder_state($folder);

my $definition = 'id bigint PRIMARY KEY, amount integer NOT NULL, price double precision, name varchar(20), noted_at timestamp, is_open boolean, note text, created_at timestamptz';
$session->run("CREATE SCHEMA app; CREATE TABLE app.t ($definition, CHECK (amount >= 0))");
for my $kind (sort keys %files)
{
	$session->run("CREATE SERVER $kind FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$files{$kind}'); CREATE SCHEMA $kind");
	$session->run('SET client_min_messages = warning');
	is($session->run("IMPORT FOREIGN SCHEMA main FROM SERVER $kind INTO $kind OPTIONS (types_from 'app')"), '', "IMPORT of $kind");
	$session->run('RESET client_min_messages');
}

sub median { return (sort { $a <=> $b } @_)[ $#_ / 2 ] }

# compare($what, $name, $ours, $theirs): queries, [text, what it must answer] each
sub compare
{
	my ($what, $name, $ours, $theirs) = @_;
	my (%seconds);

	for my $run (0 .. $runs)
	{
		for ([ ours => $ours ], [ theirs => $theirs ])
		{
			my ($side, $query) = @$_;
			my $answer = $session->run($query->[0]);
			like($answer, $query->[1], "$what: $side") if $run == 0;
			push @{ $seconds{$side} }, $session->seconds if $run > 0;
		}
	}
	my ($our_seconds, $their_seconds) = map { median(@{ $seconds{$_} }) } qw(ours theirs);
	my ($promised, $limit) = @{ $limits{$name} };
	my $ratio = $our_seconds / $their_seconds;
	diag(sprintf '%s: %.2f times (%.2f s to %.2f s), promised are %.1f', $what, $ratio, $our_seconds, $their_seconds, $promised);
	cmp_ok($ratio, '<=', $limit, "$what: at most $limit times");
	return;
}

my $all = join '\|', ($rows) x @columns;
my $read = [ "SELECT $counts FROM clean.t", qr/^$all$/ ];

compare('check of clean rows', 'check', [ q(SELECT count(*) FROM sqlite.check('server:clean', 'app')), qr/^0$/ ], $read);
compare('check of clean rows by foreign tables', 'check', [ q(SELECT count(*) FROM sqlite.check('schema:clean', 'app')), qr/^0$/ ], $read);

my $bad = $rows / 100;
my $good = $rows - $bad;
$session->run("ALTER FOREIGN TABLE bad.t OPTIONS (ADD on_error 'ignore'); ALTER FOREIGN TABLE clean.t OPTIONS (ADD on_error 'ignore')");
my $left = join '\|', ($good) x @columns;
compare("on_error 'ignore' over one per cent of bad rows", 'ignore', [ "SELECT $counts FROM bad.t", qr/^$left\nWARNING:  01000: $bad rows of foreign table "t" were left out\n/ ], $read);
$session->run("ALTER FOREIGN TABLE bad.t OPTIONS (DROP on_error); ALTER FOREIGN TABLE clean.t OPTIONS (DROP on_error)");
$session->run("ALTER FOREIGN TABLE bad.t ALTER COLUMN amount OPTIONS (ADD on_error 'set_null')");
compare("on_error 'set_null' over one per cent of bad rows", 'set_null', [ "SELECT $counts FROM bad.t", qr/^$rows\|$good\|.*\nWARNING:  01000: $bad values of column "amount"/ ], $read);


# a list of all the bad values, too
is($session->run(q(SELECT count(*), min(row_id::int), max(row_id::int) FROM sqlite.check('server:bad', 'app'))), "$bad|100|$rows", 'a check lists every bad value');

untouched_ok($before, $folder, 'the files are as they were');
done_testing();
