-- what SQLite has no operator for is asked here, and the query works
\set test pushdown_regex
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, t TEXT, i INTEGER);
  INSERT INTO t (id, t, i) VALUES (1, 'abc', 5), (2, 'ABC', -6), (3, 'a.c', 0), (4, 'x', NULL), (5, NULL, 9);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
:bare
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t ~ '^a.c$'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t !~ '^a'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t ~* '^A.C$'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t !~* '^a'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t SIMILAR TO '(a|A)%c'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t NOT SIMILAR TO 'a%'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t LIKE ANY (ARRAY['a%', 'x'])$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t LIKE ALL (ARRAY['a%', '%c'])$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t NOT ILIKE ALL (ARRAY['a%', '%c'])$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t ~ ANY (ARRAY['^a', 'x$'])$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE ~ i = 5$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i & 4 = 4 OR i | 1 = 1 OR i # 9 = 0$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE @ i = 6$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE |/ (i + 4)::float8 = 3 AND i > 0$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE + i = 5 OR - i = 6$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i ^ 2 = 25$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE regexp_replace(t, 'b', '') = 'ac'$$);
-- with one that SQLite knows, that one is sent
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t ~ 'c' AND i = 5$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM t WHERE t ~ 'c'$$);

:untouched
