# In READ COMMITTED each statement sees one state of the file: what was committed before it began.
#
# The application commits to two tables at once, so they always have equally
# many rows.  A native pair of tables, written in the same way, is the measure
# for functions: what they see of it, they must see of the file.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder);
use Folder qw(folder_state untouched_ok);
use PsqlSession;
use Test::More;
use TestServer;

my $node = start_server();
my $folder = app_folder('snapshot');
my $file = "$folder/source.db";
my $app = Application->open($file);
my $rows = 3;

$app->run('PRAGMA journal_mode = wal; CREATE TABLE t (id INTEGER PRIMARY KEY); CREATE TABLE u (id INTEGER PRIMARY KEY)');
$app->run("INSERT INTO $_ VALUES (1), (2), (3)") for qw(t u);
$app->run('SELECT * FROM t');
import_file($node, 'src', $file);
$node->safe_psql('postgres', q{
	CREATE TABLE public.native (id int);
	INSERT INTO native VALUES (1), (2), (3);
	CREATE FUNCTION stable_counts() RETURNS text STABLE LANGUAGE plpgsql AS
		'BEGIN RETURN (SELECT count(*) FROM src.u) || '' '' || (SELECT count(*) FROM native); END';
	CREATE FUNCTION volatile_counts() RETURNS text VOLATILE LANGUAGE plpgsql AS
		'BEGIN RETURN (SELECT count(*) FROM src.u) || '' '' || (SELECT count(*) FROM native); END';
});

my $writer = PsqlSession->new($node);
my $session = PsqlSession->new($node);
$session->run('SET search_path = src, public');

# The application commits a row to both tables, and so does somebody else to the native one.
sub commit_row
{
	$rows++;
	my $said = $app->run("BEGIN; INSERT INTO t VALUES ($rows); INSERT INTO u VALUES ($rows); COMMIT; SELECT count(*) FROM u");
	die "the application could not commit: $said" if $said ne $rows;
	$writer->run("INSERT INTO native VALUES ($rows)");
	return;
}

# Run a query that sleeps, and commit a row while it does.
sub run_while_committing
{
	my ($query) = @_;

	$session->send($query);
	wait_for_event($node, $session, 'PgSleep');
	commit_row();
	return $session->answer();
}

sub last_line
{
	my ($lines) = @_;
	return (split /\n/, $lines)[-1];
}

my $both = 'SELECT (SELECT count(*) FROM t), (SELECT count(*) FROM u)';

subtest 'statement by statement' => sub {
	$session->run('BEGIN');
	is($session->run($both), '3|3', 'what was committed before the first');
	commit_row();
	is($session->run($both), '4|4', 'what was committed before the second');
	$session->run('COMMIT');
	commit_row();
	is($session->run($both), '5|5', 'and outside of a transaction block');
};

my %statements = (
	'subqueries' => 'SELECT (SELECT count(*) FROM t), pg_sleep(0.4), (SELECT count(*) FROM u)',
	'a subquery run for each row' =>
	  'SELECT max(id), max(s::text), max(n) FROM (SELECT id, pg_sleep(0.2) AS s, (SELECT count(*) FROM u WHERE u.id > 0 * t.id) AS n FROM t OFFSET 0) AS q',
	'common table expressions' =>
	  'WITH a AS MATERIALIZED (SELECT count(*) AS n FROM t), s AS MATERIALIZED (SELECT pg_sleep(0.4) AS p),
		b AS MATERIALIZED (SELECT count(*) AS n FROM u)
		SELECT (SELECT n FROM a), (SELECT p FROM s), (SELECT n FROM b)',
);

for my $name (sort keys %statements)
{
	my $seen = $rows;
	is(run_while_committing($statements{$name}), "$seen||$seen", "one state for two tables: $name");
}

subtest 'a join' => sub {
	my $seen = $rows;
	is( run_while_committing('SELECT count(*), count(u.id) FROM (SELECT id, pg_sleep(0.2) FROM t OFFSET 0) AS t FULL JOIN u USING (id)'),
		"$seen|$seen", 'every row has its partner');
};

subtest 'a stable function sees what its statement sees' => sub {
	my $seen = $rows;
	is(run_while_committing('SELECT (SELECT count(*) FROM t), pg_sleep(0.4), stable_counts()'),
		"$seen||$seen $seen", 'as of the native table');
};

subtest 'a volatile function sees what was committed before it was called' => sub {
	my $seen = $rows;
	my $later = $seen + 1;
	is(run_while_committing('SELECT (SELECT count(*) FROM t), pg_sleep(0.4), volatile_counts(), (SELECT count(*) FROM u)'),
		"$seen||$later $later|$seen", 'as of the native table, while the statement keeps its state');
};

subtest 'functions inside a running scan' => sub {
	my $seen = $rows;
	my $later = $seen + 1;
	is(run_while_committing("SELECT string_agg(DISTINCT c, ', ') FROM (SELECT pg_sleep(CASE id WHEN 1 THEN 0.4 ELSE 0 END), stable_counts() AS c FROM t) AS s"),
		"$seen $seen", 'stable: one state for all rows');
	$seen = $rows;
	$later = $seen + 1;
	is(run_while_committing("SELECT string_agg(DISTINCT c, ', ') FROM (SELECT pg_sleep(CASE id WHEN 1 THEN 0.4 ELSE 0 END), volatile_counts() AS c FROM t) AS s"),
		"$later $later", 'volatile: as of each call');
};

subtest 'an open cursor keeps its state' => sub {
	my $seen = $rows;
	my $later = $seen + 1;
	$session->run('BEGIN; DECLARE c CURSOR FOR SELECT t.id, (SELECT count(*) FROM u) FROM t');
	is($session->run('FETCH 1 FROM c'), "1|$seen", 'its first row');
	commit_row();
	is($session->run($both), "$later|$later", 'a later statement sees what was committed since');
	$session->run('DECLARE d CURSOR FOR SELECT count(*) FROM u');
	commit_row();
	is($session->run('FETCH ALL FROM d'), $later, 'so does a second cursor, of when it was opened');
	is($session->run($both), ($later + 1) . '|' . ($later + 1), 'and a third statement');
	is(last_line($session->run('FETCH ALL FROM c')), "$seen|$seen", 'the first cursor ends where its state ends');
	$session->run('COMMIT');
	is($session->run('SELECT count(*) FILTER (WHERE in_use) FROM sqlite.connections()'), '0', 'nothing is in use afterwards');
};

subtest 'a cursor WITH HOLD' => sub {
	my $seen = $rows;
	$session->run('BEGIN; DECLARE c CURSOR WITH HOLD FOR SELECT count(*) FROM t UNION ALL SELECT count(*) FROM u');
	commit_row();
	$session->run('COMMIT');
	is($session->run('SELECT count(*) FILTER (WHERE in_use) FROM sqlite.connections()'), '0', 'the file is free after the commit');
	commit_row();
	is($session->run('FETCH ALL FROM c'), "$seen\n$seen", 'its rows are of when it was opened');
	$session->run('CLOSE c');
};

subtest 'savepoints' => sub {
	my $seen = $rows;
	$session->run('BEGIN; DECLARE c CURSOR FOR SELECT id FROM t');
	is($session->run('FETCH 1 FROM c'), '1', 'a cursor is open');
	$session->run('SAVEPOINT s');
	commit_row();
	is($session->run('FETCH 1 FROM c'), '2', 'it goes on after a savepoint');
	$session->run('DECLARE d CURSOR FOR SELECT id FROM u');
	is($session->run('FETCH 1 FROM d'), '1', 'another is opened');
	like($session->run('SELECT 1 / (count(*) - count(*)) FROM t'), qr/^ERROR:  22012:/m, 'an error');
	$session->run('ROLLBACK TO s');
	like($session->run('FETCH 1 FROM d'), qr/^ERROR:  34000:/m, 'the second cursor is gone');
	$session->run('ROLLBACK TO s');
	is($session->run('FETCH 1 FROM c'), '3', 'the first goes on');
	is($session->run($both), "$rows|$rows", 'a statement sees what was committed before it');
	is(last_line($session->run('FETCH ALL FROM c')), $seen, 'the first ends where its state ends');
	$session->run('COMMIT');
	is($session->run('SELECT count(*) FILTER (WHERE in_use) FROM sqlite.connections()'), '0', 'nothing is in use afterwards');
};

subtest 'a loop over a query in plpgsql' => sub {
	my $seen = $rows;
	my $later = $seen + 1;
	is(run_while_committing(q{
		DO $$ DECLARE r record; n bigint; seen text := '';
		BEGIN
		  FOR r IN SELECT id FROM src.t WHERE id < 3 LOOP
		    SELECT count(*) INTO n FROM src.u;
			seen := seen || r.id || ':' || n || ' ';
			IF r.id = 1 THEN PERFORM pg_sleep(0.4); END IF;
		  END LOOP;
		  RAISE NOTICE 'seen %', seen;
		END $$}),
		"NOTICE:  00000: seen 1:$seen 2:$later ", 'the body sees what is committed while the loop runs');
};

my $before = folder_state($folder);
$session->run($both);
untouched_ok($before, $folder, 'nothing of the file changed');

done_testing();
