-- a scan that goes on after values that cannot be read does so in a statement that was planned for workers, too
\set test on_error_beside_parallel
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, small INTEGER, doc TEXT);
  INSERT INTO t VALUES (1, 1, '{"a": 1}'), (2, 200, '[2]'), (3, 3, '{no');$$;
:done
:server
CREATE SCHEMA beside;
SET search_path = beside;
CREATE DOMAIN below_100 AS int CHECK (value < 100);
CREATE FOREIGN TABLE t (id int, small below_100 OPTIONS (on_error 'set_null'), doc json OPTIONS (on_error 'set_null')) SERVER :"test";
CREATE TABLE native AS SELECT g AS id, g % 10 AS n FROM generate_series(1, 1000) AS g;
ANALYZE native;

SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
EXPLAIN (COSTS OFF) SELECT t.id, small, doc, n FROM t JOIN (SELECT id, min(n) AS n FROM native GROUP BY id) AS native USING (id) ORDER BY 1 \g |grep -o Gather
SELECT t.id, small, doc, n FROM t JOIN (SELECT id, min(n) AS n FROM native GROUP BY id) AS native USING (id) ORDER BY 1;
:untouched
