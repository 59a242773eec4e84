# The commands of docs/managed.md are run as they stand, with a second server that knows nothing of sqlite_fdw.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use TestServer;
use Walkthrough qw(walk_document);

my $node = start_server();
my $managed = PostgreSQL::Test::Cluster->new('managed');

$managed->init(extra => [ '--encoding=UTF8', '--locale=C.UTF-8' ]);
$managed->append_conf('postgresql.conf', "timezone = 'UTC'");
$managed->start;
$managed->safe_psql('postgres', q{CREATE ROLE till LOGIN PASSWORD 'secret'; CREATE DATABASE till OWNER till});
$ENV{PGHOST} = $node->host;
$ENV{PGPORT} = $node->port;
$ENV{MANAGED_HOST} = $managed->host;
$ENV{MANAGED_PORT} = $managed->port;
$ENV{MANAGED_USER} = 'till';
$ENV{MANAGED_PASSWORD} = 'secret';
$ENV{DATABASE_URL} = 'host=' . $managed->host . ' port=' . $managed->port . ' user=till dbname=till';

walk_document($node, 'docs/managed.md', PostgreSQL::Test::Utils::tempdir_short());
is($managed->safe_psql('till', q{SELECT count(*) FROM pg_extension WHERE extname ~ 'sqlite'}), '0',
	'the managed server has no extension of ours');
is($managed->safe_psql('till', 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user', extra_params => [ '-U', 'till' ]), 'f',
	'whose role is no superuser');
is($managed->safe_psql('till', q{SELECT nextval('customers_id_seq')}), '8', 'and whose next id was never given');
is($managed->safe_psql('till', q{INSERT INTO django_migrations (name) VALUES ('0002_next') RETURNING id}), '2',
	"the framework's own notes go on");
done_testing();
