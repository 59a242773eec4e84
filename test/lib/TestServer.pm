# A PostgreSQL cluster that has the extension, and foreign tables in it.
package TestServer;

use strict;
use warnings;

use Exporter qw(import);
use PostgreSQL::Test::Cluster;
use PsqlSession;

our @EXPORT = qw(start_server import_file wait_for_event);

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
# of this name, and imports the file into it.
sub import_file
{
	my ($node, $name, $file, $options) = @_;

	$options = defined $options ? ", $options" : '';
	$node->safe_psql('postgres', qq{
		CREATE SERVER $name FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$file'$options);
		CREATE SCHEMA $name;
		IMPORT FOREIGN SCHEMA main FROM SERVER $name INTO $name;
	});
	return;
}

# wait_for_event($node, $session, 'PgSleep'): until the session waits for this.
sub wait_for_event
{
	my ($node, $session, $event) = @_;
	my $pid = $session->pid;

	$node->poll_query_until('postgres',
		"SELECT wait_event = '$event' FROM pg_stat_activity WHERE pid = $pid")
	  or die "the session does not wait for $event";
	return;
}

1;
