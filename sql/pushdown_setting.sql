-- sqlite_fdw.pushdown is on, and can be switched off for a session, a role, a database or a function
\set test pushdown_setting
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, i INTEGER);
  INSERT INTO t (id, i) VALUES (1, 10), (2, 20), (3, NULL);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
SET enable_hashjoin = off;
SET enable_mergejoin = off;
SET enable_nestloop = off;
SHOW sqlite_fdw.pushdown;
EXPLAIN (COSTS OFF) SELECT id FROM t WHERE i = 10;
EXPLAIN (COSTS OFF) SELECT count(*) FROM t;
EXPLAIN (COSTS OFF) SELECT a.id FROM t AS a JOIN t AS b ON b.id = a.i;
SET sqlite_fdw.pushdown = off;
EXPLAIN (COSTS OFF) SELECT id FROM t WHERE i = 10;
EXPLAIN (COSTS OFF) SELECT count(*) FROM t;
EXPLAIN (COSTS OFF) SELECT id FROM t ORDER BY id LIMIT 1;
SET enable_sort = off;
EXPLAIN (COSTS OFF) SELECT DISTINCT id FROM t;
RESET enable_nestloop;
EXPLAIN (COSTS OFF) SELECT a.id FROM t AS a JOIN t AS b ON b.id = a.i;
SELECT id FROM t WHERE i = 10;
SELECT count(*) FROM t;
RESET sqlite_fdw.pushdown;
SELECT setting, boot_val, context, vartype, short_desc, extra_desc FROM pg_settings WHERE name = 'sqlite_fdw.pushdown' \gx
-- for one function, and for a transaction
CREATE FUNCTION careful() RETURNS SETOF text LANGUAGE plpgsql SET sqlite_fdw.pushdown = off AS $$
BEGIN
  RETURN QUERY EXPLAIN (COSTS OFF) SELECT id FROM t WHERE i = 10;
END
$$;
SELECT careful();
SHOW sqlite_fdw.pushdown;
BEGIN;
SET LOCAL sqlite_fdw.pushdown = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM t;
COMMIT;
EXPLAIN (COSTS OFF) SELECT count(*) FROM t;
-- a plan that is kept keeps what it was made with
PREPARE kept AS SELECT count(*) FROM t;
SET plan_cache_mode = force_generic_plan;
EXECUTE kept;
SET sqlite_fdw.pushdown = off;
EXPLAIN (COSTS OFF) EXECUTE kept;
DISCARD PLANS;
EXPLAIN (COSTS OFF) EXECUTE kept;
RESET sqlite_fdw.pushdown;
-- it is a switch, and there is no other of its kind
SET sqlite_fdw.pushdown = maybe;
SET sqlite_fdw.pushup = on;

:untouched
