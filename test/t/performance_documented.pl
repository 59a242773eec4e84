# The tables and pictures of docs/performance.md are those of the figures that were measured, and the pictures are sound.

use strict;
use warnings;

use File::Basename qw(basename);
use PostgreSQL::Test::Utils;
use Test::More;

my $copy = PostgreSQL::Test::Utils::tempdir();
my @pictures = qw(goals growth-seconds growth-row growth-memory);

mkdir "$copy/performance" or die $!;
system('cp', 'docs/performance.md', $copy) == 0 or die 'cp failed';
is(system('/usr/bin/python3', '-B', 'test/bench/document.py', $copy, 'docs/performance'), 0, 'document.py runs');
is(slurp_file("$copy/performance.md"), slurp_file('docs/performance.md'), 'the tables of the page are those of the figures');
is_deeply([ sort map { basename($_) } glob 'docs/performance/*' ], [ sort 'results.csv', 'growth.csv', map { "$_.svg" } @pictures ],
	'nothing else lies beside it');

foreach my $picture (@pictures)
{
	my $svg = slurp_file("docs/performance/$picture.svg");
	is(slurp_file("$copy/performance/$picture.svg"), $svg, "$picture.svg is drawn of the figures");
	is(system('/usr/bin/python3', '-c', 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])', "docs/performance/$picture.svg"), 0, 'and is XML');
	like($svg, qr/role="img" aria-labelledby="title description"/, 'it says what it is');
	like($svg, qr/<desc id="description">[^<]*\d[^<]*<\/desc>/, 'and has its figures as text');
	like($svg, qr/prefers-color-scheme: dark/, 'and colours for the dark');
}

done_testing();
