-- a table that SQLite does not have is an error, with a command that mends it
\set test table_missing
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE customers (id INTEGER PRIMARY KEY); INSERT INTO customers VALUES (1); CREATE VIEW "order lines" AS SELECT id FROM customers; CREATE TABLE far (x);$$;
:done
:server
CREATE SCHEMA "Missing";
SET search_path = "Missing";
CREATE ROLE regress_table_missing;
GRANT USAGE ON SCHEMA "Missing" TO regress_table_missing;
CREATE FOREIGN TABLE costumers (id int) SERVER :"test";
CREATE FOREIGN TABLE lines (id int) SERVER :"test" OPTIONS (table 'order line');
CREATE FOREIGN TABLE "sqlite_master" (name text) SERVER :"test";
CREATE FOREIGN TABLE unlike_anything (id int) SERVER :"test";
GRANT SELECT ON ALL TABLES IN SCHEMA "Missing" TO regress_table_missing;

-- as somebody who sees no paths
SET ROLE regress_table_missing;
SELECT * FROM costumers;
\echo :SQLSTATE
SELECT * FROM lines;
SELECT count(*) FROM unlike_anything;
\echo :SQLSTATE
-- SQLite's own tables are not the file's
SELECT * FROM sqlite_master;
EXPLAIN SELECT * FROM costumers;
RESET ROLE;

SELECT pg_temp.obey('SELECT * FROM costumers');
SELECT * FROM costumers;
SELECT pg_temp.obey('SELECT * FROM lines');
SELECT * FROM lines;
DROP OWNED BY regress_table_missing;
DROP ROLE regress_table_missing;

:untouched
