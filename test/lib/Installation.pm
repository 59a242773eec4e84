# A copy of PostgreSQL's installation whose extension files a test may add to and change.
package Installation;

use strict;
use warnings;

use Exporter qw(import);
use File::Basename qw(dirname);
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;

our @EXPORT_OK = qw(installed_cluster write_extension_file);

my $root = PostgreSQL::Test::Utils::tempdir();
my %folder = map { $_ => pg_config("--$_") } qw(bindir pkglibdir sharedir);

sub pg_config
{
	my ($option) = @_;
	IPC::Run::run([ $ENV{PG_CONFIG} // 'pg_config', $option ], '>' => \my $folder) or die "pg_config $option failed";
	chomp $folder;
	return $folder;
}

# PostgreSQL finds its files from where its programs lie, so those are copied
# and all else is linked.
sub make_copy
{
	foreach my $name (qw(pkglibdir sharedir))
	{
		system_or_bail('mkdir', '-p', "$root$folder{$name}");
		system_or_bail('cp', '-r', '--symbolic-link', "$folder{$name}/.", "$root$folder{$name}");
	}
	system_or_bail('mkdir', '-p', "$root$folder{bindir}");
	system_or_bail('cp', '-r', "$folder{bindir}/.", "$root$folder{bindir}");
	return;
}

# installed_cluster('main'): a running cluster of such a copy; all of a test share one.
sub installed_cluster
{
	my ($name) = @_;

	make_copy() unless -e "$root$folder{bindir}";
	my $node = PostgreSQL::Test::Cluster->new($name, install_path => dirname("$root$folder{bindir}"));
	$node->init;
	$node->start;
	return $node;
}

# write_extension_file('sqlite_fdw--3.0.1.sql', $text): in place of what the copy has of this name.
sub write_extension_file
{
	my ($name, $text) = @_;
	my $file = "$root$folder{sharedir}/extension/$name";

	unlink $file;
	append_to_file($file, $text);
	return;
}

1;
