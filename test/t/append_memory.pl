# To look for rows without a parent takes no memory for each row, where all are looked at.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use PsqlSession;
use Test::More;
use TestServer;
use Time::HiRes qw(sleep);

my $rows = 200_000;
my $allowed_kb = 48 * 1024;

my $node = start_server();
my $folder = app_folder('append_memory');
app_run(qq{umask 022; sqlite3 '$folder/app.db' "CREATE TABLE parents (id INTEGER PRIMARY KEY, n INTEGER);
	INSERT INTO parents VALUES (1, 1), (2, 'none');
	CREATE TABLE children (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parents);
	WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < $rows) INSERT INTO children SELECT i, 1 + (i = 7) + 2 * (i % 2) FROM n"});
my $session = PsqlSession->new($node);
$session->run('CREATE SCHEMA app; CREATE TABLE app.parents (id bigint PRIMARY KEY, n bigint); CREATE TABLE app.children (id bigint PRIMARY KEY, parent bigint REFERENCES app.parents)');
# half of the children have this one, which is not the file's
$session->run('INSERT INTO app.parents VALUES (3, 3)');
my $before = $session->rss_anon_kb;
my $most = $before;

$session->send("CALL sqlite.migrate('$folder/app.db', 'app', if_exists => 'append', on_error => 'ignore')");
until ($session->has_answered)
{
	my $now = $session->rss_anon_kb;
	$most = $now if $now > $most;
	sleep 0.01;
}
like($session->answer, qr/\|2\|2\|[\d.]+\|t$/m, 'two rows are left out, the others are there');
is($session->run('SELECT count(*), count(*) FILTER (WHERE parent = 3) FROM app.children'), ($rows - 1) . '|' . ($rows / 2 - 1), 'by either parent');
note "kB: $before before, $most at most";
cmp_ok($most - $before, '<', $allowed_kb, 'the memory stays flat');

done_testing();
