# What README.md and docs/ show is what happens.
#
# Every block of SQL in these documents is run, in the order in which it
# stands, in one psql session for each document.  A block of text right after it
# is what psql must print, byte for byte but for blanks at the ends of lines,
# which editors remove; text stands nowhere else.  A block of SQL without one
# must succeed.  Blocks of shell commands are run if they begin with sqlite3:
# they make the files that the session reads.  A comment "not run: why" before a
# block of SQL leaves it out.
#
# Only two things are put in the place of others: /tmp/, where the documents
# keep their files, and the name of the operating system's user.
#
# Tables are known by their headings; each row of the matrix of types and of the
# list of declared types is tried, and each option is given.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Document qw(document_blocks document_rows plain code_words as_documented without_trailing_blanks);
use PostgreSQL::Test::Utils;
use Test::More;
use TestServer;

# Their blocks are run by tests of their names.
my %has_own_test = map { $_ => 1 } 'docs/cutover.md', 'docs/managed.md', 'docs/python.md', 'docs/recipes.md';

my @documents = ('README.md', 'CHANGELOG.md', 'SECURITY.md', glob('docs/*.md'));
my %lines = map { $_ => [ split /\n/, slurp_file($_) ] } @documents;
my $files = PostgreSQL::Test::Utils::tempdir_short();
my $node = start_server();
my $servers = 0;

# Documents and answers are compared as bytes.
sub write_file
{
	my ($file, $text) = @_;
	open my $out, '>', $file or die "$file: $!";
	print $out $text;
	close $out or die "$file: $!";
	return $file;
}

# ---------------------------------------------------------------------------
# Reading Markdown
# ---------------------------------------------------------------------------

sub blocks
{
	my ($document) = @_;
	return document_blocks($document, @{ $lines{$document} });
}

sub table_rows
{
	my ($document, @wanted) = @_;
	return document_rows($document, $lines{$document}, @wanted);
}

# The names that links of a document can lead to.
sub anchors
{
	my ($document) = @_;
	my %anchors;
	my $in_block = 0;
	foreach my $line (@{ $lines{$document} })
	{
		$in_block = !$in_block if $line =~ /^```/;
		next if $in_block || $line !~ /^#+ (.*)$/;
		my $anchor = lc $1;
		$anchor =~ s/[^\w\s-]//g;
		$anchor =~ s/\s/-/g;
		$anchors{$anchor} = 1;
	}
	return \%anchors;
}

# A document without its blocks.
sub prose
{
	my ($document) = @_;
	my $text = join "\n", @{ $lines{$document} }, '';
	$text =~ s/^```.*?^```$//msg;
	return $text;
}

# ---------------------------------------------------------------------------
# Running
# ---------------------------------------------------------------------------

# Runs a script in psql as a person would, messages and all.
sub run_psql
{
	my ($database, $script) = @_;
	my $file = write_file("$files/script.sql", $script);
	my $output;
	IPC::Run::run(
		[ 'psql', '-X', '-d', $node->connstr($database) ],
		'<', $file, '>&', \$output);
	return $output;
}

# One statement's value.
sub ask
{
	my ($query) = @_;
	return $node->safe_psql('postgres', $query);
}

sub make_sqlite
{
	my ($name, $sql) = @_;
	my $script = write_file("$files/$name.sql", $sql);
	unlink "$files/$name";
	system("sqlite3 -bail '$files/$name' <'$script'") == 0
	  or die "sqlite3 refuses $script";
	return "$files/$name";
}

sub literal
{
	my ($text) = @_;
	$text =~ s/'/''/g;
	return "'$text'";
}

# What psql prints for the blocks of a document, by block.
sub run_session
{
	my ($name, @blocks) = @_;
	my $script = '';
	foreach my $i (0 .. $#blocks)
	{
		my $text = $blocks[$i]{text};
		$text =~ s/\/tmp\//$files\//g;
		$script .= "\\echo \@block $i\n";
		if ($blocks[$i]{language} eq 'sh')
		{
			my $file = write_file("$files/block_$i.sh", $text);
			$script .= "\\! bash '$file' 2>&1\n";
		}
		else
		{
			$script .= $text;
		}
	}
	$node->safe_psql('postgres', "CREATE DATABASE $name");
	my (undef, %output) = split /^\@block (\d+)\n/m, run_psql($name, $script);
	return map { as_documented($output{$_} // '', $files) } 0 .. $#blocks;
}

sub check_document
{
	my ($document) = @_;
	my @all = blocks($document);
	my @run = grep {
		$_->{comment} !~ /^not run: /
		  && ($_->{language} eq 'sql'
			|| $_->{language} eq 'sh' && $_->{text} =~ /^sqlite3 /)
	} @all;
	my %is_run = map { $_->{line} => 1 } @run;
	my %expected;
	foreach my $i (grep { $all[$_]{language} eq 'text' } 0 .. $#all)
	{
		my $before = $i > 0 ? $all[ $i - 1 ] : { line => 0 };
		ok($is_run{ $before->{line} } && !$before->{cut},
			"$all[$i]{where} is what a block before it prints");
		$expected{ $before->{line} } = without_trailing_blanks($all[$i]{text});
	}
	return unless @run;

	my ($name) = $document =~ /(\w[\w-]*)\.md$/;
	$name = 'docs_' . lc($name);
	$name =~ s/-/_/g;
	my @output = run_session($name, @run);
	foreach my $i (0 .. $#run)
	{
		my $block = $run[$i];
		if (defined $expected{ $block->{line} })
		{
			is($output[$i], $expected{ $block->{line} },
				"$block->{where} prints what it shows");
		}
		else
		{
			unlike($output[$i], qr/^(ERROR|FATAL|WARNING|NOTICE|Error|bash: )/m,
				"$block->{where} succeeds");
		}
	}
}

# ---------------------------------------------------------------------------
# Types
# ---------------------------------------------------------------------------

# A server on a file with a table for each of the rows' literals; numbers the
# rows.
sub serve_literals
{
	my ($name, $options, @rows) = @_;
	my $sql = "BEGIN;\n";
	foreach my $i (0 .. $#rows)
	{
		my $value = plain($rows[$i]{stored});
		$sql .= "CREATE TABLE v$i (value); INSERT INTO v$i VALUES ($value);\n";
	}
	my $file = make_sqlite("$name.db", $sql . "COMMIT;\n");
	my $all = join ', ', "database " . literal($file), $options || ();
	ask("CREATE SERVER $name FOREIGN DATA WRAPPER sqlite_fdw OPTIONS ($all)");
	return $file;
}

# What a row's literal becomes: its text, or "error" and the SQLSTATE.
sub read_value
{
	my ($server, $i, $row) = @_;
	my $type = plain($row->{type});
	my $format = plain($row->{format} // '');
	my $option = $format ne '' ? "OPTIONS (format '$format')" : '';
	my $create = "CREATE FOREIGN TABLE pg_temp.f (value $type $option) SERVER $server OPTIONS (table 'v$i')";
	return ask(<<"SQL");
SET client_min_messages = error;
SET timezone = 'UTC';
$create;
CREATE FUNCTION pg_temp.read() RETURNS text LANGUAGE plpgsql AS \$\$
DECLARE
  answer text;
BEGIN
  SELECT coalesce(value::text, 'NULL') INTO answer FROM pg_temp.f;
  RETURN answer;
EXCEPTION WHEN OTHERS THEN
  RETURN 'error ' || SQLSTATE;
END
\$\$;
SELECT pg_temp.read();
SQL
}

sub check_examples
{
	my ($server, $options, @rows) = @_;
	my $file = serve_literals($server, $options, @rows);
	foreach my $i (0 .. $#rows)
	{
		my $row = $rows[$i];
		my $what = join ' ', grep { $_ } map { plain($row->{$_} // '') } qw(type format stored);
		is(read_value($server, $i, $row), plain($row->{'arrives as'}),
			"$row->{where}: $what");
	}
	my $classes = join '; ', map { "SELECT upper(typeof(value)) FROM v$_" } 0 .. $#rows;
	my @classes = split /\n/, `sqlite3 '$file' '$classes'`;
	$rows[$_]{class} = $classes[$_] foreach 0 .. $#rows;
}

# Each cell of the matrix has an example, and a cell that is only "error" has
# none that arrives.
sub check_matrix
{
	my @examples = @_;
	foreach my $cell_row (table_rows('docs/types.md', qw(type INTEGER REAL TEXT BLOB)))
	{
		foreach my $type (code_words($cell_row->{type}))
		{
			(my $base = $type) =~ s/\(.*//;
			foreach my $class (qw(INTEGER REAL TEXT BLOB))
			{
				my @those = grep {
					$_->{class} eq $class
					  && plain($_->{type}) =~ /^\Q$base\E(\(.*)?$/
				} @examples;
				my @good = grep { plain($_->{'arrives as'}) !~ /^error/ } @those;
				my $only_errors = $cell_row->{$class} =~ /^error/;
				ok(@those && ($only_errors ? !@good : @good),
					"$cell_row->{where}: $class as $type has examples");
			}
		}
	}
}

sub check_types
{
	my @plain = table_rows('docs/types.md', 'type', 'stored', 'arrives as');
	my @formats = table_rows('docs/types.md', 'type', 'format', 'stored', 'arrives as');
	my @zones = table_rows('docs/types.md', 'timezone', 'type', 'format', 'stored', 'arrives as');

	cmp_ok(scalar @plain, '>', 50, 'docs/types.md has examples');
	cmp_ok(scalar @formats, '>', 10, 'docs/types.md has examples of formats');
	check_examples('docs_types', '', @plain);
	check_examples('docs_formats', '', @formats);
	my %zone = map { plain($_->{timezone}) => 1 } @zones;
	foreach my $zone (sort keys %zone)
	{
		check_examples('docs_zone_' . ++$servers, 'timezone ' . literal($zone),
			grep { plain($_->{timezone}) eq $zone } @zones);
	}
	check_matrix(@plain);
	check_formats(@formats);
}

# Each format is explained and has an example.
sub check_formats
{
	my ($table) = slurp_file('src/remote/value_in.c') =~ /formats\[\] = \{(.*?)^\};/ms;
	my @known = $table =~ /"(\w+)"/g;
	my @explained = map { code_words($_->{format}) } table_rows('docs/types.md', 'format', 'what is stored');
	is_deeply([ sort @explained ], [ sort @known ], 'the formats of the documents are those of the code');
	foreach my $format (@known)
	{
		my @those = grep { plain($_->{format}) eq $format } @_;
		ok((grep { $_->{'arrives as'} !~ /^error/ } @those), "format $format has an example");
	}
}

# ---------------------------------------------------------------------------
# Declared types
# ---------------------------------------------------------------------------

sub check_declared
{
	my (@declared, @expected, %documented);
	foreach my $row (table_rows('docs/types.md', 'declared', 'becomes'))
	{
		foreach my $declared (code_words($row->{declared}))
		{
			push @declared, $declared;
			push @expected, plain($row->{becomes});
			(my $words = $declared) =~ s/\s*\(.*?\)//;
			$documented{$words} = 1;
		}
	}
	my $file = make_sqlite('declared.db', 'CREATE TABLE t ('
		  . join(', ', map { "c$_ $declared[$_]" } 0 .. $#declared) . ');');
	ask(<<"SQL");
CREATE SERVER declared FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$file');
CREATE SCHEMA declared;
IMPORT FOREIGN SCHEMA main FROM SERVER declared INTO declared OPTIONS (infer 'declared');
SQL
	my %type = map { split /=/ } split /\n/, ask(<<'SQL');
SELECT attname || '=' || format_type(atttypid, atttypmod) FROM pg_attribute
WHERE attrelid = 'declared.t'::regclass AND attnum > 0
SQL
	is($type{"c$_"}, $expected[$_], "declared type $declared[$_]") foreach 0 .. $#declared;

	my ($table) = slurp_file('src/migrate/declared_type.c') =~ /translations\[\] = \{(.*?)^\};/ms;
	my @known = $table =~ /^\t\{"([^"]+)"/mg;
	cmp_ok(scalar @known, '>', 40, 'src/migrate/declared_type.c has its table');
	is(join(', ', grep { !$documented{$_} } @known), '', 'every declared type is documented');
}

# ---------------------------------------------------------------------------
# Types from the data
# ---------------------------------------------------------------------------

# Imports the one table of a file with types from the data; returns what the
# NOTICE tells of each column, by the column's name.
sub import_told
{
	my ($name, $file) = @_;
	my ($status, $output, $messages) = $node->psql('postgres', <<"SQL");
CREATE SERVER $name FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$file');
CREATE SCHEMA $name;
IMPORT FOREIGN SCHEMA main FROM SERVER $name INTO $name OPTIONS (infer 'full');
SQL
	my ($told) = $messages =~ /^DETAIL:  (.*)/ms;
	my %told;
	push @{ $told{ $_->[0] } }, $_->[1] foreach map { [ split /: /, $_, 2 ] } split /\n/, $told // '';
	return map { $_ => join '; ', @{ $told{$_} } } keys %told;
}

# Each rule has an example, and each example does what it says.
sub check_rules
{
	my @rules = map { plain($_->{rule}) } table_rows('docs/types.md', qw(rule when becomes));
	my @examples = table_rows('docs/types.md', qw(rule column values becomes format told));
	my %examples;

	foreach my $i (0 .. $#examples)
	{
		my $row = $examples[$i];
		my $name = "rule_$i";
		my $declaration = plain($row->{column});
		my ($column) = $declaration =~ /^(\w+)/;
		my $values = join ', ', map { "($_)" } code_words($row->{values});
		my $file = make_sqlite("$name.db", "CREATE TABLE t ($declaration); INSERT INTO t VALUES $values;");
		my %told = import_told($name, $file);
		my $found = ask(<<"SQL");
SELECT format_type(atttypid, atttypmod) || '|' || coalesce(
	(SELECT option_value FROM pg_options_to_table(attfdwoptions) WHERE option_name = 'format'), '')
FROM pg_attribute WHERE attrelid = '$name.t'::regclass AND attname = '$column'
SQL
		push @{ $examples{ plain($row->{rule}) } }, $told{$column} // '';
		is($found, plain($row->{becomes}) . '|' . plain($row->{format}), "$row->{where}: type of $declaration");
		is($told{$column} // '', plain($row->{told}), "$row->{where}: told of $declaration");
		is(scalar(grep { $_ ne $column } keys %told), 0, "$row->{where}: nothing else is told");
	}
	is_deeply([ sort keys %examples ], [ sort @rules ], 'each rule of docs/types.md has an example');

	my ($table) = slurp_file('src/migrate/infer.c') =~ /guesses\[\] = \{(.*?)^\};/ms;
	my @told = map { @$_ } values %examples;
	foreach my $what ($table =~ /"([^"]+)"\},/g)
	{
		ok((grep { /^\S.*, \Q$what\E\b/ } @told), "docs/types.md has an example of $what");
	}
}

# ---------------------------------------------------------------------------
# Options and functions
# ---------------------------------------------------------------------------

my %option_headings = (
	ForeignServerRelationId => 'Server',
	ForeignTableRelationId => 'Table',
	AttributeRelationId => 'Column',
	IMPORT_CONTEXT => 'IMPORT FOREIGN SCHEMA',
);

# The statement that gives an option; each needs a name of its own.
sub give_option
{
	my ($heading, $option) = @_;
	my $n = ++$servers;
	return {
		'Server' => 'CREATE SERVER option_'
		  . "$n FOREIGN DATA WRAPPER sqlite_fdw OPTIONS ("
		  . ($option =~ /^database / ? $option : "database '/tmp/shop.db', $option") . ')',
		'Table' => "CREATE FOREIGN TABLE option_$n (a text) SERVER options OPTIONS ($option)",
		'Column' => "CREATE FOREIGN TABLE option_$n (a "
		  . ($option =~ /'literal'/ ? 'text' : 'timestamp')
		  . " OPTIONS ($option)) SERVER options",
		'IMPORT FOREIGN SCHEMA' =>
		  "CREATE SCHEMA option_$n; IMPORT FOREIGN SCHEMA main FROM SERVER options INTO option_$n OPTIONS ($option)",
	}->{$heading};
}

sub check_options
{
	my $document = 'docs/options.md';
	my @rows = table_rows($document, qw(option default meaning example));
	my @refused = table_rows($document, qw(option where));
	my $code = slurp_file('src/foreign/option.c');
	my ($known) = $code =~ /known_options\[\] = \{(.*?)^\};/ms;
	my (%accepted, %not_landed, %documented);

	while ($known =~ /\{"(\w+)", (\w+), (\w+)\}/g)
	{
		my $where = "$1 of $option_headings{$2}";
		if ($3 eq 'NULL') { $not_landed{$where} = 1; } else { $accepted{$where} = 1; }
	}
	cmp_ok(scalar keys %accepted, '>', 8, 'src/foreign/option.c has its table');

	my $file = make_sqlite('options.db', 'CREATE TABLE t (a);');
	ask("CREATE SERVER options FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$file')");
	ask('CREATE TABLE public.t (a text)');
	foreach my $row (@rows)
	{
		my $name = plain($row->{option});
		$documented{"$name of $row->{heading}"} = 1;
		foreach my $example (code_words($row->{example}))
		{
			my ($status, $output, $error) =
			  $node->psql('postgres', give_option($row->{heading}, $example));
			is($error, '', "$row->{where}: $example");
		}
		next unless $code =~ /#define DEFAULT_\U$name\E\s+"?([^"\s]+)"?/;
		is(plain($row->{default}), $1, "the default of $name");
	}
	is_deeply([ sort keys %documented ], [ sort keys %accepted ],
		'the options of the documents are those of the code');

	my %refused;
	foreach my $row (@refused)
	{
		foreach my $name (code_words($row->{option}))
		{
			foreach my $heading (split /, /, $row->{where})
			{
				$refused{"$name of $heading"} = 1;
				my ($status, $output, $error) =
				  $node->psql('postgres', give_option($heading, "$name 'true'"));
				like($error, qr/option "$name" is not supported by this version/,
					"$row->{where}: $name of $heading is refused");
			}
		}
	}
	is_deeply([ sort keys %refused ], [ sort keys %not_landed ],
		'the options that are documented as refused are those of the code');
}

sub check_functions
{
	my %documented = map { $_ => 1 } map { /^### `sqlite\.(\w+)\(.*\)`$/ ? $1 : () } @{ $lines{'docs/options.md'} };
	my @there = split /\n/, ask(<<'SQL');
SELECT proname FROM pg_proc
WHERE pronamespace = 'sqlite'::regnamespace AND proname NOT LIKE 'sqlite\_fdw\_%' ORDER BY 1
SQL
	is_deeply([ sort keys %documented ], \@there, 'the functions of the documents are those of the schema');
}

# The arguments of the documents are those of the procedure, and so are the columns of its result.
sub check_arguments
{
	my %mode = map { split /=/ } split /\n/, ask(<<'SQL');
SELECT name || '=' || mode::text FROM pg_proc, unnest(proargnames, proargmodes) AS a (name, mode)
WHERE oid = 'sqlite.migrate'::regproc
SQL
	my @arguments = map { plain($_->{argument}) } table_rows('docs/migrate.md', qw(argument default meaning));
	my @results = map { plain($_->{column}) }
	  grep { $_->{heading} eq 'Arguments' } table_rows('docs/migrate.md', qw(column meaning));
	is_deeply([ sort @arguments ], [ sort 'tables', grep { $mode{$_} eq 'i' } keys %mode ],
		'the arguments of docs/migrate.md are those of sqlite.migrate');
	is_deeply([ sort @results ], [ sort grep { $mode{$_} eq 'b' } keys %mode ], 'and so are the columns of its result');
}

# The tables of the record in the documents are those of the schema.
sub check_record
{
	my @documented = map { plain($_->{table}) } table_rows('docs/migrate.md', 'table', 'a row for');
	my @there = split /\n/, ask("SELECT 'sqlite.' || relname FROM pg_class WHERE relnamespace = 'sqlite'::regnamespace AND relkind = 'r'");
	is_deeply([ sort @documented ], [ sort @there ], 'the tables of the record in docs/migrate.md are those of the schema');
}

# The settings of the documents are those of the library, with their defaults.
sub check_settings
{
	my %documented = map { plain($_->{setting}) => plain($_->{default}) }
	  table_rows('docs/options.md', qw(setting default meaning));
	my %there = map { split /=/, $_, 2 } split /\n/, ask(<<'SQL');
LOAD 'sqlite_fdw';
SELECT name || '=' || boot_val FROM pg_settings WHERE name LIKE 'sqlite\_fdw.%'
SQL
	is_deeply(\%documented, \%there, 'the settings of the documents are those of the library');
}

# ---------------------------------------------------------------------------
# Messages
# ---------------------------------------------------------------------------

my $string = qr/"((?:[^"\\]|\\.)*)"/;

# A format of printf as a pattern for what it prints.
sub message_pattern
{
	my ($format) = @_;
	$format =~ s/\\"/"/g;
	my $pattern = join '.+', map { quotemeta } split /%[.\d]*[a-z]*[sdmf]/, $format, -1;
	return qr/(?:^|\s)$pattern$/;
}

# The messages in a piece of C, with the name of their error code, or ''.
sub messages_in
{
	my ($code) = @_;
	my @found;
	my $printed = qr/(?:psprintf\()?$string/;

	# "run " INT64_FORMAT " has" is one string
	$code =~ s/(?:"\s*)?\bINT64_FORMAT(?:\s*"|\b)/(substr($&, 0, 1) eq '"' ? '' : '"') . '%d' . (substr($&, -1) eq '"' ? '' : '"')/ge;
	foreach my $report (split /\bereport\(/, $code)
	{
		my ($sqlstate) = $report =~ /errcode\((ERRCODE_\w+)\)/;
		$report =~ s/\n\}\n.*//s;
		push @found, map { [ $_, $sqlstate // '' ] } $report =~ /errmsg(?:_plural)?\(\s*$string/g;
	}
	push @found, [ $2, $1 ] while $code =~ /\{SQLITE_\w+,\s*(ERRCODE_\w+),\s*$string/g;
	push @found, [ $2, $1 ] while $code =~ /sqf_reader_fail\(\w+,\s*(ERRCODE_\w+),\s*$printed/g;
	push @found, [ $1, '' ] while $code =~ /\bfail_\w+\(reader,\s*(?:number,\s*)?$printed/g;
	push @found, [ $1, '' ] while $code =~ /fault\.reason\s*=\s*$printed/g;
	push @found, [ $1, '' ] while $code =~ /\breturn (?:psprintf\()?(?="(?:is|has) )$string/g;
	foreach my $listed ($code =~ /\b(?:put_result|put_target_fault|report)\(((?:[^;"]|"(?:[^"\\]|\\.)*")*)\);/g)
	{
		push @found, map { [ $_, '' ] } grep { /^(?:is|has|violates|cannot) / } $listed =~ /$string/g;
	}
	return grep { $_->[0] =~ /[a-z]/ } @found;
}

# What docs/problems.md explains: a message, and the SQLSTATE of its row or else
# of the section that it heads or stands in.
sub explained_messages
{
	my @explained;
	foreach my $section (split /^(?=#)/m, prose('docs/problems.md'))
	{
		my ($of_section) = $section =~ /^SQLSTATE (\w{5})\./m;
		foreach my $line (split /\n/, $section)
		{
			my $sqlstate = $line =~ /^\|.*\| (\w{5}) \|/ ? $1 : $of_section;
			push @explained, map { { message => $_, sqlstate => $sqlstate // '' } } code_words($line);
		}
	}
	return @explained;
}

sub check_messages
{
	my %code = reverse map { /^(\w{5})\s+\w\s+(ERRCODE_\w+)/ ? ($1, $2) : () }
	  split /\n/, slurp_file($node->config_data('--sharedir') . '/errcodes.txt');
	my @explained = explained_messages();
	my $count = 0;
	foreach my $file (glob 'src/*.c src/*/*.c')
	{
		foreach my $found (messages_in(slurp_file($file)))
		{
			my ($message, $name) = @$found;
			my $pattern = message_pattern($message);
			my @those = grep { $_->{message} =~ $pattern } @explained;
			my $sqlstate = $code{$name};
			@those = grep { $_->{sqlstate} eq $sqlstate } @those if $sqlstate;
			ok(@those, "docs/problems.md explains \"$message\" " . ($sqlstate // '') . " of $file");
			$count++;
		}
	}
	cmp_ok($count, '>', 60, 'src has messages');
}

# ---------------------------------------------------------------------------
# Links, files, commands, versions
# ---------------------------------------------------------------------------

sub check_links
{
	my ($document) = @_;
	my ($folder) = $document =~ m{^(.*/)?[^/]+$};
	my $prose = prose($document);
	while ($prose =~ /\]\(([^)\s]+)\)/g)
	{
		my $link = $1;
		next if $link =~ m{^https?://};
		my ($path, $anchor) = $link =~ /^([^#]*)(?:#(.*))?$/;
		my $file = $path eq '' ? $document : ($folder // '') . $path;
		$file =~ s{^docs/\.\./}{};
		my $found = -e $file && (!defined $anchor || anchors($file)->{$anchor});
		ok($found, "$document: the link $link leads somewhere");
	}
}

# Names of files and folders of the tree, in marks of code.
sub check_files
{
	my ($document) = @_;
	my %room = map { m{([^/]+)$} ? ($1 => 1) : () } glob 'src/*.[ch] src/*/*.[ch]';
	foreach my $word (code_words(prose($document)))
	{
		next unless $word =~ m{^[\w./-]+$} && $word !~ /\bNAME\b/;
		if ($word =~ m{^(?:src|sql|docs|test|\.ci)/}) { ok(-e $word, "$document: there is $word"); }
		elsif ($word =~ m{^\w+\.[ch]$}) { ok($room{$word}, "$document: there is a $word"); }
	}
}

# The page for contributors leaves no room out.
sub check_rooms
{
	my %named = map { $_ => 1 } code_words(prose('docs/how-it-works.md'));
	my @missing = grep { !$named{$_} } glob 'src/*.c src/*/*.c';
	is("@missing", '', 'docs/how-it-works.md names every room');
}

# The hints about options of 2.5 have their line in the page about it.
sub check_former_options
{
	my ($table) = slurp_file('src/foreign/option.c') =~ /former_options\[\] = \{(.*?)^\};/ms;
	my $page = join "\n", @{ $lines{'docs/from-pgspider.md'} };
	foreach my $name ($table =~ /\{"(\w+)"/g)
	{
		like($page, qr/^\|[^|]*`$name`[^|]*\|/m, "docs/from-pgspider.md says what has become of $name");
	}
}

# Goals of make are those of the developers' makefile or of PGXS.
sub check_commands
{
	my ($document) = @_;
	my ($goals) = slurp_file('Makefile') =~ /^DEVELOPER_GOALS = (.*)$/m;
	my %goal = map { $_ => 1 } split(/ /, $goals), qw(install installcheck uninstall clean);
	my @commands = (
		(map { /^make (.*)$/ } code_words(prose($document))),
		(map { $_->{text} =~ /^(?:sudo )?make (.*)$/mg } grep { $_->{language} eq 'sh' } blocks($document)));
	foreach my $words (@commands)
	{
		my ($goal) = grep { /^[a-z]+$/ } split / /, $words;
		ok(!defined $goal || $goal{$goal}, "$document: make $words is a command");
	}
}

# ---------------------------------------------------------------------------

check_document($_) foreach grep { !$has_own_test{$_} } @documents;
check_types();
check_declared();
check_rules();
check_options();
check_functions();
check_arguments();
check_record();
check_settings();
check_messages();
foreach my $document (@documents)
{
	check_links($document);
	check_files($document);
	check_commands($document);
}
check_rooms();
check_former_options();

$node->stop;
done_testing();
