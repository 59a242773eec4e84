-- LIMIT and OFFSET in every form
\set test pushdown_limit_all
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, n INTEGER);
  INSERT INTO t (id, n) VALUES (1, 3), (2, 1), (3, NULL), (4, 1), (5, 2);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
SET enable_sort = off;
:bare
SELECT pg_temp.both_ways($$SELECT id FROM t ORDER BY id LIMIT ALL OFFSET 3$$);
SELECT pg_temp.both_ways($$SELECT id FROM t ORDER BY id OFFSET 3$$);
SELECT pg_temp.both_ways($$SELECT id FROM t ORDER BY id LIMIT NULL$$);
SELECT pg_temp.both_ways($$SELECT id FROM t ORDER BY id LIMIT 2 OFFSET NULL$$);
SELECT pg_temp.both_ways($$SELECT id FROM t ORDER BY id LIMIT 0$$);
SELECT pg_temp.both_ways($$SELECT id FROM t ORDER BY n NULLS FIRST, id LIMIT 2$$);
SELECT pg_temp.both_ways($$SELECT id FROM t ORDER BY n DESC LIMIT 2$$);
SELECT pg_temp.both_ways($$SELECT id FROM t ORDER BY id LIMIT 9223372036854775807 OFFSET 4$$);
SELECT pg_temp.both_ways($$SELECT id FROM t ORDER BY id LIMIT 1 OFFSET 9223372036854775807$$);
SELECT pg_temp.both_ways($$SELECT id FROM t ORDER BY id LIMIT 1 + 1 OFFSET 5 / 2$$);
SELECT pg_temp.both_ways($$SELECT id FROM t ORDER BY id LIMIT -1$$);
SELECT pg_temp.both_ways($$SELECT id FROM t ORDER BY id LIMIT 2 OFFSET -1$$);
SELECT pg_temp.both_ways($$SELECT n FROM t ORDER BY n FETCH FIRST 1 ROW WITH TIES$$);
SELECT pg_temp.both_ways($$SELECT id FROM t ORDER BY id FETCH FIRST ROW ONLY$$);
SELECT pg_temp.both_ways($$SELECT id FROM t ORDER BY id LIMIT (SELECT max(n) FROM t)$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n > 0 ORDER BY id LIMIT 2$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM t LIMIT 1$$);
SELECT pg_temp.both_ways($$SELECT n, count(*) FROM t GROUP BY n ORDER BY n LIMIT 2$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT n FROM t ORDER BY n LIMIT 2$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM t AS a JOIN t AS b ON b.id = a.n ORDER BY a.id LIMIT 2$$);
SELECT pg_temp.both_ways($$SELECT a, (SELECT id FROM t WHERE id > a ORDER BY id LIMIT 1) FROM generate_series(1, 3) AS a$$);
PREPARE page(bigint, bigint) AS SELECT id FROM t ORDER BY id LIMIT $1 OFFSET $2;
SET plan_cache_mode = force_generic_plan;
SELECT pg_temp.both_ways($$EXECUTE page(2, 1)$$);
SELECT pg_temp.both_ways($$EXECUTE page(NULL, 3)$$);
SELECT pg_temp.both_ways($$EXECUTE page(2, NULL)$$);
SELECT pg_temp.both_ways($$EXECUTE page(-1, NULL)$$);
SELECT pg_temp.both_ways($$EXECUTE page(0, 0)$$);

:untouched
