-- outer, semi and anti joins are SQLite's where it knows exactly who has a partner
\set test pushdown_outer_join
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE a (gone TEXT, id INTEGER PRIMARY KEY, b INTEGER, t TEXT, n NUMERIC, at INTEGER, flag BOOLEAN);
  INSERT INTO a (id, b, t, n, at, flag) VALUES (1, 10, 'x', 1, 0, 1), (2, 20, 'y', 2.5, 60, 0), (3, 99, NULL, NULL, NULL, NULL), (4, NULL, 'X', 4, 0, 1), (5, 10, '', 1, 60, 0);
  CREATE TABLE b (id INTEGER PRIMARY KEY, t TEXT COLLATE NOCASE, n NUMERIC, note TEXT, at INTEGER);
  INSERT INTO b VALUES (10, 'x', 1, 'ten', 0), (20, 'Y', 2.5, NULL, 60), (30, NULL, NULL, 'thirty', NULL);
  CREATE TABLE c (id INTEGER PRIMARY KEY, b INTEGER);
  INSERT INTO c VALUES (100, 10), (200, 10), (300, 77);
  CREATE TABLE dirty (id INTEGER PRIMARY KEY, b INTEGER);
  INSERT INTO dirty VALUES (1, 10), (2, 'junk'), (3, 99);$$;
:done
:mapped
ALTER FOREIGN TABLE a DROP COLUMN gone;
ALTER FOREIGN TABLE a ALTER at TYPE timestamp, ALTER at OPTIONS (ADD format 'unix');
ALTER FOREIGN TABLE b ALTER at TYPE timestamp, ALTER at OPTIONS (ADD format 'unix');
SET datestyle = 'ISO';
SET enable_hashjoin = off;
SET enable_mergejoin = off;
SET enable_nestloop = off;
:bare
SELECT pg_temp.both_ways($$SELECT a.id, b.id, note FROM a LEFT JOIN b ON b.id = a.b$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id, note FROM b RIGHT JOIN a ON b.id = a.b$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM a LEFT JOIN b ON b.id = a.b AND b.note = 'ten'$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM a LEFT JOIN b ON b.id = a.b AND a.t = 'x'$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM a LEFT JOIN b ON b.id = a.b WHERE a.id > 1$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM a LEFT JOIN b ON b.id = a.b WHERE b.id IS NULL$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM a LEFT JOIN b ON b.id = a.b WHERE coalesce(b.note, 'none') = 'none'$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM a LEFT JOIN b ON b.id = a.b WHERE b.note IS DISTINCT FROM 'ten'$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.t FROM a LEFT JOIN b ON b.t = a.t$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM a LEFT JOIN b ON b.n = a.n$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM a LEFT JOIN b ON b.at = a.at$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM a LEFT JOIN b ON b.id > a.b$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM a LEFT JOIN b ON b.id = a.b AND lower(b.note) = 'ten'$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM a LEFT JOIN b ON false$$);
-- of three tables
SELECT pg_temp.both_ways($$SELECT a.id, b.id, c.id FROM a LEFT JOIN b ON b.id = a.b LEFT JOIN c ON c.b = b.id$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id, c.id FROM a LEFT JOIN (b JOIN c ON c.b = b.id) ON b.id = a.b$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id, c.id FROM a JOIN b ON b.id = a.b LEFT JOIN c ON c.b = a.b AND c.id > 100$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id, c.id FROM (a LEFT JOIN b ON b.id = a.b) JOIN c ON c.b = a.b$$);
-- what has a partner, and what has none
SELECT pg_temp.both_ways($$SELECT id FROM a WHERE b IN (SELECT id FROM b)$$);
SELECT pg_temp.both_ways($$SELECT id FROM a WHERE EXISTS (SELECT FROM c WHERE c.b = a.b)$$);
SELECT pg_temp.both_ways($$SELECT id FROM a WHERE NOT EXISTS (SELECT FROM b WHERE b.id = a.b)$$);
SELECT pg_temp.both_ways($$SELECT id FROM a WHERE b NOT IN (SELECT id FROM b)$$);
SELECT pg_temp.both_ways($$SELECT id FROM a WHERE EXISTS (SELECT FROM b WHERE b.id = a.b AND b.note IS NOT NULL) AND t <> ''$$);
SELECT pg_temp.both_ways($$SELECT id FROM a WHERE NOT EXISTS (SELECT FROM b WHERE b.t = a.t)$$);
SELECT pg_temp.both_ways($$SELECT id FROM a WHERE NOT EXISTS (SELECT FROM b WHERE lower(b.t) = lower(a.t))$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT b.id FROM b JOIN c ON c.b = b.id$$);
-- over groups, sorted, counted
SELECT pg_temp.both_ways($$SELECT b.id, count(c.id), max(c.id) FROM b LEFT JOIN c ON c.b = b.id GROUP BY b.id$$);
SELECT pg_temp.both_ways($$SELECT count(*), count(b.id), count(note) FROM a LEFT JOIN b ON b.id = a.b$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM a WHERE NOT EXISTS (SELECT FROM b WHERE b.id = a.b)$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM a LEFT JOIN b ON b.id = a.b ORDER BY b.id NULLS FIRST, a.id LIMIT 3$$);
-- a value that cannot be read is an error where it decides about partners
SELECT pg_temp.both_ways($$SELECT a.id, dirty.id FROM a LEFT JOIN dirty ON dirty.b = a.b$$);
SELECT pg_temp.both_ways($$SELECT dirty.id, b.id FROM dirty LEFT JOIN b ON b.id = dirty.b$$);
SELECT pg_temp.both_ways($$SELECT id FROM dirty WHERE NOT EXISTS (SELECT FROM b WHERE b.id = dirty.b)$$);
SELECT pg_temp.both_ways($$SELECT id FROM b WHERE NOT EXISTS (SELECT FROM dirty WHERE dirty.b = b.id)$$);
SELECT pg_temp.both_ways($$SELECT id FROM dirty WHERE b IN (SELECT id FROM b)$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM dirty LEFT JOIN b ON b.id = dirty.b$$);
-- with parameters
PREPARE p(bigint, text) AS SELECT a.id, b.id FROM a LEFT JOIN b ON b.id = a.b AND b.id > $1 WHERE a.t <> $2;
PREPARE q(numeric) AS SELECT a.id, b.id FROM a LEFT JOIN b ON b.id = a.b AND b.id > $1;
SET plan_cache_mode = force_generic_plan;
SELECT pg_temp.both_ways($$EXECUTE p(10, 'y')$$);
SELECT pg_temp.both_ways($$EXECUTE p(NULL, 'y')$$);
SELECT pg_temp.both_ways($$EXECUTE q(9.5)$$);
SELECT pg_temp.both_ways($$EXECUTE q('NaN')$$);

:untouched
