# A SQLite file of a shop for tests of migrations: customers, their orders, the lines of these, and what holds between them.
package Shop;

use strict;
use warnings;

use Application qw(app_run);
use Exporter qw(import);

our @EXPORT_OK = qw(make_shop schema_summary);

# make_shop($file, orders => 1000, journal => 'delete'): the application makes
# it.  The totals of the customers are always the sums of their orders.
sub make_shop
{
	my ($file, %option) = @_;
	my $orders = $option{orders} // 1000;
	my $journal = $option{journal} // 'delete';
	my $problem = app_run(<<"SH");
umask 022
sqlite3 -bail '$file' <<'SQL' >/dev/null
PRAGMA journal_mode = $journal;
BEGIN;
CREATE TABLE customers (id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT NOT NULL UNIQUE, total INTEGER NOT NULL DEFAULT 0);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers,
  cents INTEGER NOT NULL CHECK (cents >= 0), at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE lines (order_id INTEGER NOT NULL REFERENCES orders ON DELETE CASCADE, n INTEGER NOT NULL, what TEXT, PRIMARY KEY (order_id, n));
CREATE INDEX orders_by_customer ON orders (customer_id, at DESC);
CREATE VIEW large_orders AS SELECT id, cents FROM orders WHERE cents > 9000;
WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < $orders / 10)
  INSERT INTO customers (id, email) SELECT i, 'c' || i || '\@example.com' FROM c;
WITH RECURSIVE o(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM o WHERE i < $orders)
  INSERT INTO orders SELECT i, 1 + i % ($orders / 10), i * 7919 % 10000, datetime(1700000000 + i, 'unixepoch') FROM o;
WITH RECURSIVE l(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM l WHERE i < $orders * 2 - 1)
  INSERT INTO lines SELECT 1 + i / 2, i % 2, 'thing ' || i FROM l;
UPDATE customers SET total = (SELECT sum(cents) FROM orders WHERE customer_id = customers.id);
DELETE FROM customers WHERE id = (SELECT max(id) FROM customers) AND id NOT IN (SELECT customer_id FROM orders);
COMMIT;
SQL
SH
	die "cannot make $file: $problem" if $problem ne '';
	return;
}

# schema_summary($node, 'schema'): all of a schema in one text that is the same
# for another one of the same rows, tables, keys, indexes, views and sequences.
sub schema_summary
{
	my ($node, $schema) = @_;
	my @tables = split /\n/, $node->safe_psql('postgres',
		"SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace('$schema') AND relkind IN ('r', 'v', 'S') ORDER BY 1");
	my $rows = join "\n", map { "SELECT '$_', count(*), sum(hashtextextended(t::text, 0)) FROM $schema.\"$_\" AS t;" }
	  grep { !/_seq$/ } @tables;
	my $sequences = join "\n", map { "SELECT '$_', last_value, is_called FROM $schema.\"$_\";" } grep { /_seq$/ } @tables;
	my $summary = $node->safe_psql('postgres', <<"SQL");
$rows
$sequences
SELECT c.relname, a.attname, a.atttypid::regtype, a.atttypmod, a.attnotnull, a.attidentity, pg_get_expr(d.adbin, d.adrelid)
FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid LEFT JOIN pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relnamespace = to_regnamespace('$schema') AND a.attnum > 0 AND c.relkind IN ('r', 'v') ORDER BY 1, a.attnum;
SELECT conname, convalidated, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = to_regnamespace('$schema')
AND contype <> 'n' ORDER BY 1;
SELECT indexdef FROM pg_indexes WHERE schemaname = '$schema' ORDER BY 1;
SELECT viewname, definition FROM pg_views WHERE schemaname = '$schema' ORDER BY 1;
SQL
	$summary =~ s/\b\Q$schema\E\././g;
	return $summary;
}

1;
