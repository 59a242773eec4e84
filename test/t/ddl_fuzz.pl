# A file whose schema was changed at random gives a plan or a clean error, in bounded time.
#
# test/ddl_fuzz/main.py makes the files; SEED=n chooses them, CASES=n says how many.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use IPC::Run;
use PostgreSQL::Test::Utils;
use Test::More;
use TestServer;

my $python = '/usr/bin/python3';
# The same files each time, so that a failure is of the change.
my $seed = $ENV{SEED} // 20261120;
my $cases = $ENV{CASES} // 2000;
# Every so many files are migrated, too, and that is undone.
my $migrated_each = 10;

plan skip_all => 'Python is not here: install python3' if !-x $python;

my $folder = PostgreSQL::Test::Utils::tempdir();
my $node = start_server();

{
	local %ENV = (%ENV, SEED => $seed, CASES => $cases);
	my $made;

	ok(IPC::Run::run([ $python, '-B', 'test/ddl_fuzz/main.py', $folder ], '>&', \$made), 'the files are made') or diag $made;
	note $made;
}

# What the server says of each file, by its number: lines of results and of errors.
sub ask
{
	my $script = "\\set VERBOSITY verbose\nSET statement_timeout = '20s';\nSET client_min_messages = error;\n";
	my ($output, %said);

	for my $number (0 .. $cases - 1)
	{
		my $file = "$folder/$number.db";

		$script .= "\\echo CASE $number\nSELECT 'PLAN', count(*), count(*) FILTER (WHERE statement ~ 'CREATE TABLE') FROM sqlite.plan('$file', 'fuzz');\n";
		$script .= "CALL sqlite.migrate('$file', 'fuzz', dry_run => true);\n" if $number % $migrated_each == 0;
	}
	IPC::Run::run([ 'psql', '-XAtq', '-d', $node->connstr('postgres') ], '<', \$script, '>&', \$output);
	while ($output =~ /^CASE (\d+)\n(.*?)(?=^CASE |\z)/gms)
	{
		$said{$1} = $2;
	}
	return \%said;
}

my $said = ask();
my (%states, $planned, $tables);
my @bad;

for my $number (sort { $a <=> $b } keys %$said)
{
	my $answer = $said->{$number};

	$planned++ if $answer =~ /^PLAN\|/m;
	$tables += $1 if $answer =~ /^PLAN\|\d+\|(\d+)/m;
	$states{$1}++ while $answer =~ /ERROR:\s+([0-9A-Z]{5}):/g;
	# XX000 is what PostgreSQL calls an internal error; 57014 took too long; a difference is not corruption
	push @bad, "SEED=$seed CASE=$number: $answer" if $answer =~ /ERROR:\s+(?:XX000|57014|57P\d\d|53\d{3}):|what arrived|server closed|^\s*\z/m && $answer !~ /\A\s*\z/ || $answer eq '';
}

is(scalar keys %$said, $cases, 'each file has an answer');
is(scalar @bad, 0, 'each is a plan or a clean error') or diag join "\n", @bad[ 0 .. ($#bad > 9 ? 9 : $#bad) ];
cmp_ok($planned // 0, '>', $cases / 4, 'many are planned');
cmp_ok($tables // 0, '>', $cases / 4, 'with their tables');
note "$planned planned, $tables tables; errors: ", join ', ', map { "$states{$_} of $_" } sort keys %states;
is($node->safe_psql('postgres', q{SELECT count(*) FROM pg_namespace WHERE nspname = 'fuzz' OR nspname LIKE 'sqlite\_migration%'}), '0', 'nothing is left');

done_testing();
