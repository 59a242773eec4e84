-- NULL is NULL for every type, and IS DISTINCT FROM counts it as a value
\set test pushdown_null_tests
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, i INTEGER, t TEXT, at TEXT, j TEXT, u BLOB, r REAL, n NUMERIC, b BOOLEAN);
  INSERT INTO t (id, i, t, at, j, u, r, n, b) VALUES (1, 1, '', '2024-01-01', 'null', x'00000000000000000000000000000001', 1, 1, 1), (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL), (3, 0, 'x', '2024-01-02', '1', x'00000000000000000000000000000002', 'NaN', 'NaN', 0);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER at TYPE date, ALTER at OPTIONS (ADD format 'iso'), ALTER j TYPE jsonb, ALTER u TYPE uuid;
:bare
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i IS NULL$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t IS NOT NULL$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE at IS NULL AND j IS NULL AND u IS NULL$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE at IS NOT NULL AND j IS NOT NULL AND u IS NOT NULL$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE NOT (i IS NULL OR t IS NULL)$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE coalesce(i, 5) IS NOT NULL$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i + 1 IS NULL$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE (i, t) IS NULL$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i = NULL$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i IS DISTINCT FROM 1$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i IS NOT DISTINCT FROM 1$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i IS DISTINCT FROM NULL$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i IS NOT DISTINCT FROM NULL$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE 1 IS DISTINCT FROM i$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t IS DISTINCT FROM ''$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i IS DISTINCT FROM id$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE r IS DISTINCT FROM 1$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE r IS NOT DISTINCT FROM 'NaN'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n IS NOT DISTINCT FROM 'NaN'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n IS DISTINCT FROM 0.1$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b IS DISTINCT FROM true$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE at IS DISTINCT FROM '2024-01-01'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE u IS NOT DISTINCT FROM NULL$$);
SELECT pg_temp.both_ways($$SELECT count(*), count(i), count(t) FROM t WHERE i IS DISTINCT FROM 1$$);
PREPARE p(bigint) AS SELECT id FROM t WHERE i IS NOT DISTINCT FROM $1;
SET plan_cache_mode = force_generic_plan;
SELECT pg_temp.both_ways($$EXECUTE p(1)$$);
SELECT pg_temp.both_ways($$EXECUTE p(NULL)$$);

:untouched
