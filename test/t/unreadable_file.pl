# A file that cannot be read says why, and what helps; nothing is made and nothing hangs.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run app_has_own_user);
use Folder qw(folder_state untouched_ok);
use PsqlSession;
use Test::More;
use TestServer;

my $node = start_server();
my $folder = app_folder('unreadable');
my $session = PsqlSession->new($node);
my $user = getpwuid($>);

app_run(qq{cd '$folder'
	sqlite3 good.db "PRAGMA page_size = 4096; CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);
		CREATE TABLE other (id INTEGER PRIMARY KEY); INSERT INTO other VALUES (1);
		INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
		SELECT i, hex(zeroblob(100)) FROM n"
	mkdir folder.db closed closed/deeper
	mkfifo pipe.db
	perl -MIO::Socket::UNIX -e 'IO::Socket::UNIX->new(Local => "socket.db", Listen => 1)'
	: > empty.db
	echo 'These are the notes of a person, more than a hundred bytes of them, and certainly no tables of a database.' > text.db
	head -c 65536 /dev/urandom > random.db
	{ head -c 16 /dev/urandom; tail -c +17 good.db; } > encrypted.db
	printf 'SQLite format 3\\0' > header.db
	head -c 60 good.db > half_header.db
	cp good.db one_page.db && truncate -s 4096 one_page.db
	cp good.db truncated.db && truncate -s 40960 truncated.db
	cp good.db odd_size.db && truncate -s -100 odd_size.db
	cp good.db corrupt.db && dd if=/dev/urandom of=corrupt.db bs=4096 seek=20 count=1 conv=notrunc status=none
	cp good.db zeroed.db && dd if=/dev/zero of=zeroed.db bs=4096 seek=20 count=1 conv=notrunc status=none
	cp good.db future.db && printf '\\003\\003' | dd of=future.db bs=1 seek=18 conv=notrunc status=none
	cp good.db unreadable.db && cp good.db closed/deeper/inside.db
	cp good.db blob_wal.db
	ln -s nowhere.db dangling.db
	ln -s loop.db loop.db
	ln -s good.db link.db
	chmod 000 unreadable.db
	chmod 700 closed
	chmod 600 closed/deeper});
if (!app_has_own_user())
{
	app_run("chmod 000 '$folder/closed'");
}

sub answer_of
{
	my ($path) = @_;

	$session->run(q{DROP SERVER IF EXISTS s CASCADE});
	$session->run("CREATE SERVER s FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$path');
		CREATE FOREIGN TABLE t (id bigint, v text) SERVER s; CREATE FOREIGN TABLE other (id bigint) SERVER s");
	my $answer = $session->run('SELECT count(v) FROM t');
	cmp_ok($session->seconds, '<', 5, 'it does not hang');
	return $answer;
}

# fails($what, $path, $sqlstate, $message, $more): more must be in detail or hint.
sub fails
{
	my ($what, $path, $sqlstate, $message, $more) = @_;

	subtest $what => sub {
		my $answer = answer_of($path);
		like($answer, qr/^ERROR:  $sqlstate: $message$/m, 'code and message');
		like($answer, $more, 'what else it says') if defined $more;
		unlike($answer, qr/not an error/, 'nothing senseless');
		my $import = $session->run("CREATE SCHEMA i; IMPORT FOREIGN SCHEMA main FROM SERVER s INTO i");
		like($import, qr/^ERROR:  $sqlstate: $message$/m, 'IMPORT says the same') if $what !~ /middle|zeroed|truncated/;
		$session->run('DROP SCHEMA i CASCADE');
		is($session->run('SELECT count(*) FILTER (WHERE in_use) FROM sqlite.connections()'), '0', 'nothing is left open');
	};
	return;
}

my $quoted = '"[^"]+"';
my $before = folder_state($folder);

is(answer_of("$folder/good.db"), '2000', 'the file that they are made of is good');
is(answer_of("$folder/link.db"), '2000', 'also by a symbolic link');

fails('not there', "$folder/nowhere.db", '58P01', "SQLite database $quoted does not exist",
	qr/^DETAIL:  There is no "\Q$folder\E\/nowhere\.db" as the server sees it\.\nHINT:  .*container.*PrivateTmp/m);
fails('its folder is not there', "$folder/no/such/app.db", '58P01', "SQLite database $quoted does not exist",
	qr/^DETAIL:  There is no "\Q$folder\E\/no" as the server sees it\.$/m);
fails('below a file', "$folder/good.db/app.db", '58P01', "SQLite database $quoted does not exist");
fails('a symbolic link to nothing', "$folder/dangling.db", '58P01', "SQLite database $quoted does not exist",
	qr/^DETAIL:  There is no "/m);
fails('a symbolic link to itself', "$folder/loop.db", '\w{5}', "could not access SQLite database $quoted: .*symbolic links");
fails('a folder on the way refuses', "$folder/closed/deeper/inside.db", '42501',
	"the server may not read SQLite database $quoted",
	qr/^DETAIL:  .* user "\Q$user\E", whom "\Q$folder\E\/closed" refuses\.\nHINT:  As its owner, run: setfacl -m u:\Q$user\E:x .*closed/m);
fails('no permission to read', "$folder/unreadable.db", '42501',
	"the server may not read SQLite database $quoted",
	qr/^DETAIL:  .* user "\Q$user\E", whom "\Q$folder\E\/unreadable\.db" refuses\.\nHINT:  As its owner, run: setfacl -m u:\Q$user\E:r .*unreadable\.db/m);
fails('a folder', "$folder/folder.db", '42809', "SQLite database $quoted is a directory, not a file");
fails('a named pipe', "$folder/pipe.db", '42809', "SQLite database $quoted is a named pipe, not a file");
fails('a socket', "$folder/socket.db", '42809', "SQLite database $quoted is a socket, not a file");
fails('a file of the server itself', $node->data_dir . '/PG_VERSION', 'HV00N', "SQLite database $quoted is no SQLite file, or is encrypted");
fails('a device', '/dev/zero', '42809', "SQLite database $quoted is a device, not a file");
fails('empty', "$folder/empty.db", '22023', "SQLite database $quoted is empty", qr/^HINT:  Check that the path/m);
fails('a text', "$folder/text.db", 'HV00N', "SQLite database $quoted is no SQLite file, or is encrypted");
fails('random bytes', "$folder/random.db", 'HV00N', "SQLite database $quoted is no SQLite file, or is encrypted");
fails('encrypted', "$folder/encrypted.db", 'HV00N', "SQLite database $quoted is no SQLite file, or is encrypted",
	qr/^HINT:  .*decrypted/m);
fails('nothing but the magic', "$folder/header.db", 'HV00N', "SQLite database $quoted is no SQLite file, or is encrypted");
fails('cut within its header', "$folder/half_header.db", 'XX001', "SQLite database $quoted is corrupt");
fails('truncated to its first page', "$folder/one_page.db", 'XX001', "SQLite database $quoted is corrupt");
fails('truncated', "$folder/truncated.db", 'XX001', "SQLite database $quoted is corrupt", qr/^HINT:  .*integrity_check.*\.recover/m);
fails('a page in the middle is random', "$folder/corrupt.db", 'XX001', "SQLite database $quoted is corrupt",
	qr/^HINT:  .*integrity_check.*\.recover/m);
fails('a page in the middle is zeroed', "$folder/zeroed.db", 'XX001', "SQLite database $quoted is corrupt");
fails('of a version to come', "$folder/future.db", 'HV00N', "SQLite database $quoted is no SQLite file, or is encrypted");

subtest 'a corrupt table does not hide another' => sub {
	answer_of("$folder/corrupt.db");
	is($session->run('SELECT id FROM other'), '1', 'the other table reads');
	like($session->run('SELECT count(*) FROM t'), qr/^ERROR:  XX001:/m, 'the corrupt one is an error each time');
};

untouched_ok($before, $folder, 'in all of this no file changed and none was made');

# The commands of the hints, run by the owner, help.
SKIP:
{
	skip 'no second OS user or no setfacl here', 2
	  if !app_has_own_user() || system('command -v setfacl >/dev/null') != 0;
	for my $path ("$folder/unreadable.db", "$folder/closed/deeper/inside.db")
	{
		my $answer = answer_of($path);
		for (1 .. 3)
		{
			my ($command) = $answer =~ /^HINT:  As its owner, run: (.*)$/m or last;
			app_run($command);
			$answer = answer_of($path);
		}
		is($answer, '2000', "following the hints makes $path readable");
	}
}

app_run("chmod -R u+rwx '$folder'");
done_testing();
