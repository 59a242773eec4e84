# From another extension of this name: ALTER EXTENSION says what it is, and the commands of docs/from-pgspider.md lead over.
#
# The other extension is simulated by an install script of the same kind: the
# same names in the schema public, and options that are unknown here.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use Document qw(document_blocks);
use Installation qw(installed_cluster write_extension_file);
use IPC::Run;
use PostgreSQL::Test::Utils;
use Test::More;

my $document = 'docs/from-pgspider.md';
my $node = installed_cluster('main');
my $control = slurp_file('sqlite_fdw.control');
my $file = app_folder('from_pgspider') . '/visits.db';
my $files = PostgreSQL::Test::Utils::tempdir_short();

app_run(qq{sqlite3 '$file' "CREATE TABLE visits (id INTEGER PRIMARY KEY, page TEXT, seen_at TIMESTAMP);
INSERT INTO visits VALUES (1, '/', 1700000000), (2, '/about', 1700000001)"});

$ENV{PGHOST} = $node->host;
$ENV{PGPORT} = $node->port;

# Its library would have a validator of its own, for its options.
sub pretend_other
{
	my ($version) = @_;

	write_extension_file('sqlite_fdw.control',
		"default_version = '$version'\nmodule_pathname = '\$libdir/sqlite_fdw'\nrelocatable = true\n");
	write_extension_file("sqlite_fdw--$version.sql", <<'SQL');
CREATE FUNCTION sqlite_fdw_handler() RETURNS fdw_handler AS 'MODULE_PATHNAME' LANGUAGE C STRICT;
CREATE FOREIGN DATA WRAPPER sqlite_fdw HANDLER sqlite_fdw_handler;
SQL
	return;
}

sub make_other
{
	my ($database) = @_;

	$node->safe_psql('postgres', "CREATE DATABASE $database");
	$node->safe_psql($database, <<"SQL");
CREATE EXTENSION sqlite_fdw;
CREATE SERVER visits FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$file', force_readonly 'true', truncatable 'false');
CREATE SCHEMA web;
CREATE FOREIGN TABLE web."Visits" (id bigint OPTIONS (key 'true'), page text, seen_at timestamp OPTIONS (column_type 'INT'))
  SERVER visits OPTIONS (table 'visits', updatable 'false');
CREATE VIEW web.pages AS SELECT page FROM web."Visits" WHERE id > 1;
CREATE VIEW web.other AS SELECT 1 AS one;
GRANT SELECT ON web."Visits" TO pg_monitor;
SQL
	return;
}

sub ask
{
	my ($database, $query) = @_;
	return $node->safe_psql($database, $query);
}

# A statement's error.
sub error_of
{
	my ($database, $query) = @_;
	my (undef, undef, $error) = $node->psql($database, $query);
	return $error;
}

# run_block($database, $block): what it prints; it must not end in an error but for views that are there.
sub run_block
{
	my ($database, $block) = @_;
	my $text = $block->{text} =~ s{/tmp/}{$files/}gr;
	local $ENV{PGDATABASE} = $database;

	append_to_file("$files/block", $text);
	IPC::Run::run($block->{language} eq 'sql' ? [ 'psql', '-X', '-f', "$files/block" ] : [ 'bash', '-e', "$files/block" ], '>&' => \my $output);
	unlink "$files/block";
	is(join("\n", grep { /ERROR:/ && !/relation "other" already exists/ } split /\n/, $output), '',
		"$database, $block->{where}: no errors") or diag($output);
	return;
}

sub check_moved
{
	my ($database) = @_;

	is(ask($database, q{SELECT extversion FROM pg_extension WHERE extname = 'sqlite_fdw'}), '3.0', "$database has this extension");
	is(ask($database, 'SELECT page FROM web.pages'), '/about', 'the foreign table and the view over it are back');
	is(ask($database, q{SELECT has_table_privilege('pg_monitor', 'web."Visits"', 'SELECT')}), 't', 'and the rights');
	my ($hint) = error_of($database, 'SELECT seen_at FROM web."Visits"') =~ /run: (ALTER FOREIGN TABLE .*;)/;
	ok($hint, 'numbers of a column of times are an error with a command');
	ask($database, $hint);
	is(ask($database, 'SELECT min(seen_at) FROM web."Visits"'), '2023-11-14 22:13:20', 'which helps');
	return;
}

my @road = grep { $_->{heading} eq 'Moving over' } document_blocks($document, split /\n/, slurp_file($document));
my ($options, $keep, $create, $refused) = @road;
is(scalar @road, 4, 'the document has its commands');

pretend_other('1.0');
make_other('ancient');
pretend_other('1.1');
make_other($_) foreach qw(moved installed_first);

subtest 'the packages are exchanged on the way' => sub {
	run_block('moved', $options);
	run_block('moved', $keep);
	write_extension_file('sqlite_fdw.control', $control);
	run_block('moved', $create);
	check_moved('moved');
};

subtest 'this package was installed first' => sub {
	my $error = error_of('installed_first', $refused->{text});

	like($error, qr/ERROR:  cannot update sqlite_fdw 1\.1, which is another extension of the same name$/m, 'the update is refused');
	like($error, qr/^HINT:  .*DROP EXTENSION sqlite_fdw CASCADE; CREATE EXTENSION sqlite_fdw;/m, 'with the way out');
	like($node->safe_psql('installed_first', q{SELECT page FROM web."Visits"}), qr{^/about$}m, 'old foreign tables are read');
	like(error_of('ancient', $refused->{text}), qr/extension "sqlite_fdw" has no update path from version "1\.0" to version "3\.0"/,
		'what is older is refused by PostgreSQL');
	run_block('installed_first', $keep);
	my $definitions = slurp_file("$files/foreign.sql");
	$definitions =~ s/^ALTER FOREIGN TABLE [^;]*(column_type|key) '[^']*'\n\);\n//mg;
	$definitions =~ s/,\s*(force_readonly|truncatable|updatable) '\w+'//g;
	unlink "$files/foreign.sql";
	append_to_file("$files/foreign.sql", $definitions);
	run_block('installed_first', $create);
	check_moved('installed_first');
};

done_testing();
