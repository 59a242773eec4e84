# Each of the systems in docs/examples, and PROJ's proj.db, comes over with one CALL.
#
# What the file declares is compared with the catalogue, every value with what
# the sqlite3 shell prints of it; the application's next rows get numbers of
# their own, and nothing that was made needs the extension.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Example qw(start_example choose_example make_source make_files new_database query);
use Folder qw(folder_state untouched_ok);
use Migrated qw(schema_ok defaults_ok rows_ok inserts_ok);
use Test::More;

my $node = start_example('gearbox');

# migrate($database, $file, $schema): one CALL, by a session whose zone is not
# the file's; returns the number of the run.
sub migrate
{
	my ($database, $file, $schema) = @_;
	my ($status, $output, $messages) = $node->psql($database,
		"SET timezone = 'America/New_York'; CALL sqlite.migrate('$file', '$schema')", extra_params => [ '--field-separator=|' ]);

	is($status, 0, 'the CALL ends well') or diag($messages);
	unlike($messages, qr/WARNING/, 'without a warning');
	my ($run, $tables, $rows, $rejected, $findings, $seconds, $verified) = split /\|/, $output;
	is("$rejected $verified", '0 t', 'no row is rejected, and all are counted');
	is($findings, query($database, "SELECT count(*) FROM sqlite.finding WHERE run = $run"), 'it says how many findings there are');
	return $run;
}

# migrated_ok($database, $file, $schema, findings => ..., made => ..., identities => 3, values => 100)
sub migrated_ok
{
	my ($database, $file, $schema, %expected) = @_;
	my $run = migrate($database, $file, $schema);

	schema_ok($database, $schema, $file, run => $run, %expected);
	cmp_ok(rows_ok($database, $schema, $file), '>=', $expected{values}, 'so many values were compared');
	defaults_ok($database, $schema, $file);
	is(inserts_ok($database, $schema, $file), $expected{identities}, 'so many tables have an identity');
	return;
}

# A schema as pg_dump writes it.
sub dump_schema
{
	my ($database, $schema) = @_;
	my $dump;

	IPC::Run::run([ 'pg_dump', '--schema', $schema, '--dbname' => $node->connstr($database) ], '>' => \$dump)
	  or die 'pg_dump failed';
	$dump =~ s/^\\(un)?restrict .*\n//mg;
	return $dump;
}

# COPY may put a short row into the room that a long one has left.
sub sorted_lines
{
	my ($text) = @_;
	return join "\n", sort split /\n/, $text;
}

# The target needs nothing of ours: it can be restored where the extension is
# not, and what one CALL leaves beside it goes with the extension.
sub drop_ok
{
	my ($database, $schema) = @_;
	my $before = dump_schema($database, $schema);

	new_database("${database}_restored");
	$node->safe_psql("${database}_restored", $before);
	ok(sorted_lines(dump_schema("${database}_restored", $schema)) eq sorted_lines($before), 'pg_dump writes what another database can restore');

	is(query($database, "SELECT count(*) FROM pg_foreign_server"), 0, 'no server is left');
	is(query($database, "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'sqlite!_%' ESCAPE '!'"), 0, 'nor a schema');
	query($database, 'DROP EXTENSION sqlite_fdw');
	ok(dump_schema($database, $schema) eq $before, 'the extension goes, and the target stays');
	return;
}

# example_ok('gearbox', identities => 8, ...)
sub example_ok
{
	my ($name, %expected) = @_;

	choose_example($name);
	my ($folder, $file) = make_source($name, 'sqlite.sql');
	my $before = folder_state($folder);
	(my $database = $name) =~ s/-/_/g;
	new_database($database);
	query($database, 'CREATE EXTENSION sqlite_fdw');
	migrated_ok($database, $file, 'app', %expected);
	untouched_ok($before, $folder, 'the file and its folder are as they were');
	$expected{more}->($database, $file) if $expected{more};
	drop_ok($database, 'app');
	return;
}

# Of a dirty file every value arrives, too, and what it did to types and keys is
# a finding; some have a NULL in a primary key.
sub dirty_ok
{
	my ($name, $has_null_key) = @_;

	choose_example($name);
	my ($folder, $file) = make_source("$name-dirty", 'sqlite.sql', 'dirty.sql');
	my $before = folder_state($folder);
	(my $database = "dirty_$name") =~ s/-/_/g;
	new_database($database);
	query($database, 'CREATE EXTENSION sqlite_fdw');
	my $run = migrate($database, $file, 'app');

	schema_ok($database, 'app', $file, run => $run,
		findings => {
			'column ".*"' => qr/^Such as .*\.$/s,
			'constraint ".*" of table ".*"' => qr/^Key .* is not present in table ".*"\.$/,
			$has_null_key ? ('primary key of table ".*"' => qr/^Some of its values are NULL/) : (),
		},
		made => qr/unique key \w+ \(\w+\)|not valid \w+/);
	rows_ok($database, 'app', $file);
	untouched_ok($before, $folder, 'the file and its folder are as they were');
	drop_ok($database, 'app');
	return;
}

# Drizzle's own table declares its key SERIAL, which for SQLite is no row id, so that all of them are NULL.
my %drizzle = (
	findings => { 'primary key of table "__drizzle_migrations"' => qr/NULL/ },
	made => qr/unique key __drizzle_migrations \(id\)/);

subtest 'candle-annotator' => sub {
	example_ok('candle-annotator', %drizzle, identities => 6, values => 2300);
};

subtest 'gearbox' => sub {
	example_ok('gearbox', %drizzle, identities => 8, values => 1200);
};

subtest 'hyperpage' => sub {
	example_ok('hyperpage', identities => 3, values => 2000);
};

subtest 'signal-harvester' => sub {
	example_ok('signal-harvester', identities => 7, values => 10_000);
};

subtest 'confradar' => sub {
	example_ok('confradar', identities => 3, values => 2000);
};

# The index of events, and the event logs of some runs, each into a schema of its own.
sub shards_ok
{
	my ($database, $file) = @_;
	my $folder = make_files('shards', 'shards.sh', $file);
	my $before = folder_state($folder);
	my @files = ('index.db', (split /\n/, query($database, "SELECT pg_ls_dir('$folder') AS f ORDER BY f LIMIT 3")));

	foreach my $i (0 .. $#files)
	{
		subtest "the file $files[$i]" => sub {
			migrated_ok($database, "$folder/$files[$i]", "shard_$i", identities => 2, values => 30);
		};
	}
	untouched_ok($before, $folder, 'the files and their folder are as they were');
	return;
}

subtest 'dagster' => sub {
	example_ok('dagster', identities => 6, values => 4000, more => \&shards_ok);
};

foreach my $name (qw(candle-annotator gearbox hyperpage signal-harvester confradar dagster))
{
	subtest "$name, dirty" => sub { dirty_ok($name, $name !~ /confradar|dagster/); };
}

subtest 'proj.db' => sub {
	my $folder = '/usr/share/proj';
	plan skip_all => 'proj.db is not here: install proj-data' if !-r "$folder/proj.db";
	my $before = folder_state($folder);

	new_database('proj');
	query('proj', 'CREATE EXTENSION sqlite_fdw');
	migrated_ok('proj', "$folder/proj.db", 'app', identities => 0, values => 100_000,
		made => qr/unique key usage \(auth_name, code\)/,
		findings => {
			'trigger ".*" of (table|view) ".*"' => qr/another way/,
			'primary key of table "usage"' => qr/NULL/,

			# codes are declared INTEGER_OR_TEXT, and hold both; newer files have a date that is none
			'(constraint ".*_check\d" of table ".*"|column "geodetic_datum"."publication_date")' =>
			  qr/^Numbers .* are the text that they became\.$|^Such as TEXT /,
			'view "conversion"' => qr/^Numbers .* are the text that they became\.$/,

			# a column of a UNION has texts and numbers; of which, newer files know others
			'view "crs_view"' => qr/^Numbers .* are the text that they became\.$|are mixed\.$/,
			'view "coordinate_operation_view"' => qr/stands for a number\.$|are mixed\.$/,
			'view "(coordinate_operation_with_conversion_view|object_view|authority_list)"' =>
			  qr/"(coordinate_operation_view|crs_view)" is not known\.$/,
		});
	untouched_ok($before, $folder, 'the folder and the file are as they were');
	drop_ok('proj', 'app');
};

done_testing();
