# Random queries of random files give the same with pushdown as without.
#
# test/differential/main.py makes the files and the queries from a seed, which a
# failure prints; SEED=n chooses it, FILE=n runs one of its files alone, QUERIES=n
# more queries or fewer.  A run in which rows are taken from the answers must
# fail, so that one that passes means something.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use IPC::Run;
use PostgreSQL::Test::Utils;
use Test::More;
use TestServer;

my $python = '/usr/bin/python3';
# The same queries each time, so that a failure is of the change; make soak asks others.
my $seed = $ENV{SEED} // 20261120;
my $queries = $ENV{QUERIES} // 5000;

plan skip_all => 'Python is not here: install python3' if !-x $python;

my $node = start_server();

# a crash is a failure to be shrunk, not the end of the run
$node->append_conf('postgresql.conf', 'restart_after_crash = on');
$node->reload;

# What the runner prints, and whether it found nothing.
sub run_queries
{
	my %setting = @_;
	my $output;

	local %ENV = (%ENV, PGHOST => $node->host, PGPORT => $node->port, PGDATABASE => 'postgres', FILE => '', MINUTES => '', FORGET => '', %setting);
	my $passed = IPC::Run::run([ $python, '-B', 'test/differential/main.py' ], '<', \undef, '>&', \$output);
	return ($passed, $output);
}

diag "SEED=$seed";

subtest 'the runner sees what is missing' => sub {
	my ($passed, $output) = run_queries(SEED => $seed, QUERIES => 400, FAILURES => 1, FORGET => 1);
	ok(!$passed, 'answers without the rows that have NULL make a failure');
	like($output, qr/^==== failure 1\n# other rows: SEED=$seed FILE=\d+$/m, 'which names the seed and the file') or diag $output;
	my $inserts = () = $output =~ /^INSERT INTO/mg;
	cmp_ok($inserts, '<=', 2, 'and is made small');
};

subtest 'the answers are the same' => sub {
	my ($passed, $output) = run_queries(SEED => $seed, QUERIES => $queries, FILE => $ENV{FILE} // '');
	ok($passed, "$queries queries") or diag $output;
	note $output;
};

done_testing();
