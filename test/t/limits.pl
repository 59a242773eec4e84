# Large things work, or are an error that says which limit it is: columns, tables, large values, servers of a session.
# LIMITS=long tries values of a gigabyte, and a thousand servers.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use PostgreSQL::Test::Cluster;
use PsqlSession;
use Test::More;

my $long = ($ENV{LIMITS} // '') eq 'long';
my $folder = app_folder('limits');
my $node = PostgreSQL::Test::Cluster->new('main');

$node->init;
$node->append_conf('postgresql.conf', "max_connections = 10\nmax_locks_per_transaction = 10\nautovacuum_max_workers = 1\nmax_worker_processes = 0\nmax_wal_senders = 0");
# 18 keeps room for the locks of as many as could be started
$node->append_conf('postgresql.conf', 'autovacuum_worker_slots = 1') if $node->pg_version >= 18;
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION sqlite_fdw');
my $session = PsqlSession->new($node);

sub make_file
{
	my ($name, @statements) = @_;
	open(my $script, '>', "$ENV{TESTDATADIR}/limits.sql") or die $!;
	print $script "BEGIN;\n", map({ "$_;\n" } @statements), "COMMIT;\n";
	close $script;
	is(app_run("sqlite3 '$folder/$name' < '$ENV{TESTDATADIR}/limits.sql'"), '', "$name is made");
	return "$folder/$name";
}

sub wide
{
	my ($columns) = @_;
	return 'CREATE TABLE wide (' . join(', ', map { "c$_ INTEGER" } 1 .. $columns) . ')', "INSERT INTO wide (c1, c$columns) VALUES (1, 2)";
}

subtest '1,600 columns' => sub {
	my $file = make_file('c1600.db', wide(1600));
	like($session->run("SET client_min_messages = error; CALL sqlite.migrate('$file', 'c1600')"), qr/\{wide\}\|1\|0\|/, 'are migrated');
	is($session->run('SELECT c1, c1600 FROM c1600.wide'), '1|2', 'and there');
};

subtest '2,000 columns' => sub {
	my $file = make_file('c2000.db', wide(2000), 'CREATE TABLE other (id INTEGER)');
	my $why = 'It has 2000 columns, and PostgreSQL allows 1600; foreign tables that you make yourself can have some of them each.';
	$session->run("RESET client_min_messages; CREATE SERVER c2000 FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$file'); CREATE SCHEMA c2000");
	like($session->run('IMPORT FOREIGN SCHEMA main FROM SERVER c2000 INTO c2000'), qr/^WARNING: .*"wide" is not imported\nDETAIL:  \Q$why\E$/m, 'IMPORT leaves it out, and says why');
	like($session->run("CALL sqlite.migrate('$file', 'new', tables => '{wide}')"), qr/^ERROR: .* has no tables to migrate\nDETAIL:  Of table "wide": \Q$why\E$/m, 'sqlite.migrate too');
	$session->run('CREATE FOREIGN TABLE c2000.wide (c1 int, c2000 int) SERVER c2000');
	is($session->run('SELECT * FROM c2000.wide'), '1|2', 'the way out reads');
	like($session->run("SET client_min_messages = error; CALL sqlite.migrate('schema:c2000', 'halves', tables => '{wide}')"), qr/\{wide\}\|1\|0\|/, 'and migrates');
	$session->run('RESET client_min_messages');
};

subtest 'more tables than locks' => sub {
	my $file = make_file('tables.db', map { "CREATE TABLE t$_ (id INTEGER PRIMARY KEY, v TEXT)" } 1 .. 200);
	my $answer = $session->run("CALL sqlite.migrate('$file', 'many')");
	like($answer, qr/^ERROR:  53400: the server has no room for the locks of 200 tables\nDETAIL:  They need 2 locks each at the least, 9 as a rule; there is room for about \d+, which all sessions share\.\nHINT:  Run ALTER SYSTEM SET max_locks_per_transaction = \d+;/m,
		'is said');
	cmp_ok($session->seconds, '<', 10, 'at once');
	like($session->run("SELECT count(*) FROM sqlite.plan('$file', 'many')"), qr/^ERROR:  53400:/m, 'in the plan too');
	is($session->run("SELECT count(*) FROM pg_namespace WHERE nspname ~ 'many'"), '0', 'nothing was made');
	like($session->run("CALL sqlite.migrate('$file', 'some', tables => '{t1?}')"), qr/\|0\|0\|/, 'the hint: some of them');
	$answer = $session->run("CALL sqlite.migrate('$file', 'more', tables => '{t2?,t3?,t4?}')");
	like($answer, qr/^NOTICE:  00000: 30 tables may need more locks than the server has room for\nDETAIL:  /m, 'where it is not certain, a notice');
	my ($wanted) = $session->run("CALL sqlite.migrate('$file', 'many')") =~ /max_locks_per_transaction = (\d+);/;
	$session->run("ALTER SYSTEM SET max_locks_per_transaction = $wanted");
	$node->restart;
	$session = PsqlSession->new($node);
	my @tables = split /\n/, $session->run("SET client_min_messages = error; SELECT 1 FROM sqlite.plan('$file', 'many') WHERE step = 'create tables'");
	is(scalar @tables, 200, 'the hint: more locks');
};

# make_and_migrate($name, $bytes, $text): a row with a blob and one with a text of so many bytes, which arrive.
sub make_and_migrate
{
	my ($name, $bytes, $text) = @_;
	my $half = $text / 2;
	my $file = make_file("$name.db", 'CREATE TABLE t (id INTEGER PRIMARY KEY, b BLOB)', 'CREATE TABLE u (id INTEGER PRIMARY KEY, v TEXT)',
		"INSERT INTO t VALUES (1, zeroblob($bytes))", "INSERT INTO u VALUES (1, replace(printf('%.*c', $half, 'x'), 'x', 'ab'))");
	is($node->safe_psql('postgres', "SET client_min_messages = error; CALL sqlite.migrate('$file', '$name')") =~ s/\|[\d.]+\|t$//r =~ s/^\d+//r,
		'|{t,u}|2|0|0', 'they are migrated and compared');
	is($node->safe_psql('postgres', "SELECT octet_length(b), octet_length(v) FROM $name.t JOIN $name.u USING (id)"), "$bytes|$text", 'and there');
	$session->run("DROP SCHEMA $name CASCADE");
	app_run("rm '$file'");
	return;
}

subtest 'values of 100 MB' => sub {
	make_and_migrate('big', $long ? (100_000_000) x 2 : (10_000_000) x 2);
};

subtest 'values of a gigabyte' => sub {
	plan skip_all => 'only with LIMITS=long' if !$long;
	make_and_migrate('huge', 999_990_000, 499_990_000);
};

subtest 'many servers in a session' => sub {
	my $servers = $long ? 1000 : 200;
	my $file = make_file('server1.db', 'CREATE TABLE t (id INTEGER)', 'INSERT INTO t VALUES (1)');
	app_run("cd '$folder'; for i in {2..$servers}; do cp server1.db server\$i.db; done");
	my $before = $session->descriptors;
	is($session->run(qq{CREATE SCHEMA servers;
		DO \$\$BEGIN
			FOR i IN 1 .. $servers LOOP
				EXECUTE format('CREATE SERVER s%s FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database %L)', i, '$folder/server' || i || '.db');
				EXECUTE format('CREATE FOREIGN TABLE servers.t%s (id int) SERVER s%1\$s OPTIONS ("table" ''t'')', i);
				COMMIT;
			END LOOP;
		END\$\$}), '', 'are made');
	is($session->run(qq{DO \$\$BEGIN
			FOR i IN 1 .. $servers LOOP
				EXECUTE format('SELECT 1 / id FROM servers.t%s', i);
				COMMIT;
			END LOOP;
		END\$\$}), '', 'are read');
	is($session->run('SELECT count(*) FROM sqlite.connections()'), '16', 'and few of their files stay open');
	cmp_ok($session->descriptors - $before, '<=', 3 * 16, 'with their descriptors');
	$session->run('BEGIN');
	my ($open, $answer) = (0, '1');
	while ($answer eq '1' && $open < $servers)
	{
		$open++;
		$answer = $session->run("DECLARE c$open CURSOR FOR SELECT id FROM servers.t$open; FETCH 1 FROM c$open");
	}
	note "$open at once";
	cmp_ok($open, '>', 50, 'many can be read at once');
	like($answer, qr/^ERROR:  53000: too many SQLite databases are open in this session\nHINT:  .*max_files_per_process/m, 'one more is an error that says so');
	$session->run('ROLLBACK');
};

done_testing();
