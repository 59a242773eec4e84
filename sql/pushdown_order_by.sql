-- ORDER BY goes to SQLite with the place of NULL, where the values sort there as they do here
\set test pushdown_order_by
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, i INTEGER, n NUMERIC, r REAL, t TEXT, b BOOLEAN, at INTEGER, bytes BLOB, untyped);
  CREATE INDEX t_i ON t (i);
  INSERT INTO t (id, i, n, r, t, b, at, bytes, untyped) VALUES (1, 10, 10, 'NaN', 'b', 1, 100, x'02', 10), (2, 9, 9.5, 2, 'B', 0, 99, x'01', '9'), (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL), (4, -1, '-1', -9e999, '', 'yes', -1, x'', 1.0), (5, 9, 9, 1, 'é', 'f', 99, 'text', 2);
  CREATE TABLE sure (id INTEGER PRIMARY KEY, i INTEGER, r REAL, t TEXT, b BLOB) STRICT;
  INSERT INTO sure VALUES (1, 2, 0.5, 'b', x'02'), (2, 1, -0.5, 'a', x'01'), (3, NULL, NULL, NULL, NULL);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER at TYPE timestamp, ALTER at OPTIONS (ADD format 'unix'), ALTER untyped TYPE bigint;
SET datestyle = 'ISO';
SET enable_sort = off;
:bare
SELECT pg_temp.both_ways($$SELECT id, i FROM t ORDER BY i, id$$);
SELECT pg_temp.both_ways($$SELECT id, i FROM t ORDER BY i DESC, id$$);
SELECT pg_temp.both_ways($$SELECT id, i FROM t ORDER BY i NULLS FIRST, id DESC$$);
SELECT pg_temp.both_ways($$SELECT id, i FROM t ORDER BY i DESC NULLS LAST, id$$);
SELECT pg_temp.both_ways($$SELECT id, i FROM t ORDER BY i USING >, id$$);
SELECT pg_temp.both_ways($$SELECT id FROM t ORDER BY i, id$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM t ORDER BY t$$);
SELECT pg_temp.both_ways($$SELECT id, at FROM t ORDER BY at, id$$);
-- what is stored as text would come after all numbers
SELECT pg_temp.both_ways($$SELECT id, n FROM t ORDER BY n$$);
SELECT pg_temp.both_ways($$SELECT id, r FROM t ORDER BY r$$);
SELECT pg_temp.both_ways($$SELECT id, b FROM t ORDER BY b, id$$);
SELECT pg_temp.both_ways($$SELECT id, bytes FROM t ORDER BY bytes$$);
SELECT pg_temp.both_ways($$SELECT id, untyped FROM t ORDER BY untyped$$);
-- in a STRICT table only the declared class can be there
SELECT pg_temp.both_ways($$SELECT id, r FROM sure ORDER BY r$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM sure ORDER BY t DESC$$);
SELECT pg_temp.both_ways($$SELECT id, b FROM sure ORDER BY b$$);
SELECT pg_temp.both_ways($$SELECT id, i FROM sure ORDER BY i DESC NULLS LAST$$);
-- expressions
SELECT pg_temp.both_ways($$SELECT id FROM t ORDER BY i + 1, id$$);
SELECT pg_temp.both_ways($$SELECT id FROM t ORDER BY coalesce(i, 0), id$$);
SELECT pg_temp.both_ways($$SELECT id FROM t ORDER BY -i, id$$);
SELECT pg_temp.both_ways($$SELECT id FROM t ORDER BY i IS NULL, id$$);
SELECT pg_temp.both_ways($$SELECT id FROM t ORDER BY id, random()$$);
-- with a condition, a limit, a window, DISTINCT, and for a merge
SELECT pg_temp.both_ways($$SELECT id, i FROM t WHERE i > 0 ORDER BY i, id LIMIT 2$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT i FROM t ORDER BY i$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT ON (i) i, id FROM t ORDER BY i, id DESC$$);
SELECT pg_temp.both_ways($$SELECT id, sum(i) OVER (ORDER BY id) FROM t ORDER BY id$$);
SELECT pg_temp.both_ways($$SELECT i FROM t UNION ALL SELECT i FROM sure ORDER BY i$$);
-- a constant column is no order
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i = 9 ORDER BY i, id DESC$$);
-- a cursor stands where it stood
BEGIN;
DECLARE c SCROLL CURSOR FOR SELECT id, i FROM t ORDER BY i, id;
FETCH 2 FROM c;
FETCH PRIOR FROM c;
FETCH LAST FROM c;
COMMIT;

:untouched
