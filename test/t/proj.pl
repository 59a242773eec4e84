# PROJ's proj.db: every table is imported, and every value arrives as the sqlite3 shell prints it.
#
# On one side stands the shell's quote() of each column, and for reals the 17
# digits of printf; on the other the copy in a native table, written by SQL into
# the same notation. None of our readers takes part in the first. Rows come as
# hex digits: shells since SQLite 3.50 print control characters in another form.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Folder qw(folder_state untouched_ok);
use MIME::Base64 qw(decode_base64);
use PsqlSession;
use PostgreSQL::Test::Utils;
use Test::More;
use TestServer;

my $file = '/usr/share/proj/proj.db';

plan skip_all => 'proj.db is not here: install proj-data' if !-r $file;

my $node = start_server();
my $work = PostgreSQL::Test::Utils::tempdir();
my $before = folder_state('/usr/share/proj');

# What a program prints, as lines.
sub lines_of
{
	my @command = @_;

	open(my $pipe, '-|', @command) or die "cannot run @command: $!";
	my @lines = <$pipe>;
	close $pipe or die "@command failed";
	chomp @lines;
	return @lines;
}

sub shell
{
	my ($sql) = @_;
	return lines_of('sqlite3', '-batch', '-init', '/dev/null', '-readonly', $file, $sql);
}

sub quote_name
{
	my ($name) = @_;
	$name =~ s/"/""/g;
	return qq{"$name"};
}

my @tables = shell("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY 1");
my @views = shell("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY 1");
cmp_ok(scalar @tables, '>=', 35, 'the shell counts 35 tables, or more in a later PROJ');
cmp_ok(scalar @views, '>=', 7, 'and 7 views');

import_file($node, 'proj', $file);
my @imported = split /\n/, $node->safe_psql('postgres',
	"SELECT relname FROM pg_class WHERE relnamespace = 'proj'::regnamespace AND relkind = 'f' ORDER BY relname COLLATE \"C\"");
is_deeply(\@imported, [ sort @tables, @views ], 'every table and view is imported');

# The native value in the notation of SQLite's quote(): a number as it is, true
# as 1, text in quotes, bytes as X'..'.
sub as_quoted
{
	my ($column, $type) = @_;

	return "coalesce(${column}::text, 'NULL')" if $type =~ /^(bigint|integer|smallint)$/;
	return "coalesce(${column}::int::text, 'NULL')" if $type eq 'boolean';
	return "coalesce('''' || to_char($column, 'YYYY-MM-DD') || '''', 'NULL')" if $type eq 'date';
	return "coalesce('real ' || encode(float8send($column), 'hex'), 'NULL')" if $type eq 'double precision';
	return "coalesce('X''' || upper(encode($column, 'hex')) || '''', 'NULL')" if $type eq 'bytea';
	return "coalesce(${column}::text, 'NULL')" if $type eq 'numeric';
	return "coalesce('''' || replace($column, '''', '''''') || '''', 'NULL')" if $type eq 'text' || $type =~ /^character varying/;
	die "a type that this test does not know: $type";
}

# The same by the shell. In a column of texts an integer arrives as its digits,
# in one of reals as the real that it is; all else as quote() has it.
sub shell_expression
{
	my ($name, $type) = @_;

	return "CASE typeof($name) WHEN 'integer' THEN quote(CAST($name AS TEXT)) ELSE quote($name) END" if $type eq 'text';
	return "CASE WHEN typeof($name) IN ('real', 'integer') THEN printf('real %!.17g', $name) ELSE quote($name) END"
	  if $type eq 'double precision';
	return "quote($name)";
}

# The shell prints a real with 17 digits; pack makes the same 8 bytes of them.
sub normalise_shell_field
{
	my ($field, $type) = @_;

	return $field if $type ne 'double precision' || $field eq 'NULL';
	$field =~ s/^real //;
	return 'real ' . unpack('H*', pack('d>', $field));
}

sub write_sorted
{
	my ($path, @lines) = @_;

	open(my $out, '>:raw', $path) or die "cannot write $path: $!";
	print $out "$_\n" for sort @lines;
	close $out;
	return;
}

# What stands between fields: a byte that the file does not hold.
my $between = "\x1f";
my $values = 0;

for my $table (@tables, @views)
{
	my $quoted = quote_name($table);
	my @columns = map { [ split /\t/ ] } split /\n/, $node->safe_psql('postgres', qq{
		SELECT attname || E'\\t' || format_type(atttypid, atttypmod) || E'\\t' || coalesce(
			(SELECT option_value FROM pg_options_to_table(attfdwoptions) WHERE option_name = 'column_name'), attname)
		FROM pg_attribute WHERE attrelid = 'proj.$quoted'::regclass AND attnum > 0 ORDER BY attnum});

	my $same_names = join(' ', map { $_->[2] } @columns);
	is($same_names, join(' ', shell("SELECT name FROM pragma_table_xinfo('$table') WHERE hidden <> 1 ORDER BY cid")),
		"$table: its columns");

	$node->safe_psql('postgres', "CREATE TABLE public.$quoted AS SELECT * FROM proj.$quoted");
	my $native = join(" || E'\\x1f' || ", map { as_quoted(quote_name($_->[0]), $_->[1]) } @columns);
	my $remote = join(" || char(31) || ", map {
			my $name = quote_name($_->[2]);
			shell_expression($name, $_->[1])
		} @columns);

	my $got = $node->safe_psql('postgres', "COPY (SELECT encode(convert_to($native, 'UTF8'), 'base64') FROM public.$quoted) TO STDOUT");
	my @got = map { decode_base64(s/\\n//gr) } split /\n/, $got;
	my @wanted = map {
		my @fields = split /$between/, pack('H*', $_), -1;
		join $between, map { normalise_shell_field($fields[$_], $columns[$_][1]) } 0 .. $#fields
	} shell("SELECT hex($remote) FROM $quoted");

	cmp_ok(scalar @wanted, '>', 0, "$table: the shell prints rows") if grep { $_ eq $table } qw(crs_view ellipsoid unit_of_measure);
	write_sorted("$work/got", @got);
	write_sorted("$work/wanted", @wanted);
	my $difference = `diff --unchanged-line-format= --old-line-format='shell: %L' --new-line-format='ours:  %L' '$work/wanted' '$work/got' | tr '\\037' '|' | sort -s -b -k2 | head -n 6`;
	is($difference, '', sprintf '%s: %d rows of %d columns are the same', $table, scalar @wanted, scalar @columns);
	$values += @wanted * @columns;
}
note("$values values compared");
cmp_ok($values, '>', 100_000, 'many values were compared');

untouched_ok($before, '/usr/share/proj', 'the folder and the file are as they were');

done_testing();
