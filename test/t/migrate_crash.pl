# A run that commits per table goes on after a crash at any point: nothing is lost, nothing comes twice, nothing is left.
#
# The backend is killed, the server is stopped without a checkpoint, and the
# postmaster is killed, at points that a seed decides.  What comes of the same
# CALL is compared with a run that nobody disturbed.  SEED=n chooses other points,
# CRASH_POINTS=n so many of them.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder);
use Crash qw(crash_under_way crash_ways);
use Folder qw(folder_state untouched_ok);
use Shop qw(make_shop schema_summary);
use Test::More;
use TestServer;
use Time::HiRes qw(time);

my $seed = $ENV{SEED} // 20261120;
my $points = $ENV{CRASH_POINTS} // 20;
my @ways = crash_ways();
my $node = start_server();
my $folder = app_folder('crash');
my $file = "$folder/shop.db";

srand($seed);
diag "SEED=$seed";
make_shop($file, orders => 20000);
my $before = folder_state($folder);
$node->append_conf('postgresql.conf', "restart_after_crash = on\nsynchronous_commit = on\nlog_statement = none");
$node->restart;

sub ask
{
	my ($query) = @_;
	return $node->safe_psql('postgres', $query);
}

sub call_of
{
	my ($schema, $arguments) = @_;
	return "CALL sqlite.migrate('$file', '$schema'" . ($arguments // ", commit => 'table'") . ')';
}

# Begin a CALL, and crash after some seconds; returns whether it was under way.
sub crash
{
	my ($call, $seconds, $way) = @_;
	return (crash_under_way($node, $call, $seconds, $way))[0];
}

# ---------------------------------------------------------------------------
# What must hold
# ---------------------------------------------------------------------------

sub left_behind
{
	return ask(q{SELECT count(*) FROM pg_foreign_server}) . ' servers, '
	  . ask(q{SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'sqlite!_%' ESCAPE '!'}) . ' schemas';
}

sub record_of
{
	my ($schema) = @_;
	return ask("SELECT state, error, tables, rows, rejected, verified,"
		  . ' (SELECT count(*) FROM sqlite.migration_step AS s WHERE s.run = m.run AND NOT done),'
		  . ' (SELECT sum(rows) FROM sqlite.migration_table AS t WHERE t.run = m.run)'
		  . " FROM sqlite.migration AS m WHERE target_schema = '$schema'");
}

ask(call_of('warm'));
my $began = time;
ask(call_of('calm'));
my $seconds = time - $began;
my $calm = schema_summary($node, 'calm');
my $record = 'done||{customers,lines,orders}|62000|0|t|0|62000';
is(record_of('calm'), $record, 'the record of a run that nobody disturbed');
like($calm, qr/^lines\|40000\|/m, 'its rows are there');

# ---------------------------------------------------------------------------
# Crashes
# ---------------------------------------------------------------------------

my ($under_way, $went_on, $in_mid_table) = (0, 0, 0);

for my $point (1 .. $points)
{
	my $way = $point % @ways;
	my $schema = "point_$point";
	# most in the second half, where tables are loaded and keys are made
	my $wait = $seconds * (rand() < 0.2 ? rand 0.5 : 0.4 + rand 0.6);
	my $crashed = crash(call_of($schema), $wait, $way);
	my $again = rand() < 0.3 && record_of($schema) !~ /^done/ && crash(call_of($schema), rand 0.5 * $seconds, 0);
	my $done = ask("SELECT count(*) FILTER (WHERE done) || ' of ' || count(*) || ' steps' FROM sqlite.migration_step JOIN sqlite.migration USING (run)"
		  . " WHERE target_schema = '$schema'");
	my $loads = ask("SELECT count(*) FILTER (WHERE done) FROM sqlite.migration_step JOIN sqlite.migration USING (run)"
		  . " WHERE target_schema = '$schema' AND step = 'load'");
	my $was_done = record_of($schema) =~ /^done/;
	my ($status, $output, $messages) = $was_done ? (0, '', '') : $node->psql('postgres', call_of($schema));
	my $what = sprintf 'point %d: %s after %.2f s%s, %s done', $point, $ways[$way], $wait, $again ? ', and again' : '', $done;

	note $what;
	is($status, 0, "$what: the same CALL ends well") or diag $messages;
	is(schema_summary($node, $schema), $calm, "$what: all is there, and once");
	is(record_of($schema), $record, "$what: and the record says so");
	is(left_behind(), '0 servers, 0 schemas', "$what: nothing else is left");
	$under_way++ if $crashed;
	# it takes no longer than that, however long the first one took
	$seconds = $wait if !$crashed && $wait < $seconds;
	$went_on++ if $messages =~ /NOTICE:  run \d+ goes on where it stopped/;
	$in_mid_table++ if $loads > 0 && $loads < 3;
	ask("SET client_min_messages = error; DROP SCHEMA $schema CASCADE");
}
cmp_ok($under_way, '>=', $points / 2, 'most crashes came while the CALL was under way');
cmp_ok($went_on, '>=', $points / 4, 'many runs went on from where they were');
note "$under_way of $points under way, $went_on went on, $in_mid_table with some tables loaded";

# ---------------------------------------------------------------------------
# One transaction
# ---------------------------------------------------------------------------

for my $point (1 .. 3 + $points / 20)
{
	my ($schema, $call) = ('whole', call_of('whole', ''));
	my $way = $point % @ways;
	my $wait = (0.4 + rand 0.5) * $seconds;

	# a machine that has less to do than before is faster; and the run may have
	# committed when the crash cuts off its answer
	until (crash($call, $wait, $way) && record_of($schema) ne $record)
	{
		ask("SET client_min_messages = error; DROP SCHEMA $schema CASCADE; DELETE FROM sqlite.migration WHERE target_schema = '$schema'");
		$wait *= 0.7;
	}
	pass("a run in one transaction, $ways[$way] after $wait s");
	is(ask("SELECT count(*) FROM pg_namespace WHERE nspname = '$schema'"), 0, 'nothing is there of it');
	is(record_of($schema), '', 'the record knows nothing of it, either');
	is(left_behind(), '0 servers, 0 schemas', 'nothing else is left');
}
ask(call_of('whole', ''));
is(schema_summary($node, 'whole'), $calm, 'the same CALL works, and gives what a run per table gives');

untouched_ok($before, $folder, 'the folder and the file are as they were');
done_testing();
