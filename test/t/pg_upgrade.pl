# pg_upgrade, and a dump of the whole database, take servers, foreign tables and the record of migrations along.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use File::Basename qw(dirname);
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use TestServer;

my $file = app_folder('pg_upgrade') . '/source.db';
my $old = start_server();
my $new = PostgreSQL::Test::Cluster->new('new');

app_run("sqlite3 '$file' \"CREATE TABLE t (a INTEGER PRIMARY KEY, seen_at INTEGER); INSERT INTO t VALUES (1, 1700000000), (3, 1700000001), (4, NULL), (5, 1700000002)\"");

# What a user sees of the extension.
sub seen
{
	my ($node, $database) = @_;
	return $node->safe_psql($database, <<'SQL');
SELECT * FROM legacy.t;
SELECT * FROM v;
SELECT srvname, ARRAY(SELECT o FROM unnest(srvoptions) AS o ORDER BY o), srvacl FROM pg_foreign_server;
SELECT m.run, m.owner, m.state, m.rows, m.started_at FROM sqlite.migration AS m;
SELECT * FROM sqlite.migration_table;
SELECT * FROM sqlite.report(1);
SELECT extversion, extconfig::regclass[] FROM pg_extension WHERE extname = 'sqlite_fdw';
SELECT count(*) FROM native.t;
SQL
}

sub next_run_ok
{
	my ($node, $database) = @_;

	like($node->safe_psql($database, q{CALL sqlite.migrate('server:app', 'native2')}), qr/^2\|/, "$database: the next run has the next number");
	is($node->safe_psql($database, 'DROP EXTENSION sqlite_fdw CASCADE; SELECT count(*) FROM native2.t'), '4',
		"$database: the extension can be dropped, and what was migrated stays");
	return;
}

$old->safe_psql('postgres', <<"SQL");
CREATE SERVER app FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$file', busy_timeout '100');
GRANT USAGE ON FOREIGN SERVER app TO PUBLIC;
CREATE SCHEMA legacy;
IMPORT FOREIGN SCHEMA main FROM SERVER app INTO legacy;
ALTER FOREIGN TABLE legacy.t OPTIONS (ADD on_error 'ignore');
CREATE VIEW v AS SELECT max(seen_at) FROM legacy.t;
CALL sqlite.migrate('server:app', 'native');
SQL
my $before = seen($old, 'postgres');
like($before, qr/2023-11-14/, 'there is something to lose');

subtest 'pg_upgrade' => sub {
	my $folder = PostgreSQL::Test::Utils::tempdir_short();
	my $bindir = dirname(readlink("/proc/@{[ (split /\n/, slurp_file($old->data_dir . '/postmaster.pid'))[0] ]}/exe"));

	$new->init;
	$old->stop;
	chdir $folder or die $!;
	IPC::Run::run(
		[
			'pg_upgrade', '--no-sync', '--link',
			'--old-datadir' => $old->data_dir, '--new-datadir' => $new->data_dir,
			'--old-bindir' => $bindir, '--new-bindir' => $bindir,
			'--socketdir' => $folder, '--old-port' => $old->port, '--new-port' => $new->port
		],
		'>&' => \my $output);
	is($? >> 8, 0, 'it succeeds') or diag($output);
	$new->start;
	is(seen($new, 'postgres'), $before, 'all is there');
};

subtest 'pg_dump' => sub {
	my ($dump, $error) = run_command([ 'pg_dump', $new->connstr('postgres') ]);
	my $script = PostgreSQL::Test::Utils::tempdir() . '/dump.sql';

	is($error, '', 'it says nothing');
	append_to_file($script, $dump);
	$new->safe_psql('postgres', 'CREATE DATABASE restored TEMPLATE template0');
	$new->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $new->connstr('restored'), '-f', $script ], 'it is restored');
	is(seen($new, 'restored'), $before, 'all is there');
};

next_run_ok($new, $_) foreach qw(postgres restored);
done_testing();
