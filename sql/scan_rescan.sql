-- a scan starts again where a plan asks for it, and stands still under cursors, savepoints and errors
\set test scan_rescan
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, gone TEXT, name TEXT, "order" INTEGER);
  INSERT INTO t SELECT value, NULL, 'row ' || value, value % 3 FROM (WITH RECURSIVE n(value) AS (VALUES (1) UNION ALL SELECT value + 1 FROM n WHERE value < 10) SELECT value FROM n);
  CREATE TABLE empty (id INTEGER);$$;
:done
:server
CREATE SCHEMA again;
SET search_path = again;
CREATE FOREIGN TABLE t (gone text, id int, label text OPTIONS (column_name 'name'), "order" int) SERVER :"test";
ALTER FOREIGN TABLE t DROP COLUMN gone;
CREATE FOREIGN TABLE empty (id int) SERVER :"test";

-- a nested loop reads the inner table again for each outer row
SET sqlite_fdw.pushdown = off;
SET enable_hashjoin = off;
SET enable_mergejoin = off;
SET enable_material = off;
EXPLAIN (COSTS OFF) SELECT a.id, b.id FROM t AS a JOIN t AS b ON b.id = a.id * 2;
SELECT a.id, b.id FROM t AS a JOIN t AS b ON b.id = a.id * 2 ORDER BY 1;
RESET enable_hashjoin;
RESET enable_mergejoin;
RESET enable_material;
-- correlated subqueries, some of which do not read to the end, and an empty table
SELECT id, (SELECT max(b.id) FROM t AS b WHERE b."order" = a."order" AND b.id < a.id) AS before, (SELECT label FROM t AS c WHERE c.id > a.id LIMIT 1) AS next FROM t AS a WHERE id > 6 ORDER BY id;
SELECT id FROM t AS a WHERE EXISTS (SELECT 1 FROM t AS b WHERE b.id = a.id + 8);
SELECT count(*) FROM t AS a, LATERAL (SELECT a.id + e.id FROM empty AS e) AS x;
SELECT x, y.id FROM generate_series(1, 3) AS x, LATERAL (SELECT id FROM t WHERE id % x = 0 OFFSET 1 LIMIT 1) AS y;
WITH RECURSIVE walk(id) AS (SELECT 1 UNION ALL SELECT t.id FROM walk JOIN t ON t.id = walk.id * 2) SELECT * FROM walk;

-- a cursor that goes back
BEGIN;
DECLARE back SCROLL CURSOR FOR SELECT id, label FROM t;
FETCH 3 FROM back;
FETCH BACKWARD 2 FROM back;
FETCH ABSOLUTE 9 FROM back;
FETCH NEXT FROM back;
FETCH NEXT FROM back;
FETCH PRIOR FROM back;
MOVE FIRST FROM back;
FETCH RELATIVE 4 FROM back;
-- two at once on one table
DECLARE one NO SCROLL CURSOR FOR SELECT id FROM t;
DECLARE two NO SCROLL CURSOR FOR SELECT id FROM t WHERE "order" = 0;
FETCH 2 FROM one;
FETCH 1 FROM two;
FETCH 1 FROM one;
FETCH ALL FROM two;
FETCH 2 FROM one;
CLOSE two;
FETCH 1 FROM one;
-- a savepoint that is rolled back between two fetches, with a cursor of its own
SAVEPOINT s;
DECLARE three NO SCROLL CURSOR FOR SELECT id FROM t;
FETCH 2 FROM three;
FETCH 1 FROM one;
ROLLBACK TO s;
FETCH 1 FROM one;
SAVEPOINT s;
SELECT 1 / (id - 2) FROM t;
ROLLBACK TO s;
FETCH ALL FROM one;
COMMIT;
SELECT in_use FROM sqlite.connections();

-- a cursor that outlives its transaction
BEGIN;
DECLARE held CURSOR WITH HOLD FOR SELECT id, label FROM t WHERE id > 5;
FETCH 1 FROM held;
COMMIT;
FETCH 2 FROM held;
SELECT count(*) FROM t;
FETCH ALL FROM held;
CLOSE held;
-- a scan that is given up half-way
SELECT id FROM t LIMIT 2;
SELECT in_use FROM sqlite.connections();

:untouched
