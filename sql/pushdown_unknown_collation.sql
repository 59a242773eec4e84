-- a collation that only the application knows keeps no condition from its answer
\set test pushdown_unknown_collation
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, t TEXT COLLATE NOCASE, i INTEGER COLLATE NOCASE, iso TEXT COLLATE NOCASE, untyped COLLATE NOCASE, b BOOLEAN COLLATE NOCASE, u TEXT COLLATE NOCASE, n NUMERIC COLLATE NOCASE, bytes BLOB COLLATE NOCASE);
  INSERT INTO t (id, t, i, iso, untyped, b, u, n, bytes) VALUES (1, 'a', 1, '2024-01-01', 1, 1, '00000000-0000-0000-0000-000000000001', 1.5, x'01'), (2, 'B', 2, '2024-01-02', '2', 0, x'00000000000000000000000000000001', 2.5, x'02'), (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
  CREATE TABLE u (t TEXT);
  INSERT INTO u VALUES ('a'), ('b');
.output /dev/null
.dbconfig defensive off
.output
  PRAGMA writable_schema = on;
  UPDATE sqlite_schema SET sql = replace(sql, 'NOCASE', 'LOCALIZED') WHERE name = 't';$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER iso TYPE timestamp, ALTER iso OPTIONS (ADD format 'iso'), ALTER untyped TYPE bigint, ALTER u TYPE uuid;
SET datestyle = 'ISO';
SET enable_sort = off;
:bare
SELECT pg_temp.both_ways($$SELECT id, t, i FROM t$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t = 'a'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t > 'B'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t IN ('a', 'b')$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t LIKE 'a%'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t IS DISTINCT FROM 'a'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE coalesce(t, 'x') = 'x'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t IS NULL$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i = 1$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i > 1$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i IN (1, 7)$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i IS DISTINCT FROM 1$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i + 1 = 2$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE untyped = 2$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE iso > '2024-01-01'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE u = '00000000-0000-0000-0000-000000000001'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n = 1.5$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE bytes = '\x02'$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM t ORDER BY t$$);
SELECT pg_temp.both_ways($$SELECT id, i FROM t ORDER BY i DESC LIMIT 2$$);
SELECT pg_temp.both_ways($$SELECT t, count(*) FROM t GROUP BY t$$);
SELECT pg_temp.both_ways($$SELECT i, count(*) FROM t GROUP BY i$$);
SELECT pg_temp.both_ways($$SELECT sum(i), max(i), min(t), count(DISTINCT t), count(DISTINCT i) FROM t$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT i, b FROM t$$);
SELECT pg_temp.both_ways($$SELECT t.id FROM t JOIN u USING (t)$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE id = 2 AND t = 'B'$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM t WHERE t = 'a' OR i = 2$$);

:untouched
