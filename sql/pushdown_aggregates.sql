-- aggregates with DISTINCT and FILTER, over groups and over no rows
\set test pushdown_aggregates
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, g TEXT, i INTEGER, n DECIMAL(8,2), r REAL, t TEXT, b BOOLEAN, at INTEGER);
  INSERT INTO t (id, g, i, n, r, t, b, at) VALUES (1, 'a', 5, 1.5, 0.5, 'x', 1, 10), (2, 'a', 5, 1.5, 0.5, 'X', 0, 10), (3, 'a', NULL, NULL, NULL, NULL, NULL, NULL), (4, 'b', 7, 2, -0.5, 'y', 1, 20), (5, 'b', -7, -2, 1e100, '', 1, 30), (6, NULL, 0, 0, 0, 'z', 0, 0), (7, 'c', NULL, NULL, NULL, NULL, NULL, NULL);
  CREATE TABLE empty (id INTEGER PRIMARY KEY, i INTEGER, t TEXT);$$;
:done
:mapped
-- later planners leave out what NOT NULL says
ALTER FOREIGN TABLE t ALTER id DROP NOT NULL;
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER at TYPE timestamp, ALTER at OPTIONS (ADD format 'unix');
SET datestyle = 'ISO';
-- newer versions would sort for it
SELECT set_config(name, 'off', false) FROM pg_settings WHERE name = 'enable_presorted_aggregate' \g /dev/null
:bare
SELECT pg_temp.both_ways($$SELECT count(*), count(i), count(n), count(r), count(t), count(b), count(at) FROM t$$);
SELECT pg_temp.both_ways($$SELECT count(DISTINCT i), count(DISTINCT n), count(DISTINCT t), count(DISTINCT b), count(DISTINCT at) FROM t$$);
SELECT pg_temp.both_ways($$SELECT sum(i), sum(DISTINCT i), avg(i), avg(DISTINCT i), avg(n), sum(DISTINCT n) FROM t$$);
SELECT pg_temp.both_ways($$SELECT min(i), max(i), min(n), max(n), min(r), max(r), min(t), max(t), min(at), max(at) FROM t$$);
SELECT pg_temp.both_ways($$SELECT g, count(*), sum(i), max(t), bool_or(b) FROM t GROUP BY g$$);
SELECT pg_temp.both_ways($$SELECT g, min(at), avg(n), count(DISTINCT i) FROM t WHERE id <> 4 GROUP BY g$$);
-- FILTER
SELECT pg_temp.both_ways($$SELECT count(*) FILTER (WHERE i > 0), sum(i) FILTER (WHERE g = 'a'), max(n) FILTER (WHERE b), avg(i) FILTER (WHERE i IS NOT NULL) FROM t$$);
SELECT pg_temp.both_ways($$SELECT g, count(*) FILTER (WHERE i > 0 OR b), count(DISTINCT i) FILTER (WHERE NOT b) FROM t GROUP BY g$$);
SELECT pg_temp.both_ways($$SELECT count(*) FILTER (WHERE false), sum(i) FILTER (WHERE i > 1000) FROM t$$);
SELECT pg_temp.both_ways($$SELECT count(*) FILTER (WHERE at >= '1970-01-01 00:00:20') FROM t$$);
SELECT pg_temp.both_ways($$SELECT count(*) FILTER (WHERE lower(t) = 'x') FROM t$$);
SELECT pg_temp.both_ways($$SELECT count(*) FILTER (WHERE t LIKE 'x%') FROM t$$);
-- over no rows
SELECT pg_temp.both_ways($$SELECT count(*), count(i), sum(i), avg(i), min(t), max(t) FROM empty$$);
SELECT pg_temp.both_ways($$SELECT t, count(*) FROM empty GROUP BY t$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM t WHERE id > 1000$$);
-- with what the query makes of them
SELECT pg_temp.both_ways($$SELECT upper(g) || '!', count(*) + 1, coalesce(sum(i), 0) * 2 FROM t GROUP BY g$$);
SELECT pg_temp.both_ways($$SELECT count(*) > 5 AS many, CASE WHEN max(i) > 5 THEN 'large' END FROM t$$);
SELECT pg_temp.both_ways($$SELECT g, count(*), rank() OVER (ORDER BY count(*) DESC, g) FROM t GROUP BY g$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM (SELECT g FROM t GROUP BY g) AS x$$);
SELECT pg_temp.both_ways($$SELECT g, sum(c) FROM (SELECT g, i, count(*) AS c FROM t GROUP BY g, i) AS x GROUP BY g$$);
-- an aggregate with an order, grouping sets, sets of rows
SELECT pg_temp.both_ways($$SELECT count(i ORDER BY id), string_agg(t, ',' ORDER BY id) FROM t$$);
SELECT pg_temp.both_ways($$SELECT g, b, count(*) FROM t GROUP BY ROLLUP (g, b)$$);
SELECT pg_temp.both_ways($$SELECT g, count(*), generate_series(1, 2) FROM t GROUP BY g$$);
-- the least and the greatest by an index
SELECT pg_temp.both_ways($$SELECT max(id) FROM t$$);
SELECT pg_temp.both_ways($$SELECT min(id) FROM t WHERE id > 3$$);
SELECT pg_temp.both_ways($$SELECT count(1), count(NULL::int), sum(1) FROM t$$);

:untouched
