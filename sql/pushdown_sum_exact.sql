-- sums and averages keep every digit, wherever they are made
\set test pushdown_sum_exact
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, g INTEGER, cents DECIMAL(10,2), n NUMERIC, i INT, big BIGINT, r REAL);
  INSERT INTO t (id, g, cents, n, i, big, r) VALUES (1, 1, 0.1, 0.1, 1, 1, 0.1), (2, 1, 0.2, 0.2, 2, 2, 0.2), (3, 2, 99999999.99, 1234567890.12, 2147483647, 4611686018427387904, 1e16), (4, 2, 0.01, 0.000000000000001, 2147483647, 4611686018427387903, 1), (5, 2, -0.01, NULL, NULL, NULL, NULL), (6, 3, NULL, NULL, NULL, NULL, NULL);
  CREATE TABLE huge (id INTEGER PRIMARY KEY, big BIGINT);
  INSERT INTO huge VALUES (1, 9223372036854775807), (2, 1), (3, -9223372036854775807), (4, 9223372036854775807);
  CREATE TABLE many (v DECIMAL(4,1), i INT);
  INSERT INTO many SELECT value / 10.0, value FROM (WITH RECURSIVE n(value) AS (VALUES (1) UNION ALL SELECT value + 1 FROM n WHERE value < 9999) SELECT value FROM n);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER i TYPE integer, ALTER g TYPE smallint;
:bare
SELECT pg_temp.both_ways($$SELECT sum(cents), avg(cents) FROM t$$);
SELECT pg_temp.both_ways($$SELECT g, sum(cents), avg(cents), sum(DISTINCT cents) FROM t GROUP BY g$$);
SELECT pg_temp.both_ways($$SELECT sum(i), avg(i), sum(g), avg(g) FROM t$$);
SELECT pg_temp.both_ways($$SELECT sum(big), avg(big), sum(DISTINCT big) FROM t$$);
SELECT pg_temp.both_ways($$SELECT g, sum(big), avg(big) FROM t GROUP BY g$$);
SELECT pg_temp.both_ways($$SELECT sum(v), avg(v), sum(i), avg(i), count(*) FROM many$$);
-- what has no declared scale, and what is no whole number, is added here
SELECT pg_temp.both_ways($$SELECT sum(n), avg(n) FROM t$$);
SELECT pg_temp.both_ways($$SELECT sum(r), avg(r) FROM t$$);
-- beyond 64 bits SQLite gives up, and the plan below has no end of digits
SELECT pg_temp.both_ways($$SELECT sum(big) FROM huge$$);
SELECT pg_temp.both_ways($$SELECT avg(big) FROM huge WHERE id <> 3$$);
SELECT pg_temp.both_ways($$SELECT id < 3 AS first, sum(big) FROM huge GROUP BY id < 3$$);
SELECT pg_temp.both_ways($$SELECT id % 2, sum(big) FROM huge WHERE id < 4 GROUP BY 1$$);
SELECT pg_temp.both_ways($$SELECT sum(big) FROM huge WHERE id IN (1, 3)$$);
-- over no rows
SELECT pg_temp.both_ways($$SELECT sum(big), avg(big), count(big) FROM huge WHERE id > 99$$);
SELECT pg_temp.both_ways($$SELECT sum(cents), avg(cents), sum(i), avg(i) FROM t WHERE id = 6$$);
-- the sum of integers is a bigint, that of bigints numeric, as ever
SELECT pg_typeof(sum(i)), pg_typeof(sum(big)), pg_typeof(avg(i)), pg_typeof(sum(cents)) FROM t;
-- what the query does with them comes after
SELECT pg_temp.both_ways($$SELECT sum(i) + 1, sum(i) / count(i), round(avg(cents), 2) FROM t$$);
-- a sum in an expression that is too large is an error here, too
SELECT pg_temp.both_ways($$SELECT sum(i)::int FROM t$$);
SELECT pg_temp.both_ways($$SELECT sum(i + 1) FROM t$$);
SELECT pg_temp.both_ways($$SELECT sum(i + 1) FROM t WHERE id < 3$$);
SELECT pg_temp.both_ways($$SELECT sum(big * 2) FROM t$$);
SELECT pg_temp.both_ways($$SELECT sum(big * 2) FROM t WHERE id < 3$$);

:untouched
