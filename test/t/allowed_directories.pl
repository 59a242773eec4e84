# sqlite_fdw.allowed_directories: which files may be read, whatever their paths look like, and by links that come and go.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use POSIX ();
use Application qw(app_folder app_run);
use PsqlSession;
use Test::More;
use TestServer;
use Time::HiRes qw(time);

my $node = start_server();
my $folder = app_folder('allowed');

app_run(qq{cd '$folder'; umask 022
	mkdir in inner in/deep outside
	for d in in inner in/deep outside; do sqlite3 \$d/app.db "CREATE TABLE t (v TEXT); INSERT INTO t VALUES ('\$d')"; done
	ln -s ../outside/app.db in/link.db
	ln -s ../outside in/dir
	ln -s ../outside/none.db in/dangling.db
	ln -s in way
	ln -s in/app.db outside/back.db
	ln -s ../in/app.db outside/inside.db
	cp in/app.db in/wal.db; sqlite3 in/wal.db 'PRAGMA journal_mode = wal'
	sqlite3 outside/wal.db "PRAGMA journal_mode = wal; CREATE TABLE t (v TEXT); INSERT INTO t VALUES ('outside')"});

my $super = PsqlSession->new($node);
my $refused = qr/^ERROR:  42501: SQLite database "[^"]+" is outside of the allowed directories$/m;

sub read_from
{
	my ($path, $session) = @_;
	return ($session // $super)->run("SELECT v FROM sqlite.query('$path', 'SELECT v FROM t') AS q(v text)");
}

subtest 'without a list every directory is allowed' => sub {
	is(read_from("$folder/outside/app.db"), 'outside', 'a file anywhere');
	is($super->run('SHOW sqlite_fdw.allowed_directories'), '', 'which is the default');
};

subtest 'the value is a list of absolute paths' => sub {
	like($super->run('SET sqlite_fdw.allowed_directories = "relative/path"'),
		qr/^ERROR:  22023: invalid value for parameter "sqlite_fdw\.allowed_directories": "relative\/path"\nDETAIL:  .*absolute paths.*\nHINT:  For example: SET/m, 'no relative ones');
	like($super->run("SET sqlite_fdw.allowed_directories = '/srv, \"/unended'"), qr/^ERROR:  22023:/m, 'and well formed');
	is($super->run("SET sqlite_fdw.allowed_directories = '/srv', '/var/lib/app'; SHOW sqlite_fdw.allowed_directories"), '/srv, /var/lib/app', 'several');
	is($super->run("SET sqlite_fdw.allowed_directories = '\"$folder/in, or not\", $folder/in/'"), '', 'also with commas in their names');
};

subtest 'what counts is where a path leads' => sub {
	$super->run("SET sqlite_fdw.allowed_directories = '$folder/in/'");
	is(read_from("$folder/in/app.db"), 'in', 'in the directory');
	is(read_from("$folder/in/deep/app.db"), 'in/deep', 'below it');
	is(read_from("$folder/outside/../in/app.db"), 'in', 'with .. that leads into it');
	is(read_from("$folder/outside/inside.db"), 'in', 'by a link that leads into it');
	for my $path ("$folder/outside/app.db", "$folder/inner/app.db", "$folder/in/../outside/app.db", "$folder/in/link.db",
		"$folder/in/dir/app.db", '/etc/passwd', "$folder/outside/none.db", "$folder/in/../none.db", '/no/such/file')
	{
		like(read_from($path), $refused, $path =~ s/\Q$folder\E\///r);
	}
	like(read_from("$folder/in/link.db"), qr/^DETAIL:  The path leads to "\Q$folder\E\/outside\/app\.db"\.\nHINT:  Move the file/m, 'the message says where it leads');
	like(read_from("$folder/in/none.db"), qr/^ERROR:  58P01: .* does not exist$/m, 'in it, what is missing is told');
	$super->run("SET sqlite_fdw.allowed_directories = '$folder/way'");
	is(read_from("$folder/in/app.db"), 'in', 'the directory may itself be given by a link');
	$super->run("SET sqlite_fdw.allowed_directories = '$folder/none'");
	like(read_from("$folder/in/app.db"), $refused, 'one that is not there allows nothing');
	$super->run("SET sqlite_fdw.allowed_directories = '/'");
	is(read_from("$folder/outside/app.db"), 'outside', 'the root allows all');
};

subtest 'every way to a file' => sub {
	$super->run("RESET sqlite_fdw.allowed_directories; CREATE SCHEMA src; CREATE SERVER s FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$folder/outside/app.db');
		CREATE FOREIGN TABLE src.t (v text) SERVER s; CREATE SCHEMA dst; CREATE TABLE dst.t (v text)");
	is($super->run('SELECT v FROM src.t'), 'outside', 'a handle is open');
	$super->run("SET sqlite_fdw.allowed_directories = '$folder/in'");
	for my $statement ('SELECT v FROM src.t', 'EXPLAIN SELECT v FROM src.t', 'ANALYZE src.t', 'INSERT INTO dst.t SELECT v FROM src.t',
		'IMPORT FOREIGN SCHEMA main FROM SERVER s INTO dst', "SELECT * FROM sqlite.inventory('s')", "SELECT * FROM sqlite.check('s')",
		"SELECT * FROM sqlite.check('schema:src')", "SELECT * FROM sqlite.plan('s', 'new')", "SELECT * FROM sqlite.verify('schema:src', 'dst')",
		"CALL sqlite.migrate('s', 'new')", "CALL sqlite.migrate('schema:src', 'new')", "CALL sqlite.migrate('$folder/outside/app.db', 'new')")
	{
		like($super->run($statement), qr/is outside of the allowed directories$/m, $statement =~ s/\Q$folder\E//r);
	}
	is($super->run("RESET sqlite_fdw.allowed_directories; SELECT v FROM src.t"), 'outside', 'and again when it is allowed');
	$super->run("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT v FROM src.t; SET LOCAL sqlite_fdw.allowed_directories = '$folder/in'");
	like($super->run('SELECT v FROM src.t'), qr/is outside of/, 'an open snapshot is no way round');
	$super->run('ROLLBACK');
};

subtest 'it is the superuser who says' => sub {
	$super->run('CREATE ROLE plain LOGIN IN ROLE pg_read_server_files');
	my $early = PsqlSession->new($node, user => 'plain');
	is($early->run("SET sqlite_fdw.allowed_directories = '/'"), '', 'before the library is loaded, PostgreSQL knows no such setting');
	$super->run("ALTER SYSTEM SET sqlite_fdw.allowed_directories = '$folder/in'");
	$node->reload;
	$super->run('RESET sqlite_fdw.allowed_directories') for 1 .. 2;
	$early->quit;
	$early = PsqlSession->new($node, user => 'plain');
	$early->run("SET sqlite_fdw.allowed_directories = '/'");
	like(read_from("$folder/outside/app.db", $early), $refused, 'but what was given then does not count');
	is(read_from("$folder/in/app.db", $early), 'in', 'what the superuser said does');
	like($early->run("SET sqlite_fdw.allowed_directories = '/'"), qr/^ERROR:  42501: permission denied to set parameter/m, 'nor may it be set later');
	like($early->run('SHOW sqlite_fdw.allowed_directories'), qr/^ERROR:  42501:/m, 'nor be seen');
	$super->run('GRANT SET ON PARAMETER sqlite_fdw.allowed_directories TO plain');
	is($early->run("SET sqlite_fdw.allowed_directories = '/'"), '', 'unless a superuser lets them');
	$early->quit;
};

subtest 'a wrong value in a file lets nothing be read' => sub {
	$node->append_conf('postgresql.auto.conf', "sqlite_fdw.allowed_directories = 'wrong'");
	$node->reload;
	my $session = PsqlSession->new($node);
	my $answer = read_from("$folder/in/app.db", $session);
	like($answer, qr/^WARNING:  22023: invalid value for parameter "sqlite_fdw\.allowed_directories": no SQLite database can be read$/m, 'with a warning');
	like($answer, $refused, 'and an error');
	$session->quit;
	$super->run('ALTER SYSTEM RESET sqlite_fdw.allowed_directories');
	$node->reload;
};

subtest 'the files beside it are no links' => sub {
	my $session = PsqlSession->new($node);
	$session->run("SET sqlite_fdw.allowed_directories = '$folder/in'");
	is(read_from("$folder/in/wal.db", $session), 'in', 'a file in WAL mode');
	app_run(qq{cd '$folder/in'; cp wal.db was.db; cp ../outside/wal.db wal.db
		sqlite3 ../outside/wal.db "PRAGMA wal_checkpoint(truncate); DELETE FROM t; INSERT INTO t VALUES ('secret')" '.shell cp ../outside/wal.db-wal ../outside/wal.db-shm /tmp 2>/dev/null; cp ../outside/wal.db wal.db; cp ../outside/wal.db-wal ../outside/kept-wal; cp ../outside/wal.db-shm ../outside/kept-shm' >/dev/null
		ln -s ../outside/kept-wal wal.db-wal; cp ../outside/kept-shm wal.db-shm});
	my $answer = read_from("$folder/in/wal.db", $session);
	unlike($answer, qr/secret/, 'a log by a link is not read');
	like($answer, qr/^ERROR:/m, 'but an error');
	app_run("cd '$folder/in'; rm wal.db-wal; cp ../outside/kept-wal wal.db-wal");
	is(read_from("$folder/in/wal.db", $session), 'secret', 'which would be read if it were no link');
	$session->quit;
};

# Somebody puts a link in the place of a directory, as fast as they can, by renameat2 with RENAME_EXCHANGE.
my %exchange = (x86_64 => 316, aarch64 => 276);
my $exchange = $exchange{ (POSIX::uname())[4] };

subtest 'links that come and go' => sub {
	plan skip_all => 'the number of renameat2 is not known here' if !defined $exchange;
	my $session = PsqlSession->new($node);
	my %seen;
	app_run(qq{cd '$folder/in'; mkdir race; cp app.db race/app.db; ln -s ../outside link
		setsid perl -e 'alarm 60; until (-e "enough") { my (\$a, \$b) = ("race", "link"); syscall($exchange, -100, \$a, -100, \$b, 2) for 1 .. 1000 }' >/dev/null 2>&1 </dev/null &});
	$session->run("SET sqlite_fdw.allowed_directories = '$folder/in'");
	my $end = time + 3;
	while (time < $end)
	{
		my $answer = $session->run(join ';', ("SELECT v FROM sqlite.query('$folder/in/race/app.db', 'SELECT v FROM t') AS q(v text)") x 50);
		$seen{$_}++ for map { s/"[^"]*"/"..."/gr } grep { !/^(DETAIL|HINT|CONTEXT)/ } split /\n/, $answer;
	}
	app_run("touch '$folder/in/enough'");
	note join "\n", map { "$_: $seen{$_}" } sort keys %seen;
	ok($seen{in}, 'the file is read');
	ok(scalar(grep { /^ERROR/ } keys %seen), 'and sometimes it is not');
	ok(!$seen{outside}, 'but never the one outside');
	$session->quit;
};

done_testing();
