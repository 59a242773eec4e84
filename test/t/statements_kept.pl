# A statement that is executed again and again is right each time, whatever happened in between, and takes nothing that it does not give back.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use Folder qw(folder_state untouched_ok);
use PsqlSession;
use Test::More;
use TestServer;

my $allowed_growth_kb = 512;
my $node = start_server();
my $folder = app_folder('kept');
my $file = "$folder/source.db";

app_run(qq{sqlite3 '$file' "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT, n INTEGER);
	INSERT INTO t WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r WHERE i < 2000) SELECT i, 'v' || i, i % 10 FROM r;
	CREATE TABLE bad (id INTEGER PRIMARY KEY, n);
	INSERT INTO bad SELECT id, CASE WHEN id = 1500 THEN 'no number' ELSE id END FROM t;
	CREATE VIEW slow AS WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r) SELECT i AS id FROM r"});
import_file($node, 'src', $file);
$node->safe_psql('postgres', q{
	ALTER FOREIGN TABLE src.bad ALTER COLUMN n TYPE bigint;
	CREATE FUNCTION src.look_up(times int) RETURNS int LANGUAGE plpgsql AS $$
	DECLARE
	  wrong int := 0;
	  got text;
	BEGIN
	  FOR i IN 1 .. times LOOP
	    SELECT v INTO got FROM src.t WHERE id = i % 2000 + 1;
	    wrong := wrong + (got IS DISTINCT FROM 'v' || i % 2000 + 1)::int;
	  END LOOP;
	  RETURN wrong;
	END $$;
});

my $session = PsqlSession->new($node);
$session->run('SET search_path = src; SET plan_cache_mode = force_generic_plan; PREPARE by_id (bigint) AS SELECT v FROM t WHERE id = $1');

my $before = folder_state($folder);

subtest 'ten thousand executions' => sub {
	is($session->run('SELECT look_up(2000)'), '0', 'each of the first 2,000 is right');
	my ($descriptors, $memory) = ($session->descriptors, $session->rss_anon_kb);
	is($session->run('SELECT look_up(10000)'), '0', 'and so are 10,000 more');
	is($session->descriptors, $descriptors, 'the descriptors are as many as before');
	cmp_ok($session->rss_anon_kb - $memory, '<', $allowed_growth_kb, 'the memory has not grown');
	is($session->run('SELECT count(*), bool_or(in_use) FROM sqlite.connections()'), '1|f', 'one handle, which nobody uses');
	is(app_run("timeout 5 sqlite3 '$file' 'BEGIN EXCLUSIVE; ROLLBACK' && echo free"), 'free', 'and no lock');
};

subtest 'more statements than are kept' => sub {
	# Values are parameters, so it is the number of conditions that makes another statement.
	my @texts = map { 'SELECT id FROM t WHERE ' . join(' AND ', map { "id <> $_" } 1 .. $_) . ' LIMIT 1' } 1 .. 100;
	my $both = "SELECT (SELECT sum(id) FROM ($texts[40]) AS x), (SELECT sum(id) FROM ($texts[70]) AS x)";
	my @answers = map { $session->run($_) } @texts;

	is("@answers", join(' ', 2 .. 101), 'a hundred are right');
	my ($descriptors, $memory) = ($session->descriptors, $session->rss_anon_kb);
	for (1 .. 5)
	{
		@answers = map { $session->run($_) } @texts;
		is("@answers", join(' ', 2 .. 101), 'and again');
		is($session->run($both), '42|72', 'two of them in one query');
	}
	is($session->descriptors, $descriptors, 'the descriptors are as many as before');
	# those that were thrown away would take some 4 MB
	cmp_ok($session->rss_anon_kb - $memory, '<', 4 * $allowed_growth_kb, 'the memory has hardly grown');
	is($session->run('EXECUTE by_id (7)'), 'v7', 'one that was given up is compiled again');
};

subtest 'large values are not kept with a statement' => sub {
	$session->run('PREPARE by_v (text) AS SELECT id FROM t WHERE v = $1');
	is($session->run("EXECUTE by_v ('v12')"), '12', 'a small one');
	my $memory = $session->rss_anon_kb;
	is($session->run("EXECUTE by_v (repeat('x', 50000000))"), '', 'one of 50 MB');
	cmp_ok($session->rss_anon_kb - $memory, '<', 20000, 'is given back');
	is($session->run("EXECUTE by_v ('v12')"), '12', 'the small one again');
	is($session->run('EXECUTE by_v (NULL)'), '', 'NULL');
};

subtest 'the same statement more than once at a time' => sub {
	for (1 .. 2)
	{
		is($session->run('SELECT (SELECT v FROM t WHERE id = x), (SELECT v FROM t WHERE id = x + 1) FROM generate_series(1, 3) AS x'),
			"v1|v2\nv2|v3\nv3|v4", 'two subqueries with the same SELECT');
		is($session->run("SET sqlite_fdw.pushdown = off; SELECT a.v, b.v FROM t AS a JOIN t AS b ON b.id = a.id + 1 WHERE a.id < 3 ORDER BY 1; RESET sqlite_fdw.pushdown"),
			"v1|v2\nv2|v3", 'a self-join');
		is($session->run('SELECT x, (SELECT v FROM t WHERE id = x) FROM generate_series(1998, 2001) AS x'),
			"1998|v1998\n1999|v1999\n2000|v2000\n2001|", 'rescans');
	}
	$session->run('BEGIN; DECLARE a CURSOR FOR SELECT id FROM t WHERE n = 3; DECLARE b CURSOR FOR SELECT id FROM t WHERE n = 3');
	is($session->run('FETCH 2 FROM a'), "3\n13", 'a cursor');
	is($session->run('FETCH 1 FROM b'), '3', 'another one on the same SELECT');
	is($session->run('SELECT id FROM t WHERE n = 3 LIMIT 1'), '3', 'and a query');
	is($session->run('FETCH 1 FROM a; FETCH 1 FROM b'), "23\n13", 'do not disturb each other');
	$session->run('CLOSE a');
	is($session->run('FETCH 1 FROM b'), '23', 'nor when one is closed');
	$session->run('COMMIT');
	is($session->run('SELECT min(id) FROM t WHERE n = 3'), '3', 'nor afterwards');
};

subtest 'after an error' => sub {
	$session->run('PREPARE bad (bigint) AS SELECT sum(n) FROM bad WHERE id > $1');
	for (1 .. 3)
	{
		like($session->run('EXECUTE bad (1000)'), qr/^ERROR:  22P02:/m, 'a bad value in the middle');
		is($session->run('EXECUTE bad (1998)'), '3999', 'the same statement on good rows');
		like($session->run('SET statement_timeout = 20; SELECT max(id) FROM slow'), qr/^ERROR:  57014:/m, 'a timeout');
		is($session->run('RESET statement_timeout; SELECT id FROM slow LIMIT 2'), "1\n2", 'the view is read again');
	}
	like($session->run('SELECT 1 / (id - 3) FROM t WHERE n = 3'), qr/^ERROR:  22012:/m, 'an error of PostgreSQL\'s in the middle');
	is($session->run('SELECT count(*) FROM t WHERE n = 3'), '200', 'and all rows next time');
	is($session->run('SELECT bool_or(in_use) FROM sqlite.connections()'), 'f', 'nothing is left in use');
	is(app_run("timeout 5 sqlite3 '$file' 'BEGIN EXCLUSIVE; ROLLBACK' && echo free"), 'free', 'and no lock');
};

untouched_ok($before, $folder, 'nothing of the file changed');

subtest 'after the file has changed' => sub {
	is($session->run('EXECUTE by_id (5)'), 'v5', 'before');
	app_run("sqlite3 '$file' \"UPDATE t SET v = 'new' WHERE id = 5\"");
	is($session->run('EXECUTE by_id (5)'), 'new', 'a row');
	app_run("sqlite3 '$file' 'CREATE INDEX t_n ON t (n); CREATE TABLE other (x)'");
	$session->run('EXECUTE by_id (5)');
	is($session->run('EXECUTE by_id (5)'), 'new', 'an index more, after one error at the most');
	app_run("sqlite3 '$file' 'DROP INDEX t_n; VACUUM'");
	$session->run('EXECUTE by_id (5)');
	is($session->run('EXECUTE by_id (5)'), 'new', 'and gone again');
	is($session->run('SELECT look_up(2000)'), '1', 'all others are as they were');
	is($session->run('SELECT sqlite.disconnect()'), '1', 'the handle is closed, with the statements that it kept');
	is($session->run('EXECUTE by_id (5)'), 'new', 'and opened again');
	app_run("cp '$file' '$file.2' && sqlite3 '$file.2' \"UPDATE t SET v = 'other' WHERE id = 5\" && mv '$file.2' '$file'");
	$session->run('EXECUTE by_id (5)');
	is($session->run('EXECUTE by_id (5)'), 'other', 'another file, after one error at the most');
};

subtest 'after the foreign table or its server has changed' => sub {
	my $other = PsqlSession->new($node);
	my $copy = "$folder/copy.db";

	app_run("cp '$file' '$copy' && sqlite3 '$copy' \"UPDATE t SET v = 'of the copy'\"");
	is($session->run('EXECUTE by_id (9)'), 'v9', 'before');
	$other->run("ALTER FOREIGN TABLE src.t ALTER COLUMN v OPTIONS (ADD column_name 'n')");
	is($session->run('EXECUTE by_id (9)'), '9', 'another session maps a column to another');
	$session->run("BEGIN; ALTER FOREIGN TABLE t ALTER COLUMN v OPTIONS (SET column_name 'id')");
	is($session->run('EXECUTE by_id (18)'), '18', 'so does this one');
	$session->run('ROLLBACK');
	is($session->run('EXECUTE by_id (18)'), '8', 'and takes it back');
	$other->run('ALTER FOREIGN TABLE src.t ALTER COLUMN v OPTIONS (DROP column_name)');
	is($session->run('EXECUTE by_id (18)'), 'v18', 'so does the other');
	$other->run("ALTER SERVER src OPTIONS (SET database '$copy')");
	is($session->run('EXECUTE by_id (18)'), 'of the copy', 'the other leads the server to another file');
	$session->run("BEGIN; ALTER SERVER src OPTIONS (SET database '$file')");
	is($session->run('EXECUTE by_id (18)'), 'v18', 'this one back');
	$session->run('ROLLBACK');
	is($session->run('EXECUTE by_id (18)'), 'of the copy', 'and takes that back');
	$session->run("BEGIN; DECLARE c CURSOR FOR SELECT v FROM t ORDER BY id");
	$session->run('FETCH 1 FROM c');
	$other->run("ALTER SERVER src OPTIONS (SET database '$file')");
	is($session->run('SELECT v FROM t WHERE id = 18'), 'v18', 'under an open cursor');
	is($session->run('MOVE 1000 FROM c; FETCH 1 FROM c'), 'of the copy', 'which goes on');
	$session->run('COMMIT');
	$other->run('ALTER FOREIGN TABLE src.bad RENAME TO worse; ALTER SCHEMA src RENAME TO moved');
	like($session->run('SELECT n FROM moved.worse ORDER BY id'), qr/foreign table "worse" .*ALTER FOREIGN TABLE moved\.worse /s, 'an error has the new names');
	$other->quit;
};

subtest 'changes of the file within one transaction' => sub {
	my $app = Application->open("$folder/copy.db");

	$app->run('PRAGMA synchronous = off');
	$session->run("ALTER SERVER src OPTIONS (SET database '$folder/copy.db'); BEGIN");
	my $read = sub {
		my ($i) = @_;
		$app->run("UPDATE t SET v = 'time $i' WHERE id = 3");
		return $session->run('SELECT v FROM moved.t WHERE id = 3') eq "time $i";
	};
	is(scalar(grep { !$read->($_) } 1 .. 50), 0, 'fifty times');
	my $memory = $session->rss_anon_kb;
	is(scalar(grep { !$read->($_) } 1 .. 150), 0, 'what was planned and read is of the file as it is');
	cmp_ok($session->rss_anon_kb - $memory, '<', $allowed_growth_kb, 'the memory has not grown');
	$session->run('COMMIT');
	$app->quit;
};

done_testing();
