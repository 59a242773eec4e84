# ALTER EXTENSION UPDATE leads from every released version to this one, to the catalogue that CREATE EXTENSION makes.
#
# A released install script stays in sql/ as it was released, with a script that
# updates from it. That the comparison sees what an update script forgets is
# shown with a next version, which is made up here.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use Digest::SHA;
use Installation qw(installed_cluster write_extension_file);
use PostgreSQL::Test::Utils;
use Test::More;

# The SHA-256 of the install script of each released version, noted at its release.
my %released = ();

my $node = installed_cluster('main');
my $control = slurp_file('sqlite_fdw.control');
my ($default) = $control =~ /^default_version = '(.*)'$/m;

sub ask
{
	my ($database, $query) = @_;
	return $node->safe_psql($database, $query);
}

sub new_database
{
	my ($name, $create) = @_;
	ask('postgres', "CREATE DATABASE $name");
	ask($name, $create);
	return $name;
}

# All that belongs to the extension, as pg_upgrade would make it again, without the numbers of objects.
sub catalogue
{
	my ($database) = @_;
	local $ENV{PGOPTIONS} = '-c search_path=';
	my ($dump, $error) = run_command([ 'pg_dump', '--schema-only', '--binary-upgrade', $node->connstr($database) ]);

	is($error, '', "$database: pg_dump says nothing");
	$dump =~ s/^\\(un)?restrict .*\n//mg;
	$dump =~ s/^.*binary_upgrade_set_next_.*\n//mg;
	$dump =~ s/^.*binary_upgrade_create_empty_extension.*\n//mg;
	$dump =~ s/^UPDATE pg_catalog\.pg_class\nSET relfrozenxid = .*\nWHERE oid = .*\n//mg;
	return $dump . ask($database,
		q{SELECT extversion, extconfig::regclass[], extcondition FROM pg_extension WHERE extname = 'sqlite_fdw'});
}

subtest 'released versions' => sub {
	my @versions = map { m{sqlite_fdw--([^-]+)\.sql$} ? $1 : () } glob 'sql/sqlite_fdw--*.sql';
	my @in_changelog = map { /^## ([\d.]+)(.*)/ && $2 ne ' (not released yet)' ? $1 : () } split /\n/, slurp_file('CHANGELOG.md');

	ok((grep { $_ eq $default } @versions), "the default version $default has its install script");
	is_deeply([ sort keys %released ], [ sort @in_changelog ], 'each version that CHANGELOG.md calls released is known here');
	foreach my $version (sort keys %released)
	{
		is(Digest::SHA->new(256)->addfile("sql/sqlite_fdw--$version.sql")->hexdigest, $released{$version},
			"the install script of $version is as it was released");
	}
	new_database('fresh', 'CREATE EXTENSION sqlite_fdw');
	my $fresh = catalogue('fresh');
	foreach my $version (grep { $_ ne $default } @versions)
	{
		(my $name = "from_$version") =~ s/\W/_/g;
		isnt(ask('fresh', "SELECT path FROM pg_extension_update_paths('sqlite_fdw') WHERE source = '$version' AND target = '$default'"),
			'', "a way leads from $version to $default");
		new_database($name, "CREATE EXTENSION sqlite_fdw VERSION '$version'");
		ask($name, 'ALTER EXTENSION sqlite_fdw UPDATE');
		is(catalogue($name), $fresh, "updated from $version");
	}
	like($fresh, qr/CREATE TABLE sqlite\.migration .*CREATE POLICY own_runs .*GRANT SELECT,DELETE ON TABLE sqlite\.finding /s,
		'what is compared has the tables, policies and rights');
	like($fresh, qr/\{sqlite\.migration,sqlite\.migration_run_seq,.*sqlite\.reject\}/, 'and what pg_dump takes along');
};

subtest 'the next version' => sub {
	my $changes = <<'SQL';
ALTER TABLE sqlite.migration ADD COLUMN remark pg_catalog.text;
CREATE FUNCTION sqlite.answer() RETURNS pg_catalog.int4 LANGUAGE sql RETURN 42;
GRANT SELECT ON sqlite.migration_run_seq TO PUBLIC;
SQL
	my $script = slurp_file("sql/sqlite_fdw--$default.sql");
	my $folder = app_folder('update');
	my $file = "$folder/source.db";

	app_run("sqlite3 '$file' 'CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT); INSERT INTO t VALUES (1, 2), (3, 4)'");
	new_database('used', <<"SQL");
CREATE EXTENSION sqlite_fdw;
CREATE SERVER app FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$file', busy_timeout '100');
IMPORT FOREIGN SCHEMA main FROM SERVER app INTO public;
CREATE VIEW v AS SELECT count(*) FROM t;
CALL sqlite.migrate('server:app', 'native');
GRANT USAGE ON FOREIGN SERVER app TO PUBLIC;
SQL
	my $record = q{SELECT run, source, state, tables, rows FROM sqlite.migration; SELECT * FROM sqlite.migration_table};
	my $before = ask('used', $record);
	write_extension_file("sqlite_fdw--$default--9.9.sql", $changes);
	write_extension_file('sqlite_fdw--9.9.sql', "$script\n$changes");
	write_extension_file('sqlite_fdw.control', $control =~ s/^(default_version = )'.*'/$1'9.9'/mr);

	ask('used', 'ALTER EXTENSION sqlite_fdw UPDATE');
	is(ask('used', 'SELECT sqlite.answer()'), '42', 'what is new is there');
	is(ask('used', $record), $before, 'the record is as it was');
	is(ask('used', 'SELECT * FROM t; SELECT * FROM v'), "1|2\n3|4\n2", 'servers, foreign tables and views work');
	like(ask('used', q{CALL sqlite.migrate('server:app', 'native2')}), qr/^2\|/, 'the next run has the next number');

	new_database('updated', "CREATE EXTENSION sqlite_fdw VERSION '$default'");
	ask('updated', 'ALTER EXTENSION sqlite_fdw UPDATE');
	new_database('made', 'CREATE EXTENSION sqlite_fdw');
	my $made = catalogue('made');
	is(catalogue('updated'), $made, 'an update makes what CREATE EXTENSION makes');
	ask('updated', "DROP EXTENSION sqlite_fdw; CREATE EXTENSION sqlite_fdw VERSION '$default'; ALTER EXTENSION sqlite_fdw UPDATE");
	is(catalogue('updated'), $made, 'in a database that had it before, too');
	foreach my $forgotten (split /\n/, $changes)
	{
		write_extension_file("sqlite_fdw--$default--9.9.sql", $changes =~ s/^\Q$forgotten\E\n//mr);
		ask('updated', "DROP EXTENSION sqlite_fdw; CREATE EXTENSION sqlite_fdw VERSION '$default'; ALTER EXTENSION sqlite_fdw UPDATE");
		isnt(catalogue('updated'), $made, "an update that forgets this is found: $forgotten");
	}
};

done_testing();
