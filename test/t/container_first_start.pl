# docs/containers/migrate_on_first_start.sh does its work as the entrypoint of PostgreSQL's official image would start it.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder);
use Folder qw(folder_state untouched_ok);
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Shop qw(make_shop);
use Test::More;
use Yaml qw(has_yaml read_yaml);

my $containers = 'docs/containers';
my $folder = app_folder('first_start');
my $file = "$folder/app.db";
my $node = PostgreSQL::Test::Cluster->new('main');

# As initdb of the image: a superuser of the application's name.
$node->init(extra => [ '--username=app', '--auth=trust' ]);
$node->start;
make_shop($file, orders => 100, journal => 'wal');

# first_start($database, $way, NAME => value): what the entrypoint does with a
# script in a new database; returns its status and all that is printed.
sub first_start
{
	my ($database, $way, %environment) = @_;
	my $script = "$containers/migrate_on_first_start.sh";
	local %ENV = (
		%ENV, %environment,
		PGHOST => $node->host,
		PGPORT => $node->port,
		POSTGRES_USER => 'app',
		POSTGRES_DB => $database);

	delete @ENV{qw(PGUSER PGDATABASE)};
	$node->safe_psql('postgres', "CREATE DATABASE $database", extra_params => [ '-U', 'app' ]);
	IPC::Run::run([ 'bash', '-Eeo', 'pipefail', '-c', "$way $script; echo the server goes on" ], '>&' => \my $output);
	return ($? >> 8, $output);
}

sub ask
{
	my ($database, $query) = @_;
	return $node->safe_psql($database, $query, extra_params => [ '-U', 'app' ]);
}

# What the compose file asks, from this server's socket; is the container healthy?
sub healthy
{
	my ($database) = @_;
	my ($cmd, @command) = @{ read_yaml("$containers/compose.yaml")->{services}{db}{healthcheck}{test} };
	my $after = '';

	foreach my $word (@command)
	{
		my $replaced = { -h => $node->host, -d => $database }->{$after};
		$after = $word;
		$word = $replaced if defined $replaced;
	}
	local $ENV{PGPORT} = $node->port;
	return IPC::Run::run(\@command, '>&' => \my $output);
}

foreach my $way ('', '.')
{
	my $name = $way eq '' ? 'run' : 'sourced';
	my $before = folder_state($folder);
	my ($status, $output) = first_start($name, $way, SQLITE_SOURCE => $file);

	is($status, 0, "$name: it succeeds") or diag($output);
	like($output, qr/^  3 tables, \d+ rows, 0 rejected, .*verified$/m, "$name: it prints the report");
	like($output, qr/^the server goes on$/m, "$name: the entrypoint goes on");
	is(ask($name, 'SELECT count(*) FROM public.orders'), '100', "$name: the rows are there");
	untouched_ok($before, $folder, "$name: the file is as it was");
}

subtest 'another schema' => sub {
	my ($status) = first_start('other', '', SQLITE_SOURCE => $file, SQLITE_SCHEMA => "the app's");
	is($status, 0, 'it succeeds');
	is(ask('other', q{SELECT count(*) FROM "the app's".orders}), '100', 'the rows are there');
};

subtest 'no source' => sub {
	my ($status, $output) = first_start('nothing', '');
	is($status, 0, 'it succeeds');
	like($output, qr/^SQLITE_SOURCE is not set/m, 'and says that there was nothing to do');
};

foreach my $way ('', '.')
{
	my $name = $way eq '' ? 'failed_run' : 'failed_sourced';
	my ($status, $output) = first_start($name, $way, SQLITE_SOURCE => "$folder/gone.db");
	isnt($status, 0, "$name: a file that is not there is an error");
	like($output, qr/ERROR:  SQLite database ".*gone\.db" does not exist/, "$name: which is told");
	unlike($output, qr/the server goes on/, "$name: and ends the entrypoint");
}

subtest 'health' => sub {
	plan skip_all => 'no python3-yaml' unless has_yaml();
	ok(healthy('run'), 'a database with its migration');
	ok(!healthy('failed_run'), 'one whose migration failed');
	ask('nothing', 'CREATE EXTENSION sqlite_fdw');
	ok(!healthy('nothing'), 'one without a migration');
};

done_testing();
