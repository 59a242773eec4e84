# Random views that are translated give what SQLite gives.
#
# test/translate_differential/main.py makes files with a table and many views, and
# migrates them; SEED=n chooses them, FILES=n says how many.  A run in which rows
# are taken from the migrated table must fail, so that one that passes means
# something.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use IPC::Run;
use Test::More;
use TestServer;

my $python = '/usr/bin/python3';
# The same views each time, so that a failure is of the change.
my $seed = $ENV{SEED} // 20261120;
my $files = $ENV{FILES} // 5;

plan skip_all => 'Python is not here: install python3' if !-x $python;

my $node = start_server();

# What the runner prints, and whether it found nothing.
sub run_views
{
	my %setting = @_;
	my $output;

	local %ENV = (%ENV, PGHOST => $node->host, PGPORT => $node->port, PGDATABASE => 'postgres', SEED => $seed, FORGET => '', %setting);
	my $passed = IPC::Run::run([ $python, '-B', 'test/translate_differential/main.py' ], '<', \undef, '>&', \$output);
	return ($passed, $output);
}

diag "SEED=$seed";

subtest 'the runner sees what is missing' => sub {
	my ($passed, $output) = run_views(FILES => 1, FORGET => 1);
	ok(!$passed, 'a table without its NULLs makes a failure');
	like($output, qr/^==== SEED=$seed translated_0\.v\d+\nSQLite: SELECT/m, 'which names the seed and the view');
};

subtest 'the answers are the same' => sub {
	my ($passed, $output) = run_views(FILES => $files);
	ok($passed, "$files files") or diag $output;
	my ($same) = $output =~ /(\d+) the same/;
	cmp_ok($same // 0, '>', 40 * $files, 'many views are translated') or diag $output;
	note $output;
};

done_testing();
