# The commands of the Job in docs/containers/job.yaml: a copy of a file that is being written, and its way into another server.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use Folder qw(folder_names);
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Shop qw(make_shop);
use Test::More;
use Yaml qw(has_yaml read_yaml);

plan skip_all => 'no python3-yaml' unless has_yaml();

my $pod = read_yaml('docs/containers/job.yaml')->{spec}{template}{spec};
my $folder = app_folder('job');
my $copies = app_folder('job_copies');
my $file = "$folder/app.db";
my $node = PostgreSQL::Test::Cluster->new('target');

# copy($folder): the init container's command with this folder in place of the
# volume, as the application's user; returns what it prints.
sub copy
{
	my ($app) = @_;
	my @command = map { s{/app/}{$app/}r =~ s{/copy/}{$copies/}r } @{ $pod->{initContainers}[0]{command} };

	return app_run('umask 022; ' . join ' ', map { s/'/'\\''/g; "'$_'" } @command);
}

# migrate(NAME => value): the main container's script; returns its status and output.
sub migrate
{
	my (%environment) = @_;
	local %ENV = (%ENV, %environment, TMPDIR => PostgreSQL::Test::Utils::tempdir_short());

	delete @ENV{qw(PGHOST PGPORT PGUSER PGDATABASE)};
	IPC::Run::run([ 'bash', "docs/containers/$pod->{containers}[0]{command}[0]" ], '>&' => \my $output);
	is(join(' ', glob "$ENV{TMPDIR}/*"), '', 'nothing is left of its server');
	return ($? >> 8, $output);
}

make_shop($file, orders => 100, journal => 'wal');
my $app = Application->open($file);
$app->run("INSERT INTO lines VALUES (1, 7, 'only in the -wal')");
$app->run("BEGIN; INSERT INTO lines VALUES (1, 8, 'not committed')");
like(folder_names($folder), qr/app\.db-wal/, 'the application has a -wal');

is(copy($folder), '', 'the init container copies');
is(app_run("sqlite3 '$copies/app.db' 'PRAGMA integrity_check; SELECT count(*), max(n) FROM lines'"), "ok\n201|7",
	'what was committed is in the copy, the rest is not');
is(folder_names($copies), 'app.db', 'the copy is one file');
is($app->run('COMMIT'), '', 'the application has written on meanwhile');
$app->quit;

my $empty = app_folder('job_empty');
app_run("mv '$copies/app.db' '$copies/app.db.kept'");
like(copy($empty), qr/unable to open database/, 'a file that is not there is an error');
is(folder_names($empty) . folder_names($copies), 'app.db.kept', 'and is not made');
app_run("mv '$copies/app.db.kept' '$copies/app.db'");

$node->init;
$node->start;
my $target = $node->connstr('postgres');
my ($status, $output) = migrate(SQLITE_SOURCE => "$copies/app.db", SQLITE_SCHEMA => 'The App', TARGET => $target);
is($status, 0, 'the Job migrates') or diag($output);
like($output, qr/^  3 tables, \d+ rows, 0 rejected, .*verified$/m, 'it prints the report');
is($node->safe_psql('postgres', 'SELECT count(*), max(n) FROM "The App".lines'), '201|7', 'the target has the rows');
is($node->safe_psql('postgres', q{SELECT count(*) FROM pg_extension WHERE extname = 'sqlite_fdw'}), '0', 'but no extension');

($status, $output) = migrate(SQLITE_SOURCE => "$copies/app.db", SQLITE_SCHEMA => 'public', TARGET => $target);
is($status, 0, 'so it does into the schema public') or diag($output);
my $rows = 'SELECT count(*), sum(cents) FROM %s.large_orders';
is($node->safe_psql('postgres', sprintf $rows, 'public'), $node->safe_psql('postgres', sprintf $rows, '"The App"'), 'with the same rows');

$node->safe_psql('postgres', 'DROP TABLE public.customers CASCADE');
($status, $output) = migrate(SQLITE_SOURCE => "$copies/app.db", SQLITE_SCHEMA => 'public', TARGET => $target);
isnt($status, 0, 'a table that is there is an error');
like($output, qr/ERROR:  relation "(lines|orders)" already exists/, 'which is told');
is($node->safe_psql('postgres', q{SELECT to_regclass('public.customers') IS NULL}), 't', 'and the target gets nothing');

done_testing();
