# The library works when the server has loaded it at its start, for sessions one after the other.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Folder qw(folder_state untouched_ok);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $folder = PostgreSQL::Test::Utils::tempdir();
my $file = "$folder/app.db";
chmod 0755, $folder;
system_or_bail('sqlite3', '-batch', '-init', '/dev/null', $file,
	'CREATE TABLE job (id INTEGER PRIMARY KEY, name TEXT NOT NULL); WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO job SELECT i, printf(\'job %d\', i) FROM n');
chmod 0644, $file;
my $before = folder_state($folder);

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', "shared_preload_libraries = 'sqlite_fdw'\nsqlite_fdw.pushdown = on");
$node->start;

$node->safe_psql('postgres', qq{
	CREATE EXTENSION sqlite_fdw;
	CREATE SERVER app FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$file');
	CREATE SCHEMA app;
	IMPORT FOREIGN SCHEMA main FROM SERVER app INTO app});
for my $session (1 .. 2)
{
	is($node->safe_psql('postgres', "SELECT name FROM app.job WHERE id = 77"), 'job 77', "session $session reads a row");
}
is($node->safe_psql('postgres', "SHOW sqlite_fdw.pushdown"), 'on', 'settings are known before a session uses the library');
$node->safe_psql('postgres', "SET client_min_messages = error; CALL sqlite.migrate('$file', 'moved')");
is($node->safe_psql('postgres', 'SELECT count(*), max(name) FROM moved.job'), '3000|job 999', 'a file is migrated');
untouched_ok($before, $folder, 'the file');

$node->stop;
done_testing();
