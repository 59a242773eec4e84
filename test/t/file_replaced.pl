# A file that is replaced, overwritten, removed or cut under a session gives the right rows or an error.
#
# Both versions of the file have the same tables, size, schema cookie and change
# counter, so that nothing but the rows and what stat(2) says tells them apart.
# A snapshot that is open may go on to show the old rows, all of them, as long
# as SQLite can read them; a mixture is wrong everywhere, and so are old rows in
# a statement that began later.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use Folder qw(folder_names folder_state untouched_ok);
use PsqlSession;
use Test::More;
use TestServer;

my $node = start_server();
my $rows = 3000;
my $made = 0;

# The same number of transactions makes the same change counter.
sub make_version
{
	my ($file, $journal_mode, $word) = @_;

	app_run(qq{sqlite3 '$file' "PRAGMA journal_mode = $journal_mode;
		CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT, filler TEXT);
		INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $rows)
		SELECT i, '$word', hex(zeroblob(100)) FROM n;"});
	return;
}

# A session on a file of old rows; beside it stands one of new rows.
sub new_session
{
	my ($journal_mode) = @_;
	my $name = 's' . ++$made;
	my $folder = app_folder("replaced$made");
	my $file = "$folder/source.db";

	make_version($file, $journal_mode, 'old');
	make_version("$folder/new.db", $journal_mode, 'new');
	import_file($node, $name, $file);
	my $session = PsqlSession->new($node);
	$session->run("SET search_path = $name");
	return ($session, $folder, $file);
}

# "old" or "new" if all rows are of one version, the error's SQLSTATE, or what came.
sub judge
{
	my ($answer) = @_;
	my %count;

	return $1 if $answer =~ /^ERROR:  (\w{5}):/m;
	$count{$_}++ for split /\n/, $answer;
	my @words = keys %count;
	return $words[0] if @words == 1 && $count{ $words[0] } == $rows;
	return 'a mixture: ' . join ', ', map { "$count{$_} $_" } sort @words;
}

sub one_of
{
	my ($got, $allowed, $name) = @_;

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	return like($got, qr/^($allowed)$/, $name);
}

my $select = 'SELECT v FROM t';
my %ways = (
	'mv of another file over it' => {
		command => sub { "mv '$_[0]/new.db' '$_[0]/source.db'" },
		later => 'new',
		open => 'old|40001',
	},
	'cp of another file over it' => {
		command => sub { "cp '$_[0]/new.db' '$_[0]/source.db'" },
		later => 'new',
		open => 'old|40001|XX001',
	},
	'cp of another file over it, with the old time of writing' => {
		command => sub { "touch -r '$_[0]/source.db' '$_[0]/new.db'; cp -p '$_[0]/new.db' '$_[0]/source.db'" },
		later => 'new',
		open => 'old|40001|XX001',
	},
	'its removal' => {
		command => sub { "rm '$_[0]/source.db'" },
		later => '58P01|40001',
		open => 'old|40001',
	},
	'its truncation' => {
		command => sub { ": > '$_[0]/source.db'" },
		later => '22023|08001|HV00N|XX001|40001',
		open => 'old|40001|XX001|HV00N',
	},
);

for my $journal_mode (qw(delete wal))
{
	for my $way (sort keys %ways)
	{
		my ($command, $later, $open) = @{ $ways{$way} }{qw(command later open)};

		subtest "journal mode $journal_mode: $way, between statements" => sub {
			my ($session, $folder, $file) = new_session($journal_mode);

			is(judge($session->run($select)), 'old', 'old rows');
			app_run($command->($folder));
			my $names = folder_names($folder);
			one_of(judge($session->run($select)), $later, "then: $later");
			one_of(judge($session->run("BEGIN; $select; COMMIT")), $later, "and in a transaction: $later");
			$session->run('ROLLBACK');
			is(folder_names($folder), $names, 'nothing was made');
		};

		subtest "journal mode $journal_mode: $way, under an open cursor" => sub {
			my ($session, $folder, $file) = new_session($journal_mode);

			$session->run("BEGIN; DECLARE c CURSOR FOR $select");
			is($session->run('FETCH 1 FROM c'), 'old', 'an old row');
			app_run($command->($folder));
			$session->run('SAVEPOINT s');
			one_of(judge($session->run($select)), "$later|40001", "a later statement: $later, or an error");
			$session->run('ROLLBACK TO s');
			one_of(judge("old\n" . $session->run('FETCH ALL FROM c')), $open, "the cursor: $open");
			$session->run('COMMIT');
			one_of(judge($session->run($select)), $later, "afterwards: $later");
		};

		subtest "journal mode $journal_mode: $way, in a REPEATABLE READ transaction" => sub {
			my ($session, $folder, $file) = new_session($journal_mode);

			$session->run('BEGIN ISOLATION LEVEL REPEATABLE READ');
			is($session->run("SELECT count(*), min(v) FROM t WHERE id < 10"), '9|old', 'old rows');
			app_run($command->($folder));
			one_of(judge($session->run($select)), "$open|40001", "another statement: $open, or an error");
			$session->run('COMMIT');
			one_of(judge($session->run($select)), $later, "afterwards: $later");
		};
	}
}

subtest 'the file comes back' => sub {
	my ($session, $folder, $file) = new_session('delete');

	is(judge($session->run($select)), 'old', 'old rows');
	app_run("mv '$file' '$file.away'");
	is(judge($session->run($select)), '58P01', 'away');
	app_run("mv '$file.away' '$file'");
	is(judge($session->run($select)), 'old', 'back');
	app_run("rm '$file'; mkdir '$file'");
	is(judge($session->run($select)), '42809', 'a folder of its name');
	app_run("rmdir '$file'; mkfifo '$file'");
	is(judge($session->run($select)), '42809', 'a pipe of its name');
	app_run("rm '$file'; mv '$folder/new.db' '$file'");
	is(judge($session->run($select)), 'new', 'another file');
};

subtest 'the application replaces it within a writer that goes on' => sub {
	my ($session, $folder, $file) = new_session('delete');

	is(judge($session->run($select)), 'old', 'old rows');
	app_run("mv '$folder/new.db' '$file'");
	my $app = Application->open($file);
	$app->run("UPDATE t SET v = 'newer'");
	is(judge($session->run($select)), 'newer', 'what was written to the new one');
	my $before = folder_state($folder);
	is(judge($session->run($select)), 'newer', 'again');
	untouched_ok($before, $folder, 'nothing changed');
	$app->quit;
};

done_testing();
