# Beside an application that writes as fast as it can, whatever we read is of one state, never an old one, and the application is not locked out.
#
# WRITER_ROUNDS=n asks everything so often.  What the application waits at most,
# and how far its -wal grows, is printed.
# a stage of its own
# runs alone

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_run);
use Folder qw(folder_names folder_state untouched_ok);
use PsqlSession;
use Test::More;
use TestServer;
use Time::HiRes qw(sleep time);
use Writer;

my $rounds = $ENV{WRITER_ROUNDS} // 5;
my $node = start_server();
my $session = PsqlSession->new($node);
my @table;

plan skip_all => 'Python is not here: install python3' if !-x '/usr/bin/python3';
$session->run('SET client_min_messages = error');

# What a statement shows of a state: both sums, both counts, and its number.
my $state = '(SELECT sum(v) FROM %1$s.a) AS a, (SELECT sum(v) FROM %1$s.b) AS b, (SELECT count(*) FROM %1$s.a) AS na, (SELECT count(*) FROM %1$s.b) AS nb, (SELECT n FROM %1$s.state) AS n';
my $select = 'SELECT ' . sprintf $state, 'src';
my $in_sqlite = sprintf $state, 'main';
my $joined = 'SELECT (SELECT sum(x.v + y.v) FROM src.a AS x FULL JOIN src.b AS y USING (id)), 0, (SELECT count(x.id) FROM src.a AS x FULL JOIN src.b AS y USING (id)),'
  . ' (SELECT count(y.id) FROM src.a AS x FULL JOIN src.b AS y USING (id)), (SELECT n FROM src.state)';

# The number of the state if the sums and counts agree and it is none that had passed before; else undef.
sub number_of
{
	my ($line, $at_least, $what) = @_;
	my ($a, $b, $na, $nb, $n) = split /\|/, $line;

	return $n if defined $n && $n =~ /^\d+$/ && $a + $b == 0 && $na == $nb && $n >= $at_least;
	fail("$what: one state, of now") or diag "got $line, $at_least were committed before";
	return undef;
}

# Each way to read gives lines that number_of judges; all lines of one answer are one state.
my %ways = (
	'a statement' => sub { return $session->run($select) },
	'a statement, without pushdown' => sub {
		return $session->run("SET sqlite_fdw.pushdown = off; $select; RESET sqlite_fdw.pushdown");
	},
	'a join' => sub { return $session->run($joined) },
	'sqlite.query' => sub {
		return $session->run("SELECT * FROM sqlite.query('server:src', 'SELECT $in_sqlite') AS q(a bigint, b bigint, na bigint, nb bigint, n bigint)");
	},
	'REPEATABLE READ' => sub {
		return $session->run("BEGIN ISOLATION LEVEL REPEATABLE READ; $select; SELECT pg_sleep(0.05) WHERE false; $select; $joined; COMMIT");
	},
	'a cursor' => sub {
		return $session->run("BEGIN; DECLARE c CURSOR FOR $select; SELECT pg_sleep(0.02) WHERE false; FETCH ALL FROM c; COMMIT");
	},
	'INSERT' => sub {
		return $session->run('TRUNCATE copy.a, copy.b, copy.state; BEGIN ISOLATION LEVEL REPEATABLE READ; INSERT INTO copy.a SELECT * FROM src.a;'
			  . ' INSERT INTO copy.b SELECT * FROM src.b; INSERT INTO copy.state SELECT * FROM src.state; COMMIT; SELECT ' . sprintf $state, 'copy');
	},
	'IMPORT and sqlite.check' => sub {
		my $said = $session->run("DROP SCHEMA IF EXISTS imported CASCADE; CREATE SCHEMA imported; IMPORT FOREIGN SCHEMA main FROM SERVER src INTO imported OPTIONS (infer 'full');"
			  . " SELECT 'bad', * FROM sqlite.check('schema:imported')");
		return $said eq '' ? $session->run('SELECT ' . sprintf $state, 'imported') : $said;
	},
	'sqlite.migrate' => sub { return migrated('') },
	'sqlite.migrate, commit per table' => sub { return migrated(", commit => 'table'") },
);

sub migrated
{
	my ($option) = @_;
	my $said = $session->run("CALL sqlite.migrate('server:src', 'app'$option)");

	return $said if $said !~ /\|t$/;
	$said = $session->run('SELECT ' . sprintf $state, 'app');
	$session->run('DROP SCHEMA app CASCADE');
	return $said;
}

# Read in each way, and judge; errors that a restart of the application explains are counted.
sub read_rounds
{
	my ($writer, $mode, $allowed) = @_;
	my ($states, $errors) = (0, 0);
	my %said;

	for my $way (sort keys %ways)
	{
		my ($good, $longest) = (0, 0);

		$writer->reset;
		for my $round (1 .. $rounds)
		{
			my $at_least = $writer->committed;
			my $began = time;
			my $answer = $ways{$way}->();
			my $ms = 1000 * (time - $began);
			my %seen;

			$longest = $ms if $ms > $longest;
			if (defined $allowed && $answer =~ /^ERROR:  ($allowed): (.*?)SQLite database ".*?"(.*)/m)
			{
				$said{"$1 $2$3"}++;
				$session->run('ROLLBACK; DROP SCHEMA IF EXISTS app CASCADE; DELETE FROM sqlite.migration');
				$errors++;
				next;
			}
			$seen{ number_of($_, $at_least, "$mode, $way") // 'bad' }++ for split /\n/, $answer;
			$good++ if keys %seen == 1 && !$seen{bad};
			$states++;
			fail("$mode, $way: one state") or diag $answer if keys %seen != 1;
		}
		push @table, sprintf '%s | %s | %d of %d | %.0f | %.0f', $mode, $way, $good, $rounds, $longest, $writer->longest_ms;
		ok($good == $rounds || defined $allowed, "$mode: $way, $good of $rounds");
		cmp_ok($writer->longest_ms, '<', 1000, "$mode: $way: the application is not locked out") if $mode ne 'delete';
		cmp_ok($writer->longest_ms, '<', 2 * $longest + 1000, "$mode: $way: the application waits for one statement at most") if $mode eq 'delete';
	}
	push @table, "$mode: $said{$_} times $_" for sort keys %said;
	return ($states, $errors);
}

sub begin_mode
{
	my ($mode) = @_;
	my $writer = Writer->start("live_$mode", $mode);

	$session->run('DROP SERVER IF EXISTS src CASCADE; DROP SCHEMA IF EXISTS src CASCADE; DELETE FROM sqlite.migration; DROP SCHEMA IF EXISTS copy CASCADE');
	$session->run(qq{CREATE SERVER src FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '@{[$writer->file]}', busy_timeout '60000');
		CREATE SCHEMA src;
		CREATE FOREIGN TABLE src.a (id bigint, v bigint) SERVER src; CREATE FOREIGN TABLE src.b (id bigint, v bigint) SERVER src;
		CREATE FOREIGN TABLE src.state (n bigint) SERVER src;
		CREATE SCHEMA copy; CREATE TABLE copy.a (id bigint, v bigint); CREATE TABLE copy.b (id bigint, v bigint); CREATE TABLE copy.state (n bigint)});
	return $writer;
}

sub end_mode
{
	my ($writer, $mode, $began) = @_;
	my $file = $writer->file;
	my $committed = $writer->committed;

	note sprintf '%s: %d transactions in %.0f s', $mode, $committed, time - $began;
	$writer->stop;
	is(folder_names($writer->folder), 'source.db', "$mode: nothing is left beside the file when the application has ended");
	my $before = folder_state($writer->folder);
	number_of($session->run($select), $committed, "$mode: afterwards");
	untouched_ok($before, $writer->folder, "$mode: nothing changes");
	is(app_run(qq{sqlite3 '$file' "PRAGMA integrity_check; UPDATE state SET n = n + 1; SELECT changes()"}), "ok\n1", "$mode: the application can write");
	return;
}

for my $mode ('delete', 'wal')
{
	my $began = time;
	my $writer = begin_mode($mode);
	my ($states) = read_rounds($writer, $mode);

	is($states, $rounds * keys %ways, "$mode: every reading was right");
	is($writer->errors, 0, "$mode: the application met no error") or diag $writer->said;
	end_mode($writer, $mode, $began);
}

# A -wal that comes and goes: an error says so, or it is right.
{
	my $began = time;
	my $writer = begin_mode('reopening');
	my ($states, $errors) = read_rounds($writer, 'reopening', '40001|55000|55006|55P03|HV00N');

	note "reopening: $states right, $errors errors";
	cmp_ok($states, '>', 0, 'reopening: some are right');
	is($writer->errors, 0, 'reopening: the application met no error') or diag $writer->said;
	end_mode($writer, 'reopening', $began);
}

# The -wal under a transaction that lasts.
{
	my $writer = begin_mode('wal_growth');
	my @sizes;

	$session->run("BEGIN ISOLATION LEVEL REPEATABLE READ; $select");
	my ($first, $began) = ($writer->committed, time);
	for (1 .. 4)
	{
		sleep 1;
		push @sizes, sprintf '%.1f MB', $writer->wal_bytes / 1e6;
	}
	my ($grown, $transactions, $seconds) = ($writer->wal_bytes, $writer->committed - $first, time - $began);
	$session->run('COMMIT');
	sleep 1;
	push @table, sprintf 'the -wal under a transaction, by the second: %s; %.0f bytes for each of %d transactions', join(', ', @sizes), $grown / $transactions, $transactions;
	cmp_ok($grown, '>', 4_200_000, 'the -wal grows beyond the thousand pages after which SQLite empties it');
	my $later = $writer->wal_bytes;
	sleep 1;
	is($writer->wal_bytes, $later, 'and grows no more when the transaction has ended');
	end_mode($writer, 'wal_growth', $began);
}

diag '| application | we read by | of one state | our longest, ms | the application\'s longest transaction, ms |';
diag "| $_ |" for @table;
done_testing();
