# Who may name a file, who may read through a server, and what is hidden from those who may not see it.

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
my $folder = app_folder('privileges');
my $file = "$folder/secret_place.db";

app_run(qq{sqlite3 '$file' "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT, secret TEXT);
	INSERT INTO t VALUES (1, '1', 'hidden words'), (42424242, 'two', 'hidden words');
	CREATE TABLE k (code TEXT PRIMARY KEY, v) WITHOUT ROWID;
	INSERT INTO k VALUES ('hidden key', 'x')"});
my $before = folder_state($folder);

$node->safe_psql('postgres', q{
	CREATE ROLE nobody_special LOGIN;
	CREATE ROLE reader LOGIN IN ROLE pg_read_server_files;
	CREATE ROLE outsider LOGIN;
	CREATE SCHEMA src;
	GRANT ALL ON SCHEMA src, public TO PUBLIC;
});
my %session = map { $_ => PsqlSession->new($node, user => $_) } qw(nobody_special reader outsider);
my $super = PsqlSession->new($node);
my ($plain, $reader) = @session{qw(nobody_special reader)};
my $database = "OPTIONS (database '$file')";

subtest 'making a server' => sub {
	like($plain->run("CREATE SERVER p FOREIGN DATA WRAPPER sqlite_fdw $database"),
		qr/^ERROR:  42501: permission denied for foreign-data wrapper sqlite_fdw$/m, 'without USAGE on the wrapper');
	$super->run('GRANT USAGE ON FOREIGN DATA WRAPPER sqlite_fdw TO nobody_special');
	my $answer = $plain->run("CREATE SERVER p FOREIGN DATA WRAPPER sqlite_fdw $database");
	like($answer, qr/^ERROR:  42501: permission denied to set option "database"$/m, 'with it, but without the right to read files');
	like($answer, qr/^DETAIL:  .*"pg_read_server_files"/m, 'that says what is lacking');
	is($reader->run("CREATE SERVER r FOREIGN DATA WRAPPER sqlite_fdw $database"), '', 'a member of pg_read_server_files may');
	is($super->run("CREATE SERVER s FOREIGN DATA WRAPPER sqlite_fdw $database"), '', 'and so may a superuser');
};

subtest 'changing a server' => sub {
	$super->run('ALTER SERVER s OWNER TO nobody_special');
	like($plain->run("ALTER SERVER s OPTIONS (SET database '/etc/passwd')"),
		qr/^ERROR:  42501: permission denied to set option "database"$/m, 'its owner may not name another file');
	$super->run('ALTER SERVER s OWNER TO CURRENT_USER');
	like($plain->run("ALTER SERVER s OPTIONS (SET database '/etc/passwd')"), qr/^ERROR:  42501: must be owner/m, 'others may not at all');
	is($reader->run("ALTER SERVER r OPTIONS (ADD busy_timeout '10')"), '', 'a member of pg_read_server_files may change its own');
	is($reader->run("ALTER SERVER r OPTIONS (SET database '$file')"), '', 'its database too');
};

subtest 'naming a path' => sub {
	my $answer = $plain->run("SELECT * FROM sqlite.inventory('$file')");
	like($answer, qr/^ERROR:  42501: permission denied to name a file of the server$/m, 'sqlite.inventory');
	like($answer, qr/^HINT:  Name a server/m, 'that says what to do');
	like($plain->run("SELECT sqlite.disconnect('$file')"), qr/^ERROR:  42501:/m, 'sqlite.disconnect');
	like($plain->run("SELECT * FROM sqlite.inventory('/no/such/file')"), qr/^ERROR:  42501: permission denied to name/m,
		'a file that is not there cannot be told from one that is');
	like($reader->run("SELECT count(*) FROM sqlite.inventory('$file')"), qr/^\d+$/, 'a member of pg_read_server_files may');
	is($reader->run('SELECT count(*) FROM sqlite.connections()'), '0', 'and its handle ends with the statement');
};

subtest 'USAGE on a server' => sub {
	like($plain->run("SELECT * FROM sqlite.inventory('s')"), qr/^ERROR:  42501: permission denied for foreign server s$/m, 'sqlite.inventory');
	like($plain->run("SELECT * FROM sqlite.inventory('server:s')"), qr/^ERROR:  42501: permission denied for foreign server s$/m, 'with its prefix');
	like($plain->run("SELECT sqlite.disconnect('s')"), qr/^ERROR:  42501: permission denied for foreign server s$/m, 'sqlite.disconnect');
	like($plain->run('IMPORT FOREIGN SCHEMA main FROM SERVER s INTO src'), qr/^ERROR:  42501: permission denied for foreign server s$/m, 'IMPORT');
	like($plain->run('CREATE FOREIGN TABLE x (id bigint) SERVER s'), qr/^ERROR:  42501: permission denied for foreign server s$/m, 'CREATE FOREIGN TABLE');
	$super->run('GRANT USAGE ON FOREIGN SERVER s TO nobody_special');
	like($plain->run("SELECT count(*) FROM sqlite.inventory('s')"), qr/^\d+$/, 'with it: sqlite.inventory');
	is($plain->run('IMPORT FOREIGN SCHEMA main FROM SERVER s INTO src'), '', 'IMPORT');
	is($plain->run('SELECT count(*) FROM src.t'), '2', 'and reading');
	is($plain->run('SELECT sqlite.disconnect(\'s\')'), '1', 'and sqlite.disconnect');
};

subtest 'the schema sqlite is for all' => sub {
	like($session{outsider}->run('SELECT sqlite_fdw FROM sqlite.version()'), qr/^3\.\d+$/, 'sqlite.version');
	is($session{outsider}->run('SELECT count(*) FROM sqlite.connections()'), '0', 'sqlite.connections');
	is($session{outsider}->run('SELECT sqlite.disconnect()'), '0', 'sqlite.disconnect');
	like($session{outsider}->run('SELECT * FROM src.t'), qr/^ERROR:  42501: permission denied for foreign table t$/m, 'but reading is not');
	like($session{outsider}->run('CREATE TABLE sqlite.x ()'), qr/^ERROR:  42501: permission denied for schema sqlite$/m, 'nor is making things in it');
};

untouched_ok($before, $folder, 'nothing of the file was changed by all this');

# Everything that can go wrong with the file, as seen by both.
subtest 'the path is hidden' => sub {
	$super->run('ALTER FOREIGN TABLE src.t ALTER COLUMN v TYPE integer');
	$plain->run('SELECT count(*) FROM src.t');
	is($plain->run('SELECT database IS NULL FROM sqlite.connections()'), 't', 'sqlite.connections');
	is($super->run('SELECT count(*) FROM src.t; SELECT database FROM sqlite.connections()'), "2\n$file", 'which shows it to those who may');
	hides('a bad value', 'SELECT * FROM src.t');
	hides('a table that is not there', 'CREATE FOREIGN TABLE src.missing (id bigint) SERVER s; SELECT * FROM src.missing');
	hides('a warning of sqlite.disconnect', 'BEGIN; DECLARE c CURSOR FOR SELECT id FROM src.t; FETCH 1 FROM c; SELECT sqlite.disconnect(); COMMIT');

	my $app = Application->open($file);
	$app->run('BEGIN EXCLUSIVE');
	$super->run("ALTER SERVER s OPTIONS (ADD busy_timeout '0')");
	hides('locked', 'SELECT * FROM src.t', '55P03');
	$app->run('ROLLBACK');
	$app->quit;

	my %damages = (
		'not there' => "mv '$file' '$file.away'",
		'a folder' => "mv '$file' '$file.away'; mkdir '$file'",
		'not readable' => "chmod 000 '$file'",
		'empty' => "mv '$file' '$file.away'; : > '$file'",
		'no database' => "mv '$file' '$file.away'; head -c 5000 /dev/urandom > '$file'",
		'corrupt' => "cp -p '$file' '$file.away'; tr 'A-z' 'B-zA' < '$file.away' | head -c 6000 | tail -c +101 > '$file.part'; "
		  . "{ head -c 100 '$file.away'; cat '$file.part'; } > '$file'; rm '$file.part'",
		'a log without shared memory' => "cp '$file' '$file.away'; sqlite3 '$file' 'PRAGMA journal_mode = wal' && echo x > '$file-wal'",
		'its folder closed' => "chmod 000 '$folder'",
	);
	for my $what (sort keys %damages)
	{
		app_run($damages{$what});
		hides($what, 'SELECT * FROM src.t');
		hides("$what, sqlite.query", q{SELECT * FROM sqlite.query('s', 'SELECT id FROM t') AS q(id bigint)});
		hides("$what, IMPORT", 'CREATE SCHEMA i; IMPORT FOREIGN SCHEMA main FROM SERVER s INTO i');
		$plain->run('DROP SCHEMA i');
		app_run("chmod 755 '$folder'; chmod 644 '$file'; rmdir '$file' 2>/dev/null; rm -f '$file-wal' '$file-shm'; test ! -e '$file.away' || mv '$file.away' '$file'");
	}
};

# The answer is an error or a warning, and names neither the file nor its folder.
sub hides
{
	my ($what, $query, $sqlstate) = @_;
	my $answer = $plain->run($query);

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	$sqlstate //= '\w{5}';
	like($answer, qr/^(ERROR|WARNING):  $sqlstate: /m, "$what: is said");
	unlike($answer, qr/secret_place|\Q$folder\E|\.db/, "$what: without the path");
	$plain->run('ROLLBACK') if $answer =~ /^ERROR/m;
	return;
}

$before = folder_state($folder);

subtest 'values are hidden from those who may not see the column' => sub {
	$super->run(q{
		ALTER SERVER s OPTIONS (SET busy_timeout '1000');
		ALTER FOREIGN TABLE src.t ALTER COLUMN secret TYPE integer;
		CREATE VIEW src.all_of_it AS SELECT * FROM src.t;
		CREATE VIEW src.some_of_it AS SELECT id, v FROM src.t;
		GRANT SELECT ON src.all_of_it, src.some_of_it TO outsider;
	});
	my $outsider = $session{outsider};
	my $answer = $outsider->run('SELECT secret FROM src.all_of_it');
	like($answer, qr/^ERROR:  22P02: TEXT value in column "secret" of foreign table "t" /m, 'through a view: the class alone');
	unlike($answer, qr/hidden words/, 'not the value');
	$answer = $outsider->run('SELECT v FROM src.some_of_it');
	like($answer, qr/^ERROR:  22P02: TEXT value in column "v"/m, 'the same of another column');
	unlike($answer, qr/42424242|'two'|"two"/, 'neither the value nor the key of its row');
	like($answer, qr/row 2 of the scan/, 'but its place');

	$super->run('GRANT SELECT (v) ON src.t TO outsider');
	$answer = $outsider->run('SELECT v FROM src.t');
	like($answer, qr/'two'/, 'with SELECT on the column the value is shown');
	unlike($answer, qr/42424242/, 'but not the key of the row, which is another column');

	$super->run('ALTER FOREIGN TABLE src.k ALTER COLUMN v TYPE integer USING NULL; ALTER FOREIGN TABLE src.k ALTER COLUMN v TYPE integer; GRANT SELECT (v) ON src.k TO outsider');
	$answer = $outsider->run('SELECT v FROM src.k');
	like($answer, qr/^ERROR:  22P02:/m, 'a table without row ids');
	unlike($answer, qr/hidden key/, 'its key is hidden from those who may see only the value');

	$super->run('GRANT SELECT ON src.t, src.k TO outsider');
	like($outsider->run('SELECT v FROM src.t'), qr/42424242/, 'with SELECT on the table the key is shown');
	like($outsider->run('SELECT v FROM src.k'), qr/hidden key/, 'of either kind');
};

untouched_ok($before, $folder, 'nor by these');

done_testing();
