# On a hot standby files are read as anywhere, and what would write says so before it has done anything.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use Folder qw(folder_state untouched_ok);
use PostgreSQL::Test::Cluster;
use PsqlSession;
use Test::More;

my $primary = PostgreSQL::Test::Cluster->new('primary');
$primary->init(allows_streaming => 1);
$primary->start;

my $folder = app_folder('standby');
app_run(qq{sqlite3 '$folder/app.db' "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO t VALUES (1, 'one'), (2, 'two')"});
my $before = folder_state($folder);
$primary->safe_psql('postgres', qq{
	CREATE EXTENSION sqlite_fdw;
	CREATE SERVER app FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$folder/app.db');
	CREATE SCHEMA legacy; CREATE SCHEMA store;
	IMPORT FOREIGN SCHEMA main FROM SERVER app INTO legacy;
	CREATE TABLE store.t (id bigint PRIMARY KEY, v text);
	INSERT INTO store.t SELECT * FROM legacy.t;
	CALL sqlite.migrate('app', 'fresh')});

$primary->backup('copy');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($primary, 'copy', has_streaming => 1);
$standby->start;
$primary->wait_for_catchup($standby, 'replay', $primary->lsn('insert'));
my $session = PsqlSession->new($standby);

is($session->run('SELECT pg_is_in_recovery()'), 't', 'it is a standby');
my %reads = (
	'SELECT v FROM legacy.t WHERE id = 2' => 'two',
	'SELECT sum(id) FROM legacy.t' => '3',
	'SELECT count(*) FROM legacy.t JOIN store.t USING (id)' => '2',
	"SELECT v FROM sqlite.query('app', 'SELECT v FROM t WHERE id = 1') AS q(v text)" => 'one',
	"SELECT v FROM sqlite.query('$folder/app.db', 'SELECT v FROM t WHERE id = 1') AS q(v text)" => 'one',
	"SELECT name, rows FROM sqlite.inventory('app')" => 't|2',
	"SELECT count(*) FROM sqlite.check('app')" => '0',
	"SELECT count(*) FROM sqlite.check('schema:legacy', 'store')" => '0',
	'SELECT state FROM sqlite.migration' => 'done',
	'SELECT count(*) > 5 FROM sqlite.report()' => 't',
	'SELECT length(sqlite.report_html()) > 1000' => 't',
	'SELECT sqlite_fdw FROM sqlite.version()' => '3.0',
	'BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM legacy.t; COMMIT' => '2');
is($session->run($_), $reads{$_}, $_ =~ s/\Q$folder\E//r) for sort keys %reads;
is($session->run('SELECT in_use FROM sqlite.connections()'), 'f', 'sqlite.connections');
is($session->run('SELECT sqlite.disconnect()'), '1', 'sqlite.disconnect');

for my $write ('IMPORT FOREIGN SCHEMA main FROM SERVER app INTO store', "CALL sqlite.migrate('app', 'new')",
	"CALL sqlite.migrate('$folder/app.db', 'new', commit => 'table')", "CALL sqlite.migrate('schema:legacy', 'new', dry_run => true)",
	"SELECT * FROM sqlite.plan('app', 'new')", "SELECT * FROM sqlite.verify('app', 'store')",
	"CREATE SERVER s FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$folder/app.db')")
{
	like($session->run($write), qr/^ERROR:  25006: cannot execute .* (during recovery|in a read-only transaction)$/m, $write =~ s/\Q$folder\E//r);
}
is($session->run('SELECT in_use FROM sqlite.connections()'), '', 'and no file was opened for it');
like($session->run('INSERT INTO store.t SELECT * FROM legacy.t'), qr/^ERROR:  25006: cannot execute INSERT in a read-only transaction$/m, 'INSERT ... SELECT');
untouched_ok($before, $folder, 'nothing of the file was changed');

$standby->promote;
like($session->run("CALL sqlite.migrate('app', 'new')"), qr/\{t\}\|2\|0\|/, 'once promoted, it migrates');

done_testing();
