-- SQLite sorts texts by their bytes, so it sorts, bounds and finds the extremes of them only where PostgreSQL does so, too
\set test pushdown_text_order
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, t TEXT);
  CREATE INDEX t_t ON t (t);
  INSERT INTO t (id, t) VALUES (1, 'a'), (2, 'B'), (3, 'c'), (4, 'D'), (5, NULL), (6, ''), (7, 'z'), (8, 'é'), (9, '𐀀'), (10, 'ff'), (11, 'ﬀ');$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
-- where the server has no ICU, another collation sorts by bytes, too, but does not say so
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_collation WHERE collname = 'en-x-icu') THEN
    CREATE COLLATION human (provider = icu, locale = 'en');
  ELSE
    CREATE COLLATION human (locale = 'C.UTF-8');
  END IF;
END
$$;
CREATE FOREIGN TABLE h (id bigint, t text COLLATE human) SERVER :"test" OPTIONS (table 't');
-- whoever can sort, does
SET enable_sort = off;
:bare
-- the default collation of this database is C
SELECT pg_temp.both_ways($$SELECT id, t FROM t ORDER BY t$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t >= 'B' AND t < 'd'$$);
SELECT pg_temp.both_ways($$SELECT min(t), max(t) FROM t$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t BETWEEN 'c' AND 'é' ORDER BY t DESC NULLS LAST, id$$);
-- by another collation
SELECT pg_temp.both_ways($$SELECT id, t FROM h ORDER BY t$$, false);
SELECT pg_temp.both_ways($$SELECT id, t FROM h WHERE t >= 'B' AND t < 'd'$$, false);
SELECT pg_temp.both_ways($$SELECT min(t), max(t) FROM h$$, false);
SELECT pg_temp.both_ways($$SELECT id, t FROM t ORDER BY t COLLATE human$$, false);
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t COLLATE human >= 'B'$$, false);
SELECT pg_temp.both_ways($$SELECT max(t COLLATE human) FROM t$$, false);
-- what is equal is the same bytes in both, so this is for SQLite
SELECT pg_temp.both_ways($$SELECT id, t FROM h WHERE t = 'B'$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM h WHERE t <> 'B' AND t IN ('a', 'B', 'ff')$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM h WHERE t IS DISTINCT FROM 'B' AND id < 6$$);
SELECT pg_temp.both_ways($$SELECT t, count(*) FROM h GROUP BY t HAVING count(*) > 0$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM h WHERE t LIKE 'f%'$$);
-- and so is the order, if the query asks for that of the bytes
SELECT pg_temp.both_ways($$SELECT id, t FROM h ORDER BY t COLLATE "C"$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM h WHERE t < 'c' COLLATE "C"$$);
SELECT pg_temp.both_ways($$SELECT max(t COLLATE "POSIX") FROM h$$);

:untouched
