-- rows that come sorted from SQLite are in the order that a merge join goes by
\set test pushdown_merge_join_order
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, t TEXT, nocase TEXT COLLATE NOCASE);
  CREATE INDEX t_t ON t (t);
  CREATE INDEX t_nocase ON t (nocase);
  INSERT INTO t VALUES (1, 'a', 'a'), (2, 'B', 'B'), (3, 'c', 'c'), (4, 'D', 'D'), (5, 'é', 'é'), (6, NULL, NULL), (7, '_', '_');$$;
:done
:mapped
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_collation WHERE collname = 'en-x-icu') THEN
    CREATE COLLATION human (provider = icu, locale = 'en');
  ELSE
    CREATE COLLATION human (locale = 'C.UTF-8');
  END IF;
END
$$;
CREATE TABLE native AS SELECT * FROM t;
CREATE FOREIGN TABLE h (id bigint, t text COLLATE human, nocase text COLLATE human) SERVER :"test" OPTIONS (table 't');
CREATE TABLE h_native AS SELECT * FROM h;
ANALYZE native, h_native;
SET enable_hashjoin = off;
SET enable_nestloop = off;
SET enable_sort = off;
:bare
SELECT pg_temp.both_ways($$SELECT t.id, t, native.id FROM t JOIN native USING (t) ORDER BY t$$);
SELECT pg_temp.both_ways($$SELECT t.id, nocase, native.id FROM t JOIN native USING (nocase) ORDER BY nocase$$);
SELECT pg_temp.both_ways($$SELECT t, native.id FROM t FULL JOIN native USING (t) ORDER BY t DESC$$);
SELECT pg_temp.both_ways($$SELECT t.id, native.t FROM t JOIN native ON native.id = t.id ORDER BY t.id DESC$$);
SELECT pg_temp.both_ways($$SELECT h.id, t, h_native.id FROM h JOIN h_native USING (t) ORDER BY t$$, false);
SELECT pg_temp.both_ways($$SELECT h.id, nocase, h_native.id FROM h JOIN h_native USING (nocase) ORDER BY nocase$$, false);

:untouched
