# An application that writes during a run that commits per table: the copy is of one moment, and who waits is as documented.
#
# Each transaction of the application writes an order, its lines, and the total
# of its customer.  The sums agree in any one state of the file, and in no mixture.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use PsqlSession;
use Shop qw(make_shop);
use Test::More;
use TestServer;
use Time::HiRes qw(sleep time);

my $node = start_server();

sub ask
{
	my ($query) = @_;
	return $node->safe_psql('postgres', $query);
}

# What the application does all the time; $i numbers its transactions.
sub transaction
{
	my ($i) = @_;
	my $customer = 1 + $i * 37 % 300;
	my $cents = 1 + $i * 101 % 999;

	return "BEGIN IMMEDIATE; INSERT INTO orders (customer_id, cents) VALUES ($customer, $cents);"
	  . " INSERT INTO lines SELECT max(id), 0, 'live' FROM orders; INSERT INTO lines SELECT max(id), 1, 'live' FROM orders;"
	  . " UPDATE customers SET total = total + $cents WHERE id = $customer; COMMIT;"
	  . " SELECT 'done ' || count(*) FROM orders;";
}

# The three sums that belong together, as a difference that is 0.
sub mixture
{
	my ($schema) = @_;
	return ask("SELECT (SELECT sum(total) FROM $schema.customers) - (SELECT sum(cents) FROM $schema.orders),"
		  . " (SELECT count(*) FROM $schema.lines) - 2 * (SELECT count(*) FROM $schema.orders),"
		  . " (SELECT count(*) FROM $schema.lines AS l WHERE NOT EXISTS (SELECT FROM $schema.orders AS o WHERE o.id = l.order_id))");
}

# Let the application write while the tables are loaded.  Each load waits a while
# first: a constraint of time that a slow machine would need, too.
sub run_beside_writer
{
	my ($file, $schema) = @_;
	my $writer = Application->open($file);
	my $session = PsqlSession->new($node);
	my ($transactions, $waits) = (0, 0);

	$writer->run('PRAGMA busy_timeout = 20000');
	$writer->run(transaction(++$transactions)) for 1 .. 5;
	$session->send("CALL sqlite.migrate('$file', '$schema', commit => 'table')");
	wait_for_event($node, $session, 'PgSleep');
	# so the snapshot is there, and nothing is loaded yet
	my $began = time;
	$writer->send(transaction(++$transactions));
	my $answer = $writer->answer();
	my $seconds = time - $began;
	my $under_way = !$session->has_answered;
	while (!$session->has_answered)
	{
		$writer->run(transaction(++$transactions));
	}
	my $told = $session->answer();
	$writer->quit;
	$session->quit;
	return (told => $told, answer => $answer, seconds => $seconds, under_way => $under_way, transactions => $transactions);
}

# Each CREATE TABLE of a run that has been planned takes its time.
ask(q{CREATE FUNCTION dawdle() RETURNS event_trigger LANGUAGE plpgsql AS $$
	BEGIN
		IF EXISTS (SELECT FROM sqlite.migration WHERE state = 'running' AND staging_schema IS NOT NULL) THEN
			PERFORM pg_sleep(0.5);
		END IF;
	END $$;
	CREATE EVENT TRIGGER dawdle ON ddl_command_start WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION dawdle()});

subtest 'a file in WAL mode' => sub {
	my $folder = app_folder('writer_wal');
	my $file = "$folder/shop.db";
	make_shop($file, orders => 3000, journal => 'wal');
	my %run = run_beside_writer($file, 'wal');

	unlike($run{told}, qr/ERROR/, 'the run ends well');
	ok($run{under_way}, 'the application commits during the run');
	like($run{answer}, qr/^done \d+$/, 'without an error');
	cmp_ok($run{transactions}, '>', 20, 'again and again');
	is(mixture('wal'), '0|0|0', 'the copy is of one moment');
	is(ask('SELECT count(*) FROM wal.orders'), 3005, 'of that in which the run began');
	is(app_run("sqlite3 '$file' 'SELECT count(*) FROM orders'"), 3000 + $run{transactions}, 'the application has lost nothing');
	is(ask(q{SELECT count(*) FROM sqlite.finding}), 0, 'there is no finding');
};

subtest 'a file with a rollback journal' => sub {
	my $folder = app_folder('writer_rollback');
	my $file = "$folder/shop.db";
	make_shop($file, orders => 3000);
	my %run = run_beside_writer($file, 'rollback');

	unlike($run{told}, qr/ERROR/, 'the run ends well');
	cmp_ok($run{seconds}, '>', 0.8, 'the application waits for the run to end');
	like($run{answer}, qr/^done 3006$/, 'and then commits');
	is(mixture('rollback'), '0|0|0', 'the copy is of one moment');
	is(ask('SELECT count(*) FROM rollback.orders'), 3005, 'of that in which the run began');
};

subtest 'the sums would tell' => sub {
	ask('UPDATE wal.customers SET total = total + 1 WHERE id = 1');
	isnt(mixture('wal'), '0|0|0', 'a mixture is seen');
};

subtest 'a file in WAL mode that nobody has open, and somebody opens' => sub {
	my $folder = app_folder('writer_late');
	my $file = "$folder/shop.db";
	make_shop($file, orders => 3000, journal => 'wal');
	my $session = PsqlSession->new($node);

	$session->send("CALL sqlite.migrate('$file', 'late', commit => 'table')");
	wait_for_event($node, $session, 'PgSleep');
	app_run("sqlite3 '$file' \"" . transaction(1) . '"');
	like($session->answer(), qr/^ERROR:  \w+: .*\Q$file\E/m, 'it cannot be read in one state, and says so');
	like(ask(q{SELECT state FROM sqlite.migration WHERE target_schema = 'late'}), qr/^stopped$/, 'the record, too');
	like($session->run("CALL sqlite.migrate('$file', 'late', commit => 'table')"), qr/ERROR:  55000: source "\Q$file\E" was written after run/,
		'and it cannot go on unless told');
	$session->quit;
};

done_testing();
