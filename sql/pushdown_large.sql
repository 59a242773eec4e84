-- more conditions, or deeper ones, than SQLite takes in one statement are checked by PostgreSQL
\set test pushdown_large
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, i INTEGER); INSERT INTO t VALUES (1, 1), (2, 2), (3, 7), (4, NULL);$$;
:done
:mapped
SELECT string_agg(format('(i = %s AND id = %s)', x, x), ' OR ') AS many FROM generate_series(1, 1500) AS x \gset
SELECT string_agg(format('i <> %s', x), ' AND ') AS all_of FROM generate_series(100, 1600) AS x \gset
SELECT 'i' || repeat(' + 1', 90) AS deep \gset
SELECT id FROM t WHERE :many ORDER BY id;
SELECT id FROM t WHERE :all_of ORDER BY id;
SELECT id FROM t WHERE :deep > 95 ORDER BY id;
SELECT count(*) FROM t WHERE :all_of;
SELECT count(*) FROM t WHERE :many OR :deep > 95;
:untouched
