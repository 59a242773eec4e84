# A schema that sqlite.migrate made, held against the file that it was made of.
#
# None of our own readers takes part: what the file holds is said by the sqlite3
# shell, and put into a canonical form here.
package Migrated;

use strict;
use warnings;

use Exporter qw(import);
use Example qw(ask_sqlite query);
use JSON::PP;
use Math::BigFloat;
use Test::More;
use Time::Local qw(timegm);

our @EXPORT_OK = qw(schema_ok defaults_ok rows_ok inserts_ok);

my $json = JSON::PP->new->utf8->canonical->allow_nonref->allow_bignum;

# ---------------------------------------------------------------------------
# Asking both sides
# ---------------------------------------------------------------------------

sub quote_name
{
	my ($name) = @_;
	$name =~ s/"/""/g;
	return qq{"$name"};
}

sub quote_text
{
	my ($text) = @_;
	$text =~ s/'/''/g;
	return "'$text'";
}

# The cells of each line of an answer; texts were asked for in hex digits, as
# they may have line feeds.
sub cells_of
{
	my ($answer) = @_;
	return map { [ map { s/^x// ? pack('H*', $_) : $_ } split /\|/, $_, -1 ] } split /\n/, $answer;
}

# shell_rows($file, 'FROM ...', 'name', 'pk'): these columns, NULL as nothing.
sub shell_rows
{
	my ($file, $from, @columns) = @_;
	my $list = join " || '|' || ", map { "coalesce('x' || hex($_), '')" } @columns;
	return cells_of(ask_sqlite($file, "SELECT $list $from;"));
}

sub native_rows
{
	my ($database, $from, @columns) = @_;
	my $list = join " || '|' || ", map { "coalesce('x' || encode(convert_to(($_)::text, 'UTF8'), 'hex'), '')" } @columns;
	return cells_of(query($database, "SELECT $list $from"));
}

my $tables = "FROM sqlite_schema AS m WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!'";

# "FROM ..." of what a pragma says of each table.
sub of_tables
{
	my ($pragma) = @_;
	(my $from = $tables) =~ s/AS m WHERE/AS m, $pragma WHERE/;
	return $from;
}

# ---------------------------------------------------------------------------
# What the file declares
# ---------------------------------------------------------------------------

# CREATE TABLE without its comments and strings, so that words can be counted.
sub bare_sql
{
	my ($sql) = @_;
	$sql =~ s{--[^\n]*|/\*.*?\*/}{ }gs;
	$sql =~ s/'(?:[^']|'')*'/''/g;
	return $sql;
}

sub count_words
{
	my ($sql, $pattern) = @_;
	my @found = bare_sql($sql) =~ /$pattern/gi;
	return scalar @found;
}

# Facts are lines of words.  With those of the file goes a pattern: a finding
# whose object it matches accounts for the lack of the fact.
sub column_facts
{
	my ($file) = @_;
	my (%facts, %key, %identity);
	my %sql = map { $_->[0] => $_->[1] } shell_rows($file, $tables, 'm.name', 'm.sql');
	my @columns = shell_rows($file, of_tables('pragma_table_xinfo(m.name) AS c') . ' ORDER BY m.name, c.pk',
		'm.name', 'c.name', 'c.type', 'c."notnull"', 'c.dflt_value', 'c.pk', 'c.hidden');

	$key{ $_->[0] }[ $_->[5] - 1 ] = $_->[1] foreach grep { $_->[5] > 0 } @columns;
	foreach my $row (@columns)
	{
		my ($table, $column, $type, $not_null, $default, $pk, $hidden) = @$row;
		my $of_column = qr/^column "\Q$table\E"\."\Q$column\E"$/;
		my $of_key = qr/^primary key of table "\Q$table\E"$/;
		my $is_alias = lc $type eq 'integer' && $pk && @{ $key{$table} } == 1
		  && $sql{$table} !~ /WITHOUT\s+ROWID/i;

		$facts{"column $table.$column"} = $of_column;
		$facts{"identity $table.$column"} = $of_column if $is_alias;
		$facts{"not null $table.$column"} = qr/$of_column|$of_key/ if $not_null || $pk;
		$facts{"default $table.$column"} = $of_column if $default ne '' && lc $default ne 'null' && !$is_alias;
		$facts{"generated $table.$column"} = $of_column if $hidden > 1;
	}
	$facts{ "primary key $_ (" . join(', ', @{ $key{$_} }) . ')' } = qr/^primary key of table "\Q$_\E"$/ foreach keys %key;
	return %facts;
}

# Unique keys and indexes.
sub index_facts
{
	my ($file) = @_;
	my (%facts, %terms, %index);

	foreach my $row (shell_rows($file, of_tables('pragma_index_list(m.name) AS i, pragma_index_xinfo(i.name) AS t')
			  . ' AND t.key ORDER BY t.seqno',
			'm.name', 'i.name', 'i."unique"', 'i.origin', 'i.partial', 't.name', 't."desc"', 't.coll'))
	{
		my ($table, $name, $unique, $origin, $partial, $column, $desc, $collation) = @$row;
		$index{$name} = [ $table, $unique, $origin, $partial ];
		push @{ $terms{$name} },
		  ($column eq '' || $collation ne 'BINARY' ? '(expression)' : $column) . ($desc ? ' DESC' : '');
	}
	foreach my $name (keys %index)
	{
		my ($table, $unique, $origin, $partial) = @{ $index{$name} };
		my $list = '(' . join(', ', @{ $terms{$name} }) . ')';

		next if $origin eq 'pk';
		if ($origin eq 'u') { $facts{"unique key $table $list"} = qr/^unique key .*of table "\Q$table\E"$/; }
		else
		{
			$facts{ ($unique ? 'unique ' : '') . "index $name $table $list" . ($partial ? ' WHERE' : '') } =
			  qr/^index "\Q$name\E" of table "\Q$table\E"$/;
		}
	}
	return %facts;
}

sub foreign_key_facts
{
	my ($file) = @_;
	my (%facts, %keys, %primary);

	foreach my $row (shell_rows($file, of_tables('pragma_table_info(m.name) AS c') . ' AND c.pk > 0', 'm.name', 'c.pk', 'c.name'))
	{
		$primary{ lc $row->[0] }[ $row->[1] - 1 ] = $row->[2];
	}
	foreach my $row (shell_rows($file, of_tables('pragma_foreign_key_list(m.name) AS f') . ' ORDER BY f.seq',
			'm.name', 'f.id', 'f.seq', 'f."table"', 'f."from"', 'f."to"', 'f.on_delete', 'f.on_update'))
	{
		my ($table, $id, $seq, $parent, $from, $to, $on_delete, $on_update) = @$row;
		my $key = $keys{"$table\0$id"} //= { table => $table, parent => $parent, actions => "DELETE $on_delete UPDATE $on_update" };
		push @{ $key->{from} }, $from;
		push @{ $key->{to} }, $to ne '' ? $to : $primary{ lc $parent }[$seq];
	}
	foreach my $key (values %keys)
	{
		my $fact = sprintf 'foreign key %s (%s) to %s (%s) %s', $key->{table}, join(', ', @{ $key->{from} }),
		  $key->{parent}, join(', ', @{ $key->{to} }), $key->{actions};
		$facts{$fact} = qr/^constraint ".*" of table "\Q$key->{table}\E"$/;
	}
	return %facts;
}

# What no pragma tells is counted in the texts.
sub text_facts
{
	my ($file) = @_;
	my %facts;

	foreach my $row (shell_rows($file, $tables, 'm.name', 'm.sql'))
	{
		my ($table, $sql) = @$row;
		my $of_constraint = qr/^constraint ".*" of table "\Q$table\E"$/;
		my $checks = count_words($sql, '\bCHECK\s*\(');
		my $deferred = count_words($sql, '\bINITIALLY\s+DEFERRED\b');

		$facts{"check $_ of $table"} = $of_constraint foreach 1 .. $checks;
		$facts{"deferred key $_ of $table"} = $of_constraint foreach 1 .. $deferred;
	}
	foreach my $row (shell_rows($file, "FROM sqlite_schema WHERE type IN ('view', 'trigger')", 'type', 'name', 'tbl_name'))
	{
		my ($type, $name, $table) = @$row;
		$facts{"$type $name"} = $type eq 'view' ? qr/^view "\Q$name\E"$/ : qr/^trigger "\Q$name\E" of (table|view) "\Q$table\E"$/;
	}
	return %facts;
}

# ---------------------------------------------------------------------------
# What the catalogue says
# ---------------------------------------------------------------------------

my $catalogue = <<'SQL';
WITH relation AS (
	SELECT c.oid, c.relname, c.relkind FROM pg_class AS c
	WHERE c.relnamespace = current_setting('test.schema')::regnamespace
), attribute AS (
	SELECT a.*, r.relname || '.' || a.attname AS name FROM pg_attribute AS a JOIN relation AS r ON r.oid = a.attrelid
	WHERE r.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
), con AS (
	SELECT c.*, r.relname,
		(SELECT '(' || string_agg(a.attname, ', ' ORDER BY k.n) || ')'
		 FROM unnest(c.conkey) WITH ORDINALITY AS k (attnum, n)
		 JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.attnum) AS columns,
		(SELECT '(' || string_agg(a.attname, ', ' ORDER BY k.n) || ')'
		 FROM unnest(c.confkey) WITH ORDINALITY AS k (attnum, n)
		 JOIN pg_attribute AS a ON a.attrelid = c.confrelid AND a.attnum = k.attnum) AS parent_columns,
		row_number() OVER (PARTITION BY c.conrelid, c.contype ORDER BY c.oid) AS n
	FROM pg_constraint AS c JOIN relation AS r ON r.oid = c.conrelid
), action (letter, words) AS (
	VALUES ('a', 'NO ACTION'), ('r', 'RESTRICT'), ('c', 'CASCADE'), ('n', 'SET NULL'), ('d', 'SET DEFAULT')
)
SELECT 'column ' || name FROM attribute
UNION ALL SELECT 'identity ' || name FROM attribute WHERE attidentity = 'd'
UNION ALL SELECT 'not null ' || name FROM attribute WHERE attnotnull
UNION ALL SELECT 'default ' || name FROM attribute WHERE atthasdef AND attgenerated = ''
UNION ALL SELECT 'generated ' || name FROM attribute WHERE attgenerated <> ''
UNION ALL SELECT 'primary key ' || relname || ' ' || columns FROM con WHERE contype = 'p'
UNION ALL SELECT 'unique key ' || relname || ' ' || columns FROM con WHERE contype = 'u'
UNION ALL SELECT 'check ' || n || ' of ' || relname FROM con WHERE contype = 'c'
UNION ALL SELECT 'deferred key ' || row_number() OVER (PARTITION BY relname) || ' of ' || relname FROM con WHERE condeferred
UNION ALL SELECT 'not valid ' || conname FROM con WHERE NOT convalidated
UNION ALL SELECT 'foreign key ' || con.relname || ' ' || columns || ' to ' || p.relname || ' ' || parent_columns
	|| ' DELETE ' || d.words || ' UPDATE ' || u.words
	FROM con JOIN relation AS p ON p.oid = confrelid
	JOIN action AS d ON d.letter = confdeltype JOIN action AS u ON u.letter = confupdtype
	WHERE contype = 'f'
UNION ALL SELECT CASE WHEN i.indisunique THEN 'unique ' ELSE '' END || 'index ' || x.relname || ' ' || r.relname || ' ('
	|| (SELECT string_agg(CASE WHEN i.indkey[n] = 0 THEN '(expression)' ELSE pg_get_indexdef(i.indexrelid, n + 1, true) END
			|| CASE WHEN i.indoption[n] & 1 = 1 THEN ' DESC' ELSE '' END, ', ' ORDER BY n)
		FROM generate_series(0, i.indnkeyatts - 1) AS n)
	|| ')' || CASE WHEN i.indpred IS NOT NULL THEN ' WHERE' ELSE '' END
	FROM pg_index AS i JOIN relation AS r ON r.oid = i.indrelid JOIN relation AS x ON x.oid = i.indexrelid
	WHERE NOT EXISTS (SELECT 1 FROM con WHERE conindid = i.indexrelid AND contype IN ('p', 'u'))
UNION ALL SELECT 'view ' || relname FROM relation WHERE relkind = 'v'
SQL

sub native_facts
{
	my ($database, $schema) = @_;
	my $found = query($database, "SET test.schema = '$schema'; $catalogue");

	# names in the terms of an index come quoted where they must be
	return map { s/"//gr => 1 } split /\n/, $found;
}

# schema_ok($database, $schema, $file, run => 1, findings => { object => qr/why/ }, made => qr/facts/):
# all that the file declares is there, or a finding accounts for its lack; there
# are no findings but those, and nothing was made that is not listed.
sub schema_ok
{
	my ($database, $schema, $file, %expected) = @_;
	my %wanted = (column_facts($file), index_facts($file), foreign_key_facts($file), text_facts($file));
	my %found = native_facts($database, $schema);
	my %finding = map { $_->[0] => $_->[1] }
	  native_rows($database, "FROM sqlite.finding WHERE run = $expected{run}", 'object', 'why');
	my @lost = grep { !$found{$_} } sort keys %wanted;
	my @untold = grep { my $pattern = $wanted{$_}; !grep { /$pattern/ } keys %finding } @lost;
	my $made = $expected{made} // qr/^$/;
	my @unasked = grep { !$wanted{$_} && !/^$made$/ } sort keys %found;
	my @expected = sort keys %{ $expected{findings} // {} };

	cmp_ok(scalar(keys %wanted), '>', 10, 'the file declares things');
	is(join("\n", @untold), '', 'what is not there has a finding');
	is(join("\n", @unasked), '', 'what is there is declared in the file');
	is(join("\n", grep { my $object = $_; !grep { $object =~ /^$_$/ } @expected } sort keys %finding), '',
		'there are no other findings than expected');
	foreach my $object (@expected)
	{
		my @whys = map { $finding{$_} } grep { /^$object$/ } keys %finding;
		my $why = $expected{findings}{$object};
		ok(@whys && !(grep { $_ !~ $why } @whys), "finding: $object") or diag(explain(\@whys));
	}
	return;
}

# ---------------------------------------------------------------------------
# Values
# ---------------------------------------------------------------------------

# A native value in its canonical form, as SQL.
sub native_canonical
{
	my ($column, $type) = @_;

	return "${column}::text" if $type =~ /^(bigint|integer|smallint|uuid)$/;
	return "${column}::int::text" if $type eq 'boolean';
	return "to_char($column, 'YYYY-MM-DD')" if $type eq 'date';
	return "encode(float8send($column), 'hex')" if $type eq 'double precision';
	return "encode($column, 'hex')" if $type eq 'bytea';
	return "trim_scale($column)::text" if $type =~ /^numeric/;
	return "encode(convert_to(${column}::text, 'UTF8'), 'hex')" if $type =~ /^(text|character|json)/;
	return "(extract(epoch FROM $column) * 1000000)::bigint::text" if $type =~ /^timestamp/;
	die "a type that this test does not know: $type";
}

# The same of what the shell prints, by SQL that marks the storage class.
sub shell_marked
{
	my ($column) = @_;
	return "CASE typeof($column) WHEN 'null' THEN '' WHEN 'integer' THEN 'i' || $column"
	  . " WHEN 'real' THEN 'r' || printf('%!.17g', $column) WHEN 'text' THEN 't' || hex($column) ELSE 'b' || hex($column) END";
}

# The numbers of a column of times are seconds or milliseconds; the largest tells
# which.  What one of them has in microseconds.
sub unit_of
{
	my @marked = @_;
	return (grep { /^[ir]-?([\d.e+]+)$/ && $1 > 1e11 } @marked) ? 1_000 : 1_000_000;
}

# Microseconds since 1970 of a text in ISO 8601 or a number.
sub microseconds
{
	my ($class, $value, $unit) = @_;

	return Math::BigFloat->new($value)->bmul($unit)->bfround(0)->bstr if $class ne 't';
	my ($y, $mo, $d, $h, $mi, $s, $fraction, $zone) =
	  $value =~ /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?)?(Z|[+-]\d\d:\d\d)?$/
	  or die "a time that this test does not know: $value";
	my $offset = ($zone // 'Z') =~ /^([+-])(\d\d):(\d\d)$/ ? "${1}1" * ($2 * 3600 + $3 * 60) : 0;
	my $seconds = timegm($s // 0, $mi // 0, $h // 0, $d, $mo - 1, $y) - $offset;
	return $seconds * 1_000_000 + substr(($fraction // '') . '000000', 0, 6);
}

# The shortest decimal that reads back as the same double.
sub shortest
{
	my ($number) = @_;
	foreach my $digits (15 .. 17)
	{
		my $text = sprintf "%.${digits}g", $number;
		return Math::BigFloat->new($text)->bstr if $text == $number;
	}
	die "not a number: $number";
}

sub canonical_json
{
	my ($text) = @_;
	return $json->encode($json->decode($text));
}

# A marked value of the shell's in the canonical form of a type; $unit is that of
# times in numbers.
sub canonical
{
	my ($marked, $type, $unit) = @_;

	return 'NULL' if $marked eq '';
	my ($class, $value) = $marked =~ /^(.)(.*)$/s;
	$value = pack 'H*', $value if $class =~ /[tb]/;
	if ($type =~ /^(bigint|integer|smallint|boolean)$/)
	{
		return $class eq 'r' ? sprintf('%.0f', $value) : $value;
	}
	return $value if $type eq 'date';
	return lc $value if $type eq 'uuid';
	return unpack 'H*', pack 'd>', $value if $type eq 'double precision';
	return $class eq 'r' ? shortest($value) : Math::BigFloat->new($value)->bstr if $type =~ /^numeric/;
	return canonical_json($value) if $type =~ /^json/;
	return microseconds($class, $value, $unit) if $type =~ /^timestamp/;
	return unpack 'H*', $class eq 'r' ? shortest($value) : $value;
}

# What the native side prints is canonical but for JSON.
sub canonical_native
{
	my ($cell, $type) = @_;
	return $type =~ /^json/ && $cell ne 'NULL' ? canonical_json(pack 'H*', $cell) : $cell;
}

sub native_columns
{
	my ($database, $schema, $relation) = @_;
	my $regclass = quote_text("$schema." . quote_name($relation));
	return native_rows($database,
		"FROM pg_attribute WHERE attrelid = ${regclass}::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
		'attname', 'format_type(atttypid, atttypmod)');
}

# Lines of a relation, sorted.
sub native_lines
{
	my ($database, $schema, $relation, @columns) = @_;
	my @types = map { $_->[1] } @columns;
	my $list = join " || '|' || ", map { 'coalesce(' . native_canonical(quote_name($_->[0]), $_->[1]) . ", 'NULL')" } @columns;
	my @lines = split /\n/, query($database, "SELECT $list FROM $schema." . quote_name($relation));
	return sort map { my @cells = split /\|/, $_, -1; join '|', map { canonical_native($cells[$_], $types[$_]) } 0 .. $#cells } @lines;
}

sub shell_lines
{
	my ($file, $relation, @columns) = @_;
	my @types = map { $_->[1] } @columns;
	my $list = join " || '|' || ", map { shell_marked(quote_name($_->[0])) } @columns;
	my @rows = map { [ split /\|/, $_, -1 ] } split /\n/, ask_sqlite($file, "SELECT $list FROM " . quote_name($relation) . ';');
	my @units = map { my $column = $_; unit_of(map { $_->[$column] } @rows) } 0 .. $#types;
	return sort map { my $row = $_; join '|', map { canonical($row->[$_], $types[$_], $units[$_]) } 0 .. $#types } @rows;
}

# The lines that only one side has, a few of them.
sub difference
{
	my ($shell, $native) = @_;
	my %count;
	$count{$_}++ foreach @$shell;
	$count{$_}-- foreach @$native;
	my @different = map { ($count{$_} > 0 ? 'sqlite3: ' : 'psql:    ') . $_ } sort grep { $count{$_} != 0 } keys %count;
	return join "\n", grep { defined } @different[ 0 .. 5 ];
}

# rows_ok($database, $schema, $file): every table and view has the rows and the
# values that the shell prints; returns how many values that were.
sub rows_ok
{
	my ($database, $schema, $file) = @_;
	my $values = 0;

	foreach my $row (native_rows($database,
			"FROM pg_class WHERE relnamespace = '$schema'::regnamespace AND relkind IN ('r', 'v') ORDER BY 1", 'relname'))
	{
		my ($relation) = @$row;
		my @columns = native_columns($database, $schema, $relation);
		my @shell = shell_lines($file, $relation, @columns);
		my @native = native_lines($database, $schema, $relation, @columns);

		is(difference(\@shell, \@native), '', sprintf '%s: %d rows are as the sqlite3 shell prints them', $relation, scalar @shell);
		$values += @shell * @columns;
	}
	cmp_ok($values, '>', 0, 'there are values');
	return $values;
}

# defaults_ok($database, $schema, $file): a column's default gives the value that
# SQLite puts into a row, or about the same moment.
sub defaults_ok
{
	my ($database, $schema, $file) = @_;
	my %declared = map { ("$_->[0].$_->[1]" => [ $_->[2], $_->[3] ]) }
	  shell_rows($file, of_tables('pragma_table_info(m.name) AS c'), 'm.name', 'c.name', 'c.type', 'c.dflt_value');

	foreach my $row (native_rows($database,
			"FROM pg_attrdef AS d JOIN pg_attribute AS a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
			JOIN pg_class AS c ON c.oid = a.attrelid
			WHERE c.relnamespace = '$schema'::regnamespace AND a.attgenerated = '' ORDER BY 1",
			"c.relname || '.' || a.attname", 'format_type(a.atttypid, a.atttypmod)', 'pg_get_expr(d.adbin, d.adrelid)'))
	{
		my ($column, $type, $expression) = @$row;
		my ($declared, $default) = @{ $declared{$column} };
		my $marked = ask_sqlite(':memory:', "CREATE TABLE t (c $declared DEFAULT ($default));
			INSERT INTO t DEFAULT VALUES; SELECT " . shell_marked('c') . ' FROM t;');
		my $wanted = canonical($marked, $type, unit_of($marked));
		my $found = canonical_native(query($database, 'SELECT ' . native_canonical("($expression)::$type", $type)), $type);

		if ($default =~ /current|now|unixepoch/i)
		{
			cmp_ok(abs($wanted - $found), '<', 600_000_000, "$column: the default $default is a moment of now");
		}
		else { is($found, $wanted, "$column: the default $default"); }
	}
	return;
}

# ---------------------------------------------------------------------------
# The application's next row
# ---------------------------------------------------------------------------

# What makes the value of a column in a unique key one that no row has yet.
sub fresh_value
{
	my ($database, $schema, $table, $column, $type) = @_;
	my $name = quote_name($column);
	my ($parent) = native_rows($database, "FROM pg_constraint AS c
		JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = ALL (c.conkey)
		JOIN pg_attribute AS p ON p.attrelid = c.confrelid AND p.attnum = ALL (c.confkey)
		WHERE c.contype = 'f' AND c.conrelid = '$schema." . quote_name($table) . "'::regclass AND a.attname = " . quote_text($column),
		'c.confrelid::regclass', 'quote_ident(p.attname)');

	# if every parent has its row, another column of the key must differ
	return "coalesce((SELECT min($parent->[1]) FROM $parent->[0]
		WHERE $parent->[1] NOT IN (SELECT $name FROM $schema." . quote_name($table) . " WHERE $name IS NOT NULL)), $name)"
	  if $parent;
	return 'left(md5(random()::text), 10)' if $type =~ /^(text|character)/;
	return 'gen_random_uuid()' if $type eq 'uuid';
	return "$name + interval '100 years'" if $type =~ /^(timestamp|date)/;
	return "$name + 1000000" if $type =~ /^(bigint|integer|numeric|double)/;
	die "a type in a unique key that this test does not know: $type";
}

# inserts_ok($database, $schema, $file): the next row of each table with an
# identity gets the number that SQLite would give, or a larger one.
sub inserts_ok
{
	my ($database, $schema, $file) = @_;
	my $count = 0;

	foreach my $row (native_rows($database, "FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
			WHERE c.relnamespace = '$schema'::regnamespace AND a.attidentity = 'd' ORDER BY 1", 'c.relname', 'a.attname'))
	{
		my ($table, $id) = @$row;
		my $target = "$schema." . quote_name($table);
		my %unique = map { $_->[0] => 1 } native_rows($database,
			"FROM pg_index AS i, unnest(i.indkey) AS k JOIN pg_attribute AS a ON a.attnum = k
			WHERE i.indisunique AND i.indrelid = '$target'::regclass AND a.attrelid = i.indrelid", 'a.attname');
		my @columns = grep { $_->[0] ne $id } native_columns($database, $schema, $table);
		my $names = join ', ', map { quote_name($_->[0]) } @columns;
		my $values = join ', ', map {
			$unique{ $_->[0] } ? fresh_value($database, $schema, $table, @$_) : quote_name($_->[0])
		} @columns;
		my $last = ask_sqlite($file, 'SELECT coalesce(max(' . quote_name($id) . '), 0) FROM ' . quote_name($table) . ';');
		my $noted = ask_sqlite($file, "SELECT seq FROM sqlite_sequence WHERE name = " . quote_text($table) . ';');

		# a file without AUTOINCREMENT has no such table
		$last = $noted if $noted =~ /^\d+$/ && $noted > $last;
		my $next = query($database, "SELECT count(*) FROM $target") > 0
		  ? "INSERT INTO $target ($names) SELECT $values FROM $target LIMIT 1 RETURNING " . quote_name($id)
		  : "SELECT nextval(pg_get_serial_sequence('$target', " . quote_text($id) . '))';
		is(query($database, "BEGIN; $next; ROLLBACK"), $last + 1, "$table: the next row");
		$count++;
	}
	return $count;
}

1;
