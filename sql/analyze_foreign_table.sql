-- ANALYZE takes statistics of a foreign table
\set test analyze_foreign_table
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, gone TEXT, kind INTEGER, name TEXT, bad INTEGER);
  INSERT INTO t SELECT value, 'g', value % 4, CASE WHEN value % 2 THEN 'name' END, value FROM generate_series(1, 2000);
  CREATE TABLE dirty (id INTEGER PRIMARY KEY, n INTEGER); INSERT INTO dirty VALUES (1, 1), (2, 'lots'), (3, 3);
  CREATE TABLE none (id INTEGER PRIMARY KEY, v TEXT);
  CREATE TABLE wide (id INTEGER PRIMARY KEY, v BLOB); INSERT INTO wide SELECT value, zeroblob(100000) FROM generate_series(1, 100);
  CREATE TABLE pairs (a TEXT, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID; INSERT INTO pairs SELECT value % 3, value FROM generate_series(1, 60);
  CREATE VIEW seen AS SELECT kind FROM t WHERE id <= 700;$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
CREATE FUNCTION rows(query text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  plan json;
BEGIN
  EXECUTE 'EXPLAIN (FORMAT JSON) ' || query INTO plan;
  RETURN plan->0->'Plan'->>'Plan Rows';
END
$$;

ANALYZE t;
ANALYZE seen, pairs (a), none;
SELECT relname, reltuples FROM pg_class WHERE relkind = 'f' AND relnamespace = 'analyze_foreign_table'::regnamespace ORDER BY 1;
SELECT tablename, attname, null_frac, avg_width, n_distinct, most_common_vals FROM pg_stats WHERE schemaname = 'analyze_foreign_table' ORDER BY 1, 2;
SELECT rows('SELECT * FROM t') AS t, rows('SELECT * FROM t WHERE kind = 1') AS kind, rows('SELECT * FROM t WHERE name IS NULL') AS unnamed, rows('SELECT * FROM t WHERE id > 1500') AS above,
  rows('SELECT * FROM seen') AS seen, rows('SELECT * FROM pairs') AS pairs, rows('SELECT * FROM pairs WHERE a = ''1''') AS a;
-- extended statistics too
CREATE STATISTICS both_columns (dependencies) ON kind, (upper(name)) FROM t;
ANALYZE t;
SELECT statistics_name FROM pg_stats_ext WHERE tablename = 't' AND dependencies IS NOT NULL;
-- in a transaction, with its snapshot
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT count(*) FROM t;
ANALYZE t;
COMMIT;
-- a value that its column cannot hold
ANALYZE dirty;
\echo :SQLSTATE
SELECT reltuples FROM pg_class WHERE oid = 'dirty'::regclass;
ALTER FOREIGN TABLE dirty OPTIONS (ADD on_error 'ignore');
ANALYZE dirty;
SELECT reltuples FROM pg_class WHERE oid = 'dirty'::regclass;
ALTER FOREIGN TABLE dirty OPTIONS (DROP on_error), ALTER COLUMN n OPTIONS (ADD on_error 'set_null');
ANALYZE dirty;
SELECT null_frac FROM pg_stats WHERE schemaname = 'analyze_foreign_table' AND tablename = 'dirty' AND attname = 'n';
ALTER FOREIGN TABLE dirty ADD COLUMN more text;
ANALYZE dirty;
\echo :SQLSTATE
-- wide rows: as many as fit into maintenance_work_mem
SET maintenance_work_mem = '1MB';
ANALYZE wide;
RESET maintenance_work_mem;
SELECT array_length(histogram_bounds::text::bigint[], 1) AS sampled FROM pg_stats WHERE schemaname = 'analyze_foreign_table' AND tablename = 'wide' AND attname = 'id';
SELECT reltuples FROM pg_class WHERE oid = 'wide'::regclass;
-- as a partition
CREATE TABLE parts (id bigint, v bytea) PARTITION BY RANGE (id);
ALTER TABLE parts ATTACH PARTITION wide FOR VALUES FROM (0) TO (1000);
CREATE TABLE parts_native PARTITION OF parts FOR VALUES FROM (1000) TO (2000);
ANALYZE parts;
SELECT reltuples FROM pg_class WHERE oid = 'parts'::regclass;
SELECT inherited, n_distinct FROM pg_stats WHERE schemaname = 'analyze_foreign_table' AND tablename = 'parts' AND attname = 'id';
SELECT count(*) FILTER (WHERE in_use) AS in_use FROM sqlite.connections();
:untouched

-- the file goes on; what was counted grows with the row ids, and never beyond them
\! sqlite3 "$DIR/source.db" "DELETE FROM t WHERE id % 2 = 0; INSERT INTO t (id, kind) SELECT value, 1 FROM generate_series(2001, 20000) WHERE value % 2"
ANALYZE t;
SELECT rows('SELECT * FROM t');
\! sqlite3 "$DIR/source.db" "INSERT INTO t (id, kind) SELECT value, 1 FROM generate_series(20001, 60000) WHERE value % 2"
SELECT rows('SELECT * FROM t') BETWEEN 29000 AND 31000 AS grown;
\! sqlite3 "$DIR/source.db" "DELETE FROM t WHERE id > 50"
SELECT rows('SELECT * FROM t');
