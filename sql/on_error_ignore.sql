-- on_error ignore leaves rows out, the same for every query, whatever columns it reads
\set test on_error_ignore
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, at TEXT, name TEXT, unmapped INTEGER);
  INSERT INTO t VALUES (1, 1, '2026-02-17', 'one', 'bad'), (2, 'bad', '2026-02-17', 'two', 2), (3, NULL, NULL, NULL, 3), (4, 4, 'TBD', 'four', 4), (5, 5, '2026-02-18', CAST(x'ff' AS TEXT), 5), (6, 6, '2026-02-18', 'six', 6), (7, 'bad', 'TBD', 'seven', 7);$$;
:done
:mapped
ALTER FOREIGN TABLE t ALTER COLUMN at TYPE date, DROP COLUMN unmapped, OPTIONS (ADD on_error 'ignore');
SET datestyle = 'ISO';
SELECT * FROM t ORDER BY id;
SELECT id FROM t ORDER BY id;
SELECT name FROM t ORDER BY name;
SELECT count(*) FROM t;
SELECT FROM t;
SELECT 1 AS one FROM t;
SELECT count(n), sum(n), count(at), count(name) FROM t;
SELECT EXISTS (SELECT FROM t WHERE id = 2) AS two, EXISTS (SELECT FROM t WHERE n IS NULL) AS n_null, EXISTS (SELECT FROM t WHERE id = 1) AS one;
SELECT id FROM t WHERE id = 4;
SELECT id FROM t WHERE name IS NULL;
SELECT id FROM t WHERE n IS NOT NULL ORDER BY id;
SELECT a.id FROM t AS a JOIN t AS b USING (id) ORDER BY id;
SELECT id FROM t ORDER BY id DESC LIMIT 1;
-- a cursor tells when it is closed or at its end
BEGIN;
DECLARE c CURSOR FOR SELECT id FROM t;
FETCH 2 FROM c;
CLOSE c;
COMMIT;
-- a column with set_null keeps its rows in
ALTER FOREIGN TABLE t ALTER COLUMN n OPTIONS (ADD on_error 'set_null');
SELECT id, n FROM t ORDER BY id;
SELECT count(*) FROM t;
-- loading
CREATE TABLE native (LIKE t);
INSERT INTO native SELECT * FROM t;
CREATE TABLE made AS SELECT id FROM t;
SELECT (SELECT count(*) FROM native) AS native, (SELECT count(*) FROM made) AS made;
ANALYZE t;
-- a view over it, and a table that inherits from a native one
CREATE TABLE parent (id bigint);
CREATE FOREIGN TABLE child () INHERITS (parent) SERVER :"test" OPTIONS ("table" 't', on_error 'ignore');
SELECT count(*) FROM parent;

:untouched
