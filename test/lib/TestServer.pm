# A PostgreSQL cluster that has the extension, and foreign tables in it.
package TestServer;

use strict;
use warnings;

use Exporter qw(import);
use PostgreSQL::Test::Cluster;
use PsqlSession;
use Time::HiRes qw(sleep);

our @EXPORT = qw(start_server import_file wait_for_event);

my %watchers;

# A running cluster with the extension in database postgres.
sub start_server
{
	my $node = PostgreSQL::Test::Cluster->new('main');

	$node->init;
	$node->start;
	$node->safe_psql('postgres', 'CREATE EXTENSION sqlite_fdw');
	return $node;
}

# import_file($node, $name, $file, $server_options): makes a server and a schema
# of this name, and imports the file into it, with types as they are declared.
sub import_file
{
	my ($node, $name, $file, $options) = @_;

	$options = defined $options ? ", $options" : '';
	$node->safe_psql('postgres', qq{
		CREATE SERVER $name FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$file'$options);
		CREATE SCHEMA $name;
		IMPORT FOREIGN SCHEMA main FROM SERVER $name INTO $name OPTIONS (infer 'declared');
	});
	return;
}

# wait_for_event($node, $session, 'PgSleep'): until the session waits for this.
sub wait_for_event
{
	my ($node, $session, $event) = @_;
	my $query = 'SELECT wait_event FROM pg_stat_activity WHERE pid = ' . $session->pid;

	$watchers{$node} //= PsqlSession->new($node);
	for (1 .. 1000)
	{
		return if $watchers{$node}->run($query) eq $event;
		die 'the session waits for nothing: ' . $session->answer() if $session->has_answered;
		sleep 0.01;
	}
	die "the session does not wait for $event";
}

1;
