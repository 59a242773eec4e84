# Readers of jsonb, numeric, times, uuid and text give the bytes that PostgreSQL's own input gives, on random texts, and refuse what it refuses.
#
# The texts are made from a seed, which a failure prints; SEED=n runs another,
# and ROWS=n makes as many of each kind.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use PostgreSQL::Test::Utils;
use PsqlSession;
use Test::More;
use TestServer;

my $seed = $ENV{SEED} // 20261120;
my $rows = $ENV{ROWS} // 1000;

srand $seed;
note "SEED=$seed";

# ---------------------------------------------------------------------------
# Random texts, as bytes
# ---------------------------------------------------------------------------

sub one_of { return $_[ int rand @_ ] }
sub chance { return rand() < $_[0] }
sub digits { return join '', map { int rand 10 } 1 .. $_[0] }

# One byte less, more, or another.
sub damaged
{
	my ($text) = @_;
	my $at = int rand(1 + length $text);
	my $byte = one_of('"', '\\', '{', '}', '[', ']', ',', ':', '.', '-', '+', '0', '9', 'e', 'E', 'u', ' ', "\t", "\x01", "\x7f", "\xc3", 'T', 'Z', 'g', 'a');

	return substr($text, 0, $at) . (chance(0.5) ? $byte : '') . substr($text, $at + (chance(0.6) && $at < length $text ? 1 : 0));
}

sub spaces { return chance(0.1) ? one_of(' ', "\n", "\t", "\r\n  ") : '' }

sub decimal
{
	my $text = one_of('', '', '-') . one_of('0', int rand 10, int rand 100_000, digits(1 + int rand 22) =~ s/^0+(?=.)//r, '1' . '0' x int rand 20, '9' x (1 + int rand 20));
	$text .= '.' . one_of('0' x (1 + int rand 9), digits(1 + int rand 4), digits(1 + int rand 20), '0' x int(rand 8) . '1') if chance(0.5);
	return $text;
}

sub number { return decimal() . (chance(0.1) ? one_of('e', 'E') . one_of('', '+', '-') . int rand 40 : '') }

sub characters
{
	my ($length) = @_;
	return join '', map {
		one_of(
			(map { chr(97 + int rand 26) } 1 .. 12), ' ', ':', "'", ',', '{',
			chance(0.1) ? one_of("\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x90\x98", "\x7f") : 'x'
		)
	} 1 .. $length;
}

sub json_string
{
	my $text = characters(one_of(0, 1, int rand 12, chance(0.1) ? int rand 80 : 3));
	substr($text, int rand(1 + length $text), 0) = one_of('\\n', '\\"', '\\\\', '\\/', '\\b\\f\\r\\t', '\\u0041', '\\ud83d\\udc18') if chance(0.1) && $text !~ /[\x80-\xff]/;
	return qq("$text");
}

sub joined { return join spaces() . ',' . spaces(), @_ }

sub json
{
	my ($level) = @_;
	my $size = one_of(0, 1, 2, 3, 3, int rand 8, chance(0.03) && $level < 2 ? 20 + int rand 80 : 1);

	return one_of('null', 'true', 'false', json_string(), json_string(), number(), number()) if $level > 4 || chance(0.1 + $level * 0.2);
	return '[' . spaces() . joined(map { json($level + 1) } 1 .. $size) . spaces() . ']' if chance(0.4);

	my %keys;
	$keys{ json_string() } = 1 while keys %keys < $size;
	return '{' . joined(map { spaces() . $_ . spaces() . ':' . spaces() . json($level + 1) . spaces() } keys %keys) . '}';
}

sub document
{
	return '[' x 70 . '1' . ']' x 70 if chance(0.005);
	return '[' . joined(map { number() } 1 .. 1000) . ']' if chance(0.005);
	return spaces() . json(0) . spaces();
}

# A literal of SQLite's.
sub real
{
	my $text = one_of(decimal(), int(rand 1_000_000) . '.' . digits(1 + int rand 5), int(rand 1_000_000) / 7, rand() * 10**(int(rand 40) - 20), '9' x (1 + int rand 17), int(rand 100) . 'e' . int rand 24);
	return ($text =~ /[.e]/ ? $text : "$text.0") =~ s/^(-?)0+(?=[0-9])/$1/r;
}

sub moment
{
	my $text = sprintf '%04d-%02d-%02d', one_of(int rand 10_000, 1900 + int rand 200, 2000, 2024), one_of((map { 1 + int rand 12 } 1 .. 5), 2, int rand 14), one_of((map { 1 + int rand 28 } 1 .. 5), 29, 30, 31, 32, 0);
	return $text if chance(0.1);
	$text .= one_of('T', ' ') . sprintf '%02d:%02d', one_of((map { int rand 24 } 1 .. 5), 0, 23, 24, 2), one_of((map { int rand 60 } 1 .. 5), 0, 59, 60);
	$text .= sprintf ':%02d', one_of((map { int rand 60 } 1 .. 5), 59, 0, 60) if chance(0.9);
	# not a half of a microsecond, which PostgreSQL rounds as a double
	$text .= '.' . one_of(digits(3), digits(6), digits(1 + int rand 6), '999999', digits(6) . '7' . digits(int rand 6), '9999996') if $text =~ /:..:/ && chance(0.7);
	$text .= one_of('Z', '+00:00', sprintf('%s%02d:%02d', one_of('+', '-'), int rand 17, int rand 62), sprintf('%s%02d%02d', one_of('+', '-'), int rand 15, int rand 60), sprintf('%s%02d', one_of('+', '-'), int rand 15)) if chance(0.7);
	return $text;
}

sub uuid
{
	my $hex = join '', map { one_of(0 .. 9, 'a' .. 'f', 'A' .. 'F') } 1 .. 32;
	$hex =~ s/^(.{8})(.{4})(.{4})(.{4})/$1-$2-$3-$4-/ if chance(0.7);
	$hex =~ s/([0-9a-fA-F]{4})(?=.)/chance(0.3) ? "$1-" : $1/ge if chance(0.1);
	return chance(0.1) ? "{$hex}" : $hex;
}

sub text
{
	my $text = characters(one_of(0, 1, 7, 8, 9, 15, 16, 17, 31, 32, 33, int rand 100));
	substr($text, int rand(1 + length $text), 0) = one_of("\x80", "\xc3", "\xe2\x82", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc0\x80", "\x00", "\xf0\x9f\x90\x98", "\xff") if chance(0.4);
	return $text;
}

my %kinds = (
	jsonb => \&document,
	numeric => \&number,
	moment => \&moment,
	uuid => \&uuid,
	text => \&text,
);

# ---------------------------------------------------------------------------
# The file, and the tables that read it
# ---------------------------------------------------------------------------

my $folder = PostgreSQL::Test::Utils::tempdir();
chmod 0755, $folder;

sub make_file
{
	my ($file) = @_;
	open(my $shell, '|-', 'sqlite3', '-batch', '-init', '/dev/null', $file) or die "cannot run sqlite3: $!";
	print $shell "BEGIN;\n";
	for my $kind (sort keys %kinds)
	{
		print $shell "CREATE TABLE $kind (id INTEGER PRIMARY KEY, t TEXT);\n";
		for my $id (1 .. $rows)
		{
			my $text = $kinds{$kind}->();
			$text = damaged($text) if chance(0.2);
			print $shell "INSERT INTO $kind VALUES ($id, CAST(x'" . unpack('H*', $text) . "' AS TEXT));\n";
		}
	}
	print $shell "CREATE TABLE real (id INTEGER PRIMARY KEY, v REAL);\n";
	print $shell "INSERT INTO real VALUES ($_, " . real() . ");\n" for 1 .. $rows;
	print $shell "COMMIT;\n";
	close $shell or die 'sqlite3 failed';
	chmod 0644, $file;
	return;
}

my $node = start_server();
my $session = PsqlSession->new($node);
my $zone = 'Europe/Berlin';

make_file("$folder/random.db");
$session->run('SET client_min_messages = error');
$session->run("SET timezone = '$zone'");
$session->run("CREATE SERVER random FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$folder/random.db', timezone '$zone')");

# Of an object with a key twice, jsonb would keep one.
$session->run(q{
	CREATE FUNCTION has_key_twice(document json) RETURNS boolean LANGUAGE plpgsql AS $$
	BEGIN
		RETURN CASE json_typeof(document)
			WHEN 'object' THEN (SELECT count(*) > count(DISTINCT key) OR bool_or(has_key_twice(value)) FROM json_each(document))
			WHEN 'array' THEN (SELECT bool_or(has_key_twice(value)) FROM json_array_elements(document))
		END;
	END
	$$});

# check_reader($kind, $type, $excuse): a reader makes the same bytes of these
# texts as PostgreSQL's input, but for those that the excuse takes; it knows the
# text as t, and both values as ours and theirs.  NULL is what is refused, so not
# too much may be.
sub check_reader
{
	my ($kind, $type, $excuse) = @_;

	$session->run("DROP FOREIGN TABLE IF EXISTS given, taken");
	$session->run(qq{CREATE FOREIGN TABLE given (id bigint, t bytea) SERVER random OPTIONS ("table" '$kind')});
	$session->run(qq{CREATE FOREIGN TABLE taken (id bigint, t $type OPTIONS (on_error 'set_null')) SERVER random OPTIONS ("table" '$kind')});
	$session->run(qq{
		CREATE OR REPLACE FUNCTION pg_temp.input(stored bytea, OUT t text, OUT value $type) LANGUAGE plpgsql AS \$\$
		BEGIN
			t := convert_from(stored, 'UTF8');
			value := t::$type;
		EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
			value := NULL;
		END
		\$\$});
	$session->run(qq{
		CREATE TEMP TABLE compared AS
		SELECT id, i.t, taken.t AS ours, i.value AS theirs FROM given JOIN taken USING (id), pg_temp.input(given.t) AS i});
	is($session->run(qq{SELECT id, left(ours::text, 300), left(theirs::text, 300), left(t, 300) FROM compared WHERE record_image_ne(ROW(ours), ROW(theirs)) AND ($excuse) IS NOT TRUE ORDER BY id LIMIT 5}),
		'', "$type is read as PostgreSQL reads it (SEED=$seed)");
	cmp_ok($session->run('SELECT count(ours) FROM compared'), '>', $rows / 4, "$type reads texts");
	$session->run('DROP TABLE compared; DROP FUNCTION pg_temp.input(bytea)');
	return;
}

my $literal = q{t ~ '^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?$'};
my $iso = q{t ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)?$'};
my $leap = q{t ~ '^.{11}24' OR t ~ ':60'};

check_reader('jsonb', 'jsonb', 'ours IS NULL AND has_key_twice(t::json)');
check_reader('numeric', 'numeric', "ours IS NULL AND NOT $literal");
check_reader('numeric', "numeric($_)", "ours IS NULL AND (t::numeric <> theirs OR NOT $literal)") for '12,2', '18,6', '9,0', '30,18', '38,24';
check_reader('moment', 'timestamp with time zone', "ours IS NULL AND (NOT $iso OR $leap)");
check_reader('uuid', 'uuid', 'false');
check_reader('text', 'text', 'false');

# A REAL is the shortest decimal that reads back as it.
$session->run(q{CREATE FOREIGN TABLE real (id bigint, v double precision) SERVER random});
$session->run(q{CREATE FOREIGN TABLE exact (id bigint, v numeric) SERVER random OPTIONS ("table" 'real')});
$session->run(q{CREATE FOREIGN TABLE fitting (id bigint, v numeric(17,3) OPTIONS (on_error 'set_null')) SERVER random OPTIONS ("table" 'real')});
is($session->run(q{
	SELECT real.v, exact.v FROM real JOIN exact USING (id)
	WHERE record_image_ne(ROW(exact.v), ROW(real.v::text::numeric)) ORDER BY id LIMIT 5}),
	'', "numeric takes a REAL as it prints (SEED=$seed)");
is($session->run(q{
	SELECT exact.v, fitting.v FROM real JOIN exact USING (id) JOIN fitting USING (id)
	WHERE CASE WHEN fitting.v IS NULL THEN abs(exact.v) < 1e14 AND round(exact.v, 3) = exact.v
		ELSE record_image_ne(ROW(fitting.v), ROW(exact.v::numeric(17,3))) OR fitting.v::float8 <> real.v END ORDER BY id LIMIT 5}),
	'', "numeric(17,3) takes a REAL that reads back (SEED=$seed)");
is($session->run('SELECT count(*) FROM real WHERE v IS NOT NULL'), $rows, 'all of them');

done_testing();
