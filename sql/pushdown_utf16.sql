-- files in UTF-16 are searched like others, but sort by other units, and their texts are tested here
\set test pushdown_utf16
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

-- in UTF-16 the elephant is two surrogates, which come before the last private character
:sqlite
SELECT $$PRAGMA encoding = 'UTF-16le';
  CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, t TEXT, nc TEXT COLLATE NOCASE, i INTEGER, iso TEXT, bytes BLOB, u TEXT);
  INSERT INTO t (id, t, nc, i, iso, bytes, u) VALUES (1, 'a', 'A', 1, '2024-01-01', 'a', '00000000-0000-0000-0000-000000000001'), (2, '🐘', 'a', 2, '2024-01-02', x'61', '{00000000-0000-0000-0000-000000000001}'), (3, char(0xf8ff), 'ä', 3, '2024-01-03T00:00Z', NULL, NULL), (4, NULL, NULL, NULL, NULL, NULL, NULL), (5, 'ab', 'b', 5, '2024-01-02 12:00', 'ab', NULL);
  CREATE TABLE u (t TEXT);
  INSERT INTO u VALUES ('a'), ('🐘'), (CAST(x'3dd8' AS TEXT));$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER iso TYPE timestamp, ALTER iso OPTIONS (ADD format 'iso'), ALTER u TYPE uuid;
SET datestyle = 'ISO';
SET enable_sort = off;
:bare
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t = '🐘'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t <> '🐘'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t IN ('🐘', 'a')$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE nc = 'a'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t IS DISTINCT FROM 'a' AND t IS NOT NULL$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t > 'b'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t LIKE 'a%'$$);
SELECT pg_temp.both_ways($$SELECT id, ascii(t) FROM t ORDER BY t$$);
SELECT pg_temp.both_ways($$SELECT ascii(max(t)), min(t) FROM t$$);
SELECT pg_temp.both_ways($$SELECT t, count(*) FROM t WHERE id <> 3 GROUP BY t$$);
SELECT pg_temp.both_ways($$SELECT count(t) FROM t$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM t WHERE t = 'a'$$);
SELECT pg_temp.both_ways($$SELECT t.id FROM t JOIN u USING (t)$$);
-- numbers, times, bytes and uuids are as in every file
SELECT pg_temp.both_ways($$SELECT sum(i), max(i), count(*) FROM t WHERE i > 1$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE iso = '2024-01-02'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE bytes = '\x61'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE u = '00000000-0000-0000-0000-000000000001'$$);
-- a text that is no text
SELECT pg_temp.both_ways($$SELECT count(t) FROM u$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM u WHERE t <> 'a'$$);

:untouched
