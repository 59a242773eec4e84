-- a LIMIT is applied to the whole answer, not to a part of it that comes from SQLite
\set test pushdown_limit_partition
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE old (id INTEGER PRIMARY KEY, name TEXT, n NUMERIC);
  INSERT INTO old VALUES (1, 'a', 5), (2, 'B', 4), (3, 'c', 3);
  CREATE TABLE older (id INTEGER PRIMARY KEY, name TEXT, n NUMERIC);
  INSERT INTO older VALUES (-1, 'x', 50), (-2, 'Y', 40), (-3, 'b', 30);$$;
:done
:server
CREATE SCHEMA parts;
SET search_path = parts;
CREATE TABLE t (id bigint, name text, n numeric) PARTITION BY RANGE (id);
CREATE FOREIGN TABLE older PARTITION OF t FOR VALUES FROM (-1000) TO (0) SERVER :"test";
CREATE FOREIGN TABLE old PARTITION OF t FOR VALUES FROM (0) TO (10) SERVER :"test";
CREATE TABLE new PARTITION OF t FOR VALUES FROM (10) TO (1000);
INSERT INTO t SELECT i, 'n' || i, i FROM generate_series(10, 18) AS i;
ANALYZE new;
SET enable_sort = off;
SET max_parallel_workers_per_gather = 0;
:bare
SELECT pg_temp.both_ways($$SELECT count(*) FROM t LIMIT 1$$);
SELECT pg_temp.both_ways($$SELECT sum(n), min(name), max(id) FROM t LIMIT 1$$);
SELECT pg_temp.both_ways($$SELECT id < 5 AS small, count(*) FROM t GROUP BY 1 ORDER BY 1 LIMIT 1$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT id > 5 FROM t ORDER BY 1 LIMIT 1 OFFSET 1$$);
SELECT pg_temp.both_ways($$SELECT id, name FROM t WHERE name ILIKE 'b' ORDER BY id LIMIT 2$$);
SELECT pg_temp.both_ways($$SELECT id, name FROM t ORDER BY length(name) DESC, id LIMIT 3$$);
SELECT pg_temp.both_ways($$SELECT id, n FROM t ORDER BY id LIMIT 4 OFFSET 2$$);
SELECT pg_temp.both_ways($$SELECT id, n FROM t ORDER BY n DESC, id LIMIT 4$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE id < 12 ORDER BY id DESC FETCH FIRST 3 ROWS WITH TIES$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM (SELECT id FROM t LIMIT 5) AS l$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM (SELECT id FROM old OFFSET 1 LIMIT 5) AS l WHERE id > 0$$);
-- one table
SELECT pg_temp.both_ways($$SELECT id FROM old WHERE name ILIKE 'b' LIMIT 1$$);
SELECT pg_temp.both_ways($$SELECT id, name FROM old ORDER BY name COLLATE "C", id LIMIT 2$$);
SELECT pg_temp.both_ways($$SELECT id, name FROM old ORDER BY lower(name) LIMIT 2$$);
SELECT pg_temp.both_ways($$SELECT id, row_number() OVER (ORDER BY id DESC) FROM old ORDER BY id LIMIT 2$$);
SELECT pg_temp.both_ways($$SELECT id, generate_series(1, 2) FROM old ORDER BY id LIMIT 3$$);
-- a partition that is read alone has its conditions, and only the others' are left out
SELECT pg_temp.both_ways($$SELECT id, name FROM t WHERE id = 2$$);
SELECT pg_temp.both_ways($$SELECT id, name FROM t WHERE id BETWEEN -1 AND 1$$);
SET enable_partitionwise_aggregate = on;
SET enable_partitionwise_join = on;
SELECT pg_temp.both_ways($$SELECT count(*), sum(id) FROM t$$);
SELECT pg_temp.both_ways($$SELECT id, count(*) FROM t WHERE id < 3 GROUP BY id$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.name FROM t AS a JOIN t AS b USING (id) WHERE a.id < 3$$);

:untouched
