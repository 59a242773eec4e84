-- GROUP BY and HAVING, with keys of each type
\set test pushdown_group_by
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, i INTEGER, n NUMERIC, d DECIMAL(6,2), r REAL, t TEXT, untyped, b BOOLEAN, at INTEGER, bytes BLOB, iso TEXT);
  INSERT INTO t (id, i, n, d, r, t, untyped, b, at, bytes, iso) VALUES (1, 1, 1, 1, 1, 'a', 1, 1, 0, x'01', '2024-01-01'), (2, 1, 1.0, 1.00, 1.0, 'a', 1.0, 1.0, 0, x'01', '2024-01-01 00:00:00'), (3, 2, 1.5, 1.5, 0.1, 'A', '1', 0, 60, x'', '2024-01-02'), (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL), (5, NULL, 0.1, 0.1, 0.1, '', 2, 0, 60, x'00', NULL);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER at TYPE timestamptz, ALTER at OPTIONS (ADD format 'unix'), ALTER iso TYPE timestamp, ALTER iso OPTIONS (ADD format 'iso'), ALTER untyped TYPE bigint;
CREATE FOREIGN TABLE texts (id bigint, untyped text) SERVER :"test" OPTIONS (table 't');
CREATE FOREIGN TABLE small (id int, i smallint, r real) SERVER :"test" OPTIONS (table 't');
SET datestyle = 'ISO';
SET timezone = 'UTC';
:bare
SELECT pg_temp.both_ways($$SELECT i, count(*) FROM t GROUP BY i$$);
SELECT pg_temp.both_ways($$SELECT n, count(*) FROM t GROUP BY n$$);
SELECT pg_temp.both_ways($$SELECT d, count(*) FROM t GROUP BY d$$);
SELECT pg_temp.both_ways($$SELECT r, count(*) FROM t GROUP BY r$$);
SELECT pg_temp.both_ways($$SELECT t, count(*) FROM t GROUP BY t$$);
SELECT pg_temp.both_ways($$SELECT b, count(*) FROM t GROUP BY b$$);
SELECT pg_temp.both_ways($$SELECT at, count(*) FROM t GROUP BY at$$);
SELECT pg_temp.both_ways($$SELECT bytes, count(*) FROM t GROUP BY bytes$$);
SELECT pg_temp.both_ways($$SELECT iso, count(*) FROM t GROUP BY iso$$);
-- three ways to store a one, and the text of each
SELECT pg_temp.both_ways($$SELECT untyped, count(*) FROM t GROUP BY untyped$$);
SELECT pg_temp.both_ways($$SELECT untyped, count(*) FROM texts GROUP BY untyped$$);
SELECT pg_temp.both_ways($$SELECT i, count(*), max(id) FROM small GROUP BY i$$);
SELECT pg_temp.both_ways($$SELECT r, count(*) FROM small GROUP BY r$$);
-- several keys, some of which are not shown
SELECT pg_temp.both_ways($$SELECT i, b, count(*) FROM t GROUP BY i, b$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM t GROUP BY i, t$$);
SELECT pg_temp.both_ways($$SELECT b FROM t GROUP BY b$$);
SELECT pg_temp.both_ways($$SELECT i, i + 1, count(*) FROM t GROUP BY i$$);
SELECT pg_temp.both_ways($$SELECT length(t), count(*) FROM t GROUP BY length(t)$$);
SELECT pg_temp.both_ways($$SELECT i, lower(t), count(*) FROM t GROUP BY i, t$$);
SELECT pg_temp.both_ways($$SELECT 'x' AS x, i, count(*) FROM t GROUP BY 1, 2$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM t GROUP BY ()$$);
-- HAVING
SELECT pg_temp.both_ways($$SELECT i, count(*) FROM t GROUP BY i HAVING count(*) > 1$$);
SELECT pg_temp.both_ways($$SELECT i FROM t GROUP BY i HAVING max(t) = 'A' OR bool_or(b)$$);
SELECT pg_temp.both_ways($$SELECT i FROM t GROUP BY i HAVING length(max(t)) > 0$$);
SELECT pg_temp.both_ways($$SELECT i, count(*) FROM t GROUP BY i HAVING i IS NOT NULL AND sum(d) > 1.5$$);
SELECT pg_temp.both_ways($$SELECT i FROM t GROUP BY i HAVING stddev(id) IS NULL$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM t HAVING count(*) > 100$$);
SELECT pg_temp.both_ways($$SELECT 1 AS one FROM t HAVING max(i) = 2$$);
PREPARE p(bigint) AS SELECT i, count(*) FROM t GROUP BY i HAVING count(*) >= $1;
SET plan_cache_mode = force_generic_plan;
SELECT pg_temp.both_ways($$EXECUTE p(2)$$);
SELECT pg_temp.both_ways($$EXECUTE p(NULL)$$);
-- sorted and limited after
SELECT pg_temp.both_ways($$SELECT i, count(*) FROM t GROUP BY i ORDER BY count(*) DESC, i LIMIT 2$$);
SELECT pg_temp.both_ways($$SELECT t, count(*) FROM t GROUP BY t ORDER BY t COLLATE "C" DESC NULLS LAST$$);

:untouched
