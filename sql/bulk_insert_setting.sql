-- sqlite_fdw.bulk_insert is on, and can be switched off
\set test bulk_insert_setting
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set bulk :srcdir '/test/lib/bulk.psql'
\i :bulk

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO t VALUES (1, 'one'), (2, 'two');$$;
:done
:mapped
CREATE TABLE native (id bigint, name text);
SHOW sqlite_fdw.bulk_insert;
EXPLAIN (COSTS OFF) INSERT INTO native SELECT * FROM t;
SET sqlite_fdw.bulk_insert = off;
EXPLAIN (COSTS OFF) INSERT INTO native SELECT * FROM t;
INSERT INTO native SELECT * FROM t;
RESET sqlite_fdw.bulk_insert;
INSERT INTO native SELECT * FROM t;
SELECT * FROM native ORDER BY id;
SELECT setting, boot_val, context, vartype, short_desc, extra_desc FROM pg_settings WHERE name = 'sqlite_fdw.bulk_insert' \gx
-- EXPLAIN names it when it is not as usual
SET sqlite_fdw.bulk_insert = off;
EXPLAIN (COSTS OFF, SETTINGS) INSERT INTO native SELECT * FROM t;
SET sqlite_fdw.bulk_insert = maybe;
:untouched
