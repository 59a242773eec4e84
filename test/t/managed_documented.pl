# The commands of docs/managed.md are run as they stand, with a second server that knows nothing of sqlite_fdw.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Document qw(document_blocks as_documented without_trailing_blanks);
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use TestServer;

my $document = 'docs/managed.md';
my $files = PostgreSQL::Test::Utils::tempdir_short();
my $database = 'postgres';
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
chmod 0755, $files;

# What a block prints.
sub run_block
{
	my ($block) = @_;
	(my $text = $block->{text}) =~ s{/tmp/}{$files/}g;
	my $output;

	if ($block->{language} eq 'sh')
	{
		IPC::Run::run([ 'bash', '-o', 'pipefail', '-c', $text ], '<', \undef, '>&', \$output);
	}
	else
	{
		IPC::Run::run([ 'psql', '-X', '-d', $node->connstr($database) ], '<', \$text, '>&', \$output);
		$database = $1 if $text =~ /^\\c (\w+)$/m;
	}
	return as_documented($output, $files);
}

my @blocks = document_blocks($document, split /\n/, slurp_file($document));

foreach my $i (0 .. $#blocks)
{
	my $block = $blocks[$i];

	next if $block->{comment} =~ /^not run: / || $block->{language} !~ /^(sh|sql)$/;
	my $output = run_block($block);
	if ($i < $#blocks && $blocks[ $i + 1 ]{language} eq 'text' && !$block->{cut})
	{
		is($output, without_trailing_blanks($blocks[ $i + 1 ]{text}), "$block->{where} prints what it shows");
	}
	else
	{
		unlike($output, qr/^(psql:|bash:|pg_dump:|Error|Parse error|Runtime error|ERROR|FATAL|WARNING)|ERROR: /m, "$block->{where} succeeds")
		  or diag($output);
	}
}

is($managed->safe_psql('till', q{SELECT count(*) FROM pg_extension WHERE extname ~ 'sqlite'}), '0',
	'the managed server has no extension of ours');
is($managed->safe_psql('till', 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user', extra_params => [ '-U', 'till' ]), 'f',
	'whose role is no superuser');
is($managed->safe_psql('till', q{SELECT nextval('customers_id_seq')}), '8', 'and whose next id was never given');
is($managed->safe_psql('till', q{INSERT INTO django_migrations (name) VALUES ('0002_next') RETURNING id}), '2',
	"the framework's own notes go on");
done_testing();
