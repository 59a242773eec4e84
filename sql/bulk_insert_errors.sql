-- after an error nothing of what was written many rows at once stays
\set test bulk_insert_errors
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set bulk :srcdir '/test/lib/bulk.psql'
\i :bulk

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, name TEXT);
  WITH RECURSIVE i (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM i WHERE x < 2500) INSERT INTO t SELECT x, CASE WHEN x = 2345 THEN 'bad' ELSE x % 7 END, 'name ' || x FROM i;
  CREATE VIEW endless AS WITH RECURSIVE i (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM i) SELECT x AS id FROM i;$$;
:done
:server
CREATE SCHEMA :"test";
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO :"test" OPTIONS (infer 'declared', import_views 'true');
SET search_path = :"test";
CREATE TABLE native (id bigint PRIMARY KEY, n bigint, name text);
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t');
SELECT pg_temp.inserted('INSERT INTO native SELECT id, 1000 / (id - 1500), name FROM t');
SELECT count(*) FROM native;
-- the session goes on, also within the transaction
BEGIN;
INSERT INTO native SELECT id FROM t WHERE id < 10;
SAVEPOINT here;
INSERT INTO native SELECT * FROM t WHERE id > 20;
ROLLBACK TO here;
INSERT INTO native SELECT id FROM t WHERE id BETWEEN 10 AND 20;
COMMIT;
SELECT count(*) FROM native;
TRUNCATE native;
DO $$
BEGIN
  INSERT INTO native SELECT * FROM t;
EXCEPTION WHEN invalid_text_representation THEN
  INSERT INTO native (id) SELECT id FROM t;
END
$$;
SELECT count(*) FROM native;
TRUNCATE native;
-- on_error
ALTER FOREIGN TABLE t OPTIONS (ADD on_error 'ignore');
INSERT INTO native SELECT * FROM t;
SELECT count(*) FROM native;
TRUNCATE native;
-- a cancel
ALTER FOREIGN TABLE endless ALTER id TYPE bigint;
EXPLAIN (COSTS OFF) INSERT INTO native (n) SELECT id FROM endless;
ALTER TABLE native DROP CONSTRAINT native_pkey, ALTER id DROP NOT NULL;
SET statement_timeout = '300ms';
INSERT INTO native (n) SELECT id FROM endless;
RESET statement_timeout;
SELECT count(*) FROM native;
-- where nothing may be written, or not by everyone
BEGIN READ ONLY;
INSERT INTO native SELECT * FROM t;
ROLLBACK;
CREATE ROLE regress_bulk_insert_errors;
GRANT USAGE ON SCHEMA :"test" TO regress_bulk_insert_errors;
GRANT SELECT ON t TO regress_bulk_insert_errors;
GRANT USAGE ON FOREIGN SERVER :"test" TO regress_bulk_insert_errors;
SET ROLE regress_bulk_insert_errors;
INSERT INTO native SELECT * FROM t;
RESET ROLE;
GRANT INSERT (id, n) ON native TO regress_bulk_insert_errors;
SET ROLE regress_bulk_insert_errors;
INSERT INTO native (id, name) SELECT id, name FROM t;
INSERT INTO native (id, n) SELECT id, n FROM t;
RESET ROLE;
SELECT count(*) FROM native;
DROP OWNED BY regress_bulk_insert_errors;
DROP ROLE regress_bulk_insert_errors;
:untouched
