-- a column whose bad values are read as NULL ships nothing, and a table whose bad rows are left out nothing at all
\set test pushdown_on_error
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, i INTEGER, n INTEGER);
  INSERT INTO t (id, i, n) VALUES (1, 1, 10), (2, 'junk', 20), (3, NULL, 30), (4, 4, 40), (5, 'more', 50);
  CREATE TABLE u (id INTEGER PRIMARY KEY);
  INSERT INTO u VALUES (1), (2), (4);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER i OPTIONS (ADD on_error 'set_null');
-- how often they are counted depends on how often a query is run
SET client_min_messages = error;
SET enable_sort = off;
:bare
SELECT pg_temp.both_ways($$SELECT id, i FROM t WHERE i = 1$$);
SELECT pg_temp.both_ways($$SELECT id, i FROM t WHERE i IS NULL$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i IS NOT NULL$$);
SELECT pg_temp.both_ways($$SELECT id, i FROM t WHERE i = 1 OR n = 20$$);
SELECT pg_temp.both_ways($$SELECT id, i FROM t WHERE coalesce(i, 0) = 0$$);
SELECT pg_temp.both_ways($$SELECT count(i), sum(i), max(i), count(*) FROM t$$);
SELECT pg_temp.both_ways($$SELECT i, count(*) FROM t GROUP BY i$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT i FROM t$$);
SELECT pg_temp.both_ways($$SELECT id, i FROM t ORDER BY i, id$$);
SELECT pg_temp.both_ways($$SELECT t.id, u.id FROM t JOIN u ON u.id = t.i$$);
SELECT pg_temp.both_ways($$SELECT t.id, u.id FROM t LEFT JOIN u ON u.id = t.i$$);
SELECT pg_temp.both_ways($$SELECT id FROM u WHERE NOT EXISTS (SELECT FROM t WHERE t.i = u.id)$$);
-- the table's other columns do, also beside it
SELECT pg_temp.both_ways($$SELECT id, i FROM t WHERE n > 20 AND i IS NULL$$);
SELECT pg_temp.both_ways($$SELECT sum(n), count(*) FROM t WHERE id > 1$$);
SELECT pg_temp.both_ways($$SELECT id, i FROM t ORDER BY n DESC LIMIT 3$$);
SELECT pg_temp.both_ways($$SELECT t.id, t.i FROM t JOIN u USING (id)$$);
-- a table that leaves rows out
ALTER FOREIGN TABLE t ALTER i OPTIONS (DROP on_error);
ALTER FOREIGN TABLE t OPTIONS (ADD on_error 'ignore');
SELECT pg_temp.both_ways($$SELECT id, n FROM t WHERE n > 20$$);
SELECT pg_temp.both_ways($$SELECT count(*), sum(n) FROM t$$);
SELECT pg_temp.both_ways($$SELECT id FROM t ORDER BY id LIMIT 2$$);
SELECT pg_temp.both_ways($$SELECT n, count(*) FROM t GROUP BY n$$);
SELECT pg_temp.both_ways($$SELECT t.id FROM t JOIN u USING (id)$$);
SELECT pg_temp.both_ways($$SELECT u.id, t.n FROM u LEFT JOIN t USING (id)$$);
SELECT pg_temp.both_ways($$SELECT id FROM u WHERE EXISTS (SELECT FROM t WHERE t.id = u.id)$$);

:untouched
