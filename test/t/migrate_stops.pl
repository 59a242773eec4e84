# A run that commits per table stops with an error that says where, and the same CALL goes on from there.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Application qw(app_folder app_run);
use Folder qw(folder_state untouched_ok);
use PostgreSQL::Test::Utils;
use PsqlSession;
use Shop qw(make_shop schema_summary);
use Test::More;
use TestServer;
use Time::HiRes qw(sleep);

my $node = start_server();
my $folder = app_folder('stops');
my $file = "$folder/shop.db";

make_shop($file, orders => 3000);
my $before = folder_state($folder);

sub ask
{
	my ($query) = @_;
	return $node->safe_psql('postgres', $query);
}

sub call_of
{
	my ($schema, %option) = @_;
	my $source = $option{source} // $file;
	return "CALL sqlite.migrate('$source', '$schema', commit => 'table'" . ($option{more} // '') . ')';
}

sub record_of
{
	my ($schema) = @_;
	return ask("SELECT state, error FROM sqlite.migration WHERE target_schema = '$schema' ORDER BY run");
}

sub left_behind
{
	return ask('SELECT count(*) FROM pg_foreign_server') . ' servers, '
	  . ask(q{SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'sqlite!_%' ESCAPE '!'}) . ' schemas';
}

ask(call_of('calm'));
my $calm = schema_summary($node, 'calm');

# The same CALL, in any session, ends what was begun.
sub goes_on_ok
{
	my ($schema, $what, %option) = @_;
	my ($status, $output, $messages) = $node->psql('postgres', call_of($schema, %option));

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	is($status, 0, "$what: the same CALL goes on") or diag $messages;
	like($messages, qr/^.*NOTICE:  run \d+ goes on where it stopped/m, "$what: and says so");
	is(schema_summary($node, $schema), $option{summary} // $calm, "$what: all is there, and once");
	is(record_of($schema), 'done|', "$what: the record says so");
	is(left_behind(), $option{left} // '0 servers, 0 schemas', "$what: nothing else is left");
	return;
}

# A statement that fails while a run is at a kind of step, once it has been planned.
sub break_at
{
	my ($schema, $tag, $step) = @_;

	ask(qq{CREATE FUNCTION break_at() RETURNS event_trigger LANGUAGE plpgsql AS \$\$
		BEGIN
			IF EXISTS (SELECT FROM sqlite.migration_step JOIN sqlite.migration USING (run)
				WHERE target_schema = '$schema' AND step = '$step' AND NOT done)
				AND NOT EXISTS (SELECT FROM sqlite.migration_step JOIN sqlite.migration USING (run)
				WHERE target_schema = '$schema' AND NOT done AND number <
				(SELECT min(number) FROM sqlite.migration_step JOIN sqlite.migration USING (run) WHERE target_schema = '$schema' AND step = '$step'))
			THEN
				RAISE 'broken at $step' USING ERRCODE = 'P0042';
			END IF;
		END \$\$;
		CREATE EVENT TRIGGER break_at ON ddl_command_start WHEN TAG IN ('$tag') EXECUTE FUNCTION break_at()});
	return;
}

sub mend
{
	ask('DROP EVENT TRIGGER break_at; DROP FUNCTION break_at()');
	return;
}

subtest 'it needs to commit' => sub {
	my $hint = qr/HINT:  Call sqlite\.migrate outside of BEGIN and COMMIT, functions and DO, or without commit => 'table'\./;
	my $session = PsqlSession->new($node);

	$session->run('BEGIN');
	like($session->run(call_of('block')), qr/^ERROR:  25001: commit => 'table' cannot be used in a transaction block\n$hint$/,
		'which a transaction block forbids');
	$session->run('ROLLBACK');
	ask("CREATE FUNCTION call_it() RETURNS void LANGUAGE plpgsql AS \$\$ BEGIN EXECUTE \$call\$@{[call_of('block')]}\$call\$; END \$\$");
	like($session->run('SELECT call_it()'), qr/^ERROR:  25001: .*\n$hint\n/, 'and so does a function');
	like($session->run(call_of('block', more => ', dry_run => true')), qr/^ERROR:  22023: a dry run cannot commit per table$/,
		'a dry run cannot, either');
	is(record_of('block'), '', 'nothing was begun');
	$session->quit;
};

my @kinds = (
	[ 'create schema', 'CREATE SCHEMA' ],
	[ 'create tables', 'CREATE TABLE' ],
	[ 'indexes', 'CREATE INDEX' ],
	[ 'primary keys', 'ALTER TABLE' ],
	[ 'unique keys', 'ALTER TABLE' ],
	[ 'check constraints', 'ALTER TABLE' ],
	[ 'foreign keys', 'ALTER TABLE' ],
	[ 'views', 'CREATE VIEW' ],
	[ 'clean up', 'DROP FOREIGN TABLE' ]);

# What a run reads with is part of its plan.
for my $tag ('CREATE SERVER', 'CREATE SCHEMA', 'CREATE FOREIGN TABLE')
{
	subtest "an error at the step source, $tag" => sub {
		break_at('source', $tag, 'source');
		my ($status, $output, $messages) = $node->psql('postgres', call_of('source'));
		like($messages, qr/ERROR:  broken at source\n/, 'the run fails');
		is(record_of('source'), 'failed|broken at source', 'the record knows');
		is(left_behind(), '0 servers, 0 schemas', 'nothing is left');
		mend();
		ask(call_of('source'));
		is(schema_summary($node, 'source'), $calm, 'the same CALL begins anew, and works');
		is(left_behind(), '0 servers, 0 schemas', 'and leaves nothing');
		ask("SET client_min_messages = error; DROP SCHEMA source CASCADE; DELETE FROM sqlite.migration WHERE target_schema = 'source'");
	};
}

for my $i (0 .. $#kinds)
{
	my ($step, $tag) = @{ $kinds[$i] };

	subtest "an error at the step $step" => sub {
		my $schema = "step_$i";
		break_at($schema, $tag, $step);
		my ($status, $output, $messages) = $node->psql('postgres', call_of($schema));
		isnt($status, 0, 'the run stops');
		like($messages, qr/ERROR:  broken at $step\n.*CONTEXT:.*SQL statement "/s, 'and shows the statement');
		is(record_of($schema), "stopped|broken at $step", 'the record knows');
		is($node->psql('postgres', call_of($schema)), 3, 'it stops there again');
		mend();
		goes_on_ok($schema, $step);
	};
}

subtest 'an error at the step owner' => sub {
	my $more = ', owner => $$keeper$$';
	ask('CREATE ROLE keeper; GRANT CREATE ON DATABASE postgres TO keeper');
	break_at('kept', 'ALTER TABLE', 'owner');
	# the schema gets its owner first, by another statement
	ask('CREATE SCHEMA kept; GRANT ALL ON SCHEMA kept TO keeper');
	my ($status, $output, $messages) = $node->psql('postgres', call_of('kept', more => $more));
	like($messages, qr/ERROR:  broken at owner\n/, 'the run stops');
	mend();
	goes_on_ok('kept', 'owner', more => $more);
	is(ask(q{SELECT string_agg(DISTINCT tableowner, ',') FROM pg_tables WHERE schemaname = 'kept'}), 'keeper', 'and all tables have their owner');
};

subtest 'a difference at the end' => sub {
	ask(q{CREATE SCHEMA differs;
		CREATE TABLE differs.customers (id bigint PRIMARY KEY, email text, total bigint);
		CREATE TABLE differs.orders (id bigint PRIMARY KEY, customer_id bigint, cents bigint, at timestamp);
		CREATE TABLE differs.lines (order_id bigint, n bigint, what text);
		CREATE FUNCTION differs.meddle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.cents := NEW.cents + 1; RETURN NEW; END $$;
		CREATE TRIGGER meddle BEFORE INSERT ON differs.orders FOR EACH ROW WHEN (NEW.id = 17) EXECUTE FUNCTION differs.meddle()});
	my $call = call_of('differs', more => q{, if_exists => 'append'});
	my ($status, $output, $messages) = $node->psql('postgres', $call);
	like($messages, qr/ERROR:  what arrived in schema "differs" is not what source ".*" has\n/, 'stops the run');
	like(record_of('differs'), qr/^stopped\|what arrived/, 'the record knows');
	is(ask(q{SELECT coalesce(verified, false) FROM sqlite.migration WHERE target_schema = 'differs'}), 'f', 'and does not say that it was verified');
	ask('UPDATE differs.orders SET cents = cents - 1 WHERE id = 17');
	is($node->psql('postgres', $call), 0, 'when it is put right, the same CALL ends well');
	is(ask(q{SELECT state, verified FROM sqlite.migration WHERE target_schema = 'differs'}), 'done|t', 'the record says so');
	is(left_behind(), '0 servers, 0 schemas', 'nothing else is left');
};

subtest 'the application has written in between' => sub {
	my $copy = "$folder.changed.db";
	app_run("cp '$file' '$copy'; chmod 644 '$copy'");
	break_at('changed', 'CREATE INDEX', 'indexes');
	$node->psql('postgres', call_of('changed', source => $copy));
	mend();
	app_run(qq{sqlite3 '$copy' "INSERT INTO customers (email) VALUES ('new\@example.com')"});
	my ($status, $output, $messages) = $node->psql('postgres', call_of('changed', source => $copy));
	isnt($status, 0, 'going on is refused');
	like($messages, qr/ERROR:  source "\Q$copy\E" was written after run \d+ had begun\n/, 'with the reason');
	like($messages, qr/^HINT:  To go on all the same, call with allow_changed => true\. To begin anew, drop the tables that the run has made, and forget it: /m,
		'and two ways out');
	like(record_of('changed'), qr/^stopped\|source ".*" was written after run/, 'the record knows');

	my ($forget) = $messages =~ /forget it: (.*)$/m;
	ask("SET client_min_messages = error; $forget DROP SCHEMA changed CASCADE");
	is(left_behind(), '0 servers, 0 schemas', 'the way out of the hint leaves nothing');
	ask(call_of('changed', source => $copy));
	is(record_of('changed'), 'done|', 'and a new run works');

	break_at('allowed', 'CREATE INDEX', 'indexes');
	$node->psql('postgres', call_of('allowed', source => $copy));
	mend();
	app_run(qq{sqlite3 '$copy' "INSERT INTO customers (email) VALUES ('newer\@example.com')"});
	($status, $output, $messages) = $node->psql('postgres', call_of('allowed', source => $copy, more => ', allow_changed => true'));
	is($status, 0, 'allow_changed goes on');
	is(ask(q{SELECT count(*) FROM allowed.customers}), ask(q{SELECT count(*) FROM changed.customers}), 'with the rest');
	is(ask(q{SELECT what || ', ' || done FROM sqlite.finding JOIN sqlite.migration USING (run) WHERE target_schema = 'allowed'}),
		'it was written while the run stood still, gone on with, as asked for, and not compared at the end', 'and that is a finding');
	is(ask(q{SELECT state, coalesce(verified, false) FROM sqlite.migration WHERE target_schema = 'allowed'}), 'done|f', 'nobody says that it was verified');
	ask('DROP SCHEMA changed, allowed CASCADE');
	app_run("rm '$copy'");
};

subtest 'other arguments are another run' => sub {
	break_at('other', 'CREATE INDEX', 'indexes');
	$node->psql('postgres', call_of('other'));
	mend();
	for my $arguments ("commit => 'table', tables => '{customers}'", "commit => 'table', on_error => 'ignore'", "if_exists => 'append'")
	{
		my ($status, $output, $messages) = $node->psql('postgres', "CALL sqlite.migrate('$file', 'other', $arguments)");
		like($messages, qr/ERROR:  run \d+ of source ".*" into schema "other" has not ended, and has other arguments\nDETAIL:  Its arguments: \{.*"commit": "table".*\}\nHINT:  Call with the same arguments to go on\./,
			"$arguments is refused");
	}
	goes_on_ok('other', 'the arguments it had');
};

subtest 'one session at a time' => sub {
	my $blocker = PsqlSession->new($node);
	my $first = PsqlSession->new($node);
	my $second = PsqlSession->new($node);

	# while it plans, nothing of it can be seen yet
	$blocker->run('BEGIN; LOCK TABLE pg_foreign_server IN ACCESS EXCLUSIVE MODE');
	$first->send(call_of('twice'));
	wait_for_event($node, $first, 'relation');
	like($second->run(call_of('twice')),
		qr/^ERROR:  55006: source "\Q$file\E" is being migrated into schema "twice" by another session\nHINT:  Wait for it to end\./,
		'a second one is told');
	unlike($second->run("SELECT pg_advisory_unlock_all()"), qr/WARNING/, 'and holds nothing');
	$blocker->run('ROLLBACK');
	unlike($first->answer(), qr/ERROR/, 'the first one ends');
	is(schema_summary($node, 'twice'), $calm, 'all is there, and once');
	like($second->run(call_of('twice')), qr/ERROR:  42P07: /, 'afterwards the tables are in the way, not the session');
	is(ask("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"), 0, 'no lock is left');
	$_->quit for $blocker, $first, $second;
};

# A session that holds a table of the target as soon as it is there: what follows waits.
sub hold_table
{
	my ($schema, $table) = @_;
	my $session = PsqlSession->new($node);

	ask("CREATE FUNCTION wait_at() RETURNS event_trigger LANGUAGE plpgsql AS \$\$ BEGIN"
		. " IF EXISTS (SELECT FROM sqlite.migration WHERE target_schema = '$schema' AND staging_schema IS NOT NULL)"
		. " AND to_regclass('$schema.$table') IS NOT NULL THEN PERFORM pg_advisory_xact_lock(42); END IF; END \$\$;"
		. " CREATE EVENT TRIGGER wait_at ON ddl_command_start WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE') EXECUTE FUNCTION wait_at()");
	$session->run('SELECT pg_advisory_lock(42)');
	return $session;
}

sub let_table_go
{
	my ($session) = @_;

	$session->quit;
	ask('DROP EVENT TRIGGER wait_at; DROP FUNCTION wait_at()');
	return;
}

for my $limit ([ 'statement_timeout', '57014', qr/canceling statement due to statement timeout/ ], [ 'lock_timeout', '55P03', qr/canceling statement due to lock timeout/ ])
{
	my ($setting, $state, $message) = @$limit;

	subtest $setting => sub {
		my $holder = hold_table($setting, 'customers');
		my $session = PsqlSession->new($node);
		$session->run("SET $setting = '3s'");
		my $answer = $session->run(call_of($setting));
		like($answer, qr/ERROR:  $state: $message\n(.*\n)*.*SQL statement "[^"]*\Q$setting\E\./, 'stops the run, and the error says where');
		like(record_of($setting), qr/^stopped\|$message$/, 'the record knows');
		let_table_go($holder);
		$session->run("RESET $setting");
		is($session->run('SELECT count(*) FROM ' . $setting . '.customers'), ask('SELECT count(*) FROM calm.customers'), 'what was loaded stays');
		$session->quit;
		goes_on_ok($setting, $setting);
	};
}

for my $end ([ 'terminated', sub { ask('SELECT pg_terminate_backend(' . $_[0]->pid . ')') } ],
	[ 'client_killed', sub { $_[0]->{run}->kill_kill } ])
{
	my ($name, $how) = @$end;

	subtest "the session is ended: $name" => sub {
		my $holder = hold_table($name, 'customers');
		my $session = PsqlSession->new($node);
		my $pid = $session->pid;
		$session->send(call_of($name));
		wait_for_event($node, $session, 'advisory');
		$how->($session);
		let_table_go($holder);
		$node->poll_query_until('postgres', "SELECT count(*) = 0 FROM pg_stat_activity WHERE pid = $pid") or die 'the backend stays';
		if (record_of($name) eq 'done|')
		{
			pass('the backend came to the end before it saw that nobody listens');
			is(schema_summary($node, $name), $calm, 'all is there, and once');
		}
		else
		{
			is(record_of($name), 'running|', 'the record cannot know how it ended');
			goes_on_ok($name, $name);
		}
	};
}

subtest 'deferred constraints of tables that are there' => sub {
	ask(q{CREATE SCHEMA deferred;
		CREATE TABLE deferred.customers (id bigint PRIMARY KEY, email text, total bigint);
		INSERT INTO deferred.customers VALUES (100000, 'there before', 0);
		CREATE TABLE deferred.orders (id bigint PRIMARY KEY, customer_id bigint, cents bigint, at timestamp);
		CREATE TABLE deferred.lines (order_id bigint, n bigint, what text);
		CREATE FUNCTION deferred.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
			IF NEW.id = 17 AND current_setting('shop.refuse', true) = 'on' THEN RAISE 'order 17 is refused'; END IF; RETURN NULL; END $$;
		CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON deferred.orders DEFERRABLE INITIALLY DEFERRED
			FOR EACH ROW EXECUTE FUNCTION deferred.refuse();
		CREATE TABLE deferred.loads (name text);
		CREATE FUNCTION deferred.note_load() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO loads VALUES (TG_TABLE_NAME); RETURN NULL; END $$;
		CREATE TRIGGER note_load AFTER INSERT ON deferred.customers EXECUTE FUNCTION deferred.note_load();
		CREATE TRIGGER note_load AFTER INSERT ON deferred.lines EXECUTE FUNCTION deferred.note_load();
		CREATE TRIGGER note_load AFTER INSERT ON deferred.orders EXECUTE FUNCTION deferred.note_load()});
	my $session = PsqlSession->new($node);
	$session->run(q{SET shop.refuse = 'on'; SET search_path = deferred});
	like($session->run(call_of('deferred', more => q{, if_exists => 'append'})), qr/ERROR:  P0001: order 17 is refused\n/, 'fail at the table');
	is(record_of('deferred'), 'stopped|order 17 is refused', 'the record knows');
	is(ask('SELECT count(*) FROM deferred.orders'), 0, 'whose rows are not there');
	is(ask(q{SELECT t.rows FROM sqlite.migration_table AS t JOIN sqlite.migration USING (run) WHERE target_schema = 'deferred' AND table_name = 'orders'}),
		0, 'nor does the record count them');
	$session->quit;
	ask('SET search_path = deferred; ' . call_of('deferred', more => q{, if_exists => 'append'}));
	is(ask(q{SELECT string_agg(name, ',' ORDER BY name) FROM deferred.loads}), 'customers,lines,orders',
		'triggers find what they look for, after a commit and after a stop');
	is(record_of('deferred'), 'done|', 'and the run goes on');
	is(ask('SELECT count(*) FROM deferred.orders'), 3000, 'with all rows');
	is(ask('SELECT count(*) FROM deferred.customers'), ask('SELECT count(*) + 1 FROM calm.customers'), 'and none twice');
	is(ask(q{SELECT m.verified, t.rows_before FROM sqlite.migration AS m JOIN sqlite.migration_table AS t USING (run)
		WHERE target_schema = 'deferred' AND table_name = 'customers'}), 't|1', 'the row that was there before is still known');
	is(left_behind(), '0 servers, 0 schemas', 'nothing else is left');
};

subtest 'a role that is no superuser' => sub {
	ask('CREATE ROLE mover LOGIN IN ROLE pg_read_server_files; GRANT USAGE ON FOREIGN DATA WRAPPER sqlite_fdw TO mover; GRANT CREATE ON DATABASE postgres TO mover');
	my $session = PsqlSession->new($node, user => 'mover');
	break_at('moved', 'CREATE INDEX', 'indexes');
	like($session->run(call_of('moved')), qr/ERROR:  P0042: broken at indexes/, 'stops');
	mend();
	like($node->psql('postgres', call_of('moved')) . record_of('moved'), qr/^3stopped\|broken at indexes\nfailed\|schema "moved" has relations/,
		'somebody else cannot go on with it');
	like($session->run(call_of('moved')), qr/NOTICE:  00000: run \d+ goes on where it stopped/, 'it can');
	is(schema_summary($node, 'moved'), $calm, 'all is there, and once');
	is(left_behind(), '0 servers, 0 schemas', 'nothing else is left');
	$session->quit;
};

subtest 'memory and descriptors stay as they are' => sub {
	my $many = "$folder.many.db";
	app_run("sqlite3 '$many' <<'SQL'\n" . join('', map { "CREATE TABLE t$_ (id INTEGER PRIMARY KEY, v TEXT);\nINSERT INTO t$_ VALUES (1, 'a');\n" } 1 .. 60) . "SQL\nchmod 644 '$many'");
	my $session = PsqlSession->new($node);
	$session->run(call_of('warm', source => $many));
	my $descriptors = $session->descriptors;
	my $memory = $session->rss_anon_kb;
	$session->run(call_of("many_$_", source => $many)) for 1 .. 3;
	is(ask(q{SELECT count(*) FROM sqlite.migration WHERE target_schema LIKE 'many%' AND state = 'done' AND rows = 60}), 3, 'three runs of 60 tables');
	cmp_ok($session->descriptors, '<=', $descriptors, 'no descriptor more');
	cmp_ok($session->rss_anon_kb, '<', $memory + 30 * 1024, 'and hardly more memory');
	$session->quit;
	app_run("rm '$many'");
};

# What a limit on the size of files refuses, PostgreSQL takes for a full disk.
subtest 'a full disk' => sub {
	my $wide = "$folder.wide.db";
	app_run("sqlite3 '$wide' 'CREATE TABLE narrow (id INTEGER PRIMARY KEY); INSERT INTO narrow VALUES (1);"
		. ' CREATE TABLE wide (id INTEGER PRIMARY KEY, v TEXT);'
		. ' WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 25000)'
		. " INSERT INTO wide SELECT i, hex(randomblob(500)) FROM n'; chmod 644 '$wide'");
	my $session = PsqlSession->new($node);
	my $limit = sub { system('prlimit', '--pid', $session->pid, "--fsize=$_[0]:") == 0 };
	# above the size of a file of the log, which must not be refused
	plan skip_all => 'the limits of a process cannot be changed here' if !$limit->(18 * 1024 * 1024);

	like($session->run(call_of('disk', source => $wide)), qr/ERROR:  \w+: could not extend file .*\n(.*\n)*.*SQL statement "INSERT INTO disk\.wide /,
		'stops the run, and the error says where');
	like(record_of('disk'), qr/^stopped\|could not extend file/, 'the record knows');
	is(ask('SELECT count(*) FROM disk.narrow'), 1, 'what was loaded before stays');
	is(ask('SELECT count(*) FROM disk.wide'), 0, 'and half a table does not');
	$limit->('unlimited');
	unlike($session->run(call_of('disk', source => $wide)), qr/ERROR/, 'with room again the same session goes on');
	is(record_of('disk'), 'done|', 'the record says so');
	is(ask('SELECT count(*), count(DISTINCT id), sum(length(v)) FROM disk.wide'), '25000|25000|25000000', 'all is there, and once');
	is(left_behind(), '0 servers, 0 schemas', 'nothing else is left');
	$session->quit;
	app_run("rm '$wide'");
};

untouched_ok($before, $folder, 'the folder and the file are as they were');
done_testing();
