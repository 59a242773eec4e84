# The examples in docs/examples: made, migrated and checked as their README.md files say.
#
# An example is a folder of scripts.  The application makes its file with
# sqlite.sql, in another folder and as another OS user where there is one; then
# psql runs postgresql.sql, migrate.sql and check.sql.  All of it happens in two
# databases, under session zones that are not the file's, and must give the same
# tables, as the session's zone says nothing about the file.
package Example;

use strict;
use warnings;

use Application qw(app_folder app_run);
use Cwd qw(abs_path);
use Exporter qw(import);
use File::Basename qw(dirname);
use Folder qw(folder_state untouched_ok);
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

our @EXPORT_OK = qw(start_example choose_example migrate_in_zones check_dirty make_source make_files
  new_database query ask_sqlite run_script checks_ok failing_checks same_as_sqlite latencies call_instead);

my $examples = abs_path(dirname(__FILE__) . '/../../docs/examples');
my @zones = ('America/New_York', 'Asia/Kathmandu');
my $separator = "\x1f";
my $node;
my $system;

# start_example('gearbox'): a server; what follows is about this system.
sub start_example
{
	choose_example(@_);
	$node = PostgreSQL::Test::Cluster->new('main');
	$node->init(extra => [ '--encoding=UTF8', '--locale=C.UTF-8' ]);
	$node->start;
	return $node;
}

# choose_example('dagster'): what follows is about this one.
sub choose_example
{
	($system) = @_;
	return;
}

# ---------------------------------------------------------------------------
# The application's side
# ---------------------------------------------------------------------------

# make_source($name, @scripts): the application makes app.db in a new folder of
# this name; returns folder and file.
sub make_source
{
	my ($name, @scripts) = @_;
	my $folder = app_folder($name);

	foreach my $script (@scripts)
	{
		my $problem = app_run("umask 022; sqlite3 -batch -bail -init /dev/null '$folder/app.db' <'$examples/$system/$script'");

		# a change of the journal mode says the new one
		die "$script: $problem" if $problem !~ /\A(wal)?\z/;
	}
	return ($folder, "$folder/app.db");
}

# make_files($name, $script, $file): the application runs a script of the
# example, which makes files of this one in a new folder; returns the folder.
sub make_files
{
	my ($name, $script, $file) = @_;
	my $folder = app_folder("$system-$name");
	my $problem = app_run("umask 022; bash '$examples/$system/$script' '$file' '$folder'");

	die "$script: $problem" if $problem ne '';
	return $folder;
}

# What the sqlite3 shell answers.
sub ask_sqlite
{
	my ($file, $sql) = @_;

	my $answer = app_run("sqlite3 -batch -init /dev/null 'file:$file?immutable=1' <<'END_OF_SQL'\n$sql\nEND_OF_SQL");
	utf8::decode($answer);
	return $answer;
}

# ---------------------------------------------------------------------------
# PostgreSQL's side
# ---------------------------------------------------------------------------

# new_database($name, $template): the template is another database, to be copied.
sub new_database
{
	my ($name, $template) = @_;

	$node->safe_psql('postgres', "CREATE DATABASE $name" . (defined $template ? " TEMPLATE $template" : ''));
	return;
}

# run_script($database, $zone, $script, source => $file, ...): status, output
# and messages of a script of the example, run as its README.md says.
sub run_script
{
	my ($database, $zone, $script, %variables) = @_;
	my ($output, $messages);
	local $ENV{PGTZ} = $zone;
	local $ENV{PGCLIENTENCODING} = 'UTF8';

	IPC::Run::run(
		[
			'psql', '--no-psqlrc', '--no-align', '--tuples-only', '--quiet',
			"--field-separator=$separator",
			'--dbname' => $node->connstr($database),
			(map { ('--set', "$_=$variables{$_}") } sort keys %variables),
			'--file' => "$examples/$system/$script"
		],
		'>' => \$output,
		'2>' => \$messages);
	my $status = $? >> 8;
	utf8::decode($_) foreach $output, $messages;
	return ($status, $output, $messages);
}

# One statement's answer.
sub query
{
	my ($database, $sql) = @_;
	my $answer = $node->safe_psql($database, $sql);

	utf8::decode($answer);
	return $answer;
}

# The lines of a script of checks: [ heading: what, expected, found, ok ].
sub check_lines
{
	my ($output) = @_;
	my $heading = '';
	my @lines;

	foreach my $line (split /\n/, $output)
	{
		my ($what, @cells) = split /$separator/, $line, -1;

		if (@cells == 0) { $heading = $line; next; }
		push @lines, [ "$heading: $what", @cells ];
	}
	return @lines;
}

# checks_ok($output, $name): each line of a script of checks ends in ok.
sub checks_ok
{
	my ($output, $name) = @_;
	my @lines = check_lines($output);

	foreach my $line (@lines)
	{
		my ($what, $expected, $found, $ok) = @$line;
		ok(@$line == 4 && $ok eq 't', "$name: $what")
		  or diag('expected ' . ($expected // '') . ', found ' . ($found // ''));
	}
	cmp_ok(scalar @lines, '>', 10, "$name: there are checks");
	return;
}

# failing_checks($output): what is not ok, in lines.
sub failing_checks
{
	my ($output) = @_;

	return join "\n", map { $_->[0] } grep { ($_->[3] // '') ne 't' } check_lines($output);
}

# same_as_sqlite($database, $file, [ $for_sqlite, $for_postgresql ], ...): the
# sqlite3 shell, which shares no code with the extension, says the same.
sub same_as_sqlite
{
	my ($database, $file, @pairs) = @_;
	my @expected = answers(sub { ask_sqlite($file, $_[0]) }, '.print', map { $_->[0] } @pairs);
	my @found = answers(sub { query($database, $_[0]) }, '\echo', map { $_->[1] // $_->[0] } @pairs);

	is($found[$_], $expected[$_], "as SQLite: $pairs[$_][0]") foreach 0 .. $#pairs;
	return;
}

# The answers to some questions, asked by one process; $print is what prints a line between them.
sub answers
{
	my ($ask, $print, @questions) = @_;
	my $script = join '', map { "$questions[$_];\n$print 'end of answer $_'\n" } 0 .. $#questions;
	my @answers = split /^end of answer \d+\n?/m, $ask->($script), -1;

	# the last is what follows the last mark
	pop @answers;
	return @answers;
}

# All native data of a database but the record of runs, and the states of its sequences.
sub dump_data
{
	my ($database) = @_;
	my ($dump, $messages);
	local $ENV{PGTZ} = 'UTC';

	# it warns of circular foreign keys
	IPC::Run::run([ 'pg_dump', '--data-only', '--exclude-schema=sqlite', '--dbname' => $node->connstr($database) ], '>' => \$dump, '2>' => \$messages)
	  or die $messages;
	$dump =~ s/^\\(un)?restrict .*\n//mg;
	return $dump;
}

# latencies($database, $script, $count, name => value): how many microseconds
# each of so many transactions of a pgbench script took.
sub latencies
{
	my ($database, $script, $count, %variables) = @_;
	my $prefix = PostgreSQL::Test::Utils::tempdir() . '/latency';
	my ($output, @latencies);

	IPC::Run::run(
		[
			'pgbench', '--no-vacuum', "--transactions=$count", "--file=$examples/$system/$script",
			'--log', "--log-prefix=$prefix",
			(map { ('--define', "$_=$variables{$_}") } sort keys %variables),
			$node->connstr($database)
		],
		'>&' => \$output) or die $output;
	foreach my $log (glob "$prefix.*")
	{
		open my $in, '<', $log or die "$log: $!";
		# client, number, latency, ...
		push @latencies, map { (split / /)[2] } readline $in;
	}
	return @latencies;
}

# migrate_in_zones(more => sub, witnesses => [ pairs ], inserts => [ [ statement, expected id ], ... ]):
# all that an example promises of its clean file.
sub migrate_in_zones
{
	my (%promise) = @_;
	my ($folder, $file) = make_source($system, 'sqlite.sql');
	my $before = folder_state($folder);
	my %dumps;

	foreach my $zone (@zones)
	{
		(my $database = lc $zone) =~ s/\W/_/g;
		new_database($database);
		subtest "migrated by a session in $zone" => sub {
			my ($status, $output, $messages) = run_script($database, $zone, 'postgresql.sql', ON_ERROR_STOP => 1);
			is($status, 0, 'the new schema is made') or diag($messages);
			($status, $output, $messages) = run_script($database, $zone, 'migrate.sql', source => $file);
			is($status, 0, 'the migration runs') or diag($messages);
			unlike($messages, qr/WARNING/, 'without a warning');
			untouched_ok($before, $folder, 'the file and its folder are as they were');

			($status, $output, $messages) = run_script($database, $zone, 'check.sql');
			is($status, 0, 'the checks run') or diag($messages);
			checks_ok($output, 'check');
			same_as_sqlite($database, $file, @{ $promise{witnesses} });
			$promise{more}->($database, $zone, $file) if $promise{more};
			untouched_ok($before, $folder, 'the file and its folder are as they were after all of it');
			$dumps{$zone} = dump_data($database);

			query($database, "SET client_min_messages = warning; DROP EXTENSION sqlite_fdw CASCADE");
			my @inserts = @{ $promise{inserts} };
			my @ids = answers(sub { query($database, $_[0]) }, '\echo', map { $_->[0] } @inserts);
			is($ids[$_], "$inserts[$_][1]\n", "the application's next: $inserts[$_][0]") foreach 0 .. $#inserts;
		};
	}
	is($dumps{ $zones[0] }, $dumps{ $zones[1] }, 'the same data whatever the zone of the session');
	return;
}

# ---------------------------------------------------------------------------
# One CALL instead of migrate.sql
# ---------------------------------------------------------------------------

# The SQL under this heading of the example's README.md, for another file.
sub call_of_readme
{
	my ($file) = @_;

	open my $in, '<:encoding(UTF-8)', "$examples/$system/README.md" or die $!;
	my $text = do { local $/; <$in> };
	my ($sql) = $text =~ /^## In one call\n.*?^```sql\n(.*?)^```$/ms;
	$sql =~ s{'/tmp/\w+\.db'}{'$file'} or die "$system: the call names no file";
	return $sql;
}

# The rows of a schema and the states of its sequences, without their order.
sub sorted_data
{
	my ($database, $schema) = @_;
	my ($dump, $messages);
	local $ENV{PGTZ} = 'UTC';

	IPC::Run::run([ 'pg_dump', '--data-only', "--schema=$schema", '--dbname' => $node->connstr($database) ], '>' => \$dump, '2>' => \$messages)
	  or die $messages;
	my @tables = map { join "\n", sort split /\n/ } sort split /\n\n+/, $dump =~ s/^(--|\\).*\n//mgr;
	return join "\n\n", @tables;
}

# call_instead(schema => 'public', but_for => [ statements ], statements => [ [ statement, answer ], ... ]):
# the CALL of the README.md does what migrate.sql does, but for what the
# statements do afterwards, in a session of another zone than the file's; then the
# application's own statements work.
sub call_instead
{
	my (%how) = @_;
	my ($folder, $file) = make_source("$system-call", 'sqlite.sql');
	my $before = folder_state($folder);
	my $zone = $zones[0];

	subtest 'one call instead of migrate.sql' => sub {
		new_database($_) foreach 'by_hand', 'by_call';
		run_script($_, $zone, 'postgresql.sql', ON_ERROR_STOP => 1) foreach 'by_hand', 'by_call';
		my ($status, $output, $messages) = run_script('by_hand', $zone, 'migrate.sql', source => $file);
		is($status, 0, 'migrate.sql runs') or diag($messages);

		query('by_call', "CREATE EXTENSION sqlite_fdw; SET timezone = '$zone'; " . call_of_readme($file));
		untouched_ok($before, $folder, 'the file and its folder are as they were');
		is(query('by_call', q{SELECT state, rejected FROM sqlite.migration}), 'done|0', 'the run is recorded');
		query('by_call', $_) foreach @{ $how{but_for} // [] };
		my $by_hand = sorted_data('by_hand', $how{schema});
		cmp_ok(length $by_hand, '>', 2000, 'there are rows');
		is(sorted_data('by_call', $how{schema}), $by_hand, 'the same rows, and sequences at the same ids');

		query('by_call', 'SET client_min_messages = warning; DROP EXTENSION sqlite_fdw CASCADE');
		is(query('by_call', $_->[0]), $_->[1], "the application: $_->[0]") foreach @{ $how{statements} };
	};
	return;
}

# ---------------------------------------------------------------------------
# The dirty variant
# ---------------------------------------------------------------------------

# What dirty.sql says of itself: lines "-- finds: table | column | row id".
sub planted
{
	my @planted;

	open my $in, '<:encoding(UTF-8)', "$examples/$system/dirty.sql" or die $!;
	while (my $line = <$in>)
	{
		push @planted, "$1|$2|$3" if $line =~ /^-- finds: (.*?) \| (.*?) ?\| (.*)$/;
	}
	return join "\n", sort @planted;
}

# check_dirty(schema => 'public', also => 'wanted.sql'): of a dirty file,
# sqlite.check finds exactly what was planted, and the migration changes nothing.
sub check_dirty
{
	my (%how) = @_;
	my ($folder, $file) = make_source("$system-dirty", 'sqlite.sql', 'dirty.sql');
	my $before = folder_state($folder);

	foreach my $zone (@zones)
	{
		(my $database = 'dirty_' . lc $zone) =~ s/\W/_/g;
		new_database($database);
		subtest "the dirty variant, in $zone" => sub {
			run_script($database, $zone, $_, ON_ERROR_STOP => 1) foreach 'postgresql.sql', @{ $how{also} // [] };
			my $empty = dump_data($database);
			my ($status, $output, $messages) = run_script($database, $zone, 'migrate.sql', source => $file);
			isnt($status, 0, 'the migration ends');
			like($messages, qr/ERROR:  /, 'in an error');
			is(dump_data($database), $empty, 'and leaves nothing');

			query($database, 'CREATE EXTENSION sqlite_fdw');
			my $found = query($database, qq{SET timezone = '$zone';
				SELECT table_name, column_name, row_id FROM sqlite.check('$file', '$how{schema}')
				WHERE table_name NOT IN ('__drizzle_migrations', 'schema_migrations')});
			$found = join "\n", sort split /\n/, $found;
			is($found, planted(), 'sqlite.check finds what was planted, and nothing else');
			untouched_ok($before, $folder, 'the file and its folder are as they were');
		};
	}
	return;
}

1;
