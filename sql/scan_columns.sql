-- a scan reads the columns that the query needs, and no others
\set test scan_columns
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE "t ""1""" (id INTEGER PRIMARY KEY, gone TEXT, "group" TEXT, remote REAL, bad INTEGER);
  INSERT INTO "t ""1""" VALUES (1, 'g', 'a', 1.5, 'lots'), (2, 'g', 'b', 2.5, 'more'), (3, 'g', NULL, -1, NULL);
  CREATE TABLE pairs (a TEXT, b INTEGER, v TEXT, PRIMARY KEY (b, a)) WITHOUT ROWID; INSERT INTO pairs VALUES ('x', 1, 'one'), ('y', 2, NULL);
  CREATE VIEW seen AS SELECT id, remote FROM "t ""1""";$$;
:done
:server
CREATE SCHEMA scanned;
SET search_path = scanned;
CREATE FOREIGN TABLE t (id int, gone text, "group" text, value float8 OPTIONS (column_name 'remote'), bad int) SERVER :"test" OPTIONS (table 't "1"');
ALTER FOREIGN TABLE t DROP COLUMN gone;
CREATE FOREIGN TABLE pairs (a text, b int, v text) SERVER :"test";
CREATE FOREIGN TABLE seen (id int, remote float8) SERVER :"test";

EXPLAIN (COSTS OFF) SELECT id FROM t;
SELECT id FROM t;
-- a condition needs its columns too
EXPLAIN (COSTS OFF) SELECT value FROM t WHERE "group" > 'a';
SELECT value FROM t WHERE "group" > 'a';
EXPLAIN (COSTS OFF) SELECT count(*) FROM t;
SELECT count(*) FROM t;
EXPLAIN (COSTS OFF) SELECT 1 FROM t WHERE value < 0;
SELECT 1 AS one FROM t WHERE value < 0;
EXPLAIN (COSTS OFF, VERBOSE) SELECT upper("group") FROM t ORDER BY value;
SELECT upper("group") FROM t ORDER BY value;
-- the key comes along for messages
EXPLAIN (COSTS OFF) SELECT v FROM pairs;
SELECT v FROM pairs;
EXPLAIN (COSTS OFF) SELECT remote FROM seen;
SELECT remote FROM seen;
-- a whole row reads all columns, and so meets the bad value
EXPLAIN (COSTS OFF) SELECT t FROM t;
SELECT t FROM t;
SELECT pairs FROM pairs;
SELECT p.a, p IS NULL AS is_null FROM pairs AS p;
-- system columns are PostgreSQL's
SELECT tableoid::regclass, id FROM t;
SELECT tableoid = 't'::regclass AS itself FROM t WHERE value > 2;
-- two of one, and a join of both
SELECT x.id FROM t AS x JOIN t AS y ON x.id = y.id + 1 ORDER BY 1;
-- a prepared statement, after a column was added
PREPARE ids AS SELECT * FROM pairs WHERE b = $1;
EXECUTE ids(2);
DEALLOCATE ids;
ALTER FOREIGN TABLE pairs ADD COLUMN extra text OPTIONS (column_name 'v');
SELECT * FROM pairs;

:untouched
