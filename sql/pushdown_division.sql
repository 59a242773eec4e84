-- division is PostgreSQL's: SQLite's depends on how a number is stored, and by zero it gives NULL
\set test pushdown_division
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, n DECIMAL(10,2), r REAL, i INTEGER);
  INSERT INTO t (id, n, r, i) VALUES (1, 10, 10, 10), (2, 9.5, 9.5, 9), (3, 0, 0, 0), (4, NULL, NULL, NULL), (5, -7, -7, -7);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
:bare
SELECT pg_temp.both_ways($$SELECT id, n / 3 FROM t WHERE n / 3 > 3.2$$);
SELECT pg_temp.both_ways($$SELECT id, i / 3 FROM t WHERE i / 3 = 3$$);
SELECT pg_temp.both_ways($$SELECT id, r / 3 FROM t WHERE r / 3 > 3.2$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i / 2 = -3 OR i / -2 = 3$$);
SELECT pg_temp.both_ways($$SELECT n / 3, count(*) FROM t GROUP BY n / 3$$);
SELECT pg_temp.both_ways($$SELECT sum(n / 3), max(i / 3) FROM t$$);
-- a division by zero is an error, unless its row is not asked for
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE 1 / i < 1$$);
SELECT pg_temp.both_ways($$SELECT id, 1 / i FROM t WHERE i <> 0$$);
SELECT pg_temp.both_ways($$SELECT count(*) FILTER (WHERE 1 / n < 1) FROM t$$);
-- of what has no column, PostgreSQL sends the result
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n > 10.0 / 3$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i >= 29 / 3$$);

:untouched
