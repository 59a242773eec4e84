# What opens and closes the file in our process drops SQLite's locks; rows are then of one state, or the statement ends in an error.
#
# pg_read_binary_file does so.  The application can then commit under an open
# snapshot, and fold its -wal into the file when it ends.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use Folder qw(folder_names);
use PsqlSession;
use Test::More;
use TestServer;

my $node = start_server();
my $rows = 3000;
my $made = 0;
my $moved = qr/^ERROR:  40001: SQLite database ".*" was opened or changed by its application while it was read$/m;

# A session on a file of old rows that is open in an application.
sub new_case
{
	my ($journal_mode) = @_;
	my $name = 's' . ++$made;
	my $folder = app_folder("dropped$made");
	my $file = "$folder/source.db";

	app_run(qq{umask 022; sqlite3 '$file' "PRAGMA journal_mode = $journal_mode;
		CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT, filler TEXT);
		INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $rows)
		SELECT i, 'old', hex(zeroblob(100)) FROM n;"});
	my $app = Application->open($file);
	$app->run("UPDATE t SET v = 'old' WHERE id = 1; SELECT count(*) FROM t");
	import_file($node, $name, $file);
	my $session = PsqlSession->new($node);
	$session->run("SET search_path = $name");
	return ($session, $app, $folder, $file);
}

# All rows of one word, or the error; else what came.
sub judge
{
	my ($answer) = @_;
	my %count;

	return 'moved' if $answer =~ $moved;
	$count{$_}++ for split /\n/, $answer;
	return join ', ', map { "$count{$_} $_" } sort keys %count;
}

# Newer libraries do not lose their locks so: 3.46 does, 3.53 does not.  The snapshot then holds, and the -wal stays beside it.
my ($minor) = $node->safe_psql('postgres', 'SELECT sqlite FROM sqlite.version()') =~ /^3\.(\d+)/;
my $may_hold = $minor > 46;

my $drop = sub { return "SELECT length(pg_read_binary_file('$_[0]', 0, 100))" };

for my $end ('goes on', 'ends', 'ends, and another one begins')
{
	for my $journal_mode (qw(delete wal))
	{
		# as long as it goes on, its -wal is there, and the snapshot holds; with a rollback journal the file is written
		my $wanted = $journal_mode eq 'wal' && $end eq 'goes on' ? qr/^$rows old$/ :
		  $journal_mode eq 'wal' && $may_hold ? qr/^(?:$rows old|moved)$/ : qr/^moved$/;

		subtest "journal mode $journal_mode, the application writes and $end: a cursor" => sub {
			my ($session, $app, $folder, $file) = new_case($journal_mode);

			$session->run('BEGIN; DECLARE c CURSOR FOR SELECT v FROM t');
			is($session->run('FETCH 1 FROM c'), 'old', 'an old row');
			is($session->run($drop->($file)), '100', 'the locks are dropped');
			is($app->run("UPDATE t SET v = 'new'"), '', 'the application commits');
			$app->quit if $end ne 'goes on';
			my $next = Application->open($file) if $end =~ /begins/;
			$next->run("UPDATE t SET v = 'newer'") if $next;
			my $answer = judge("old\n" . $session->run('FETCH ALL FROM c'));
			like($answer, $wanted, 'all rows as they were, or an error');
			$session->run('ROLLBACK');
			is(judge($session->run('SELECT v FROM t')), "$rows " . ($next ? 'newer' : 'new'), 'the next statement sees what was committed');
			$_->quit for grep { defined } ($end eq 'goes on' ? $app : undef), $next;
			is(folder_names($folder), 'source.db', 'nothing is left beside the file') if $end eq 'goes on' || $answer eq 'moved';
		};

		subtest "journal mode $journal_mode, the application writes and $end: a REPEATABLE READ transaction" => sub {
			my ($session, $app, $folder, $file) = new_case($journal_mode);

			$session->run('BEGIN ISOLATION LEVEL REPEATABLE READ');
			is($session->run("SELECT v FROM t WHERE id = $rows"), 'old', 'an old row');
			is($session->run($drop->($file)), '100', 'the locks are dropped');
			is($app->run("UPDATE t SET v = 'new'"), '', 'the application commits');
			$app->quit if $end ne 'goes on';
			my $next = Application->open($file) if $end =~ /begins/;
			$next->run("UPDATE t SET v = 'newer'") if $next;
			like(judge($session->run('SELECT v FROM t')), $wanted, 'another statement: rows as they were, or an error');
			$session->run('ROLLBACK');
			is(judge($session->run('SELECT v FROM t')), "$rows " . ($next ? 'newer' : 'new'), 'the next transaction sees what was committed');
			$_->quit for grep { defined } ($end eq 'goes on' ? $app : undef), $next;
			is(app_run("sqlite3 '$file' 'PRAGMA integrity_check'"), 'ok', 'the file is whole');
		};
	}
}

done_testing();
