-- lists of values are compared value by value, whatever stands in them
\set test pushdown_in_list
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, t TEXT, "order" INTEGER);
  INSERT INTO t VALUES (1, 'Smith, John', 1), (2, 'Smith', 2), (3, ' John', 3), (4, 'a"b', 4), (5, 'C:\dir', 5), (6, 'NULL', NULL), (7, '', 0), (8, '{}', -9223372036854775807 - 1), (9, NULL, 9223372036854775807), (10, 'zoë ''x''', 10), (11, '{a,b}', 4611686018427387905);$$;
:done
:mapped
:bare
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t IN ('Smith, John', 'zzz')$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t IN ('a"b', 'C:\dir', '{a,b}', 'zoë ''x''', E'new\nline')$$);
-- NULL is no text, and an empty list holds nothing
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t IN ('Smith', NULL)$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t = ANY ('{NULL}')$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t = ANY ('{"NULL"}')$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t = ANY ('{}')$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t <> ALL ('{}')$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t NOT IN ('', 'Smith', 'NULL')$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t NOT IN ('', NULL)$$);
-- integers, the largest and the smallest, and one that is no float8
SELECT pg_temp.both_ways($$SELECT id, "order" FROM t WHERE "order" IN (1, 9223372036854775807, -9223372036854775808, 4611686018427387905)$$);
SELECT pg_temp.both_ways($$SELECT id, "order" FROM t WHERE "order" = ANY ('{{1,2},{3,4}}'::bigint[])$$);
SELECT pg_temp.both_ways($$SELECT id, "order" FROM t WHERE "order" <> ALL ('{1,2,3,4,5,10}'::int[])$$);

:untouched
