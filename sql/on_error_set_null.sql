-- a column whose on_error is set_null reads as NULL what it cannot hold, and tells how often, once
\set test on_error_set_null
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, at TEXT, name TEXT, must INTEGER);
  INSERT INTO t VALUES (1, 1, '2026-02-17', 'one', 1), (2, 'bad', 'TBD', 'two', 2), (3, NULL, NULL, NULL, 3), (4, 'worse', '2026-02-18', CAST(x'ff' AS TEXT), 4), (5, 1e30, '', 'five', 'bad');$$;
:done
:mapped
ALTER FOREIGN TABLE t ALTER COLUMN n OPTIONS (ADD on_error 'set_null'), ALTER COLUMN at TYPE date, ALTER COLUMN at OPTIONS (ADD on_error 'set_null'), ALTER COLUMN name OPTIONS (ADD on_error 'set_null');
SET datestyle = 'ISO';
SELECT id, n, at, name FROM t ORDER BY id;
-- only what a query reads is told
SELECT id, name FROM t ORDER BY id;
SELECT id FROM t WHERE n IS NULL ORDER BY id;
SELECT count(*) FROM t;
SELECT count(n), count(at), count(name) FROM t;
-- every scan of a query tells for itself, and once
SELECT count(*) FROM t AS a JOIN t AS b ON a.n = b.n;
SELECT id, (SELECT count(n) FROM t AS b WHERE b.id >= a.id) FROM t AS a WHERE id <= 2 ORDER BY id;
SELECT id, n FROM t LIMIT 2;
-- the other columns stop as before
SELECT id, n, must FROM t;
-- the messages can be silenced, and loading into a NOT NULL column still fails
CREATE TABLE native (id int, n int NOT NULL);
INSERT INTO native SELECT id, n FROM t;
SET client_min_messages = error;
INSERT INTO native SELECT id, n FROM t WHERE n IS NOT NULL;
SELECT * FROM native;
RESET client_min_messages;
-- a check lists the values all the same
SELECT * FROM sqlite.check('schema:on_error_set_null') ORDER BY row_id, column_name;
ALTER FOREIGN TABLE t ALTER COLUMN n OPTIONS (SET on_error 'stop');
SELECT n FROM t;

:untouched
