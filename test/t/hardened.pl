# What a hostile file puts into its views, generated columns and schema is refused with an error, and harms nobody.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use Folder qw(folder_state untouched_ok);
use PsqlSession;
use Test::More;
use TestServer;

my $node = start_server();
my $folder = app_folder('hardened');
my $made = 0;
my $seconds;
my $session = PsqlSession->new($node);
my $backend = $session->pid;

# a tool that watches the server's memory takes its time
my $patience = $ENV{UNDER} ? 10 : 1;
my $timeout = 20_000 * $patience;
$session->run("SET statement_timeout = $timeout");

# A file made by the given SQL, as a server of this name.
sub make_file
{
	my ($name, $sql) = @_;
	my $path = "$folder/$name.db";

	my $said = app_run("sqlite3 -batch -init /dev/null '$path' 2>&1 <<'END'\n.output /dev/null\n.dbconfig defensive off\n.output stdout\n$sql\nEND");
	die "cannot make $name: $said" if $said =~ /error/i;
	$node->safe_psql('postgres', "CREATE SERVER $name FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$path')");
	return $path;
}

# Read one column of a table or view of the file, without IMPORT's help; $seconds says how long it took.
sub answer_of
{
	my ($server, $table, $type) = @_;
	my $name = 'f' . ++$made;

	$type //= 'text';
	$session->run("CREATE FOREIGN TABLE $name (v $type) SERVER $server OPTIONS (\"table\" '$table')");
	my $answer = $session->run("SELECT v FROM $name");
	$seconds = $session->seconds;
	is($session->run('SELECT pg_backend_pid()'), $backend, "$table: the server lives") or BAIL_OUT('the server is gone');
	return $answer;
}

# Each of these must end in an error when it is read.
my %refused = (
	load_extension => "SELECT load_extension('/tmp/sqlite_fdw_never.so')",
	load_extension_entry => "SELECT load_extension('/tmp/sqlite_fdw_never.so', 'main')",
	fts3_tokenizer => "SELECT hex(fts3_tokenizer('simple'))",
	fts3_tokenizer_set => "SELECT fts3_tokenizer('mine', x'4141414141414141')",
	readfile => "SELECT readfile('/etc/passwd')",
	writefile => "SELECT writefile('/tmp/sqlite_fdw_never', 'x')",
	edit => "SELECT edit('x', 'touch /tmp/sqlite_fdw_never')",
	fsdir => "SELECT name FROM fsdir('/etc')",
	shell_add_schema => "SELECT shell_add_schema('x', 'y', 'z')",
	sqlite_log => "SELECT sqlite_log(1, 'words in the log')",
	sqlite_dbpage => 'SELECT data FROM sqlite_dbpage',
	sqlite_stmt => 'SELECT sql FROM sqlite_stmt',
	database_list => 'SELECT file FROM pragma_database_list',
	function_list => 'SELECT name FROM pragma_function_list',
	writable_schema => 'SELECT * FROM pragma_writable_schema',
	journal_mode => 'SELECT * FROM pragma_journal_mode',
	wal_checkpoint => 'SELECT * FROM pragma_wal_checkpoint',
	integrity_check => 'SELECT * FROM pragma_integrity_check',
	temp_store_directory => 'SELECT * FROM pragma_temp_store_directory',
	circular => 'SELECT * FROM v_circular',
	missing_function => 'SELECT no_such_function(1)',
	missing_column => 'SELECT t.no_such_column FROM t',
	missing_table => 'SELECT 1 FROM no_such_table',
);

my $hostile = make_file('hostile', "CREATE TABLE t (id INTEGER PRIMARY KEY, v); INSERT INTO t VALUES (1, 'one');\n"
	  . join('', map { "CREATE VIEW v_$_(v) AS $refused{$_};\n" } sort keys %refused));

# The same beside a column that makes the library's own guard, trusted_schema, stand back.
my $trusting = make_file('trusting', "CREATE TABLE t (id INTEGER PRIMARY KEY, v, g AS (json_extract(v, '\$.a')));\n"
	  . "INSERT INTO t (id, v) VALUES (1, '{\"a\": \"in json\"}');\n"
	  . join('', map { "CREATE VIEW v_$_(v) AS $refused{$_};\n" } sort keys %refused));
my $before = folder_state($folder);

for my $server (qw(hostile trusting))
{
	subtest "views of file $server" => sub {
		if ($server eq 'trusting')
		{
			$session->run('CREATE FOREIGN TABLE generated (id bigint, g text) SERVER trusting OPTIONS ("table" \'t\')');
			is($session->run('SELECT g FROM generated'), 'in json', 'a generated column with json_extract is read');
		}
		for my $view (sort keys %refused)
		{
			like(answer_of($server, "v_$view"),
				qr/^ERROR:  (42501|HV000): /m, "$view is refused");
		}
		my $schema = "import_$server";
		my $answer = $session->run("CREATE SCHEMA $schema; IMPORT FOREIGN SCHEMA main FROM SERVER $server INTO $schema");
		unlike($answer, qr/^ERROR/m, 'IMPORT goes through');
		like($answer, qr/^WARNING: .*"v_load_extension"/m, 'and tells of what it leaves out');
		like($session->run("SELECT * FROM $schema.t"), qr/^1\|/, 'the table of the file is read');
		like($session->run("SELECT count(*) FROM sqlite.inventory('$server')"), qr/^\d+$/, 'the inventory goes through');
	};
}
untouched_ok($before, $folder, 'nothing changed and nothing was made');
ok(!-e '/tmp/sqlite_fdw_never', 'nothing was written elsewhere');

subtest 'generated columns' => sub {
	make_file('generated', q{CREATE TABLE t (id INTEGER PRIMARY KEY, v);
		INSERT INTO t VALUES (1, '{"a": 5}');
		PRAGMA writable_schema = ON;
		UPDATE sqlite_schema SET sql = 'CREATE TABLE t (id INTEGER PRIMARY KEY, v, g AS (load_extension(''/tmp/never.so'')), h AS (fts3_tokenizer(''simple'')))'
		WHERE name = 't';});
	for my $column (qw(g h))
	{
		$session->run("CREATE FOREIGN TABLE generated_$column ($column text) SERVER generated OPTIONS (\"table\" 't')");
		like($session->run("SELECT * FROM generated_$column"), qr/^ERROR:  (42501|HV000|XX001): /m, "column $column is refused");
	}
};

subtest 'a schema written by hand' => sub {
	my %tricks = (
		garbage => q{UPDATE sqlite_schema SET sql = 'CREATE TABLE t (this is (no SQL' WHERE name = 't'},
		not_sql => q{UPDATE sqlite_schema SET sql = x'00ff00ff' WHERE name = 't'},
		root_page => q{UPDATE sqlite_schema SET rootpage = 1000000 WHERE name = 't'},
		negative_root_page => q{UPDATE sqlite_schema SET rootpage = -1 WHERE name = 't'},
		same_root_page => q{UPDATE sqlite_schema SET rootpage = 1},
		index_as_table => q{UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'i') WHERE name = 't'},
		attach => q{INSERT INTO sqlite_schema VALUES ('view', 'a', 'a', 0, 'ATTACH ''/tmp/sqlite_fdw_never'' AS x')},
		pragma => q{INSERT INTO sqlite_schema VALUES ('table', 'a', 'a', 0, 'PRAGMA writable_schema = 1')},
		other_database => q{INSERT INTO sqlite_schema VALUES ('view', 'a', 'a', 0, 'CREATE VIEW a AS SELECT * FROM other.t')},
		temporary => q{INSERT INTO sqlite_schema VALUES ('view', 'a', 'a', 0, 'CREATE VIEW a AS SELECT * FROM temp.t')},
		two => q{INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name = 't'},
		other_name => q{UPDATE sqlite_schema SET name = 'sqlite_x' WHERE name = 't'},
		module => q{INSERT INTO sqlite_schema VALUES ('table', 'a', 'a', 0, 'CREATE VIRTUAL TABLE a USING no_such_module(x)')},
		broken_fts => q{INSERT INTO sqlite_schema VALUES ('table', 'a', 'a', 0, 'CREATE VIRTUAL TABLE a USING fts5(x)')},
		broken_rtree => q{INSERT INTO sqlite_schema VALUES ('table', 'a', 'a', 0, 'CREATE VIRTUAL TABLE a USING rtree(x, y, z)')},
		unknown_tokenizer => q{INSERT INTO sqlite_schema VALUES ('table', 'a', 'a', 0, 'CREATE VIRTUAL TABLE a USING fts3(x, tokenize=nothing)')},
	);
	for my $trick (sort keys %tricks)
	{
		make_file("trick_$trick", qq{CREATE TABLE t (id INTEGER PRIMARY KEY, v); CREATE INDEX i ON t (v); INSERT INTO t VALUES (1, 'one');

.dbconfig defensive off
			PRAGMA writable_schema = ON;
			$tricks{$trick};});
		my $state = folder_state($folder);
		$session->run("CREATE SCHEMA trick_$trick");
		my $answer = $session->run("IMPORT FOREIGN SCHEMA main FROM SERVER trick_$trick INTO trick_$trick");
		like($answer, qr/^(ERROR:  (XX001|HV000|42501): |WARNING:|$)/m, "$trick: IMPORT ends");
		like(answer_of("trick_$trick", 't'), qr/^(one|ERROR:  (XX001|HV000|HV00R|HV005|42501|2\w{4}): )/m, "$trick: the row or an error");
		like($session->run("SELECT count(*) FROM sqlite.inventory('trick_$trick')"), qr/^(\d+$|ERROR:  (XX001|HV000|42501): )/m, "$trick: the inventory ends");
		untouched_ok($state, $folder, "$trick: nothing changed");
	}
};

subtest 'views over views' => sub {
	my $nested = join '', map { sprintf "CREATE VIEW n%d AS SELECT v FROM n%d;\n", $_, $_ - 1 } 1 .. 600;
	my $sum = join ' + ', (1) x 600;

	make_file('nested', "CREATE TABLE t (v); INSERT INTO t VALUES ('one');
		CREATE VIEW n0 AS SELECT v FROM t;
		CREATE VIEW deep AS SELECT $sum AS v;
		$nested");
	is(answer_of('nested', 'n60'), 'one', '60 deep: read');
	is(answer_of('nested', 'n3'), 'one', '3 deep: read');
	like(answer_of('nested', 'n600'), qr/^(one$|ERROR:  (HV000|54000): )/m, '600 deep: read or an error');
	is(answer_of('nested', 'deep'), '600', 'an expression 600 deep, which SQLite allows');
};

# Compiling a statement on these would take SQLite minutes, or for ever.
subtest 'views that double at each step' => sub {
	my %doubling = (
		joined => 'SELECT a.v FROM %s AS a, %s AS b',
		united => 'SELECT v FROM %s UNION ALL SELECT v FROM %s',
		grouped => 'SELECT max(a.v) AS v FROM %s AS a, %s AS b',
	);
	for my $kind (sort keys %doubling)
	{
		make_file($kind, "CREATE TABLE t (v); INSERT INTO t VALUES ('one'); CREATE VIEW d0 AS SELECT v FROM t;\n"
			  . join('', map { sprintf "CREATE VIEW d%d AS $doubling{$kind};\n", $_, ("d" . ($_ - 1)) x 2 } 1 .. 20));
		$session->run('SET statement_timeout = 1000');
		for my $view (qw(d14 d20))
		{
			like(answer_of($kind, $view), qr/^(one\n.*|one|ERROR:  (57014|HV000|XX001): .*)$/s, "$kind, $view: rows or an error");
			cmp_ok($seconds, '<', 2 * $patience, sprintf '%s, %s: a timeout of 1 s ends it after %.1f s', $kind, $view, $seconds);
		}
		$session->run("CREATE SCHEMA doubling_$kind; IMPORT FOREIGN SCHEMA main FROM SERVER $kind INTO doubling_$kind");
		cmp_ok($session->seconds, '<', 2 * $patience, sprintf '%s, IMPORT: after %.1f s', $kind, $session->seconds);
		$session->run("SET statement_timeout = $timeout");
	}
};

subtest 'a value that would fill the memory' => sub {
	make_file('bombs', q{CREATE TABLE t (id INTEGER PRIMARY KEY);
		CREATE VIEW zeros AS SELECT zeroblob(2000000000) AS v;
		CREATE VIEW noise AS SELECT randomblob(2000000000) AS v;
		CREATE VIEW digits AS SELECT hex(zeroblob(600000000)) AS v;
		CREATE VIEW replaced AS SELECT replace(hex(zeroblob(50000)), '0', hex(zeroblob(50000))) AS v;
		CREATE VIEW collected AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120)
			SELECT group_concat(hex(zeroblob(5000000))) AS v FROM n;
		CREATE VIEW many AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9)
			SELECT } . join(' || ', map { "length(group_concat($_ || hex(zeroblob(5000000))))" } 1 .. 40) . q{ AS v FROM n;});
	for my $view (qw(zeros noise digits replaced collected many))
	{
		like(answer_of('bombs', $view, $view =~ /zeros|noise/ ? 'bytea' : 'text'), qr/^ERROR:  (54000|53200): /m, "$view: an error");
		note(sprintf '%s: after %.1f s', $view, $seconds);
	}
};

# SQLite's own answer to a string that is too long is NULL, or it stops at fewer digits.
subtest 'too wide a printf' => sub {
	make_file('wide', q{CREATE TABLE t (id INTEGER PRIMARY KEY);
		CREATE VIEW spaces AS SELECT length(printf('%2000000000d', 1)) AS v;
		CREATE VIEW digits AS SELECT length(printf('%.2000000000f', 1.5)) AS v;});
	for my $view (qw(spaces digits))
	{
		like(answer_of('wide', $view, 'bigint'), qr/^(|\d{1,9}|ERROR:  54000: .*)$/m, "$view end");
		note(sprintf 'after %.1f s', $seconds);
	}
};

subtest 'what old files do is still read' => sub {
	make_file('old', q{CREATE TABLE t (id INTEGER PRIMARY KEY, v);
		INSERT INTO t VALUES (1, 'one');
		CREATE VIEW quoted AS SELECT "a string" AS v FROM t WHERE v <> "two";
		CREATE VIEW computed AS SELECT upper(v) || '-' || printf('%05d', id) || '-' || strftime('%Y', 0, 'unixepoch') AS v FROM t;
		CREATE TABLE j (id INTEGER PRIMARY KEY, doc TEXT, v AS (json_extract(doc, '$.v')));
		INSERT INTO j (doc) VALUES ('{"v": "in json"}');
		CREATE INDEX j_v ON j (json_extract(doc, '$.v'));
		CREATE VIEW each AS SELECT e.value AS v FROM j, json_each(doc) AS e;
		CREATE VIRTUAL TABLE f USING fts5(body); INSERT INTO f VALUES ('the quick brown fox');
		CREATE VIEW found AS SELECT highlight(f, 0, '<', '>') AS v FROM f WHERE f MATCH 'quick';
		CREATE VIRTUAL TABLE f3 USING fts3(body); INSERT INTO f3 VALUES ('a lazy dog');
		CREATE VIEW found3 AS SELECT snippet(f3) AS v FROM f3 WHERE f3 MATCH 'lazy';
		CREATE VIRTUAL TABLE r USING rtree(id, x1, x2); INSERT INTO r VALUES (7, 1, 2);
		CREATE VIEW boxes AS SELECT id AS v FROM r WHERE x1 >= 0 AND x2 <= 3;
		CREATE VIEW sizes AS SELECT name AS v FROM pragma_table_info('t') ORDER BY cid LIMIT 1;});
	is(answer_of('old', 'quoted'), 'a string', 'a string in double quotes');
	is(answer_of('old', 'computed'), 'ONE-00001-1970', 'functions');
	is(answer_of('old', 'j'), 'in json', 'json_extract in a generated column and in an index');
	is(answer_of('old', 'each'), 'in json', 'json_each');
	is(answer_of('old', 'found'), 'the <quick> brown fox', 'a view over FTS5');
	is(answer_of('old', 'found3'), 'a <b>lazy</b> dog', 'a view over FTS3');
	is(answer_of('old', 'boxes', 'bigint'), '7', 'a view over an R-tree');
	is(answer_of('old', 'sizes'), 'id', 'a view over a pragma that reads');
};

subtest 'a column that SQLite lacks' => sub {
	$session->run('CREATE FOREIGN TABLE lacking (id bigint, wrong text) SERVER old OPTIONS ("table" \'t\')');
	like($session->run('SELECT wrong FROM lacking'), qr/^ERROR:  HV005: SQLite table "t" has no column "wrong"$/m, 'is an error, not its name');
	like($session->run('SELECT * FROM lacking'), qr/^ERROR:  HV005: /m, 'also among others');
	is($session->run('SELECT id FROM lacking'), '1', 'others are read');
};

done_testing();
