-- a collation that SQLite's column declares does not make texts equal, nor keep SQLite from using its index
\set test pushdown_collate_nocase
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, nc TEXT COLLATE NOCASE UNIQUE, rt TEXT COLLATE RTRIM, plain TEXT);
  INSERT INTO t (id, nc, rt, plain) VALUES (1, 'abc', 'x', 'ABC'), (2, 'b', 'x ', 'b'), (3, 'C', 'x  ', 'c'), (4, 'D', NULL, NULL), (5, 'éa', 'X', 'éa'), (6, NULL, '', '');
  CREATE TABLE u (nc TEXT COLLATE NOCASE);
  INSERT INTO u VALUES ('abc'), ('ABC'), ('Abc'), ('x');$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
SET enable_sort = off;
:bare
SELECT pg_temp.both_ways($$SELECT id, nc FROM t WHERE nc = 'ABC'$$);
SELECT pg_temp.both_ways($$SELECT id, nc FROM t WHERE nc = 'abc'$$);
SELECT pg_temp.both_ways($$SELECT id, nc FROM t WHERE nc <> 'ABC'$$);
SELECT pg_temp.both_ways($$SELECT id, nc FROM t WHERE nc IN ('abc', 'c', 'd')$$);
SELECT pg_temp.both_ways($$SELECT id, nc FROM t WHERE nc NOT IN ('abc', 'c', 'd')$$);
SELECT pg_temp.both_ways($$SELECT id, nc FROM t WHERE nc < 'a'$$);
SELECT pg_temp.both_ways($$SELECT id, nc FROM t WHERE nc IS NOT DISTINCT FROM 'ABC'$$);
SELECT pg_temp.both_ways($$SELECT id, nc FROM t WHERE nc IS DISTINCT FROM 'ABC' AND id < 4$$);
SELECT pg_temp.both_ways($$SELECT id, nc FROM t WHERE nc LIKE 'a%'$$);
SELECT pg_temp.both_ways($$SELECT id, nc FROM t ORDER BY nc$$);
SELECT pg_temp.both_ways($$SELECT id, rt FROM t WHERE rt = 'x'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE coalesce(nc, 'Q') = 'q' OR nc = 'B'$$);
SELECT pg_temp.both_ways($$SELECT id, nc, plain FROM t WHERE nc = plain$$);
SELECT pg_temp.both_ways($$SELECT id, nc, plain FROM t WHERE plain <> nc$$);
SELECT pg_temp.both_ways($$SELECT nc, count(*) FROM u GROUP BY nc$$);
SELECT pg_temp.both_ways($$SELECT count(DISTINCT nc), min(nc), max(nc) FROM u$$);
SELECT pg_temp.both_ways($$SELECT rt, count(*) FROM t GROUP BY rt$$);
SELECT pg_temp.both_ways($$SELECT count(*) FILTER (WHERE nc = 'ABC') AS one, count(*) FILTER (WHERE nc > 'a') AS two FROM u$$);
SELECT pg_temp.both_ways($$SELECT t.id, u.nc FROM t JOIN u ON u.nc = t.nc$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT nc FROM u$$);
SELECT pg_temp.both_ways($$SELECT nc FROM u WHERE nc NOT IN (SELECT nc FROM t WHERE nc IS NOT NULL)$$);
-- the condition that is there twice lets SQLite look it up
:sqlite
SELECT $$EXPLAIN QUERY PLAN SELECT id FROM t AS r1 WHERE (r1."nc" = 'abc' AND r1."nc" = 'abc' COLLATE BINARY);$$;
:done

:untouched
