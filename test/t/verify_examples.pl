# sqlite.verify finds no difference after a migration of the examples' files, dirty ones too, or of proj.db, or after a load by hand.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Example qw(start_example make_source new_database query run_script);
use Folder qw(folder_state untouched_ok);
use Test::More;

my @systems = qw(candle-annotator confradar dagster gearbox hyperpage signal-harvester);
my $proj = '/usr/share/proj/proj.db';
my $node;

# Those whose scripts load each row; from the schema that they read.
my %by_hand = (confradar => 'legacy', hyperpage => 'shaped', 'signal-harvester' => 'legacy');

# compared_ok($name, $file, $schema): migrated by a run that compares, and compared again.
sub compared_ok
{
	my ($name, $file, $schema) = @_;

	my ($status, $output, $messages) = $node->psql('postgres', "CALL sqlite.migrate('$file', '$schema')");
	is($status, 0, "$name: the migration runs") or diag($messages);
	like($output, qr/\|t$/, "$name: and says that it is verified");
	is($node->safe_psql('postgres', "SELECT * FROM sqlite.verify('$file', '$schema') WHERE matches IS NOT TRUE"),
		'', "$name: sqlite.verify finds no difference");
	cmp_ok($node->safe_psql('postgres', "SELECT count(*) FROM sqlite.verify('$file', '$schema', run => (SELECT max(run) FROM sqlite.migration)) WHERE matches"),
		'>', 50, "$name: in what it compares");
	return;
}

# by_hand_ok($system, $file, $source): loaded by the example's own scripts, and compared with what they read.
sub by_hand_ok
{
	my ($system, $file, $source) = @_;

	new_database('by_hand');
	run_script('by_hand', 'Asia/Kathmandu', 'postgresql.sql', ON_ERROR_STOP => 1);
	run_script('by_hand', 'Asia/Kathmandu', 'migrate.sql', source => $file);
	is(query('by_hand', "SELECT * FROM sqlite.verify('$source', 'public') WHERE matches IS NOT TRUE"),
		'', "$system: no difference after the load by hand");
	return;
}

foreach my $system (@systems)
{
	$node = start_example($system);
	$node->safe_psql('postgres', 'CREATE EXTENSION sqlite_fdw');
	foreach my $kind ('clean', 'dirty')
	{
		my ($folder, $file) = make_source("$system-verify-$kind", 'sqlite.sql', $kind eq 'dirty' ? 'dirty.sql' : ());
		my $before = folder_state($folder);

		compared_ok("$system, $kind", $file, $kind);
		untouched_ok($before, $folder, "$system, $kind: the file and its folder are as they were");
	}
	by_hand_ok($system, (make_source($system, 'sqlite.sql'))[1], $by_hand{$system}) if $by_hand{$system};
	next if $system ne $systems[-1] || !-r $proj;
	compared_ok('proj.db', $proj, 'proj');
}
continue
{
	$node->stop;
	$node->clean_node;
}

done_testing();
