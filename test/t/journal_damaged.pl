# Journals that are cut off, or that the server may not read, give what the application itself would read, or a clear error; then the application goes on.
#
# What is right is asked of the application, on a copy of all files.
# a stage of its own

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run app_has_own_user);
use Folder qw(folder_names folder_state untouched_ok);
use PsqlSession;
use Test::More;
use TestServer;

my $node = start_server();
my $made = 0;
my $select = q{SELECT count(*) || ' ' || min(v) || ' ' || max(v) FROM t};

# An application that has written more to its -wal than one page of the -shm has room for, or is amid a transaction.
sub new_file
{
	my ($journal_mode) = @_;
	my $folder = app_folder('damaged' . ++$made);
	my $file = "$folder/source.db";
	my $app = Application->open($file);

	$app->run("PRAGMA page_size = 512; PRAGMA journal_mode = $journal_mode; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = 5;
		CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT, filler TEXT);
		INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500) SELECT i, 'a', hex(zeroblob(100)) FROM n");
	$app->run('PRAGMA wal_checkpoint(TRUNCATE)');
	$app->run("UPDATE t SET v = 'x$_'") for $journal_mode eq 'wal' ? (1 .. 6) : ();
	$app->run($journal_mode eq 'wal' ? "UPDATE t SET v = 'b'; SELECT * FROM t WHERE id = 1" : "BEGIN; UPDATE t SET v = 'b'");
	return ($folder, $file, $app);
}

# A session with a foreign table t of the file, which is not looked at yet.
sub new_session
{
	my ($file) = @_;

	$node->safe_psql('postgres', qq{CREATE SERVER s$made FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$file', busy_timeout '200');
		CREATE SCHEMA s$made; CREATE FOREIGN TABLE s$made.t (id bigint, v text) SERVER s$made});
	my $session = PsqlSession->new($node);
	$session->run("SET search_path = s$made");
	return $session;
}

# What the application reads of a copy of all files, which it may repair.
sub truth_of
{
	my ($folder) = @_;
	return app_run("rm -rf '$folder.copy'; cp -r '$folder' '$folder.copy'; sqlite3 '$folder.copy/source.db' \"$select\"");
}

sub right_or_error
{
	my ($answer, $truth, $errors, $name) = @_;

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	note $answer =~ s/\n.*//sr;
	return like($answer, qr/\A(\Q$truth\E\z|ERROR:  ($errors): )/, $name);
}

my %cuts = (
	'source.db-wal' => [ 0, 10, 32, 32 + 24 + 512, 32 + 24 + 511, '-1', '-100000' ],
	'source.db-shm' => [ 0, 100, 32767, 32768, '-1' ],
	'source.db-journal' => [ 0, 10, 511, 512, '-1' ],
);

for my $name (sort keys %cuts)
{
	my $journal_mode = $name =~ /journal/ ? 'delete' : 'wal';

	for my $size (@{ $cuts{$name} })
	{
		subtest "$name is cut to $size bytes after its application was killed" => sub {
			my ($folder, $file, $app) = new_file($journal_mode);

			$app->crash;
			like(folder_names($folder), qr/\Q$name\E/, 'the file is there');
			app_run("truncate -s $size '$folder/$name'");
			my $truth = truth_of($folder);
			my $session = new_session($file);
			my $before = folder_state($folder);
			right_or_error($session->run($select), $truth, '55000', "$truth, or an error");
			untouched_ok($before, $folder, 'nothing changed');
			like(app_run("sqlite3 '$file' \"$select; UPDATE t SET v = 'c' WHERE id = 1\""), qr/^\Q$truth\E(\n.*malformed.*)?$/, 'the application reads the same, and goes on');
		};
	}
}

for my $size (0, 100, 32768)
{
	subtest "the -shm of a running application is cut to $size bytes between our statements" => sub {
		my ($folder, $file, $app) = new_file('wal');
		my $session = new_session($file);

		is($session->run($select), '1500 b b', 'it is read');
		app_run("truncate -s $size '$file-shm'");
		# the application itself dies of it when it looks, so it is not asked
		right_or_error($session->run($select), '1500 b b', '55000|55006|HV000', 'then the same, or an error');
		like($session->run('SELECT 1'), qr/^1$/, 'and the session goes on');
		$app->crash;
		app_run("rm '$file-shm'; sqlite3 '$file' 'SELECT count(*) FROM t'");
		is($session->run($select), '1500 b b', 'when the application has recovered its file, it is read');
	};
}

SKIP: {
	skip 'the application is the same OS user', 1 if !app_has_own_user();
	for my $name ('source.db-wal', 'source.db-shm', 'source.db-journal')
	{
		subtest "the server may not read the $name of a running application" => sub {
			my ($folder, $file, $app) = new_file($name =~ /journal/ ? 'delete' : 'wal');
			my $session = new_session($file);

			app_run("chmod 600 '$folder/$name'");
			my $before = folder_state($folder);
			my $answer = $session->run($select);
			# a writer that spills locks the file, so that nobody asks for its journal
			like($answer, $name =~ /journal/ ? qr/^ERROR:  55P03: /m : qr/^DETAIL:  .*, whom ".*\Q$name\E" refuses\.$/m, 'an error says why');
			untouched_ok($before, $folder, 'nothing changed');
			$app->run('COMMIT') if $name =~ /journal/;
			is($app->run("UPDATE t SET v = 'c'"), '', 'the application goes on');
			$app->quit;
			is($session->run($select), '1500 c c', 'when it has stopped, we read');
			is(app_run("sqlite3 '$file' \"UPDATE t SET v = 'd'; SELECT changes()\""), '1500', 'and it can write');
		};
	}
}

subtest 'a journal of zeros, as journal_mode PERSIST leaves it, that the server may not read' => sub {
	my ($folder, $file, $app) = new_file('persist');

	$app->run('COMMIT');
	$app->quit;
	like(folder_names($folder), qr/source\.db-journal/, 'it is there');
	app_run("chmod 600 '$file-journal'");
	my $session = new_session($file);
	like($session->run($select), qr/^(1500 b b|DETAIL:  .*, whom ".*source.db-journal" refuses\.)$/m, 'right, or an error says why');
};

done_testing();
