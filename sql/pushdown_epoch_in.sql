-- lists and parameters of times find the numbers that are stored
\set test pushdown_epoch_in
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, at INTEGER);
  CREATE INDEX t_at ON t (at);
  INSERT INTO t (id, at) VALUES (1, 1704067200), (2, 1704067201), (3, 1704067200), (4, NULL), (5, 0), (6, '1704067201'), (7, 1704067201.5);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER at TYPE timestamptz, ALTER at OPTIONS (ADD format 'unix');
SET datestyle = 'ISO';
SET timezone = 'UTC';
:bare
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE at IN ('2024-01-01 00:00:00', '1970-01-01')$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE at NOT IN ('2024-01-01 00:00:00', '1970-01-01')$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE at = '2024-01-01 00:00:00' OR at = '2024-01-01 00:00:01'$$);
PREPARE one(timestamptz) AS SELECT id, at FROM t WHERE at = $1;
PREPARE many(timestamptz[]) AS SELECT id, at FROM t WHERE at = ANY ($1);
SET plan_cache_mode = force_generic_plan;
SELECT pg_temp.both_ways($$EXECUTE one('2024-01-01 00:00:01')$$);
SELECT pg_temp.both_ways($$EXECUTE one('2024-01-01 00:00:01.5')$$);
SELECT pg_temp.both_ways($$EXECUTE one('infinity')$$);
SELECT pg_temp.both_ways($$EXECUTE one(NULL)$$);
SELECT pg_temp.both_ways($$EXECUTE many('{2024-01-01 00:00:01,1970-01-01,NULL}')$$);
-- as values of another table
SET enable_hashjoin = off;
SET enable_mergejoin = off;
CREATE TABLE times AS SELECT timestamptz '2024-01-01 00:00:01' AS at;
SELECT pg_temp.both_ways($$SELECT id FROM times JOIN t USING (at)$$);

:untouched
