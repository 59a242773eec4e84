-- conditions reach the members of UNION ALL, of an inheritance tree and of a partitioned table
\set test pushdown_union_all
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE a (gone TEXT, id INTEGER PRIMARY KEY, t TEXT, n INTEGER);
  INSERT INTO a (id, t, n) VALUES (1, 'x', 10), (2, 'y', 20), (3, NULL, NULL);
  CREATE TABLE b (n INTEGER, t TEXT, id INTEGER PRIMARY KEY);
  INSERT INTO b VALUES (30, 'x', 11), (40, 'Y', 12), (NULL, NULL, 13);$$;
:done
:server
CREATE SCHEMA un;
SET search_path = un;
CREATE TABLE parent (id bigint, t text, n bigint);
INSERT INTO parent VALUES (100, 'x', 1000);
CREATE FOREIGN TABLE a (gone text, id bigint, t text, n bigint) SERVER :"test";
ALTER FOREIGN TABLE a DROP COLUMN gone;
ALTER FOREIGN TABLE a INHERIT parent;
CREATE FOREIGN TABLE b (n bigint, t text, id bigint) SERVER :"test";
ALTER FOREIGN TABLE b INHERIT parent;
CREATE VIEW u AS SELECT id, t, n FROM a UNION ALL SELECT id, t, n + 1 FROM b;
SET enable_sort = off;
:bare
SELECT pg_temp.both_ways($$SELECT id FROM u WHERE t = 'x'$$);
SELECT pg_temp.both_ways($$SELECT id FROM u WHERE n > 15 AND n < 41$$);
SELECT pg_temp.both_ways($$SELECT count(*), sum(n) FROM u WHERE t IS NOT NULL$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM u ORDER BY id DESC LIMIT 3$$);
SELECT pg_temp.both_ways($$SELECT id FROM a WHERE n = 10 UNION ALL SELECT id FROM b WHERE n = 40 UNION ALL SELECT 0$$);
-- whether these are sorted for it depends on PostgreSQL's version
SELECT l FROM pg_temp.both_ways($$SELECT t FROM a UNION SELECT t FROM b$$) AS l WHERE l !~ '^SQLite';
SELECT l FROM pg_temp.both_ways($$SELECT t FROM a INTERSECT SELECT t FROM b$$) AS l WHERE l !~ '^SQLite';
SELECT pg_temp.both_ways($$SELECT id, tableoid::regclass FROM parent WHERE t = 'x'$$);
SELECT pg_temp.both_ways($$SELECT id FROM parent WHERE n BETWEEN 20 AND 1000 ORDER BY id$$);
SELECT pg_temp.both_ways($$SELECT count(*), max(n), count(DISTINCT t) FROM parent$$);
SELECT pg_temp.both_ways($$SELECT id FROM ONLY parent WHERE t = 'x'$$);
SELECT pg_temp.both_ways($$SELECT p.id, x.id FROM parent AS p JOIN a AS x ON x.id * 10 = p.n$$);
-- partitions, of which some cannot hold the row
CREATE TABLE part (id bigint, t text, n bigint) PARTITION BY LIST (t);
CREATE FOREIGN TABLE part_x PARTITION OF part FOR VALUES IN ('x') SERVER :"test" OPTIONS (table 'a');
CREATE TABLE part_rest PARTITION OF part DEFAULT;
INSERT INTO part_rest VALUES (7, 'z', 70);
SELECT pg_temp.both_ways($$SELECT id, t FROM part WHERE t = 'z'$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM part WHERE t = 'x'$$);
PREPARE p(text, bigint) AS SELECT id FROM part WHERE t = $1 AND n >= $2;
SET plan_cache_mode = force_generic_plan;
SELECT pg_temp.both_ways($$EXECUTE p('x', 10)$$);
SELECT pg_temp.both_ways($$EXECUTE p('z', 10)$$);
SELECT pg_temp.both_ways($$EXECUTE p(NULL, 10)$$);

:untouched
