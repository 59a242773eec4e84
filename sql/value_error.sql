-- an error about a value says where it stands, what it is, what was wanted, and how to read it
\set test value_error
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE "Order" (id INTEGER PRIMARY KEY, gone TEXT, amount, "group" TEXT, at);
  INSERT INTO "Order" VALUES (7, 'x', 'lots', 'it''s', 1700000000), (8, 'y', 5000000000, CAST(x'610062' AS TEXT), x'00ff'),
    (12, 'z', 1.5, NULL, '2024-02-30');
  CREATE TABLE pairs (region TEXT, n INTEGER, value, PRIMARY KEY (n, region)) WITHOUT ROWID;
  INSERT INTO pairs VALUES ('north', 1, 10), ('sou"th''s', 2, 'many'), ('west', 3, NULL);
  CREATE TABLE hidden_rowid (rowid TEXT, oid TEXT, value);
  INSERT INTO hidden_rowid VALUES ('a', 'b', 'many');
  CREATE TABLE no_rowid (rowid TEXT, oid TEXT, _rowid_ TEXT, value);
  INSERT INTO no_rowid VALUES ('a', 'b', 'c', 1), ('d', 'e', 'f', 'many');
  CREATE TABLE long_words (value); INSERT INTO long_words VALUES ('x' || replace(hex(zeroblob(50)), '00', 'ä')), (zeroblob(100));
  CREATE TABLE figures (value); INSERT INTO figures VALUES (0);
  CREATE VIEW sums AS SELECT n, value FROM pairs ORDER BY n;$$;
:done
:server
CREATE SCHEMA value_error;
SET search_path = value_error;
CREATE FOREIGN TABLE "Order" (gone text, id bigint, amount integer, "group" text, stamp timestamptz OPTIONS (column_name 'at')) SERVER :"test";
ALTER FOREIGN TABLE "Order" DROP COLUMN gone;
CREATE FOREIGN TABLE pairs (n int, value numeric(3,1)) SERVER :"test";
CREATE FOREIGN TABLE hidden_rowid (value int) SERVER :"test";
CREATE FOREIGN TABLE no_rowid (value int) SERVER :"test";
CREATE FOREIGN TABLE sums (n int, value int) SERVER :"test";
CREATE FOREIGN TABLE long_words (value text) SERVER :"test";
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE FOREIGN TABLE figures (value positive) SERVER :"test";

-- by row id
SELECT amount FROM "Order";
\echo :SQLSTATE
SELECT stamp FROM "Order";
\echo :SQLSTATE
SELECT "group" FROM "Order";
\echo :SQLSTATE
-- by a key of two columns, in the order of the key
SELECT value FROM pairs;
\echo :SQLSTATE
-- by another name of the row id, and by the place in the scan if there is none
SELECT value FROM hidden_rowid;
\echo :SQLSTATE
SELECT value FROM no_rowid;
\echo :SQLSTATE
SELECT value FROM sums;
\echo :SQLSTATE
-- of a long value only the beginning is shown, in whole characters
SELECT value FROM long_words;
\echo :SQLSTATE
ALTER FOREIGN TABLE long_words ALTER COLUMN value TYPE int;
SELECT value FROM long_words;
\echo :SQLSTATE
-- what PostgreSQL itself says of the value comes last
SELECT value FROM figures;
\echo :SQLSTATE

-- the error's fields name the foreign column, for programs
DO $$
DECLARE
  schema_name text; table_name text; column_name text;
BEGIN
  PERFORM amount FROM "Order";
EXCEPTION WHEN invalid_text_representation THEN
  GET STACKED DIAGNOSTICS schema_name = SCHEMA_NAME, table_name = TABLE_NAME, column_name = COLUMN_NAME;
  RAISE NOTICE '% % %', schema_name, table_name, column_name;
END
$$;

-- the command of each hint works when it is pasted, until every value is read
SELECT pg_temp.obey('SELECT amount FROM "Order" WHERE id IN (7, 8)');
SELECT pg_temp.obey('SELECT value FROM pairs');
SELECT pg_temp.obey('SELECT value FROM hidden_rowid');
SELECT pg_temp.obey('SELECT value FROM sums');
SELECT pg_temp.obey('SELECT value FROM figures');
SELECT pg_temp.obey('SELECT value FROM long_words');
SELECT value FROM pairs ORDER BY n;
SELECT octet_length(value) FROM long_words;

:untouched
