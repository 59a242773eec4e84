# The commands of docs/cutover.md are run as they stand, one after the other, with an application that writes.
#
# A comment "by your own means: start on SQLite" before a block stands for what
# this test does instead of it: the application is a process of its own, which
# counts its commits.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

# So that this test can see its processes, as root could.
BEGIN { delete $ENV{SQLITE_FDW_AS_APP}; }

use Application;
use Document qw(document_blocks);
use POSIX ();
use PostgreSQL::Test::Utils;
use PsqlSession;
use Test::More;
use TestServer;
use Time::HiRes qw(sleep);
use Walkthrough qw(run_block shows_ok);

my $document = 'docs/cutover.md';
my $files = PostgreSQL::Test::Utils::tempdir_short();
my $file = "$files/shop/app.db";
my $log = "$files/commits";
my $node = start_server();

$ENV{PGHOST} = $node->host;
$ENV{PGPORT} = $node->port;
chmod 0755, $files;

# ---------------------------------------------------------------------------
# The application
# ---------------------------------------------------------------------------

my $application;

# A process that is left behind would keep this test from ending.
END
{
	my $status = $?;
	if ($application)
	{
		kill 'TERM', $application;
		waitpid $application, 0;
	}
	$? = $status;
}

# It writes until it is told to stop, and says of each commit that it is done.
sub work
{
	my $stop = 0;
	local $SIG{TERM} = sub { $stop = 1 };
	my $shell = Application->open($file);
	my $i = 0;

	open(my $commits, '>>', $log) or die $!;
	$commits->autoflush(1);
	$shell->run('PRAGMA busy_timeout = 10000');
	until ($stop)
	{
		my $customer = 1 + $i++ % 3;
		my $said = $shell->run("BEGIN IMMEDIATE; INSERT INTO orders (customer_id, cents) VALUES ($customer, $i);"
			  . " UPDATE customers SET spent = spent + $i WHERE id = $customer; COMMIT; SELECT 'done'");
		print $commits "$said\n";
		sleep 0.005;
	}
	$shell->quit;
	return;
}

sub commits
{
	open(my $commits, '<', $log) or return 0;
	return scalar grep { /^done$/ } <$commits>;
}

sub wait_for_commits
{
	my $before = commits();
	for (1 .. 2000)
	{
		return if commits() > $before + 3;
		sleep 0.01;
	}
	die 'the application does not write';
}

my %means = (
	'start on SQLite' => sub {
		my $pid = fork() // die "fork: $!";
		if ($pid == 0)
		{
			eval { work(); 1 } or POSIX::_exit(1);
			POSIX::_exit(0);
		}
		$application = $pid;
		wait_for_commits();
		pass('the application works on SQLite');
	},
	'stop on SQLite' => sub {
		kill 'TERM', $application;
		waitpid $application, 0;
		is($?, 0, 'the application has ended');
		undef $application;
		is(orders_in_file(), 3 + commits(), 'the file has all that it has committed');
	},
	'start on PostgreSQL' => sub {
		my $session = PsqlSession->new($node, dbname => 'shop', user => 'shop_app');
		my $answer = $session->run(<<'SQL');
INSERT INTO orders (customer_id, cents, note) VALUES (1, 70000, 'on PostgreSQL, "quoted", too'), (2, 80000, NULL);
UPDATE customers SET spent = spent + 70000 WHERE id = 1;
UPDATE customers SET spent = spent + 80000 WHERE id = 2;
DELETE FROM orders WHERE id = 2;
UPDATE customers SET spent = spent - 350 WHERE id = 2
SQL
		is($answer, '', 'the application works on PostgreSQL');
		$session->quit;
	},
	'stop on PostgreSQL' => sub { });

sub ask_file
{
	my ($query) = @_;
	my $answer = `sqlite3 '$file' "$query"`;
	chomp $answer;
	return $answer;
}

sub orders_in_file
{
	return ask_file('SELECT count(*) FROM orders');
}

# ---------------------------------------------------------------------------
# The commands
# ---------------------------------------------------------------------------

my @blocks = document_blocks($document, split /\n/, slurp_file($document));
my $seen = 0;

foreach my $i (0 .. $#blocks)
{
	my $block = $blocks[$i];

	next if $block->{comment} =~ /^not run: /;
	next if $block->{language} !~ /^(sh|sql)$/;
	if ($block->{comment} =~ /^by your own means: (.*)$/)
	{
		my $do = $means{$1} // die "$block->{where}: unknown means";
		$do->();
		next;
	}
	if ($block->{text} =~ /^find / && !$seen++)
	{
		$means{'start on SQLite'}->();
		like(run_block($node, $files, $block), qr{^/proc/}, "$block->{where} would see the application");
		$means{'stop on SQLite'}->();
	}
	my $before = commits();
	shows_ok(run_block($node, $files, $block), $block, $blocks[ $i + 1 ]);
	cmp_ok(commits(), '>', $before, 'the application goes on meanwhile') if $block->{text} =~ /, 'live'\)/;
}

ok($seen, 'it was made sure that nobody writes');
is(ask_file("SELECT note FROM orders WHERE cents = 70000"), 'on PostgreSQL, "quoted", too', 'what PostgreSQL took is in the file');
is(ask_file('SELECT count(*) FROM orders WHERE id = 2'), 0, 'and what it deleted is not');
is(ask_file('SELECT count(*) FROM customers AS c WHERE spent <> (SELECT sum(cents) FROM orders WHERE customer_id = c.id)'), 0,
	'the sums of the file agree');
if ($application)
{
	kill 'TERM', $application;
	waitpid $application, 0;
	is($?, 0, 'the application was at work again');
}
done_testing();
