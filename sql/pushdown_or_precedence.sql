-- AND, OR and NOT keep their order in SQLite
\set test pushdown_or_precedence
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, a INTEGER, b INTEGER, t TEXT, flag INTEGER);
  INSERT INTO t (id, a, b, t, flag) SELECT value, value % 3, CASE WHEN value % 5 > 0 THEN value % 5 END, char(96 + value), CASE WHEN value % 4 > 0 THEN value % 2 END FROM (WITH RECURSIVE n(value) AS (VALUES (1) UNION ALL SELECT value + 1 FROM n WHERE value < 12) SELECT value FROM n);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER flag TYPE boolean;
:bare
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE (a = 1 AND id > ANY ('{100,1}')) OR b = 2$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE a = 1 AND (id > 4 OR b = 2)$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE (a = 1 AND id > 4) OR b = 2$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE (a = 1 OR a = 2) AND (b = 1 OR b = 2 OR b IS NULL)$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE NOT (a = 1 AND b = 1)$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE NOT (a = 1 OR (b = 1 AND flag))$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE (a = 1 OR b = 1) IS NOT TRUE$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE (b > 1) IS UNKNOWN$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE (b > 1) IS NOT FALSE AND NOT flag$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE NOT (b > 1) IS UNKNOWN OR a = 0 AND flag$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE (a = 1) = (b = 1)$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE a - (b - 1) = 1 OR a * (b + 1) = 4$$);
-- of AND it gets the part that it knows, of OR all or nothing
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE a = 1 AND lower(t) = 'a'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE a = 1 OR lower(t) = 'b'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE (a = 1 AND lower(t) = 'a') OR (a = 2 AND lower(t) = 'b')$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE NOT (a = 1 AND lower(t) = 'a') AND id < 5$$);
-- a sieve in an OR is a sieve
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t LIKE '%a' OR t LIKE 'b%' OR a = 7$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE NOT (t LIKE 'a%') AND id < 4$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM t WHERE t LIKE 'a%' OR a = 1$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM t WHERE (a = 1 OR b = 2) AND NOT (flag OR id = 7)$$);

:untouched
