# Each cell of the table of rights in docs/security.md: the statement runs with the rights there, and not without any one of them.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use Document qw(document_rows plain code_words);
use PsqlSession;
use Test::More;
use TestServer;

open(my $handle, '<', "$FindBin::RealBin/../../docs/security.md") or die $!;
my @rows = document_rows('security.md', [ map { chomp; $_ } <$handle> ], 'statement', 'who may');

my $node = start_server();
my $folder = app_folder('rights');
my $super = PsqlSession->new($node);

app_run(qq{sqlite3 '$folder/notes.db' "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT); INSERT INTO notes VALUES (1, 'milk')"});
is($super->run(qq{
	CREATE ROLE clerk; CREATE ROLE boss;
	CREATE SERVER app FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$folder/notes.db');
	CREATE SCHEMA legacy; CREATE SCHEMA store; CREATE SCHEMA desk;
	IMPORT FOREIGN SCHEMA main FROM SERVER app INTO legacy;
	CREATE TABLE store.notes (id serial PRIMARY KEY, body text);
	SET client_min_messages = warning}), '', 'what the table speaks of is made');

# The answer to the statement as clerk, who has been given these rights; nothing of it stays.
sub try_with
{
	my ($statement, @rights) = @_;
	my $before = $statement =~ /^CREATE EXTENSION/ ? 'DROP EXTENSION sqlite_fdw CASCADE;' : '';

	$statement =~ s{/tmp/}{$folder/};
	my $answer = $super->run(join ';', 'BEGIN', $before, @rights, 'SET LOCAL ROLE clerk', $statement);
	$super->run('ROLLBACK');
	return $answer;
}

sub is_refused
{
	my ($statement, $right, @rights) = @_;
	my $answer = try_with($statement, @rights);

	like($answer, qr/^ERROR:  42501: /m, "not without $right");
	return if $statement !~ /\bsqlite\./ || $right eq 'nobody';
	like($answer, $right =~ /^GRANT/ ? qr/^HINT:  .*\Q$right\E;$/m : qr/^HINT:  .*;$/m, '... which the hint says');
	return;
}

sub is_allowed
{
	my ($statement, @rights) = @_;

	unlike(try_with($statement, @rights), qr/ERROR:  (?!42704: there is no run of yours)/, 'with them');
	return;
}

for my $row (@rows)
{
	my $statement = plain($row->{statement});
	my $who = $row->{'who may'};
	my @rights = code_words($who);

	subtest $statement => sub {
		return is_refused($statement, 'nobody') if $who eq 'nobody';
		for my $i (0 .. $#rights)
		{
			is_refused($statement, $rights[$i], @rights[ grep { $_ != $i } 0 .. $#rights ]);
		}
		like($who, qr/^everybody$/, 'nothing is needed') if !@rights;
		is_allowed($statement, @rights);
	};
}

cmp_ok(scalar @rows, '>', 40, 'the table was found');
my $statements = join "\n", map { $_->{statement} } @rows;
for my $name (split /\n/, $super->run(q{SELECT proname FROM pg_proc WHERE pronamespace = 'sqlite'::regnamespace AND proname !~ '^sqlite_fdw_'
	UNION SELECT relname FROM pg_class WHERE relnamespace = 'sqlite'::regnamespace AND relkind IN ('r', 'v')}))
{
	like($statements, qr/\bsqlite\.$name\b/, "sqlite.$name is in it");
}
for my $name (split /\n/, $super->run(q{SELECT name FROM pg_settings WHERE name ~ '^sqlite_fdw\.'}))
{
	like($statements, qr/SET \Q$name\E\b/, "$name is in it");
}
is($super->run(q{SELECT proname FROM pg_proc WHERE pronamespace = 'sqlite'::regnamespace AND (prosecdef OR proconfig IS NOT NULL)}), '',
	'no function has the rights of another');
is($super->run(q{SELECT n.nspname || coalesce(p.proname, '') FROM pg_namespace AS n LEFT JOIN pg_proc AS p ON false
	WHERE n.nspname ~ '^(sqlite_migration|fresh)'}), '', 'and nothing was left behind');

done_testing();
