-- DISTINCT is SQLite's where values are equal there just if they are here
\set test pushdown_distinct
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, i INTEGER, t TEXT, nc TEXT COLLATE NOCASE, n NUMERIC, r REAL, b BOOLEAN, untyped, iso TEXT, at INTEGER, u BLOB);
  INSERT INTO t (id, i, t, nc, n, r, b, untyped, iso, at, u) SELECT value, value % 3, CASE WHEN value % 2 THEN 'a' ELSE 'A' END, CASE WHEN value % 2 THEN 'a' ELSE 'A' END, value % 2, 0.1, value % 2, CASE value % 3 WHEN 0 THEN 1 WHEN 1 THEN '1' ELSE 1.0 END, CASE WHEN value % 2 THEN '2024-01-01' ELSE '2024-01-01 00:00:00' END, value % 2, x'00000000000000000000000000000001' FROM (WITH RECURSIVE n(value) AS (VALUES (1) UNION ALL SELECT value + 1 FROM n WHERE value < 60) SELECT value FROM n);
  UPDATE t SET u = '00000000-0000-0000-0000-000000000001' WHERE id > 30;
  INSERT INTO t (id) VALUES (61), (62);
  CREATE TABLE dirty (id INTEGER PRIMARY KEY, i INTEGER);
  INSERT INTO dirty VALUES (1, 1), (2, 1), (3, 'junk');
  CREATE TABLE empty (i INTEGER);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER iso TYPE timestamp, ALTER iso OPTIONS (ADD format 'iso'), ALTER at TYPE timestamp, ALTER at OPTIONS (ADD format 'unix'), ALTER u TYPE uuid, ALTER untyped TYPE bigint;
SET datestyle = 'ISO';
-- PostgreSQL would rather take rows that come sorted
SET enable_sort = off;
SET enable_hashagg = on;
:bare
SELECT pg_temp.both_ways($$SELECT DISTINCT i FROM t$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT t FROM t$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT nc FROM t$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT n FROM t$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT r, b FROM t$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT at FROM t$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT untyped FROM t$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT iso FROM t$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT u FROM t$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT i, t FROM t WHERE id < 4$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT i + 1 FROM t$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT lower(t) FROM t$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT i, 7 AS seven FROM t$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT i FROM t ORDER BY i DESC$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT i FROM t ORDER BY i LIMIT 2$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT i FROM t LIMIT 0$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT ON (i) i, id FROM t ORDER BY i, id DESC$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT count(*) FROM t GROUP BY i$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM (SELECT DISTINCT i FROM t) AS x$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT i FROM empty$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT i FROM dirty$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT i FROM dirty WHERE id < 3$$);

:untouched
