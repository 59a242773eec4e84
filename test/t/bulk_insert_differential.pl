# Random INSERTs into random tables do the same with sqlite_fdw.bulk_insert on and off.
#
# The tables and statements are made from a seed, which a failure prints; SEED=n
# chooses it, CASE=n runs one of its cases alone, CASES=n more of them or fewer.
# Compared are the rows, what indexes find, what triggers saw, the count that the
# statement gives, and errors.  A case has at most one row that breaks something:
# which of two errors comes first may differ, since rows are read ahead.

use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../lib";

use Folder qw(folder_state untouched_ok);
use IPC::Run;
use PostgreSQL::Test::Utils;
use PsqlSession;
use Test::More;
use TestServer;

my $seed = $ENV{SEED} // 20261120;
my $cases = $ENV{CASES} // 150;
my $rows = 2300;

sub one_of { return $_[ int rand @_ ] }
sub chance { return rand() < $_[0] }

# ---------------------------------------------------------------------------
# The source
# ---------------------------------------------------------------------------

my $node = start_server();
my $folder = PostgreSQL::Test::Utils::tempdir();
my $file = "$folder/source.db";
chmod 0755, $folder;

IPC::Run::run([ 'sqlite3', '-bail', $file ], '<', \<<"SQL") or die 'sqlite3 failed';
CREATE TABLE src (id INTEGER PRIMARY KEY, n INTEGER, m INTEGER, r REAL, s TEXT, d TEXT, j TEXT, u TEXT, b BOOLEAN, big TEXT, odd INTEGER);
WITH RECURSIVE i (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM i WHERE x < $rows)
INSERT INTO src SELECT x, x % 7, CASE WHEN x % 3 THEN x * 2 END, x * 0.5, 's' || x, date('2020-01-01', '+' || (x % 900) || ' days'),
  json_object('k', x % 5), printf('%032x', x), x % 2, CASE WHEN x % 400 = 0 THEN hex(zeroblob(9000)) || x ELSE 'small' END, CASE WHEN x = 1777 THEN 'odd' ELSE x END FROM i;
SQL
my $before = folder_state($folder);

$node->safe_psql('postgres', qq{
	CREATE SERVER source FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '$file');
	CREATE FOREIGN TABLE src (id bigint, n integer, m bigint, r float8, s text, d date, j jsonb, u uuid, b boolean, big text, odd integer) SERVER source;
	CREATE TABLE words (n integer, word text);
	INSERT INTO words SELECT i, 'word ' || i FROM generate_series(0, 4) AS i;
	CREATE TABLE parents (n integer PRIMARY KEY);
	INSERT INTO parents SELECT generate_series(0, 6);
	CREATE TABLE ids (id bigint PRIMARY KEY);
	CREATE TABLE said (at serial, what text);
	CREATE FUNCTION looks() RETURNS bigint LANGUAGE sql VOLATILE AS 'SELECT count(*) FROM said';
	CREATE FUNCTION say() RETURNS trigger LANGUAGE plpgsql AS \$\$
	BEGIN
	  INSERT INTO said (what) VALUES (concat_ws(' ', TG_NAME, TG_WHEN, TG_LEVEL, CASE TG_LEVEL WHEN 'ROW' THEN NEW::text END));
	  RETURN NEW;
	END \$\$;
	CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS \$\$BEGIN RAISE 'row % is refused', NEW.id; END \$\$;
	CREATE FUNCTION insert_once(is_bulk boolean, before text, statement text, shown text[]) RETURNS text
	LANGUAGE plpgsql AS \$\$
	DECLARE
	  result text := '';
	  line text;
	  query text;
	  n bigint;
	  detail text;
	  name text;
	BEGIN
	  PERFORM set_config('sqlite_fdw.bulk_insert', is_bulk::text, true);
	  BEGIN
	    EXECUTE before;
	    EXECUTE statement;
	    GET DIAGNOSTICS n = ROW_COUNT;
	    SET CONSTRAINTS ALL IMMEDIATE;
	    result := n || ' rows';
	    FOREACH query IN ARRAY shown LOOP
	      EXECUTE query INTO line;
	      result := concat_ws(E'\\n', result, line);
	    END LOOP;
	    RAISE 'undone' USING ERRCODE = 'P9999';
	  EXCEPTION
	    WHEN SQLSTATE 'P9999' THEN
	      NULL;
	    WHEN OTHERS THEN
	      GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, name = CONSTRAINT_NAME;
	      result := concat_ws(' | ', 'ERROR', SQLSTATE, SQLERRM, detail, name);
	  END;
	  RETURN result;
	END \$\$;
});

# ---------------------------------------------------------------------------
# Random tables and statements
# ---------------------------------------------------------------------------

# The columns a table can have beside its id: type, what of the source fills it, and a default.
my %columns = (
	n => [ 'integer', 's.n', '3' ],
	m => [ 'bigint', 's.m', '-1' ],
	r => [ 'double precision', 's.r', '0.5' ],
	amount => [ 'numeric(12,2)', 's.r', '1' ],
	s => [ 'text', 's.s', q('none') ],
	short => [ 'varchar(10)', 's.s', q('none') ],
	d => [ 'date', 's.d', q('2026-02-17') ],
	at => [ 'timestamptz', 's.d', 'now()' ],
	j => [ 'jsonb', 's.j', q('{}') ],
	u => [ 'uuid', 's.u', 'NULL' ],
	b => [ 'boolean', 's.b', 'true' ],
	big => [ 'text', 's.big', q('nothing') ],
	list => [ 'integer[]', 'ARRAY[s.n, s.id::integer]', q('{}') ],
	span => [ 'int8range', 'int8range(s.id * 2, s.id * 2 + 2)', q('empty') ],
);

# Ways in which the row with id X is not to go in; each adds to the case.
my %breaks = (
	none => sub { },
	check => sub { push @{ $_[0]{constraints} }, "CONSTRAINT not_this CHECK (id <> $_[1])" },
	not_null => sub { $_[0]{id} = "nullif(s.id, $_[1])"; push @{ $_[0]{alter} }, 'ALTER id SET NOT NULL' },
	there => sub { push @{ $_[0]{constraints} }, 'UNIQUE (id)'; push @{ $_[0]{after} }, "INSERT INTO target (id) VALUES ($_[1])" },
	twice => sub { push @{ $_[0]{constraints} }, one_of('UNIQUE (id)', 'UNIQUE (id) DEFERRABLE', 'UNIQUE (id) DEFERRABLE INITIALLY DEFERRED', 'PRIMARY KEY (id)'); $_[0]{id} = "CASE s.id WHEN $_[1] THEN $_[1] + 1 ELSE s.id END" },
	zero => sub { $_[0]{id} = "s.id + 0 / (s.id - $_[1])" },
	orphan => sub { push @{ $_[0]{constraints} }, 'FOREIGN KEY (id) REFERENCES ids' . one_of('', ' DEFERRABLE', ' DEFERRABLE INITIALLY DEFERRED'); push @{ $_[0]{after} }, "DELETE FROM ids WHERE id = $_[1]" },
	exclusion => sub { push @{ $_[0]{constraints} }, "EXCLUDE USING gist ((int8range(id, id + 1 + (id = $_[1])::integer)) WITH &&)" . one_of('', ' DEFERRABLE INITIALLY DEFERRED') },
	trigger => sub { push @{ $_[0]{after} }, one_of('CREATE', 'CREATE CONSTRAINT') . " TRIGGER refuse AFTER INSERT ON target FOR EACH ROW WHEN (NEW.id = $_[1]) EXECUTE FUNCTION fail()" },
	value => sub { $_[0]{id} = 's.odd' },
	domain => sub { push @{ $_[0]{before} }, "CREATE DOMAIN limited AS bigint CHECK (VALUE <> $_[1])"; $_[0]{id_type} = 'limited' },
	partition => sub { $_[0]{partition} = one_of("FOR VALUES FROM (MINVALUE) TO ($_[1])", 'FOR VALUES FROM (-100000) TO (100000)') },
);

my @extras = (
	sub { push @{ $_[0]{constraints} }, one_of('PRIMARY KEY (id)', 'UNIQUE (id)', 'CHECK (id > -5)', 'FOREIGN KEY (id) REFERENCES ids') if $_[0]{id} eq 's.id' },
	sub { push @{ $_[0]{constraints} }, 'FOREIGN KEY (n) REFERENCES parents' if $_[0]{has}{n} },
	sub { push @{ $_[0]{constraints} }, 'CHECK (n BETWEEN 0 AND 6)' if $_[0]{has}{n} },
	sub { push @{ $_[0]{constraints} }, 'EXCLUDE USING gist (span WITH &&)' if $_[0]{filled}{span} },
	sub { push @{ $_[0]{definitions} }, 'made bigint GENERATED ALWAYS AS (id * 3) STORED' },
	sub { push @{ $_[0]{definitions} }, 'own bigint GENERATED ' . one_of('ALWAYS', 'BY DEFAULT') . ' AS IDENTITY' },
	sub { push @{ $_[0]{definitions} }, q(ser bigint DEFAULT nextval('numbers')) },
	sub { push @{ $_[0]{definitions} }, 'lo bigint DEFAULT looks()' },
	sub { push @{ $_[0]{after} }, 'CREATE INDEX ON target (lower(s)) WHERE id > 900' if $_[0]{has}{s} },
	sub { push @{ $_[0]{after} }, 'CREATE INDEX ON target USING ' . one_of('hash', 'brin', 'btree') . ' (id)' },
	sub { push @{ $_[0]{after} }, 'CREATE INDEX ON target USING gin (j)' if $_[0]{has}{j} },
	sub { push @{ $_[0]{after} }, 'CREATE TRIGGER st ' . one_of('BEFORE', 'AFTER') . ' INSERT ON target FOR EACH STATEMENT EXECUTE FUNCTION say()' },
	sub { push @{ $_[0]{after} }, 'CREATE TRIGGER ar AFTER INSERT ON target FOR EACH ROW ' . one_of('', 'WHEN (NEW.id % 50 = 0)', 'WHEN (NEW.id < looks())') . ' EXECUTE FUNCTION say()' },
	sub { push @{ $_[0]{after} }, 'CREATE CONSTRAINT TRIGGER late AFTER INSERT ON target DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.id % 300 = 0) EXECUTE FUNCTION say()' },
	sub { push @{ $_[0]{after} }, 'CREATE TRIGGER br BEFORE INSERT ON target FOR EACH ROW EXECUTE FUNCTION say()' if chance(0.3) },
	sub { push @{ $_[0]{after} }, 'CREATE TRIGGER tt AFTER INSERT ON target REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION say()' if chance(0.3) && !$_[0]{partition} },
	sub { push @{ $_[0]{after} }, 'INSERT INTO target (id) SELECT -i FROM generate_series(10, 400) AS i', 'DELETE FROM target WHERE id % 2 = 0' if !$_[0]{checks_old} },
);

sub random_case
{
	my $x = one_of(1, 2, 999, 1000, 1001, 1777, 2000, 2299, $rows);
	my $break = one_of(('none') x 6, sort grep { $_ ne 'none' } keys %breaks);
	my %case = (id => 's.id', id_type => 'bigint', has => {}, filled => {}, map { $_ => [] } qw(before after alter definitions constraints));

	for my $name (sort { rand() <=> 0.5 } keys %columns)
	{
		next if !chance(0.35);
		my ($type, $value, $default) = @{ $columns{$name} };
		$case{has}{$name} = 1;
		$case{filled}{$name} = $value if chance(0.8);
		push @{ $case{definitions} }, "$name $type" . (chance(0.4) ? " DEFAULT $default" : '');
		push @{ $case{definitions} }, "gone_$name text" if chance(0.2);
	}
	$breaks{$break}->(\%case, $x);
	$case{checks_old} = $case{filled}{span} || grep { /not_this|ids|EXCLUDE/ } @{ $case{constraints} };
	$case{checks_old} ||= $break eq 'partition';
	for (1 .. int rand 5)
	{
		one_of(@extras)->(\%case);
	}
	return ("$break at $x", \%case);
}

# No constraint or column twice.
sub distinct { my %seen; return grep { !$seen{$_ =~ s/^(PRIMARY KEY|UNIQUE) \(id\).*/key/r =~ s/^(own|ser|lo|made) .*/$1/r =~ s/^(CREATE (?:CONSTRAINT )?TRIGGER \w+) .*/$1/r}++ } @_ }

sub setup
{
	my ($case) = @_;
	my @definitions = (distinct(@{ $case->{definitions} }));
	splice @definitions, int rand(@definitions + 1), 0, "id $case->{id_type}";
	my $body = join ', ', @definitions, $case->{partition} ? () : distinct(@{ $case->{constraints} });
	my $kind = one_of('', '', '', 'TEMP', 'UNLOGGED');
	my @sql = ('CREATE SEQUENCE numbers', "INSERT INTO ids SELECT generate_series(-400, $rows)", @{ $case->{before} });

	if ($case->{partition})
	{
		push @sql, "CREATE TABLE whole ($body) PARTITION BY RANGE (id)", 'CREATE TABLE target PARTITION OF whole ' . $case->{partition},
		  map { "ALTER TABLE target ADD $_" } distinct(@{ $case->{constraints} });
	}
	else
	{
		push @sql, "CREATE $kind TABLE target ($body)" . one_of('', '', ' WITH (fillfactor = 40)');
	}
	push @sql, map { "ALTER TABLE target DROP COLUMN $_" } map { /^(gone_\w+)/ } @definitions;

	# a partition has no columns that its parent has not
	@sql = map { s/ALTER TABLE target DROP/ALTER TABLE whole DROP/r } @sql if $case->{partition};
	push @sql, map { "ALTER TABLE target $_" } @{ $case->{alter} };
	push @sql, distinct(@{ $case->{after} });
	return join ";\n", @sql;
}

sub statement
{
	my ($case) = @_;
	my @names = ('id', sort keys %{ $case->{filled} });
	my @values = ($case->{id}, map { $case->{filled}{$_} } sort keys %{ $case->{filled} });
	my $select = join ', ', @values;
	my $source = one_of('src AS s', 'src AS s', 'src AS s JOIN words USING (n)', 'src AS s LEFT JOIN words USING (n)', '(SELECT * FROM src OFFSET 3) AS s', '(SELECT * FROM src WHERE id < 1500 UNION ALL SELECT * FROM src WHERE id >= 1500) AS s');
	my $tail = one_of('', '', '', ' WHERE s.n < 5', ' WHERE s.id > 1200', ' WHERE looks() < 3', ' ORDER BY s.s', ' ORDER BY s.id DESC', ' ORDER BY s.id LIMIT 1500', ' WHERE NOT EXISTS (SELECT FROM target AS t WHERE t.id = s.id + 1)');
	my $end = one_of(('') x 8, ' ON CONFLICT DO NOTHING');

	my $overriding = (grep { /^own/ } @{ $case->{definitions} }) && chance(0.3) ? one_of(' OVERRIDING USER VALUE', ' OVERRIDING SYSTEM VALUE') : '';
	return 'INSERT INTO target (' . join(', ', @names) . ")$overriding SELECT $select FROM $source$tail$end";
}

my @shown = (
	q{SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' ORDER BY id, t::text)), '') FROM target AS t},
	q{SELECT 'found by an index: ' || count(*) || ' ' || count(t2.id) FROM (SELECT id FROM target ORDER BY id LIMIT 20 OFFSET 900) AS t1 LEFT JOIN LATERAL (SELECT id FROM target AS t WHERE t.id = t1.id OFFSET 0) AS t2 ON true},
	q{SELECT 'said: ' || count(*) || ' ' || coalesce(md5(string_agg(what, ',' ORDER BY at)), '') FROM said},
	q{SELECT 'numbers: ' || last_value FROM numbers},
);

# ---------------------------------------------------------------------------
# The run
# ---------------------------------------------------------------------------

sub quote_literal { return q(') . ($_[0] =~ s/'/''/gr) . q(') }

my $session = PsqlSession->new($node);
$session->run($_) for ('SET client_min_messages = warning', 'SET jit = off', 'SET enable_seqscan = off', q(SET timezone = 'UTC'));

my $array = 'ARRAY[' . join(', ', map { quote_literal($_) } @shown) . ']';
my %count = (bulk => 0, single => 0, error => 0);
my @failures;

note "SEED=$seed";
for my $number (defined $ENV{CASE} ? $ENV{CASE} : 1 .. $cases)
{
	srand($seed * 100_000 + $number);
	my ($name, $case) = random_case();
	my $setup = setup($case);
	my $statement = statement($case);
	my $what = "SEED=$seed CASE=$number: $name\n$setup;\n$statement;";

	# the plan needs the table, and both runs make it anew
	my $plan = $session->run("BEGIN;\n$setup;\nEXPLAIN (COSTS OFF) $statement;\nROLLBACK");
	# in one transaction, so that now() is the same
	my ($call_in_bulk, $call_one_by_one) = map { "insert_once($_, " . join(', ', quote_literal($setup), quote_literal($statement), $array) . ')' } 'true', 'false';
	my ($in_bulk, $one_by_one) = split /\n====\n/, $session->run("SELECT $call_in_bulk || E'\\n====\\n' || $call_one_by_one");

	$count{ $plan =~ /SqliteBulkInsert/ ? 'bulk' : 'single' }++;
	$count{error}++ if $in_bulk =~ /^ERROR/;
	$count{setup}++ if $plan =~ /ERROR/ && $in_bulk !~ /not_this|refused/;
	note "$what\n$plan\n$in_bulk" if defined $ENV{CASE};
	push @failures, "$what\n-- in bulk:\n$in_bulk\n-- row by row:\n$one_by_one" if $in_bulk ne $one_by_one;
	last if @failures >= 3;
}
is(join("\n\n", @failures), '', 'the same in bulk and row by row');
note join ', ', map { "$_: $count{$_}" } sort keys %count;

if (!defined $ENV{CASE})
{
	cmp_ok($count{bulk}, '>', $cases / 2, 'most statements write in bulk');
	cmp_ok($count{single}, '>', $cases / 20, 'and some do not');
	cmp_ok($count{error}, '>', $cases / 10, 'some fail');
	cmp_ok($count{setup} // 0, '<', $cases / 10, 'and most get to the statement');
}
untouched_ok($before, $folder, 'the source is as it was');
done_testing();
