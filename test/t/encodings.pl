# Names and values of a file arrive in the database's own encoding; a character that it lacks is an error that names the row.

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
my $folder = app_folder('encodings');

for my $encoding ('UTF-8', 'UTF-16le', 'UTF-16be')
{
	app_run(qq{sqlite3 '$folder/$encoding.db' 2>&1 <<'END'
PRAGMA encoding = '$encoding';
CREATE TABLE "Größe" (id INTEGER PRIMARY KEY, "Länge" TEXT);
INSERT INTO "Größe" VALUES (1, 'Ärger in Öhringen'), (2, 'ÿ'), (3, '');
CREATE TABLE prices (id INTEGER PRIMARY KEY, v TEXT);
INSERT INTO prices VALUES (1, 'cheap'), (17, '5 €'), (18, '日本');
CREATE TABLE "日本" (id INTEGER PRIMARY KEY); INSERT INTO "日本" VALUES (1);
CREATE TABLE columns (id INTEGER PRIMARY KEY, "€" TEXT, plain TEXT); INSERT INTO columns VALUES (1, 'euro', 'plain');
END});
}
my $before = folder_state($folder);

# A session in a database of this encoding that speaks UTF-8 with us, on one of the files.
sub new_session
{
	my ($database_encoding, $file_encoding) = @_;
	my $database = lc "$database_encoding $file_encoding";

	$database =~ s/\W/_/g;
	$node->run_log([ 'createdb', '-h', $node->host, '-p', $node->port, '-E', $database_encoding, '-T', 'template0', '--locale=C', $database ]);
	my $session = PsqlSession->new($node, dbname => $database, env => { PGCLIENTENCODING => 'UTF8' });
	$session->run("SET client_encoding = 'UTF8'; CREATE EXTENSION sqlite_fdw;
		CREATE SERVER src FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$folder/$file_encoding.db')");
	is($session->run('SHOW server_encoding'), $database_encoding, "a database in $database_encoding");
	return $session;
}

for my $file_encoding ('UTF-8', 'UTF-16le', 'UTF-16be')
{
	for my $database_encoding ('UTF8', 'LATIN1', 'SQL_ASCII')
	{
		subtest "a file in $file_encoding, a database in $database_encoding" => sub {
			my $session = new_session($database_encoding, $file_encoding);
			my $answer = $session->run("IMPORT FOREIGN SCHEMA main FROM SERVER src INTO public OPTIONS (infer 'declared')");

			unlike($answer, qr/^ERROR/m, 'IMPORT goes through');
			is($session->run('SELECT "Länge" FROM "Größe" ORDER BY id'), "Ärger in Öhringen\nÿ\n", 'names and values with umlauts');
			is( $session->run('SELECT octet_length("Länge") FROM "Größe" WHERE id = 1'),
				$database_encoding eq 'LATIN1' ? '17' : '19', 'stored in the encoding of the database');
			is($session->run(q{SELECT * FROM sqlite.query('src', 'SELECT "Länge" AS ä FROM "Größe" WHERE "Länge" LIKE ''Ä%''') AS q(ü text)}),
				'Ärger in Öhringen', 'a statement for SQLite too');
			like($session->run(q{SELECT * FROM sqlite.query('src', 'SELECT id AS ä, 1 FROM "Größe"') AS q(ü text)}),
				qr/^DETAIL:  SQLite calls them: "ä", "1"\.\nHINT:  .* AS q\("?ä"? bigint, "1" bigint\)$/m, 'and what is said of its columns');
			is($session->run('CREATE TABLE native AS SELECT * FROM "Größe"; SELECT "Länge" FROM native WHERE id = 2'), 'ÿ', 'also in a native table');
			is($session->run(q{SELECT name FROM sqlite.inventory('src') WHERE name LIKE 'Gr%'}), 'Größe', 'the inventory too')
			  if $database_encoding ne 'LATIN1';
			like($session->run('SELECT "Laenge" FROM "Größe"'), qr/^ERROR:  42703:/m, 'a column that is not there');
			like($session->run('CREATE FOREIGN TABLE "größer" (id bigint) SERVER src; SELECT * FROM "größer"'),
				qr/^ERROR:  HV00R: SQLite database ".*" has no table "größer"\nHINT:  Perhaps you meant "Größe":/m, 'a message names a table');

			if ($database_encoding ne 'LATIN1')
			{
				is($session->run('SELECT v FROM prices ORDER BY id'), "cheap\n5 €\n日本", 'every character');
				is($session->run('SELECT count(*) FROM "日本"'), '1', 'in names too');
				is($session->run('SELECT "€" FROM columns'), 'euro', 'and of columns');
				return;
			}

			is($session->run('SELECT id FROM prices WHERE id < 5'), '1', 'rows whose characters are not read are no trouble');
			$answer = $session->run('SELECT v FROM prices');
			like($answer, qr/^ERROR:  22P05: TEXT .* in column "v" of foreign table "prices" /m, 'a character that LATIN1 lacks is an error');
			like($answer, qr/^DETAIL:  .*\b17\b/m, 'that names the row');
			like($session->run('SELECT id, v FROM prices WHERE id = 1'), qr/^(1\|cheap$|ERROR:  22P05)/m, 'the backend lives');
			is($session->run('SELECT plain FROM columns'), 'plain', 'a table with such a column is there without it');
			like($session->run('IMPORT FOREIGN SCHEMA main LIMIT TO (prices) FROM SERVER src INTO pg_temp'), qr/^(WARNING.*|.*)$/s, 'LIMIT TO');
			like($session->run(q{SELECT count(*) FROM sqlite.inventory('src')}), qr/^\d+$/, 'the inventory lists what it can');
		};
	}
}

untouched_ok($before, $folder, 'nothing of the files changed');

done_testing();
