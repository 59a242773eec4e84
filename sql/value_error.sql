-- an error about a value says where it stands, what it is, what was wanted, and how to read it
\set test value_error
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE "Order" (id INTEGER PRIMARY KEY, gone TEXT, amount, "group" TEXT, at);
  INSERT INTO "Order" VALUES (7, 'x', 'lots', 'it''s', 1700000000), (8, 'y', 5000000000, CAST(x'610062' AS TEXT), x'00ff'),
    (-3, 'z', printf('%.*c', 200, 'ä'), NULL, NULL), (12, 'z', 1.5, zeroblob(100), '2024-02-30');
  CREATE TABLE pairs (region TEXT, n INTEGER, value, PRIMARY KEY (n, region)) WITHOUT ROWID;
  INSERT INTO pairs VALUES ('north', 1, 10), ('sou"th''s', 2, 'many'), ('west', 3, NULL);
  CREATE TABLE hidden_rowid (rowid TEXT, oid TEXT, value);
  INSERT INTO hidden_rowid VALUES ('a', 'b', 'many');
  CREATE TABLE no_rowid (rowid TEXT, oid TEXT, _rowid_ TEXT, value);
  INSERT INTO no_rowid VALUES ('a', 'b', 'c', 1), ('d', 'e', 'f', 'many');
  CREATE VIEW sums AS SELECT n, value FROM pairs ORDER BY n;$$;
:done
:server
CREATE FOREIGN TABLE "Order" (gone text, id bigint, amount integer, "group" text, stamp timestamptz OPTIONS (column_name 'at')) SERVER :"test";
ALTER FOREIGN TABLE "Order" DROP COLUMN gone;
CREATE FOREIGN TABLE pairs (n int, value numeric(3,1)) SERVER :"test";
CREATE FOREIGN TABLE hidden_rowid (value int) SERVER :"test";
CREATE FOREIGN TABLE no_rowid (value int) SERVER :"test";
CREATE FOREIGN TABLE sums (n int, value int) SERVER :"test";

CREATE FUNCTION pg_temp.show(statement text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  sqlstate_is text; message text; detail text; hint text; place text[];
BEGIN
  EXECUTE statement;
  RAISE NOTICE 'no error';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS sqlstate_is = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT,
    place[1] = SCHEMA_NAME, place[2] = TABLE_NAME, place[3] = COLUMN_NAME;
  RAISE NOTICE E'% %\nDETAIL:  %\nHINT:  %\nPLACE:  %', sqlstate_is, message, detail, hint,
    regexp_replace(array_to_string(place, ' . '), '^pg_temp_[0-9]+', 'pg_temp');
END
$$;
-- by row id
SELECT pg_temp.show('SELECT amount FROM "Order"');
SELECT pg_temp.show('SELECT stamp FROM "Order"');
SELECT pg_temp.show('SELECT "group" FROM "Order"');
-- by a key of two columns, which is the order of the key
SELECT pg_temp.show('SELECT value FROM pairs');
-- by another name of the row id, and by the place in the scan if there is none
SELECT pg_temp.show('SELECT value FROM hidden_rowid');
SELECT pg_temp.show('SELECT value FROM no_rowid');
SELECT pg_temp.show('SELECT value FROM sums');

-- the command of each hint works when it is pasted, until every value is read
CREATE FUNCTION pg_temp.obey(statement text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  hint text;
BEGIN
  FOR step IN 1..9 LOOP
    BEGIN
      EXECUTE statement;
      RETURN;
    EXCEPTION WHEN OTHERS THEN
      GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
    END;
    RETURN NEXT substring(hint FROM 'ALTER .*;');
    EXECUTE substring(hint FROM 'ALTER .*;');
  END LOOP;
END
$$;
SELECT pg_temp.obey('SELECT amount FROM "Order"');
SELECT pg_temp.obey('SELECT value FROM pairs');
SELECT pg_temp.obey('SELECT value FROM sums');
SELECT amount FROM "Order" WHERE id = 8;
-- what a string can hold and what bytea can are two columns' work: a text with a NUL byte asks for bytea, a BLOB too
SELECT pg_temp.obey('SELECT "group" FROM "Order"');
SELECT id, "group" FROM "Order" WHERE id < 10 ORDER BY id;

:untouched
