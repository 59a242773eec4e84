-- a column that SQLite does not have is an error that names both columns, with a command that mends it
\set test column_missing
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, "user name" TEXT, address TEXT, "gone" INT); ALTER TABLE t DROP COLUMN gone; INSERT INTO t VALUES (1, 'ann', 'here');
  CREATE TABLE rowids (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO rowids VALUES (7, 'x');$$;
:done
:server
CREATE SCHEMA missing;
SET search_path = missing;
CREATE FOREIGN TABLE t (gone int, id int, "User Name" text OPTIONS (column_name 'user_name'), adress text, nothing text) SERVER :"test";
ALTER FOREIGN TABLE t DROP COLUMN gone;

SELECT adress FROM t;
\echo :SQLSTATE
SELECT "User Name" FROM t;
\echo :SQLSTATE
-- nothing is like it, so nothing is offered
SELECT nothing FROM t;
\echo :SQLSTATE
-- a column that is not read does no harm, and 'nothing' is never taken for a string
SELECT id FROM t;
SELECT * FROM t WHERE id = 1;
SELECT pg_temp.obey('SELECT id, adress, "User Name" FROM t');
SELECT id, adress, "User Name" FROM t;
-- names are compared as SQLite compares them
CREATE FOREIGN TABLE upper (table_id int OPTIONS (column_name 'ID'), "ADDRESS" text) SERVER :"test" OPTIONS (table 'T');
SELECT * FROM upper;
-- row ids are no columns
CREATE FOREIGN TABLE rowids (rowid int, v text) SERVER :"test";
SELECT rowid FROM rowids;
\echo :SQLSTATE

:untouched
