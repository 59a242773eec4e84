# When the application changes the schema under a cached plan, the next use of it says so once at the most and then is right.

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
my $made = 0;

# A session that has executed a generic plan on a file of three rows, the
# application beside it, and the path of the file.
sub new_case
{
	my ($journal_mode) = @_;
	my $name = 's' . ++$made;
	my $folder = app_folder($name);
	my $file = "$folder/source.db";
	my $app = Application->open($file);

	$app->run("PRAGMA journal_mode = $journal_mode; CREATE TABLE t (id INTEGER PRIMARY KEY, word TEXT);
		INSERT INTO t VALUES (1, 'one'), (2, 'two'), (3, 'three')");
	$app->run('SELECT * FROM t');
	import_file($node, $name, $file);
	my $session = PsqlSession->new($node);
	$session->run("SET search_path = $name; SET plan_cache_mode = force_generic_plan;
		PREPARE p (int) AS SELECT id, word FROM t WHERE id >= \$1 ORDER BY id;
		CREATE FUNCTION $name.f() RETURNS text LANGUAGE plpgsql AS
		'BEGIN RETURN (SELECT string_agg(word, '' '' ORDER BY id) FROM $name.t); END'");
	$session->run('EXECUTE p (2)') eq "2|two\n3|three" or die 'the plan is not right to begin with';
	$session->run('SELECT f()') eq 'one two three' or die 'the function is not right to begin with';
	return ($session, $app, $file);
}

# becomes_ok($session, $query, $wanted, $name): right at once, or after one clear error.
sub becomes_ok
{
	my ($session, $query, $wanted, $name) = @_;
	my $answer = $session->run($query);

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	if ($answer =~ /^ERROR/)
	{
		like($answer, qr/^ERROR:  40001: the schema of SQLite database ".*" has changed since the statement was planned$/m,
			"$name: a clear error");
		like($answer, qr/^HINT:  Run the statement again\.$/m, 'that asks to repeat');
		$answer = $session->run($query);
	}
	return is($answer, $wanted, "$name: right");
}

for my $journal_mode (qw(delete wal))
{
	subtest "journal mode $journal_mode" => sub {
		my ($session, $app, $file) = new_case($journal_mode);

		is($app->run('ALTER TABLE t ADD COLUMN w TEXT; INSERT INTO t VALUES (4, \'four\', \'w\')'), '', 'a column is added');
		becomes_ok($session, 'EXECUTE p (3)', "3|three\n4|four", 'a prepared statement');
		becomes_ok($session, 'SELECT f()', 'one two three four', 'a function');
		is($session->run('EXECUTE p (4)'), '4|four', 'and again');

		is($app->run('VACUUM; ANALYZE'), '', 'VACUUM and ANALYZE');
		becomes_ok($session, 'EXECUTE p (3)', "3|three\n4|four", 'a prepared statement');

		is($app->run('CREATE INDEX t_v ON t (word); CREATE TABLE other (id)'), '', 'an index and another table');
		becomes_ok($session, 'EXECUTE p (3)', "3|three\n4|four", 'a prepared statement');
		becomes_ok($session, 'SELECT f()', 'one two three four', 'a function');

		is($app->run('DROP TABLE t; CREATE TABLE t (word TEXT, id INTEGER, PRIMARY KEY (id)) WITHOUT ROWID; INSERT INTO t VALUES (\'new\', 9)'),
			'', 'another table of the same name, without row ids, its columns in another order');
		becomes_ok($session, 'EXECUTE p (3)', '9|new', 'a prepared statement');
		becomes_ok($session, 'SELECT f()', 'new', 'a function');

		is($app->run('ALTER TABLE t RENAME COLUMN word TO words'), '', 'a column gets another name');
		my $answer = $session->run('EXECUTE p (3)');
		$answer = $session->run('EXECUTE p (3)') if $answer =~ /^ERROR:  40001/;
		like($answer, qr/^ERROR:  HV005: SQLite table "t" has no column "word"$/m, 'an error that names it, not the string');
		like($answer, qr/^HINT:  Perhaps you meant "words": ALTER FOREIGN TABLE /m, 'and says what to do');
		my ($command) = $answer =~ /^HINT:  .*?: (ALTER .*;)$/m;
		is($session->run($command), '', 'its command runs');
		becomes_ok($session, 'EXECUTE p (3)', '9|new', 'and helps');

		is($app->run('DROP TABLE t'), '', 'the table is dropped');
		$answer = $session->run('EXECUTE p (3)');
		$answer = $session->run('EXECUTE p (3)') if $answer =~ /^ERROR:  40001/;
		like($answer, qr/^ERROR:  HV00R: SQLite database ".*" has no table "t"$/m, 'an error that names it');
		like($session->run('SELECT f()'), qr/^ERROR:  (HV00R|40001):/m, 'in a function too');
		is($app->run('CREATE TABLE t (id INTEGER PRIMARY KEY, words TEXT); INSERT INTO t VALUES (3, \'back\')'), '', 'and made again');
		becomes_ok($session, 'EXECUTE p (3)', '3|back', 'a prepared statement');
		becomes_ok($session, 'SELECT f()', 'back', 'a function');
		$app->quit;
	};
}

subtest 'between two fetches' => sub {
	my ($session, $app, $file) = new_case('wal');

	$session->run('BEGIN; DECLARE c CURSOR FOR SELECT id, word FROM t');
	is($session->run('FETCH 1 FROM c'), '1|one', 'a row');
	is($app->run('ALTER TABLE t RENAME COLUMN word TO words'), '', 'a column gets another name');
	is($session->run('FETCH ALL FROM c'), "2|two\n3|three", 'an open cursor goes on with what it saw');
	like($session->run('SELECT word FROM t'), qr/^ERROR:  HV005:/m, 'a new statement sees the new schema');
	$session->run('ROLLBACK');
	$app->quit;
};

subtest 'in a REPEATABLE READ transaction' => sub {
	my ($session, $app, $file) = new_case('wal');

	$session->run('BEGIN ISOLATION LEVEL REPEATABLE READ');
	is($session->run('EXECUTE p (3)'), '3|three', 'a prepared statement');
	is($app->run('ALTER TABLE t RENAME COLUMN word TO words'), '', 'a column gets another name');
	is($session->run('EXECUTE p (3)'), '3|three', 'it goes on with what it saw');
	is($session->run('SELECT word FROM t WHERE id = 1'), 'one', 'and so does a new statement');
	$session->run('COMMIT');
	my $answer = $session->run('EXECUTE p (3)');
	like($answer, qr/^ERROR:  (40001|HV005):/m, 'afterwards it is an error');
	$app->quit;
};

subtest 'another file of the same schema cookie' => sub {
	my ($session, $app, $file) = new_case('delete');

	$app->quit;
	app_run(qq{sqlite3 '$file.new' "CREATE TABLE t (word TEXT, id INTEGER PRIMARY KEY) WITHOUT ROWID;
		INSERT INTO t VALUES ('another', 7)"});
	is(app_run("for f in '$file' '$file.new'; do sqlite3 \$f 'PRAGMA schema_version'; done | uniq | wc -l"), '1', 'the cookies are equal');
	app_run("mv '$file.new' '$file'");
	my $before = folder_state($file =~ s{/[^/]+$}{}r);
	my $answer = $session->run('EXECUTE p (3)');
	$answer = $session->run('EXECUTE p (3)') if $answer =~ /^ERROR/;
	is($answer, '7|another', 'a prepared statement is right after one error at the most');
	$answer = $session->run('SELECT f()');
	$answer = $session->run('SELECT f()') if $answer =~ /^ERROR/;
	is($answer, 'another', 'a function too');
	untouched_ok($before, $file =~ s{/[^/]+$}{}r, 'nothing changed');
};

done_testing();
