# sqlite.verify takes no more memory for a million rows than for a few, equal or not, and ends when it is cancelled.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use Folder qw(folder_state untouched_ok);
use PsqlSession;
use Test::More;
use TestServer;
use Time::HiRes qw(sleep);

my $rows = 1_000_000;
my $allowed_kb = 24 * 1024;

my $node = start_server();
my $folder = app_folder('verify');
app_run(qq{umask 022; sqlite3 '$folder/app.db' "CREATE TABLE few (id INTEGER PRIMARY KEY, name TEXT, amount INTEGER, at INTEGER);
	WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO few SELECT i, 'name ' || i, i % 1000, 1771332186 + i FROM n;
	CREATE TABLE many (id INTEGER PRIMARY KEY, name TEXT, amount INTEGER, at INTEGER);
	WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < $rows) INSERT INTO many SELECT i, 'name ' || i, i % 1000, 1771332186 + i FROM n"});
my $before = folder_state($folder);

my $session = PsqlSession->new($node);

sub rss_anon_kb
{
	open(my $status, '<', '/proc/' . $session->pid . '/status') or die $!;
	my ($line) = grep { /^RssAnon/ } <$status>;
	return ($line =~ /(\d+)/)[0];
}

# The answer, and the most memory of its own that the backend had meanwhile.
sub run_watched
{
	my ($query) = @_;
	my $most = 0;

	$session->send($query);
	until ($session->has_answered)
	{
		my $now = rss_anon_kb();
		$most = $now if $now > $most;
		sleep 0.02;
	}
	return ($session->answer, $most);
}

sub verify
{
	my ($table) = @_;
	return "SELECT count(*) FILTER (WHERE matches), count(*) FILTER (WHERE NOT matches), max(cardinality(keys)) FROM sqlite.verify('$folder/app.db', 'app', tables => '{$table}')";
}

$session->run('SET client_min_messages = warning');
$session->run('CREATE SCHEMA app');
foreach my $table ('few', 'many')
{
	$session->run("CREATE TABLE app.$table (id bigint PRIMARY KEY, name text, amount int, at timestamptz)");
	$session->run("CALL sqlite.migrate('$folder/app.db', 'app', if_exists => 'append', tables => '{$table}', verify => false)");
}

my ($answer, $few) = run_watched(verify('few'));
is($answer, '25|0|', 'few rows are equal');
($answer, my $many) = run_watched(verify('many'));
is($answer, '25|0|', 'many rows are equal');
cmp_ok($many - $few, '<', $allowed_kb, "many take as much memory as few ($few and $many kB)");

$session->run('UPDATE app.many SET amount = amount + 1');
($answer, my $differing) = run_watched(verify('many'));
is($answer, '20|5|20', 'all rows differ');
cmp_ok($differing - $few, '<', $allowed_kb, "which takes as much memory, too ($differing kB)");

$session->run("SET statement_timeout = '300ms'");
like($session->run(verify('many')), qr/57014/, 'a timeout ends it');
$session->run('RESET statement_timeout');
is($session->run("SELECT count(*) FROM pg_foreign_table"), '0', 'and leaves nothing');
is($session->run("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'sqlite_%'"), '0', 'at all');

untouched_ok($before, $folder, 'the file and its folder are as they were');
done_testing();
