# Each row of the tables in docs/after.md is asked on both sides: the sqlite3 shell, and psql on what the CALL made of the same file.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Document qw(document_blocks document_rows);
use IPC::Run;
use PostgreSQL::Test::Utils;
use Test::More;
use TestServer;

my $document = 'docs/after.md';
my @lines = split /\n/, slurp_file($document);
my $folder = PostgreSQL::Test::Utils::tempdir_short();
my $file = "$folder/diary.db";
my $node = start_server();

chmod 0755, $folder;

# The blocks of the example: the file, and the CALL.
sub make_example
{
	my ($shell, $sql) = grep { $_->{heading} eq 'The example' && $_->{language} ne 'text' } document_blocks($document, @lines);
	$shell->{text} =~ s{/tmp/}{$folder/}g;
	system('bash', '-c', $shell->{text}) == 0 or die 'sqlite3 refuses the example';
	(my $call) = $sql->{text} =~ /^(CALL .*\)) /m or die 'the example has no CALL';
	$call =~ s{/tmp/}{$folder/}g;
	$node->safe_psql('postgres', 'CREATE DATABASE diary');
	$node->safe_psql('diary', "CREATE EXTENSION sqlite_fdw; SET timezone = 'UTC'; $call");
	return;
}

# An answer in one line, as the document has it.
sub in_one_line
{
	my ($answer) = @_;
	chomp $answer;
	return $answer eq '' ? 'nothing' : join ' / ', split /\n/, $answer;
}

# Each query finds the file as it was.
sub ask_sqlite
{
	my ($query) = @_;
	my ($answer, $error);
	my $in = ".dbconfig dqs_dml on\n$query;\n";

	system('cp', $file, "$file.copy");
	IPC::Run::run([ 'sqlite3', '-batch', '-init', '/dev/null', '-separator', ', ', "$file.copy" ], '<', \$in, '>', \$answer, '2>', \$error);
	return "refused: $error" if $error ne '';
	$answer =~ s/^\s*dqs_dml on\n//;
	return in_one_line($answer);
}

sub ask_postgres
{
	my ($query) = @_;
	my ($answer, $error);
	my $in = "SET timezone = 'UTC'; BEGIN; $query; ROLLBACK;";

	IPC::Run::run([ 'psql', '-XAtq', '-F', ', ', '-v', 'VERBOSITY=sqlstate', '-d', $node->connstr('diary') ],
		'<', \$in, '>', \$answer, '2>', \$error);
	return "error $1" if $error =~ /^ERROR:  (\w{5})/m;
	return in_one_line($answer);
}

# What stands in a cell in marks of code, and nothing else; the rest is prose.
sub code_of
{
	my ($cell) = @_;
	return $cell =~ /^`([^`]*)`$/ ? $1 : undef;
}

make_example();
my @rows = document_rows($document, \@lines, 'query', 'SQLite', 'PostgreSQL', 'write');
cmp_ok(scalar @rows, '>', 70, 'the document has rows');
my ($errors, $silent) = (0, 0);

foreach my $row (@rows)
{
	my $query = code_of($row->{query}) // die "$row->{where} has no query";
	my $lite = code_of($row->{SQLite}) // $row->{SQLite};
	my $native = code_of($row->{PostgreSQL}) // ($row->{PostgreSQL} eq 'nothing' ? 'nothing' : undef);
	my $write = code_of($row->{write});

	is(ask_sqlite($query), $lite, "$row->{where}: SQLite: $query");
	is(ask_postgres($query), $native, "$row->{where}: PostgreSQL: $query") if defined $native;
	is(ask_postgres($write), $lite, "$row->{where}: instead: $write") if defined $write;
	ok(defined $native || defined $write, "$row->{where}: something is shown of PostgreSQL");
	next if !defined $native;
	is($row->{write}, 'the same', "$row->{where}: what is the same is said to be") if $native eq $lite && !defined $write && $row->{write} !~ /^nothing/;
	isnt($native, $lite, "$row->{where}: there is a difference") if defined $write;
	$errors++ if $native =~ /^error/;
	$silent++ if $native !~ /^error/ && $native ne $lite;
}
cmp_ok($errors, '>', 30, 'queries that PostgreSQL refuses');
cmp_ok($silent, '>', 10, 'queries that it answers in another way');

done_testing();
