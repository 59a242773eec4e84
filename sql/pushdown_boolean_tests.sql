-- booleans as conditions, in every form
\set test pushdown_boolean_tests
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, b BOOLEAN, i INTEGER);
  INSERT INTO t (id, b, i) VALUES (1, 1, 1), (2, 0, 2), (3, NULL, NULL), (4, 'yes', 4), (5, 'off', 5), (6, 1.0, 6), (7, '0', 7);
  CREATE TABLE u (id INTEGER PRIMARY KEY, b BOOLEAN);
  INSERT INTO u VALUES (10, 1), (20, 0), (30, NULL);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
:bare
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE NOT b$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b IS TRUE$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b IS NOT TRUE$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b IS FALSE$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE (b IS FALSE) IS NOT UNKNOWN$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE NOT (NOT (b IS TRUE) IS UNKNOWN)$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b IS NOT FALSE$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b IS UNKNOWN$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b IS NOT UNKNOWN$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE (i > 4) IS NOT TRUE$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE (i > 4) IS UNKNOWN$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE NOT (i > 4 AND b)$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b AND i < 3 OR b IS NULL$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE coalesce(b, true)$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b = (NOT b)$$);
SELECT pg_temp.both_ways($$SELECT id, b FROM u WHERE b$$);
SELECT pg_temp.both_ways($$SELECT b, count(*) FROM u GROUP BY b$$);
SELECT pg_temp.both_ways($$SELECT bool_and(b), bool_or(b), every(b) FROM u$$);
SELECT pg_temp.both_ways($$SELECT b, count(*) FROM t GROUP BY b$$);
SELECT pg_temp.both_ways($$SELECT count(*) FILTER (WHERE b), count(*) FILTER (WHERE NOT b), count(*) FILTER (WHERE b IS NULL) FROM u$$);
SELECT pg_temp.both_ways($$SELECT u.id, t.id FROM u JOIN t ON t.b = u.b$$);

:untouched
