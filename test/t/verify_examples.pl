# sqlite.verify has nothing to say against a migration of the examples' files, dirty ones too.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Example qw(start_example make_source);
use Folder qw(folder_state untouched_ok);
use Test::More;

my %systems = (
	'candle-annotator' => 1, confradar => 1, dagster => 1, gearbox => 1, hyperpage => 1, 'signal-harvester' => 1);

foreach my $system (sort keys %systems)
{
	my $node = start_example($system);
	$node->safe_psql('postgres', 'CREATE EXTENSION sqlite_fdw');
	foreach my $kind ('clean', 'dirty')
	{
		my ($folder, $file) = make_source("$system-verify-$kind", 'sqlite.sql', $kind eq 'dirty' ? 'dirty.sql' : ());
		my $before = folder_state($folder);

		my ($status, $output, $messages) = $node->psql('postgres', "CALL sqlite.migrate('$file', '$kind')");
		is($status, 0, "$system, $kind: the migration runs") or diag($messages);
		like($output, qr/\|t$/, "$system, $kind: and says that it is verified");
		is($node->safe_psql('postgres', "SELECT * FROM sqlite.verify('$file', '$kind') WHERE matches IS NOT TRUE"),
			'', "$system, $kind: sqlite.verify finds no difference");
		cmp_ok($node->safe_psql('postgres', "SELECT count(*) FROM sqlite.verify('$file', '$kind', run => (SELECT max(run) FROM sqlite.migration)) WHERE matches"),
			'>', 10, "$system, $kind: in what it compares");
		untouched_ok($before, $folder, "$system, $kind: the file and its folder are as they were");
	}
	$node->stop;
	$node->clean_node;
}

done_testing();
