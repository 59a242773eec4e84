-- SQLite joins tables of one file by conditions that mean the same there
\set test pushdown_join
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE customers (gone TEXT, id INTEGER PRIMARY KEY, name TEXT, nc TEXT COLLATE NOCASE, city INTEGER);
  INSERT INTO customers (id, name, nc, city) VALUES (1, 'Zoë', 'zoe', 10), (2, 'Ana', 'ANA', 20), (3, NULL, NULL, NULL), (4, 'Bob', 'Bob', 10);
  CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER, total DECIMAL(10,2), note TEXT, at INTEGER, u BLOB, r REAL);
  CREATE INDEX orders_customer ON orders (customer);
  INSERT INTO orders VALUES (100, 1, 12.5, 'zoe', 0, x'01', 1), (101, 1, 7, 'ANA', 1, x'02', 2.5), (102, 2, 12.5, NULL, NULL, NULL, NULL), (103, 9, 1, 'x', 0, x'01', 1), (104, NULL, 3, 'Bob', 5, x'03', 'NaN');
  CREATE TABLE cities (id INTEGER PRIMARY KEY, name TEXT);
  INSERT INTO cities VALUES (10, 'Bonn'), (20, 'Ulm'), (30, 'Jena');
  CREATE VIEW totals AS SELECT customer, sum(total) AS total FROM orders GROUP BY customer;$$;
:done
:mapped
ALTER FOREIGN TABLE customers DROP COLUMN gone;
ALTER FOREIGN TABLE orders ALTER at TYPE timestamp, ALTER at OPTIONS (ADD format 'unix'), ALTER customer TYPE integer;
SET datestyle = 'ISO';
SET enable_hashjoin = off;
SET enable_mergejoin = off;
SET enable_nestloop = off;
:bare
SELECT pg_temp.both_ways($$SELECT o.id, name FROM orders AS o JOIN customers AS c ON c.id = o.customer$$);
SELECT pg_temp.both_ways($$SELECT o.id, name FROM orders AS o JOIN customers AS c ON c.id = o.customer WHERE o.total > 7 AND c.name <> 'Bob'$$);
SELECT pg_temp.both_ways($$SELECT o.id, c.name, t.name FROM orders AS o JOIN customers AS c ON c.id = o.customer JOIN cities AS t ON t.id = c.city$$);
SELECT pg_temp.both_ways($$SELECT o.id, c.id FROM orders AS o JOIN customers AS c ON c.nc = o.note$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM orders AS a JOIN orders AS b ON a.total = b.total AND a.id < b.id$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM orders AS a JOIN orders AS b ON a.u = b.u AND a.id <> b.id$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM orders AS a JOIN orders AS b ON a.r = b.r AND a.id < b.id$$);
SELECT pg_temp.both_ways($$SELECT o.id, c.id FROM orders AS o JOIN customers AS c ON o.customer + 1 > c.id$$);
SELECT pg_temp.both_ways($$SELECT o.id, c.id FROM orders AS o JOIN customers AS c ON o.customer BETWEEN c.id - 1 AND c.id AND c.name IS NOT NULL$$);
SELECT pg_temp.both_ways($$SELECT o.id, c.id FROM orders AS o JOIN customers AS c ON o.customer = c.id OR o.note = c.name$$);
-- what SQLite has no words for is checked after; what is NULL joins nothing
SELECT pg_temp.both_ways($$SELECT o.id, c.id FROM orders AS o JOIN customers AS c ON c.id = o.customer AND lower(c.name) <> lower(o.note)$$);
SELECT pg_temp.both_ways($$SELECT o.id, c.id FROM orders AS o JOIN customers AS c ON c.id = o.customer AND length(c.name) > 2$$);
SELECT pg_temp.both_ways($$SELECT o.id, length(c.name) + o.total FROM orders AS o JOIN customers AS c ON c.id = o.customer$$);
-- sorted, limited and grouped
SELECT pg_temp.both_ways($$SELECT o.id, name FROM orders AS o JOIN customers AS c ON c.id = o.customer ORDER BY name DESC, o.id LIMIT 2$$);
SELECT pg_temp.both_ways($$SELECT name, count(*), sum(total) FROM orders AS o JOIN customers AS c ON c.id = o.customer GROUP BY name$$);
SELECT pg_temp.both_ways($$SELECT t.name, avg(total), max(o.id) FROM orders AS o JOIN customers AS c ON c.id = o.customer JOIN cities AS t ON t.id = c.city GROUP BY t.name$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM orders AS o JOIN customers AS c ON c.id = o.customer WHERE o.total > 7$$);
-- with parameters, also such as have no twin
PREPARE p(numeric, float8) AS SELECT o.id, name FROM orders AS o JOIN customers AS c ON c.id = o.customer WHERE o.total >= $1 AND o.r < $2;
SET plan_cache_mode = force_generic_plan;
SELECT pg_temp.both_ways($$EXECUTE p(7, 2)$$);
SELECT pg_temp.both_ways($$EXECUTE p(12.5, 'NaN')$$);
SELECT pg_temp.both_ways($$EXECUTE p('NaN', 2)$$);
SELECT pg_temp.both_ways($$EXECUTE p(NULL, 2)$$);

:untouched
