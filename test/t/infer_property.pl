# Types from the data, on random tables: every row reads, no type is wider than needed, and a second import gives the same.
#
# The tables are made from a seed, which a failure prints; SEED=n runs another.
# What was chosen is judged by foreign tables of one column each, which try the
# types of the documented order on the same values.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Folder qw(folder_state untouched_ok);
use PostgreSQL::Test::Utils;
use PsqlSession;
use Test::More;
use TestServer;

my $seed = $ENV{SEED} // 20261120;
my $tables = $ENV{TABLES} // 60;

srand $seed;
note "SEED=$seed";

# ---------------------------------------------------------------------------
# Random tables
# ---------------------------------------------------------------------------

my @declared = (
	'', '', 'INTEGER', 'INTEGER', 'BIGINT', 'TINYINT', 'REAL', 'FLOAT', 'NUMERIC', 'DECIMAL(6,2)', 'DECIMAL(20,0)', 'TEXT', 'TEXT', 'TEXT',
	'VARCHAR(5)', 'VARCHAR(40)', 'VARCHAR', 'CHAR(36)', 'BLOB', 'BOOLEAN', 'DATE', 'TIME', 'DATETIME', 'TIMESTAMP', 'TIMESTAMPTZ', 'JSON', 'JSONB', 'UUID', 'FANCY', 'STRING', 'ANY'
);
my @names = ('value', 'name', 'is_active', 'enabled', 'created_at', 'seenAt', 'start_time', 'row_uuid', 'total', 'time_count', 'last seen', 'key', 'Meta');

sub one_of { return $_[ int rand @_ ] }
sub chance { return rand() < $_[0] }

sub digits { return join '', map { int rand 10 } 1 .. $_[0] }

sub date { return sprintf '%04d-%02d-%02d', 1900 + int rand 250, 1 + int rand 12, 1 + int rand 28 }
sub clock { return sprintf '%02d:%02d', int rand 24, int rand 60 }

sub uuid
{
	my $hex = join '', map { sprintf '%04x', int rand 65536 } 1 .. 8;
	return $hex =~ s/^(.{8})(.{4})(.{4})(.{4})/$1-$2-$3-$4-/r;
}

# Each returns a literal of SQLite's.
my %kinds = (
	bit => sub { one_of(0, 1) },
	small => sub { int(rand 2000) - 1000 },
	large => sub { one_of('9223372036854775807', '-9223372036854775808', '9007199254740993', '2147483648') },
	real => sub { one_of('0.5', '12.345', '-1e100', '1e-7', '9e999', '2.0', '100.25', '-0.0') },
	whole_real => sub { one_of('1.0', '2.0', '1e15', '-3.0') },
	seconds => sub { 1_600_000_000 + int rand 200_000_000 },
	early_seconds => sub { int(rand 100_000_000) - 50_000_000 },
	ms => sub { 1_600_000_000_000 + int rand 200_000_000_000 },
	us => sub { (1_600_000_000 + int rand 200_000_000) . digits(6) },
	ns => sub { (1_600_000_000 + int rand 200_000_000) . digits(9) },
	fraction => sub { (1_600_000_000 + int rand 200_000_000) . '.25' },
	julian => sub { 2_460_000 + int(rand 1000) . '.' . one_of(5, 25, 125) },
	date => sub { q(') . date() . q(') },
	local => sub { q(') . date() . one_of(' ', 'T') . clock() . one_of('', ':00', ':59.5', ':00.123456') . q(') },
	midnight => sub { q(') . date() . q( 00:00:00') },
	zoned => sub { q(') . date() . 'T' . clock() . one_of('Z', '+02:00', '-0530') . q(') },
	loose => sub { q(') . date() . '  ' . clock() . one_of('', ' ', 'z') . q(') },
	clock => sub { q(') . clock() . one_of('', ':30', ':30.5') . q(') },
	uuid => sub { q(') . uuid() . q(') },
	uuid_bytes => sub { q(x') . (uuid() =~ s/-//gr) . q(') },
	object => sub { one_of(q('{}'), q('[]'), q('{"a":1}'), q('{"a":"é","b":[1,2]}'), q(' [1] ')) },
	twice => sub { one_of(q('{"a":1,"a":2}'), q('[{"x":1,"x":1}]')) },
	scalar => sub { one_of(q('null'), q('true'), q('12'), q('"a"')) },
	bad_json => sub { one_of(q('{a:1}'), q('[object Object]'), q('undefined'), q('{"a":"\u0000"}')) },
	word => sub { one_of(q('word'), q('é'), q('two words'), q('it''s'), q('longer than forty characters of anything')) },
	digits => sub { one_of(q('12'), q('007'), q('-3'), q('1.5'), q('1e3'), q('99999999999999999999')) },
	yes => sub { one_of(q('true'), q('no'), q('off'), q('t')) },
	empty => sub { q('') },
	bytes => sub { one_of(q(x'00ff'), q(x''), q(x'ff'), q(x'7b7d')) },
	invalid => sub { one_of(q(CAST(x'ff61' AS TEXT)), q(CAST(x'610062' AS TEXT)), q(CAST(x'00d8' AS TEXT))) },
	infinity => sub { one_of(q('Infinity'), q('-inf'), q('NaN'), q('now'), q('infinity')) },
);
my @kinds = sort keys %kinds;

# A column: mostly of one kind, sometimes with a few others among it.
sub random_values
{
	my ($rows) = @_;
	my $main = one_of(@kinds);
	my @others = chance(0.4) ? map { one_of(@kinds) } 1 .. 1 + int rand 2 : ();
	my $nulls = one_of(0, 0, 0.2, 0.9);
	my $share = one_of(0.02, 0.3);

	return map { chance($nulls) ? 'NULL' : @others && chance($share) ? $kinds{ one_of(@others) }->() : $kinds{$main}->() } 1 .. $rows;
}

sub quote_name { return '"' . ($_[0] =~ s/"/""/gr) . '"' }

sub random_table
{
	my ($name) = @_;
	my $rows = one_of(0, 1, 3, 40, 200);
	my $count = 1 + int rand 8;
	my (@columns, @definitions);

	for my $i (1 .. $count)
	{
		my $declared = one_of(@declared);
		my $column = one_of(@names) . " $i";
		$column =~ s/ (\d+)$/_$1/;
		push @columns, { name => $column, declared => $declared, values => [ random_values($rows) ] };
		push @definitions, quote_name($column) . " $declared" . (chance(0.05) ? ' DEFAULT true' : '');
	}
	my $sql = "CREATE TABLE $name (" . join(', ', 'id INTEGER PRIMARY KEY', @definitions) . ");\n";
	for my $row (0 .. $rows - 1)
	{
		$sql .= "INSERT INTO $name VALUES (" . join(', ', $row + 1, map { $_->{values}[$row] } @columns) . ");\n";
	}
	return ($sql, { name => $name, rows => $rows, columns => \@columns });
}

# A parent and a child, whose columns are what their values make them.
sub random_pair
{
	my ($n) = @_;
	my ($parent, $child) = (one_of(@declared), one_of(@declared));
	my @parent_values = do { my %seen; grep { !$seen{$_}++ } random_values(20) };
	my @child_values = (random_values(10), chance(0.5) ? grep { $_ ne 'NULL' } @parent_values[ 0 .. $#parent_values / 2 ] : ());

	return "CREATE TABLE p$n (id $parent);\n"
	  . "CREATE TABLE c$n (parent_uuid $child REFERENCES p$n (id));\n"
	  . join('', map { "INSERT INTO p$n VALUES ($_);\n" } @parent_values)
	  . join('', map { "INSERT INTO c$n VALUES ($_);\n" } @child_values);
}

# ---------------------------------------------------------------------------
# Judging
# ---------------------------------------------------------------------------

my $node = start_server();
my $session = PsqlSession->new($node);
my $folder = PostgreSQL::Test::Utils::tempdir();
chmod 0755, $folder;

# Does a type read the whole column?  A table of one column asks the readers themselves.
$node->safe_psql('postgres', <<'SQL');
CREATE FUNCTION reads(server text, remote_table text, remote_column text, type text, format text) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  unused bigint;
BEGIN
  EXECUTE format('CREATE FOREIGN TABLE probe (c %s OPTIONS (column_name %L%s)) SERVER %I OPTIONS ("table" %L)',
                 type, remote_column, ', format ' || quote_literal(format), server, remote_table);
  EXECUTE 'SELECT count(c) FROM probe' INTO unused;
  DROP FOREIGN TABLE probe;
  RETURN true;
EXCEPTION WHEN OTHERS THEN
  RETURN false;
END
$$;
SQL
$session->run('SET client_min_messages = warning');
$session->run("SET timezone = 'UTC'");

sub quote_literal { return q(') . ($_[0] =~ s/'/''/gr) . q(') }

sub reads
{
	my ($server, $table, $column, $type, $format) = @_;
	return $session->run(sprintf 'SELECT reads(%s)', join ', ', map { defined $_ && $_ ne '' ? quote_literal($_) : 'NULL' } $server, $table, $column, $type, $format) eq 't';
}

# What each foreign table of a schema is made of, a line per column.
sub definitions
{
	my ($schema) = @_;
	return $session->run(qq{
		SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
			(SELECT option_value FROM pg_options_to_table(a.attfdwoptions) WHERE option_name = 'format'),
			(SELECT string_agg(option_name || '=' || option_value, ',' ORDER BY option_name) FROM pg_options_to_table(a.attfdwoptions))
		FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
		WHERE c.relnamespace = '$schema'::regnamespace AND c.relkind = 'f' AND a.attnum > 0
		ORDER BY c.relname COLLATE "C", a.attnum});
}

# {table}{column} = [type, format]
sub chosen
{
	my ($schema) = @_;
	my %chosen;

	for (split /\n/, definitions($schema))
	{
		my ($table, $column, $type, undef, $format) = split /\|/;
		$chosen{$table}{$column} = [ $type, $format // '' ];
	}
	return \%chosen;
}

# The type as declared, as import with infer 'declared' has it; '' where nothing known is declared.
my %is_unknown = map { $_ => 1 } '', 'FANCY', 'ANY';

# The end of the documented order, from the declared type on, for a column with this declared type.
sub last_resorts
{
	my ($declared_type, $is_known) = @_;
	my $is_text = $is_known && $declared_type =~ /^(text|character varying)/;
	my @order;

	push @order, [ $declared_type, '' ] if $is_known;
	push @order, [ 'bigint', '' ] if !$is_text && $declared_type !~ /^(double precision|numeric)/;
	push @order, [ 'double precision', '' ] if !$is_text && $declared_type !~ /^numeric/;
	push @order, [ 'numeric', '' ] if !$is_text;
	push @order, [ 'text', '' ], [ 'bytea', '' ], [ 'text', 'literal' ];
	return @order;
}

sub describe { my ($type, $format) = @{ $_[0] }; return $format eq '' ? $type : "$type ($format)" }

# Of SQLite itself, by the shell: how many values of each class, and some shapes of text that need no reader of ours.
sub facts_of
{
	my ($file, $table, $column) = @_;
	my $c = quote_name($column);
	my @sums = (
		"count($c)", "sum(typeof($c) = 'integer')", "sum(typeof($c) = 'real')", "sum(typeof($c) = 'text')", "sum(typeof($c) = 'blob')",
		"sum(typeof($c) IN ('integer', 'real') AND $c IN (0, 1))",
		"sum(typeof($c) = 'text' AND length(CAST($c AS BLOB)) = 10 AND $c GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')",
		"sum(typeof($c) = 'text' AND $c GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*:*')",
		"sum(typeof($c) = 'text' AND $c GLOB '[0-9][0-9][0-9][0-9]-*:*' AND ($c GLOB '*[Zz]' OR substr($c, 12) GLOB '*[+-]*'))",
		"sum(typeof($c) = 'text' AND length($c) = 36 AND $c GLOB '*-*-*-*-*')",
		"min($c)", "max($c)"
	);
	open(my $pipe, '-|', 'sqlite3', '-batch', '-init', '/dev/null', '-separator', "\t", '-readonly', $file, "SELECT " . join(', ', @sums) . " FROM $table") or die "cannot run sqlite3: $!";
	my $line = join '', <$pipe>;
	close $pipe or die 'sqlite3 failed';
	chomp $line;
	my %facts;
	@facts{qw(values integers reals texts blobs bits dates times zones uuids min max)} = split /\t/, $line, -1;
	return \%facts;
}

# What is wrong with a choice, or undef.
sub complaint
{
	my ($file, $server, $table, $column, $declared, $choice) = @_;
	my ($name, $is_known) = ($column->{name}, !$is_unknown{ $column->{declared} });
	my ($type, $format) = @$choice;
	my $facts = facts_of($file, $table, $name);
	my $reads = sub { reads($server, $table, $name, @_) };
	my $n = $facts->{values};

	return $type eq $declared && $format eq '' ? undef : "without values, but not as declared, $declared" if $n == 0;
	return 'it does not read every value' if !$reads->($type, $format);

	# what a narrower type would say as well
	return 'jsonb reads it' if $type eq 'json' && $reads->('jsonb', '');
	return 'format iso reads it' if $type =~ /^time|^date/ && $format eq '' && $reads->($type, 'iso');
	return "there are $facts->{zones} zones" if $type eq 'timestamp without time zone' && $facts->{zones} > 0;
	return 'there is no zone' if $type eq 'timestamp with time zone' && $format =~ /^(iso)?$/ && $facts->{zones} == 0 && $declared ne 'timestamp with time zone';
	return 'all of them are dates' if $type =~ /^timestamp/ && $format eq 'iso' && $facts->{dates} == $n && $declared !~ /^timestamp/;
	return "$facts->{times} times are written" if $type eq 'date' && $facts->{times} > 0 && $declared ne 'date';
	return "$facts->{bits} of $n are 0 or 1" if $type eq 'boolean' && $facts->{bits} < $n && $declared ne 'boolean';
	return "$facts->{uuids} of $n are printed uuids" if $type eq 'uuid' && $facts->{uuids} < $n && $declared ne 'uuid' && $name !~ /uuid/;
	return 'there are texts' if $format =~ /^(unix|julian)/ && $facts->{texts} + $facts->{blobs} > 0;

	# what is a plain case must be found
	my $is_text_or_open = !$is_known || $declared =~ /^(text|character varying)/;
	return 'all are printed uuids' if $is_text_or_open && $facts->{uuids} == $n && $type ne 'uuid';
	return 'all are dates' if $is_text_or_open && $facts->{dates} == $n && $type ne 'date' && $reads->('date', 'iso');
	return 'all are times' if $is_text_or_open && $facts->{times} == $n && $type !~ /^timestamp/ && $reads->('timestamp', '');
	return 'all are seconds' if $name =~ /^(created_at|seenAt|last seen)/ && $facts->{integers} == $n && $facts->{min} >= 1e8 && $facts->{max} < 7.3e9
	  && (!$is_known || $declared =~ /^(bigint|double|numeric|date|timestamp)/) && $format ne 'unix';
	return 'all are bits' if $name =~ /^(is_active|enabled)/ && $facts->{integers} == $n && $facts->{bits} == $n
	  && (!$is_known || $declared =~ /^(bigint|numeric)/) && $type ne 'boolean';

	# among the last resorts, the first that reads it
	my @order = last_resorts($declared, $is_known);
	my ($at) = grep { $order[$_][0] eq $type && $order[$_][1] eq $format } 0 .. $#order;
	return if !defined $at;
	for my $earlier (@order[ 0 .. $at - 1 ])
	{
		next if !$is_known && $earlier->[0] =~ /^(bigint|double precision|numeric)$/ && $facts->{texts} > 0;
		next if $earlier->[0] eq 'text' && $facts->{blobs} > 0;
		return describe($earlier) . ' reads it' if $reads->(@$earlier);
	}
	return;
}

sub import_into
{
	my ($server, $schema, $infer) = @_;
	return $session->run("CREATE SCHEMA $schema; IMPORT FOREIGN SCHEMA main FROM SERVER $server INTO $schema OPTIONS (infer '$infer')");
}

sub make_file
{
	my ($file, $sql) = @_;
	open(my $shell, '|-', 'sqlite3', '-batch', '-init', '/dev/null', $file) or die "cannot run sqlite3: $!";
	binmode $shell, ':utf8' if utf8::is_utf8($sql);
	print $shell $sql;
	close $shell or die 'sqlite3 failed';
	chmod 0644, $file;
	return;
}

for my $encoding ('UTF-8', 'UTF-16le')
{
	subtest "random tables in $encoding" => sub {
		my $server = $encoding eq 'UTF-8' ? 'narrow' : 'wide';
		my $file = "$folder/$server.db";
		my ($sql, @tables) = ("PRAGMA encoding = '$encoding'; BEGIN;\n");

		for my $n (1 .. int($encoding eq 'UTF-8' ? $tables : $tables / 4))
		{
			my ($made, $table) = random_table("t$n");
			$sql .= $made;
			push @tables, $table;
		}
		make_file($file, "$sql COMMIT;");
		my $before = folder_state($folder);

		$session->run("CREATE SERVER $server FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$file')");
		is(import_into($server, "full_$server", 'full'), '', 'IMPORT goes through');
		import_into($server, "again_$server", 'full');
		import_into($server, "declared_$server", 'declared');
		is(definitions("again_$server"), definitions("full_$server"), 'a second import gives the same');

		my $chosen = chosen("full_$server");
		my $declared = chosen("declared_$server");
		my (@unread, @complaints);
		for my $table (@tables)
		{
			my $name = $table->{name};
			my @counts = map { 'count(' . quote_name($_->{name}) . ')' } @{ $table->{columns} };
			my $answer = $session->run('SELECT ' . join(', ', 'count(*)', @counts) . " FROM full_$server.$name");
			my $stored = join '|', $table->{rows}, map { my $column = $_; scalar grep { $_ ne 'NULL' } @{ $column->{values} } } @{ $table->{columns} };
			push @unread, "$name: $answer instead of $stored" if $answer ne $stored;
			for my $column (@{ $table->{columns} })
			{
				my $choice = $chosen->{$name}{ $column->{name} };
				my $complaint = complaint($file, $server, $name, $column, $declared->{$name}{ $column->{name} }[0], $choice);
				push @complaints, sprintf('%s."%s" %s: %s, but %s: %s', $name, $column->{name}, $column->{declared}, describe($choice), $complaint,
					join ', ', grep { defined } (@{ $column->{values} })[ 0 .. 9 ]) if defined $complaint;
			}
		}
		is(join("\n", @unread), '', 'every row of every table reads');
		is(join("\n", @complaints), '', 'no type is wider than needed, or narrower than declared');
		untouched_ok($before, $folder, 'the source is as it was');
	};
}

subtest 'foreign keys' => sub {
	my $file = "$folder/keys.db";
	my $pairs = $tables;
	make_file($file, "BEGIN;\n" . join('', map { random_pair($_) } 1 .. $pairs) . 'COMMIT;');
	$session->run("CREATE SERVER keys FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$file')");
	is(import_into('keys', 'full_keys', 'full'), '', 'IMPORT goes through');
	import_into('keys', 'again_keys', 'full');
	import_into('keys', 'declared_keys', 'declared');
	is(definitions('again_keys'), definitions('full_keys'), 'a second import gives the same');

	my $chosen = chosen('full_keys');
	my $declared = chosen('declared_keys');
	my (@different, @unread, @wide);
	for my $n (1 .. $pairs)
	{
		my ($parent, $child) = ($chosen->{"p$n"}{id}, $chosen->{"c$n"}{parent_uuid});
		my $both = sub { reads('keys', "p$n", 'id', @_) && reads('keys', "c$n", 'parent_uuid', @_) };
		my $what = "pair $n: " . describe($parent);
		push @different, "$what and " . describe($child) if describe($parent) ne describe($child);
		push @unread, $what if !$both->(@$parent);

		# bytes that were declared stay bytes, though they may read as text
		my $is_bytea = grep { $_->[0] eq 'bytea' } $declared->{"p$n"}{id}, $declared->{"c$n"}{parent_uuid};
		my @order = ([ 'numeric', '' ], $is_bytea ? () : [ 'text', '' ], [ 'bytea', '' ], [ 'text', 'literal' ]);
		my ($at) = grep { describe($order[$_]) eq describe($parent) } 0 .. $#order;
		next if !defined $at;
		push @wide, map { "$what, but " . describe($_) . ' reads both' } grep { $both->(@$_) } grep { $_->[0] ne 'numeric' } @order[ 0 .. $at - 1 ];
	}
	is(join("\n", @different), '', 'both ends have one type');
	is(join("\n", @unread), '', 'which reads every row of both');
	is(join("\n", @wide), '', 'and is not wider than needed');
};

note "SEED=$seed";
done_testing();
