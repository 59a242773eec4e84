-- a time that is written in another way is the same time
\set test pushdown_iso_equality
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, at TEXT, untyped, nc TEXT COLLATE NOCASE, n NUMERIC);
  CREATE INDEX t_at ON t (at);
  INSERT INTO t (id, at) VALUES (1, '2024-01-01 00:00:00'), (2, '2024-01-01T00:00:00'), (3, '2024-01-01 00:00:00.000'), (4, '2024-01-01'), (5, '2024-01-01T00:00:00Z'), (6, '2024-01-01 00:00'),
    (7, '2024-01-01T14:00:00+14:00'), (8, '2023-12-31T12:00:00-12:00'), (9, '2024-01-01 00:00:01'), (10, '2023-12-31 23:59:59.999999'), (11, '0001-01-01'), (12, '9999-12-31 23:59:59'), (13, NULL);
  UPDATE t SET untyped = at, nc = at, n = at;$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER at TYPE timestamp, ALTER at OPTIONS (ADD format 'iso'), ALTER untyped TYPE timestamp, ALTER untyped OPTIONS (ADD format 'iso'), ALTER nc TYPE timestamptz, ALTER nc OPTIONS (ADD format 'iso'), ALTER n TYPE timestamp, ALTER n OPTIONS (ADD format 'iso');
SET datestyle = 'ISO';
SET timezone = 'UTC';
SET enable_sort = off;
:bare
SELECT pg_temp.both_ways($$SELECT id, at FROM t WHERE at = '2024-01-01 00:00:00'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE untyped = '2024-01-01 00:00:00'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE nc = '2024-01-01 00:00:00'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n = '2024-01-01 00:00:00'$$);
SELECT pg_temp.both_ways($$SELECT id, at FROM t WHERE at > '2024-01-01 00:00:00'$$);
SELECT pg_temp.both_ways($$SELECT id, at FROM t WHERE at < '2024-01-01 00:00:00'$$);
SELECT pg_temp.both_ways($$SELECT id, at FROM t WHERE at BETWEEN '2023-12-31 23:00' AND '2024-01-01 00:00:00'$$);
SELECT pg_temp.both_ways($$SELECT id, at FROM t WHERE at <> '2024-01-01 00:00:00'$$);
SELECT pg_temp.both_ways($$SELECT id, at FROM t WHERE at IN ('2024-01-01 00:00:00', '0001-01-01')$$);
SELECT pg_temp.both_ways($$SELECT id, at FROM t WHERE at IS DISTINCT FROM '2024-01-01 00:00:00'$$);
SELECT pg_temp.both_ways($$SELECT at, count(*) FROM t GROUP BY at$$);
SELECT pg_temp.both_ways($$SELECT min(at), max(at), count(at), count(DISTINCT at) FROM t$$);
SELECT pg_temp.both_ways($$SELECT id, at FROM t WHERE id IN (9, 10, 11, 13) ORDER BY at$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM t AS a JOIN t AS b USING (at) WHERE a.id = 7$$);
-- the ends of what can be written, and what cannot
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE at >= '9999-12-31 23:59:59'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE at <= '0001-01-01'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE at < '0044-03-15 BC'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE at > '0044-03-15 BC' AND id > 8$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE at < '20000-01-01' AND id > 8$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE at > '20000-01-01'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE at < 'infinity' AND id > 8$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE at > '-infinity' AND id > 8$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE at = 'infinity'$$);
-- the dates are bounds that SQLite's index knows
:sqlite
SELECT $$EXPLAIN QUERY PLAN SELECT id FROM t AS r1 WHERE (r1."at" >= '2023-12-30' AND r1."at" < '2024-01-04');$$;
:done

:untouched
