# A damaged file gives rows or a clean error, and what is not clean is told so that one command repeats it.
#
# test/corrupt/main.py makes the files and asks about them; this is a short run of it, and one in which the server crashes.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use IPC::Run;
use PostgreSQL::Test::Utils;
use Test::More;
use TestServer;

my $python = '/usr/bin/python3';
my $seed = $ENV{SEED} // 20261121;
my $files = $ENV{FILES} // 100;

plan skip_all => 'Python is not here: install python3' if !-x $python;

my $node = start_server();

$node->append_conf('postgresql.conf', 'restart_after_crash = on');
$node->reload;

# What the runner prints, and whether it found nothing.
sub damage_files
{
	my %setting = @_;
	my $output;

	local %ENV = (%ENV, PGHOST => $node->host, PGPORT => $node->port, PGDATABASE => 'postgres', SEED => $seed, FILE => '', FAULT => '', %setting);
	my $passed = IPC::Run::run([ $python, '-B', 'test/corrupt/main.py' ], '<', \undef, '>&', \$output);
	return ($passed, $output);
}

subtest 'rows or clean errors' => sub {
	my ($passed, $output) = damage_files(FILES => $files, FILE => $ENV{FILE} // '');
	ok($passed, "$files files") or diag $output;
	my ($statements, $rows) = $output =~ /^\d+ files, (\d+) statements; (\d+) gave rows$/m;
	cmp_ok($rows, '>', $statements / 5, 'many statements give rows');
	like($output, qr/^  \d+ of XX001, as in file \d+: SQLite database .* is corrupt$/m, 'and many find the damage');
	note $output;
};

# One at a time, as a crash ends the sessions of all.
subtest 'a crash is told' => sub {
	my ($passed, $output) = damage_files(FILES => 20, FAULT => 7, JOBS => 1);
	ok(!$passed, 'the run fails');
	like($output, qr/^==== failure 1: the connection is lost$/m, 'and says why') or diag $output;
	like($output, qr/^SEED=$seed FILE=7 /m, 'with the command that repeats it');
	like($output, qr/^the file is kept in (\S+)$/m, 'and the file');
	like($output, qr/^19 files, /m, 'the others are asked all the same') or diag $output;
	my ($kept) = $output =~ /^the file is kept in (\S+)$/m;
	ok(-s "$kept/case.db", 'which is there');
	PostgreSQL::Test::Utils::system_or_bail('rm', '-r', $kept);
};

done_testing();
