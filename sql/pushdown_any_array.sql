-- arrays of values that have no twin in SQLite are compared here
\set test pushdown_any_array
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, b BOOLEAN, r REAL, n NUMERIC, t TEXT, bytes BLOB, i INTEGER);
  INSERT INTO t (id, b, r, n, t, bytes, i) VALUES (1, 1, 1.5, 1.5, 'a', x'01', 1), (2, 0, 'NaN', 'NaN', 'b', x'5c', 2), (3, NULL, NULL, NULL, NULL, NULL, NULL), (4, 1, 9e999, 'Infinity', 'NaN', x'', 4), (5, 0, -0.0, 0, '', x'0102', 5);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
:bare
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b = ANY ('{t,f}')$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b = ANY ('{t,NULL}')$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE r IN ('NaN', 'Infinity', 0)$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE r = ANY ('{1.5,-0}')$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n IN ('NaN', 1.5)$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n <> ALL ('{NaN,0}')$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE bytes IN ('\x01', '\\')$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i = ANY ('{1,2.0}'::numeric[])$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i = ANY ('{1,5}'::smallint[])$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i > ALL ('{1,2}')$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i < ANY ('{2,4}')$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i <> ANY ('{2,4}')$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i = ALL ('{2}')$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t = ANY ('{a,NaN}'::varchar[])$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t = ANY ('{a,NaN}'::name[])$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t = ANY (string_to_array('a,b', ','))$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i = ANY (ARRAY[id, 7])$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i = ANY (ARRAY(SELECT generate_series(1, 2)))$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i IN (SELECT generate_series(4, 9))$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i = ANY (NULL)$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i NOT IN (SELECT generate_series(4, 9))$$);

:untouched
