# The commands of docs/recipes.md are run as they stand, with the tools' own packages.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use PostgreSQL::Test::Utils;
use Test::More;
use TestServer;
use Walkthrough qw(walk_document);

plan skip_all => 'it installs packages; RECIPES=1 runs it' if !$ENV{RECIPES};

# Without the registry it could only tell that there is none.
my $known = `npm view drizzle-orm\@0.45.4 version 2>/dev/null`;
plan skip_all => 'the npm registry is not to be reached' if $known !~ /^0\.45\.4$/m;

my $node = start_server();
my $files = PostgreSQL::Test::Utils::tempdir();

$ENV{PGHOST} = $node->host;
$ENV{PGPORT} = $node->port;
$ENV{PGUSER} = $ENV{USER} = getpwuid $<;
$ENV{HOME} = $files;
$ENV{NO_UPDATE_NOTIFIER} = 1;
walk_document($node, 'docs/recipes.md', $files);
done_testing();
