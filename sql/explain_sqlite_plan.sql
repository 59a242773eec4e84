-- EXPLAIN VERBOSE shows SQLite's own plan; of its words only those are shown here that all versions of SQLite share
\set test explain_sqlite_plan
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, gone TEXT, name TEXT, "order" INTEGER);
  CREATE INDEX "by ""order"", and name" ON t ("order", name);
  INSERT INTO t SELECT value, NULL, 'row ' || value, value % 3 FROM (WITH RECURSIVE n(value) AS (VALUES (1) UNION ALL SELECT value + 1 FROM n WHERE value < 1000) SELECT value FROM n);
  CREATE VIEW ends AS SELECT id FROM t WHERE id < 3 UNION ALL SELECT id FROM t WHERE id > 998;$$;
:done
:server
CREATE SCHEMA how;
SET search_path = how;
CREATE FOREIGN TABLE t (gone text, id int, label text OPTIONS (column_name 'name'), "order" int) SERVER :"test";
ALTER FOREIGN TABLE t DROP COLUMN gone;
CREATE FOREIGN TABLE ends (id int) SERVER :"test";

-- only with VERBOSE
EXPLAIN (COSTS OFF) SELECT label FROM t WHERE id = 7;
EXPLAIN (COSTS OFF, VERBOSE) SELECT label FROM t WHERE id = 7;
EXPLAIN (COSTS OFF, VERBOSE) SELECT label FROM t;
-- of a generic plan, whose parameters have no values
PREPARE by_order (int) AS SELECT id FROM t WHERE "order" = $1;
SET plan_cache_mode = force_generic_plan;
EXPLAIN (COSTS OFF, VERBOSE) EXECUTE by_order (1);
EXECUTE by_order (NULL);

-- a list in the other formats, each line of SQLite's a string
CREATE FUNCTION lines(query text, option text DEFAULT 'COSTS') RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  plan jsonb;
BEGIN
  EXECUTE format('EXPLAIN (VERBOSE, FORMAT json, %s) %s', option, query) INTO plan;
  RETURN QUERY SELECT jsonb_array_elements_text(jsonb_path_query(plan, '$.**."SQLite Plan"'));
END
$$;
SELECT lines('SELECT id FROM t WHERE id BETWEEN 3 AND 5');
-- run or not
SELECT lines('SELECT label FROM t WHERE id = 7', 'ANALYZE');
-- what belongs to another line is indented below it
SELECT bool_or(line LIKE '  %SEARCH t USING INTEGER PRIMARY KEY (rowid<?)') AS first_half,
  bool_or(line LIKE '  %SEARCH t USING INTEGER PRIMARY KEY (rowid>?)') AS second_half,
  bool_or(line NOT LIKE ' %') AS the_whole
FROM lines('SELECT id FROM ends') AS line;

-- the plan of a file that has changed since is not SQLite's plan of what would be run
\! sqlite3 "$DIR/source.db" 'DROP INDEX "by ""order"", and name"; CREATE INDEX again ON t ("order")'
\set VERBOSITY sqlstate
EXPLAIN (COSTS OFF, VERBOSE) EXECUTE by_order (1);
EXPLAIN (COSTS OFF, VERBOSE) EXECUTE by_order (1);
SELECT count(*) FILTER (WHERE in_use) AS in_use FROM sqlite.connections();
