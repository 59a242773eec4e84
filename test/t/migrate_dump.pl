# A migrated schema is dumped and restored where there is no extension, and the record where there is one.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use PostgreSQL::Test::Utils;
use Test::More;
use TestServer;

my $node = start_server();
my $file = app_folder('dump') . '/source.db';
my $dumps = PostgreSQL::Test::Utils::tempdir();

app_run(qq{sqlite3 '$file' <<'END'
CREATE TABLE parent (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT COLLATE NOCASE UNIQUE, at DATETIME DEFAULT CURRENT_TIMESTAMP, data JSON, "it's" DECIMAL(10, 2) CHECK ("it's" > 0));
INSERT INTO parent VALUES (5, 'One', '2024-01-01 10:00:00', '{"a": 1}', 12.5), (6, 'Two', NULL, NULL, NULL);
CREATE TABLE child (id INTEGER PRIMARY KEY, p INTEGER REFERENCES parent ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, n INTEGER, twice AS (n * 2) STORED);
INSERT INTO child VALUES (1, 5, 4), (2, 99, 1);
CREATE INDEX part ON child (n) WHERE n > 2;
CREATE INDEX expr ON child (n + 1 DESC);
CREATE VIEW both AS SELECT c.id, p.name, round(c.n / 3.0, 2) AS third, strftime('%Y', p.at) AS year FROM child AS c JOIN parent AS p ON p.id = c.p;
CREATE TRIGGER tr AFTER INSERT ON child BEGIN SELECT 1; END;
END});
$node->safe_psql('postgres', "CALL sqlite.migrate('$file', 'app')");

sub dump_schema
{
	my ($database) = @_;
	my ($dump, $error) = run_command([ 'pg_dump', '--schema=app', $node->connstr($database) ]);

	is($error, '', "pg_dump of $database says nothing");
	$dump =~ s/^\\(un)?restrict .*\n//mg;
	return $dump;
}

sub restore
{
	my ($database, $dump) = @_;

	append_to_file("$dumps/$database.sql", $dump);
	$node->safe_psql('postgres', "CREATE DATABASE $database TEMPLATE template0");
	$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr($database), '-f', "$dumps/$database.sql" ], "$database is restored");
	return;
}

subtest 'the schema, where there is no extension' => sub {
	my $dump = dump_schema('postgres');

	unlike($dump, qr/sqlite_|sqlite\./, 'nothing in it is of the extension');
	restore('managed', $dump);
	is($node->safe_psql('managed', q{SELECT count(*) FROM pg_extension WHERE extname = 'sqlite_fdw'}), '0', 'the extension is not there');
	is(dump_schema('managed'), $dump, 'what was restored is dumped in the same way');
	is($node->safe_psql('managed', q{INSERT INTO app.parent (name) VALUES ('three') RETURNING id}), '7', 'the next row gets its id');
	is($node->safe_psql('managed', 'SELECT * FROM app."both"'), '1|One|1.33|2024', 'the view works');
	is($node->safe_psql('managed', q{SELECT conname, convalidated FROM pg_constraint WHERE contype = 'f'}), 'child_p_fkey|f', 'the key that rows break is not valid there either');
};

subtest 'the record, with the extension' => sub {
	my $all = sub {
		my ($database) = @_;
		return join "\n", map { $node->safe_psql($database, "SELECT t FROM sqlite.$_ AS t ORDER BY t::text") } qw(migration migration_table finding reject);
	};

	$node->safe_psql('postgres', "CALL sqlite.migrate('$file', 'app2', dry_run => true)");
	my ($dump, $error) = run_command([ 'pg_dump', $node->connstr('postgres') ]);
	is($error, '', 'pg_dump says nothing');
	restore('copied', $dump);
	is($all->('copied'), $all->('postgres'), 'all rows of it');
	is($node->safe_psql('copied', 'SELECT count(*) FROM sqlite.migration'), '2', 'of two runs');
	like($node->safe_psql('copied', "CALL sqlite.migrate('$file', 'app3')"), qr/^3\|/m, 'the next run has the next number');
	is($node->safe_psql('copied', q{SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class WHERE relnamespace = 'sqlite'::regnamespace AND relkind = 'r' AND NOT relrowsecurity}), '', 'every table of the record has row security');
};

done_testing();
