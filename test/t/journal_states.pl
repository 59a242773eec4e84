# Every state of a file's journals is read right, and the folder and the file are the same afterwards.
#
# The application is another OS user where the tests have one, and in each state
# it can still write when we have read.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run app_has_own_user);
use Folder qw(folder_state folder_names untouched_ok);
use PsqlSession;
use Test::More;
use TestServer;

my $node = start_server();
my $made = 0;

note(app_has_own_user() ? 'the application is another OS user' : 'the application is the same OS user');

# new_file($journal_mode): a folder with a file of three rows; returns both.
sub new_file
{
	my ($journal_mode) = @_;
	my $folder = app_folder('state' . ++$made);
	my $file = "$folder/source.db";

	app_run(qq{sqlite3 '$file' "PRAGMA journal_mode = $journal_mode;
		CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);
		INSERT INTO t VALUES (1, 'one'), (2, 'two'), (3, 'three');"});
	return ($folder, $file);
}

# A session with the file imported; the foreign table is called t.
sub new_session
{
	my ($file) = @_;
	my $name = 's' . $made;

	import_file($node, $name, $file);
	my $session = PsqlSession->new($node);
	$session->run("SET search_path = $name");
	return $session;
}

# The same, of a file that cannot be imported at the moment.
sub new_session_unseen
{
	my ($file) = @_;
	my $name = 's' . $made;

	$node->safe_psql('postgres', qq{
		CREATE SERVER $name FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$file');
		CREATE SCHEMA $name;
		CREATE FOREIGN TABLE $name.t (id bigint, v text) SERVER $name;
	});
	my $session = PsqlSession->new($node);
	$session->run("SET search_path = $name");
	return $session;
}

my $all_rows = "SELECT string_agg(id || v, ' ' ORDER BY id) FROM t";
my $mode = 'SELECT mode, in_use FROM sqlite.connections()';

# The application writes a row as it always did, and its files are its own.
sub application_can_write
{
	my ($folder, $file) = @_;

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	is( app_run(qq{sqlite3 '$file' "INSERT INTO t VALUES (100, 'later'); SELECT count(*) FROM t WHERE id = 100"}),
		'1', 'the application can write afterwards');
	is( app_run("find '$folder' ! -user \$(id -u) | wc -l"), '0',
		'every file beside it is the application\'s own');
	return;
}

for my $kind (qw(delete truncate persist))
{
	subtest "a rollback journal of kind $kind, at rest" => sub {
		my ($folder, $file) = new_file($kind);
		my $before = folder_state($folder);
		my $session = new_session($file);

		is($session->run($all_rows), '1one 2two 3three', 'all rows');
		is($session->run($mode), 'locked|f', 'read with locks, which are given back');
		untouched_ok($before, $folder, 'nothing changed');
		application_can_write($folder, $file);
		like($session->run($all_rows), qr/ 100later$/, 'the new row is seen');
	};
}

subtest 'WAL, the application runs' => sub {
	my ($folder, $file) = new_file('wal');
	my $app = Application->open($file);

	$app->run("INSERT INTO t VALUES (4, 'four')");
	$app->run('SELECT * FROM t');
	is(folder_names($folder), 'source.db source.db-shm source.db-wal', 'the application has its files open');

	my $before = folder_state($folder);
	my $session = new_session($file);
	is($session->run($all_rows), '1one 2two 3three 4four', 'the row in the -wal is seen');
	untouched_ok($before, $folder, 'nothing changed');

	is($app->run("BEGIN; INSERT INTO t VALUES (5, 'five')"), '', 'the application writes without committing');
	is($session->run($all_rows), '1one 2two 3three 4four', 'the uncommitted row is not seen');
	$app->run('COMMIT');
	is($session->run($all_rows), '1one 2two 3three 4four 5five', 'the committed row is');
	$app->run("BEGIN; DELETE FROM t; ROLLBACK");
	is($session->run($all_rows), '1one 2two 3three 4four 5five', 'nothing of what was rolled back');
	$app->quit;
	application_can_write($folder, $file);
};

subtest 'WAL, the application has just written its first row and done nothing since' => sub {
	my ($folder, $file) = new_file('wal');
	my $app = Application->open($file);

	$app->run("INSERT INTO t VALUES (4, 'four')");
	my $before = folder_state($folder, except => qr/-shm$/);
	my $session = new_session_unseen($file);
	is($session->run($all_rows), '1one 2two 3three 4four', 'the row in the -wal is seen');
	untouched_ok($before, $folder, 'nothing changed but the read marks in the -shm',
		except => qr/-shm$/);
	$app->quit;
	application_can_write($folder, $file);
};

subtest 'WAL, the application has the file open and has written nothing' => sub {
	my ($folder, $file) = new_file('wal');
	my $app = Application->open($file);

	is($app->run('SELECT count(*) FROM t'), '3', 'the application reads');
	my $before = folder_state($folder);
	like($before, qr/source\.db-wal .* 0 /, 'its -wal is empty');
	my $session = new_session($file);
	is($session->run($all_rows), '1one 2two 3three', 'all rows');
	untouched_ok($before, $folder, 'nothing changed');
	is($app->run("INSERT INTO t VALUES (4, 'four')"), '', 'the application writes');
	is($session->run($all_rows), '1one 2two 3three 4four', 'the new row is seen');
	$app->quit;
	application_can_write($folder, $file);
};

subtest 'WAL, the application is stopped' => sub {
	my ($folder, $file) = new_file('wal');
	my $before = folder_state($folder);

	is(folder_names($folder), 'source.db', 'neither -wal nor -shm');
	my $session = new_session($file);
	is($session->run($all_rows), '1one 2two 3three', 'all rows');
	is($session->run($mode), 'immutable|f', 'read without locks');
	is($session->run("SELECT count(*) FROM sqlite.inventory('s$made')"), '1', 'the inventory too');
	untouched_ok($before, $folder, 'nothing changed, nothing was made');
	application_can_write($folder, $file);
	like($session->run($all_rows), qr/ 100later$/, 'the new row is seen');
};

subtest 'WAL, the application was killed' => sub {
	my ($folder, $file) = new_file('wal');
	my $app = Application->open($file);

	$app->run("INSERT INTO t VALUES (4, 'four')");
	$app->run('PRAGMA cache_size = 5');
	$app->run("BEGIN; INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
		SELECT i, hex(randomblob(100)) FROM n");
	$app->crash;
	is(folder_names($folder), 'source.db source.db-shm source.db-wal', '-wal and -shm are left');

	my $before = folder_state($folder);
	my $session = new_session($file);
	is($session->run($all_rows), '1one 2two 3three 4four', 'what was committed is seen, nothing else');
	untouched_ok($before, $folder, 'nothing changed');
	application_can_write($folder, $file);
	like($session->run($all_rows), qr/4four 100later$/, 'the new row is seen');
};

for my $name ('source.db', q{it's "odd" $HOME.db})
{
	subtest "a -wal without -shm, of $name" => sub {
		my ($folder, $file) = new_file('wal');
		my $app = Application->open($file);
		(my $quoted = $name) =~ s/'/'\\''/g;

		$app->run("INSERT INTO t VALUES (4, 'four')");
		$app->crash;
		app_run("rm '$file-shm'");
		if ($name ne 'source.db')
		{
			app_run("mv '$file' '$folder/$quoted'; mv '$file-wal' '$folder/$quoted-wal'");
			$file = "$folder/$name";
			$file =~ s/'/''/g;
		}
		my $before = folder_state($folder);
		my $session = new_session_unseen($file);
		my $answer = $session->run($all_rows);
		like( $answer,
			qr/^ERROR:  55000: SQLite database ".*" has a write-ahead log but no shared memory file$/m,
			'an error, as committed rows would be missed or a file made');
		like($answer, qr/^DETAIL:  Its -wal file may hold committed rows/m, 'that says why');
		untouched_ok($before, $folder, 'nothing changed');

		my ($command) = $answer =~ /^HINT:  .*: (sqlite3 .*)$/m;
		ok(defined $command, 'and what to run') or return;
		is(app_run($command), '0|0|0', 'its command runs');
		is($session->run($all_rows), '1one 2two 3three 4four', 'and helps');
	};
}

subtest 'WAL, the application holds the file for itself alone' => sub {
	my ($folder, $file) = new_file('wal');
	my $app = Application->open($file);

	$app->run("PRAGMA locking_mode = EXCLUSIVE; INSERT INTO t VALUES (4, 'four')");
	like(folder_names($folder), qr/^source\.db (source\.db-shm )?source\.db-wal$/, 'it has no -shm, or in later versions one that it does not share');
	my $before = folder_state($folder);
	my $session = new_session_unseen($file);
	like($session->run($all_rows), qr/^ERROR:  (55000|55P03): /m, 'an error');
	untouched_ok($before, $folder, 'nothing changed');
	is($app->run("INSERT INTO t VALUES (5, 'five')"), '', 'the application goes on');
	$app->quit;
	is($session->run($all_rows), '1one 2two 3three 4four 5five', 'when it has stopped, we read');
	application_can_write($folder, $file);
};

subtest 'an empty -wal without -shm' => sub {
	my ($folder, $file) = new_file('wal');

	app_run("touch '$file-wal'");
	my $before = folder_state($folder);
	my $session = new_session_unseen($file);
	my $answer = $session->run($all_rows);
	like($answer, qr/^(1one 2two 3three$|ERROR:  55000: )/m, 'all rows, or the error that says what to do');
	untouched_ok($before, $folder, 'nothing changed');
	application_can_write($folder, $file);
};

subtest 'a -shm without -wal' => sub {
	my ($folder, $file) = new_file('wal');
	my $app = Application->open($file);

	$app->run("SELECT * FROM t");
	$app->crash;
	app_run("rm '$file-wal'");
	my $before = folder_state($folder);
	my $session = new_session($file);
	is($session->run($all_rows), '1one 2two 3three', 'all rows: there is no log to lose any of');
	untouched_ok($before, $folder, 'nothing changed');
	application_can_write($folder, $file);
};

subtest 'WAL, the application runs under another hard link' => sub {
	my ($folder, $file) = new_file('wal');
	my $app = Application->open($file);

	app_run("ln '$file' '$folder/link.db'");
	$app->run("INSERT INTO t VALUES (4, 'four')");
	$app->run('SELECT * FROM t');
	my $before = folder_state($folder);
	my $session = new_session_unseen("$folder/link.db");
	like($session->run($all_rows), qr/^(1one 2two 3three 4four$|ERROR:  55000: )/m,
		'the row in the -wal, which has the other name, is seen, or an error');
	untouched_ok($before, $folder, 'nothing changed');
	$app->quit;
};

subtest 'a hot rollback journal' => sub {
	my ($folder, $file) = new_file('delete');
	my $app = Application->open($file);

	$app->run('PRAGMA cache_size = 5');
	$app->run("BEGIN; UPDATE t SET v = 'unfinished';
		INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
		SELECT i, hex(randomblob(100)) FROM n");
	$app->crash;
	is(folder_names($folder), 'source.db source.db-journal', 'the journal is left');
	cmp_ok(-s $file, '>', 20000, 'the file holds rows of the unfinished transaction');

	my $before = folder_state($folder);
	my $session = new_session_unseen($file);
	my $answer = $session->run($all_rows);
	like($answer, qr/^ERROR:  55000: SQLite database ".*" needs recovery by its application$/m, 'an error');
	like($answer, qr/^HINT:  A writer crashed and left a journal/m, 'that says what to do');
	unlike($answer, qr/not an error/, 'and nothing senseless');
	like( $session->run("IMPORT FOREIGN SCHEMA main LIMIT TO (t) FROM SERVER s$made INTO public"),
		qr/^ERROR:  55000: /m, 'IMPORT says the same');
	untouched_ok($before, $folder, 'nothing changed, nothing was rolled back');
	is(app_run("sqlite3 '$file' 'SELECT count(*) FROM t'"), '3', 'the application reads once');
	is($session->run($all_rows), '1one 2two 3three', 'then we read');
	application_can_write($folder, $file);
};

subtest 'a folder and a file that are read-only' => sub {
	for my $journal_mode (qw(delete wal))
	{
		my ($folder, $file) = new_file($journal_mode);

		app_run("chmod 444 '$file'; chmod 555 '$folder'");
		my $before = folder_state($folder);
		my $session = new_session($file);
		is($session->run($all_rows), '1one 2two 3three', "all rows, journal mode $journal_mode");
		untouched_ok($before, $folder, 'nothing changed');
		app_run("chmod 755 '$folder'; chmod 644 '$file'");
		application_can_write($folder, $file);
	}
};

subtest 'a WAL of a running application in a read-only folder' => sub {
	my ($folder, $file) = new_file('wal');
	my $app = Application->open($file);

	$app->run("INSERT INTO t VALUES (4, 'four')");
	$app->run('SELECT * FROM t');
	app_run("chmod 444 '$folder'/*; chmod 555 '$folder'");
	my $before = folder_state($folder);
	my $session = new_session($file);
	is($session->run($all_rows), '1one 2two 3three 4four', 'all rows');
	untouched_ok($before, $folder, 'nothing changed');
	app_run("chmod 755 '$folder'; chmod 644 '$folder'/*");
	$app->quit;
	application_can_write($folder, $file);
};

subtest 'the application starts while we scan its file at rest' => sub {
	my ($folder, $file) = new_file('wal');
	my $session = new_session($file);

	$session->run('BEGIN; DECLARE c CURSOR FOR SELECT id FROM t');
	is($session->run('FETCH 1 FROM c'), '1', 'a scan has begun');
	my $app = Application->open($file);
	is($app->run("INSERT INTO t VALUES (4, 'four')"), '', 'the application writes');
	my $answer = $session->run('FETCH ALL FROM c');
	like($answer, qr/^ERROR:  40001: SQLite database ".*" was opened or changed by its application while it was read$/m,
		'the scan ends with an error');
	like($answer, qr/^HINT:  Run the statement again\.$/m, 'that asks to repeat');
	$session->run('ROLLBACK');
	$app->run('SELECT * FROM t');
	is($session->run($all_rows), '1one 2two 3three 4four', 'which works');
	$app->quit;
	application_can_write($folder, $file);
};

subtest 'the same with a scan that is not read to its end' => sub {
	my ($folder, $file) = new_file('wal');
	my $session = new_session($file);

	$session->run('BEGIN; DECLARE c CURSOR FOR SELECT id FROM t');
	$session->run('FETCH 1 FROM c');
	app_run(qq{sqlite3 '$file' "INSERT INTO t VALUES (4, 'four')"});
	like($session->run('CLOSE c'), qr/^ERROR:  40001: /m, 'rows that were given out may be of no single state');
	$session->run('ROLLBACK');
	is($session->run($all_rows), '1one 2two 3three 4four', 'the next statement is right');
	application_can_write($folder, $file);
};

subtest 'the application stops while our handle is idle' => sub {
	my ($folder, $file) = new_file('wal');
	my $app = Application->open($file);

	$app->run("INSERT INTO t VALUES (4, 'four')");
	$app->run('SELECT * FROM t');
	my $session = new_session($file);
	is($session->run($all_rows), '1one 2two 3three 4four', 'we read while it runs');
	like($session->run('SELECT in_use FROM sqlite.connections()'), qr/^f?$/, 'and are idle');
	$app->quit;
	is(folder_names($folder), 'source.db', 'it removes its -wal and -shm as if we were not there');
	my $before = folder_state($folder);
	is($session->run($all_rows), '1one 2two 3three 4four', 'we read the file at rest');
	untouched_ok($before, $folder, 'nothing changed, nothing was made');
	application_can_write($folder, $file);
};

subtest 'the application stops while we scan' => sub {
	my ($folder, $file) = new_file('wal');
	my $app = Application->open($file);

	$app->run("INSERT INTO t VALUES (4, 'four')");
	$app->run('SELECT * FROM t');
	my $session = new_session($file);
	$session->run('BEGIN; DECLARE c CURSOR FOR SELECT id FROM t');
	is($session->run('FETCH 1 FROM c'), '1', 'a scan has begun');
	$app->quit;
	is($session->run('FETCH ALL FROM c'), "2\n3\n4", 'it goes on to its end');
	$session->run('COMMIT');
	is($session->run($all_rows), '1one 2two 3three 4four', 'the next is right');
	application_can_write($folder, $file);
	like($session->run($all_rows), qr/4four 100later$/, 'the new row is seen');
};

subtest 'the application changes the journal mode between our statements' => sub {
	my ($folder, $file) = new_file('delete');
	my $session = new_session($file);

	is($session->run($all_rows), '1one 2two 3three', 'a rollback journal');
	is(app_run("sqlite3 '$file' 'PRAGMA journal_mode = wal'"), 'wal', 'the application changes to WAL and stops');
	is($session->run($all_rows), '1one 2two 3three', 'WAL at rest');
	my $app = Application->open($file);
	$app->run("INSERT INTO t VALUES (4, 'four')");
	$app->run('SELECT * FROM t');
	is($session->run($all_rows), '1one 2two 3three 4four', 'WAL of a running application');
	is($app->run('PRAGMA journal_mode = delete'), 'delete', 'the application changes back while our handle is idle');
	is(folder_names($folder), 'source.db', 'its -wal and -shm are gone');
	is($session->run($all_rows), '1one 2two 3three 4four', 'a rollback journal again');
	$app->run("INSERT INTO t VALUES (5, 'five')");
	is($app->run('PRAGMA journal_mode = wal'), 'wal', 'and to WAL without stopping');
	$app->run("INSERT INTO t VALUES (6, 'six')");
	$app->run('SELECT * FROM t');
	is($session->run($all_rows), '1one 2two 3three 4four 5five 6six', 'WAL of a running application again');
	$app->quit;
	application_can_write($folder, $file);
};

done_testing();
