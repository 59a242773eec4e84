# What docs/pushdown.md says becomes of each condition and clause is what EXPLAIN says.
#
# A table with the columns that the document names is made for it, empty but for
# row ids and integers: what is pushed down does not depend on the rows.
#
# exact and guarded conditions can be counted by SQLite, with or without counting
# offenders; a prefilter is in the WHERE of a scan only, and what is in none is
# PostgreSQL's alone.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Document qw(document_rows plain);
use PostgreSQL::Test::Utils;
use PsqlSession;
use Test::More;
use TestServer;

my $document = 'docs/pushdown.md';
my @lines = split /\n/, slurp_file($document);
my @columns = document_rows($document, \@lines, 'column', 'declared in SQLite', 'type', 'format');
my @conditions = document_rows($document, \@lines, qw(condition mark why));
my @queries = document_rows($document, \@lines, 'query', 'SQLite does', 'why');

my $folder = PostgreSQL::Test::Utils::tempdir_short();
my $node = start_server();
my $session = PsqlSession->new($node);

# What SQLite does in a statement, by what it is called in the document.
my @words = (
	[ 'aggregate', qr/\b(?:count|sum|min|max)\(/ ],
	[ 'anti join', qr/ NOT EXISTS \(/ ],
	[ 'group', qr/ GROUP BY / ],
	[ 'join', qr/ AS r\d+, main\./ ],
	[ 'left join', qr/ LEFT JOIN / ],
	[ 'limit', qr/ LIMIT / ],
	[ 'semi join', qr/ (?<!NOT )EXISTS \(/ ],
	[ 'sort', qr/ ORDER BY / ]);

# Both tables have the same columns, and the servers without ICU none that needs it.
sub make_tables
{
	my $has_icu = $session->run(q(SELECT count(*) FROM pg_collation WHERE collname = 'en-x-icu'));
	@columns = grep { $has_icu || $_->{type} !~ /-x-icu/ } @columns;
	my $declared = join ', ', map { plain($_->{column}) . ' ' . plain($_->{'declared in SQLite'}) } @columns;
	my $mapped = join ', ', map {
		my $format = plain($_->{format});
		plain($_->{column}) . ' ' . plain($_->{type}) . ($format ? " OPTIONS (format '$format')" : '');
	} @columns;

	system('sqlite3', "$folder/documented.db", qq{
		CREATE TABLE t ($declared);
		WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO t (id, i, k) SELECT i, i, i FROM n;
		CREATE TABLE o ($declared);
		INSERT INTO o SELECT * FROM t}) == 0
	  or die 'sqlite3 failed';
	$session->run(qq{
		CREATE SERVER documented FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$folder/documented.db');
		CREATE FOREIGN TABLE t ($mapped) SERVER documented;
		CREATE FOREIGN TABLE o ($mapped) SERVER documented});
	return $has_icu;
}

# The statements of a plan, without those of the plan below.
sub statements
{
	my ($query) = @_;
	my @statements;
	foreach my $line (split /\n/, $session->run("EXPLAIN (COSTS OFF) $query"))
	{
		last if $line =~ /If In Doubt/;
		push @statements, $1 if $line =~ /SQLite SQL: (.*)/;
	}
	return @statements;
}

sub find_mark
{
	my ($condition) = @_;
	my ($scan) = grep { / FROM main\."t" / } statements("SELECT id FROM t WHERE $condition");
	my $count = join ' ', statements("SELECT count(*) FROM t WHERE $condition");

	return 'no' if $scan !~ / WHERE /;
	return 'prefilter' if $count !~ /^SELECT count\(\*\)/;
	return $count =~ /FILTER \(WHERE NOT/ ? 'guarded' : 'exact';
}

# The guard is an aggregate, but not the query's.
sub find_work
{
	my ($query) = @_;
	my $sent = join ' ', statements($query);

	$sent =~ s/count\(\*\) FILTER \(WHERE NOT//g;
	return join(', ', map { $sent =~ $_->[1] ? $_->[0] : () } @words) || 'nothing';
}

my $has_icu = make_tables();
# without PostgreSQL's own ways where there is one of SQLite's
$session->run("SET enable_$_ = off") foreach qw(sort hashjoin mergejoin nestloop);
cmp_ok(scalar @conditions, '>', 80, "$document has conditions");
cmp_ok(scalar @queries, '>', 40, "$document has queries");
SKIP:
{
	my @of_icu = grep { !$has_icu && plain($_->{condition} // $_->{query}) =~ /\bh\b/ } @conditions, @queries;
	my %is_of_icu = map { $_->{where} => 1 } @of_icu;

	foreach my $row (grep { !$is_of_icu{ $_->{where} } } @conditions)
	{
		is(find_mark(plain($row->{condition})), $row->{mark}, "$row->{where}: $row->{condition}");
	}
	foreach my $row (grep { !$is_of_icu{ $_->{where} } } @queries)
	{
		is(find_work(plain($row->{query})), $row->{'SQLite does'}, "$row->{where}: $row->{query}");
	}
	skip 'the server has no ICU', scalar @of_icu if @of_icu;
}

# A column that no row is about would be a hole in the tables.
my $asked = join ' ', map { plain($_->{condition} // $_->{query}) } @conditions, @queries;
foreach my $row (@columns)
{
	my $name = plain($row->{column});
	like($asked, qr/\b$name\b/, "$row->{where}: column $name is asked for");
}

$node->stop;
done_testing();
