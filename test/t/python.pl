# What docs/python.md shows of Python on the foreign tables of a live file is what happens.
#
# First its blocks of shell and SQL are run in one psql session, then its blocks
# of Python in one interpreter, Debian's own.  A block of text is what the block
# before it must print; a block without one must print nothing but what psql
# says of success.  A section whose heading names a module that is not installed
# is left out; without psycopg all of it is.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Document qw(document_blocks as_documented without_trailing_blanks);
use Folder qw(folder_names);
use IPC::Run;
use PostgreSQL::Test::Utils;
use Test::More;
use TestServer;

my $python = '/usr/bin/python3';
my $document = 'docs/python.md';

sub has_module
{
	my ($module) = @_;
	return -x $python && system("$python -c 'import $module' >/dev/null 2>&1") == 0;
}

plan skip_all => 'psycopg is not here: install python3-psycopg' if !has_module('psycopg');

my $node = start_server();
my $files = PostgreSQL::Test::Utils::tempdir_short();
my @blocks = document_blocks($document, split /\n/, slurp_file($document));

# Modules of sections that need one of their own.
my %module_here = map { $_ => has_module($_) } qw(pandas psycopg2);

# The texts that the blocks must print, by the block's number.
my %expected;
foreach my $i (grep { $blocks[$_]{language} eq 'text' } 1 .. $#blocks)
{
	ok(!$blocks[ $i - 1 ]{cut} && $blocks[ $i - 1 ]{language} ne 'text',
		"$blocks[$i]{where} is what the block before it prints");
	$expected{ $i - 1 } = without_trailing_blanks($blocks[$i]{text});
}

# The document keeps its files in /tmp/.
sub with_our_files
{
	my ($text) = @_;
	$text =~ s/\/tmp\//$files\//g;
	return $text;
}

sub write_file
{
	my ($name, $text) = @_;
	open my $out, '>', "$files/$name" or die "$files/$name: $!";
	print $out $text;
	close $out or die "$files/$name: $!";
	return "$files/$name";
}

# What a program prints between the marks of blocks, by the block's number.
sub run_marked
{
	my ($script, @command) = @_;
	my $output;
	IPC::Run::run([@command], '<', $script, '>&', \$output, IPC::Run::timeout(120));
	(undef, my %output) = split /^\@block (\d+)\n/m, $output;
	return map { $_ => as_documented($output{$_}, $files) } keys %output;
}

sub run_psql
{
	my @numbers = @_;
	my $script = '';
	foreach my $i (@numbers)
	{
		my $text = with_our_files($blocks[$i]{text});
		$text = "\\! bash '" . write_file("block_$i.sh", $text) . "' 2>&1\n" if $blocks[$i]{language} eq 'sh';
		$script .= "\\echo \@block $i\n$text";
	}
	return run_marked(write_file('script.sql', $script), 'psql', '-X', '-d', $node->connstr('postgres'));
}

# Each block as a person would type it, in one namespace.
my $runner = <<'PYTHON';
import sys, traceback
namespace = {}
for path in sys.argv[1:]:
    print("@block " + path.rsplit("_", 1)[1], flush=True)
    try:
        with open(path) as block:
            exec(compile(block.read(), path, "exec"), namespace)
    except Exception:
        traceback.print_exc(file=sys.stdout)
    sys.stdout.flush()
PYTHON

sub run_python
{
	my @numbers = @_;
	my @paths = map { write_file("block_$_", with_our_files($blocks[$_]{text})) } @numbers;
	return run_marked('/dev/null', $python, '-c', $runner, @paths);
}

sub check_blocks
{
	my ($output, @numbers) = @_;
	foreach my $i (@numbers)
	{
		is($output->{$i} // 'it was not run', $expected{$i} // '', "$blocks[$i]{where} prints what it shows");
	}
	return;
}

sub names_of_databases
{
	return join ' ', grep { /^(station|till)/ } split / /, folder_names($files);
}

my @by_psql = grep { $blocks[$_]{language} =~ /^(sh|sql)$/ } 0 .. $#blocks;
my @by_python = grep { $blocks[$_]{language} eq 'python' } 0 .. $#blocks;
is(scalar(@by_psql) + scalar(@by_python) + scalar(keys %expected), scalar @blocks, 'every block is run, or is an output');
cmp_ok($by_psql[-1], '<', $by_python[0], 'psql comes before Python');

my %of_psql = run_psql(@by_psql);
check_blocks(\%of_psql, @by_psql);

is(names_of_databases(), 'station.db till.db', 'the files stand alone');

$ENV{PGHOST} = $node->host;
$ENV{PGPORT} = $node->port;
my @missing = grep { !$module_here{$_} } sort keys %module_here;
my @runnable = grep { my $heading = $blocks[$_]{heading}; !grep { $_ eq $heading } @missing } @by_python;
my %of_python = run_python(@runnable);
check_blocks(\%of_python, @runnable);

SKIP:
{
	skip "$_ is not here: install python3-$_", 1 foreach @missing;
	is(scalar @runnable, scalar @by_python, 'the sections about pandas and psycopg2 were run');
}

# The application has ended with the interpreter, and could fold its -wal into the file.
is(names_of_databases(), 'station.db till.db', 'nothing is left beside the files');

$node->stop;
done_testing();
